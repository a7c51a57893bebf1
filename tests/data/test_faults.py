"""A fault at each system call: nothing is called stored that is not, and nothing stored is lost."""

import errno
import os
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data.disk import Disk
from data.sentences import DISK_FULL, DISK_STOPPED, UNSURE
from kiosk.governance.events import Event
from kiosk.ports import RecordFault
from tests.data.circle import MadeUpClock, answer, append, founding, open_record, reaction, shown, stored
from tests.data.faulty import FaultyDisk, HalfWrittenDisk, PowerCut, PowerCutDisk

COMMANDS: tuple[tuple[Event, ...], ...] = (
    founding(),
    (answer("ada", words="too loud"),),
    (answer("bo", "ok"),),
    (shown(),),
    (reaction(1), reaction(2)),
)


@dataclass
class Sitting:
    """What was confirmed, and what the kiosk said it was not sure of."""

    confirmed: list[str] = field(default_factory=list)
    unsure: list[tuple[Event, ...]] = field(default_factory=list)
    refused: int = 0


def sit(home: Path, disk: Disk) -> Sitting:
    """Store every command once, going on after a refusal as people do."""
    sitting = Sitting()
    try:
        record = open_record(home, MadeUpClock(), disk)
    except RecordFault:
        sitting.refused = len(COMMANDS)
        return sitting
    for events in COMMANDS:
        try:
            sitting.confirmed += [item.id for item in append(record, *events)]
        except RecordFault as fault:
            sitting.refused += 1
            if str(fault) == UNSURE:
                sitting.unsure.append(events)
    assert [item.id for item in record.read()] == sitting.confirmed
    record.close()
    return sitting


def assert_honest(home: Path, sitting: Sitting) -> None:
    """Everything confirmed is there; what is there beside it was never called "not stored"."""
    record = open_record(home)
    found = list(record.read())
    assert record.read_only is None
    ids = [item.id for item in found]
    assert [id for id in ids if id in sitting.confirmed] == sitting.confirmed
    others = [item.event for item in found if item.id not in sitting.confirmed]
    assert len(others) <= sum(len(events) for events in sitting.unsure)
    append(record, reaction(99))
    record.close()
    assert stored(home)[-1].event == reaction(99)


def calls_of_a_sitting(tmp_path: Path) -> list[str]:
    disk = FaultyDisk(-1, 0)
    sitting = sit(tmp_path / "counting", disk)
    assert sitting.refused == 0
    return disk.calls


KINDS: dict[str, int | str] = {
    "full disk": errno.ENOSPC,
    "broken disk": errno.EIO,
    "short write": "short",
    "interrupted": errno.EINTR,
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_fault_at_each_system_call_never_makes_a_false_stored(tmp_path: Path, kind: int | str) -> None:
    try_each_call(tmp_path, kind, and_after=False)


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EIO], ids=["full disk", "broken disk"])
def test_a_fault_that_stays_never_makes_a_false_stored(tmp_path: Path, kind: int) -> None:
    try_each_call(tmp_path, kind, and_after=True)


def try_each_call(tmp_path: Path, kind: int | str, *, and_after: bool) -> None:
    calls = calls_of_a_sitting(tmp_path)
    for at, name in enumerate(calls):
        home = tmp_path / f"{at}-{name}"
        disk = FaultyDisk(at, kind, and_after=and_after)
        sitting = sit(home, disk)
        if kind == "short" or (kind == errno.EINTR and name in ("write", "write_at", "sync")):
            assert sitting.refused == 0, f"{name} was not done again"
        assert_honest(home, sitting)


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EIO], ids=["full disk", "broken disk"])
def test_a_fault_while_an_unfinished_end_is_mended_loses_nothing(tmp_path: Path, kind: int) -> None:
    def unfinished(home: Path) -> Sitting:
        sitting = sit(home, Disk())
        with (home / "journal").open("ab") as file:
            file.write(b'{"half')
        return sitting

    counting = FaultyDisk(-1, 0)
    unfinished(tmp_path / "counting")
    open_record(tmp_path / "counting", disk=counting).close()
    assert "truncate" in counting.calls
    for at, name in enumerate(counting.calls):
        home = tmp_path / f"{at}-{name}"
        before = unfinished(home)
        try:
            record = open_record(home, disk=FaultyDisk(at, kind))
        except RecordFault:
            pass
        else:
            assert [item.id for item in record.read()] == before.confirmed
            record.close()
        assert_honest(home, before)


