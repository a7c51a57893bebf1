"""What every event has: its version, its stream, and the keys that its private fields are sealed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

Keys = Mapping[str, tuple[str, ...]]
NO_KEYS: Keys = {}


def person_key(person: str) -> tuple[str, ...]:
    """Name the key whose loss erases what this person said."""
    return (f"person:{person}",)


def circle_key(circle: str) -> tuple[str, ...]:
    """Name the key of a circle's wording and decisions."""
    return (f"circle:{circle}",)


def round_key(round: str, token: str = "") -> str:
    """Name the key of one secret in an open round; without a token, of the whole round."""
    return f"round:{round}/{token}" if token else f"round:{round}"


@dataclass(frozen=True, slots=True)
class Event:
    """The base of every event; `org` events go to every device, `circle` events to the circle's members."""

    version: ClassVar[int] = 1
    retired: ClassVar[bool] = False
    """Earlier kiosks stored it; it is still read, and means nothing any more."""
    scope: ClassVar[Literal["org", "circle"]] = "circle"
    own: ClassVar[bool] = False
    """It is stored in a person's own name, and read back to them at their next turn (R14)."""
    stays: ClassVar[bool] = False
    """What was done by it is done: others know it, and can undo it together (R22)."""

    def keys(self) -> Keys:
        """Which fields are sealed, and with which keys, outermost first."""
        return NO_KEYS


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as stored: who acted, who entered it, and when by this device's clock (display only)."""

    event: Event
    id: str
    entry: str
    stream: str
    writer: str
    seq: int
    hlc: int
    """Milliseconds since 1970, UTC; for display and tie-breaks only."""
    actor: str
    entered_by: str
    closed: Literal["", "erased", "locked"] = ""
    """Why some sealed words could not be opened here."""
