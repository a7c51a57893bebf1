"""What the fold makes of events about things unknown here, or whose words cannot be read here."""

from dataclasses import fields, replace

import pytest

from kiosk.governance import events as e
from kiosk.governance.consent import still_to_hear
from kiosk.governance.fold import apply
from kiosk.governance.state import EMPTY, Organisation
from tests.governance.table import Story


def after(state: Organisation, event: e.Event) -> Organisation:
    return apply(state, e.Recorded(event, "x1", "x", "s", "w", 0, 0, "a", "a"))


@pytest.fixture
def story() -> Story:
    story = Story()
    story.up_to_consent()
    return story


def test_an_event_about_something_unknown_here_changes_nothing(story: Story) -> None:
    home = story.circle.id
    for event in (
        e.MeetingEnded("elsewhere", "m", ()),
        e.Presented(home, "none", "v", (), "aloud"),
        e.AnswersShown(home, "none"),
        e.ObjectionTaken(home, "none/ada", "ada"),
        e.SaidNotRight(home, "ada", "none"),
    ):
        assert replace_acts(after(story.org, event)) == replace_acts(story.org)
    assert after(EMPTY, e.MeetingEnded("elsewhere", "m", ())) == EMPTY


def replace_acts(state: Organisation) -> Organisation:
    """Without empty lists of acts, which say nothing."""
    circles = {
        id: replace(circle, acts={p: acts for p, acts in circle.acts.items() if acts})
        for id, circle in state.circles.items()
    }
    return replace(state, circles=circles)


def test_a_sitting_that_is_not_known_here_is_not_paused(story: Story) -> None:
    story.go_home()
    paused = after(story.org, e.Paused(story.circle.id, "m", "ada"))
    assert paused.circles[story.circle.id].meeting is None


def test_a_draft_whose_topic_is_not_here_yet_is_a_proposal(story: Story) -> None:
    drafted = after(story.org, e.DraftBegun(story.circle.id, "p", "later", "ada"))
    assert drafted.circles[story.circle.id].proposals["p"].topic == "later"


def test_r3_an_answer_that_cannot_be_read_is_no_consent(story: Story) -> None:
    """Erased or locked words: that person is still to be heard, and no objection is made up."""
    bo = story.id("Bo")
    sealed = e.AnswerGiven(story.circle.id, story.round.id, story.version, 0, bo, None, None)
    state = after(story.org, sealed)
    round_ = state.circles[story.circle.id].proposals[story.proposal.id].consent_round
    assert round_
    assert bo in still_to_hear(round_)
    shown = after(state, e.AnswersShown(story.circle.id, round_.id))
    assert shown.circles[story.circle.id].proposals[story.proposal.id].objections == ()


def test_r4_an_answer_called_not_right_raises_no_objection_when_all_are_shown(story: Story) -> None:
    story.objects("Bo")
    story.not_right("Bo", e.AnswerGiven)
    shown = after(story.org, e.AnswersShown(story.circle.id, story.round.id))
    assert shown.circles[story.circle.id].proposals[story.proposal.id].standing == ()


def test_words_that_were_erased_are_a_wording_with_every_part_missing(story: Story) -> None:
    erased = e.VersionWritten(
        story.circle.id, story.proposal.id, 2, "ada", (story.version,), (), "amend", None
    )
    proposal = after(story.org, erased).circles[story.circle.id].proposals[story.proposal.id]
    assert proposal.wording.missing()[0] == "what"
    assert after(EMPTY, erased) == EMPTY


def test_a_name_that_was_erased_is_empty(story: Story) -> None:
    state = after(story.org, e.PersonAdded("dee", "worker", None))
    assert state.name("dee") == ""
    assert state.name("nobody") == ""


@pytest.mark.parametrize("kind", e.EVENTS.values(), ids=lambda kind: kind.__name__)
def test_every_sealed_part_is_a_part_of_its_event_and_can_be_missing(kind: type[e.Event]) -> None:
    hints = kind.__annotations__
    made = kind(**dict.fromkeys([field.name for field in fields(kind)], "x"))
    for part, keys in made.keys().items():
        assert "None" in str(hints[part])
        assert all(key.startswith(("person:", "circle:", "charter:", "round:")) for key in keys)
    if isinstance(made, e.AnswersShown):
        assert made.opens() == ("round:x/x",)
