"""Entries: what is signed is what is read, and hostile bytes are refused in one clear way."""

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from data.canonical import BadEntry, canonical
from data.codec import PREFIX, Entry, StoredEvent, has_more, read_entry, read_line, sign, writer_name

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WRITER = writer_name(KEY.public_key().public_bytes_raw(), "0123456789abcdef")


def entry(**changes: Any) -> Entry:
    event = StoredEvent("MemberJoined", 1, {"circle": "hill", "person": "ada"}, ((("person:ada",), b"box"),))
    fields = {
        "org": "home",
        "stream": "org",
        "writer": WRITER,
        "seq": 1,
        "prev": "",
        "deps": (),
        "hlc": 5,
        "actor": "ada",
        "entered_by": "ada",
        "events": (event,),
    }
    return Entry(**{**fields, **changes})


def resigned(raw: bytes) -> bytes:
    return raw + b"\t" + base64.b64encode(KEY.sign(PREFIX + raw))


def test_the_bytes_are_exactly_these() -> None:
    """The format is fixed; if this fails, records that exist can no longer be read."""
    signed = sign(entry(), KEY)
    assert signed.raw == (
        b'{"actor":"ada","deps":[],"entered_by":"ada","events":[{"body":{"circle":"hill","person":"ada"},'
        b'"sealed":[{"box":"Ym94","keys":["person:ada"]}],"type":"MemberJoined","version":1}],"hlc":5,'
        b'"org":"home","prev":"","seq":1,"stream":"org","v":1,'
        b'"writer":"A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg.0123456789abcdef"}'
    )
    assert signed.id == hashlib.sha256(signed.raw).hexdigest()
    assert signed.line == resigned(signed.raw) + b"\n"
    assert read_line(signed.line[:-1]) == signed


def test_an_entry_that_another_key_signed_is_refused() -> None:
    raw = sign(entry(), KEY).raw
    other = Ed25519PrivateKey.generate().sign(PREFIX + raw)
    with pytest.raises(BadEntry, match="signature"):
        read_line(raw + b"\t" + base64.b64encode(other))


def test_a_signature_over_something_else_does_not_count() -> None:
    raw = sign(entry(), KEY).raw
    with pytest.raises(BadEntry, match="signature"):
        read_line(raw + b"\t" + base64.b64encode(KEY.sign(raw)))


HOSTILE: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("a list", lambda value: [value]),
    ("no actor", lambda value: {key: item for key, item in value.items() if key != "actor"}),
    ("one field more", lambda value: value | {"more": 1}),
    ("true for a format", lambda value: value | {"v": True}),
    ("a newer format", lambda value: value | {"v": 2}),
    ("a number for a name", lambda value: value | {"stream": 7}),
    ("a stream with a space", lambda value: value | {"stream": "a b"}),
    ("an endless stream", lambda value: value | {"stream": "a" * 101}),
    ("a writer without a key", lambda value: value | {"writer": "ada"}),
    ("seq 0", lambda value: value | {"seq": 0}),
    ("seq true", lambda value: value | {"seq": True}),
    ("a first entry with one before", lambda value: value | {"prev": "0" * 64}),
    ("a second entry with none before", lambda value: value | {"seq": 2}),
    ("deps that are no ids", lambda value: value | {"deps": ["x"]}),
    ("deps twice", lambda value: value | {"deps": ["0" * 64, "0" * 64]}),
    ("deps as text", lambda value: value | {"deps": "0" * 64}),
    ("a time before 1970", lambda value: value | {"hlc": -1}),
    ("no events", lambda value: value | {"events": []}),
    ("events as text", lambda value: value | {"events": "x"}),
    ("an event without a body", lambda value: value | {"events": [{"type": "X", "version": 1}]}),
    ("a type that is no name", lambda value: with_event(value, type="a b")),
    ("a type that is a number", lambda value: with_event(value, type=1)),
    ("version 0", lambda value: with_event(value, version=0)),
    ("a body that is a list", lambda value: with_event(value, body=[])),
    ("sealed as an object", lambda value: with_event(value, sealed={})),
    ("a box without keys", lambda value: with_event(value, sealed=[{"keys": [], "box": ""}])),
    ("a box with a number", lambda value: with_event(value, sealed=[{"keys": ["k"], "box": 1}])),
    ("a box that is not base64", lambda value: with_event(value, sealed=[{"keys": ["k"], "box": "!"}])),
    ("a key without a name", lambda value: with_event(value, sealed=[{"keys": [""], "box": ""}])),
]


def with_event(value: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return value | {"events": [value["events"][0] | changes]}


@pytest.mark.parametrize("change", [change for _, change in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_bytes_are_refused_even_when_they_are_signed(change: Callable[[dict[str, Any]], Any]) -> None:
    value = json.loads(sign(entry(), KEY).raw)
    with pytest.raises(BadEntry):
        read_line(resigned(canonical(change(value))))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(BadEntry):
        read_line(noise)
    assert not has_more(noise)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_is_accepted(at: int, change: int) -> None:
    line = bytearray(sign(entry(), KEY).line[:-1])
    line[at % len(line)] ^= change
    with pytest.raises(BadEntry):
        read_line(bytes(line))


def test_bytes_behind_a_whole_entry_are_noticed() -> None:
    line = sign(entry(), KEY).line[:-1]
    assert has_more(line + b"x")
    assert not has_more(line)
    assert not has_more(line[:-1])
    assert not has_more(b"x" + line + b"x")


def test_an_entry_that_a_reader_would_refuse_is_never_signed() -> None:
    for wrong in ({"actor": "two words"}, {"seq": 0}, {"events": ()}, {"hlc": -5}, {"org": ""}):
        with pytest.raises(BadEntry):
            sign(entry(**wrong), KEY)
    assert read_entry(sign(entry(actor=""), KEY).raw).actor == ""
