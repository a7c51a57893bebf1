"""What a person says of what was stored in their own name (R14, R22)."""

from dataclasses import dataclass

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class SaidRight(Event):
    """A person saw what was stored in their name and said it is right; `acts` are the event ids shown."""

    circle: str
    person: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidNotRight(Event):
    """A person said this act is not right; it stops counting at once (R22)."""

    circle: str
    person: str
    act: str
