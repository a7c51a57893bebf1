"""A circle can see how it decides: who was not asked, who chose what, who was not heard lately (R12, R14)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.openness import not_heard_lately, own_figures, sittings_done
from kiosk.governance.state import EMPTY, Chosen
from kiosk.governance.words import Matter
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    return Story()


def meets_and_goes_home(story: Story, *speaking: str) -> None:
    story.meet()
    for name in speaking:
        story.by(name, c.RaiseTopic(form="words", words="The garden"))
    story.go_home()


# --- who was not asked -----------------------------------------------------------------------------------


def test_r1_everyone_was_asked_where_nobody_is_left_out(story: Story) -> None:
    story.up_to_consent()
    story.ok()
    story.last_check()
    assert story.proposal.decision
    assert story.circle.openness.not_asked == {story.proposal.decision.id: ()}


def test_r14_who_was_not_asked_is_kept_with_the_reason() -> None:
    story = Story(("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"))
    story.meet("Ada", "Bo", "Cy")
    story.by("Ada", c.AskAboutProcess(wish="quieter", review_day="2026-12-01"))
    story.present()
    story.everyone_passes()
    story.restate()
    story.ok()
    story.last_check()
    assert story.proposal.matter == Matter("process", "quieter")
    assert story.proposal.decision
    left = story.circle.openness.not_asked[story.proposal.decision.id]
    assert [(story.name(one.person), one.why) for one in left] == [("Di", "process")]


def test_a_decision_about_something_unknown_here_changes_nothing(story: Story) -> None:
    before = story.org
    made = e.DecisionMade(story.circle.id, "d", "gone", "v", "r", (), "2027-01-01")
    story.keep((made, e.DecisionMade("nowhere", "d", "gone", "v", "r", (), "2027-01-01")), "", "")
    assert story.circle.proposals == before.circles[story.circle.id].proposals
    assert story.circle.openness.not_asked == {}


# --- what somebody chose ---------------------------------------------------------------------------------


def test_r12_who_chose_what_is_kept_with_the_meeting(story: Story) -> None:
    story.up_to_consent()
    story.ok("Ada")
    story.objects("Bo")
    story.objects("Cy")
    story.hear_objections()
    story.by("Ada", c.TakeObjection(objection=story.objection("Bo").id))
    story.amend("Ada", what="At six.")
    assert story.circle.meeting
    ada, cy, at = story.id("Ada"), story.id("Cy"), story.proposal.id
    assert story.circle.openness.chosen == {
        story.circle.meeting.id: (
            Chosen(ada, "words", at),
            Chosen(cy, "item", at),
            Chosen(cy, "ready", at),
            Chosen(ada, "objection", story.objection("Bo").id),
            Chosen(ada, "words", at),
        )
    }


def test_r12_what_is_written_outside_a_meeting_is_nobodys_choice_for_it(story: Story) -> None:
    story.draft()
    assert story.circle.openness.chosen == {}


# --- who was not heard lately ----------------------------------------------------------------------------


def test_r12_who_said_nothing_for_three_meetings_has_not_been_heard_lately(story: Story) -> None:
    meets_and_goes_home(story, "Ada", "Cy")
    meets_and_goes_home(story, "Cy")
    assert not_heard_lately(story.circle) == set()
    meets_and_goes_home(story, "Cy")
    assert not_heard_lately(story.circle) == {story.id("Bo")}
    meets_and_goes_home(story)
    assert not_heard_lately(story.circle) == {story.id("Ada"), story.id("Bo")}


def test_r3_it_is_counted_in_meetings_that_are_over_and_in_no_days(story: Story) -> None:
    for _ in range(2):
        meets_and_goes_home(story)
    story.meet()
    assert sittings_done(story.circle) == 2
    assert not_heard_lately(story.circle) == set()
    story.go_home()
    assert len(not_heard_lately(story.circle)) == 3


def test_r12_who_joins_is_not_counted_from_before(story: Story) -> None:
    for _ in range(3):
        meets_and_goes_home(story)
    story.keep((e.PersonAdded("di", "worker", "Di"), e.MemberJoined(story.circle.id, "di")), "", "")
    assert "di" not in not_heard_lately(story.circle)
    for _ in range(3):
        meets_and_goes_home(story)
    assert "di" in not_heard_lately(story.circle)


def test_r23_a_hidden_answer_is_no_word_that_was_heard(story: Story) -> None:
    story.up_to_consent()
    story.go_home()
    for _ in range(3):
        meets_and_goes_home(story)
    story.objects("Bo", "words", words="It is too late for me.")
    assert story.id("Bo") in not_heard_lately(story.circle)


def test_r12_passing_is_no_word(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    story.go_home()
    for _ in range(3):
        meets_and_goes_home(story, "Ada")
    assert not_heard_lately(story.circle) == {story.id("Bo"), story.id("Cy")}


def test_r14_own_figures_are_there_for_oneself(story: Story) -> None:
    story.up_to_consent()
    story.by("Bo", c.AskQuestion(round=story.round.id, words="Who pays?"))
    story.by(
        "Ada", c.AnswerQuestion(round=story.round.id, question=story.proposal.questions[0].id, noted=True)
    )
    story.ok("Ada")
    story.meet("Ada", "Cy")
    story.meet("Ada", "Bo", "Cy")
    assert dict(own_figures(story.circle, story.id("Bo"))) == {"meetings": 1, "questions": 1}
    assert dict(own_figures(story.circle, story.id("Ada"))) == {"meetings": 1, "ideas": 1, "answers": 1}
    assert own_figures(story.circle, "nobody") == ()


def test_r14_all_of_it_is_read_again_from_the_record(story: Story) -> None:
    meets_and_goes_home(story, "Bo")
    story.up_to_consent()
    story.ok()
    story.last_check()
    assert fold(story.history, EMPTY) == story.org
