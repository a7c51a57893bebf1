"""Whose own life an idea is about, and what they say themselves (R20)."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAbout(Command):
    """Say whether these words are about one person: `what` is nobody, one, elsewhere or never."""

    proposal: str
    version_id: str
    what: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAboutMe(Command):
    """Say: this is about me."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOwnWord(Command):
    """Say ok, stop or not_me to what is about oneself."""

    proposal: str
    version_id: str
    word: str
