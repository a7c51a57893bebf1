"""Whatever becomes of a decision, the rules hold: 150 lives in `make test`, thousands in `make prove`."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.reviews_machine import Reviews
from tests.governance.watching import LIVELY


def test_r9_and_r22_hold_in_the_life_of_every_decision() -> None:
    run_state_machine_as_test(Reviews, settings=settings(LIVELY, max_examples=150))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r9_and_r22_hold_in_thousands_of_lives() -> None:
    run_state_machine_as_test(Reviews, settings=settings(LIVELY, max_examples=5000))
