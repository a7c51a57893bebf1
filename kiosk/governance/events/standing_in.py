"""Who speaks beside somebody, who answers for them, and for how long (R15)."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class AdvocateNamed(Event):
    """Somebody said who speaks beside them: a person's id, or "other" and a `name`. Empty for nobody now."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    person: str
    advocate: str | None
    name: str | None = ""

    def keys(self) -> Keys:
        """It goes with the person's key."""
        key = person_key(self.person)
        return {"advocate": key, "name": key}


@dataclass(frozen=True, slots=True)
class SpokenBeside(Event):
    """What was said beside a person, in that person's turn, by who speaks beside them."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the key of the one beside whom they were said."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class ProxyNamed(Event):
    """Somebody said who may answer for them, about what, and until when.

    `about` is a proposal, or empty for the whole circle. `until` is YYYY-MM-DD, or empty for the end of the
    proposal.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    stand_in: str
    person: str
    proxy: str | None
    about: str | None
    until: str | None

    def keys(self) -> Keys:
        """It goes with the person's key."""
        key = person_key(self.person)
        return {"proxy": key, "about": key, "until": key}


@dataclass(frozen=True, slots=True)
class StandInEnded(Event):
    """Somebody does not answer for another any more, as `by` said."""

    circle: str
    stand_in: str
    by: str


@dataclass(frozen=True, slots=True)
class AskedFirst(Event):
    """`of` was asked and gives no answer of their own now, as they themselves or somebody else says."""

    circle: str
    round: str
    of: str
    facts: int
    by: str


@dataclass(frozen=True, slots=True)
class PaperSeen(Event):
    """A steward has seen a paper by which `proxy` may answer for `of`, and says what it covers.

    The paper itself is never kept, nor anything about why there is one.
    """

    circle: str
    stand_in: str
    of: str
    proxy: str | None
    covers: str | None
    by: str

    def keys(self) -> Keys:
        """It goes with the key of the person it is about."""
        key = person_key(self.of)
        return {"proxy": key, "covers": key}


@dataclass(frozen=True, slots=True)
class PaperCovers(Event):
    """A steward who has seen the paper says that it covers this proposal."""

    circle: str
    stand_in: str
    proposal: str
    by: str
