"""Mistakes about what becomes of a decision (R3, R4, R9, R22)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, fold_reviews, lives, reviews
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Events, Result
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import Wording
from tests.governance.planted import mistake, put
from tests.governance.reviews_machine import Reviews
from tests.governance.seen import demand
from tests.governance.test_story_reviews import Reviewing
from tests.governance.watching import watch_machine, watched_story

REVIEWS = "reviews"


@mistake("R9", REVIEWS)
def it_is_kept_without_a_new_day(m: pytest.MonkeyPatch) -> None:
    right = Wording.missing

    def wrong(self: Wording, matter: str = "idea") -> tuple[str, ...]:
        return tuple(p for p in right(self, matter) if p != "review_day" or matter != "review.keep")

    put(m, Wording, "missing", wrong)


@mistake("R9", REVIEWS)
def it_is_kept_until_the_old_day(m: pytest.MonkeyPatch) -> None:
    right = lives.review_day

    def wrong(proposal: Proposal) -> str:
        return right(replace(proposal, life=replace(proposal.life, terms=())))

    put(m, lives, "review_day", wrong)


@mistake("R9", REVIEWS)
def what_was_decided_in_a_review_does_not_happen(m: pytest.MonkeyPatch) -> None:
    put(m, reviews, "reviewed", lambda org, circle, proposal: ())


@mistake("R3", REVIEWS)
def it_ends_when_somebody_proposes_it(m: pytest.MonkeyPatch) -> None:
    right = reviews.begin_evaluation

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.BeginEvaluation) -> Result:
        made = right(org, circle, proposal, command)
        if not isinstance(made, tuple):
            return made
        about = proposal.matter.about
        return (*made, e.DecisionReviewed(circle.id, "decision-none", about, proposal.id, "end", ""))

    put(m, reviews, "begin_evaluation", wrong)


@mistake("R4", REVIEWS)
def a_review_closes_over_a_problem(m: pytest.MonkeyPatch) -> None:
    right = consent.confirm_nobody_changes

    def wrong(
        org: Organisation, circle: Circle, proposal: Proposal, command: c.ConfirmNobodyChanges
    ) -> Result:
        round_ = proposal.consent_round
        if proposal.matter.kind != "review" or round_ is None or not proposal.standing:
            return right(org, circle, proposal, command)
        decision = e.DecisionMade(
            circle.id,
            f"decision-{round_.id}",
            proposal.id,
            round_.version_id,
            round_.id,
            round_.roster,
            proposal.wording.review_day,
        )
        return (decision, e.RoundClosed(circle.id, round_.id, "decided"))

    put(m, consent, "confirm_nobody_changes", wrong)


@mistake("R22", REVIEWS)
def a_doubt_is_ignored(m: pytest.MonkeyPatch) -> None:
    put(m, reviews, "doubt", lambda org, circle, proposal: ())


@mistake("R22", REVIEWS)
def a_doubt_that_was_heard_is_raised_again(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return tuple(dict.fromkeys(person for _, person in lives.doubts(circle, proposal)))

    put(m, lives, "doubters", wrong)


@mistake("R22", REVIEWS)
def nobody_has_a_right_to_a_review(m: pytest.MonkeyPatch) -> None:
    right = reviews.open_

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.OpenReview) -> Result:
        life = replace(proposal.life, changed=frozenset(circle.members))
        return right(org, circle, replace(proposal, life=life), command)

    put(m, reviews, "open_", wrong)


@mistake("R22", REVIEWS)
def the_right_to_a_review_is_never_used_up(m: pytest.MonkeyPatch) -> None:
    right = reviews.open_

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.OpenReview) -> Result:
        life = replace(proposal.life, changed=frozenset())
        return right(org, circle, replace(proposal, life=life), command)

    put(m, reviews, "open_", wrong)


@mistake("R22", REVIEWS)
def it_is_looked_at_early_because_somebody_asked(m: pytest.MonkeyPatch) -> None:
    right = reviews.ask_early

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.AskEarlyReview) -> Result:
        made = right(org, circle, proposal, command)
        if not isinstance(made, tuple):
            return made
        return (*made, *reviews._opened(circle, proposal, command.by, "", "agreed", "decision-none"))

    put(m, reviews, "ask_early", wrong)


@mistake("R3", REVIEWS)
def what_stopped_begins_again_when_the_count_is_taken_back(m: pytest.MonkeyPatch) -> None:
    right = lives.condition

    def wrong(circle: Circle, proposal: Proposal, today: str) -> lives.Condition:
        stopped = len(proposal.life.happened) >= lives.words_now(circle, proposal).limit
        return right(circle, replace(proposal, life=replace(proposal.life, stopped=stopped)), today)

    put(m, lives, "condition", wrong)


@mistake("R3", REVIEWS)
def what_stopped_begins_again_on_a_day(m: pytest.MonkeyPatch) -> None:
    right = lives.condition

    def wrong(circle: Circle, proposal: Proposal, today: str) -> lives.Condition:
        over = bool(today) and today > lives.review_day(proposal)
        life = replace(proposal.life, stopped=False) if over else proposal.life
        return right(circle, replace(proposal, life=life), today)

    put(m, lives, "condition", wrong)


@mistake("R3", REVIEWS)
def it_is_counted_by_a_clock(m: pytest.MonkeyPatch) -> None:
    right = reviews.leave_note

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.LeaveNote) -> Result:
        made = right(org, circle, proposal, command)
        watched = lives.words_now(circle, proposal).limit and not proposal.life.stopped
        if not isinstance(made, tuple) or not watched:
            return made
        return (*made, e.WorryHappened(circle.id, proposal.id, command.by))

    put(m, reviews, "leave_note", wrong)


@mistake("R16", REVIEWS)
def one_press_counts_twice(m: pytest.MonkeyPatch) -> None:
    right = reviews.say_it_happened

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.SayItHappened) -> Result:
        seen = replace(command, counted=len(proposal.life.happened))
        return right(org, circle, proposal, seen)

    put(m, reviews, "say_it_happened", wrong)


@mistake("R1", REVIEWS)
def those_who_are_not_here_decide_whether_to_look_early(m: pytest.MonkeyPatch) -> None:
    put(m, reviews, "who_was_not_here", lambda org, circle, proposal: ())


@mistake("R8", REVIEWS)
def another_way_is_taken_than_was_decided(m: pytest.MonkeyPatch) -> None:
    right = reviews.reviewed

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> Events:
        made = right(org, circle, proposal)
        return tuple(replace(x, choice="keep") if isinstance(x, e.DecisionReviewed) else x for x in made)

    put(m, reviews, "reviewed", wrong)


@mistake("R1", REVIEWS)
def it_is_not_said_first_how_it_went(m: pytest.MonkeyPatch) -> None:
    right = reviews.chosen

    def wrong(
        org: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion
    ) -> Refused | None:
        refusal = right(org, circle, proposal, command)
        return None if refusal and refusal.rule == "R1" else refusal

    put(m, reviews, "chosen", wrong)


@mistake("R1", REVIEWS)
def one_word_is_enough_for_all_that_is_asked(m: pytest.MonkeyPatch) -> None:
    right = fold_reviews._asked

    def wrong(proposal: Proposal, round_id: str, person: str) -> Proposal:
        with pytest.MonkeyPatch.context() as here:
            here.setitem(fold_reviews.PARTS_OF_ROUND, "evaluation", ("helped",))
            return right(proposal, round_id, person)

    put(m, fold_reviews, "_asked", wrong)


@mistake("R22", "new words")
def new_words_give_a_new_right(m: pytest.MonkeyPatch) -> None:
    right = fold_reviews._reviewed

    def wrong(circle: Circle, event: e.DecisionReviewed, recorded: e.Recorded) -> Circle:
        circle = right(circle, event, recorded)
        review = circle.proposals[event.review]
        fresh = replace(review, life=replace(review.life, changed=frozenset()))
        return replace(circle, proposals={**circle.proposals, review.id: fresh})

    put(m, fold_reviews, "_reviewed", wrong)


watch_machine(REVIEWS, Reviews)


@watched_story("new words")
def new_words() -> None:
    """Whoever had a review by right has no second one when its words were changed."""
    story = Reviewing()
    story.opens("Bo", "changed_mind", "")
    words = replace(story.decision.wording, what="On Saturdays.", review_day="2027-03-01")
    story.reviews("change", words)
    mind = c.OpenReview(proposal=story.proposal.id, why="changed_mind")
    again = story.do(story.signed(mind, story.id("Bo")))
    demand(isinstance(again, Refused), "R22", "a second early review by right")
