"""The desk: decide, stamp, append, then fold. What is not durable is never shown as stored."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.governance.commands import Command
from kiosk.governance.decide import decide
from kiosk.governance.events import Recorded
from kiosk.governance.fold import apply, fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Organisation
from kiosk.ports import Clock, Record


class Desk:
    """The one writer of the record on this device."""

    def __init__(
        self, record: Record, clock: Clock, *, fresh: Callable[[], str] = lambda: secrets.token_hex(8)
    ) -> None:
        self._record = record
        self._clock = clock
        self._fresh = fresh
        self.state: Organisation = fold(record.read(), EMPTY)

    def handle(self, command: Command) -> tuple[Recorded, ...] | Refused:
        """Carry out a command. Returns once it is durable; raises RecordFault when it cannot be stored."""
        events = decide(self.state, replace(command, fresh=self._fresh()))
        if isinstance(events, Refused):
            return events
        stream = "org" if events[0].scope == "org" else command.circle
        stored = self._record.append(stream, command.by, command.by, events)
        for recorded in stored:
            self.state = apply(self.state, recorded)
        return stored

    @property
    def today(self) -> str:
        """Today as YYYY-MM-DD, where the device is; it only ever puts something on a list."""
        return datetime.fromtimestamp(self._clock.now() / 1000, UTC).astimezone().date().isoformat()
