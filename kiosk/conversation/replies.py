"""What comes back: a person's reply to a prompt, by whichever way in."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["keys", "touch", "switch", "voice", "plain", "script"]


@dataclass(frozen=True, slots=True)
class Choose:
    """An id from the prompt's choices or from those always there."""

    id: str


@dataclass(frozen=True, slots=True)
class Write:
    """Own words, finished: added to what is there; on a Day prompt a date."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Own words so far, replacing what is there; kept as a draft, never finished by itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Hear:
    """Words as a recogniser gave them; not `sure` means it asks to be checked: did you mean …?

    `rejected` means that the recogniser itself took them for none of the choices: they never act.
    """

    words: str
    sure: bool = True
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Clip:
    """The path of a wav to be listened to."""

    path: str


Said = Choose | Write | Typed | Hear | Clip


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said and by which way in; `to` is the prompt's id, `by` who claims to speak."""

    said: Said
    way: Way = "keys"
    to: str | None = None
    by: str | None = None
