"""A circle of 40 people, and 200 circles of 2,000 people, beside a circle of three in the same run.

`python -m benchmarks benchmarks.large`
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.record import Wall
from benchmarks.screens import Terminal
from data.record import LocalRecord
from kiosk import wiring
from kiosk.conversation.outcomes import Outcome
from kiosk.conversation.replies import Reply
from kiosk.conversation.sheets import MORE, Sheet
from kiosk.governance import events as e
from kiosk.governance.words import Wording
from kiosk.seat import Seat
from tests.journeys import friday
from tests.journeys.driver import Person, everyone

CIRCLES, EACH, DECISIONS = 200, 11, 10
"""The people of each circle are its own; its two links belong to two."""
MANY, FEW = 40, 3
CALLS = 50
NAMES = tuple(f"{first}{second}n" for first in "BDFGHJKLMN" for second in "aeio")
KINDS = ("supported", "worker", "advocate")
DAY = "2027-06-01"


@dataclass
class Timed:
    """A seat that keeps how long each reply took, in milliseconds."""

    seat: Seat
    taken: list[float] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The page that is shown."""
        return self.seat.sheet

    @property
    def prompt_id(self) -> str:
        """What a reply answers."""
        return self.seat.prompt_id

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        """Carry it out; the next page is there when it returns."""
        begun = time.perf_counter()
        outcomes = self.seat.reply(reply)
        _ = self.seat.sheet
        self.taken.append((time.perf_counter() - begun) * 1000)
        return outcomes


def circle_events(circle: str, name: str, people: int) -> Iterator[e.Event]:
    """A circle with so many people of its own, the first of whom helps its meetings."""
    yield e.CircleFounded(circle, name, "We live well together")
    yield from (e.PersonAdded(f"{circle}-{n}", KINDS[n % 3], NAMES[n]) for n in range(people))
    yield from (e.MemberJoined(circle, f"{circle}-{n}") for n in range(people))
    yield e.RoleFilled(circle, "facilitator", f"{circle}-0", DAY, False)


def decided(circle: str, number: int) -> Iterator[e.Event]:
    """A decision as it came from another kiosk."""
    proposal, author = f"{circle}-p{number}", f"{circle}-{number % 10}"
    wording = Wording(f"Plan {number}", "It helps.", "We do.", "We ask.", DAY, "stops")
    yield e.DraftBegun(circle, proposal, "", author)
    yield e.VersionWritten(circle, proposal, 1, author, (), (), "draft", wording)


def fill(folder: Path, circles: int, people: int) -> None:
    """An organisation of so many circles; all but the first belong to the first, ten to one above."""
    record = LocalRecord.open(folder, clock=Wall())
    try:
        for n in range(circles):
            circle = f"c{n:03d}"
            record.append("org", "", "", list(circle_events(circle, f"Circle {n}", people)))
            here = tuple(f"{circle}-{one}" for one in range(people))
            met = (
                e.MeetingBegun(circle, f"{circle}-m", here, "short"),
                e.MeetingEnded(circle, f"{circle}-m", ()),
            )
            record.append(circle, "", "", list(met))
            if n:
                above = f"c{(n - 1) // 10:03d}"
                linked = (
                    e.CircleBelongs(circle, circle, above, f"d{n}", ""),
                    e.MemberJoined(circle, f"{above}-1"),
                    e.MemberJoined(above, f"{circle}-2"),
                    e.RoleFilled(circle, "leader", f"{above}-1", DAY, False),
                    e.RoleFilled(circle, "delegate", f"{circle}-2", DAY, False),
                )
                record.append("org", "", "", list(linked))
            for number in range(DECISIONS if circles > 1 else 0):
                record.append(circle, "", "", list(decided(circle, number)))
                made = e.DecisionMade(
                    circle, f"{circle}-d{number}", f"{circle}-p{number}", "", "", (f"{circle}-0",), DAY
                )
                record.append("org", "", "", [made])
    finally:
        record.close()


@contextmanager
def at(folder: Path) -> Iterator[tuple[wiring.Kiosk, Timed, Person]]:
    """Somebody at an open kiosk, whose replies are timed."""
    with wiring.open_kiosk(folder) as kiosk:
        timed = Timed(kiosk.session.join())
        yield kiosk, timed, Person(timed)  # type: ignore[arg-type]


