"""Choosing not to decide one thing."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseNotToDecide(Command):
    """Leave this one to the others, in the round that is open."""

    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAfterAll(Command):
    """Be asked after all."""

    proposal: str
