"""A damaged record: never a wrong recovery, never a silent one."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.codec import read_line
from data.head import SLOT, Head, Mark
from data.record import LocalRecord
from data.sentences import (
    DAMAGED,
    HEAD_DAMAGED,
    HEAD_MISSING,
    SHORTER,
    TAIL_CHANGED,
    TAIL_SET_ASIDE,
)
from kiosk.governance.events import Recorded
from kiosk.ports import RecordFault
from tests.data.circle import MadeUpClock, UnsyncedDisk, append, fill, open_record, reaction, stored

prove = pytest.mark.prove


@dataclass
class Filled:
    """A record of known bytes, to be damaged and put right again."""

    home: Path
    kept: list[Recorded]
    journal: bytes
    head: bytes

    def put(self, journal: bytes | None = None, head: bytes | None = None) -> None:
        (self.home / "journal").write_bytes(self.journal if journal is None else journal)
        (self.home / "head").write_bytes(self.head if head is None else head)
        for path in self.home.glob("set-aside-*"):
            path.unlink()

    def head_of(self, entries: int) -> bytes:
        """The head as it was after so many entries."""
        mark = Mark()
        for line in self.journal.splitlines()[:entries]:
            signed = read_line(line)
            mark = mark.after(signed.entry.stream, signed.entry.seq, signed.id)
        Head.create(UnsyncedDisk(), self.home / "head", mark)
        return (self.home / "head").read_bytes()


def filled(home: Path, answers: int) -> Filled:
    kept = fill(home, answers)
    return Filled(home, kept, (home / "journal").read_bytes(), (home / "head").read_bytes())


@pytest.fixture
def small(home: Path) -> Filled:
    return filled(home, 3)


@pytest.fixture
def large(home: Path) -> Filled:
    large = filled(home, 9)
    assert len(large.journal) >= 10_000
    return large


def look(home: Path) -> tuple[list[Recorded], str | None, tuple[str, ...]]:
    record = open_record(home)
    try:
        return list(record.read()), record.read_only, record.alarms
    finally:
        record.close()


def assert_never_wrong(record: Filled, what: object) -> None:
    """Everything is there, or the beginning is and nothing can be added; and somebody is told."""
    found, read_only, alarms = look(record.home)
    assert alarms, f"{what}: nobody was told"
    assert found == record.kept[: len(found)], f"{what}: not what was stored"
    assert read_only or len(found) == len(record.kept), f"{what}: went on without what is missing"


# --- flipped bytes ------------------------------------------------------------------------------------


def flip_journal(record: Filled, at: int, change: int) -> None:
    damaged = bytearray(record.journal)
    damaged[at] ^= change
    record.put(journal=bytes(damaged))
    assert_never_wrong(record, f"byte {at} of the journal, xor {change}")


def flip_head(record: Filled, at: int, change: int) -> None:
    damaged = bytearray(record.head)
    damaged[at] ^= change
    record.put(head=bytes(damaged))
    assert_never_wrong(record, f"byte {at} of the head, xor {change}")


def test_a_flipped_byte_is_never_accepted(small: Filled) -> None:
    dice = random.Random(7)
    for at in [*range(0, len(small.journal), 37), len(small.journal) - 1]:
        flip_journal(small, at, 1 << dice.randrange(8))
    for at in range(0, len(small.head), 41):
        flip_head(small, at, 1 << dice.randrange(8))


@prove
@pytest.mark.timeout(3600)
def test_every_flipped_byte_is_never_accepted(large: Filled) -> None:
    for at in range(len(large.journal)):
        flip_journal(large, at, 1)
    for at in range(len(large.head)):
        flip_head(large, at, 1)
    print(f"\nflipped bytes: {len(large.journal)} of the journal, {len(large.head)} of the head; 0 accepted")


def test_a_changed_word_is_told_and_everything_before_it_can_be_read(small: Filled) -> None:
    lines = small.journal.splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"ada"', b'"eve"', 1)
    small.put(journal=b"".join(lines))
    found, read_only, alarms = look(small.home)
    assert (read_only, alarms) == (DAMAGED, (DAMAGED,))
    assert found == small.kept[:3]
    record = open_record(small.home)
    with pytest.raises(RecordFault, match=DAMAGED[:20]):
        append(record, reaction(1))
    record.close()
    assert (small.home / "journal").read_bytes() == b"".join(lines)


def test_a_newline_that_became_another_byte_is_noticed(small: Filled) -> None:
    small.put(journal=small.journal[:-1] + b" ")
    found, read_only, _ = look(small.home)
    assert read_only == TAIL_CHANGED
    assert found == small.kept[:-1]


Change = Callable[[list[bytes]], list[bytes]]
CHANGES: dict[str, Change] = {
    "a line is gone": lambda lines: lines[:2] + lines[3:],
    "the first line is gone": lambda lines: lines[1:],
    "the last line is gone": lambda lines: lines[:-1],
    "a line is there twice": lambda lines: [*lines[:2], *lines[1:]],
    "the last line is there twice": lambda lines: [*lines, lines[-1]],
    "two lines changed places": lambda lines: [*lines[:1], lines[2], lines[1], *lines[3:]],
    "an empty line": lambda lines: [*lines[:2], b"\n", *lines[2:]],
    "another line ending": lambda lines: [line.replace(b"\n", b"\r\n") for line in lines],
    "noise": lambda lines: [*lines, b"noise\n"],
    "nothing is left": lambda lines: [],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whole_lines_cannot_be_moved_taken_or_added(small: Filled, change: Change) -> None:
    small.put(journal=b"".join(change(small.journal.splitlines(keepends=True))))
    assert_never_wrong(small, "lines")
    _, read_only, _ = look(small.home)
    assert read_only


def test_the_last_line_of_a_stream_cannot_be_taken_out_of_the_middle(home: Path) -> None:
    """Its own stream would not miss it; the entries of the other streams name it."""
    record = open_record(home)
    append(record, reaction(1))
    record.append("valley", "ada", "ada", [reaction(2)])
    append(record, reaction(3))
    append(record, reaction(4))
    record.close()
    lines = (home / "journal").read_bytes().splitlines(keepends=True)
    (home / "journal").write_bytes(b"".join([lines[0], *lines[2:]]))
    found, read_only, _ = look(home)
    assert read_only == DAMAGED
    assert [item.event for item in found] == [reaction(1)]


def test_an_entry_of_an_unknown_device_does_not_belong(small: Filled, tmp_path: Path) -> None:
    other = tmp_path / "other"
    fill(other, 0)
    foreign = (other / "journal").read_bytes()
    small.put(journal=small.journal + foreign)
    found, read_only, _ = look(small.home)
    assert (found, read_only) == (small.kept, DAMAGED)


def test_an_entry_of_another_record_does_not_belong_though_this_device_wrote_it(
    small: Filled, tmp_path: Path
) -> None:
    """The keys are here, as after a mistake with a backup."""
    other = tmp_path / "other"
    shutil.copytree(small.home / "keys", other / "keys")
    clock = MadeUpClock()
    record = LocalRecord.open(other, clock=clock, org="elsewhere", steady=clock.steady)
    append(record, reaction(1))
    record.close()
    small.put(journal=small.journal + (other / "journal").read_bytes())
    found, read_only, _ = look(small.home)
    assert (found, read_only) == (small.kept, DAMAGED)


# --- cut off ------------------------------------------------------------------------------------------


def whole_lines(journal: bytes) -> int:
    return journal.count(b"\n")


def cut_as_by_a_power_cut(record: Filled, size: int) -> None:
    """The head names the last whole line: the rest was never confirmed."""
    cut = record.journal[:size]
    whole = whole_lines(cut)
    only_newline_missing = size < len(record.journal) and record.journal[size : size + 1] == b"\n"
    record.put(journal=cut, head=record.head_of(whole))
    found, read_only, alarms = look(record.home)
    entries = whole + only_newline_missing
    expected = [item for item in record.kept if item.entry in ids(record, entries)]
    assert (found, read_only) == (expected, None), f"cut to {size}"
    unfinished = bool(cut) and not cut.endswith(b"\n") and not only_newline_missing
    assert alarms == ((TAIL_SET_ASIDE,) if unfinished else ()), f"cut to {size}"
    aside = [path.read_bytes() for path in record.home.glob("set-aside-*")]
    assert aside == ([cut[cut.rfind(b"\n") + 1 :]] if unfinished else [])
    kiosk = open_record(record.home)
    append(kiosk, reaction(99))
    kiosk.close()
    assert [item.event for item in stored(record.home)] == [*(item.event for item in expected), reaction(99)]


def cut_behind_the_kiosks_back(record: Filled, size: int) -> None:
    """The head names an entry that is not there any more."""
    record.put(journal=record.journal[:size])
    found, read_only, alarms = look(record.home)
    if size == len(record.journal) - 1:
        assert (found, read_only, alarms) == (record.kept, None, ())
        return
    assert read_only == SHORTER, f"cut to {size}"
    assert found == record.kept[: len(found)]
    assert (record.home / "journal").read_bytes() == record.journal[:size], "evidence was removed"


def ids(record: Filled, entries: int) -> set[str]:
    return {read_line(line).id for line in record.journal.splitlines()[:entries]}


def test_a_record_cut_off_anywhere_opens_with_all_that_was_confirmed(small: Filled) -> None:
    size = len(small.journal)
    ends = [at + 1 for at, byte in enumerate(small.journal) if byte == 10]
    near = {end + step for end in ends for step in (-2, -1, 0, 1)}
    for at in sorted({*range(0, size, 97), *near} & set(range(size + 1))):
        cut_as_by_a_power_cut(small, at)
        if at < size:
            cut_behind_the_kiosks_back(small, at)


@prove
@pytest.mark.timeout(3600)
def test_a_record_cut_off_at_every_byte_opens_with_all_that_was_confirmed(large: Filled) -> None:
    for size in range(len(large.journal)):
        cut_as_by_a_power_cut(large, size)
        cut_behind_the_kiosks_back(large, size)
    print(f"\ncut at every byte: {len(large.journal)}, in two ways; 0 wrong recoveries")


# --- the head -----------------------------------------------------------------------------------------


def test_without_a_head_it_is_said_that_the_end_may_be_missing(small: Filled) -> None:
    (small.home / "head").unlink()
    assert look(small.home) == (small.kept, None, (HEAD_MISSING,))
    assert look(small.home) == (small.kept, None, ())


def test_a_torn_head_leaves_the_slot_before(small: Filled) -> None:
    for slot in (0, 1):
        damaged = bytearray(small.head)
        damaged[slot * SLOT + 3 : slot * SLOT + 9] = b"xxxxxx"
        small.put(head=bytes(damaged))
        assert look(small.home) == (small.kept, None, (HEAD_DAMAGED,))
        assert look(small.home) == (small.kept, None, ())


def test_a_head_that_lags_behind_is_brought_up(small: Filled) -> None:
    small.put(head=small.head_of(2))
    assert look(small.home) == (small.kept, None, ())
    small.put(journal=small.journal[:-200], head=(small.home / "head").read_bytes())
    assert look(small.home)[1] == SHORTER


@pytest.mark.parametrize("head", [b"", b"\0" * 2 * SLOT, b"x" * 5000, b"\xff"])
def test_a_head_of_noise_is_told_and_made_anew(small: Filled, head: bytes) -> None:
    small.put(head=head)
    found, read_only, alarms = look(small.home)
    assert (found, read_only) == (small.kept, None)
    assert alarms == (HEAD_MISSING,)
    assert look(small.home)[2] == ()


def test_a_journal_that_is_gone_is_not_taken_for_a_fresh_start(small: Filled) -> None:
    (small.home / "journal").unlink()
    assert look(small.home) == ([], SHORTER, (SHORTER,))
