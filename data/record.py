"""The record of this device: signed entries in a journal that only this kiosk adds to."""

import base64
import contextlib
import dataclasses
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data import checkpoint, sentences
from data.canonical import NotText, TooLong, canonical
from data.codec import Entry, Signed, StoredEvent, sign, writer_key, writer_name
from data.disk import Disk, save_file, steady_ms
from data.journal import Journal
from data.keyring import Keyring, ReadKeys
from data.shapes import Keys, UnknownEvent, prepare, restore
from data.stamps import Stamps
from data.store import EventStore, stored_event
from kiosk.governance.events import Event, Recorded
from kiosk.ports import Clock, RecordFault

KEYS = "keys"
EPOCH = "epoch"


class JournalKeys:
    """Keys by name: those here, and those that the journal has made public."""

    def __init__(self, own: ReadKeys, public: Mapping[str, bytes]) -> None:
        self._own = own
        self._public = public

    def get(self, name: str) -> bytes | None:
        """The key, or None where it is not here."""
        return self._public.get(name) or self._own.get(name)

    def erased(self, name: str) -> bool:
        """Whether the key was erased for good."""
        return self._own.erased(name)


def recorded(row: Mapping[str, Any], keys: Keys) -> Recorded:
    """One event as it stands in the record, opened as far as the keys reach."""
    opened = restore(stored_event(row), row["stream"], keys)
    return Recorded(
        event=opened.event,
        id=row["id"],
        entry=row["entry"],
        stream=row["stream"],
        writer=row["writer"],
        seq=row["seq"],
        hlc=row["hlc"],
        actor=row["actor"],
        entered_by=row["entered_by"],
        closed=opened.closed,
    )


