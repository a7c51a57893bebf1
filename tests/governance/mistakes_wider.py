"""Mistakes about what leaves a circle (R20, R21)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, messages, wider
from tests.governance import test_story_wider as stories
from tests.governance.planted import mistake, put
from tests.governance.seen import Breach
from tests.governance.test_story_messages import nest as made
from tests.governance.watching import watched_story

LEAVES = "what leaves a circle"
GONE = "who was set aside is told"


@mistake("R20", LEAVES)
def what_is_told_of_somebody_needs_no_word_of_theirs(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "waits_for_word", lambda sent: "")


@mistake("R20", LEAVES)
def a_stop_does_not_reach_the_other_circle(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "stopped", lambda org, brought: "")


@mistake("R20", LEAVES)
def anyone_says_that_it_may_be_told(m: pytest.MonkeyPatch) -> None:
    right = messages.give_word

    def wrong(org: object, circle: object, command: c.GiveMessageWord) -> object:
        return right(org, circle, replace(command, by=circle.post.sent[command.message].of or command.by))  # type: ignore[arg-type, attr-defined]

    put(m, messages, "give_word", wrong)


@mistake("R20", LEAVES)
def a_problem_about_ones_own_life_goes_to_another_circle(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "people_of", lambda circle, proposal: ())


@mistake("R21", GONE)
def nobody_hears_that_somebody_was_set_aside(m: pytest.MonkeyPatch) -> None:
    put(m, wider, "aside_is_told", lambda org, circle: ())


@mistake("R21", GONE)
def words_meet_the_problem_before_the_wider_circle_heard_it(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "_is_there_first", lambda circle, objection: False)


def _plays(*tests: str) -> None:
    for name in tests:
        try:
            getattr(stories, name)(made.__wrapped__())  # type: ignore[attr-defined]
        except AssertionError as wrong:
            raise Breach(f"{'R21' if '_r21_' in name else 'R20'}: {name}") from wrong


@watched_story(LEAVES)
def what_leaves_a_circle() -> None:
    _plays(
        "test_r20_what_is_told_of_one_person_waits_for_their_word",
        "test_r20_their_stop_ends_it_before_it_is_brought_and_after",
        "test_r20_a_problem_about_ones_own_life_is_handed_to_no_other_circle",
    )


@watched_story(GONE)
def who_was_set_aside_is_told() -> None:
    _plays(
        "test_r21_that_somebody_was_set_aside_is_told_once_and_without_a_reason",
        "test_r21_the_problem_of_one_set_aside_goes_to_the_wider_circle_before_words_can_meet_it",
    )
