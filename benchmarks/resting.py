"""What the kiosk takes while nobody does anything: processor time and memory, all processes."""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.screens import EMPTY_APP, Terminal

SECONDS = 8.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _family(int(child))
    return found


def _taken(pids: list[int]) -> float:
    """Processor seconds taken so far."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def _memory(pids: list[int]) -> float:
    """Resident megabytes."""
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE for pid in pids) / 1e6


def _rest(*command: str) -> tuple[float, float]:
    """Share of a core, and megabytes, over some seconds after the first page."""
    terminal = Terminal(*command)
    terminal.wait_for(b"Welcome")
    time.sleep(4)
    pids = _family(terminal.pid)
    before = _taken(pids)
    time.sleep(SECONDS)
    share, memory = (_taken(pids) - before) / SECONDS, _memory(pids)
    terminal.close()
    return share, memory


def rows() -> list[dict[str, Any]]:
    """Voice off and voice on, beside an empty Textual app."""
    empty, empty_memory = _rest(sys.executable, "-c", EMPTY_APP)
    with tempfile.TemporaryDirectory() as folder:
        off, off_memory = _rest(sys.executable, "-m", "kiosk", "--silent", "--data", f"{folder}/off")
        on, on_memory = _rest(sys.executable, "-m", "kiosk", "--data", f"{folder}/on")
    beside = f"empty Textual app {empty:.1%}, {empty_memory:.0f} MB"
    return [
        _row("idle, voice off (share of a core)", f"{off:.1%}", "≤ 2 %", beside),
        _row("memory, voice off, small record (MB)", f"{off_memory:.0f}", "≤ 90 at 100k events", beside),
        _row("idle, voice on (share of a core)", f"{on:.1%}", "≤ 15 %", beside),
        _row("memory, voice on, all processes (MB)", f"{on_memory:.0f}", "≤ 400", beside),
    ]


def _row(what: str, measured: str, target: str, beside: str) -> dict[str, Any]:
    note = f"over {SECONDS:.0f} s after the first page"
    return {"what": what, "measured": measured, "target": target, "beside": beside, "note": note}
