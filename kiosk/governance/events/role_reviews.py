"""Looking at how somebody does a role."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class RoleLookedAt(Event):
    """Whoever took part agreed on a plan with the person, and on the next day to look at the role."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    role: str
    person: str
    review_day: str
    decision: str
