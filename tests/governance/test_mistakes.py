"""Mistakes planted in the rules are found by what holds without them: a thousand tries at most."""

import pytest

from tests.governance.mistakes import MISTAKES, Mistake
from tests.governance.seen import Breach
from tests.governance.watching import STORIES, WATCHED


@pytest.mark.parametrize("name", sorted(STORIES))
def test_what_is_watched_by_a_story_holds_without_a_mistake(name: str) -> None:
    WATCHED[name]()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.rule}: {m.name}")
def test_a_planted_mistake_is_found(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake.plant(monkeypatch)
    with pytest.raises(Breach, match=r"^R\d+: "):
        WATCHED[mistake.found_in]()
