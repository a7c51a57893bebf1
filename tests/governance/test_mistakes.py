"""Mistakes planted in the rules are found by what holds without them: a thousand tries at most."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from kiosk.governance import commands as c
from tests.governance import gathering, selecting
from tests.governance.machine import Circles
from tests.governance.membership_machine import Houses
from tests.governance.mistakes import MISTAKES, Mistake
from tests.governance.seen import Breach, demand
from tests.governance.test_circles import LIVELY
from tests.governance.test_story_membership import House

TRIES = 1000


def circles() -> None:
    run_state_machine_as_test(Circles, settings=settings(LIVELY, max_examples=TRIES))


def selections() -> None:
    for seed in range(TRIES):
        selecting.choose(seed)


def houses() -> None:
    run_state_machine_as_test(Houses, settings=settings(LIVELY, max_examples=TRIES))


def a_visit() -> None:
    """A guest is heard in questions, and asked nothing else."""
    house = House()
    house.invite("Ada", "Eve", "advocate", guest=True)
    house.draft()
    house.by("Bo", c.BeginMeeting(here=(*house.members, house.id("Eve"))))
    house.present()
    house.everyone_passes()
    demand(house.round.kind == "reactions", "R1", "the questions did not end")
    demand(house.id("Eve") not in house.round.roster, "R7", "a guest is asked what they think")


def meetings() -> None:
    for seed in range(TRIES):
        gathering.hold(seed)


WATCHED: dict[str, Callable[[], None]] = {
    "circles": circles,
    "selections": selections,
    "houses": houses,
    "a visit": a_visit,
    "meetings": meetings,
}
"""By name: what is tried until the mistake is found."""


@pytest.mark.parametrize("watch", [a_visit])
def test_what_is_watched_by_a_story_holds_without_a_mistake(watch: Callable[[], None]) -> None:
    watch()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.rule}: {m.name}")
def test_a_planted_mistake_is_found(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake.plant(monkeypatch)
    with pytest.raises(Breach, match=r"^R\d+: "):
        WATCHED[mistake.found_in]()
