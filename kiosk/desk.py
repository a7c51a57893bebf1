"""The desk: decide, stamp, append, then fold. What is not durable is never shown as stored."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.governance.commands import Command
from kiosk.governance.decide import decide, follow_up
from kiosk.governance.events import Event, Recorded
from kiosk.governance.fold import apply, fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Organisation
from kiosk.ports import Clock, Record, RecordFault


class Desk:
    """The one writer of the record on this device."""

    def __init__(
        self, record: Record, clock: Clock, *, fresh: Callable[[], str] = lambda: secrets.token_hex(8)
    ) -> None:
        self._record = record
        self._clock = clock
        self._fresh = fresh
        self.state: Organisation = fold(record.read(), EMPTY)
        self._owed: dict[str, None] = dict.fromkeys(self.state.circles)

    def handle(self, command: Command) -> tuple[Recorded, ...] | Refused:
        """Carry out a command. Returns once it is durable; raises RecordFault when it cannot be stored."""
        events = decide(self.state, replace(command, fresh=self._fresh()))
        if isinstance(events, Refused):
            return events
        stream = "org" if events[0].scope == "org" else command.circle
        stored = self._store(stream, command.by, events, command.entered_by)
        # What happens to a person can touch every circle of theirs.
        named = (str(getattr(event, "circle", "")) for event in events)
        return stored + self.follow_up(*(self.state.circles if stream == "org" else named), by=command.by)

    def follow_up(self, *circles: str, by: str = "") -> tuple[Recorded, ...]:
        """Store what the stored events bring about in these circles, or in all that are still owed it.

        The command itself is stored already, so a fault here is not told as its own: what follows is stored
        with the next act, or at the next start.
        """
        self._owed.update(dict.fromkeys(circles))
        stored: tuple[Recorded, ...] = ()
        with contextlib.suppress(RecordFault):
            while following := follow_up(self.state, tuple(self._owed)):
                stored += self._store(following.stream, by, following.events)
                named = [str(getattr(event, "circle", "")) for event in following.events]
                self._owed.update(dict.fromkeys(self.state.circles if following.stream == "org" else named))
            self._owed.clear()
        return stored

    def take_in(self, *events: Event) -> tuple[Recorded, ...]:
        """Store what was decided elsewhere and is for every device. Raises RecordFault."""
        return self._store("org", "", events)

    def _store(
        self, stream: str, by: str, events: tuple[Event, ...], entered_by: str = ""
    ) -> tuple[Recorded, ...]:
        stored = self._record.append(stream, by, entered_by or by, events)
        for recorded in stored:
            self.state = apply(self.state, recorded)
        return stored

    @property
    def today(self) -> str:
        """Today as YYYY-MM-DD, where the device is; it only ever puts something on a list."""
        return today(self._clock)


def today(clock: Clock) -> str:
    """Today as YYYY-MM-DD, where the device is."""
    return datetime.fromtimestamp(clock.now() / 1000, UTC).astimezone().date().isoformat()
