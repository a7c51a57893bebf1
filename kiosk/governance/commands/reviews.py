"""Looking at decisions again."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveNote(Command):
    """Say how it is going with a decision."""

    proposal: str
    words: str
    form: str = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayItHappened(Command):
    """Say that the watched worry happened; `counted` is how often it had, as the person saw."""

    proposal: str
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReview(Command):
    """Look at a decision again: its day has come (`today` as the person saw it), or by right."""

    proposal: str
    why: str
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEarlyReview(Command):
    """Ask those here to look at a decision again before its day, and say why."""

    proposal: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginEvaluation(Command):
    """Begin the round of looking again, with those here."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluate(Command):
    """Answer one part of the round; form pass means nothing to add."""

    round: str
    part: str
    words: str = ""
    form: str = "words"
