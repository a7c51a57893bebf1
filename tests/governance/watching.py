"""What is played to see whether a rule breaks: state machines and stories, by name."""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

LIVELY = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
"""How a machine is played: the same every time, without looking for the shortest way to a mistake."""

TRIES = 1000
"""How often, at most, something is played until a planted mistake shows."""

WATCHED: dict[str, Callable[[], None]] = {}
"""By the name that a mistake's `found_in` gives: what is played until the mistake is found."""


STORIES: set[str] = set()
"""The names of those that are one story, quick enough to be played without a mistake too."""


def watched(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Keep what is played, under its name."""

    def keep(play: Callable[[], None]) -> Callable[[], None]:
        WATCHED[name] = play
        return play

    return keep


def watched_story(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Keep one story, under its name."""
    STORIES.add(name)
    return watched(name)


def watch_machine(name: str, machine: type[RuleBasedStateMachine]) -> None:
    """Keep a state machine under its name."""
    watched(name)(lambda: run_state_machine_as_test(machine, settings=settings(LIVELY, max_examples=TRIES)))
