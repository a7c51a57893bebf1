"""Killed, unplugged, and without space: everything that was confirmed is still there.

Only what was read before the cut counts as confirmed.
"""

import fcntl
import io
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.disk import Disk
from data.export import verify
from data.place import PlaceStore
from data.record import LocalRecord
from data.sentences import DISK_FULL, PLACE_NOT_SAVED
from kiosk.governance.events import Recorded
from kiosk.ports import RecordFault
from tests.data.circle import append, founding, open_record, reaction, stored

prove = pytest.mark.prove
Cut = Callable[["subprocess.Popen[bytes]"], None]


def confirmed_before(home: Path, reads: int, cut: Cut, *more: str) -> list[str]:
    """Let a kiosk store in a process of its own; cut it off after so many confirmations were read."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.data.appender", str(home), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    with child.stdout as out:
        assert out.readline() == b"open\n"
        ids = [out.readline().decode().strip() for _ in range(reads)]
        cut(child)
    child.wait(timeout=30)
    return ids


def assert_all_there(home: Path, confirmed: list[str]) -> None:
    record = open_record(home)
    try:
        assert record.read_only is None
        found = [item.id for item in record.read()]
        assert [id for id in found if id in set(confirmed)] == confirmed
    finally:
        record.close()
    assert verify(home, io.StringIO()) == 0


# --- killed -------------------------------------------------------------------------------------------


def kill_often(home: Path, times: int, most: int) -> int:
    dice = random.Random(times)
    confirmed: list[str] = []
    for _ in range(times):
        confirmed += confirmed_before(home, dice.randint(0, most), lambda child: child.kill())
        assert_all_there(home, confirmed)
    return len(confirmed)


def test_a_kiosk_that_is_killed_loses_nothing_that_was_confirmed(home: Path) -> None:
    assert kill_often(home, 20, most=12) > 20


@prove
@pytest.mark.timeout(3600)
def test_a_kiosk_that_is_killed_200_times_loses_nothing_that_was_confirmed(home: Path) -> None:
    print(f"\nkilled 200 times: {kill_often(home, 200, most=40)} confirmed entries, 0 lost")


# --- unplugged ----------------------------------------------------------------------------------------

SHUT_DOWN = 0x8004587D
NO_LOG_FLUSH = 2


def need_root(*tools: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, tools)):
        pytest.skip(f"NOT TESTED: this needs Linux, root and {', '.join(tools)}")


def run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


@contextmanager
def mounted(point: Path, *arguments: str) -> Iterator[None]:
    point.mkdir(exist_ok=True)
    if not run("mount", *arguments, str(point)):
        pytest.skip("NOT TESTED: this system does not let us mount")
    try:
        yield
    finally:
        assert run("umount", str(point)) or run("umount", "-l", str(point))


def unplug(point: Path) -> Cut:
    def cut(child: "subprocess.Popen[bytes]") -> None:
        fd = os.open(point, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, SHUT_DOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(fd)
        child.kill()

    return cut


def cut_power(tmp_path: Path, times: int, *more: str) -> int:
    need_root("mount", "umount", "mkfs.ext4")
    image, point = tmp_path / "disk.img", tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(32 * 1024 * 1024)
    assert run("mkfs.ext4", "-q", str(image))
    dice = random.Random(times)
    confirmed: list[str] = []
    for _ in range(times):
        with mounted(point, "-o", "loop", str(image)):
            confirmed += confirmed_before(point / "home", dice.randint(0, 30), unplug(point), *more)
        with mounted(point, "-o", "loop", str(image)):
            assert_all_there(point / "home", confirmed)
    return len(confirmed)


def test_a_power_cut_on_a_real_file_system_loses_nothing(tmp_path: Path) -> None:
    assert cut_power(tmp_path, 2) >= 0


@prove
@pytest.mark.timeout(3600)
def test_100_power_cuts_lose_nothing(tmp_path: Path) -> None:
    print(f"\npower cut 100 times: {cut_power(tmp_path, 100)} confirmed entries, 0 lost")


@prove
def test_the_power_cuts_would_show_a_kiosk_that_does_not_sync(tmp_path: Path) -> None:
    with pytest.raises((AssertionError, RecordFault)):
        cut_power(tmp_path, 20, "--unsynced")


# --- no space -----------------------------------------------------------------------------------------


def until_refused(record: LocalRecord, kept: list[Recorded]) -> str:
    """Store until there is no more space; returns what the person is told."""
    for number in range(1000):
        try:
            kept += append(record, reaction(10 ** (number % 900)))
        except RecordFault as fault:
            return str(fault)
    return "there was always space"


def fill_the_disk(tmp_path: Path, seed: int) -> None:
    need_root("mount", "umount")
    with mounted(tmp_path / f"small{seed}", "-t", "tmpfs", "-o", "size=192k", "tmpfs"):
        home = tmp_path / f"small{seed}" / "home"
        record = open_record(home, disk=Disk())
        place = PlaceStore(home, record.keyring)
        kept = list(append(record, *founding()))
        place.save({"page": "start"})
        filler = home.parent / "photos"
        filler.write_bytes(b"x" * (60_000 + 1000 * seed))
        assert until_refused(record, kept) == DISK_FULL
        assert record.read_only is None
        assert list(record.read()) == kept
        with pytest.raises(RecordFault, match=PLACE_NOT_SAVED[:20]):
            place.save({"page": "x" * 50_000})
        assert place.load() == {"page": "start"}
        filler.unlink()
        kept += append(record, reaction(1))
        place.save({"page": "after"})
        record.close()
        assert stored(home) == kept


def test_on_a_full_disk_nothing_is_lost_and_it_works_again_when_there_is_space(tmp_path: Path) -> None:
    fill_the_disk(tmp_path, 0)


@prove
def test_five_full_disks(tmp_path: Path) -> None:
    for seed in range(5):
        fill_the_disk(tmp_path, seed)
    print("\nfull disk 5 times: 0 lost")
