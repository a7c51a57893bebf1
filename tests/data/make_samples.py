"""Write a stored sample of each type and version of event that has none yet.

`python -m tests.data.make_samples`. A sample that has been released is never written again: it is what a
record out there looks like. Before the first release, `--renew TYPE…` replaces samples of changed types.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.codec import Entry, sign, writer_name
from data.shapes import kind_and_body, store
from kiosk.governance.events import EVENTS, Event
from tests.data.circle import NOON, example

SAMPLES = Path(__file__).parent / "samples"


def key_of(name: str) -> bytes:
    """The key of a sample: anyone may know it."""
    return hashlib.sha256(b"sample " + name.encode()).digest()


def sample_path(kind: str, version: int) -> Path:
    return SAMPLES / f"{kind}.v{version}.json"


def make(event: Event) -> str:
    """An event as a journal holds it today, the keys that open it, and what it means."""
    kind, means = kind_and_body(event)
    device = Ed25519PrivateKey.from_private_bytes(key_of("device"))
    used: set[str] = set()

    def noted(name: str) -> bytes:
        used.add(name)
        return key_of(name)

    stored = store(event, "sample", noted)
    writer = writer_name(device.public_key().public_bytes_raw(), "0" * 16)
    entry = Entry("samples", "sample", writer, 1, "", (), NOON, "ada", "bo", (stored,))
    sample = {
        "type": kind,
        "version": event.version,
        "line": sign(entry, device).line.decode().rstrip("\n"),
        "keys": {name: base64.b64encode(key_of(name)).decode() for name in sorted(used)},
        "means": means,
    }
    return json.dumps(sample, ensure_ascii=False, indent=2) + "\n"


def main(renew: set[str]) -> None:
    SAMPLES.mkdir(exist_ok=True)
    for kind, cls in EVENTS.items():
        path = sample_path(kind, cls.version)
        if not path.exists() or kind in renew:
            path.write_text(make(example(cls)), encoding="utf-8")
            print(f"wrote {path.name}")


if __name__ == "__main__":
    main(set(sys.argv[1:]) - {"--renew"})
