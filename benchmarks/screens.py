"""The screen as a person meets it: through a real pseudo-terminal, beside an empty Textual app."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Welcome")
Empty().run()
"""
STARTS, PRESSES = 5, 40
PATIENCE = 30.0


class Terminal:
    """A program in a pseudo-terminal of 60 by 20."""

    def __init__(self, *command: str) -> None:
        self._screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 60, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, env=environment, start_new_session=True
        )
        os.close(inside)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def wait_for(self, words: bytes) -> float:
        """Read until these words are painted; returns the moment."""
        seen = b""
        while time.perf_counter() - self.begun < PATIENCE:
            seen += os.read(self._screen, 65536)
            if words in seen:
                return time.perf_counter()
        raise TimeoutError(words)

    def press(self, key: bytes, then: bytes) -> float:
        """Press a key and wait for what it paints; returns milliseconds."""
        pressed = time.perf_counter()
        self.begun = pressed
        os.write(self._screen, key)
        return (self.wait_for(then) - pressed) * 1000

    def close(self) -> None:
        """End the program."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._screen)


def _start(*command: str) -> float:
    """Median seconds from start to the first page."""
    taken = []
    for _ in range(STARTS):
        terminal = Terminal(*command)
        taken.append(terminal.wait_for(b"Welcome") - terminal.begun)
        terminal.close()
    return median(taken)


def rows() -> list[dict[str, Any]]:
    """Start to first page, and key press to repainted page."""
    empty = _start(sys.executable, "-c", EMPTY_APP)
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "record")
        kiosk = _start(sys.executable, "-m", "kiosk", "--silent", "--data", data)
        terminal = Terminal(sys.executable, "-m", "kiosk", "--demo", "--silent")
        terminal.wait_for(b"Welcome")
        times = []
        for _ in range(PRESSES // 2):
            times.append(terminal.press(b"1", b"ready"))
            times.append(terminal.press(b"b", b"Welcome"))
        terminal.close()
    p95 = quantiles(times, n=20)[-1]
    return [
        {
            "what": "start to first usable screen, empty record (s)",
            "measured": round(kiosk, 3),
            "target": "≤ 2 x an empty Textual app",
            "beside": f"empty Textual app {empty:.3f}",
            "note": f"ratio {kiosk / empty:.2f}, median of {STARTS}",
        },
        {
            "what": "key press to repainted screen, 60 x 20, through a pty (ms)",
            "measured": round(p95, 1),
            "target": "p95 ≤ 50",
            "beside": f"median {median(times):.1f}",
            "note": f"p95 of {PRESSES}",
        },
    ]
