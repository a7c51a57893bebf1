"""The document store: TinyDB with one table, `events`, that is read from the journal and only added to.

Nothing is kept in memory but where the lines are; each read parses afresh, so no stored event can be
changed through what was handed out.
"""

import base64
import hashlib
import json
import os
import threading
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from data.codec import Signed, StoredEvent
from data.scan import Lines
from data.sentences import CANNOT_READ
from kiosk.ports import RecordFault

EVENTS_TABLE = "events"


class AppendOnlyError(TypeError):
    """The record is only ever added to, by whole signed entries."""


def _refuse(*_args: object, **_kwargs: object) -> NoReturn:
    raise AppendOnlyError("The record is only ever added to, by whole signed entries.")


class EventRows(Mapping[str, dict[str, Any]]):
    """The events by number from "1", each read from its line when it is asked for."""

    def __init__(self, path: Path, lines: Lines) -> None:
        self._lines = lines
        self._fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._lock = threading.Lock()
        self._give_back = weakref.finalize(self, os.close, self._fd)

    def __len__(self) -> int:
        return self._lines.events

    def __iter__(self) -> Iterator[str]:
        return map(str, range(1, len(self) + 1))

    def __getitem__(self, key: str) -> dict[str, Any]:
        try:
            number = int(key) - 1
        except ValueError as error:
            raise KeyError(key) from error
        if not 0 <= number < len(self) or str(number + 1) != key:
            raise KeyError(key)
        line = bisect_right(self._lines.firsts, number) - 1
        return self._rows(line)[number - self._lines.firsts[line]]

    def items(self) -> Any:
        """Every event with its number, each line read once."""
        for line in range(len(self._lines)):
            first = self._lines.firsts[line] + 1
            yield from ((str(number), row) for number, row in enumerate(self._rows(line), start=first))

    def _rows(self, line: int) -> list[dict[str, Any]]:
        """The rows of one line. Raises RecordFault when the file was changed since it was checked."""
        start, end = self._lines.starts[line], self._lines.ends[line]
        try:
            return rows(self._read(start, end - start).partition(b"\t")[0])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RecordFault(CANNOT_READ) from error

    def _read(self, start: int, length: int) -> bytes:
        if not self._give_back.alive:
            raise RecordFault(CANNOT_READ)
        if hasattr(os, "pread"):
            return os.pread(self._fd, length, start)
        with self._lock:
            os.lseek(self._fd, start, os.SEEK_SET)
            return os.read(self._fd, length)

    def close(self) -> None:
        """Give the file back."""
        self._give_back()


def rows(raw: bytes) -> list[dict[str, Any]]:
    """The events of an entry's bytes, which were checked before, as documents."""
    entry = json.loads(raw)
    id = hashlib.sha256(raw).hexdigest()
    common = {name: entry[name] for name in ("stream", "writer", "seq", "hlc", "actor", "entered_by")}
    return [
        {"id": f"{id}.{index}", "entry": id, **common, **event} for index, event in enumerate(entry["events"])
    ]


def stored_event(row: Mapping[str, Any]) -> StoredEvent:
    """The event in a document, as it lies in its entry."""
    boxes = ((tuple(box["keys"]), base64.b64decode(box["box"])) for box in row["sealed"])
    return StoredEvent(row["type"], row["version"], row["body"], tuple(boxes))


class JournalStorage(Storage):
    """TinyDB's way to the journal; writing goes through `EventTable.add_entry` alone."""

    def __init__(self, path: Path, lines: Lines, append: Callable[[Signed], None]) -> None:
        self._rows = EventRows(path, lines)
        self.append = append

    def read(self) -> Any:
        """The one table, read lazily."""
        return {EVENTS_TABLE: self._rows}

    def write(self, data: object) -> None:
        """Refuse: nothing stored is written again."""
        _refuse(data)

    def close(self) -> None:
        """Give the file back."""
        self._rows.close()


class EventTable(Table):
    """The table of events; documents go in only as whole signed entries."""

    def add_entry(self, signed: Signed) -> list[int]:
        """Store an entry durably; returns the numbers of its events. Raises RecordFault."""
        assert isinstance(self._storage, JournalStorage)
        before = len(self)
        self._storage.append(signed)
        self.clear_cache()
        return list(range(before + 1, len(self) + 1))

    def insert(self, document: Mapping[str, Any]) -> int:
        """Refuse."""
        _refuse(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Refuse."""
        _refuse(documents)

    def update(
        self,
        fields: Any,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Refuse."""
        _refuse(fields, cond, doc_ids)

    def update_multiple(self, updates: Any) -> list[int]:
        """Refuse."""
        _refuse(updates)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Refuse."""
        _refuse(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Refuse."""
        _refuse(cond, doc_ids)

    def truncate(self) -> None:
        """Refuse."""
        _refuse()

    def _update_table(self, updater: Any) -> None:
        _refuse(updater)


class EventStore(TinyDB):
    """TinyDB over the journal, with the table `events` and no other."""

    table_class = EventTable
    default_table_name = EVENTS_TABLE

    def __init__(self, path: Path, lines: Lines, append: Callable[[Signed], None] = _refuse) -> None:
        super().__init__(path, lines, append, storage=JournalStorage)

    @property
    def events(self) -> EventTable:
        """The one table."""
        table = self.table(EVENTS_TABLE)
        assert isinstance(table, EventTable)
        return table

    def documents(self) -> Iterator[Document]:
        """Every event in order."""
        return iter(self.events)

    def table(self, name: str, **kwargs: Any) -> Table:
        """The table of events. Raises AppendOnlyError for any other name."""
        if name != EVENTS_TABLE or kwargs:
            _refuse(name)
        # Nothing is cached: a cached result could be changed by whoever was handed it.
        return super().table(name, cache_size=0)

    def drop_tables(self) -> None:
        """Refuse."""
        _refuse()

    def drop_table(self, name: str) -> None:
        """Refuse."""
        _refuse(name)
