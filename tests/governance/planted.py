"""What a planted mistake is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kiosk.governance import process, registry

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Mistake:
    """One wrong function in place of a right one, and the rule it breaks."""

    rule: str
    name: str
    plant: Plant
    found_in: str = "circles"
    """What watches for it: circles deciding, or a part with an oracle of its own."""


TABLES: tuple[dict[Any, Any], ...] = (
    registry.CIRCLE_COMMANDS,
    registry.PROPOSAL_COMMANDS,
    registry.ORG_FOLDS,
    registry.CIRCLE_FOLDS,
    registry.PROPOSAL_FOLDS,
    registry.MOVES,
    registry.ROSTERS,
    registry.EFFECTS,
    registry.OPENINGS,
    registry.GATES,
    registry.CHOICES,
    registry.UNDOES,
    registry.UNSAYS,
    registry.MOOT,
    registry.CIRCLE_MOVES,
    process.PREPARATIONS,
    registry.HOLDS,
    registry.VISITS,
)


def put(m: pytest.MonkeyPatch, module: object, name: str, wrong: object) -> None:
    """Put a wrong function in place of a right one, wherever the rules look for it."""
    right = getattr(module, name)
    m.setattr(module, name, wrong)
    for table in TABLES:
        for key in [key for key, kept in table.items() if kept is right]:
            m.setitem(table, key, wrong)


MISTAKES: list[Mistake] = []


def mistake(rule: str, found_in: str = "circles") -> Callable[[Plant], Plant]:
    """Keep a mistake under its rule; its name is its function's, in words."""

    def keep(plant: Plant) -> Plant:
        MISTAKES.append(Mistake(rule, plant.__name__.replace("_", " ").strip(), plant, found_in))
        return plant

    return keep
