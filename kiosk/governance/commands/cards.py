"""Cards."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCard(Command):
    """Raise a card in one's own name, or, where nobody gives the command, without a name."""

    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutCardAway(Command):
    """Say that a card was met."""

    card: str
