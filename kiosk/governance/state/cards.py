"""Cards that are up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A card that nobody has put away yet; `person` is empty where who raised it would rather not say."""

    id: str
    meeting: str
    colour: str
    person: str
