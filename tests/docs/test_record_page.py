"""docs/record.md is enough to check a record with."""

import base64
import hashlib
import json
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from data.reading import Reading
from tests.docs.pages import ALL, kind

PAGE = ALL["docs/record.md"]
WORDS = " ".join(PAGE.prose.split())


def base64_bytes(length: int) -> int:
    return length // 4 * 3


def shape() -> tuple[list[str], list[str]]:
    """The fields of an entry and of an event, as drawn."""
    (drawn,) = [block for block in PAGE.blocks if kind(block) == "shape"]
    (inner,) = re.findall(r"\[\{([\w, ]+)\}\]", drawn)
    outer = re.sub(r": \[.*\]", "", drawn).strip("{} ")
    return [name.strip() for name in outer.split(",")], [name.strip() for name in inner.split(",")]


def test_a_record_is_checked_by_what_the_page_says(decided: Path) -> None:
    entry_fields, event_fields = shape()
    (before,) = re.findall(r"signature is over `([^`]+)` and these bytes", WORDS)
    journal = (decided / "journal").read_bytes()
    assert journal.endswith(b"\n")
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for line in journal.splitlines():
        raw, signature = line.split(b"\t")
        entry = json.loads(raw)
        assert set(entry) == set(entry_fields)
        assert all(set(event) == set(event_fields) for event in entry["events"])
        again = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert again.encode() == raw
        key = base64.urlsafe_b64decode(entry["writer"].partition(".")[0] + "=")
        signed = before.replace("\\0", "\0").encode() + raw
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(signature, validate=True), signed)
        chain = entry["writer"], entry["stream"]
        seq, prev = last.get(chain, (0, ""))
        assert (entry["seq"], entry["prev"]) == (seq + 1, prev)
        last[chain] = entry["seq"], hashlib.sha256(raw).hexdigest()
    assert len(last) >= 1


def test_an_event_is_named_by_its_entry_and_its_place(decided: Path) -> None:
    assert "a dot and its place, counted from 0" in WORDS
    first = (decided / "journal").read_bytes().splitlines()[0].partition(b"\t")[0]
    with Reading(decided) as reading:
        ids = [one.id for one in reading.events()]
    entry = hashlib.sha256(first).hexdigest()
    count = len(json.loads(first)["events"])
    assert ids[:count] == [f"{entry}.{place}" for place in range(count)]


def test_the_kinds_of_keys_are_beside_the_journal(decided: Path) -> None:
    assert "Keys lie in `keys/`" in WORDS
    assert list((decided / "keys").glob("*.key"))
    named = {
        box["keys"][0].partition(":")[0]
        for line in (decided / "journal").read_bytes().splitlines()
        for event in json.loads(line.partition(b"\t")[0])["events"]
        for box in event["sealed"]
    }
    assert {"person", "circle"} <= named or {"person", "charter"} <= named


def test_boxes_of_answers_are_of_one_length(decided: Path) -> None:
    assert "padded to steps of 2 KB" in WORDS
    lengths = {
        len(box["box"])
        for line in (decided / "journal").read_bytes().splitlines()
        for event in json.loads(line.partition(b"\t")[0])["events"]
        if event["type"] == "AnswerGiven"
        for box in event["sealed"]
        if box["keys"][0].startswith("round:")
    }
    assert len(lengths) == 1
    assert 2048 < base64_bytes(*lengths) < 2200
