"""Mistakes about who may be left out when they cannot be reached (R19), each found by watching circles."""

from dataclasses import replace

import pytest

from kiosk.governance import absence, away, consent, fold_absence, keeping, later, removal
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import Matter
from tests.governance.absence_machine import Wards
from tests.governance.absent import Absent
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.watching import watch_machine, watched_story

WARDS = "wards"
watch_machine(WARDS, Wards)


@mistake("R3", WARDS)
def silence_in_the_away_round_is_counted_as_consent(m: pytest.MonkeyPatch) -> None:
    right = consent.confirm_nobody_changes

    def wrong(
        org: Organisation, circle: Circle, proposal: Proposal, command: c.ConfirmNobodyChanges
    ) -> object:
        round_ = proposal.consent_round
        if proposal.matter.kind != "away" or round_ is None or not round_.answers:
            return right(org, circle, proposal, command)
        made = e.DecisionMade(
            circle.id,
            f"decision-{round_.id}",
            proposal.id,
            round_.version_id,
            round_.id,
            round_.roster,
            proposal.wording.review_day,
            proposal.matter.people,
        )
        return (made, e.RoundClosed(circle.id, round_.id, "decided"))

    put(m, consent, "confirm_nobody_changes", wrong)
    m.setattr(consent, "still_to_hear", lambda round_: ())


@mistake("R19", WARDS)
def two_tries_are_enough(m: pytest.MonkeyPatch) -> None:
    m.setattr(away, "TRIES", 2)
    m.setattr(away, "SITTINGS", 2)


@mistake("R19", "who is left out")
def one_person_tries_alone(m: pytest.MonkeyPatch) -> None:
    m.setattr(away, "PEOPLE", 1)


@mistake("R19", WARDS)
def one_way_is_enough(m: pytest.MonkeyPatch) -> None:
    m.setattr(away, "WAYS", 1)


@mistake("R19", "who is left out")
def a_sitting_in_which_they_were_counts(m: pytest.MonkeyPatch) -> None:
    right = fold_absence.sitting_of
    m.setattr(fold_absence, "sitting_of", lambda circle, of: right(circle, ""))


@mistake("R19", "who is left out")
def who_wants_time_counts_as_not_reached(m: pytest.MonkeyPatch) -> None:
    right = absence.try_to_reach

    def wrong(org: Organisation, circle: Circle, command: c.TryToReach) -> object:
        if command.result == "wants_time":
            command = replace(command, result="not_reached")
            return (e.TriedToReach(circle.id, command.by, command.of, command.how, "wants_time"),)
        return right(org, circle, command)

    put(m, absence, "try_to_reach", wrong)


@mistake("R19", "who is left out")
def who_wants_time_is_set_away_for_that_proposal(m: pytest.MonkeyPatch) -> None:
    right = keeping.keeps

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, person: str) -> bool:
        hurried = replace(circle, absence=replace(circle.absence, time={}))
        return right(org, hurried, proposal, person)

    m.setattr(absence, "keeps", wrong)


@mistake("R19", "who is left out")
def who_objects_is_set_away(m: pytest.MonkeyPatch) -> None:
    m.setattr(keeping, "objects", lambda circle, proposal, person: False)
    m.setattr(keeping, "has_said", lambda proposal, person: False)


@mistake("R19", WARDS)
def what_is_about_them_goes_on_without_them(m: pytest.MonkeyPatch) -> None:
    m.setattr(keeping, "is_about", lambda org, circle, proposal, person: False)


@mistake("R19", WARDS)
def the_rule_itself_is_changed_without_them(m: pytest.MonkeyPatch) -> None:
    m.setattr(keeping, "ABOUT_CIRCLE", ())


@mistake("R19", WARDS)
def a_review_day_is_later_than_that_of_the_away_record(m: pytest.MonkeyPatch) -> None:
    m.setattr(consent, "review_day", lambda circle, proposal, people: proposal.wording.review_day)


@mistake("R19", WARDS)
def coming_back_does_not_start_the_round_again(m: pytest.MonkeyPatch) -> None:
    right = consent.ask_anew

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        rounds = tuple(replace(r, away=()) for r in proposal.rounds)
        return right(org, circle, replace(proposal, rounds=rounds))

    put(m, consent, "ask_anew", wrong)


@mistake("R19", WARDS)
def too_few_may_remain(m: pytest.MonkeyPatch) -> None:
    for module in (away, absence):
        m.setattr(module, "enough_remain", lambda org, circle, off: True)


