"""Choosing not to decide one thing."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class ChoseNotToDecide(Event):
    """A member chose, alone, not to decide on these words; it is no answer."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    proposal: str
    version_id: str
    person: str


@dataclass(frozen=True, slots=True)
class DecidesAfterAll(Event):
    """Who had chosen not to decide wants to be asked after all."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
