"""Mistakes planted in the rules are found by what holds without them: a thousand tries at most."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance import selecting
from tests.governance.machine import Circles
from tests.governance.membership_machine import Houses
from tests.governance.mistakes import MISTAKES, Mistake
from tests.governance.seen import Breach
from tests.governance.test_circles import LIVELY

TRIES = 1000


def circles() -> None:
    run_state_machine_as_test(Circles, settings=settings(LIVELY, max_examples=TRIES))


def selections() -> None:
    for seed in range(TRIES):
        selecting.choose(seed)


def houses() -> None:
    run_state_machine_as_test(Houses, settings=settings(LIVELY, max_examples=TRIES))


WATCHED: dict[str, Callable[[], None]] = {"circles": circles, "selections": selections, "houses": houses}
"""By name: what is tried until the mistake is found."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.rule}: {m.name}")
def test_a_planted_mistake_is_found(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake.plant(monkeypatch)
    with pytest.raises(Breach, match=r"^R\d+: "):
        WATCHED[mistake.found_in]()
