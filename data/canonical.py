"""The one canonical form of JSON that is signed and sealed.

Source: docs/record, "The journal".
"""

import base64
import binascii
import json
import unicodedata
from typing import Any, NoReturn

LARGEST = 2**53
MAX_DEPTH = 16
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class BadEntry(ValueError):
    """These bytes are not an entry of this record; `str()` says why, without repeating any of them."""


class TooLong(BadEntry):
    """More than a line of the journal may hold."""


class NotText(BadEntry):
    """Text that no file can hold, such as half of a letter."""


def canonical(value: object) -> bytes:
    """The one form of a JSON value: sorted ASCII keys, no spaces, NFC text, whole numbers within 2^53.

    Raises BadEntry.
    """
    return dump(tidy(value))


def dump(tidied: object) -> bytes:
    """The bytes of a value that `tidy` returned. Raises NotText."""
    try:
        return _ENCODER.encode(tidied).encode()
    except UnicodeEncodeError as error:
        raise NotText("text with half of a letter") from error


def tidy(value: object, depth: int = 0) -> Any:
    """The value as the canonical form spells it, tuples as lists. Raises BadEntry."""
    kind = type(value)
    if depth > MAX_DEPTH:
        raise BadEntry("nested too deeply")
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or kind is bool:
        return value
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, tuple | list):
        return [tidy(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_key(key): tidy(item, depth + 1) for key, item in value.items()}
    raise BadEntry(f"a value of kind {kind.__name__}")


def _whole(value: int) -> int:
    if not -LARGEST <= value <= LARGEST:
        raise BadEntry("a number beyond 2^53")
    return value


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise BadEntry("a key that is not ASCII text")
    return key


def _refuse_number(_text: str) -> NoReturn:
    raise BadEntry("a number that is not whole")


def _read_whole(text: str) -> int:
    return _whole(int(text))


def parse(raw: bytes) -> Any:
    """Read canonical bytes, and nothing but canonical bytes. Raises BadEntry."""
    try:
        value = json.loads(
            raw.decode(), parse_int=_read_whole, parse_float=_refuse_number, parse_constant=_refuse_number
        )
        # Comparing with the canonical form catches double keys, spaces, escapes, order and NFC at once.
        # Plain and shallow is by far the most common; then the slower walk has nothing to find.
        plain = raw.isascii() and raw.count(b"{") + raw.count(b"[") <= MAX_DEPTH
        same = (dump(value) if plain else canonical(value)) == raw
    except BadEntry:
        raise
    except (ValueError, RecursionError) as error:
        raise BadEntry("not canonical JSON") from error
    if not same:
        raise BadEntry("not in the canonical form")
    return value


def strict_base64(text: str) -> bytes:
    """Read base64 that has exactly one spelling. Raises BadEntry."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadEntry("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise BadEntry("not canonical base64")
    return data