@pytest.mark.parametrize("left", [0, 1, 100, 1200])
def test_half_a_write_is_cut_off_and_the_next_one_works(home: Path, left: int) -> None:
    disk = HalfWrittenDisk(errno.ENOSPC)
    record = open_record(home, disk=disk)
    kept = append(record, *founding())
    append(record, answer())  # so that its keys are there
    size = (home / "journal").stat().st_size
    disk.fill_up(left)
    with pytest.raises(RecordFault) as refused:
        append(record, answer())
    assert str(refused.value) == DISK_FULL
    assert record.read_only is None
    assert (home / "journal").stat().st_size == size
    disk.full = False
    append(record, answer("ada", "ok"))
    record.close()
    assert stored(home)[: len(kept)] == list(kept)
    assert len(stored(home)) == 4


def test_when_half_a_write_cannot_be_cut_off_nothing_more_is_added(home: Path) -> None:
    disk = HalfWrittenDisk(errno.ENOSPC, truncate_fails=True)
    record = open_record(home, disk=disk)
    kept = append(record, *founding(), reaction(0))
    disk.fill_up(10)
    with pytest.raises(RecordFault) as refused:
        append(record, reaction(1))
    assert str(refused.value) == UNSURE
    disk.full = False
    with pytest.raises(RecordFault) as refused:
        append(record, reaction(2))
    assert str(refused.value) == DISK_STOPPED == record.read_only
    assert list(record.read()) == list(kept)
    record.close()
    assert stored(home) == list(kept)


class CountingSyncs(Disk):
    """A disk whose syncs fail when told to."""

    def __init__(self) -> None:
        self.fails = False
        self.tries = 0

    def sync(self, fd: int) -> None:
        if self.fails:
            self.tries += 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_failed_sync_is_never_tried_again(home: Path) -> None:
    disk = CountingSyncs()
    record = open_record(home, disk=disk)
    kept = append(record, *founding(), reaction(0))
    disk.fails = True
    with pytest.raises(RecordFault) as refused:
        append(record, reaction(1))
    assert str(refused.value) == UNSURE
    with pytest.raises(RecordFault):
        append(record, reaction(2))
    assert disk.tries == 1
    assert record.read_only == DISK_STOPPED
    assert DISK_STOPPED in record.alarms
    assert list(record.read()) == list(kept)
    disk.fails = False
    record.close()


def test_a_key_that_cannot_be_kept_means_not_stored(home: Path) -> None:
    class NoNewFiles(Disk):
        full = False

        def replace(self, source: Path, target: Path) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            super().replace(source, target)

    disk = NoNewFiles()
    record = open_record(home, disk=disk)
    append(record, *founding())
    size = (home / "journal").stat().st_size
    disk.full = True
    with pytest.raises(RecordFault) as refused:
        append(record, answer())
    assert str(refused.value) == DISK_FULL
    assert (home / "journal").stat().st_size == size
    assert list((home / "keys").glob("*.new")) == []
    disk.full = False
    append(record, answer())
    record.close()
    assert len(stored(home)) == 3


def test_a_kiosk_that_is_stopped_in_the_middle_of_a_write_leaves_no_half_line(home: Path) -> None:
    class StoppedDisk(Disk):
        stop = False

        def write(self, fd: int, data: memoryview) -> int:
            if self.stop:
                super().write(fd, data[:20])
                raise KeyboardInterrupt
            return super().write(fd, data)

    disk = StoppedDisk()
    record = open_record(home, disk=disk)
    append(record, *founding(), reaction(0))
    disk.stop = True
    with pytest.raises(KeyboardInterrupt):
        append(record, reaction(1))
    disk.stop = False
    append(record, reaction(2))
    record.close()
    assert [item.event for item in stored(home)][-2:] == [reaction(0), reaction(2)]


def until_the_power_goes(home: Path, dice: random.Random) -> list[str]:
    """Store a few entries; the power goes in the middle of storing one more."""
    disk = PowerCutDisk()
    record = open_record(home, disk=disk)
    confirmed = [item.id for item in record.read()]
    confirmed += [item.id for item in append(record, *founding())]
    for _ in range(dice.randint(1, 4)):
        confirmed += [item.id for item in append(record, reaction(dice.randint(0, 9)))]
    disk.last_call = dice.choice(["write", "sync", "write_at"])
    with pytest.raises(PowerCut):
        append(record, reaction(10 ** dice.randint(0, 200)))
    disk.last_call = ""
    record.close()
    disk.cut(dice)
    return confirmed


def test_a_power_cut_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    """A model of a disk that keeps only what was synced; `make prove` cuts a real file system off."""
    for seed in range(60):
        dice = random.Random(seed)
        home = tmp_path / str(seed)
        for _ in range(3):
            confirmed = until_the_power_goes(home, dice)
            record = open_record(home)
            assert record.read_only is None
            assert [item.id for item in record.read()][: len(confirmed)] == confirmed
            record.close()
