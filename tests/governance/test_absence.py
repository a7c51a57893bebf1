"""Whoever cannot be reached, nobody is left out who may not be."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.absence_machine import Wards
from tests.governance.watching import LIVELY


def test_r19_and_r21_hold_while_people_are_out_of_reach() -> None:
    run_state_machine_as_test(Wards, settings=settings(LIVELY, max_examples=30))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r19_and_r21_hold_in_thousands_of_circles() -> None:
    run_state_machine_as_test(Wards, settings=settings(LIVELY, max_examples=2000))
