"""Stamps for entries: for display and tie-breaks only. No rule reads them."""

from collections.abc import Callable

from data.sentences import CLOCK_AHEAD, CLOCK_BACK
from kiosk.ports import Clock

JUMP = 15 * 60 * 1000
"""How far ahead of what was to be expected a clock is followed, in milliseconds."""
LONGEST_REST = 366 * 24 * 60 * 60 * 1000
"""Longer between two entries, in milliseconds, and the clock is thought wrong rather than the kiosk off."""


class Stamps:
    """Gives each entry a later stamp than the one before, and does not follow a clock that jumps."""

    def __init__(self, clock: Clock, steady: Callable[[], int], last: int) -> None:
        self.flags: list[str] = []
        self._clock = clock
        self._steady = steady
        self._last = last
        self._wall = max(clock.now(), 0)
        self._since = steady()
        if last and self._wall > last + LONGEST_REST:
            self._flag(CLOCK_AHEAD)
            self._wall = last
        elif self._wall < last - JUMP:
            self._flag(CLOCK_BACK)

    def next(self) -> int:
        """The stamp of the next entry, in milliseconds since 1970, UTC."""
        steady = self._steady()
        expected = self._wall + max(steady - self._since, 0)
        now = self._clock.now()
        if now > expected + JUMP:
            self._flag(CLOCK_AHEAD)
            now = expected + JUMP
        else:
            if now < expected - JUMP:
                self._flag(CLOCK_BACK)
            self._wall, self._since = max(now, 0), steady
        self._last = max(now, self._last + 1)
        return self._last

    def _flag(self, sentence: str) -> None:
        if sentence not in self.flags:
            self.flags.append(sentence)
