"""Entries as bytes: the one canonical form, its id, its signature, and the line it is stored on.

The format is fixed (docs/record): a byte that is written once is never written differently later.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from data.canonical import LARGEST, BadEntry, TooLong, dump, parse, strict_base64, tidy

FORMAT = 1
PREFIX = b"in-the-round/entry/v1\0"
MAX_LINE = 16 * 1024 * 1024
"""The longest line, in bytes; a clip of sound fits, a mistake does not."""
MAX_NAME = 100
"""The longest name of a stream, person or record, in characters."""

_NAME = re.compile(rf"[!-~]{{1,{MAX_NAME}}}")
_ID = re.compile(r"[0-9a-f]{64}")
_WRITER = re.compile(r"[A-Za-z0-9_-]{43}\.[0-9a-f]{16}")
_SIGNATURE_LENGTH = 88
_ENTRY_KEYS = frozenset(
    ("v", "org", "stream", "writer", "seq", "prev", "deps", "hlc", "actor", "entered_by", "events")
)
_EVENT_KEYS = frozenset(("type", "version", "body", "sealed"))
_BOX_KEYS = frozenset(("keys", "box"))


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it lies in an entry: `sealed` holds (key names, outermost first, and box) pairs."""

    type: str
    version: int
    body: Mapping[str, Any]
    sealed: tuple[tuple[tuple[str, ...], bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """All the events of one command, and where they stand: `seq` and `prev` run per writer and stream."""

    org: str
    stream: str
    writer: str
    seq: int
    prev: str
    deps: tuple[str, ...]
    hlc: int
    actor: str
    entered_by: str
    events: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry with its exact bytes, its id and its signature."""

    entry: Entry
    id: str
    raw: bytes
    signature: bytes

    @property
    def line(self) -> bytes:
        """The line of the journal: bytes, tab, signature, newline."""
        return self.raw + b"\t" + base64.b64encode(self.signature) + b"\n"


def _entry_value(entry: Entry) -> dict[str, object]:
    return {
        "v": FORMAT,
        "org": entry.org,
        "stream": entry.stream,
        "writer": entry.writer,
        "seq": entry.seq,
        "prev": entry.prev,
        "deps": entry.deps,
        "hlc": entry.hlc,
        "actor": entry.actor,
        "entered_by": entry.entered_by,
        "events": [_event_value(event) for event in entry.events],
    }


def _event_value(event: StoredEvent) -> dict[str, object]:
    sealed = [{"keys": keys, "box": base64.b64encode(box).decode()} for keys, box in event.sealed]
    return {"type": event.type, "version": event.version, "body": event.body, "sealed": sealed}


def read_entry(raw: bytes) -> Entry:
    """Read the bytes of an entry strictly. Raises BadEntry."""
    return _checked(parse(raw))


def _checked(value: Any) -> Entry:
    """The entry that a canonical value is. Raises BadEntry."""
    _need(type(value) is dict and value.keys() == _ENTRY_KEYS, "not the fields of an entry")
    _need(value["v"] == FORMAT and type(value["v"]) is int, "another format")
    for name in ("org", "stream"):
        _need(type(value[name]) is str and _NAME.fullmatch(value[name]), f"{name} is not a name")
    for name in ("actor", "entered_by"):
        _need(value[name] == "" or (type(value[name]) is str and _NAME.fullmatch(value[name])), "not a name")
    _need(type(value["writer"]) is str and _WRITER.fullmatch(value["writer"]), "not a writer")
    _need(type(value["seq"]) is int and 1 <= value["seq"] <= LARGEST, "seq is not a number")
    _need(type(value["hlc"]) is int and 0 <= value["hlc"] <= LARGEST, "hlc is not a time")
    _need(_is_id(value["prev"]) if value["seq"] > 1 else value["prev"] == "", "prev is not an id")
    deps = value["deps"]
    _need(type(deps) is list and all(_is_id(dep) for dep in deps), "deps are not ids")
    _need(deps == sorted(set(deps)), "deps are not in order")
    events = value["events"]
    _need(type(events) is list and 1 <= len(events) <= 1000, "no events")
    return Entry(
        value["org"],
        value["stream"],
        value["writer"],
        value["seq"],
        value["prev"],
        tuple(deps),
        value["hlc"],
        value["actor"],
        value["entered_by"],
        tuple(_read_event(event) for event in events),
    )


def _read_event(value: Any) -> StoredEvent:
    _need(type(value) is dict and value.keys() == _EVENT_KEYS, "not the fields of an event")
    _need(type(value["type"]) is str and value["type"].isidentifier(), "not a type of event")
    _need(type(value["version"]) is int and 1 <= value["version"] <= 10_000, "not a version")
    _need(type(value["body"]) is dict, "body is not an object")
    _need(type(value["sealed"]) is list, "sealed is not a list")
    boxes = tuple(_read_box(box) for box in value["sealed"])
    return StoredEvent(value["type"], value["version"], value["body"], boxes)


def _read_box(value: Any) -> tuple[tuple[str, ...], bytes]:
    _need(type(value) is dict and value.keys() == _BOX_KEYS, "not the fields of a box")
    keys = value["keys"]
    _need(type(keys) is list and 1 <= len(keys) <= 8, "no keys")
    _need(all(type(key) is str and 0 < len(key) <= 2 * MAX_NAME for key in keys), "not a key name")
    _need(type(value["box"]) is str, "not a box")
    return tuple(keys), strict_base64(value["box"])


def _is_id(value: object) -> bool:
    return type(value) is str and _ID.fullmatch(value) is not None


def _need(fits: object, reason: str) -> None:
    if not fits:
        raise BadEntry(reason)


def sign(entry: Entry, key: Ed25519PrivateKey) -> Signed:
    """Make the signed entry. Raises BadEntry."""
    value = tidy(_entry_value(entry))
    # What is handed back is what a reader will see, and nothing is signed that a reader would refuse.
    checked = _checked(value)
    raw = dump(value)
    if len(raw) > MAX_LINE - 100:
        raise TooLong("too long")
    return Signed(checked, hashlib.sha256(raw).hexdigest(), raw, key.sign(PREFIX + raw))


def writer_name(public: bytes, epoch: str) -> str:
    """A writer is a device key and an epoch: 32 bytes as base64url, a dot, 16 hex digits."""
    return base64.urlsafe_b64encode(public).decode().rstrip("=") + "." + epoch


def writer_key(writer: str) -> str:
    """The device key in a writer's name."""
    return writer.partition(".")[0]


@lru_cache(maxsize=64)
def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key + "="))


def read_line(line: bytes) -> Signed:
    """Read one line of the journal without its newline, and check the signature. Raises BadEntry."""
    raw, tab, text = line.partition(b"\t")
    _need(tab and len(text) == _SIGNATURE_LENGTH and text.isascii(), "not an entry and its signature")
    signature = strict_base64(text.decode())
    entry = read_entry(raw)
    try:
        _public(writer_key(entry.writer)).verify(signature, PREFIX + raw)
    except (InvalidSignature, ValueError) as error:
        raise BadEntry("the signature does not fit") from error
    return Signed(entry, hashlib.sha256(raw).hexdigest(), raw, signature)


def has_more(tail: bytes) -> bool:
    """Whether these bytes are a whole signed entry with other bytes behind it: somebody changed them."""
    raw, tab, rest = tail.partition(b"\t")
    if not tab or len(rest) <= _SIGNATURE_LENGTH:
        return False
    try:
        read_line(raw + tab + rest[:_SIGNATURE_LENGTH])
    except BadEntry:
        return False
    return True
