"""When somebody cannot be reached, and when they are back (R19)."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class OutsiderNamed(Event):
    """At set-up somebody from outside was named, who is asked where there is no wider circle."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str


@dataclass(frozen=True, slots=True)
class WishSaid(Event):
    """What a member wants when they cannot be reached: wait, ask (`to`), or go_on without them for now."""

    own: ClassVar[bool] = True
    circle: str
    person: str
    word: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class SpokenFor(Event):
    """Whom a member named was asked, and says: wait, or go_on without them for now."""

    own: ClassVar[bool] = True
    circle: str
    person: str
    of: str
    word: str


@dataclass(frozen=True, slots=True)
class TriedToReach(Event):
    """`person` tried to reach `of`. `result` is reached, not_reached, or wants_time.

    Who was reached and wants time is waited for in the proposals of `about`.
    """

    own: ClassVar[bool] = True
    circle: str
    person: str
    of: str
    how: str
    result: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReachingAsked(Event):
    """In this sitting it was asked whether anyone has reached those who are away: nobody has."""

    circle: str
    meeting: str
    person: str


@dataclass(frozen=True, slots=True)
class HeardForSomebody(Event):
    """`person` was heard for `of`, who is not there; this is nobody's consent. `form` is words or nothing."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
    of: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the key of the one who said them."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class OutsiderAnswered(Event):
    """The one from outside says whether it is OK to go on without somebody for now.

    `about` is the circle's decision.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    about: str
    person: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class WiderConsented(Event):
    """The wider circle (`circle`) consented too that the circle `of` goes on without somebody for now."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    of: str
    first: str
    """The decision of the circle `of`."""
    decision: str


@dataclass(frozen=True, slots=True)
class AwayBegan(Event):
    """These members are not asked for now, by the consent of all the others; nobody, if all were reached."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    decision: str
    proposal: str
    people: tuple[str, ...]
    review_day: str


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    """Who was away took a turn: they are asked again, in every circle of theirs."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str


@dataclass(frozen=True, slots=True)
class AnsweredLater(Event):
    """What somebody says of a decision made while they were away: ok, problem, tell_more, or withdrawn.

    `form` of a problem is empty (only raised), words, pictures, help or private; of withdrawn, fixed or
    can_live. `words` of pictures names the picture.
    """

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
    word: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}
