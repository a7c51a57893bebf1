"""Sittings."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginMeeting(Command):
    """Begin a sitting with these people here; a short one about `item`, if that is known already."""

    here: tuple[str, ...]
    form: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHere(Command):
    """Say who is here now."""

    here: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseMeeting(Command):
    """Stop this sitting for now; any member may (R12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeMeeting(Command):
    """Go on where the sitting stopped."""

    here: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMeeting(Command):
    """End this sitting; open rounds stay open."""
