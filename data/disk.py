"""The system calls that storing makes, one method each, so that a test can fail any of them."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

_BINARY: int = getattr(os, "O_BINARY", 0)


class Disk:
    """The real disk."""

    def open(self, path: Path, flags: int) -> int:
        """Open or create a file that only its owner may read. Raises OSError, as every method here."""
        return os.open(path, flags | _BINARY, 0o600)

    def close(self, fd: int) -> None:
        """Give the file back."""
        os.close(fd)

    def write(self, fd: int, data: memoryview) -> int:
        """Write some of `data`; returns how many bytes were taken."""
        return os.write(fd, data)

    def write_at(self, fd: int, data: memoryview, at: int) -> int:
        """Write some of `data` at an offset in bytes."""
        if hasattr(os, "pwrite"):
            return os.pwrite(fd, data, at)
        os.lseek(fd, at, os.SEEK_SET)
        return os.write(fd, data)

    def size(self, fd: int) -> int:
        """How many bytes the file has."""
        return os.fstat(fd).st_size

    def sync(self, fd: int) -> None:
        """Wait until the bytes are on the disk."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        elif hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            os.fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to `size` bytes."""
        os.ftruncate(fd, size)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another, at once."""
        os.replace(source, target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder that only its owner may enter."""
        path.mkdir(mode=0o700)

    def sync_folder(self, path: Path) -> None:
        """Wait until a folder's names are on the disk (where folders can be synced)."""
        if os.name == "nt":
            return
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def lock(self, fd: int) -> bool:
        """Take the file for this process alone; False when another has it."""
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                return False
            raise
        return True


class SyncFailed(OSError):
    """A sync reported an error: what is on the disk is not known, and asking again would lie."""


def write_all(write: Callable[[memoryview, int], int], data: bytes) -> None:
    """Call `write(rest, already written)` until all of `data` is taken.

    Raises OSError; a write that takes nothing counts as a full disk.
    """
    view = memoryview(data)
    done = 0
    while done < len(view):
        try:
            taken = write(view[done:], done)
        except InterruptedError:
            continue
        if taken <= 0:
            raise OSError(errno.ENOSPC, "nothing was taken")
        done += taken


def sync(disk: Disk, fd: int) -> None:
    """Sync once; only an interruption by a signal is tried again. Raises SyncFailed."""
    while True:
        try:
            disk.sync(fd)
        except InterruptedError:
            continue
        except OSError as error:
            raise SyncFailed(error.errno, "the sync failed") from error
        return


def save_file(disk: Disk, path: Path, data: bytes) -> None:
    """Replace a file durably: temporary file, sync, replace, sync of the folder. Raises OSError."""
    temporary = path.with_name(path.name + ".new")
    try:
        fd = disk.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            write_all(lambda rest, _: disk.write(fd, rest), data)
            sync(disk, fd)
        finally:
            disk.close(fd)
        disk.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    disk.sync_folder(path.parent)


def make_folder(disk: Disk, path: Path) -> None:
    """Make a folder and those above it, each name synced. Raises OSError."""
    if path.is_dir():
        return
    make_folder(disk, path.parent)
    with contextlib.suppress(FileExistsError):
        disk.make_folder(path)
    disk.sync_folder(path.parent)


def steady_ms() -> int:
    """Milliseconds of a clock that nobody sets and that goes on while the device sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.monotonic_ns() // 1_000_000
