"""The journal: one file that is only added to, one line an entry, stored when it is on the disk."""

import contextlib
import errno
import hashlib
import os
from pathlib import Path

from data import sentences
from data.codec import Signed, has_more
from data.disk import Disk, SyncFailed, make_folder, save_file, sync, write_all
from data.head import Head, HeadFound, Mark, read_head
from data.scan import Scan, read_tail, scan
from data.shapes import Keys
from kiosk.ports import RecordFault

JOURNAL = "journal"
HEAD = "head"
LOCK = "lock"


class Journal:
    """The journal of the kiosk that holds the lock."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self.read_only: str | None = None
        self.alarms: list[str] = []
        self._disk = disk
        self._folder = folder
        self._lock = -1
        self._fd = -1
        self._head: Head | None = None
        self.found: Scan

    @property
    def path(self) -> Path:
        """The file."""
        return self._folder / JOURNAL

    # --- opening ---

    def take_lock(self) -> None:
        """Make this process the only one that writes. Raises RecordFault."""
        try:
            make_folder(self._disk, self._folder)
            self._lock = self._disk.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT)
            taken = self._disk.lock(self._lock)
        except OSError as error:
            self.close()
            raise RecordFault(sentences.CANNOT_OPEN) from error
        if not taken:
            self.close()
            raise RecordFault(sentences.ALREADY_RUNNING)

    def open(self, keys: Keys, trusted: set[str], start: Scan | None = None) -> Scan:
        """Check everything that is stored, or what came after `start`; mend the end and be ready to add.

        Raises RecordFault when the files cannot be opened at all.
        """
        try:
            head = self._find()
            self.found = scan(self.path, keys, trusted, head.mark.id, start=start)
            if start is not None and not self.found.head_seen:
                self.found = scan(self.path, keys, trusted, head.mark.id)
            self._judge(head, keys)
            self._make_ready(head)
        except OSError as error:
            self.close()
            raise RecordFault(sentences.CANNOT_OPEN) from error
        return self.found

    def _find(self) -> HeadFound:
        """Open the journal, made with its head if there is neither."""
        head = read_head(self._folder / HEAD)
        if head.missing and (not self.path.exists() or self.path.stat().st_size == 0):
            Head.create(self._disk, self._folder / HEAD, Mark())
            head = HeadFound(Mark())
        self._fd = self._disk.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        self._disk.sync_folder(self._folder)
        return head

    def _judge(self, head: HeadFound, keys: Keys) -> None:
        found = self.found
        if found.problems:
            self._rest(sentences.DAMAGED)
            return
        if found.tail and has_more(found.tail):
            self._rest(sentences.TAIL_CHANGED)
            return
        last = read_tail(found, self.path) if found.tail else None
        if not found.head_seen and (last is None or last.id != head.mark.id):
            # Nothing is mended here: what is left may tell an expert what happened.
            self._rest(sentences.SHORTER)
        elif last is not None:
            self._finish_line(last, keys)
        elif found.tail:
            self._set_aside(found.tail)

    def _rest(self, why: str) -> None:
        self.read_only = why
        self.alarms.append(why)

    def _finish_line(self, signed: Signed, keys: Keys) -> None:
        try:
            write_all(lambda rest, _: self._disk.write(self._fd, rest), b"\n")
            sync(self._disk, self._fd)
        except OSError:
            self._rest(sentences.TAIL_STUCK)
            return
        self.found.take(signed, self.found.end, keys)
        self.found.tail = b""

    def _set_aside(self, tail: bytes) -> None:
        name = f"set-aside-{hashlib.sha256(tail).hexdigest()[:12]}"
        try:
            save_file(self._disk, self._folder / name, tail)
            self._disk.truncate(self._fd, self.found.end)
            sync(self._disk, self._fd)
        except OSError:
            self._rest(sentences.TAIL_STUCK)
            return
        self.alarms.append(sentences.TAIL_SET_ASIDE)

    def _make_ready(self, head: HeadFound) -> None:
        """Be sure that what will be shown is on the disk, and that the head is whole and up to date."""
        if self.read_only is not None:
            return
        if head.missing or head.damaged:
            self.alarms.append(sentences.HEAD_MISSING if head.missing else sentences.HEAD_DAMAGED)
            Head.create(self._disk, self._folder / HEAD, head.mark)
        try:
            sync(self._disk, self._fd)
        except OSError:
            self._rest(sentences.DISK_STOPPED)
            return
        self._head = Head(self._disk, self._folder / HEAD, head.mark)
        if self.found.chain.last != head.mark.id:
            self._head.write(self._next_mark())

    def _next_mark(self) -> Mark:
        chain = self.found.chain
        mark = self._head.mark if self._head else Mark()
        stream, seq = next(
            ((stream, seq) for (_, stream), (seq, id) in chain.tips.items() if id == chain.last), ("", 0)
        )
        return mark.after(stream, seq, chain.last)

    # --- adding ---

    def add(self, signed: Signed, keys: Keys) -> None:
        """Add an entry; returns only when it is on the disk and noted in the head.

        Raises RecordFault, and then the entry is not there, or it is said that this is not sure.
        """
        if self.read_only is not None or self._head is None:
            raise RecordFault(self.read_only or sentences.CLOSED)
        start = self.found.end
        mark = self._head.mark.after(signed.entry.stream, signed.entry.seq, signed.id)
        try:
            if self._disk.size(self._fd) != start:
                self._stop(start, sentences.CHANGED_OUTSIDE, cut=False)
                raise RecordFault(f"{sentences.NOT_STORED} {sentences.CHANGED_OUTSIDE}")
            write_all(lambda rest, _: self._disk.write(self._fd, rest), signed.line)
            sync(self._disk, self._fd)
            self._head.write(mark)
        except SyncFailed as error:
            self._stop(start, sentences.DISK_STOPPED)
            raise RecordFault(sentences.UNSURE) from error
        except OSError as error:
            raise RecordFault(self._take_back(start, error.errno)) from error
        except BaseException as error:
            # Stopped from outside in the middle of a write: half a line must not stay.
            if not isinstance(error, RecordFault) and self._head.mark != mark:
                self._take_back(start, 0)
            raise
        self.found.take(signed, start, keys)

    def _take_back(self, start: int, number: int | None) -> str:
        """Cut a failed write off again, and say what became of it; where unsure, add nothing more."""
        try:
            if number == errno.EIO:
                raise SyncFailed(number, "the disk is not to be trusted")
            self._disk.truncate(self._fd, start)
            sync(self._disk, self._fd)
        except OSError:
            self._stop(start, sentences.DISK_STOPPED)
            return sentences.UNSURE
        return sentences.not_stored(number)

    def _stop(self, start: int, why: str, *, cut: bool = True) -> None:
        """Add nothing more until the kiosk is started again; the file is reopened for reading only."""
        self.read_only = why
        self.alarms.append(why)
        if cut:
            # Not retried and not relied on: it only makes it likely that what was not confirmed is gone.
            with contextlib.suppress(OSError):
                self._disk.truncate(self._fd, start)
        with contextlib.suppress(OSError):
            self._disk.close(self._fd)
        self._fd = -1
        with contextlib.suppress(OSError):
            self._fd = self._disk.open(self.path, os.O_RDONLY)

    def close(self) -> None:
        """Give the files and the lock back."""
        if self._head is not None:
            with contextlib.suppress(OSError):
                self._head.close()
            self._head = None
        for fd in (self._fd, self._lock):
            if fd >= 0:
                with contextlib.suppress(OSError):
                    self._disk.close(fd)
        self._fd = self._lock = -1
        self.read_only = self.read_only or sentences.CLOSED
