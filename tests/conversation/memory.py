"""A record and a place kept in memory, and a clock that stands still: whole stories in milliseconds."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from data import shipped
from kiosk.conversation.sheets import PLAIN, Room
from kiosk.desk import Desk
from kiosk.governance.events import Event, Recorded
from kiosk.ports import RecordFault
from kiosk.seating import ConversationSeat
from kiosk.session import Session
from kiosk.texts import Texts

NOON = 1_790_000_000_000
"""A moment in 2026, in milliseconds."""

TEXTS = Texts(shipped.texts("en"), shipped.phrases("en"))


class StillClock:
    """A clock that stands still."""

    def now(self) -> int:
        return NOON


class MemoryRecord:
    """Keeps entries in a list; `fault` is raised instead of storing."""

    def __init__(self) -> None:
        self.read_only: str | None = None
        self.fault: RecordFault | None = None
        self.kept: list[Recorded] = []

    def append(
        self, stream: str, actor: str, entered_by: str, events: Sequence[Event]
    ) -> tuple[Recorded, ...]:
        if self.fault:
            raise self.fault
        entry = f"e{len(self.kept)}"
        made = tuple(
            Recorded(event, f"{entry}.{n}", entry, stream, "w", len(self.kept), NOON, actor, entered_by)
            for n, event in enumerate(events)
        )
        self.kept += made
        return made

    def read(self) -> Iterator[Recorded]:
        return iter(self.kept)


class MemoryPlaces:
    """Keeps the saved place; `saved` is None before the first."""

    def __init__(self) -> None:
        self.saved: Mapping[str, object] | None = None
        self.saves = 0
        self.fault: RecordFault | None = None

    def load(self) -> Mapping[str, object] | None:
        return self.saved

    def save(self, place: Mapping[str, object]) -> None:
        if self.fault:
            raise self.fault
        self.saves += 1
        self.saved = place


def counting(start: str = "f") -> Callable[[], str]:
    """Random-looking tokens that are the same each time."""
    numbers = itertools.count()
    return lambda: f"{start}{next(numbers):04d}"


class Home:
    """A kiosk in memory that can be switched off and on again."""

    def __init__(self) -> None:
        self.record = MemoryRecord()
        self.places = MemoryPlaces()
        self.fresh = counting()
        self.switch_on()

    def switch_on(self) -> None:
        self.desk = Desk(self.record, StillClock(), fresh=self.fresh)
        self.session = Session(self.desk, self.places, TEXTS)

    def tell(self, *events: Event) -> None:
        """Let something have happened elsewhere: it came to this kiosk with another one's entries."""
        self.record.append("org", "", "", events)
        self.switch_on()

    def seat(self, room: Room = PLAIN) -> ConversationSeat:
        return self.session.join(room)
