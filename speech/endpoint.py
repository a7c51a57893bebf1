"""Where an utterance begins and ends in a stream of samples."""

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from speech.settings import DEFAULT_PAUSE
from speech.sound import HEARING_RATE, as_floats

FRAME = 480
"""Samples in a frame: 30 ms."""

QUIETEST = 0.006
"""Below this level (of 1) nothing counts as a voice."""

BEFORE = 0.3
"""Seconds kept from before the voice was noticed."""

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 10.0


@dataclass
class Endpointer:
    """Collects one utterance; feed it until it answers with the samples.

    `pause` is the silence that ends it, 0.5 to 10 s, or None when the person presses to end it.
    `longest` is the most that is kept, in seconds.
    """

    pause: float | None = DEFAULT_PAUSE
    longest: float = 15.0
    floor: float = 0.003
    started: bool = False
    _left: bytes = b""
    _kept: list[bytes] = field(default_factory=list)
    _recent: deque[bool] = field(default_factory=lambda: deque(maxlen=5))
    _silent: float = 0.0

    def feed(self, samples: bytes) -> bytes | None:
        """Take more samples (16 kHz mono 16-bit); the utterance once it has ended, else None."""
        data = self._left + samples
        size = FRAME * 2
        whole = len(data) // size * size
        self._left = data[whole:]
        for at in range(0, whole, size):
            if self._frame(data[at : at + size]):
                return self.finish()
        return None

    def finish(self) -> bytes | None:
        """End the utterance now: what was said, or None when nobody spoke."""
        said = b"".join(self._kept) if self.started else None
        self._kept, self._silent, self.started = [], 0.0, False
        self._recent.clear()
        return said

    def _frame(self, frame: bytes) -> bool:
        level = loudness(frame)
        voiced = level > max(QUIETEST, 3 * self.floor)
        self._recent.append(voiced)
        self._kept.append(frame)
        if not self.started:
            self._follow(level)
            # One loud frame is a click; three in five are a voice.
            self.started = sum(self._recent) >= 3
            keep = int(BEFORE * HEARING_RATE / FRAME)
            if not self.started and len(self._kept) > keep:
                del self._kept[: len(self._kept) - keep]
            return False
        self._silent = 0.0 if voiced else self._silent + FRAME / HEARING_RATE
        spoken = len(self._kept) * FRAME / HEARING_RATE
        if spoken >= self.longest:
            return True
        return self.pause is not None and self._silent >= min(LONGEST_PAUSE, max(SHORTEST_PAUSE, self.pause))

    def _follow(self, level: float) -> None:
        # Quieter is learnt at once, louder slowly (about 3 s), so a steady hum becomes the floor.
        share = 0.3 if level < self.floor else 0.01
        self.floor = max(0.0005, self.floor + share * (min(level, 4 * self.floor) - self.floor))


def loudness(samples: bytes) -> float:
    """The level of some samples: root mean square, 0 to 1."""
    values = as_floats(samples)
    return float(np.sqrt(np.mean(values * values))) if len(values) else 0.0


def loudest(values: "np.typing.NDArray[np.float32]", frame: int = 320) -> float:
    """The level of the loudest 20 ms."""
    count = len(values) // frame
    if count == 0:
        return 0.0
    parts = values[: count * frame].reshape(count, frame)
    return float(np.sqrt((parts * parts).mean(axis=1)).max())
