"""One order to the sound process, and the sentences it speaks."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Job:
    """One thing to do: say something, listen, or both in this order."""

    turn: int
    text: str = ""
    phrases: list[str] | None = None
    file: Path | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    finish: threading.Event = field(default_factory=threading.Event)


def sentences(text: str) -> Iterator[str]:
    """Cut text so that the first sound comes soon and hushing is near."""
    for part in re.split(r"(?<=[.!?…。])\s+|\n+", text):
        if part.strip():
            yield part.strip()
