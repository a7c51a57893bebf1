"""Earcons are short, soft at the edges, and not alike."""

import itertools
from typing import get_args

import numpy as np

from speech.earcons import Earcon, earcon
from speech.sound import as_floats

NAMES: tuple[Earcon, ...] = get_args(Earcon)


def test_every_earcon_is_short_and_never_clicks() -> None:
    for name in NAMES:
        sound = earcon(name)
        values = as_floats(sound.samples)
        assert 0.05 <= sound.seconds <= 0.4
        assert abs(float(values[0])) < 0.01
        assert abs(float(values[-1])) < 0.01
        assert 0.1 < float(np.abs(values).max()) <= 0.3


def test_no_two_earcons_sound_alike() -> None:
    def pitches(name: Earcon) -> tuple[int, ...]:
        values = as_floats(earcon(name).samples)
        halves = np.array_split(values, 2)
        return tuple(int(np.abs(np.fft.rfft(half, 22050)).argmax()) for half in halves)

    for one, other in itertools.combinations(NAMES, 2):
        assert any(abs(a - b) > 50 for a, b in zip(pitches(one), pitches(other), strict=True)), (one, other)