class LocalRecord:
    """The official memory on this device; see `kiosk.ports.Record`."""

    def __init__(self, folder: Path, org: str, disk: Disk, stamps: Callable[[int], Stamps]) -> None:
        self.keyring = Keyring(folder / KEYS, disk)
        self._folder = folder
        self._disk = disk
        self._lock = threading.RLock()
        self._journal = Journal(disk, folder)
        self._journal.take_lock()
        try:
            self._device = self.keyring.make_device_key()
            public = self._device.public_key().public_bytes_raw()
            start = checkpoint.load(folder, self._journal.path, self._device)
            self._checked = len(start.lines) if start else 0
            found = self._journal.open(self.keyring, {writer_key(writer_name(public, ""))}, start)
            self.read_only: str | None = self._journal.read_only
            """Why nothing can be stored now, as plain sentences, or None."""
            self._writer = self._writer_of(public)
            self._org = found.chain.org or org
            self._keys = JournalKeys(self.keyring, found.public)
            self._store = EventStore(self._journal.path, found.lines, self._add)
            self._stamps = stamps(found.chain.hlc)
            self._keep_checkpoint(checkpoint.EVERY)
        except BaseException:
            self._journal.close()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock,
        org: str = "",
        steady: Callable[[], int] = steady_ms,
        disk: Disk | None = None,
    ) -> "LocalRecord":
        """Open the record in `folder`, made if it is not there, and check every signature.

        `org` names a record that is still empty (random if not given); a record keeps its own name.
        `steady` is a clock in milliseconds that nobody sets: with a made-up clock, pass its `now`.
        Raises RecordFault when another kiosk has it open or the disk does not let us.
        """
        name = org or os.urandom(8).hex()
        return cls(Path(folder), name, disk or Disk(), lambda last: Stamps(clock, steady, last))

    @property
    def alarms(self) -> tuple[str, ...]:
        """What a person should know about the record, in plain sentences."""
        return (*self._journal.alarms, *self._stamps.flags)

    @property
    def resting(self) -> Mapping[str, str]:
        """Streams that cannot be added to here, each with the reason as plain sentences."""
        return {stream: _needs_update(stream) for stream in sorted(self._journal.found.resting)}

    @property
    def org(self) -> str:
        """The name of this record."""
        return self._org

    @property
    def events(self) -> EventStore:
        """The document store over the journal, for searching."""
        return self._store

    def append(
        self, stream: str, actor: str, entered_by: str, events: Sequence[Event]
    ) -> tuple[Recorded, ...]:
        """Store one entry, all its events or none; returns only when durable.

        Raises RecordFault with a plain sentence, and ValueError for what no kiosk would store.
        """
        with self._lock:
            if self.read_only is not None:
                raise RecordFault(self.read_only)
            if stream in self._journal.found.resting:
                raise RecordFault(_needs_update(stream))
            try:
                make = self.keyring.make
                whole = [prepare(self._with_key(event), stream, make) for event in events]
                signed = self._sign(stream, actor, entered_by, tuple(stored for _, stored in whole))
            except TooLong as error:
                raise RecordFault(sentences.TOO_LONG) from error
            except NotText as error:
                raise RecordFault(sentences.NOT_TEXT) from error
            try:
                self._store.events.add_entry(signed)
            finally:
                self.read_only = self._journal.read_only
            return tuple(_just_stored(signed, index, event) for index, (event, _) in enumerate(whole))

    def _sign(self, stream: str, actor: str, entered_by: str, events: tuple[StoredEvent, ...]) -> Signed:
        chain = self._journal.found.chain
        seq, prev = chain.tips.get((self._writer, stream), (0, ""))
        entry = Entry(
            org=self._org,
            stream=stream,
            writer=self._writer,
            seq=seq + 1,
            prev=prev,
            deps=tuple(sorted(chain.frontier - {prev})),
            hlc=self._stamps.next(),
            actor=actor,
            entered_by=entered_by,
            events=events,
        )
        return sign(entry, self._device)

    def _with_key(self, event: Event) -> Event:
        """Fill in the keys that an event makes public."""
        if not hasattr(event, "opens"):
            return event
        shown = tuple(base64.b64encode(self.keyring.make(name)).decode() for name in event.opens())
        return dataclasses.replace(event, shown=shown)  # type: ignore[call-arg]

    def _add(self, signed: Signed) -> None:
        self._journal.add(signed, self.keyring)

    def read(self) -> Iterator[Recorded]:
        """Every stored event that this kiosk understands, in order, opened where the key is here.

        Events it is too old for are kept and passed on, but not read: `resting` names their streams.
        """
        return (item for item in self.read_all() if not isinstance(item.event, UnknownEvent))

    def read_all(self) -> Iterator[Recorded]:
        """Every stored event in order, also those that this kiosk is too old for, as `UnknownEvent`."""
        for row in self._store.documents():
            yield recorded(row, self._keys)

    def _writer_of(self, public: bytes) -> str:
        """This device's key and its epoch: a journal that was copied back starts a new one."""
        inode = self._journal.path.stat().st_ino
        path = self._folder / EPOCH
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_bytes())
            if kept["inode"] == inode % 2**53 and len(bytes.fromhex(kept["epoch"])) == 8:
                return writer_name(public, kept["epoch"])
        epoch = os.urandom(8).hex()
        if self.read_only is None:
            try:
                save_file(self._disk, path, canonical({"epoch": epoch, "inode": inode % 2**53}))
            except OSError as error:
                raise RecordFault(sentences.CANNOT_OPEN) from error
        return writer_name(public, epoch)

    def _keep_checkpoint(self, after: int) -> None:
        """Note what was checked, if so many entries came since; without it everything is checked again."""
        found = self._journal.found
        if self.read_only is None and len(found.lines) >= self._checked + after:
            with contextlib.suppress(OSError):
                checkpoint.save(self._disk, self._folder, found, self._device)
                self._checked = len(found.lines)

    def close(self) -> None:
        """Give the record back, so that it can be opened again."""
        with self._lock:
            self._keep_checkpoint(1)
            self._journal.close()
            self.read_only = self._journal.read_only
            self._store.close()


def _just_stored(signed: Signed, index: int, event: Event) -> Recorded:
    entry = signed.entry
    return Recorded(
        event=event,
        id=f"{signed.id}.{index}",
        entry=signed.id,
        stream=entry.stream,
        writer=entry.writer,
        seq=entry.seq,
        hlc=entry.hlc,
        actor=entry.actor,
        entered_by=entry.entered_by,
    )


def _needs_update(stream: str) -> str:
    return sentences.ORG_NEEDS_UPDATE if stream == "org" else sentences.CIRCLE_NEEDS_UPDATE
