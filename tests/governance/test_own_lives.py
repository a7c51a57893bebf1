"""Whatever people say of ideas about one person, that person has the last word (R20)."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.own_machine import OwnLives
from tests.governance.watching import LIVELY


def test_r20_holds_for_every_idea_about_somebody() -> None:
    run_state_machine_as_test(OwnLives, settings=settings(LIVELY, max_examples=40, stateful_step_count=25))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r20_holds_in_thousands_of_circles() -> None:
    run_state_machine_as_test(OwnLives, settings=settings(LIVELY, max_examples=3000))
