"""Mistakes planted in the rules are found, each by circles as they hold without it, a thousand at most."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.machine import Circles
from tests.governance.mistakes import MISTAKES, Mistake
from tests.governance.seen import Breach
from tests.governance.test_circles import LIVELY


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.rule}: {m.name}")
def test_a_planted_mistake_is_found(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake.plant(monkeypatch)
    with pytest.raises(Breach, match=r"^R\d+: "):
        run_state_machine_as_test(Circles, settings=settings(LIVELY, max_examples=1000))
