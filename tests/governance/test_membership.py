"""Whatever happens to the people of a circle, the rules hold."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.membership_machine import Houses
from tests.governance.watching import LIVELY


def test_r7_r20_and_r21_hold_while_people_come_and_go() -> None:
    run_state_machine_as_test(Houses, settings=settings(LIVELY, max_examples=100))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r7_r20_and_r21_hold_in_thousands_of_circles() -> None:
    run_state_machine_as_test(Houses, settings=settings(LIVELY, max_examples=3000))
