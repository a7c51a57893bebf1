"""One form of JSON and no other."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.canonical import BadEntry, NotText, canonical, parse, strict_base64

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz_", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


def composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    return {key: composed(item) for key, item in value.items()} if isinstance(value, dict) else value


@settings(deadline=None)
@given(values)
def test_whatever_is_written_reads_back_the_same(value: Any) -> None:
    assert parse(canonical(value)) == composed(value)


def test_a_mark_after_an_escaped_newline_stays_where_it_is() -> None:
    """Composing the JSON text as a whole would join the n of the escape with the mark behind it."""
    assert parse(canonical("a\n\u0303b")) == "a\n\u0303b"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"Infinity",
        b"01",
        b"9007199254740993",
        b"1" * 5000,
        b'"\\u00e9"',
        b'"\\/"',
        '"e\u0301"'.encode(),
        '{"é":1}'.encode(),
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\t"',
        b"[" * 18 + b"]" * 18,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
)
def test_bytes_in_any_other_form_are_refused(raw: bytes) -> None:
    with pytest.raises(BadEntry):
        parse(raw)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_at_all_do_more_than_be_refused(raw: bytes) -> None:
    try:
        value = parse(raw)
    except BadEntry:
        return
    assert canonical(value) == raw


@pytest.mark.parametrize("value", [1.5, 2**53 + 1, {"é": 1}, {1: 1}, b"x", {"a"}, object()])
def test_what_has_no_such_form_is_not_written(value: object) -> None:
    with pytest.raises(BadEntry):
        canonical(value)


def test_half_a_letter_is_not_written() -> None:
    with pytest.raises(NotText):
        canonical({"a": "\ud83d"})


def test_deep_and_shallow_are_judged_alike_with_and_without_accents() -> None:
    deepest: Any = "e"
    for _ in range(16):
        deepest = [deepest]
    assert parse(json.dumps(deepest).encode()) == deepest
    assert parse(json.dumps(deepest, ensure_ascii=False).replace("e", "é").encode())
    for letter in ("e", "é"):
        with pytest.raises(BadEntry):
            parse(f"[{json.dumps(deepest)}]".replace("e", letter).encode())


@pytest.mark.parametrize("text", ["QQ=", "QR==", "Q Q=", "QQ==\n", "é", "QQ"])
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(BadEntry):
        strict_base64(text)
