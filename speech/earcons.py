"""Short sounds made from numbers: each says one thing and sounds like no other."""

from typing import Literal

import numpy as np

from speech.sound import Sound, as_samples

Earcon = Literal["listening", "understood", "not_understood"]

RATE = 22050

# (frequency in hertz, seconds) one after another: one rising step, a bright pair, one low soft pair.
_NOTES: dict[Earcon, tuple[tuple[float, float], ...]] = {
    "listening": ((660.0, 0.09),),
    "understood": ((660.0, 0.07), (990.0, 0.10)),
    "not_understood": ((330.0, 0.09), (262.0, 0.14)),
}


def earcon(name: Earcon, level: float = 0.25) -> Sound:
    """Make a short sound; `level` is its peak from 0 to 1."""
    notes = [_note(frequency, seconds) for frequency, seconds in _NOTES[name]]
    return Sound(as_samples(np.concatenate(notes) * level), RATE)


def _note(frequency: float, seconds: float) -> "np.typing.NDArray[np.float64]":
    at = np.arange(int(seconds * RATE)) / RATE
    # Soft edges: a sound that starts at once clicks.
    edge = np.minimum(1, np.minimum(at, seconds - at) / 0.012)
    return np.sin(2 * np.pi * frequency * at) * edge
