"""What a planted mistake is."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Mistake:
    """One wrong function in place of a right one, and the rule it breaks."""

    rule: str
    name: str
    plant: Plant


MISTAKES: list[Mistake] = []


def mistake(rule: str) -> Callable[[Plant], Plant]:
    """Keep a mistake under its rule; its name is its function's, in words."""

    def keep(plant: Plant) -> Plant:
        MISTAKES.append(Mistake(rule, plant.__name__.replace("_", " ").strip(), plant))
        return plant

    return keep
