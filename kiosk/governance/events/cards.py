"""Cards that anyone can raise in a meeting: stop, slower, I want to speak."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class CardShown(Event):
    """Somebody raised a card; `colour` is red, yellow or green.

    `person` is empty where who raised it would rather not say. `meeting` is empty outside a sitting: then it
    goes on the list at once.
    """

    own: ClassVar[bool] = True
    circle: str
    card: str
    meeting: str
    colour: str
    person: str


@dataclass(frozen=True, slots=True)
class CardPutAway(Event):
    """A card was met; a named one is put away by that person alone."""

    circle: str
    card: str
    person: str
