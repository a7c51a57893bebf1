"""Stories of help: an answer is given by the person it is stored for, and whoever helps is named (R15)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process
from kiosk.governance.consent import own_problem, still_to_hear, to_be_heard
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, Standing
from kiosk.governance.words import OTHER, Answer, Given, Matter, Nomination
from tests.governance.selecting import TERM
from tests.governance.table import Story

PEOPLE = (("Ada", "supported"), ("Bo", "supported"), ("Cy", "advocate"), ("Di", "worker"), ("Ed", "worker"))


@pytest.fixture
def story() -> Story:
    """Ada brings Fridays; Bo and Cy come along, so it changes their work; Di, Ed and Flo are free to help."""
    story = Story(*PEOPLE, ("Flo", "supported"))
    story.up_to_consent()
    return story


def with_help(
    story: Story, helper: str, word: str = "ok", *, through: bool = False, form: str = "", name: str = ""
) -> c.GiveAnswer:
    given = Given("touch", OTHER if name else story.id(helper), ("read_out",), through, name)
    return replace(story.answer(word, form), given=given, helper=given.helper)


def answers(story: Story, person: str, command: c.GiveAnswer) -> None:
    """The person's answer as it comes in; what goes through a helper is the helper's press."""
    entered = command.given.helper if command.given.through else ""
    story.by(person, replace(command, entered_by=entered))


def through(story: Story, person: str, helper: str, word: str = "ok", name: str = "") -> None:
    answers(story, person, with_help(story, helper, word, through=True, name=name))


def was_there(story: Story, witness: str, of: str) -> None:
    story.by(witness, c.Vouch(round=story.round.id, of=story.id(of)))


def check(story: Story, who: str, of: str) -> None:
    story.by(who, c.AskToCheck(round=story.round.id, of=story.id(of)))


def others_consent(story: Story, *off: str) -> None:
    story.ok(*(name for name in story.names(story.round.roster) if name not in off))


def waiting(story: Story) -> list[str]:
    return story.names(still_to_hear(story.round))


def seen_waiting(story: Story) -> list[str]:
    return story.names(to_be_heard(story.round))


def standing(story: Story, name: str) -> Standing:
    return story.round.answers[story.id(name)]


def test_r15_help_is_stored_with_the_answer(story: Story) -> None:
    answers(story, "Flo", with_help(story, "Di"))
    given = standing(story, "Flo").given
    assert given
    assert (story.name(given.helper), given.did) == ("Di", ("read_out",))
    assert "Flo" not in waiting(story)


def test_r15_help_in_a_turn_is_stored_and_read_back(story: Story) -> None:
    story.by("Flo", c.SignInHelper(who=story.id("Di"), did=("typed", "read_out")))
    helped = story.history[-1].event
    assert isinstance(helped, e.HelpGiven)
    assert helped.did == ("read_out", "typed")
    assert story.acts("Flo")[-1] == "HelpGiven"
    assert set(helped.keys()) == {"helper", "did", "name"}


def test_r15_somebody_unknown_here_helps_by_name(story: Story) -> None:
    story.by("Flo", c.SignInHelper(who=OTHER, did=("typed",), name="Kim"))
    assert story.refused("Flo", c.SignInHelper(who=OTHER, did=("typed",), name=" ")) == ("", "empty")
    assert story.refused("Flo", c.SignInHelper(who=OTHER, did=("typed",), name="K" * 41)) == ("", "long_name")
    nobody = c.SignInHelper(who="nobody", did=("typed",))
    assert story.refused("Flo", nobody) == ("", "unknown")


@pytest.mark.parametrize("did", [(), ("decided",), ("typed", "decided")])
def test_r15_what_a_helper_does_is_one_of_four(story: Story, did: tuple[str, ...]) -> None:
    assert story.refused("Flo", c.SignInHelper(who=story.id("Di"), did=did)) == ("", "unknown")
    assert story.refused("Flo", c.SignInHelper(who=story.id("Flo"), did=("typed",))) == ("", "unknown")


def test_r15_a_helpers_press_never_confirms(story: Story) -> None:
    pressed = replace(with_help(story, "Di"), entered_by=story.id("Di"))
    assert story.refused("Flo", pressed) == ("R15", "own_press")
    problem = replace(with_help(story, "Di", "problem"), entered_by=story.id("Di"))
    assert story.refused("Flo", problem) == ("R15", "own_press")


def test_r15_who_helps_in_a_turn_is_named_with_the_answer(story: Story) -> None:
    unnamed = replace(story.answer("ok"), helper=story.id("Di"))
    assert story.refused("Flo", unnamed) == ("R15", "helper_named")
    another = replace(with_help(story, "Ed"), helper=story.id("Di"))
    assert story.refused("Flo", another) == ("R15", "helper_named")
    nobody = replace(with_help(story, "Ed"), helper="")
    assert story.refused("Flo", nobody) == ("R15", "helper_named")


def test_r15_no_helpers_press_makes_a_decision(story: Story) -> None:
    story.ok()
    last = c.ConfirmNobodyChanges(round=story.round.id)
    assert story.refused("Flo", replace(last, entered_by=story.id("Di"))) == ("R15", "own_press")
    story.by("Flo", replace(last, helper=story.id("Di")))
    assert story.proposal.decision


def test_r15_nor_says_that_somebody_has_died(story: Story) -> None:
    said = c.SayOfMember(person=story.id("Bo"), what="died")
    assert story.refused("Flo", replace(said, entered_by=story.id("Di"))) == ("R15", "own_press")


def test_r15_a_name_for_a_role_given_with_help_says_so() -> None:
    story = Story(*PEOPLE, ("Flo", "supported"))
    story.meet()
    story.by("Ada", c.OpenMatter(matter=Matter("role", "secretary")))
    story.by("Ada", c.WriteVersion(proposal=story.proposal.id, wording=TERM, after=""))
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    for name in story.names(story.round.roster):
        story.by(name, c.NameQuality(round=story.round.id, words="Writes large."))
    di = story.id("Di")
    given = Given("touch", di, ("read_out",), True)
    nomination = Nomination(story.id("Bo"))
    names = c.Nominate(round=story.round.id, nomination=nomination, given=given, helper=di)
    assert story.refused("Flo", names) == ("R15", "own_press")
    pressed = replace(names, given=replace(given, through=False), entered_by=di)
    assert story.refused("Flo", pressed) == ("R15", "own_press")
    assert story.refused("Flo", replace(names, given=Given("touch"))) == ("R15", "helper_named")
    story.by("Flo", replace(names, entered_by=di))
    assert story.round.nominations[story.id("Flo")].given == given


def test_r15_nobody_is_their_own_helper(story: Story) -> None:
    assert story.refused("Flo", with_help(story, "Flo")) == ("R15", "own_answer")


def test_r15_what_goes_through_a_helper_is_entered_by_that_helper(story: Story) -> None:
    given = with_help(story, "Di", through=True)
    assert story.refused("Flo", given) == ("R15", "own_press")
    assert story.refused("Flo", replace(given, entered_by=story.id("Ed"))) == ("R15", "own_press")
    answers(story, "Flo", given)


def test_r15_an_answer_through_a_helper_counts_after_somebody_who_was_there_says_so(story: Story) -> None:
    through(story, "Flo", "Di")
    others_consent(story, "Flo")
    assert waiting(story) == ["Flo"]
    assert isinstance(story.next_step(), process.AskWitness)
    was_there(story, "Ed", "Flo")
    assert waiting(story) == []
    assert story.round.shown
    story.last_check()
    assert story.proposal.decision


@pytest.mark.parametrize("who", ["Flo", "Di", "Ada", "Bo", "Cy"])
def test_r15_the_helper_the_author_and_whoever_is_concerned_are_no_witnesses(story: Story, who: str) -> None:
    through(story, "Flo", "Di")
    said = c.Vouch(round=story.round.id, of=story.id("Flo"))
    assert story.refused(who, said) == ("R15", "not_a_witness")


def test_r15_a_witness_presses_and_is_not_helped_by_the_same_helper(story: Story) -> None:
    through(story, "Flo", "Di")
    said = c.Vouch(round=story.round.id, of=story.id("Flo"))
    assert story.refused("Ed", replace(said, helper=story.id("Di"))) == ("R15", "not_with_this_helper")
    assert story.refused("Ed", replace(said, entered_by=story.id("Di"))) == ("R15", "own_press")


def test_r15_there_is_nothing_to_say_of_an_answer_of_ones_own(story: Story) -> None:
    story.ok("Flo")
    assert story.refused("Ed", c.Vouch(round=story.round.id, of=story.id("Flo"))) == ("", "unknown")
    assert story.refused("Ed", c.Vouch(round=story.round.id, of=story.id("Di"))) == ("", "unknown")
    assert story.refused("Ed", c.Vouch(round="", of=story.id("Flo"))) == ("", "unknown")


def test_r15_another_helper_has_asked_again(story: Story) -> None:
    through(story, "Flo", "Di")
    through(story, "Flo", "Di")
    assert "Flo" in waiting(story)
    through(story, "Flo", "Ed")
    assert "Flo" not in waiting(story)


def test_r15_two_helpers_who_are_both_concerned_are_not_two(story: Story) -> None:
    through(story, "Flo", "Ada")
    through(story, "Flo", "Cy")
    assert "Flo" in waiting(story)


def test_r15_two_helpers_who_heard_different_things_are_not_two(story: Story) -> None:
    through(story, "Flo", "Di", "come_back")
    through(story, "Flo", "Ed")
    assert "Flo" in waiting(story)


@pytest.mark.parametrize("helper", ["Ada", "Bo", "Cy"])
def test_r15_the_author_and_whose_work_changes_are_never_the_only_helper(story: Story, helper: str) -> None:
    answers(story, "Flo", with_help(story, helper))
    assert "Flo" in waiting(story)
    was_there(story, "Ed", "Flo")
    assert "Flo" not in waiting(story)


def test_r15_or_the_person_is_asked_again_without_them(story: Story) -> None:
    answers(story, "Flo", with_help(story, "Ada"))
    story.ok("Flo")
    assert "Flo" not in waiting(story)


def test_r15_whose_work_it_changes_can_be_said_and_stays_so(story: Story) -> None:
    assert story.names(story.proposal.work or ()) == ["Bo", "Cy"]
    named = c.NameWork(proposal=story.proposal.id, people=story.here("Bo", "Cy", "Di"))
    story.by("Flo", named)
    assert story.refused("Flo", named) == ("", "nothing_changed")
    fewer = c.NameWork(proposal=story.proposal.id, people=())
    assert story.refused("Bo", fewer) == ("R15", "stays_concerned")
    answers(story, "Flo", with_help(story, "Di"))
    assert "Flo" in waiting(story)
    strangers = c.NameWork(proposal=story.proposal.id, people=(*named.people, "nobody"))
    assert story.refused("Flo", strangers) == ("", "unknown")


def test_r15_once_somebody_has_said_whose_work_it_changes_the_words_are_not_read_for_names() -> None:
    story = Story(*PEOPLE)
    story.meet()
    story.draft()
    story.by("Ada", c.NameWork(proposal=story.proposal.id, people=()))
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    story.restate()
    assert story.proposal.work == ()
    story.ok()
    story.last_check()
    later = c.NameWork(proposal=story.proposal.id, people=story.here("Bo"))
    assert story.refused("Ada", later) == ("R11", "already_decided")


def test_r15_a_problem_counts_however_it_was_given(story: Story) -> None:
    through(story, "Flo", "Di", "problem")
    others_consent(story, "Flo")
    assert story.objectors() == ["Flo"]
    assert waiting(story) == []


def test_r23_whether_somebody_has_to_say_they_were_there_tells_nothing_of_the_answer() -> None:
    seen = []
    for word in ("ok", "problem"):
        story = Story(*PEOPLE, ("Flo", "supported"))
        story.up_to_consent()
        through(story, "Flo", "Di", word)
        others_consent(story, "Flo", "Ed")
        step = story.next_step()
        story.meet("Ada", "Bo", "Cy", "Di", "Flo")
        seen.append((seen_waiting(story), type(step), type(story.next_step())))
        check(story, "Bo", "Flo")
        seen[-1] += (seen_waiting(story), type(story.next_step()))  # type: ignore[assignment]
        story.go_home()
        ended = story.history[-1].event
        assert isinstance(ended, e.MeetingEnded)
        assert set(story.names(ended.waiting)) == {"Ed", "Flo"}
    assert seen[0] == seen[1]


def test_r15_please_check_with_flo_rests_flos_consent(story: Story) -> None:
    answers(story, "Flo", with_help(story, "Di"))
    others_consent(story, "Flo")
    assert story.round.shown
    check(story, "Bo", "Flo")
    assert waiting(story) == ["Flo"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    answers(story, "Flo", with_help(story, "Di"))
    assert waiting(story) == ["Flo"]
    answers(story, "Flo", with_help(story, "Ed"))
    assert waiting(story) == []


def test_r15_being_asked_again_alone_is_enough(story: Story) -> None:
    answers(story, "Flo", with_help(story, "Di"))
    check(story, "Bo", "Flo")
    assert "Flo" in waiting(story)
    story.ok("Flo")
    assert "Flo" not in waiting(story)


def test_r15_each_may_ask_once_a_round_and_of_others_only(story: Story) -> None:
    asked = c.AskToCheck(round=story.round.id, of=story.id("Flo"))
    assert story.refused("Bo", asked) == ("", "unknown")
    story.ok("Flo")
    assert story.refused("Flo", asked) == ("", "unknown")
    assert story.refused("Bo", replace(asked, entered_by=story.id("Di"))) == ("R15", "own_press")
    story.by("Bo", asked)
    assert story.refused("Bo", asked) == ("", "nothing_changed")
    story.by("Ed", asked)


def test_r15_asking_to_check_never_stops_an_objection(story: Story) -> None:
    story.objects("Flo")
    check(story, "Bo", "Flo")
    flo = story.id("Flo")
    assert own_problem(story.proposal, story.round, flo)
    others_consent(story, "Flo")
    assert story.objectors() == ["Flo"]
    check(story, "Ed", "Flo")
    assert story.objectors() == ["Flo"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")


def test_r6_a_problem_is_taken_back_alone(story: Story) -> None:
    story.objects("Flo")
    back = with_help(story, "Di", "withdrawn", form="fixed")
    assert story.refused("Flo", back) == ("R6", "alone")
    pressed = replace(
        with_help(story, "Di", "withdrawn", form="fixed", through=True), entered_by=story.id("Di")
    )
    assert story.refused("Flo", pressed) == ("R6", "alone")
    story.withdraws("Flo")


def test_r6_nor_is_it_called_not_right_with_a_helper_beside(story: Story) -> None:
    story.objects("Flo")
    act = standing(story, "Flo").act
    beside = c.SayNotRight(act=act)
    assert story.refused("Flo", replace(beside, helper=story.id("Di"))) == ("R6", "alone")
    story.by("Flo", beside)


def test_r22_a_problem_that_somebody_gave_for_flo_can_be_called_not_right_with_another_helper(
    story: Story,
) -> None:
    through(story, "Flo", "Di", "problem")
    wrong = c.SayNotRight(act=standing(story, "Flo").act)
    assert story.refused("Flo", replace(wrong, helper=story.id("Di"))) == ("R6", "alone")
    story.by("Flo", replace(wrong, helper=story.id("Ed"), entered_by=story.id("Ed")))
    through(story, "Flo", "Ed")
    assert not own_problem(story.proposal, story.round, story.id("Flo"))


def test_r21_nobody_leaves_and_no_standing_problem_is_taken_back_with_a_helper_beside(story: Story) -> None:
    leave = c.LeaveCircle()
    assert story.refused("Flo", replace(leave, helper=story.id("Di"))) == ("R6", "alone")
    assert story.refused("Flo", replace(leave, entered_by=story.id("Di"))) == ("R6", "alone")
    back = c.TakeBackObjection(objection=f"{story.round.id}/x", why="fixed")
    assert story.refused("Flo", replace(back, helper=story.id("Di"))) == ("R6", "alone")


def test_r22_i_was_not_there_after_all(story: Story) -> None:
    through(story, "Flo", "Di")
    was_there(story, "Ed", "Flo")
    assert "Flo" not in waiting(story)
    story.not_right("Ed", e.AnswerVouched)
    assert "Flo" in waiting(story)


def test_r8_who_was_there_stands_for_one_answer_only(story: Story) -> None:
    through(story, "Flo", "Di")
    was_there(story, "Ed", "Flo")
    through(story, "Flo", "Di")
    assert "Flo" in waiting(story)


def test_r15_where_nobody_was_there_the_person_is_asked_again(story: Story) -> None:
    through(story, "Flo", "Di")
    others_consent(story, "Flo")
    story.meet("Ada", "Bo", "Cy", "Flo")
    step = story.next_step()
    assert isinstance(step, process.AskWitness)
    story.meet("Ada", "Bo", "Cy")
    assert story.next_step() == process.Wait((story.id("Flo"),))


def test_r15_an_erased_helper_changes_nothing_that_was_decided(story: Story) -> None:
    through(story, "Flo", "Di")
    was_there(story, "Ed", "Flo")
    others_consent(story, "Flo")
    story.last_check()
    erased = [
        replace(r, event=replace(r.event, answer=None, given=None))
        if isinstance(r.event, e.AnswerGiven)
        else r
        for r in story.history
    ]
    told = fold(erased, EMPTY)
    circle = told.circles[story.circle.id]
    decision = circle.proposals[story.proposal.id].decision
    assert story.proposal.decision
    assert decision == story.proposal.decision


def test_r14_the_record_tells_of_help_what_the_state_says(story: Story) -> None:
    through(story, "Flo", "Di", "problem")
    through(story, "Bo", "Di")
    was_there(story, "Ed", "Bo")
    check(story, "Cy", "Bo")
    others_consent(story, "Flo", "Bo")
    assert fold(story.history, EMPTY) == story.org


def test_r15_the_words_of_a_helper_whom_nobody_knows_are_the_persons_own_secret() -> None:
    event = e.AnswerGiven("c", "r", "v", 0, "flo", Answer("ok"), Given("touch", OTHER, name="Kim"))
    assert event.keys()["given"] == ("person:flo",)
