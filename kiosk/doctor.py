"""`kiosk doctor`: what works on this device, what does not, and the next step for each."""

import locale
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

SMALLEST = (40, 11)
"""The fewest columns and rows every screen works at."""

ASK = "Ask who looks after this device."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: a sentence, and the next step when it does not work.

    The kiosk can be used without what is not `needed`, such as sound.
    """

    name: str
    works: bool
    sentence: str
    next_step: str = ""
    needed: bool = True


def run(checks: Iterable[Check], out: TextIO) -> int:
    """Write a line a check and what it comes to; returns 0, or 1 when something needed does not work."""
    usable = True
    for check in checks:
        mark = "works    " if check.works else "not yet  "
        out.write(f"{mark}{check.name}: {check.sentence}\n")
        if not check.works and check.next_step:
            out.write(f"         Next step: {check.next_step}\n")
        usable = usable and (check.works or not check.needed)
    out.write("The kiosk can be used.\n" if usable else "The kiosk cannot be used yet.\n")
    return 0 if usable else 1


def device_checks(folder: Path) -> list[Check]:
    """The terminal, the letters, the record's folder, and joining."""
    return [_terminal(), _letters(), looked_at("Record", lambda: _folder(folder)), _joining()]


def looked_at(name: str, look: Callable[[], Check]) -> Check:
    """The check, or that the device does not let us look."""
    try:
        return look()
    except OSError as error:
        return Check(name, False, f"I cannot look at it: {error.strerror or error}.", ASK)


def sound(name: str, good: str, problems: Iterable[str]) -> Check:
    """A part of the record that needs no next step but what its problems say."""
    found = " ".join(problems)
    return Check(name, not found, found or good, ASK)


def _terminal() -> Check:
    columns, rows = shutil.get_terminal_size((0, 0))
    if not sys.stdout.isatty():
        step = "Run kiosk doctor in the kiosk's terminal. Without a screen, use kiosk plain."
        return Check("Screen", False, "I am not in a terminal.", step, needed=False)
    fits = columns >= SMALLEST[0] and rows >= SMALLEST[1]
    sentence = f"{columns} letters by {rows} lines fit."
    return Check("Screen", fits, sentence, "Make the letters smaller, or the window larger.")


def _letters() -> Check:
    # Standard output is set to UTF-8 by us; what the terminal shows is as the locale says.
    works = locale.getencoding().lower().replace("-", "") in ("utf8", "cp65001")
    sentence = "All letters can be shown." if works else "Some letters cannot be shown."
    return Check(
        "Letters", works, sentence, "Set LANG to a UTF-8 language, such as en_GB.UTF-8.", needed=False
    )


def _folder(folder: Path) -> Check:
    near = folder
    while not near.exists() and near != near.parent:
        near = near.parent
    if not os.access(near, os.W_OK | os.X_OK):
        step = "Choose another folder with --data, or ask who looks after this device."
        return Check("Record", False, f"I cannot write in {near}.", step)
    free = shutil.disk_usage(near).free // 1_000_000
    sentence = f"The record is kept in {folder}. {free} MB are free."
    return Check("Record", free > 100, sentence, "Make room on the disk. Nothing is lost meanwhile.")


def _joining() -> Check:
    works = hasattr(socket, "AF_UNIX")
    sentence = "Other devices here can join." if works else "Other devices cannot join here."
    return Check("Joining", works, sentence, "Use kiosk plain on its own.", needed=False)
