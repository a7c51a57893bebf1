"""When somebody cannot be reached: tries, their own word, the away round, going on, and coming back."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.away import away_now, lacking, out_of_reach, rests, word_of
from kiosk.governance.consent import still_to_hear
from kiosk.governance.fold import fold
from kiosk.governance.later import sees_later, to_answer_later
from kiosk.governance.lives import open_review
from kiosk.governance.lives import review_day as day_of
from kiosk.governance.refusals import Refused
from kiosk.governance.sittings import AskReached, Items, phase
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter, Wording
from tests.governance.absent import AWAY_DAY, WHY, Absent
from tests.governance.table import FRIDAYS


@pytest.fixture
def story() -> Absent:
    return Absent()


def folds_again(story: Absent) -> None:
    assert fold(story.history, EMPTY) == story.org


# --- reach them --------------------------------------------------------------------------------------------


def test_r19_the_guards_are_counted_from_the_record_and_no_day_is_read(story: Absent) -> None:
    ann = story.id("Ann")
    assert dict(lacking(story.circle, ann)) == {"tries": 3, "ways": 2, "people": 2, "sittings": 3}
    for _ in range(3):
        story.tries("Bo")
    assert dict(lacking(story.circle, ann)) == {"ways": 1, "people": 1, "sittings": 3}
    for name in ("Bo", "Bo", "Cy"):
        story.without()
        story.tries(name)
        assert story.refused("Bo", story.matter()) == ("R19", "not_tried_enough")
    assert dict(lacking(story.circle, ann)) == {"ways": 1}
    story.tries("Bo", "message")
    assert out_of_reach(story.circle, ann)
    story.by("Bo", story.matter())
    folds_again(story)


def test_r19_two_tries_are_not_enough(story: Absent) -> None:
    for name, how in (("Bo", "telephone"), ("Cy", "visit")):
        story.without()
        story.tries(name, how)
    story.without()
    assert dict(lacking(story.circle, story.id("Ann"))) == {"tries": 1, "sittings": 1}
    assert story.refused("Bo", story.matter()) == ("R19", "not_tried_enough")


def test_r19_a_sitting_in_which_somebody_was_does_not_count(story: Absent) -> None:
    story.meet()
    story.meet("Bo", "Cy", "Di")
    story.tries("Bo")
    assert ("sittings", 3) in lacking(story.circle, story.id("Ann"))


@pytest.mark.parametrize("sign", ["reached", "here", "acts", "says it is right"])
def test_r19_any_sign_of_somebody_makes_the_tries_begin_anew(story: Absent, sign: str) -> None:
    story.three_tries()
    match sign:
        case "reached":
            story.tries("Di", result="reached")
        case "here":
            story.meet("Ann", "Bo")
        case "acts":
            story.by("Ann", c.RaiseTopic(form="wish"))
        case _:
            acts = tuple(a.id for a in story.circle.acts[story.id("Ann")])
            story.by("Ann", c.SayRight(acts=acts))
    assert ("tries", 3) in lacking(story.circle, story.id("Ann"))
    assert story.refused("Bo", story.matter()) == ("R19", "not_tried_enough")


def test_r22_a_try_that_was_not_right_does_not_count(story: Absent) -> None:
    story.three_tries()
    story.not_right("Cy", e.TriedToReach)
    assert not out_of_reach(story.circle, story.id("Ann"))
    assert story.refused("Bo", c.TryToReach(of=story.id("Bo"), how="visit", result="reached")) == (
        "",
        "unknown",
    )
    assert story.refused("Bo", c.TryToReach(of=story.id("Ann"), how="owl", result="reached")) == (
        "",
        "unknown",
    )


def test_r19_reached_and_wants_time_nothing_moves_for_that_proposal(story: Absent) -> None:
    proposal = story.goes_to_consent().id
    story.ok("Bo", "Cy", "Di")
    story.three_tries()
    story.tries("Di", "bedside", "wants_time")
    assert story.refused("Bo", story.matter()) == ("R19", "not_tried_enough")
    story.three_tries()
    story.asks()
    story.decides()
    assert story.away == ["Ann"]
    waits = story.circle.proposals[proposal]
    assert waits.consent_round
    assert waits.consent_round.open
    assert story.names(still_to_hear(waits.consent_round)) == ["Ann"]
    check = c.ConfirmNobodyChanges(round=waits.consent_round.id)
    assert story.refused("Cy", check) == ("R3", "still_to_hear")
    folds_again(story)


def test_r19_who_is_reached_while_the_round_goes_on_ends_it(story: Absent) -> None:
    story.three_tries()
    story.asks()
    story.tries("Di", "bedside", "wants_time")
    assert story.proposal.dropped
    assert story.round.why == "overtaken"
    assert story.next_step() == p.Done()
    assert story.away == []


# --- their own word ----------------------------------------------------------------------------------------


def test_r19_who_said_nothing_is_waited_for() -> None:
    story = Absent(word="")
    story.three_tries()
    assert word_of(story.circle, story.id("Ann")) == "wait"
    assert story.refused("Bo", story.matter()) == ("R19", "nobody_outside")


def test_r19_the_word_is_ones_own_and_changes_any_day(story: Absent) -> None:
    ann = story.id("Ann")
    story.by("Ann", c.SayWish(word="ask", to=story.id("Di")))
    assert word_of(story.circle, ann) == "wait"
    assert story.refused("Ann", c.SayWish(word="ask", to=story.id("Di"))) == ("", "nothing_changed")
    assert story.refused("Ann", c.SayWish(word="ask", to=ann)) == ("", "unknown")
    assert story.refused("Ann", c.SayWish(word="go_on", to=ann)) == ("", "unknown")
    assert story.refused("Ann", c.SayWish(word="whatever")) == ("", "unknown")
    story.by("Ann", c.SayWish(word="go_on"))
    assert word_of(story.circle, ann) == "go_on"
    story.not_right("Ann", e.WishSaid)
    assert word_of(story.circle, ann) == "wait"


def test_r19_whom_she_named_is_asked_and_nobody_else_says_it(story: Absent) -> None:
    ann = story.id("Ann")
    story.by("Ann", c.SayWish(word="ask", to=story.id("Di")))
    assert story.refused("Di", c.SpeakFor(of=ann, word="go_on")) == ("", "unknown")
    story.three_tries()
    assert story.refused("Bo", story.matter()) == ("R19", "nobody_outside")
    assert story.refused("Bo", c.SpeakFor(of=ann, word="go_on")) == ("", "unknown")
    story.by("Di", c.SpeakFor(of=ann, word="go_on"))
    assert word_of(story.circle, ann) == "go_on"
    story.not_right("Di", e.SpokenFor)
    assert word_of(story.circle, ann) == "wait"
    story.by("Di", c.SpeakFor(of=ann, word="go_on"))
    story.asks()
    story.decides()
    assert story.away == ["Ann"]


def test_r19_who_was_named_and_is_no_member_says_it_too(story: Absent) -> None:
    story.by("Bo", c.InvitePerson(name="Eve", kind="advocate", guest=True))
    story.by("Ann", c.SayWish(word="ask", to=story.id("Eve")))
    story.three_tries()
    story.by("Eve", c.SpeakFor(of=story.id("Ann"), word="wait"))
    assert word_of(story.circle, story.id("Ann")) == "wait"
    assert story.refused("Eve", c.SpeakFor(of=story.id("Ann"), word="go_on")) == ("R7", "not_member")


def with_outsider() -> Absent:
    story = Absent(word="")
    person = e.PersonAdded("out", "advocate", "Olu")
    story.keep((person, e.OutsiderNamed(story.circle.id, "out")), "", "")
    return story


def test_r19_for_wait_the_one_from_outside_has_to_agree() -> None:
    story = with_outsider()
    story.three_tries()
    story.asks()
    say = c.AnswerFromOutside(proposal=story.proposal.id, agrees=True)
    assert story.refused("Olu", say) == ("R7", "not_member")
    story.decides()
    assert story.away == []
    assert story.refused("Bo", say) == ("", "unknown")
    story.by("Olu", say)
    assert story.away == ["Ann"]
    assert story.refused("Olu", say) == ("R7", "not_member")
    folds_again(story)


def test_r19_without_the_one_from_outside_nobody_is_away() -> None:
    story = with_outsider()
    story.three_tries()
    story.asks()
    story.decides()
    story.by("Olu", c.AnswerFromOutside(proposal=story.proposal.id, agrees=False))
    proposal = story.goes_to_consent()
    assert story.away == []
    assert story.id("Ann") in story.round.roster
    assert proposal.consent_round


def test_r19_for_wait_the_wider_circle_has_to_consent() -> None:
    story = with_outsider()
    child = story.circle.id
    wide = (
        e.CircleFounded("wide", "Wider", "All homes live well."),
        e.PersonAdded("flo", "worker", "Flo"),
        e.MemberJoined("wide", story.id("Cy")),
        e.MemberJoined("wide", "flo"),
        e.MemberJoined("wide", story.id("Ann")),
        e.CircleBelongs("wide", child, "wide", "d-wide", ""),
    )
    story.keep(wide, "", "")
    story.three_tries()
    story.asks()
    story.decides()
    first = story.proposal
    assert story.away == []
    outside = c.AnswerFromOutside(proposal=first.id, agrees=True)
    assert story.refused("Olu", outside) == ("R7", "not_member")

    def wider(command: c.Command, by: str) -> None:
        done = story.do(replace(command, circle="wide", by=by, turn=by))
        assert not isinstance(done, Refused), done

    people = (story.id("Ann"),)
    wrong = replace(
        c.OpenMatter(matter=Matter("away_wider", "x/y", people)), circle="wide", by="flo", turn="flo"
    )
    assert isinstance(story.do(wrong), Refused)
    wider(c.OpenMatter(matter=Matter("away_wider", f"{child}/{first.id}", people)), "flo")
    asked = list(story.org.circles["wide"].proposals)[-1]

    def now() -> object:
        return story.org.circles["wide"].proposals[asked]

    wider(c.WriteVersion(proposal=asked, wording=WHY, after=""), "flo")
    wider(c.BeginMeeting(here=("flo", story.id("Cy"))), "flo")
    version = now().current.id  # type: ignore[attr-defined]
    wider(c.Present(proposal=asked, version_id=version, how="aloud"), "flo")
    for _ in range(2):
        for person in ("flo", story.id("Cy")):
            wider(c.Pass(round=now().round.id), person)  # type: ignore[attr-defined]
    wider(c.MakeReady(proposal=asked, version_id=version), "flo")
    round_ = now().round  # type: ignore[attr-defined]
    assert set(round_.roster) == {"flo", story.id("Cy")}
    answer = c.GiveAnswer(
        round=round_.id,
        answer=story.answer("ok").answer,
        heard=version,
        facts_heard=0,
    )
    for person in round_.roster:
        wider(answer, person)
    assert story.away == []
    wider(c.ConfirmNobodyChanges(round=round_.id), "flo")
    assert story.away == ["Ann"]
    folds_again(story)


# --- the away round ----------------------------------------------------------------------------------------


def test_r19_somebody_is_heard_for_them_first_and_nobody_answers_for_them(story: Absent) -> None:
    story.three_tries()
    story.by("Bo", story.matter())
    at, ann = story.proposal.id, story.id("Ann")
    assert story.next_step() == p.HearForThem()
    assert story.refused("Bo", story.matter()) == ("", "nothing_changed")
    assert story.refused("Ann", c.HearFor(proposal=at, of=ann, words="x")) == ("", "unknown")
    assert story.refused("Bo", c.HearFor(proposal=at, of=ann, words=" ")) == ("", "empty")
    story.by("Di", c.HearFor(proposal=at, of=ann, words="Ann would want to hear it first."))
    story.not_right("Di", e.HeardForSomebody)
    assert story.next_step() == p.HearForThem()
    story.by("Di", c.HearFor(proposal=at, of=ann, form="nothing"))
    story.write("Bo", WHY, way="draft")
    story.through()
    assert story.asked == ["Bo", "Cy", "Di"]
    assert story.refused("Ann", story.answer("ok"))[0] == "R7"


def test_r19_nobody_is_asked_before_somebody_was_heard_for_them(story: Absent) -> None:
    story.three_tries()
    story.by("Bo", story.matter())
    story.write("Bo", WHY, way="draft")
    story.without()
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    story.everyone_passes()
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R19", "hear_for_first")


def test_r19_one_objection_stops_it(story: Absent) -> None:
    story.three_tries()
    story.asks()
    story.objects("Di")
    story.ok("Bo", "Cy")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")
    assert story.away == []


def test_r3_silence_sets_nobody_aside(story: Absent) -> None:
    story.three_tries()
    story.asks()
    story.ok("Bo", "Cy")
    for _ in range(5):
        story.without("Bo", "Cy")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")
    assert story.away == []


def test_r19_one_round_names_several_and_none_of_them_is_on_its_roster() -> None:
    people = [("Ann", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "supported")]
    story = Absent(*people, ("Ed", "worker"))
    story.by("Ed", c.SayWish(word="go_on"))
    story.three_tries("Ann", "Bo", "Cy", "Di")
    story.three_tries("Ed", "Bo", "Cy", "Di")
    story.without("Bo", "Cy", "Di")
    story.asks("Ann", "Ed")
    assert story.asked == ["Bo", "Cy", "Di"]
    story.decides()
    assert story.away == ["Ann", "Ed"]


def test_r9_the_away_record_has_a_review_day(story: Absent) -> None:
    story.three_tries()
    story.by("Bo", story.matter())
    story.by("Bo", c.HearFor(proposal=story.proposal.id, of=story.id("Ann"), form="nothing"))
    story.write("Bo", Wording(why="For now."), way="draft")
    story.without()
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    story.everyone_passes()
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R9", "missing_review_day")


def test_r19_every_sitting_begins_with_has_anyone_reached_her(story: Absent) -> None:
    story.is_away()
    assert phase(story.circle) == Items()
    story.without()
    assert phase(story.circle) == AskReached()
    story.by("Cy", c.SayNobodyReached())
    assert phase(story.circle) == Items()
    assert story.refused("Cy", c.SayNobodyReached()) == ("", "unknown")
    story.without()
    assert phase(story.circle) == AskReached()
    story.tries("Bo", "telephone", "reached")
    assert phase(story.circle) == Items()


def test_r19_the_one_whose_team_it_is_is_never_away() -> None:
    story = Absent()
    story.keep((e.TeamOwnerNamed(story.circle.id, story.id("Ann")),), "", "")
    story.three_tries()
    assert story.refused("Bo", story.matter()) == ("R19", "owner_not_away")


def test_r19_when_too_few_would_remain_the_circle_rests() -> None:
    three = Absent(("Ann", "supported"), ("Bo", "worker"), ("Cy", "advocate"))
    three.three_tries()
    assert three.refused("Bo", three.matter()) == ("R19", "circle_rests")
    assert three.names(rests(three.org, three.circle)) == ["Ann"]
    four = Absent()
    assert rests(four.org, four.circle) == ()
    four.by("Di", c.SayWish(word="go_on"))
    four.is_away()
    four.three_tries("Di", "Bo", "Cy")
    four.without("Bo", "Cy")
    assert four.refused("Bo", four.matter("Di")) == ("R19", "circle_rests")
    assert four.names(rests(four.org, four.circle)) == ["Ann", "Di"]


def test_r19_when_others_go_and_too_few_remain_the_away_one_is_asked_again(story: Absent) -> None:
    story.is_away()
    story.goes_to_consent()
    assert story.asked == ["Bo", "Cy", "Di"]
    story.by("Di", c.LeaveCircle())
    assert away_now(story.org, story.circle) == ()
    assert story.asked == ["Ann", "Bo", "Cy"]


# --- going on ----------------------------------------------------------------------------------------------


def test_r19_open_rounds_stop_and_the_same_words_start_again(story: Absent) -> None:
    proposal = story.goes_to_consent().id
    story.ok("Bo", "Cy", "Di")
    version = story.version
    story.is_away()
    again = story.circle.proposals[proposal]
    assert [(r.kind, r.why) for r in again.rounds[-2:]] == [("consent", "roster"), ("consent", "")]
    assert again.current
    assert again.current.id == version
    assert again.rounds[-1].away == (story.id("Ann"),)
    assert story.names(still_to_hear(again.rounds[-1])) == story.names(again.rounds[-1].roster)
    assert "Ann" not in story.names(again.rounds[-1].roster)
    assert again.decision is None


def test_r19_a_decision_says_who_was_not_asked(story: Absent) -> None:
    story.is_away()
    story.goes_to_consent()
    story.decides()
    made = story.proposal.decision
    assert made
    assert sorted(story.names(made.consented)) == ["Bo", "Cy", "Di"]
    assert story.names(made.away) == ["Ann"]
    folds_again(story)


def test_r19_no_review_day_is_later_than_the_away_record(story: Absent) -> None:
    story.is_away()
    story.goes_to_consent(review_day="2027-06-01")
    story.decides()
    assert story.proposal.decision
    assert story.proposal.decision.review_day == AWAY_DAY
    story.goes_to_consent(review_day="2026-10-01")
    story.decides()
    assert day_of(story.proposal) == "2026-10-01"


def test_r19_and_r21_what_she_objects_to_is_not_decided_without_her(story: Absent) -> None:
    proposal = story.goes_to_consent().id
    story.by("Ann", c.Pass(round=story.round.id))
    story.objects("Ann", "words", words="It is too far.")
    story.ok("Bo", "Cy", "Di")
    story.is_away()
    objected = story.circle.proposals[proposal]
    assert story.id("Ann") in objected.rounds[-1].roster
    assert objected.standing
    assert objected.rounds[-1].open
    story.by("Cy", c.HearObjections(round=objected.rounds[-1].id))
    words = replace(FRIDAYS, how="We look after a week.")
    story.by("Cy", c.WriteVersion(proposal=proposal, wording=words, after=objected.current.id, way="amend"))  # type: ignore[union-attr]
    newer = story.circle.proposals[proposal].current
    assert newer
    story.by("Cy", c.MakeReady(proposal=proposal, version_id=newer.id))
    assert story.id("Ann") in story.circle.proposals[proposal].rounds[-1].roster


@pytest.mark.parametrize("word", ["ok", "problem"])
def test_r23_a_hidden_answer_keeps_her_in_the_round_whichever_it_is(story: Absent, word: str) -> None:
    proposal = story.goes_to_consent().id
    story.by("Ann", c.Pass(round=story.round.id))
    story.by("Ann", story.answer(word))
    story.is_away()
    kept = story.circle.proposals[proposal].rounds[-1]
    assert kept.open
    assert story.id("Ann") in kept.roster
    assert len([r for r in story.circle.proposals[proposal].rounds if r.kind == "consent"]) == 1


@pytest.mark.parametrize(
    "parts", [{"who": "Ann does it."}, {"what": "ANN moves upstairs."}, {"easy": "Ann cooks."}]
)
def test_r19_what_is_about_her_is_not_decided_without_her(story: Absent, parts: dict[str, str]) -> None:
    story.is_away()
    story.goes_to_consent(**parts)
    assert "Ann" in story.asked


def test_r19_her_role_is_not_given_away_without_her(story: Absent) -> None:
    story.keep((e.RoleFilled(story.circle.id, "secretary", story.id("Ann"), "2027-01-01", False),), "", "")
    story.is_away()
    story.by("Bo", c.OpenMatter(matter=Matter("role", "secretary")))
    story.write("Bo", Wording(review_day="2027-01-01"), way="draft")
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    assert story.round.kind == "nominate"
    assert "Ann" in story.asked
    story.by("Bo", c.OpenMatter(matter=Matter("role", "steward")))
    story.write("Bo", Wording(review_day="2027-01-01"), way="draft")
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    assert story.asked == ["Bo", "Cy", "Di"]
    story.tries("Di", "visit", "reached")
    assert story.round.kind == "nominate"
    assert "Ann" in story.asked


def test_r19_naming_somebody_for_a_role_starts_again_without_who_is_away(story: Absent) -> None:
    story.without()
    story.by("Bo", c.OpenMatter(matter=Matter("role", "secretary")))
    naming = story.proposal.id
    story.write("Bo", Wording(review_day="2027-01-01"), way="draft")
    story.by("Cy", c.Present(proposal=naming, version_id=story.version, how="aloud"))
    story.everyone_passes()
    assert "Ann" in story.asked
    story.is_away()
    rounds = story.circle.proposals[naming].rounds
    assert [(r.kind, r.why) for r in rounds[-2:]] == [("nominate", "roster"), ("nominate", "")]
    assert "Ann" not in story.names(rounds[-1].roster)


@pytest.mark.parametrize("kind", ["charter", "close_circle"])
def test_r19_the_aim_the_rule_and_the_end_of_the_circle_need_her(story: Absent, kind: str) -> None:
    story.is_away()
    words = replace(WHY, aim="A new aim.", domain="Our home.", absence="We never go on.")
    story.by("Bo", c.OpenMatter(matter=Matter(kind, story.circle.id)))
    story.write("Bo", words, way="draft")
    story.through()
    assert "Ann" in story.asked


def test_r21_nobody_is_removed_while_they_are_away(story: Absent) -> None:
    story.is_away()
    gone = c.OpenMatter(matter=Matter("remove", "", (story.id("Ann"),)))
    assert story.refused("Bo", gone) == ("R21", "is_away")


# --- back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["a turn", "here", "reached", "an act"])
def test_r19_coming_back_starts_open_rounds_again_with_her(story: Absent, sign: str) -> None:
    story.is_away()
    story.goes_to_consent()
    story.ok("Bo", "Cy")
    match sign:
        case "a turn":
            story.by("Ann", c.ComeBack())
            assert story.refused("Ann", c.ComeBack()) == ("", "nothing_changed")
        case "here":
            story.meet("Ann", "Bo", "Cy", "Di")
        case "reached":
            story.tries("Di", "telephone", "reached")
        case _:
            story.by("Ann", c.RaiseTopic(form="wish"))
    assert story.away == []
    stopped, again = story.proposal.rounds[-2:]
    assert (stopped.why, again.open) == ("roster", True)
    assert story.asked == ["Ann", "Bo", "Cy", "Di"]
    assert len(still_to_hear(again)) == 4
    folds_again(story)


def decided_without(story: Absent, **parts: str) -> str:
    story.is_away()
    story.goes_to_consent(**parts)
    story.decides()
    return story.proposal.id


def test_r19_back_she_is_asked_about_each_decision_and_no_answer_stays_none(story: Absent) -> None:
    one = decided_without(story)
    story.goes_to_consent(what="We paint the kitchen.")
    story.decides()
    two, ann = story.proposal.id, story.id("Ann")
    assert to_answer_later(story.circle, ann) == ()
    story.by("Ann", c.ComeBack())
    assert [pr.id for pr in to_answer_later(story.circle, ann)] == [one, two]
    story.by("Ann", c.AnswerLater(proposal=one, word="tell_more", words="Who cooks then?"))
    story.by("Ann", c.AnswerLater(proposal=two, word="ok"))
    assert [pr.id for pr in to_answer_later(story.circle, ann)] == [one]
    assert story.refused("Bo", c.AnswerLater(proposal=one, word="ok")) == ("", "unknown")
    assert story.refused("Ann", c.AnswerLater(proposal=one, word="maybe")) == ("", "unknown")
    assert story.refused("Ann", c.AnswerLater(proposal=one, word="tell_more")) == ("", "empty")
    story.not_right("Ann", e.AnsweredLater)
    assert [pr.id for pr in to_answer_later(story.circle, ann)] == [one, two]
    folds_again(story)


def test_r19_and_r22_a_problem_later_is_a_full_objection_and_opens_a_review(story: Absent) -> None:
    one, ann = decided_without(story), story.id("Ann")
    story.by("Ann", c.ComeBack())
    story.by("Ann", c.AnswerLater(proposal=one, word="problem"))
    decision = story.circle.proposals[one]
    review = open_review(story.circle, decision)
    assert review
    assert decision.life.reviews[review.id] == "was_away"
    story.by("Ann", c.AnswerLater(proposal=one, word="problem", form="words", words="I cannot eat at six."))
    assert len(story.circle.proposals[one].life.reviews) == 1
    assert story.refused("Ann", c.AnswerLater(proposal=one, word="ok")) == ("R6", "withdraw_first")
    tired = c.AnswerLater(proposal=one, word="withdrawn", form="tired")
    assert story.refused("Ann", tired) == ("R6", "problem_stays")
    assert sees_later(story.circle, decision, ann)
    story.three_tries()
    story.asks()
    story.decides()
    assert story.away == ["Ann"]
    at = review.id
    story.by("Cy", c.BeginEvaluation(proposal=at))
    going = story.circle.proposals[at].rounds[-1]
    for person in going.roster:
        story.by(story.name(person), c.Evaluate(round=going.id, part="helped", form="pass"))
        story.by(story.name(person), c.Evaluate(round=going.id, part="stop", form="pass"))
        story.by(story.name(person), c.Evaluate(round=going.id, part="better", form="pass"))
    keep = replace(FRIDAYS, what="", review_day="2027-03-01")
    story.by("Cy", c.WriteVersion(proposal=at, wording=keep, after="", choice="keep"))
    version = story.circle.proposals[at].current
    assert version
    story.by("Cy", c.Present(proposal=at, version_id=version.id, how="aloud"))
    for _ in range(2):
        speaking = story.circle.proposals[at].rounds[-1]
        for person in speaking.roster:
            story.by(story.name(person), c.Pass(round=speaking.id))
    story.by("Cy", c.MakeReady(proposal=at, version_id=version.id))
    assert "Ann" in story.names(story.circle.proposals[at].rounds[-1].roster)


def test_r6_only_she_ends_her_later_problem_and_taking_it_back_is_one_way(story: Absent) -> None:
    one, ann = decided_without(story), story.id("Ann")
    story.by("Ann", c.ComeBack())
    back = c.AnswerLater(proposal=one, word="withdrawn", form="fixed")
    assert story.refused("Ann", back) == ("R6", "nothing_to_withdraw")
    story.by("Ann", c.AnswerLater(proposal=one, word="problem"))
    story.by("Ann", back)
    assert not sees_later(story.circle, story.circle.proposals[one], ann)
    story.by("Ann", c.AnswerLater(proposal=one, word="ok"))


def test_r19_a_problem_with_what_is_not_reviewed_is_talked_about(story: Absent) -> None:
    story.is_away()
    story.by("Bo", c.InvitePerson(name="Eve", kind="worker"))
    story.by("Eve", c.AnswerInvitation(wants=True))
    story.by("Bo", c.OpenMatter(matter=Matter("admit", "", (story.id("Eve"),))))
    story.write("Bo", WHY, way="draft")
    story.through()
    story.decides()
    admitted = story.proposal.id
    story.by("Ann", c.ComeBack())
    topics = len(story.circle.topics)
    story.by("Ann", c.AnswerLater(proposal=admitted, word="problem"))
    assert len(story.circle.topics) == topics + 1
    wrong = c.AnswerLater(proposal=admitted, word="problem", form="song")
    assert story.refused("Ann", wrong) == ("", "unknown")
