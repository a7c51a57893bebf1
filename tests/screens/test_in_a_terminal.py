"""The real kiosk in a real terminal: what comes faster than anyone can look, and what nobody foresaw."""

import contextlib
import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

QUIT = b"\x11"
STOPPED = "Something went wrong. The kiosk has stopped."
BROKEN = """
import sys
from screens import page
def compose(self):
    words = "the loft stairs frighten me"
    raise RuntimeError(words)
page.PageView.compose = compose
from kiosk.cli import main
sys.exit(main(sys.argv[1:]))
"""


class Terminal:
    """A process with a terminal of its own; what it shows is read as it comes."""

    def __init__(self, *command: str, columns: int, rows: int) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)},
        )
        os.close(theirs)
        self.shown = b""

    def until(self, words: bytes = b"", patience: float = 60) -> None:
        """Read until this is shown, or until the process has ended."""
        while not words or words not in self.shown:
            ready, _, _ = select.select([self.ours], [], [], patience)
            if not ready:
                assert not words, f"{words!r} is not shown: {self.shown[-2000:]!r}"
                return
            try:
                self.shown += os.read(self.ours, 65536)
            except OSError:
                assert not words, f"{words!r} was not shown: {self.shown[-2000:]!r}"
                return

    def type(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    def end(self) -> int:
        self.until()
        return self.process.wait(60)


@contextlib.contextmanager
def terminal(*command: str, columns: int = 60, rows: int = 20) -> Iterator[Terminal]:
    made = Terminal(*command, columns=columns, rows=rows)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.wait()
        os.close(made.ours)


@pytest.mark.parametrize(("columns", "rows"), [(40, 11), (60, 20)])
def test_a_burst_of_keys_leaves_the_kiosk_running(tmp_path: Path, columns: int, rows: int) -> None:
    luck = random.Random(columns)
    kiosk = ("-m", "kiosk", "--demo", "--silent", "--data", str(tmp_path / "record"))
    with terminal(*kiosk, columns=columns, rows=rows) as screen:
        screen.until(b"Welcome")
        for _ in range(40):
            screen.type("".join(luck.choices("123456789brp?bx \t\r", k=luck.randint(1, 6))).encode())
        screen.type(b"\x1b[200~1 b p 2\x1b[201~1b1ppb")
        screen.until(b"", patience=1)
        assert screen.process.poll() is None, screen.shown[-2000:]
        screen.type(QUIT)
        assert screen.end() == 0
    assert b"Traceback" not in screen.shown


def test_what_nobody_foresaw_ends_with_one_sentence_and_says_so_by_its_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with terminal("-c", BROKEN, "--demo", "--silent", "--data", str(folder)) as screen:
        assert screen.end() == 1
    assert STOPPED in screen.shown.decode()
    assert b"Traceback" not in screen.shown
    assert b"loft" not in screen.shown
    noted = (folder / "faults.log").read_text(encoding="utf-8")
    assert "screen: RuntimeError in compose" in noted
    assert "loft" not in noted
