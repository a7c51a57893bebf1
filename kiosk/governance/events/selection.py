"""Choosing somebody for a role: what the role is, who is named for it and why."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, circle_key, person_key, round_key
from kiosk.governance.words import Given, Nomination


@dataclass(frozen=True, slots=True)
class RoleDescribed(Event):
    """The circle has a role of its own: its name, and what it is for."""

    circle: str
    role: str
    person: str
    name: str | None
    purpose: str | None

    def keys(self) -> Keys:
        """Name and purpose go with the circle's key."""
        return {"name": circle_key(self.circle), "purpose": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class QualityNamed(Event):
    """What somebody for this role should be like. `form` is words or picture."""

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
class NominationGiven(Event):
    """Whom a member names, and why; sealed like an answer until all have named somebody (R13)."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    nomination: Nomination | None
    given: Given | None
    token: str

    def keys(self) -> Keys:
        """Outer: its key in the round, made public when all are in. Inner: the person's."""
        return {
            "nomination": (round_key(self.round, self.token), *person_key(self.person)),
            "given": person_key(self.person),
        }


@dataclass(frozen=True, slots=True)
class NominationsShown(Event):
    """Everyone on the roster has named somebody: the keys of the last nominations become public.

    `shown` is filled in by the record: base64, in the order of the tokens.
    """

    circle: str
    round: str
    tokens: tuple[str, ...]
    shown: tuple[str, ...] = ()

    def opens(self) -> tuple[str, ...]:
        """Name the keys that this event makes public."""
        return tuple(round_key(self.round, token) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class NominationChanged(Event):
    """After all were heard, somebody names another person, and says why (R13)."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    nomination: Nomination | None

    def keys(self) -> Keys:
        """Whom, and why, goes with the person's key."""
        return {"nomination": person_key(self.person)}
