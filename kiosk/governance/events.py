"""What happened: the facts the record keeps.

Each event is a frozen dataclass of JSON-able fields (text, whole numbers, true/false, None, tuples of
text, and the small records below). `version` grows when a meaning is kept but the shape changes;
`keys()` names the keys a field is sealed with, outermost first (record.md, "Privacy in an append-only
file"). A field that cannot be opened here reads as None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.words import Answer, Given, Wording

Keys = Mapping[str, tuple[str, ...]]
NO_KEYS: Keys = {}


def person_key(person: str) -> tuple[str, ...]:
    """Name the key whose loss erases what this person said."""
    return (f"person:{person}",)


def circle_key(circle: str) -> tuple[str, ...]:
    """Name the key of a circle's wording and decisions."""
    return (f"circle:{circle}",)


@dataclass(frozen=True, slots=True)
class Event:
    """The base of every event; `org` events go to every device, `circle` events to the circle's members."""

    version: ClassVar[int] = 1
    scope: ClassVar[Literal["org", "circle"]] = "circle"

    def keys(self) -> Keys:
        """Which fields are sealed, and with which keys, outermost first."""
        return NO_KEYS


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as stored: who acted, who entered it, and when by this device's clock (display only)."""

    event: Event
    id: str
    entry: str
    stream: str
    writer: str
    seq: int
    hlc: int
    """Milliseconds since 1970, UTC; for display and tie-breaks only."""
    actor: str
    entered_by: str
    closed: Literal["", "erased", "locked"] = ""
    """Why some sealed words could not be opened here."""


