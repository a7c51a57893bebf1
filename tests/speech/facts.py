"""Facts told by a voice, collected so that a test can wait for one."""

import threading
from collections.abc import Callable

from kiosk.ports import VoiceEvent


class Facts:
    """Call it with events; wait for the one that is wanted."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.all: list[VoiceEvent] = []

    def __call__(self, event: VoiceEvent, _turn: int = 0) -> None:
        with self._changed:
            self.all.append(event)
            self._changed.notify_all()

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.all]

    def wait(self, kind: str, seconds: float = 30, count: int = 1) -> VoiceEvent:
        """Wait for the `count`th event of this kind."""
        self.until(lambda: self.kinds.count(kind) >= count, kind, seconds)
        return self._nth(kind, count)

    def until(self, done: Callable[[], bool], what: str, seconds: float = 30) -> None:
        with self._changed:
            assert self._changed.wait_for(done, seconds), f"no {what} among {self.kinds}"

    def _nth(self, kind: str, count: int) -> VoiceEvent:
        return [event for event in self.all if event.kind == kind][count - 1]
