"""Circles coming to be. Whatever a circle decides is opened as a matter."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFirst(Command):
    """Say whether one wants to be a first member of the new circle; `circle` is one of one's own."""

    new: str
    agree: bool
