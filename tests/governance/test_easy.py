"""Whoever uses easy words and whoever splits an idea, the rules hold."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.easy_machine import EasyWords
from tests.governance.watching import LIVELY


def test_r8_holds_for_easy_words_and_for_every_part_of_an_idea() -> None:
    run_state_machine_as_test(EasyWords, settings=settings(LIVELY, max_examples=40, stateful_step_count=25))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r8_holds_in_thousands_of_circles_with_easy_words() -> None:
    run_state_machine_as_test(EasyWords, settings=settings(LIVELY, max_examples=3000))
