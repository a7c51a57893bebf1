"""Whether a kiosk could open its record here and store, without opening or changing it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from data import sentences
from data.disk import Disk
from data.journal import HEAD, JOURNAL, LOCK
from data.keyring import ReadKeys
from data.reading import Reading
from data.record import EPOCH, KEYS
from kiosk.ports import RecordFault

FILES = (JOURNAL, HEAD, EPOCH, LOCK)


def record_problems(folder: Path) -> Iterator[str]:
    """What is wrong with the entries, each as plain sentences; nothing where there is no record yet."""
    try:
        if not (folder / JOURNAL).exists() and not (folder / HEAD).exists():
            return
        if any(_in_the_way(folder / name, os.path.isfile) for name in FILES):
            yield sentences.CANNOT_OPEN
            return
        with Reading(folder) as reading:
            yield from reading.problems
    except (RecordFault, OSError) as fault:
        # A broken list of erased keys is told with the keys.
        if str(fault) != sentences.KEYS_BROKEN:
            yield str(fault) if isinstance(fault, RecordFault) else sentences.CANNOT_READ


def key_problems(folder: Path) -> Iterator[str]:
    """What is wrong with the keys, each as plain sentences."""
    try:
        if _in_the_way(folder / KEYS, os.path.isdir):
            yield sentences.KEY_BROKEN
            return
        keys = ReadKeys(folder / KEYS)
        keys.erased("")
        if any(keys.broken()):
            yield sentences.KEY_BROKEN
    except RecordFault as fault:
        yield str(fault)
    except OSError:
        yield sentences.KEY_BROKEN


def lock_problems(folder: Path) -> Iterator[str]:
    """Why no kiosk could hold this record for itself; one that runs holds it rightly."""
    disk, path = Disk(), folder / LOCK
    try:
        if path.exists():
            fd = disk.open(path, os.O_RDWR)
            try:
                disk.lock(fd)
            finally:
                disk.close(fd)
    except OSError:
        yield sentences.CANNOT_OPEN


def _in_the_way(path: Path, right: Callable[[Path], bool]) -> bool:
    """Whether something stands here that is not what should, or that we may not use."""
    return os.path.lexists(path) and not (right(path) and os.access(path, os.R_OK | os.W_OK))