@mistake("R19", WARDS)
def who_wants_us_to_wait_is_not_waited_for(m: pytest.MonkeyPatch) -> None:
    m.setattr(absence, "wants_waiting", lambda circle, proposal: ())


@mistake("R19", WARDS)
def the_one_whose_team_it_is_is_set_away(m: pytest.MonkeyPatch) -> None:
    right = absence.open_away

    def wrong(org: Organisation, circle: Circle, command: c.OpenMatter) -> object:
        return right(org, replace(circle, membership=replace(circle.membership, owner="")), command)

    put(m, absence, "open_away", wrong)
    begin = absence.begin_away
    put(
        m,
        absence,
        "begin_away",
        lambda org, circle, pr: begin(
            org, replace(circle, membership=replace(circle.membership, owner="")), pr
        ),
    )


@mistake("R19", WARDS)
def nobody_is_heard_for_them(m: pytest.MonkeyPatch) -> None:
    put(m, absence, "hold_away", lambda circle, proposal: None)
    put(m, absence, "_prepare", lambda circle, proposal: None)


@mistake("R21", "who is left out")
def who_is_away_is_removed(m: pytest.MonkeyPatch) -> None:
    right = removal._never

    def wrong(circle: Circle, person: str) -> object:
        return right(replace(circle, absence=replace(circle.absence, away={})), person)

    put(m, removal, "_never", wrong)


@mistake("R22", "a problem later")
def a_problem_later_opens_no_review(m: pytest.MonkeyPatch) -> None:
    m.setattr(later, "_review", lambda circle, proposal, command: ())


@mistake("R6", "a problem later")
def a_problem_later_is_ended_by_going_on(m: pytest.MonkeyPatch) -> None:
    m.setattr(later, "sees_later", lambda circle, proposal, person: False)


@watched_story("a problem later")
def a_problem_later() -> None:
    """Who was away sees a problem: a review is opened, and it stands until they take it back."""
    story = Absent()
    story.is_away()
    story.goes_to_consent()
    story.decides()
    decided = story.proposal.id
    story.by("Ann", c.ComeBack())
    made = story.by("Ann", c.AnswerLater(proposal=decided, word="problem"))
    demand(any(isinstance(r.event, e.ReviewOpened) for r in made), "R22", "no review was opened")
    again = story.do(story.signed(c.AnswerLater(proposal=decided, word="ok"), story.id("Ann")))
    demand(not isinstance(again, tuple), "R6", "a problem was ended without being taken back")


def refused(story: Absent, command: c.Command, what: str, rule: str = "R19") -> None:
    demand(isinstance(story.do(story.signed(command, story.id("Bo"))), Refused), rule, what)


@watched_story("who is left out")
def who_is_left_out() -> None:
    """One who tries alone, sittings in which they were, who wants time, who objects, and who is removed."""
    alone = Absent()
    for how in ("telephone", "visit", "message"):
        alone.without()
        alone.tries("Bo", how)
    refused(alone, alone.matter(), "one person alone tried")
    there = Absent()
    there.meet()
    there.meet("Bo", "Cy", "Di")
    for name, how in (("Bo", "telephone"), ("Cy", "visit"), ("Bo", "message")):
        there.tries(name, how)
        there.without()
    refused(there, there.matter(), "they were at one of the sittings")
    reached = Absent()
    reached.three_tries()
    reached.tries("Di", "bedside", "wants_time")
    refused(reached, reached.matter(), "who was reached and wants time counts as not reached")
    waits = Absent()
    asked = waits.goes_to_consent().id
    waits.three_tries()
    waits.tries("Di", "bedside", "wants_time")
    waits.is_away()
    demand(on_roster(waits, asked), "R19", "who wants time is not waited for")
    objects = Absent()
    asked = objects.goes_to_consent().id
    objects.by("Ann", c.Pass(round=objects.round.id))
    objects.objects("Ann", "words", words="It is too far.")
    objects.is_away()
    demand(on_roster(objects, asked), "R19", "who sees a problem is not waited for")
    away = Absent()
    away.is_away()
    gone = c.OpenMatter(matter=Matter("remove", "", (away.id("Ann"),)))
    refused(away, gone, "who is away can be removed", "R21")


def on_roster(story: Absent, proposal: str) -> bool:
    return story.id("Ann") in story.circle.proposals[proposal].rounds[-1].roster
