"""How circles come to be, belong to each other, are linked, and end: events that go to every device.

`circle` is the circle that decided; what it decided about is named beside it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event, Keys


def charter_keys(circle: str, *names: str) -> Keys:
    """The words of a charter go with the charter's own key, which is on every device."""
    return {name: (f"charter:{circle}",) for name in names}


@dataclass(frozen=True, slots=True)
class DecisionTakenOver(Event):
    """A decision of the circle `frm`, which has ended, is one of this circle's now."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    frm: str
    proposal: str
    decision: str


@dataclass(frozen=True, slots=True)
class CircleProposed(Event):
    """A circle decided to make a new one. `kind` is new_circle, helping_circle or wider_circle.

    A helping circle has a last day. A wider circle belongs to none yet, and has no leader from outside.
    """

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    new: str
    kind: str
    name: str | None
    aim: str | None
    domain: str | None
    leader: str
    first: tuple[str, ...]
    ends: str
    review_day: str
    decision: str

    def keys(self) -> Keys:
        """Name, aim and domain go with the new circle's charter."""
        return charter_keys(self.new, "name", "aim", "domain")


@dataclass(frozen=True, slots=True)
class FirstAnswered(Event):
    """Somebody who was asked to be a first member of `new` said whether they want to."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    new: str
    person: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class BothAsked(Event):
    """A circle decided what `other` has to agree to: `what` is charter, close or belong, `of` whose it is."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    what: str
    of: str
    other: str
    name: str | None
    aim: str | None
    domain: str | None
    absence: str | None
    review_day: str
    decision: str

    def keys(self) -> Keys:
        """The words go with the charter they are for."""
        return charter_keys(self.of, "name", "aim", "domain", "absence")


@dataclass(frozen=True, slots=True)
class CharterKept(Event):
    """From now on this is what `of` is here to do, can decide, and does when somebody cannot be reached.

    `decision` is the last consent that was needed, `first` the other circle's before it, or empty.
    """

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    of: str
    name: str | None
    aim: str | None
    domain: str | None
    absence: str | None
    review_day: str
    decision: str
    first: str

    def keys(self) -> Keys:
        """The words go with the charter's key."""
        return charter_keys(self.of, "name", "aim", "domain", "absence")


@dataclass(frozen=True, slots=True)
class CircleBelongs(Event):
    """Both circles agreed that `child` belongs to `parent`."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    child: str
    parent: str
    decision: str
    first: str


@dataclass(frozen=True, slots=True)
class CircleClosed(Event):
    """The circle `of` has ended; what it could decide goes back to where it belonged."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    of: str
    decision: str
    first: str


@dataclass(frozen=True, slots=True)
class LeaderSent(Event):
    """A circle chose who brings its news to the circle `to`."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    to: str
    person: str
    decision: str


@dataclass(frozen=True, slots=True)
class DelegateTaken(Event):
    """A circle agreed that this person takes the views of the circle `frm` to it."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    frm: str
    person: str
    decision: str
