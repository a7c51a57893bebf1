"""Help in a turn, and who stands for an answer that was given with it (R15)."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class HelpGiven(Event):
    """Somebody helped this person in one turn. `did` is read_out, typed, interpreted, steadied.

    `helper` is a person's id, or "other" for somebody known by `name` only.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True

    circle: str
    person: str
    helper: str | None
    did: tuple[str, ...] | None
    name: str | None = ""

    def keys(self) -> Keys:
        """Help goes with the key of the one who was helped."""
        key = person_key(self.person)
        return {"helper": key, "did": key, "name": key}


@dataclass(frozen=True, slots=True)
class WorkNamed(Event):
    """Whose work a proposal would change, as somebody said or as its own words name them."""

    circle: str
    proposal: str
    person: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerVouched(Event):
    """`person` was there and says that this answer is `of`'s own; it tells nothing of what was answered."""

    own: ClassVar[bool] = True

    circle: str
    round: str
    of: str
    answer: str
    """The event in which it was given."""
    person: str


@dataclass(frozen=True, slots=True)
class CheckAsked(Event):
    """Somebody asked to check with `of`: their consent rests until they are asked again."""

    circle: str
    round: str
    of: str
    answer: str
    person: str
