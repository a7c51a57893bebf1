"""The note of the last stored entry: a journal that is shorter than its head has lost its end.

Two slots of 512 bytes are written in turn, each with its own digest, so that a torn write leaves the
other one. It is not synced with each entry: after a power cut it may lag behind the journal, never lead.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from data.canonical import BadEntry, canonical, parse
from data.disk import Disk, save_file, sync, write_all

SLOT = 512
_DIGEST = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """The last stored entry; `count` tells which of two marks is newer."""

    count: int = 0
    stream: str = ""
    seq: int = 0
    id: str = ""

    def after(self, stream: str, seq: int, entry: str) -> "Mark":
        """The mark of the next entry."""
        return Mark(self.count + 1, stream, seq, entry)


def _slot(mark: Mark) -> bytes:
    text = canonical({"count": mark.count, "id": mark.id, "seq": mark.seq, "stream": mark.stream})
    text = text.ljust(SLOT - _DIGEST - 1)
    return text + hashlib.sha256(text).hexdigest().encode() + b"\n"


def _read_slot(slot: bytes) -> Mark | None:
    text = slot[: -_DIGEST - 1]
    if len(slot) != SLOT or slot[-_DIGEST - 1 :] != hashlib.sha256(text).hexdigest().encode() + b"\n":
        return None
    try:
        value = parse(text.rstrip(b" "))
        mark = Mark(value["count"], value["stream"], value["seq"], value["id"])
    except (BadEntry, KeyError, TypeError, json.JSONDecodeError):
        return None
    return mark if _slot(mark) == slot else None


@dataclass(frozen=True, slots=True)
class HeadFound:
    """What the head file said: the newest mark that can be read, and whether any of it was damaged."""

    mark: Mark
    missing: bool = False
    damaged: bool = False


def read_head(path: Path) -> HeadFound:
    """Read the head. Raises OSError other than that there is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return HeadFound(Mark(), missing=True)
    marks = [_read_slot(data[:SLOT]), _read_slot(data[SLOT : 2 * SLOT])]
    readable = [mark for mark in marks if mark is not None]
    damaged = len(readable) < 2 or len(data) != 2 * SLOT
    return HeadFound(max(readable, key=lambda mark: mark.count, default=Mark()), not readable, damaged)


class Head:
    """The head file of the kiosk that holds the lock."""

    def __init__(self, disk: Disk, path: Path, mark: Mark) -> None:
        self.mark = mark
        self._disk = disk
        self._fd = disk.open(path, os.O_RDWR)

    @staticmethod
    def create(disk: Disk, path: Path, mark: Mark) -> None:
        """Make the file whole, with `mark` in both slots. Raises OSError."""
        save_file(disk, path, _slot(mark) * 2)

    def write(self, mark: Mark) -> None:
        """Put `mark` over the older slot. Raises OSError."""
        at = SLOT * (mark.count % 2)
        write_all(lambda rest, done: self._disk.write_at(self._fd, rest, at + done), _slot(mark))
        self.mark = mark

    def close(self) -> None:
        """Put the last mark on the disk and give the file back. Raises OSError."""
        try:
            sync(self._disk, self._fd)
        finally:
            self._disk.close(self._fd)
