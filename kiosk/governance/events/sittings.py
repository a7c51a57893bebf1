"""A whole meeting: how are you, the list, what was talked about, how was it."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class CheckRoundOpened(Event):
    """Everyone on `roster` is asked how they are (`opening`) or how the meeting was (`closing`)."""

    circle: str
    meeting: str
    round: str
    kind: str
    roster: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRosterGrew(Event):
    """Somebody came late to such a round and is asked too; `roster` is everyone who is asked."""

    circle: str
    round: str
    roster: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckSaid(Event):
    """What somebody said in such a round. `form` is words, picture, or better (what to do better)."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class AdminDone(Event):
    """Last time was read, and how long this time: `length` in minutes, `next_day` as YYYY-MM-DD, or empty."""

    circle: str
    meeting: str
    person: str
    length: str
    next_day: str


@dataclass(frozen=True, slots=True)
class AgendaProposed(Event):
    """A list for this sitting: topics and proposals by id, in order. Everyone here is asked about it."""

    circle: str
    meeting: str
    person: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaOk(Event):
    """Somebody here said that the list is OK."""

    own: ClassVar[bool] = True
    circle: str
    meeting: str
    person: str


@dataclass(frozen=True, slots=True)
class AgendaConcern(Event):
    """Somebody here sees a problem with the list; it is changed, and all are asked again."""

    own: ClassVar[bool] = True
    circle: str
    meeting: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class AgendaAgreed(Event):
    """Everyone here said that this list is OK."""

    circle: str
    meeting: str
    people: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemTalked(Event):
    """An item needed no decision: it was talked about (`explore`) or heard (`report`)."""

    circle: str
    meeting: str
    item: str
    person: str
    how: str