def takes(person: Person) -> None:
    """Whoever is called takes the turn."""
    if person.sheet.kind == "HandOver" and person.sheet.asked_of:
        person.takes_turn(person.sheet.asked_of.name)


def begins(person: Person) -> None:
    """The first name takes the turn; a long list is walked by its letters."""
    while person.sheet.page == "welcome":
        person.press(person.sheet.tiles[0].id)
    takes(person)


def a_whole_decision(person: Person, people: int) -> None:
    """From a topic to a decision with everyone here."""
    begins(person)
    for id in ("talk_about", "in_words"):
        person.choose(id)
    person.write("Dinner on Fridays")
    person.choose("make_idea")
    for words in ("Dinner moves to six", "Then we can go out", "We take turns", "We ask everyone"):
        person.write(words)
    for id in ("keep_day", "it_stops", "keep_words", "what_i_meant"):
        person.choose(id)
    # Who was at the last meeting is here again.
    while "meet" not in {tile.id for tile in person.sheet.tiles}:
        person.press(MORE)
    person.press("meet")
    person.everyone_is_here()
    friday.cy_presents(person)
    everyone(person, "question.ask", "no_question", people)
    everyone(person, "reaction.ask", "nothing_to_say", people)
    takes(person)
    person.choose("ask_everyone")
    everyone(person, "consent.read", friday.consents, people)
    takes(person)
    friday.last_check(person)


def one_circle(people: int) -> list[float]:
    """Milliseconds of each reply in a whole decision of so many people."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), 1, people)
        with at(Path(folder)) as (_, timed, person):
            a_whole_decision(person, people)
            return timed.taken


def everywhere(person: Person) -> None:
    """Looking around in the first circle of many: people, roles, circles, decisions."""
    begins(person)
    for way in (("our_circle", "our_circles"), ("our_circle", "our_people"), ("logbook",), ("our_ideas",)):
        for id in way:
            person.choose(id)
        while person.sheet.page != "home":
            person.press("back")


def rows() -> list[dict[str, Any]]:
    """What large circles and organisations take."""
    few, many = one_circle(FEW), one_circle(MANY)
    found = [
        _times(
            f"a reply with {MANY} people (ms)", many, f"{FEW} people {median(few):.1f}, p95 {_p95(few):.1f}"
        ),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, CIRCLES, EACH)
        begun = time.perf_counter()
        with at(folder) as (kiosk, timed, person):
            opening = time.perf_counter() - begun
            begun = time.perf_counter()
            circles, people = len(kiosk.desk.state.circles), len(kiosk.desk.state.people)
            everywhere(person)
            looking, timed.taken = timed.taken, []
            while person.sheet.page != "welcome":
                person.choose("finish")
            begins(person)
            person.choose("talk_about")
            person.choose("in_words")
            person.write("Dinner")
            entries = len(list(kiosk.record.read()))
        data = str(folder)
        terminal = Terminal(sys.executable, "-m", "kiosk", "--silent", "--data", data)
        first = terminal.wait_for(b"Welcome") - terminal.begun
        terminal.close()
    size = f"{circles} circles, {people} people, {entries} events"
    found += [
        _row("open it (s)", opening, 2.0, size),
        _row("start to first page (s)", first, "", size),
        _times("a reply that looks around (ms)", looking, f"{FEW} people {median(few):.1f}"),
        _times("a reply that stores something (ms)", timed.taken, f"{FEW} people {median(few):.1f}"),
    ]
    return found


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _times(what: str, taken: list[float], beside: str) -> dict[str, Any]:
    note = f"median; p95 {_p95(taken):.1f}, most {max(taken):.1f}, of {len(taken)}"
    measured, target = round(median(taken), 1), "50 (a key press)"
    return {"what": what, "measured": measured, "target": target, "beside": beside, "note": note}


def _row(what: str, measured: float, target: object, note: str) -> dict[str, Any]:
    return {"what": what, "measured": round(measured, 2), "target": target, "beside": "", "note": note}
