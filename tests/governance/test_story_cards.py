"""Cards: raised by anyone at any time, met before the round goes on, and never an answer."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.cards import on_list, to_meet
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Card
from tests.governance.gathering import hold
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    story = Story()
    story.up_to_consent()
    return story


def shows(story: Story, name: str, colour: str = "red") -> Card:
    story.by(name, c.ShowCard(colour=colour))
    return story.circle.cards[-1]


def test_r1_a_round_does_not_go_on_while_a_card_is_up(story: Story) -> None:
    card = shows(story, "Ada")
    assert story.refused("Bo", story.answer("ok")) == ("R1", "card_first")
    assert story.refused("Bo", c.Pass(round=story.round.id)) == ("R1", "card_first")
    story.by("Ada", c.PutCardAway(card=card.id))
    story.ok("Bo")


def test_r3_a_card_is_never_an_answer(story: Story) -> None:
    before = story.proposal
    for colour in ("red", "yellow", "green"):
        shows(story, "Bo", colour)
    assert story.proposal is before
    assert story.objectors() == []


def test_r7_a_card_keeps_nobody_from_seeing_a_problem(story: Story) -> None:
    shows(story, "Ada", "green")
    story.objects("Bo")
    assert story.id("Bo") in story.round.answers


def test_r16_a_named_card_is_put_away_by_that_person_alone(story: Story) -> None:
    card = shows(story, "Ada")
    assert story.refused("Cy", c.PutCardAway(card=card.id)) == ("R16", "card_is_theirs")
    story.by("Ada", c.PutCardAway(card=card.id))
    assert story.circle.cards == ()
    assert story.refused("Ada", c.PutCardAway(card=card.id)) == ("", "unknown")


def test_r16_a_card_without_a_name_is_put_away_by_anyone(story: Story) -> None:
    done = story.do(c.ShowCard(circle=story.circle.id, colour="yellow"))
    assert not isinstance(done, Refused)
    assert done[0].actor == ""
    assert story.circle.acts.get("") is None
    story.by("Bo", c.PutCardAway(card=story.circle.cards[0].id))
    assert story.circle.cards == ()


def test_r16_nobody_raises_a_card_in_anothers_name(story: Story) -> None:
    assert story.refused("Ada", c.ShowCard(colour="red"), turn="Bo") == ("R16", "not_your_turn")
    stranger = c.ShowCard(circle=story.circle.id, colour="red", by="dee", turn="dee")
    assert story.do(stranger) == Refused("R7", "not_member")
    assert story.refused("Ada", c.ShowCard(colour="blue")) == ("", "unknown")


def test_r1_the_card_of_somebody_who_left_is_on_the_list_and_waits_for_them(story: Story) -> None:
    card = shows(story, "Ada")
    story.meet("Bo", "Cy")
    assert (to_meet(story.circle), on_list(story.circle)) == ((), (card,))
    story.ok("Bo")
    assert story.refused("Bo", c.PutCardAway(card=card.id)) == ("R16", "card_is_theirs")
    story.meet()
    assert to_meet(story.circle) == (card,)
    story.go_home()
    assert on_list(story.circle) == (card,)
    story.by("Ada", c.PutCardAway(card=card.id))


def test_r12_during_a_break_no_card_is_waited_for(story: Story) -> None:
    card = shows(story, "Ada")
    story.by("Bo", c.PauseMeeting())
    assert to_meet(story.circle) == ()
    story.by("Bo", c.ResumeMeeting(here=story.members))
    assert to_meet(story.circle) == (card,)


def test_r22_that_is_not_my_card_puts_it_away(story: Story) -> None:
    shows(story, "Ada")
    assert "CardShown" in story.acts("Ada")
    story.not_right("Ada", e.CardShown)
    assert story.circle.cards == ()


def test_r21_the_card_of_one_who_left_the_circle_is_put_away_by_anyone(story: Story) -> None:
    card = shows(story, "Ada")
    story.by("Ada", c.PauseMeeting())
    story.by("Ada", c.LeaveCircle())
    story.by("Bo", c.PutCardAway(card=card.id))
    assert story.circle.cards == ()


def test_r14_the_record_tells_the_same_cards_again(story: Story) -> None:
    shows(story, "Ada")
    shows(story, "Bo", "green")
    story.meet("Bo", "Cy")
    assert fold(story.history, EMPTY) == story.org


@pytest.mark.parametrize("seed", range(40))
def test_r1_a_card_that_is_up_is_met_first_in_every_meeting(seed: int) -> None:
    table = hold(seed)
    assert fold(table.history, EMPTY) == table.org
