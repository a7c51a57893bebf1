"""The consent round: who is asked, what counts, what is waited for."""

import itertools

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.consent import still_to_hear
from tests.governance.oracle import watched
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_r1_an_absent_member_is_waited_for_caught_up_and_heard_by_everyone(story: Story) -> None:
    story.up_to_consent("Ada", "Cy")
    assert story.names(story.round.roster) == ["Cy", "Bo", "Ada"]
    story.ok("Cy", "Ada")
    assert story.next_step() == p.Wait((story.id("Bo"),))
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    story.go_home()
    ended = story.history[-1].event
    assert isinstance(ended, e.MeetingEnded)
    assert story.names(ended.waiting) == ["Bo"]

    # Days later Bo comes to the kiosk, alone.
    assert story.refused("Bo", story.answer("ok")) == ("R1", "not_caught_up")
    story.by("Bo", c.React(round=story.round.id, words="I can bring her home."))
    assert story.names(still_to_hear(story.round)) == ["Cy", "Bo", "Ada"]
    story.ok("Bo")
    assert not story.round.shown
    story.meet()
    story.ok("Cy", "Ada")
    assert story.round.shown
    story.last_check()
    assert story.proposal.decision
    watched(story.history)


def test_r1_passing_not_here_and_not_asked_are_three_things(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    questions = story.round.id
    story.by("Ada", c.Pass(round=questions))
    story.by("Ada", c.MarkNotHere(round=questions, person=story.id("Bo")))
    said = story.round.said
    assert said == {story.id("Ada"): "questions", story.id("Bo"): "not_here"}
    assert story.names(story.circle.here) == ["Ada", "Cy"]
    assert story.refused("Ada", c.MarkNotHere(round=questions, person=story.id("Ada"))) == (
        "R1",
        "already_asked",
    )
    story.by("Cy", c.Pass(round=questions))
    assert story.names(story.round.roster) == ["Ada", "Cy"] or story.names(story.round.roster) == [
        "Cy",
        "Ada",
    ]
    assert story.refused("Cy", c.MarkNotHere(round=story.round.id, person=story.id("Bo"))) == ("", "unknown")


def test_r1_who_left_and_whose_sitting_ended_is_marked_without_changing_who_is_here(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    story.go_home()
    story.by("Ada", c.MarkNotHere(round=story.round.id, person=story.id("Bo")))
    assert story.circle.meeting is None
    story.by("Ada", c.Pass(round=story.round.id))
    story.by("Cy", c.Pass(round=story.round.id))
    # The questions are over; the reactions wait until somebody is here.
    assert [r.kind for r in story.proposal.rounds] == ["questions"]
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    assert story.refused("Cy", present) == ("R1", "nobody_here")
    story.meet("Ada", "Bo")
    assert story.round.kind == "reactions"


def test_r1_a_question_among_the_reactions_is_no_reaction(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    first = story.round.id
    assert story.refused("Bo", c.React(round=first, words="I like it.")) == ("R1", "rounds_first")
    story.everyone_passes()
    asked_first = story.name(story.round.roster[0])
    story.by(asked_first, c.AskQuestion(round=story.round.id, words="Who cooks?"))
    assert story.next_step() == p.AskNext(story.round, story.id(asked_first))
    story.everyone_passes()
    assert isinstance(story.next_step(), p.Settle)
    settle = c.AnswerQuestion(round=story.round.id, question=story.proposal.questions[0].id)
    assert story.refused("Bo", settle) == ("", "empty")
    noted = c.AnswerQuestion(round=story.round.id, question=settle.question, noted=True)
    story.by("Bo", noted)
    assert story.refused("Bo", noted) == ("", "already_answered")
    assert story.refused("Bo", c.AnswerQuestion(round=story.round.id, question="no")) == ("", "unknown")
    story.restate()
    assert story.round.kind == "consent"


def test_r1_words_are_needed_to_ask_or_react_and_the_round_has_to_be_open(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    assert story.refused("Bo", c.AskQuestion(round=story.round.id, words=" ")) == ("", "empty")
    over = story.round.id
    story.everyone_passes()
    assert story.refused("Bo", c.AskQuestion(round=over, words="Why?")) == ("R1", "round_over")
    assert story.refused("Bo", c.React(round=over, words="Nice")) == ("R1", "round_over")
    assert story.refused("Bo", c.Pass(round=over)) == ("R1", "round_over")
    assert story.refused("Bo", c.React(round=story.round.id, words="")) == ("", "empty")
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R1", "rounds_first")
    story.everyone_passes()
    assert story.refused("Cy", c.MakeReady(proposal=story.proposal.id, version_id="old"))[0] == "R8"


def test_r2_come_back_to_me_is_asked_after_the_others_and_has_to_be_cleared(story: Story) -> None:
    story.up_to_consent()
    story.come_back("Cy")
    assert story.next_step() == p.AskNext(story.round, story.id("Bo"))
    story.ok("Bo", "Ada")
    assert story.next_step() == p.AskNext(story.round, story.id("Cy"))
    assert not story.round.shown
    assert story.refused("Ada", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    story.ok("Cy")
    assert story.round.shown
    story.come_back("Bo")
    assert story.refused("Ada", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    later = p.next_step(story.circle, story.proposal, frozenset({story.id("Bo")}))
    assert later == p.Wait((story.id("Bo"),))
    story.ok("Bo")
    story.last_check()


@pytest.mark.parametrize("word", ["abstain", "", "OK", "stand_aside"])
def test_r2_nobody_abstains(story: Story, word: str) -> None:
    story.up_to_consent()
    assert story.refused("Cy", story.answer(word)) == ("R2", "no_abstaining")


def test_r3_who_is_not_here_stays_to_be_heard_in_a_consent_round(story: Story) -> None:
    story.up_to_consent()
    gone = c.MarkNotHere(round=story.round.id, person=story.id("Bo"))
    assert story.refused("Cy", gone) == ("R3", "stays_to_be_heard")


def test_r7_the_facilitator_the_author_and_a_worker_may_each_see_a_problem(story: Story) -> None:
    for name in ("Ada", "Bo", "Cy"):
        fresh = Story()
        fresh.up_to_consent()
        fresh.objects(name)
        fresh.ok(*(n for n in ("Ada", "Bo", "Cy") if n != name))
        assert fresh.objectors() == [name]


def test_r8_nobody_answers_before_every_page_was_heard(story: Story) -> None:
    story.up_to_consent()
    answer = story.answer("ok")
    unheard = c.GiveAnswer(round=answer.round, answer=answer.answer, heard="", facts_heard=0)
    assert story.refused("Cy", unheard) == ("R8", "not_heard")
    story.by("Bo", c.React(round=story.round.id, words="It is late."))
    assert story.refused("Cy", answer) == ("R8", "not_heard")
    story.ok("Cy")


def test_r8_answers_to_the_old_words_are_kept_and_never_counted(story: Story) -> None:
    story.up_to_consent()
    old = story.round
    story.ok()
    story.amend("Bo", what="Ada has dinner with friends on Saturdays.")
    assert story.refused("Bo", story.answer("ok")) == ("R8", "round_over")
    story.restate()
    assert still_to_hear(story.round) == story.round.roster
    assert story.proposal.find_round(old.id).answers  # type: ignore[union-attr]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=old.id)) == ("R11", "round_over")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")


def test_r8_words_do_not_change_under_those_who_are_answering(story: Story) -> None:
    story.up_to_consent()
    story.ok("Cy")
    change = c.WriteVersion(
        proposal=story.proposal.id, wording=story.proposal.wording.__class__(what="Else"), after=story.version
    )
    assert story.refused("Bo", change) == ("R8", "round_open")
    again = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", again) == ("R4", "round_open")


def test_r12_the_facilitator_restates_unless_not_here(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Bo", ready) == ("R12", "facilitator_asks")
    story.meet("Ada", "Bo")
    assert story.next_step() == p.Restate("")
    story.by("Bo", ready)
    assert story.round.kind == "consent"


def test_r23_a_later_question_is_answered_and_everyone_answers_again(story: Story) -> None:
    story.up_to_consent()
    story.ok("Cy", "Bo")
    story.by("Ada", c.AskQuestion(round=story.round.id, words="Who pays?"))
    assert isinstance(story.next_step(), p.Settle)
    story.ok("Cy", "Bo", "Ada")
    assert not story.round.shown
    question = story.proposal.questions[-1].id
    story.by("Bo", c.AnswerQuestion(round=story.round.id, question=question, words="The circle."))
    assert still_to_hear(story.round) == story.round.roster
    story.ok()
    assert story.round.shown


def test_r23_supported_members_first_a_different_one_each_time_the_author_last() -> None:
    people = ("Ada", "supported"), ("Bo", "supported"), ("Wim", "worker"), ("Cy", "supported")
    story = Story(*people, facilitator="Wim")
    firsts = []
    story.meet()
    for author in ("Cy", "Wim", "Ada", "Bo", "Cy"):
        story.draft(author)
        story.by("Wim", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
        story.everyone_passes()
        story.everyone_passes()
        story.restate("Wim")
        roster = story.names(story.round.roster)
        assert roster[-1] == author
        assert sorted(roster) == ["Ada", "Bo", "Cy", "Wim"]
        if author != "Wim":
            assert roster[-2] == "Wim"
        firsts.append(roster[0])
    assert all(one != next_ for one, next_ in itertools.pairwise(firsts))


@pytest.mark.parametrize("hidden", ["ok", "problem"])
def test_r23_a_hidden_problem_does_not_move_the_order_of_calling(hidden: str) -> None:
    """Cy's answer is asked for again after a question; in which order tells nothing of what it was."""
    story = Story(("Ada", "supported"), ("Bo", "worker"), ("Cy", "worker"), ("Di", "worker"))
    story.up_to_consent()
    first, second = [n for n in story.names(story.round.roster) if n != "Ada"][:2]
    story.ok(first)
    story.by(second, story.answer(hidden))
    story.by("Ada", c.AskQuestion(round=story.round.id, words="Who pays?"))
    question = story.proposal.questions[-1].id
    story.by("Ada", c.AnswerQuestion(round=story.round.id, question=question, noted=True))
    called = []
    while isinstance(step := story.next_step(), p.AskNext):
        name = story.name(step.person)
        called.append(name)
        story.by(name, story.answer(hidden if name == second else "ok"))
    assert called == story.names(story.round.roster)


def test_r23_what_is_added_after_the_answers_are_shown_hides_the_next_ones_again(story: Story) -> None:
    story.up_to_consent()
    story.ok("Ada", "Bo", "Cy")
    assert story.round.shown
    story.by("Bo", c.React(round=story.round.id, words="What about rain?"))
    assert not story.round.shown
    story.by("Cy", story.answer("problem"))
    assert not story.proposal.objections
    assert story.refused("Ada", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    story.ok("Ada", "Bo")
    assert story.objectors() == ["Cy"]
    watched(story.history)


def test_r6_what_was_taken_back_out_of_sight_ends_when_all_are_in(story: Story) -> None:
    story.up_to_consent()
    story.by("Cy", story.answer("problem"))
    story.ok("Ada", "Bo")
    assert story.objectors() == ["Cy"]
    story.by("Bo", c.React(round=story.round.id, words="We can take the car."))
    story.withdraws("Cy")
    story.ok("Cy", "Ada")
    assert story.objectors() == ["Cy"]
    story.ok("Bo")
    assert story.objectors() == []
    story.not_right("Cy", e.AnswerGiven)
    assert story.objectors() == ["Cy"]
    watched(story.history)


def test_r1_a_round_of_those_here_goes_on_without_who_has_left(story: Story) -> None:
    story.meet()
    story.draft()
    story.present()
    first = story.names(story.round.roster)[0]
    others = [n for n in ("Ada", "Bo", "Cy") if n != first]
    story.by(others[0], c.ChangeHere(here=story.here(*others)))
    assert story.next_step() == p.AskNext(story.round, story.id(story.names(story.round.roster)[1]))
    questions = story.round.id
    for name in others:
        story.by(name, c.Pass(round=questions))
    done = story.proposal.find_round(questions)
    assert done
    assert not done.open
    assert done.said[story.id(first)] == "not_here"
    watched(story.history)
