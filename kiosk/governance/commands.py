"""What people ask for, in the imperative. `by` acts; `turn` is who holds the turn at that device (R16)."""

from dataclasses import dataclass, field

from kiosk.governance.words import Answer, Given, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The base of every command; `fresh` is a random token from which new ids are made."""

    circle: str = ""
    by: str = ""
    turn: str = ""
    fresh: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add at set-up."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCircle(Command):
    """Start the first circle: name, aim, 2 to 12 people, and who helps the first meeting along."""

    name: str
    aim: str
    people: tuple[NewPerson, ...]
    facilitator: int
    review_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginMeeting(Command):
    """Begin a sitting with these people here."""

    here: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseTopic(Command):
    """Bring something to the circle, as words, a picture, or the bare wish to talk."""

    form: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDraft(Command):
    """Make a topic into a draft."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteVersion(Command):
    """Put a new wording in place of the last one; `way` says how it came about."""

    proposal: str
    wording: Wording
    after: str
    way: str = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMeaning(Command):
    """Say: that is what I meant. Only who raised the topic can."""

    proposal: str
    version_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnAgenda(Command):
    """Put a complete draft on the agenda."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Command):
    """Say that the whole text was shown and read out to those here."""

    proposal: str
    version_id: str
    how: str


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
class MakeReady(Command):
    """Restate the final wording and open the consent round."""

    proposal: str
    version_id: str


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
class TakeObjection(Command):
    """Turn to one objection."""

    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainObjection(Command):
    """Say what might happen; only the objector."""

    objection: str
    form: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieObjection(Command):
    """Say how the problem touches the circle's aim."""

    objection: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferIdea(Command):
    """Offer an idea for meeting an objection; no words means: you suggest."""

    objection: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmNobodyChanges(Command):
    """The last check was asked of everyone here, and nobody wants to change (R11)."""

    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Command):
    """Put a proposal away; its author, before the consent round."""

    proposal: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantTalk(Command):
    """Ask one person to talk; nothing else is told."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayTalked(Command):
    """Say that one has talked with somebody who wanted to."""

    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayRight(Command):
    """Say that what was stored in one's name is right."""

    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNotRight(Command):
    """Say that one stored act is not right; it stops counting at once."""

    act: str
