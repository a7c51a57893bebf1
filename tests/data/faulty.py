"""Disks that fail, and a disk whose power is cut."""

import errno
import os
import random
from pathlib import Path

from tests.data.circle import UnsyncedDisk


class FaultyDisk(UnsyncedDisk):
    """A disk that fails at its n-th call, counted from 0; `kind` is an errno, or "short" for half a write.

    With `and_after`, every later call of the same sort fails too.
    """

    def __init__(self, at: int, kind: int | str, *, and_after: bool = False) -> None:
        self.at = at
        self.kind = kind
        self.and_after = and_after
        self.calls: list[str] = []
        self.failed = ""

    def _call(self, name: str) -> bool:
        """Count a call; True when it is to fall short, OSError when it is to fail."""
        number = len(self.calls)
        self.calls.append(name)
        again = self.and_after and self.failed == name
        if number != self.at and not again:
            return False
        if self.kind == "short":
            return True
        assert isinstance(self.kind, int)
        self.failed = name
        raise OSError(self.kind, os.strerror(self.kind))

    def open(self, path: Path, flags: int) -> int:
        self._call("open")
        return super().open(path, flags)

    def write(self, fd: int, data: memoryview) -> int:
        if self._call("write"):
            data = data[: len(data) // 2 or 1]
        elif self.kind == errno.ENOSPC and len(self.calls) - 1 == self.at:
            return 0
        return super().write(fd, data)

    def write_at(self, fd: int, data: memoryview, at: int) -> int:
        if self._call("write_at"):
            data = data[: len(data) // 2 or 1]
        return super().write_at(fd, data, at)

    def size(self, fd: int) -> int:
        self._call("size")
        return super().size(fd)

    def sync(self, fd: int) -> None:
        self._call("sync")

    def truncate(self, fd: int, size: int) -> None:
        self._call("truncate")
        super().truncate(fd, size)

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        super().replace(source, target)

    def make_folder(self, path: Path) -> None:
        self._call("make_folder")
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._call("sync_folder")

    def lock(self, fd: int) -> bool:
        self._call("lock")
        return super().lock(fd)


class HalfWrittenDisk(UnsyncedDisk):
    """A disk that takes part of a write and then fails, with a fault at the truncation behind it or not."""

    def __init__(self, kind: int, *, truncate_fails: bool = False) -> None:
        self.kind = kind
        self.truncate_fails = truncate_fails
        self.full = False
        self._left = 0

    def fill_up(self, left: int) -> None:
        self.full, self._left = True, left

    def write(self, fd: int, data: memoryview) -> int:
        if not self.full:
            return super().write(fd, data)
        if self._left:
            taken = super().write(fd, data[: self._left])
            self._left = 0
            return taken
        raise OSError(self.kind, os.strerror(self.kind))

    def truncate(self, fd: int, size: int) -> None:
        if self.full and self.truncate_fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().truncate(fd, size)


class PowerCut(BaseException):
    """Everything stops."""


class PowerCutDisk(UnsyncedDisk):
    """A disk that remembers what was synced; `cut` leaves any part of what was not.

    `last_call` ("write", "sync" or "write_at") is where the power goes. A name (a new file, a replaced one)
    is taken as kept: the real power cut of `make prove` tests those.
    """

    def __init__(self) -> None:
        self.last_call = ""
        self.dead = False
        self._paths: dict[int, Path] = {}
        self._synced: dict[Path, bytes] = {}

    def _call(self, name: str) -> None:
        if name == self.last_call:
            self.dead = True
            raise PowerCut

    def open(self, path: Path, flags: int) -> int:
        fd = super().open(path, flags)
        self._paths[fd] = path
        self._synced.setdefault(path, path.read_bytes())
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        if self.last_call == "write":
            super().write(fd, data[: len(data) // 2])
        self._call("write")
        return super().write(fd, data)

    def write_at(self, fd: int, data: memoryview, at: int) -> int:
        done = super().write_at(fd, data, at)
        self._call("write_at")
        return done

    def sync(self, fd: int) -> None:
        self._call("sync")
        if not self.dead:
            self._synced[self._paths[fd]] = self._paths[fd].read_bytes()

    def truncate(self, fd: int, size: int) -> None:
        if not self.dead:
            super().truncate(fd, size)

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._synced[target] = self._synced.pop(source)

    def cut(self, dice: random.Random) -> None:
        """Lose a random part of what was written and not synced."""
        for path, safe in self._synced.items():
            if not path.exists():
                continue
            now = path.read_bytes()
            if len(now) >= len(safe) and now[: len(safe)] == safe:
                path.write_bytes(now[: dice.randint(len(safe), len(now))])
            else:
                path.write_bytes(dice.choice([safe, now]))
