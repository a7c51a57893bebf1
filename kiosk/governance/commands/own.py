"""What is a person's own."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class SayRight(Command):
    """Say that what was stored in one's name is right."""

    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNotRight(Command):
    """Say that one stored act is not right; it stops counting at once."""

    act: str
