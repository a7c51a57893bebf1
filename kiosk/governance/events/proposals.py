"""From a topic to a proposal, its wordings, and its way to the round."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, circle_key, person_key
from kiosk.governance.words import IDEA, Matter, Wording


@dataclass(frozen=True, slots=True)
class TopicRaised(Event):
    """Somebody wants to talk about something. `form` is words, picture or wish (nothing more yet)."""

    own: ClassVar[bool] = True
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
    """A topic became a draft of `author`'s, or a matter was put to the circle (then `topic` is empty)."""

    circle: str
    proposal: str
    topic: str
    author: str
    matter: Matter = IDEA


@dataclass(frozen=True, slots=True)
class VersionWritten(Event):
    """A wording of a proposal. Its id is this event's id, so answers bind to exact words.

    `after` names the versions it follows; `meets` the objections (round/person) it was made for.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    proposal: str
    number: int
    person: str
    after: tuple[str, ...]
    meets: tuple[str, ...]
    way: str
    wording: Wording | None
    choice: str = ""

    def keys(self) -> Keys:
        """The wording goes with the circle's key."""
        return {"wording": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class MeaningConfirmed(Event):
    """The one who raised it said: that is what I meant."""

    own: ClassVar[bool] = True
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

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
    reason: str | None

    def keys(self) -> Keys:
        """The reason goes with the person's key."""
        return {"reason": person_key(self.person)}
