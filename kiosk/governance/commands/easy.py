"""Easy Read words, and one idea that becomes two."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseReading(Command):
    """Say whether oneself uses Easy Read words."""

    easy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitIdea(Command):
    """Make two drafts of one idea, until everyone is asked about it."""

    proposal: str
    version_id: str
