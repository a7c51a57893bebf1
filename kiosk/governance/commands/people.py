"""Setting up a circle."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add at set-up."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCircle(Command):
    """Start the first circle: name, aim, 2 to 12 people, and who helps the first meeting along."""

    name: str
    aim: str
    people: tuple[NewPerson, ...]
    facilitator: int
    review_day: str
    owner: int = -1
    """Whose team it is, among the people; -1 when it is no one person's."""
    outsider: str = ""
    """Who from outside is asked when somebody cannot be reached, or empty."""
    numbers: tuple[str, ...] = ()
    """Whom to call when somebody does not feel safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHelpNumbers(Command):
    """Keep these numbers, in place of those from before."""

    numbers: tuple[str, ...]
