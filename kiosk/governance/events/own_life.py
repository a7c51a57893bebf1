"""Whose own life an idea is about, and what they say themselves (R20)."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class AboutAnswered(Event):
    """Somebody said whether these words are about one person, and whom: `about` is a person, or empty.

    `what` is nobody, one, elsewhere (somebody who is no member here) or never (what no circle decides). Which
    of those things it is gets stored nowhere.
    """

    circle: str
    proposal: str
    version_id: str
    person: str
    about: str
    what: str


@dataclass(frozen=True, slots=True)
class SaidAboutMe(Event):
    """A member said: this is about me. It counts at once."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str


@dataclass(frozen=True, slots=True)
class OwnWordGiven(Event):
    """What the person it is about says of these words: `word` is ok, stop, or not_me (it is not about me)."""

    own: ClassVar[bool] = True
    circle: str
    proposal: str
    version_id: str
    person: str
    word: str
