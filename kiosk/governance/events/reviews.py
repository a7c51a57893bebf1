"""A decision after it was made: notes on it, what is counted, and looking at it again."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class NoteLeft(Event):
    """How it is going with a decision in force. `form` is words or picture."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class WorryHappened(Event):
    """What a decision watches happened once more."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str


@dataclass(frozen=True, slots=True)
class ReviewOpened(Event):
    """A decision is looked at again. `why` is due, stopped, changed_mind, doubted, agreed, or was_away.

    `review` is the proposal that says what becomes of it; `decision` names the decision to look again early.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    review: str
    proposal: str
    person: str
    why: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated(Event):
    """What somebody said in a round of looking again.

    `part` is helped, stop or better; `form` is words, picture, or pass for nothing to add.
    """

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    part: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class DecisionReviewed(Event):
    """The circle decided again about an earlier decision: `choice` is keep, change or end.

    `decision` names the review's own decision. After a change that one is in force, not the earlier one.
    """

    circle: str
    decision: str
    proposal: str
    review: str
    choice: str
    review_day: str


@dataclass(frozen=True, slots=True)
class Referred(Event):
    """Keeping, changing and ending all met problems; it goes on, and the wider circle is to hear of it.

    The problems stand: this is no way round them (R4).
    """

    circle: str
    proposal: str
    review: str
