"""A record as it stands, read beside a running kiosk: nothing is locked, made or changed."""

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

from data import sentences
from data.codec import has_more, writer_key, writer_name
from data.head import read_head
from data.journal import HEAD, JOURNAL
from data.keyring import ReadKeys
from data.record import KEYS, JournalKeys, recorded
from data.scan import scan
from data.store import EventStore, stored_event
from kiosk.governance.events import Recorded
from kiosk.ports import RecordFault


class NoKeys:
    """Opens nothing: for what is present and unread."""

    def get(self, name: str) -> bytes | None:
        """None."""

    def erased(self, name: str) -> bool:
        """False."""
        return False


class Reading:
    """What a record held when it was opened, up to its last whole entry."""

    def __init__(self, folder: Path) -> None:
        folder = Path(folder)
        keys = ReadKeys(folder / KEYS)
        try:
            # The head first: the journal is always written before it, so it can only have grown since.
            head = read_head(folder / HEAD)
            if not (folder / JOURNAL).exists() and not head.mark.id:
                raise RecordFault(sentences.NO_RECORD)
            device = keys.device_key()
            own = {writer_key(writer_name(device.public_key().public_bytes_raw(), ""))} if device else set()
            self._found = scan(folder / JOURNAL, keys, own, head.mark.id, go_on=True)
            self._store = EventStore(folder / JOURNAL, self._found.lines)
        except FileNotFoundError as error:
            raise RecordFault(sentences.SHORTER) from error
        except OSError as error:
            raise RecordFault(sentences.CANNOT_READ) from error
        self._keys = JournalKeys(keys, self._found.public)
        self.problems = tuple(self._problems())
        """Why the record does not verify, each as one plain sentence; empty when it does."""
        self.notes = _notes(head.missing, head.damaged) if self._found.chain.last else ()
        """What a person should know beside that, in plain sentences."""

    def _problems(self) -> Iterator[str]:
        yield from self._found.problems
        if has_more(self._found.tail):
            yield sentences.TAIL_CHANGED
        elif not self._found.head_seen:
            yield sentences.SHORTER

    @property
    def org(self) -> str:
        """The name of this record, empty before the first entry."""
        return self._found.chain.org

    @property
    def streams(self) -> tuple[str, ...]:
        """The streams that have entries, in order."""
        return tuple(sorted({stream for _, stream in self._found.chain.tips}))

    @property
    def fingerprint(self) -> str:
        """A digest of the whole record that any device with the same entries gives, 64 hex digits."""
        tips = self._found.chain.tips.items()
        lines = sorted(f"{writer} {stream} {seq} {id}\n" for (writer, stream), (seq, id) in tips)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def entries(self) -> int:
        """How many entries verify."""
        return len(self._found.lines)

    def __len__(self) -> int:
        return self._found.lines.events

    def events(self, *, who: bool = True) -> Iterator[Recorded]:
        """Every event that verifies, in causal order, for anyone who may read the record.

        Answers of a round that has not been shown are present and unread, also where their key is here, and
        so for ever are those that were replaced before it was. Without `who`, those of an open round do not
        tell whose they are: how often somebody answered would tell who had a reason to give.
        """
        shown = {name.partition("/")[0] for name in self._found.public}
        for row in self._store.documents():
            names = [name for names, _ in stored_event(row).sealed for name in names if _of_a_round(name)]
            if all(name in self._found.public for name in names):
                yield recorded(row, self._keys)
                continue
            unread = recorded(row, NoKeys())
            hidden = not all(name.partition("/")[0] in shown for name in names)
            yield unread if who or not hidden else _nobodys(unread)

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _of_a_round(key: str) -> bool:
    return key.startswith("round:")


def _nobodys(item: Recorded) -> Recorded:
    return dataclasses.replace(item, actor="", entered_by="")


def _notes(missing: bool, damaged: bool) -> tuple[str, ...]:
    if missing:
        return (sentences.HEAD_MISSING,)
    return (sentences.HEAD_CHANGED,) if damaged else ()
