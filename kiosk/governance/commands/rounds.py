"""What is said in rounds."""

from dataclasses import dataclass, field

from kiosk.governance.commands.base import Command
from kiosk.governance.words import Answer, Given


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNotHere(Command):
    """Say that the person called is not here."""

    round: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Command):
    """Ask a clarifying question in this round."""

    round: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass(Command):
    """Have nothing to add in this round."""

    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Command):
    """Answer a question, or note that nobody can yet."""

    round: str
    question: str
    words: str = ""
    noted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class React(Command):
    """Say what one thinks or feels."""

    round: str
    words: str
    form: str = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAnswer(Command):
    """Answer in a consent round; `heard` is the version whose every page was shown in this turn (R8)."""

    round: str
    answer: Answer
    heard: str
    facts_heard: int
    given: Given = field(default_factory=lambda: Given("keys"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HearObjections(Command):
    """Say that every objection was read out."""

    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmNobodyChanges(Command):
    """The last check was asked of everyone here, and nobody wants to change (R11)."""

    round: str
