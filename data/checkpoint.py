"""A signed note of a checked beginning, so that a long record opens without checking it all again.

It holds the SHA-256 of everything up to a place in the journal, which is worked out again at each opening,
and what a reader had found by then. Where anything does not fit, it is ignored and everything is checked.
Source: docs/record, "The journal".
"""

import base64
import itertools
import sys
from array import array
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.canonical import BadEntry, canonical, parse, strict_base64
from data.disk import Disk, save_file
from data.scan import Chain, Lines, Scan

CHECKPOINT = "checkpoint"
EVERY = 1000
"""A new one is made when a record is opened with so many entries behind the last one."""
_PREFIX = b"in-the-round/checkpoint/v1\0"
_VERSION = 1


def save(disk: Disk, folder: Path, found: Scan, key: Ed25519PrivateKey) -> None:
    """Keep what was found in the journal up to its last good line. Raises OSError."""
    chain = found.chain
    counts = array("H", (end - start for start, end in _ranges(found.lines)))
    value = {
        "v": _VERSION,
        "size": found.end,
        "sha256": found.digest.hexdigest(),
        "counts": base64.b64encode(_little(counts).tobytes()).decode(),
        "org": chain.org,
        "tips": [[writer, stream, seq, id] for (writer, stream), (seq, id) in chain.tips.items()],
        "frontier": sorted(chain.frontier),
        "hlc": chain.hlc,
        "last": chain.last,
        "trusted": sorted(chain.trusted),
        "public": [[name, base64.b64encode(key).decode()] for name, key in found.public.items()],
        "resting": sorted(found.resting),
    }
    raw = canonical(value)
    save_file(disk, folder / CHECKPOINT, raw + b"\t" + base64.b64encode(key.sign(_PREFIX + raw)))


def load(folder: Path, journal: Path, key: Ed25519PrivateKey) -> Scan | None:
    """What was found up to the checkpoint, if there is one and the journal still begins like that."""
    try:
        raw, _, text = (folder / CHECKPOINT).read_bytes().partition(b"\t")
        key.public_key().verify(strict_base64(text.decode()), _PREFIX + raw)
        value = parse(raw)
        return _restored(value, journal) if value["v"] == _VERSION else None
    except (OSError, BadEntry, InvalidSignature, ValueError, KeyError, TypeError):
        return None


def _restored(value: Any, journal: Path) -> Scan | None:
    counts = array("H", strict_base64(value["counts"]))
    found = Scan(
        Chain(
            trusted=set(value["trusted"]),
            org=value["org"],
            tips={(writer, stream): (seq, id) for writer, stream, seq, id in value["tips"]},
            frontier=set(value["frontier"]),
            hlc=value["hlc"],
            last=value["last"],
        ),
        public={name: strict_base64(key) for name, key in value["public"]},
        resting=set(value["resting"]),
    )
    with journal.open("rb") as file:
        for events in _little(counts):
            line = file.readline()
            found.digest.update(line)
            found.lines.add(found.end, found.end + len(line), events)
            found.end += len(line)
    same = found.end == value["size"] and found.digest.hexdigest() == value["sha256"]
    return found if same else None


def _ranges(lines: Lines) -> list[tuple[int, int]]:
    firsts = [*lines.firsts, lines.events]
    return list(itertools.pairwise(firsts))


def _little(counts: "array[int]") -> "array[int]":
    """The same numbers with the smaller byte first, also on a machine that has it the other way round."""
    turned = array("H", counts)
    if sys.byteorder == "big":
        turned.byteswap()
    return turned
