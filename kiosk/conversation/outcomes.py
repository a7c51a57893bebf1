"""What came of a reply: stored, said, refused, or a fault. Values, told in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """These events are durable: (id, type) each."""

    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person; nothing changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Turned:
    """The rules or the moment said no; nothing was stored. `reason` is like stale or rule:R4."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broke; told honestly, nothing is shown as saved that is not."""

    text: str


Outcome = Stored | Notice | Turned | Fault
