"""When somebody cannot be reached, and when they are back."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class SayWish(Command):
    """Say what should happen when one cannot be reached; changeable any day."""

    word: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakFor(Command):
    """Say, as the one whom somebody named, whether to wait or to go on without them for now."""

    of: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryToReach(Command):
    """Say that one tried to reach somebody, how, and what came of it."""

    of: str
    how: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNobodyReached(Command):
    """Say, at the beginning of a sitting, that nobody has reached those who are away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearFor(Command):
    """Say what one thinks somebody would say, who is not there; it is nobody's consent."""

    proposal: str
    of: str
    words: str = ""
    form: str = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFromOutside(Command):
    """Say, as the one from outside, whether it is OK to go on without somebody for now."""

    proposal: str
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeBack(Command):
    """Say that one is back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLater(Command):
    """Say what one thinks of a decision that was made while one was away."""

    proposal: str
    word: str
    form: str = ""
    words: str = ""
