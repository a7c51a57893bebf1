"""Mistakes about whose answer it is when somebody helps (R6, R15, R16)."""

from dataclasses import replace

import pytest

from kiosk.conversation import pages_consent
from kiosk.conversation.place import Frame, Place
from kiosk.governance import commands as c
from kiosk.governance import consent, fold_helping, fold_rounds, helped, helping, own_words
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Proposal, Round, Standing
from kiosk.governance.words import Given
from tests.conversation import helped_turns
from tests.governance import helping_circles
from tests.governance.planted import mistake, put
from tests.governance.watching import TRIES, watched, watched_story

HELPED = "helped"
TURNS = "turns"


def _but_for(m: pytest.MonkeyPatch, key: str) -> None:
    right = helped.wrong_hands

    def wrong(command: c.GiveAnswer) -> Refused | None:
        refused = right(command)
        return None if refused and refused.key == key else refused

    put(m, consent, "wrong_hands", wrong)


@mistake("R15", HELPED)
def a_helpers_press_confirms(m: pytest.MonkeyPatch) -> None:
    _but_for(m, "own_press")


@mistake("R6", HELPED)
def a_problem_is_taken_back_with_a_helper_beside(m: pytest.MonkeyPatch) -> None:
    _but_for(m, "alone")


@mistake("R15", HELPED)
def an_answer_through_a_helper_counts_at_once(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round, standing: Standing) -> bool:
        given = standing.given
        return bool(given and not standing.vouched and given.helper in round_.concerned)

    put(m, helped, "wants_witness", wrong)


@mistake("R15", HELPED)
def the_author_as_only_helper_counts(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round, standing: Standing) -> bool:
        return bool(standing.given and not standing.vouched and standing.given.through)

    put(m, helped, "wants_witness", wrong)


@mistake("R15", HELPED)
def whose_work_changes_is_forgotten(m: pytest.MonkeyPatch) -> None:
    put(m, fold_helping, "_work", lambda proposal, event, recorded: proposal)


@mistake("R15", HELPED)
def a_check_is_ignored(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "doubtful", helped.wants_witness)


@mistake("R15", HELPED)
def a_check_is_answered_by_the_same_helper(m: pytest.MonkeyPatch) -> None:
    put(m, fold_rounds, "_still_rests", lambda before, given: False)


@mistake("R4", HELPED)
def an_objection_is_stopped_by_a_check(m: pytest.MonkeyPatch) -> None:
    right = consent.counts

    def wrong(round_: Round, standing: Standing | None) -> bool:
        return right(round_, standing) and standing is not None and not helped.doubtful(round_, standing)

    put(m, consent, "counts", wrong)


@mistake("R15", HELPED)
def the_helper_says_that_they_were_there(m: pytest.MonkeyPatch) -> None:
    put(m, helping, "may_vouch", lambda round_, of, standing, by: by != of)


@mistake("R15", HELPED)
def the_helper_presses_for_the_witness(m: pytest.MonkeyPatch) -> None:
    put(m, helping, "OWN_PRESS", ())


@mistake("R15", HELPED)
def the_same_helper_asking_twice_is_two(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round, before: Standing | None, event: e.AnswerGiven) -> bool:
        both = before is not None and before.given is not None and event.given is not None
        return both and before.given.through and event.given.through  # type: ignore[union-attr]

    put(m, fold_rounds, "_asked_again_by_another", wrong)


@mistake("R15", HELPED)
def who_was_there_stands_for_later_answers_too(m: pytest.MonkeyPatch) -> None:
    right = fold_rounds._answered

    def wrong(proposal: Proposal, event: e.AnswerGiven, act: str) -> Proposal:
        before = next((r.answers.get(event.person) for r in proposal.rounds if r.id == event.round), None)
        after = right(proposal, event, act)
        if before is None or not before.vouched:
            return after
        word = e.AnswerVouched(event.circle, event.round, event.person, act, before.vouched)
        return fold_helping._vouched(after, word, None)  # type: ignore[arg-type]

    put(m, fold_rounds, "_answered", wrong)


@mistake("R6", HELPED)
def a_helpers_press_calls_a_problem_not_right(m: pytest.MonkeyPatch) -> None:
    put(m, own_words, "takes_problem_back", lambda circle, person, act, helper: False)


@mistake("R16", TURNS)
def a_helper_stays_for_the_next_turn(m: pytest.MonkeyPatch) -> None:
    right, ended = Place.take_turn, Place.end_turn

    def takes(self: Place, person: str, *to: Frame) -> Place:
        return replace(right(self, person, *to), helper=self.helper)

    m.setattr(Place, "take_turn", takes)
    m.setattr(Place, "end_turn", lambda self: replace(ended(self), helper=self.helper))


@mistake("R15", TURNS)
def who_helps_is_not_named_with_the_answer(m: pytest.MonkeyPatch) -> None:
    m.setattr(pages_consent, "given", lambda place, way: Given(way))
    put(m, helped, "unmarked", lambda command, given: None)


@watched(HELPED)
def circles_that_are_helped() -> None:
    for seed in range(TRIES):
        helping_circles.helped(seed)


@watched_story(TURNS)
def turns_that_are_helped() -> None:
    helped_turns.watched()
