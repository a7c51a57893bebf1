"""Work on an objection, which is named round/person."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, circle_key, person_key


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
    """The objector said what might happen. `form` is words, pictures (`words` names it), help, or not_now."""

    own: ClassVar[bool] = True
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

    own: ClassVar[bool] = True
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

    own: ClassVar[bool] = True
    circle: str
    objection: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class TalkWanted(Event):
    """`person` wants to talk to `to`. It is kept on the device now, and no longer in the record."""

    retired: ClassVar[bool] = True
    circle: str
    person: str
    to: str | None

    def keys(self) -> Keys:
        """Whom they chose goes with their own key."""
        return {"to": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class TalkHad(Event):
    """`person` says that they have talked with `other`, who wanted to."""

    retired: ClassVar[bool] = True
    circle: str
    person: str
    other: str | None

    def keys(self) -> Keys:
        """Whom they talked with goes with their own key."""
        return {"other": person_key(self.person)}
