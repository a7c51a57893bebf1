"""Whole meetings: how are you, last time, the list agreed, its items, what is left, how was it."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import sittings as s
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, CheckRound, Sitting
from tests.governance.gathering import hold
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    return Story()


def now(story: Story) -> Sitting:
    assert story.circle.course.now
    return story.circle.course.now


def opening(story: Story) -> CheckRound:
    round_ = now(story).opening
    assert round_
    return round_


def closing(story: Story) -> CheckRound:
    round_ = now(story).closing
    assert round_
    return round_


def begins(story: Story, form: str = "whole", *names: str) -> None:
    here = story.here(*names)
    story.by(story.name(here[0]), c.BeginMeeting(here=here, form=form))


def passes(story: Story, *names: str) -> None:
    for name in names:
        story.by(name, c.PassCheck(round=opening(story).id))


def wish(story: Story, name: str = "Ada") -> str:
    story.by(name, c.RaiseTopic(form="words", words="The gate"))
    return list(story.circle.topics)[-1]


def to_the_items(story: Story, *items: str) -> None:
    begins(story)
    passes(story, *story.names(opening(story).roster))
    story.by("Cy", c.FinishAdmin(length="30", next_day="2026-10-01"))
    story.by("Cy", c.ProposeAgenda(items=items))
    for name in ("Ada", "Bo", "Cy"):
        story.by(name, c.SayAgendaOk())


def test_r18_a_whole_meeting_offers_one_step_after_the_other(story: Story) -> None:
    item = wish(story)
    begins(story)
    for person in opening(story).roster:
        assert s.phase(story.circle) == s.AskCheck(opening(story), person)
        passes(story, story.name(person))
    assert s.phase(story.circle) == s.Admin()
    story.by("Cy", c.FinishAdmin())
    assert s.phase(story.circle) == s.MakeList()
    story.by("Cy", c.ProposeAgenda(items=(item,)))
    for person in opening(story).roster:
        assert s.phase(story.circle) == s.AskList(person)
        story.by(story.name(person), c.SayAgendaOk())
    assert s.phase(story.circle) == s.Items()
    story.by("Cy", c.EndItem(item=item))
    assert s.still_open(story.circle) == ()
    story.by("Cy", c.OpenClosing())
    for person in closing(story).roster:
        assert s.phase(story.circle) == s.AskCheck(closing(story), person)
        story.by(story.name(person), c.SayInCheck(round=closing(story).id, form="words", words="Good"))
    assert s.phase(story.circle) == s.GoHome()
    story.by("Cy", c.SayInCheck(round=closing(story).id, form="better", words="A break"))
    story.go_home()
    last = story.circle.course.last
    assert last
    assert last.closing
    assert [saying.words for saying in last.closing.sayings][-1] == "A break"


def test_r1_everyone_here_is_asked_how_they_are_and_asked_is_not_passed(story: Story) -> None:
    begins(story, "whole", "Ada", "Bo")
    assert set(story.names(opening(story).roster)) == {"Ada", "Bo"}
    story.by("Ada", c.SayInCheck(round=opening(story).id, form="picture", words="tired"))
    assert story.refused("Ada", c.PassCheck(round=opening(story).id)) == ("R1", "already_asked")
    assert story.refused("Cy", c.PassCheck(round=opening(story).id)) == ("R1", "round_over")
    story.by("Bo", c.PassCheck(round=opening(story).id))
    assert not opening(story).open
    assert opening(story).said == {story.id("Ada"): "spoke", story.id("Bo"): "passed"}


def test_r1_a_round_starts_with_a_different_person_each_time(story: Story) -> None:
    first = []
    for _ in range(3):
        begins(story)
        first.append(opening(story).roster[0])
        story.go_home()
    assert len(set(first)) == 3


def test_r1_who_comes_late_is_asked_too_and_who_leaves_early_is_not_here(story: Story) -> None:
    begins(story, "whole", "Ada", "Bo")
    story.meet("Ada", "Cy")
    assert opening(story).said == {story.id("Bo"): "not_here"}
    assert story.id("Cy") in opening(story).to_ask
    passes(story, "Ada", "Cy")
    assert opening(story).why == "done"


def test_r1_who_comes_while_people_ask_and_think_is_asked_too(story: Story) -> None:
    story.meet("Ada", "Cy")
    story.draft()
    story.present()
    story.meet()
    assert story.id("Bo") in story.round.roster
    story.everyone_passes()
    assert story.round.kind == "reactions"


def test_r1_a_sitting_that_ends_closes_its_rounds_and_nobody_passed_by_that(story: Story) -> None:
    begins(story)
    passes(story, "Ada")
    round_id = opening(story).id
    story.go_home()
    last = story.circle.course.last
    assert last
    assert last.opening
    assert (last.opening.id, last.opening.open, last.opening.why) == (round_id, False, "ended")
    assert last.opening.said == {story.id("Ada"): "passed"}


def test_r12_nothing_begins_before_those_here_agreed_to_the_list(story: Story) -> None:
    story.draft()
    begins(story)
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    assert story.refused("Cy", present) == ("R12", "list_first")
    passes(story, "Ada", "Bo", "Cy")
    story.by("Cy", c.FinishAdmin())
    story.by("Cy", c.ProposeAgenda(items=(story.proposal.id,)))
    story.by("Ada", c.SayAgendaOk())
    story.by("Cy", c.SayAgendaOk())
    assert story.refused("Cy", present) == ("R12", "list_first")
    story.by("Bo", c.SayAgendaOk())
    assert set(now(story).agreed) == set(story.members)
    story.by("Cy", present)


def test_r12_a_problem_with_the_list_is_met_by_another_list_and_all_are_asked_again(story: Story) -> None:
    item = wish(story)
    begins(story)
    passes(story, "Ada", "Bo", "Cy")
    story.by("Cy", c.FinishAdmin())
    assert story.refused("Ada", c.SayAgendaOk()) == ("", "unknown")
    story.by("Cy", c.ProposeAgenda(items=()))
    story.by("Ada", c.SayAgendaOk())
    assert story.refused("Ada", c.SayAgendaOk()) == ("", "nothing_changed")
    assert story.refused("Bo", c.SeeAgendaProblem(words=" ")) == ("", "empty")
    story.by("Bo", c.SeeAgendaProblem(words="My gate is not on it"))
    assert isinstance(s.phase(story.circle), s.FixList)
    assert story.refused("Cy", c.SayAgendaOk()) == ("R12", "list_problem")
    assert story.refused("Cy", c.SeeAgendaProblem(words="Mine too")) == ("R12", "list_settled")
    story.by("Cy", c.ProposeAgenda(items=(item,)))
    assert now(story).oks == ()
    story.by("Bo", c.AddToAgenda(words="News"))
    assert len(now(story).items) == 2
    assert now(story).oks == (story.id("Bo"),)


def test_r12_what_was_not_reached_comes_first_on_the_next_list(story: Story) -> None:
    first, second, third = wish(story), wish(story), wish(story)
    to_the_items(story, third, first)
    story.by("Cy", c.EndItem(item=third, how="report"))
    assert story.refused("Cy", c.EndItem(item=third)) == ("", "nothing_changed")
    assert s.still_open(story.circle) == (first,)
    story.by("Cy", c.OpenClosing())
    story.go_home()
    assert s.backlog(story.circle) == (first, second)


def test_r18_a_short_meeting_joins_how_are_you_and_one_thing(story: Story) -> None:
    story.draft()
    here = story.members
    story.by("Ada", c.BeginMeeting(here=here, form="short", item=story.proposal.id))
    assert s.phase(story.circle) == s.Items()
    assert s.joins(story.circle, story.id("Bo")) == opening(story)
    for name in ("Ada", "Bo", "Cy"):
        story.by(name, c.PassCheck(round=opening(story).id, list_ok=True))
    assert set(now(story).agreed) == set(here)
    assert not opening(story).open
    assert story.refused("Cy", c.ProposeAgenda(items=())) == ("R12", "one_item")


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (c.BeginMeeting(here=(), form="endless"), ("R1", "nobody_here")),
        (c.FinishAdmin(), ("", "unknown")),
        (c.ProposeAgenda(items=()), ("", "unknown")),
        (c.AddToAgenda(words="x"), ("", "unknown")),
        (c.OpenClosing(), ("", "unknown")),
        (c.EndItem(item="x"), ("", "unknown")),
        (c.SeeAgendaProblem(words="x"), ("", "unknown")),
        (c.SayInCheck(round="x", form="words", words="x"), ("R1", "round_over")),
    ],
)
def test_r12_without_a_meeting_there_is_nothing_of_it(
    story: Story, command: c.Command, refused: tuple[str, str]
) -> None:
    assert story.refused("Ada", command) == refused


def test_r12_what_does_not_fit_a_meeting_is_refused(story: Story) -> None:
    here = story.members
    assert story.refused("Ada", c.BeginMeeting(here=here, form="endless")) == ("", "unknown")
    begins(story)
    at = opening(story).id
    assert story.refused("Ada", c.SayInCheck(round=at, form="song", words="x")) == ("", "unknown")
    assert story.refused("Ada", c.SayInCheck(round=at, form="better", words="x")) == ("", "unknown")
    assert story.refused("Ada", c.SayInCheck(round=at, form="words", words=" ")) == ("", "empty")
    assert story.refused("Ada", c.FinishAdmin(length="7")) == ("", "unknown")
    assert story.refused("Ada", c.FinishAdmin(next_day="soon")) == ("", "unknown")
    assert story.refused("Ada", c.ProposeAgenda(items=("nothing",))) == ("", "unknown")
    assert story.refused("Ada", c.AddToAgenda(words=" ")) == ("", "empty")
    assert story.refused("Ada", c.OpenClosing()) == ("R12", "list_first")
    to = wish(story)
    assert story.refused("Ada", c.EndItem(item=to)) == ("R12", "list_first")


def test_r22_that_is_not_what_i_said_is_asked_again_while_the_round_is_open(story: Story) -> None:
    begins(story)
    story.by("Ada", c.SayInCheck(round=opening(story).id, form="words", words="Fine"))
    story.by("Bo", c.PassCheck(round=opening(story).id))
    story.not_right("Ada", e.CheckSaid)
    story.not_right("Bo", e.Passed)
    assert opening(story).sayings == ()
    assert set(opening(story).to_ask) == set(story.members)


def test_r1_during_a_break_nobody_passes(story: Story) -> None:
    begins(story)
    at = opening(story).id
    story.by("Bo", c.PauseMeeting())
    assert story.refused("Ada", c.PassCheck(round=at)) == ("R1", "not_in_sitting")
    said = c.SayInCheck(round=at, form="words", words="Fine")
    assert story.refused("Ada", said) == ("R1", "not_in_sitting")


def test_r22_an_ok_to_the_list_that_is_not_right_is_asked_again(story: Story) -> None:
    to_the_items(story)
    story.not_right("Ada", e.AgendaOk)
    assert s.phase(story.circle) == s.AskList(story.id("Ada"))
    story.by("Ada", c.SeeAgendaProblem(words="Too long"))
    story.not_right("Ada", e.AgendaConcern)
    assert now(story).concern is None


def test_r12_the_last_round_is_opened_once_and_better_can_be_said_after_it(story: Story) -> None:
    to_the_items(story)
    story.by("Cy", c.OpenClosing())
    assert story.refused("Cy", c.OpenClosing()) == ("R1", "round_open")
    for name in ("Ada", "Bo", "Cy"):
        story.by(name, c.PassCheck(round=closing(story).id))
    assert not closing(story).open
    story.by("Ada", c.SayInCheck(round=closing(story).id, form="better", words="Tea"))


def test_r12_acts_since_the_last_break_are_counted(story: Story) -> None:
    begins(story)
    passes(story, "Ada", "Bo")
    assert now(story).acts == 2
    story.by("Ada", c.PauseMeeting())
    story.by("Ada", c.ResumeMeeting(here=story.members))
    assert now(story).acts <= 1


def test_r14_the_record_tells_the_same_meeting_again(story: Story) -> None:
    to_the_items(story, wish(story))
    story.by("Cy", c.OpenClosing())
    story.go_home()
    assert fold(story.history, EMPTY) == story.org


@pytest.mark.parametrize("seed", range(40, 80))
def test_r12_those_here_agree_to_the_list_in_every_meeting(seed: int) -> None:
    table = hold(seed)
    assert fold(table.history, EMPTY) == table.org