# --- the organisation ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CircleFounded(Event):
    """A first circle chartered itself."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    name: str | None
    aim: str | None

    def keys(self) -> Keys:
        """Name and aim go with the charter's key."""
        return {"name": (f"charter:{self.circle}",), "aim": (f"charter:{self.circle}",)}


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """Somebody became known to the kiosk. `kind` is supported, worker, advocate or investor."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    person: str
    kind: str
    name: str | None

    def keys(self) -> Keys:
        """The name goes with the person's key."""
        return {"name": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class MemberJoined(Event):
    """A person became a full member of a circle."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str


@dataclass(frozen=True, slots=True)
class RoleFilled(Event):
    """A person holds a role until `review_day`; `temporary` means nobody has consented to it yet."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    role: str
    person: str
    review_day: str
    temporary: bool


# --- meetings -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingBegun(Event):
    """A sitting began with these people here."""

    circle: str
    meeting: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HereChanged(Event):
    """Somebody came or went; `here` is everyone who is here now."""

    circle: str
    meeting: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """A member stopped this sitting; any member may begin again, this one is asked first."""

    circle: str
    meeting: str
    person: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The sitting went on where it had stopped."""

    circle: str
    meeting: str
    person: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingEnded(Event):
    """The sitting ended; `waiting` are those still to be heard in open consent rounds."""

    circle: str
    meeting: str
    waiting: tuple[str, ...]


# --- a proposal ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicRaised(Event):
    """Somebody wants to talk about something. `form` is words, picture or wish (nothing more yet)."""

    circle: str
    topic: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class DraftBegun(Event):
    """A topic became a draft of `author`'s."""

    circle: str
    proposal: str
    topic: str
    author: str


@dataclass(frozen=True, slots=True)
class VersionWritten(Event):
    """A wording of a proposal. Its id is this event's id, so answers bind to exact words.

    `after` names the versions it follows; `meets` the objections (round/person) it was made for.
    """

    circle: str
    proposal: str
    number: int
    person: str
    after: tuple[str, ...]
    meets: tuple[str, ...]
    way: str
    wording: Wording | None

    def keys(self) -> Keys:
        """The wording goes with the circle's key."""
        return {"wording": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class MeaningConfirmed(Event):
    """The one who raised it said: that is what I meant."""

    circle: str
    proposal: str
    version_id: str
    person: str


@dataclass(frozen=True, slots=True)
class PutOnAgenda(Event):
    """A draft went on the circle's agenda."""

    circle: str
    proposal: str
    person: str


@dataclass(frozen=True, slots=True)
class Presented(Event):
    """The whole text was shown and read out to the people here."""

    circle: str
    proposal: str
    version_id: str
    here: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class MadeReady(Event):
    """The facilitator restated the final wording before the consent round."""

    circle: str
    proposal: str
    version_id: str
    person: str


@dataclass(frozen=True, slots=True)
class Dropped(Event):
    """A proposal was put away; anyone may take it up again."""

    circle: str
    proposal: str
    person: str
    reason: str | None

    def keys(self) -> Keys:
        """The reason goes with the person's key."""
        return {"reason": person_key(self.person)}


# --- rounds -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    """Everyone on `roster` will be asked, in this order. `kind` is questions, reactions or consent."""

    circle: str
    round: str
    kind: str
    proposal: str
    version_id: str
    roster: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A clarifying question."""

    circle: str
    round: str
    question: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """A question was answered, or (`noted`) kept as not answered yet."""

    circle: str
    round: str
    question: str
    person: str
    noted: bool
    words: str | None

    def keys(self) -> Keys:
        """The words go with the answerer's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class ReactionGiven(Event):
    """What somebody thinks or feels about a proposal. `form` is words or picture."""

    circle: str
    round: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class Passed(Event):
    """Somebody was asked and had nothing to add. `about` is questions, reactions or catch_up."""

    circle: str
    round: str
    person: str
    about: str


@dataclass(frozen=True, slots=True)
class NotHere(Event):
    """Somebody on a round's roster was not here when their turn came; they were not asked."""

    circle: str
    round: str
    person: str


@dataclass(frozen=True, slots=True)
class RoundClosed(Event):
    """A round ended. `why` is done, decided, or new_version when the wording changed under it."""

    circle: str
    round: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerGiven(Event):
    """An answer in a consent round, to one exact wording, having heard `facts` later additions.

    The answer is sealed with the round's key (until all are in) and inside that with the person's.
    """

    circle: str
    round: str
    version_id: str
    facts: int
    person: str
    answer: Answer | None
    given: Given | None

    def keys(self) -> Keys:
        """Outer: the round's key, made public when all are in. Inner: the person's."""
        return {
            "answer": (f"round:{self.round}", *person_key(self.person)),
            "given": person_key(self.person),
        }


@dataclass(frozen=True, slots=True)
class AnswersShown(Event):
    """Everyone on the roster has answered: the round's own key becomes public.

    `key` is filled in by the record when it stores the event.
    """

    circle: str
    round: str
    key: str = ""

    def opens(self) -> str:
        """Name the key that this event makes public."""
        return f"round:{self.round}"


@dataclass(frozen=True, slots=True)
class LastCheckDone(Event):
    """Everyone here was asked: does anyone want to change?"""

    circle: str
    round: str
    person: str


@dataclass(frozen=True, slots=True)
class DecisionMade(Event):
    """The rules found that everyone on the roster consented to this wording (R11)."""

    circle: str
    decision: str
    proposal: str
    version_id: str
    round: str
    consented: tuple[str, ...]
    review_day: str


# --- objections: an objection is named round/person ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ObjectionsHeard(Event):
    """Every objection of a round was read out before any was worked on."""

    circle: str
    round: str
    person: str


@dataclass(frozen=True, slots=True)
class ObjectionTaken(Event):
    """The circle turned to this objection, chosen by `person` (R12: the choice is stored)."""

    circle: str
    objection: str
    person: str


@dataclass(frozen=True, slots=True)
class ObjectionExplained(Event):
    """The objector said what might happen. `form` is words, pictures, or not_now."""

    circle: str
    objection: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the objector's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class ObjectionTied(Event):
    """The circle, not the objector, said how the problem touches its aim."""

    circle: str
    objection: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """Ties to the aim go with the circle's key."""
        return {"words": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class IdeaOffered(Event):
    """An idea for meeting an objection; `words` may be empty for "you suggest"."""

    circle: str
    objection: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class TalkWanted(Event):
    """`person` wants to talk to `to`; nothing else is said."""

    circle: str
    person: str
    to: str | None

    def keys(self) -> Keys:
        """Whom they chose goes with their own key."""
        return {"to": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class TalkHad(Event):
    """`person` says that they have talked with `other`, who wanted to."""

    circle: str
    person: str
    other: str | None

    def keys(self) -> Keys:
        """Whom they talked with goes with their own key."""
        return {"other": person_key(self.person)}


# --- a person's own record (R14, R22) -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaidRight(Event):
    """A person saw what was stored in their name and said it is right; `acts` are the event ids shown."""

    circle: str
    person: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidNotRight(Event):
    """A person said this act is not right; it stops counting at once (R22)."""

    circle: str
    person: str
    act: str


def _all(base: type[Event]) -> dict[str, type[Event]]:
    return {cls.__name__: cls for cls in base.__subclasses__()}


EVENTS: Mapping[str, type[Event]] = _all(Event)
"""Every event type by its name in the record."""
