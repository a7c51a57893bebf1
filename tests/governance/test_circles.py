"""Whatever a circle does, the rules hold: 200 circles in `make test`, thousands in `make prove`."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.machine import Circles
from tests.governance.watching import LIVELY


def test_r1_to_r23_hold_in_every_circle() -> None:
    run_state_machine_as_test(Circles, settings=LIVELY)


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r1_to_r23_hold_in_thousands_of_circles() -> None:
    run_state_machine_as_test(Circles, settings=settings(LIVELY, max_examples=5000))
