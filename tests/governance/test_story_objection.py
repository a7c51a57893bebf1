"""Objections: raised, heard, worked on one at a time, ended only by who raised them; and taking back."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.consent import still_to_hear
from kiosk.governance.words import Matter
from tests.governance.oracle import watched
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    story = Story()
    story.up_to_consent()
    return story


def all_objecting(story: Story, *names: str) -> None:
    """These people see a problem, the others consent, and the problems are read out."""
    for name in ("Ada", "Bo", "Cy"):
        story.by(name, story.answer("problem" if name in names else "ok"))
    story.hear_objections()


@pytest.mark.parametrize("closer", ["Ada", "Bo", "Cy"])
def test_r4_an_objection_keeps_the_round_from_closing_for_everyone(story: Story, closer: str) -> None:
    all_objecting(story, "Bo")
    assert story.refused(closer, c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")
    assert story.round.open


@pytest.mark.parametrize("form", ["", "words", "pictures", "help", "private"])
def test_r5_every_form_of_a_problem_blocks_as_much(story: Story, form: str) -> None:
    story.objects("Bo", form)
    story.ok("Ada", "Cy")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id))[0] == "R4"


def test_r5_of_a_reason_told_in_private_no_byte_is_stored(story: Story) -> None:
    story.objects("Bo", "private", words="It hurts.", pictures=("body",))
    given = story.history[-1].event
    assert isinstance(given, e.AnswerGiven)
    assert "hurts" not in repr(story.history)
    assert "body" not in repr(given)


def test_r5_all_problems_are_heard_before_one_is_worked_on_and_then_one_at_a_time(story: Story) -> None:
    story.objects("Bo")
    story.objects("Ada")
    story.ok("Cy")
    ada, bo = story.objection("Ada").id, story.objection("Bo").id
    assert story.refused("Cy", c.TakeObjection(objection=bo)) == ("R5", "hear_first")
    amend = c.WriteVersion(
        proposal=story.proposal.id,
        wording=replace(story.proposal.wording, what="Sundays."),
        after=story.version,
    )
    assert story.refused("Cy", amend) == ("R5", "hear_first")
    story.hear_objections()
    assert isinstance(story.next_step(), p.PickObjection)
    story.by("Cy", c.TakeObjection(objection=bo))
    assert story.refused("Ada", c.ExplainObjection(objection=ada, form="words", words="x"))[1] == "unknown"
    story.by("Bo", c.ExplainObjection(objection=bo, form="not_now"))
    story.by("Ada", c.TakeObjection(objection=ada))
    assert [o.taken for o in story.proposal.standing if o.id == bo] == [False]
    assert story.next_step() == p.Understand(story.objection("Ada"))
    story.by("Cy", amend)
    assert story.proposal.versions[-1].meets == (ada,)
    story.restate()
    story.ok()
    assert {o.status for o in story.proposal.objections} == {"met"}


def test_r5_the_circle_ties_the_problem_to_its_aim_and_only_the_objector_explains_it(story: Story) -> None:
    all_objecting(story, "Bo")
    bo = story.objection("Bo").id
    assert story.refused("Ada", c.ExplainObjection(objection=bo, form="words", words="He is lazy.")) == (
        "R15",
        "only_objector",
    )
    assert story.refused("Bo", c.TieObjection(objection=bo, words="x")) == ("R5", "circle_ties")
    assert story.refused("Bo", c.TieObjection(objection="none/none", words="x")) == ("", "unknown")
    assert story.refused("Bo", c.TieObjection(objection=f"{story.round.id}/none", words="x"))[1] == "unknown"


def test_r4_a_problem_seen_after_all_have_answered_stops_the_close_and_is_heard_too(story: Story) -> None:
    story.ok()
    assert story.next_step() == p.LastCheck(story.round)
    assert story.refused("Cy", c.HearObjections(round=story.round.id)) == ("", "unknown")
    story.objects("Ada", "help")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")
    story.hear_objections()
    assert story.objection("Ada").taken
    story.objects("Bo")
    assert story.next_step() == p.ReadObjections(story.round)
    ada = c.ExplainObjection(objection=story.objection("Ada").id, form="not_now")
    assert story.refused("Ada", ada) == ("R5", "hear_first")
    story.hear_objections()
    story.by("Ada", ada)
    # Saying the same again changes nothing; another reason is read out.
    story.objects("Bo")
    assert story.round.objections_heard
    story.objects("Bo", "words", words="It is far.")
    assert not story.round.objections_heard


def test_r4_a_problem_with_the_new_words_is_worked_on_like_the_first(story: Story) -> None:
    all_objecting(story, "Bo")
    story.amend("Cy", what="Ada has dinner with friends on Sundays.")
    story.restate()
    all_objecting(story, "Bo", "Cy")
    assert len(story.proposal.standing) == 3
    step = story.next_step()
    assert isinstance(step, p.PickObjection)
    assert story.names(o.person for o in step.objections) == ["Bo", "Cy"]
    story.by("Ada", c.TakeObjection(objection=story.objection("Cy").id))
    story.amend("Cy", what="Ada has lunch with friends on Sundays.")
    story.restate()
    story.ok()
    story.last_check()
    assert {o.status for o in story.proposal.objections} == {"met"}
    watched(story.history)
    over = c.OfferIdea(objection=story.objection("Bo").id, words="x")
    assert story.refused("Bo", over) == ("R6", "objection_over")


@pytest.mark.parametrize("why", ["fixed", "can_live"])
def test_r6_the_objector_takes_it_back_and_then_has_to_consent(story: Story, why: str) -> None:
    all_objecting(story, "Bo")
    assert story.refused("Bo", story.answer("ok")) == ("R6", "withdraw_first")
    assert story.refused("Bo", story.answer("come_back")) == ("R6", "withdraw_first")
    story.withdraws("Bo", why)
    assert story.objectors() == []
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    assert story.next_step() == p.AskNext(story.round, story.id("Bo"))
    story.ok("Bo")
    story.last_check()


@pytest.mark.parametrize("why", ["tired", "people", "", "because"])
def test_r6_being_tired_or_pressed_ends_nothing(story: Story, why: str) -> None:
    all_objecting(story, "Bo")
    assert story.refused("Bo", story.answer("withdrawn", why)) == ("R6", "problem_stays")
    assert story.objectors()


def test_r6_nobody_takes_back_the_problem_of_another(story: Story) -> None:
    all_objecting(story, "Bo")
    assert story.refused("Cy", story.answer("withdrawn", "fixed")) == ("R6", "nothing_to_withdraw")
    as_bo = story.answer("withdrawn", "fixed")
    assert story.refused("Bo", as_bo, turn="Cy") == ("R16", "not_your_turn")


def test_r6_a_hidden_problem_is_taken_back_in_the_same_way(story: Story) -> None:
    story.objects("Bo")
    assert story.refused("Bo", story.answer("ok")) == ("R6", "withdraw_first")
    story.withdraws("Bo")
    story.ok()
    assert story.proposal.objections == ()
    story.last_check()


def test_r6_who_took_it_back_may_see_the_problem_again(story: Story) -> None:
    all_objecting(story, "Bo")
    story.withdraws("Bo")
    story.objects("Bo")
    assert story.objection("Bo").status == "standing"
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id))[0] == "R4"


def test_r22_an_answer_that_is_not_right_is_asked_again(story: Story) -> None:
    story.ok()
    story.not_right("Bo", e.AnswerGiven)
    assert still_to_hear(story.round) == (story.id("Bo"),)
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    story.ok("Bo")
    story.last_check()


def test_r22_a_decision_shows_whose_answer_was_not_right(story: Story) -> None:
    all_objecting(story, "Bo")
    story.amend("Cy", what="Sundays.")
    story.restate()
    story.ok()
    story.last_check()
    first, last = (r.id for r in story.proposal.rounds if r.kind == "consent")
    acts = {
        a.event.round: a.id for a in story.circle.acts[story.id("Bo")] if isinstance(a.event, e.AnswerGiven)
    }
    # What was said of the old words does not touch the decision.
    story.by("Bo", c.SayNotRight(act=acts[first]))
    assert story.doubters() == []
    decided = story.proposal.id
    story.by("Bo", c.SayNotRight(act=acts[last]))
    decision = story.circle.proposals[decided].decision
    assert decision
    assert story.names(decision.doubted_by) == ["Bo"]
    assert story.proposal.matter == Matter("review", decided)


def test_r22_a_problem_wrongly_taken_back_stands_again(story: Story) -> None:
    all_objecting(story, "Bo")
    story.withdraws("Bo")
    assert story.objectors() == []
    story.not_right("Bo", e.AnswerGiven)
    assert story.objectors() == ["Bo"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id))[0] == "R4"


def test_r22_a_hidden_problem_wrongly_taken_back_is_still_there(story: Story) -> None:
    story.objects("Bo")
    story.withdraws("Bo")
    story.not_right("Bo", e.AnswerGiven)
    assert story.refused("Bo", story.answer("ok")) == ("R6", "withdraw_first")


def test_r22_a_consent_to_new_words_that_was_not_right_meets_nothing(story: Story) -> None:
    all_objecting(story, "Bo")
    story.amend("Cy", what="Sundays.")
    story.restate()
    story.ok()
    assert story.objectors() == []
    story.not_right("Bo", e.AnswerGiven)
    assert story.objectors() == ["Bo"]
    story.ok("Bo")
    story.last_check()


def test_r22_what_was_passed_or_meant_wrongly_is_asked_again() -> None:
    story = Story()
    story.meet()
    story.draft()
    story.not_right("Ada", e.MeaningConfirmed)
    assert story.next_step() == p.AskMeaning(story.id("Ada"))
    story.present()
    first = story.round.roster[0]
    story.by(story.name(first), c.Pass(round=story.round.id))
    story.not_right(story.name(first), e.Passed)
    assert story.next_step() == p.AskNext(story.round, first)
    story.everyone_passes()
    # A round that is over asks nobody again.
    story.not_right(story.name(first), e.Passed)
    assert story.round.kind == "reactions"
    story.by("Bo", c.AskQuestion(round=story.round.id, words="When?"))
    story.by("Bo", c.Pass(round=story.round.id))
    story.not_right("Bo", e.QuestionAsked)
    assert story.id("Bo") in story.round.said
    story.not_right("Ada", e.TopicRaised)
    assert "TopicRaised" not in story.acts("Ada")


def test_r18_a_question_left_open_by_new_words_is_settled_before_the_next_round(story: Story) -> None:
    story.ok()
    story.by("Bo", c.AskQuestion(round=story.round.id, words="Who drives?"))
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    story.amend("Cy", what="Ada walks to dinner with friends.")
    assert isinstance(story.next_step(), p.Settle)
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R1", "rounds_first")
    question = story.proposal.questions[-1].id
    story.by("Ada", c.AnswerQuestion(round=story.round.id, question=question, words="Nobody."))
    story.restate()
