"""Turns, sittings, founding, one's own record, and words the rules do not know."""

from dataclasses import dataclass, replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.decide import decide
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Answer
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_r16_nothing_is_stored_while_another_holds_the_turn(story: Story) -> None:
    story.up_to_consent()
    assert story.refused("Bo", story.answer("ok"), turn="Cy") == ("R16", "not_your_turn")
    nobody = replace(story.signed(story.answer("ok"), story.id("Bo")), turn="")
    assert story.do(nobody) == Refused("R16", "not_your_turn")
    assert story.id("Bo") not in story.round.answers


def test_r7_only_members_act(story: Story) -> None:
    story.up_to_consent()
    stranger = replace(story.answer("problem"), circle=story.circle.id, by="dee", turn="dee")
    assert story.do(stranger) == Refused("R7", "not_member")
    assert story.do(c.PauseMeeting(circle="elsewhere", by="dee", turn="dee")) == Refused("", "unknown")


@pytest.mark.parametrize("again", ["Ada", "Bo", "Cy"])
def test_r12_anyone_pauses_and_anyone_begins_again_where_it_stopped(story: Story, again: str) -> None:
    story.up_to_consent()
    story.ok("Cy")
    here = story.circle.here
    story.by("Ada", c.PauseMeeting())
    assert story.circle.meeting
    assert story.circle.meeting.paused_by == story.id("Ada")
    assert story.circle.here == ()
    assert story.refused("Bo", c.PauseMeeting()) == ("", "unknown")
    assert isinstance(story.next_step(), p.Wait)
    assert story.refused(again, c.ResumeMeeting(here=())) == ("R1", "nobody_here")
    story.by(again, c.ResumeMeeting(here=here))
    assert story.next_step() == p.AskNext(story.round, story.id("Bo"))
    assert story.circle.meeting.pauses == 1
    assert story.refused(again, c.ResumeMeeting(here=here)) == ("", "unknown")


def test_r1_a_sitting_needs_somebody_and_is_one_at_a_time(story: Story) -> None:
    assert story.refused("Ada", c.BeginMeeting(here=("nobody",))) == ("R1", "nobody_here")
    assert story.refused("Ada", c.ChangeHere(here=story.members)) == ("", "unknown")
    assert story.refused("Ada", c.PauseMeeting()) == ("", "unknown")
    assert story.refused("Ada", c.ResumeMeeting(here=story.members)) == ("", "unknown")
    assert story.refused("Ada", c.EndMeeting()) == ("", "unknown")
    story.meet()
    assert story.refused("Ada", c.BeginMeeting(here=story.members)) == ("", "meeting_on")
    assert story.refused("Ada", c.ChangeHere(here=story.members)) == ("", "nothing_changed")
    assert story.refused("Ada", c.ChangeHere(here=())) == ("R1", "nobody_here")
    assert story.circle.sittings == 1


def test_r14_what_was_stored_in_ones_name_is_read_back_until_it_is_said_to_be_right(story: Story) -> None:
    story.up_to_consent()
    story.ok("Bo")
    story.objects("Bo")
    # A later answer takes the place of the earlier one.
    assert story.acts("Bo") == ["Passed", "Passed", "AnswerGiven"]
    acts = story.circle.acts[story.id("Bo")]
    assert story.refused("Cy", c.SayRight(acts=(acts[0].id,))) == ("", "unknown")
    assert story.refused("Cy", c.SayNotRight(act=acts[0].id)) == ("R14", "not_yours")
    story.by("Bo", c.SayRight(acts=(acts[0].id, "e0")))
    assert story.history[-1].event == e.SaidRight(story.circle.id, story.id("Bo"), (acts[0].id,))
    assert story.acts("Bo") == ["Passed", "AnswerGiven"]


PAIR = (c.NewPerson("Ada", "supported"), c.NewPerson("Bo", "worker"))
FOUND = c.FoundCircle(
    name="Home", aim="A good life.", people=PAIR, facilitator=0, review_day="2026-11-01", fresh="f"
)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"name": " "}, Refused("", "empty")),
        ({"aim": ""}, Refused("", "empty")),
        ({"people": (*PAIR, c.NewPerson(" ", "worker"))}, Refused("", "empty")),
        ({"people": PAIR[:1]}, Refused("", "how_many_people")),
        ({"people": tuple(c.NewPerson(str(n), "worker") for n in range(13))}, Refused("", "how_many_people")),
        ({"people": (*PAIR, c.NewPerson("ADA ", "worker"))}, Refused("", "same_name")),
        ({"people": (*PAIR, c.NewPerson("Cy", "king"))}, Refused("", "unknown")),
        ({"people": (*PAIR, c.NewPerson("C" * 41, "worker"))}, Refused("", "long_name")),
        ({"name": "H" * 41}, Refused("", "long_name")),
        ({"facilitator": 2}, Refused("", "unknown")),
        ({"facilitator": -1}, Refused("", "unknown")),
        ({"review_day": ""}, Refused("R9", "missing_review_day")),
        ({"review_day": "2026-13-01"}, Refused("R9", "missing_review_day")),
        ({"review_day": "٢٠٢٦-١١-٠١"}, Refused("R9", "missing_review_day")),
    ],
)
def test_r9_a_circle_is_founded_only_complete(change: dict[str, object], refused: Refused) -> None:
    assert decide(EMPTY, replace(FOUND, **change)) == refused  # type: ignore[arg-type]


def test_a_second_first_circle_is_refused(story: Story) -> None:
    assert decide(story.org, FOUND) == Refused("", "circle_exists")
    assert story.circle.facilitator == story.id("Cy")
    assert story.circle.roles["facilitator"][0].review_day == "2026-11-01"


def test_a_command_about_what_is_not_there_is_refused(story: Story) -> None:
    for command in (
        c.PutOnAgenda(proposal="none"),
        c.React(round="none", words="x"),
        c.OfferIdea(objection="none/one"),
        c.GiveAnswer(round="", answer=Answer("ok"), heard="", facts_heard=0),
    ):
        assert story.refused("Ada", command) == ("", "unknown")


def test_a_command_the_rules_do_not_know_is_refused(story: Story) -> None:
    story.draft()

    @dataclass(frozen=True, kw_only=True)
    class Approve(c.Command):
        proposal: str

    assert story.refused("Ada", Approve(proposal=story.proposal.id)) == ("", "unknown")
