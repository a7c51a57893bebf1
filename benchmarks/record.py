"""The record against its targets: each figure beside its floor or peer, measured in the same run.

`python -m benchmarks.record [FOLDER]`; FOLDER must be on the disk that is to be measured.
"""

import gc
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tinydb import TinyDB

from data.checkpoint import CHECKPOINT
from data.codec import Entry, sign, writer_name
from data.disk import Disk
from data.record import LocalRecord
from data.shapes import prepare
from kiosk.governance.events import AnswerGiven, CircleFounded
from kiosk.governance.words import Answer, Given

SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000
ROUNDS = 500
SEED = bytes(32)
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
WRITER = writer_name(KEY.public_key().public_bytes_raw(), "0" * 16)


class Wall:
    """The wall clock."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000


class NoSync(Disk):
    """The real disk without waiting for it, to build large records in reasonable time."""

    def sync(self, fd: int) -> None:
        """Do not wait."""


def answer(number: int) -> AnswerGiven:
    """An answer as people give it, with a reason in a sentence."""
    reason = Answer("problem", "words", "It is too loud at night and I cannot sleep.")
    return AnswerGiven("hill", f"round{number // 5}", "v1", 0, f"p{number % 5}", reason, Given("touch"))


@contextmanager
def opened(folder: Path, disk: Disk | None = None) -> Iterator[LocalRecord]:
    """A record, given back at the end."""
    record = LocalRecord.open(folder, clock=Wall(), org="bench", disk=disk)
    try:
        yield record
    finally:
        record.close()


def fill(folder: Path, events: int) -> None:
    """A record of so many events, an entry each; rounds share a key so that no key is made in between."""
    with opened(folder, NoSync()) as record:
        if not len(record.events):
            record.append("org", "p1", "p1", [CircleFounded("hill", "Hill Street", "A good life")])
        for number in range(len(record.events), events):
            record.append("hill", "p1", "p1", [answer(number % 5)])


def p95(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def ms(seconds: float) -> str:
    """Seconds as milliseconds for people."""
    return f"{seconds * 1000:.2f} ms"


def row(what: str, measured: str, target: str = "", beside: str = "", note: str = "") -> dict[str, str]:
    """One line of the table."""
    return {"what": what, "measured": measured, "target": target, "beside": beside, "note": note}


class Peers:
    """A bare fdatasync and SQLite, storing lines of the same size."""

    def __init__(self, folder: Path, line: bytes) -> None:
        self._line = line
        self._bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._db = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=full")
        self._db.execute("create table events (id integer primary key, line text)")
        rows = ((line.decode(),) for _ in range(LARGE))
        self._db.execute("begin")
        self._db.executemany("insert into events (line) values (?)", rows)
        self._db.execute("commit")
        self._db.execute("pragma wal_checkpoint(truncate)")

    def bare(self) -> None:
        """Write and sync."""
        os.write(self._bare, self._line)
        Disk().sync(self._bare)

    def sqlite(self) -> None:
        """Insert and commit."""
        self._db.execute("insert into events (line) values (?)", (self._line.decode(),))

    def sqlite_sealed(self) -> None:
        """Seal and sign as the record does, then insert and commit."""
        _, stored = prepare(answer(1), "hill", lambda name: SEED)
        entry = Entry("bench", "hill", WRITER, 1, "", (), 1, "p1", "p1", (stored,))
        self._db.execute("insert into events (line) values (?)", (sign(entry, KEY).line.decode(),))

    def close(self) -> None:
        """Give the files back."""
        os.close(self._bare)
        self._db.close()


def in_turn(folder: Path, peers: Peers) -> dict[str, list[float]]:
    """How long each takes, in seconds, all in the same minute."""
    with opened(folder / "small") as small, opened(folder / "large") as large:
        acts = {
            "small": lambda: small.append("hill", "p1", "p1", [answer(1)]),
            "large": lambda: large.append("hill", "p1", "p1", [answer(1)]),
            "bare": peers.bare,
            "sqlite": peers.sqlite,
            "sqlite, sealed and signed": peers.sqlite_sealed,
        }
        times: dict[str, list[float]] = {name: [] for name in acts}
        gc.collect()
        for number in range(ROUNDS):
            for name in list(acts) if number % 2 else list(reversed(acts)):
                times[name].append(timed(acts[name]))
    return times


def appends(folder: Path) -> list[dict[str, str]]:
    """One answer at 1k and at 100k events, in turn with the bare sync and SQLite."""
    line = (folder / "small" / "journal").read_bytes().splitlines(keepends=True)[-1]
    peers = Peers(folder, line)
    times = in_turn(folder, peers)
    peers.close()
    worst = {name: p95(seconds) for name, seconds in times.items()}
    usual = {name: statistics.median(seconds) for name, seconds in times.items()}
    beside = (
        f"bare fdatasync {ms(worst['bare'])}; SQLite WAL FULL: the finished line {ms(worst['sqlite'])}, "
        f"with the same sealing and signing {ms(worst['sqlite, sealed and signed'])}"
    )
    medians = ", ".join(f"{name} {ms(seconds)}" for name, seconds in usual.items())
    return [
        row(
            f"durable append of one answer at {events:,} events, p95",
            ms(worst[name]),
            f"≤ bare + 5 ms = {ms(worst['bare'] + 0.005)}; at or under SQLite",
            beside,
            f"medians: {medians}; {len(line)} bytes, sealed twice and signed, {ROUNDS} rounds in turn",
        )
        for name, events in (("small", SMALL), ("large", LARGE))
    ] + [
        row(
            "append at 100k against 1k events",
            f"{(worst['large'] / worst['small'] - 1) * 100:+.0f} % p95",
            "within 20 %",
            f"{(usual['large'] / usual['small'] - 1) * 100:+.0f} % median",
        )
    ]


def opening(folder: Path) -> tuple[float, float]:
    """How long opening a record takes, and reading all of it then, in seconds."""
    start = time.perf_counter()
    with opened(folder) as record:
        took = time.perf_counter() - start
        return took, timed(lambda: sum(1 for _ in record.read()))


def openings(folder: Path) -> list[dict[str, str]]:
    """Opening with every signature checked, and from a signed checkpoint."""
    found = []
    for name, events in (("middle", MIDDLE), ("large", LARGE)):
        journal = folder / name / "journal"
        floor = timed(journal.read_bytes)
        (folder / name / CHECKPOINT).unlink(missing_ok=True)
        checked, read = opening(folder / name)
        noted, _ = opening(folder / name)
        beside = f"reading the file alone {ms(floor)}"
        note = f"reading and unsealing every event afterwards: {read:.2f} s"
        target = "≤ 2 s" if events == MIDDLE else ""
        what = f"open {events:,} events"
        found += [
            row(f"{what}, every signature checked", f"{checked:.2f} s", target, beside, note),
            row(f"{what} from a signed checkpoint", f"{noted:.2f} s", "≤ 2 s", beside),
        ]
    return found


def stock(folder: Path) -> list[dict[str, str]]:
    """Stock TinyDB, for scale."""
    found = []
    for size in (SMALL, MIDDLE):
        with TinyDB(folder / f"stock{size}.json") as db:
            db.insert_multiple({"type": "AnswerGiven", "body": "x" * 700} for _ in range(size))
            took = statistics.median(timed(lambda db=db: db.insert({"body": "x" * 700})) for _ in range(5))  # type: ignore[misc]
        found.append(
            row(f"stock TinyDB insert at {size:,} documents", ms(took), note="for scale; not durable")
        )
    return found


_MEMORY = """
import pathlib, sys
from benchmarks.record import opened
def resident():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return [int(line.split()[1]) // 1024 for line in lines if line.startswith(("VmHWM", "VmRSS"))]
before = resident()[1]
with opened(pathlib.Path(sys.argv[1])) as record:
    count = sum(1 for _ in record.read())
    print(before, *resident())
"""


def memory(folder: Path) -> list[dict[str, str]]:
    """Memory of a process of its own that opens 100k events and reads them all (Linux)."""
    if not Path("/proc/self/status").exists():
        return []
    command = [sys.executable, "-c", _MEMORY, str(folder / "large")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    before, peak, now = said.stdout.split()
    return [
        row(
            "memory with 100k events open and read once",
            f"{now} MB, peak {peak} MB",
            "≤ 90 MB for the whole kiosk, voice off",
            f"{before} MB before it was opened",
        )
    ]


def rows(folder: Path | None = None) -> list[dict[str, str]]:
    """Every figure of the record; takes a minute or two, and 300 MB of disk."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name)
        for part, events in (("small", SMALL), ("middle", MIDDLE), ("large", LARGE)):
            fill(home / part, events)
        return [*appends(home), *openings(home), *memory(home), *stock(home)]


def main() -> None:
    """Print the table."""
    for line in rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print("\n".join(f"{key + ':':10}{value}" for key, value in line.items() if value), end="\n\n")


if __name__ == "__main__":
    main()
