"""Who speaks beside somebody, and who answers for them."""

from dataclasses import dataclass, field

from kiosk.governance.commands.base import Command
from kiosk.governance.words import Answer, Given


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAdvocate(Command):
    """Say who speaks beside oneself; `name` where the kiosk does not know them, nothing for nobody."""

    who: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakBeside(Command):
    """Speak beside the person whose turn it is, in a round."""

    round: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProxy(Command):
    """Say who may answer for oneself, about what, and until when."""

    proxy: str
    about: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndStandIn(Command):
    """End it: the person themselves, or the one who answered for them."""

    stand_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAskedFirst(Command):
    """Say that this person was asked, and gives no answer of their own now."""

    round: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFor(Command):
    """Answer for another person; `today` is the day, and no day is read where none was named."""

    round: str
    of: str
    answer: Answer
    heard: str
    facts_heard: int
    given: Given = field(default_factory=lambda: Given("keys"))
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeePaper(Command):
    """Say that one has seen a paper, and what it covers; with `stand_in`, the one a first steward saw."""

    of: str = ""
    proxy: str = ""
    covers: str = ""
    stand_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayPaperCovers(Command):
    """Say that the paper covers this proposal."""

    stand_in: str
    proposal: str
