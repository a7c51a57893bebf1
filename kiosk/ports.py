"""What the application asks of the world: the record, the voice, the clock. No engine is named here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kiosk.governance.events import Event, Recorded

Outcome = Literal["understood", "unsure", "not_understood"]


class RecordFault(Exception):
    """The record could not store or read; `str()` is one plain sentence for the person."""


class Record(Protocol):
    """The official memory: signed entries that are only ever added to."""

    read_only: str | None
    """Why nothing can be stored now, as one plain sentence, or None."""

    def append(
        self, stream: str, actor: str, entered_by: str, events: Sequence[Event]
    ) -> tuple[Recorded, ...]:
        """Store one entry, all its events or none; returns only when durable. Raises RecordFault."""

    def read(self) -> Iterator[Recorded]:
        """Every stored event in order, sealed fields opened where the key is here."""


class Places(Protocol):
    """This device's part of the conversation, kept across a restart and never in the record."""

    def load(self) -> Mapping[str, object] | None:
        """The last saved place, or None where there is none or it cannot be read."""

    def save(self, place: Mapping[str, object]) -> None:
        """Replace the saved place, durably. Raises RecordFault."""


class Clock(Protocol):
    """The wall clock, for stamps and for lists of what is due; no rule reads it."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recogniser made of one utterance.

    `choice` is the allowed phrase as given: the best guess for "understood" and "unsure", else None.
    `text` is the free transcription. `seconds` is work without loading.
    """

    outcome: Outcome
    choice: str | None
    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Unavailable:
    """An optional engine that is not here, and the next step, each as one plain sentence."""

    reason: str
    next_step: str


class Recogniser(Protocol):
    """Turns one utterance into one of the allowed phrases, or into free text."""

    name: str
    language: str

    def hear(self, samples: bytes, phrases: Sequence[str]) -> Heard:
        """Judge `samples` (16 kHz, mono, signed 16-bit) against `phrases`.

        With no phrases the result is dictation: "not_understood" with `text` filled, choice None.
        """


VoiceEventKind = Literal["speaking", "silent", "listening", "deaf", "heard", "dictated", "trouble"]


@dataclass(frozen=True, slots=True)
class VoiceEvent:
    """Something the voice did, as a fact; `text` is the dictated text or the plain sentence of a trouble."""

    kind: VoiceEventKind
    heard: Heard | None = None
    text: str = ""


class Voice(Protocol):
    """Speech in and out. Every call returns at once; facts come back through the callback."""

    def start(self, tell: Callable[[VoiceEvent], None]) -> None:
        """Begin loading in the background; `tell` is called from another thread."""

    def say(self, text: str, *, then_listen: Sequence[str] | None = None) -> None:
        """Say `text` instead of whatever is being said; then, if asked, listen for these phrases."""

    def hush(self) -> None:
        """Be silent now, and stop listening."""

    def listen(self, phrases: Sequence[str]) -> None:
        """Open the microphone for one utterance; with no phrases, take dictation."""

    def close(self) -> None:
        """End the sound process."""
