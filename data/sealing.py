"""Boxes: words that can be erased, because the key that opens them lies outside the journal.

Each layer is ChaCha20-Poly1305 with a random nonce, bound to the stream, the type of event and the name
of its key, so a box put elsewhere does not open. Source: docs/record, "Privacy in an append-only file".
"""

import os
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from data.canonical import BadEntry, dump, parse

KEY_BYTES = 32
_NONCE_BYTES = 12
_PADDED_TO = 2048
_PREFIX = b"in-the-round/box/v1\0"


def seal(
    values: Mapping[str, object],
    keys: tuple[str, ...],
    key_of: Callable[[str], bytes],
    stream: str,
    kind: str,
) -> bytes:
    """Close tidy `values` with `keys`, outermost first. Raises what `key_of` raises, and NotText."""
    data = dump(values)
    if any(name.startswith("round:") for name in keys):
        # A short answer and a long reason must look the same from outside.
        data += b" " * (-len(data) % _PADDED_TO)
    for name in reversed(keys):
        data = seal_bytes(data, key_of(name), [stream, kind, name])
    return data


def unseal(
    box: bytes,
    keys: tuple[str, ...],
    key_of: Callable[[str], bytes | None],
    stream: str,
    kind: str,
) -> dict[str, Any] | str:
    """Open a box; where that is not possible, the name of the key that is missing or does not fit."""
    data = box
    for name in keys:
        key = key_of(name)
        inside = None if key is None else unseal_bytes(data, key, [stream, kind, name])
        if inside is None:
            return name
        data = inside
    try:
        values = parse(data.rstrip(b" "))
    except BadEntry:
        return keys[-1]
    return values if isinstance(values, dict) else keys[-1]


def seal_bytes(data: bytes, key: bytes, bound: list[str]) -> bytes:
    """Close one layer: a random nonce, then what only `key` opens, bound to the names in `bound`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, data, _bound(bound))


def unseal_bytes(box: bytes, key: bytes, bound: list[str]) -> bytes | None:
    """Open one layer; None where the key or the binding does not fit."""
    try:
        return ChaCha20Poly1305(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], _bound(bound))
    except (InvalidTag, ValueError):
        return None


def _bound(names: list[str]) -> bytes:
    # Only the last name could hold a zero byte, so no two lists of names read the same.
    return _PREFIX + "\0".join(names).encode("utf-8", "surrogatepass")
