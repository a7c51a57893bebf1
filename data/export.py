"""The record for others: as JSON lines, as a sentence on whether it verifies, as events for pages."""

import json
import sys
from pathlib import Path
from typing import Any, TextIO

from data import sentences
from data.codec import FORMAT
from data.reading import Reading
from data.shapes import kind_and_body
from kiosk.governance.events import Recorded
from kiosk.ports import RecordFault


def export_json(folder: Path, out: TextIO, err: TextIO | None = None) -> int:
    """Write the record as JSON lines; returns the exit code.

    0 done; 1 when it does not verify, after writing what does, with one plain sentence on `err`.
    """
    err = err or sys.stderr
    try:
        with Reading(folder) as reading:
            _write(out, _first_line(reading))
            for item in reading.events(who=False):
                _write(out, _event_line(item))
            if reading.problems:
                err.write(sentences.NOT_WHOLE + "\n")
            return 1 if reading.problems else 0
    except RecordFault as fault:
        err.write(f"{fault}\n")
        return 1


def verify(folder: Path, out: TextIO, err: TextIO | None = None) -> int:
    """Write that it is whole, or each problem; returns the exit code, 0 or 1.

    1 comes with one line of plain sentences on `err`.
    """
    err = err or sys.stderr
    try:
        with Reading(folder) as reading:
            lines = list(reading.problems)
            if lines:
                err.write(f"{sentences.NOT_WHOLE}\n")
            else:
                lines = [sentences.WHOLE.format(entries=reading.entries, events=len(reading))]
            lines += [*reading.notes, sentences.FINGERPRINT.format(fingerprint=reading.fingerprint)]
            out.writelines(f"{line}\n" for line in lines)
            return 1 if reading.problems else 0
    except RecordFault as fault:
        err.write(f"{fault}\n")
        return 1


def public_events(folder: Path) -> list[Recorded]:
    """Every event that verifies, for readable pages; answers of rounds not yet shown read as None.

    Raises RecordFault.
    """
    with Reading(folder) as reading:
        return list(reading.events())


def _first_line(reading: Reading) -> dict[str, Any]:
    return {
        "type": "record",
        "format": FORMAT,
        "org": reading.org,
        "fingerprint": reading.fingerprint,
        "streams": reading.streams,
    }


def _event_line(item: Recorded) -> dict[str, Any]:
    kind, body = kind_and_body(item.event)
    if item.closed and not item.actor and "person" in body:
        body = {**body, "person": None}
    line = {
        "type": "event",
        "id": item.id,
        "entry": item.entry,
        "stream": item.stream,
        "writer": item.writer,
        "seq": item.seq,
        "hlc": item.hlc,
        "actor": item.actor or None,
        "entered_by": item.entered_by or None,
        "event": kind,
        "body": body,
        # Only events whose signature fits are read; the others make the exit code 1.
        "signature_ok": True,
    }
    return {**line, "closed": item.closed} if item.closed else line


def _write(out: TextIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False) + "\n")
