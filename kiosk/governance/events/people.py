"""The circle, its people and who holds which role: events that go to every device."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event, Keys, person_key


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
    decision: str = ""


@dataclass(frozen=True, slots=True)
class HelpNumbersKept(Event):
    """Whom to call when somebody does not feel safe, as the circle's people wrote it: all of them."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    by: str
    """Who wrote it, or empty at set-up."""
    numbers: tuple[str, ...] | None

    def keys(self) -> Keys:
        """They go with the charter's key."""
        return {"numbers": (f"charter:{self.circle}",)}


@dataclass(frozen=True, slots=True)
class RoleFilled(Event):
    """A person holds a role until `review_day`; `temporary` means nobody has consented to it yet."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    role: str
    person: str
    review_day: str
    temporary: bool
    decision: str = ""
    instead: str = ""
    """Whose place they take, where several hold the role."""
