"""Reading a journal from its beginning: each line checked, and how the entries hang together."""

import contextlib
import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from data.canonical import BadEntry, strict_base64
from data.codec import MAX_LINE, Signed, read_line, writer_key
from data.sealing import KEY_BYTES
from data.shapes import OPENING, Keys, is_unknown, restore
from kiosk.governance.events import Event


@dataclass
class Chain:
    """What the entries so far amount to, so that the next can be checked and the next one written."""

    trusted: set[str] = field(default_factory=set)
    """Device keys whose entries belong here; that of the first entry is one."""
    org: str = ""
    tips: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """The last (seq, id) for each (writer, stream)."""
    frontier: set[str] = field(default_factory=set)
    """The entries that no other one names."""
    hlc: int = 0
    last: str = ""

    def problem(self, signed: Signed, *, after_gap: bool) -> str | None:
        """Why this entry cannot come next, or None; after a bad line, entries may be missing before it."""
        entry = signed.entry
        if self.last and entry.org != self.org:
            return "it belongs to another record"
        if self.last and writer_key(entry.writer) not in self.trusted:
            return "it was written by a device that this record does not know"
        seq, prev = self.tips.get((entry.writer, entry.stream), (0, ""))
        if entry.seq <= seq:
            return "it is there twice"
        if not after_gap and (entry.seq, entry.prev) != (seq + 1, prev):
            return "an entry before it is missing"
        return None

    def add(self, signed: Signed) -> None:
        """Take the entry in."""
        entry = signed.entry
        if not self.last:
            self.trusted.add(writer_key(entry.writer))
            self.org = entry.org
        self.tips[entry.writer, entry.stream] = (entry.seq, signed.id)
        self.frontier -= {entry.prev, *entry.deps}
        self.frontier.add(signed.id)
        self.hlc = max(self.hlc, entry.hlc)
        self.last = signed.id


@dataclass
class Lines:
    """Where each good line stands and which event is its first: 24 bytes an entry, not the entry."""

    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    ends: "array[int]" = field(default_factory=lambda: array("Q"))
    firsts: "array[int]" = field(default_factory=lambda: array("Q"))
    events: int = 0

    def add(self, start: int, end: int, events: int) -> None:
        """Take in a line of `events` events, from byte `start` up to byte `end`."""
        self.starts.append(start)
        self.ends.append(end)
        self.firsts.append(self.events)
        self.events += events

    def __len__(self) -> int:
        # The last list to grow: a reader in another thread never sees half a line.
        return len(self.firsts)


@dataclass
class Scan:
    """What a reader found in a journal."""

    chain: Chain
    lines: Lines = field(default_factory=Lines)
    problems: list[str] = field(default_factory=list)
    end: int = 0
    """Where the last good line ends, in bytes."""
    tail: bytes = b""
    """What stands behind the last newline."""
    head_seen: bool = False
    public: dict[str, bytes] = field(default_factory=dict)
    """Keys that the journal itself makes public."""
    resting: set[str] = field(default_factory=set)
    """Streams with events that this kiosk is too old for."""
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    """Of all lines up to `end`."""
    _ids: set[str] | None = None

    def take(self, signed: Signed, start: int, keys: Keys) -> None:
        """Take in a good entry whose line begins at byte `start`."""
        self.chain.add(signed)
        line = signed.line
        self.digest.update(line)
        self.end = start + len(line)
        self.lines.add(start, self.end, len(signed.entry.events))
        if self._ids is not None:
            self._ids.add(signed.id)
        for event in signed.entry.events:
            if is_unknown(event):
                self.resting.add(signed.entry.stream)
            elif event.type in OPENING:
                self._publish(restore(event, signed.entry.stream, keys).event)

    def _publish(self, event: Event) -> None:
        if not hasattr(event, "opens") or not hasattr(event, "shown"):
            return
        for name, text in zip(event.opens(), event.shown, strict=False):
            with contextlib.suppress(BadEntry):
                key = strict_base64(text)
                if len(key) == KEY_BYTES:
                    self.public.setdefault(name, key)

    def misses(self, signed: Signed, path: Path) -> bool:
        """Whether the entry names one before it that is not in the journal at `path`."""
        rest = set(signed.entry.deps) - self.chain.frontier - {id for _, id in self.chain.tips.values()}
        if not rest:
            return False
        if self._ids is None:
            self._ids = set(_ids(path, self.end))
        return not rest <= self._ids


def _ids(path: Path, end: int) -> Iterator[str]:
    with path.open("rb") as file:
        for line, start in whole_lines(file):
            if start >= end:
                return
            try:
                yield read_line(line).id
            except BadEntry:
                continue


def whole_lines(file: BinaryIO, start: int = 0) -> Iterator[tuple[bytes, int]]:
    """Each line from byte `start`, and where it begins; only the last can be without its newline."""
    file.seek(start)
    while line := file.readline(MAX_LINE):
        yield line, start
        start += len(line)


def scan(
    path: Path, keys: Keys, trusted: set[str], head: str, *, go_on: bool = False, start: Scan | None = None
) -> Scan:
    """Check a journal from its beginning up to the first bad line, or with `go_on` past it.

    `head` is the id of the last entry that was stored; `trusted` are known device keys; `start` is what
    was found earlier, and is continued. Raises OSError.
    """
    found = start or Scan(Chain())
    found.chain.trusted |= trusted
    found.head_seen = head in ("", found.chain.last)
    with path.open("rb") as file:
        lines = whole_lines(file, found.end)
        for number, (line, at) in enumerate(lines, start=len(found.lines) + 1):
            if not line.endswith(b"\n") and len(line) < MAX_LINE:
                found.tail = line
                break
            try:
                signed = _next(found, line[:-1], path)
            except BadEntry as error:
                found.problems.append(f"Line {number}: {error}.")
                if not go_on:
                    break
                continue
            found.take(signed, at, keys)
            found.head_seen = found.head_seen or signed.id == head
    return found


def _next(found: Scan, line: bytes, path: Path) -> Signed:
    """Read the next line in its place. Raises BadEntry."""
    signed = read_line(line)
    # Behind a bad line something is missing in any case; one alarm is enough.
    after_gap = bool(found.problems)
    problem = found.chain.problem(signed, after_gap=after_gap)
    if problem is None and not after_gap and found.misses(signed, path):
        problem = "an entry before it is missing"
    if problem is not None:
        raise BadEntry(problem)
    return signed


def read_tail(found: Scan, path: Path) -> Signed | None:
    """The entry in the tail, if all that is missing is its newline."""
    try:
        return _next(found, found.tail, path)
    except BadEntry:
        return None
