"""What people ask of messages between circles."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMessage(Command):
    """Want another circle to know something."""

    to: str
    words: str
    about: str = ""
    of: str = ""
    """Whose own life it tells about, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMessageWord(Command):
    """Say of a message about one's own life whether it may be told: ok, or stop."""

    message: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryMessage(Command):
    """Bring a message of the circle `frm` to this one."""

    frm: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearObjector(Command):
    """Say that the objector was heard here."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearMessage(Command):
    """Say that the circle has heard it, and decides nothing about it."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpMessage(Command):
    """Make it an idea of this circle's."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack(Command):
    """Tell what came of it, in four parts."""

    message: str
    decided: str
    why: str
    can_change: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandBeside(Command):
    """Stand beside the other link who told it."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNews(Command):
    """Say who should be with one for the news; nobody is an answer too."""

    message: str
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReport(Command):
    """Say heard, not_understood, answer_back (with words) or later."""

    message: str
    report: str
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMessage(Command):
    """Close it, once everybody has heard."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferOutsideHelp(Command):
    """Say that help from outside was offered with an objection."""

    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantReferral(Command):
    """Want the wider circle to look at an objection."""

    objection: str
