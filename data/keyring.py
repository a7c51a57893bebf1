"""Keys, each in a file outside the journal, so that removing one erases and the chain still verifies.

That is for erasing, not for secrecy: a key beside the data is no lock. Source: docs/record.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.canonical import BadEntry, canonical, strict_base64
from data.disk import Disk, make_folder, save_file
from data.sealing import KEY_BYTES
from data.sentences import ERASED, KEY_BROKEN, KEYS_BROKEN, not_stored
from kiosk.ports import RecordFault

DEVICE = "device:sign"
"""The name of the key that signs this device's entries."""
_ERASED = "erased"
_PART = b"in-the-round/part/v1\0"


class ReadKeys:
    """The keys in a folder, looked up and never made: for readers beside a running kiosk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, bytes] = {}
        self._gone: frozenset[str] | None = None

    def get(self, name: str) -> bytes | None:
        """The key of this name; None where it is not here, cannot be read, or was erased."""
        name = plain_name(name)
        if part_of := _parted(name):
            whole = self.get(part_of[0])
            return None if whole is None else _part(whole, part_of[1])
        key = self._known.get(name)
        if key is None and not self.erased(name):
            with contextlib.suppress(OSError, BadEntry):
                key = self._known[name] = self._load(name)
        return key

    def erased(self, name: str) -> bool:
        """Whether the key was erased for good. Raises RecordFault when the list of those is broken."""
        if self._gone is None:
            self._gone = self._erased_names()
        return plain_name(name) in self._gone

    def device_key(self) -> Ed25519PrivateKey | None:
        """The key that signs this device's entries, if it is here."""
        seed = self.get(DEVICE)
        return None if seed is None else Ed25519PrivateKey.from_private_bytes(seed)

    def broken(self) -> Iterator[Path]:
        """The key files that cannot be read. Raises OSError."""
        for path in sorted(self._folder.glob("*.key")):
            try:
                value = _read_json(path)
                name = value.get("name") if isinstance(value, dict) else None
                if not isinstance(name, str) or self._path(name) != path:
                    raise BadEntry("not this key")
                self._load(name)
            except (OSError, BadEntry):
                yield path

    def _path(self, name: str) -> Path:
        # A digest is a safe file name on every file system, also where case does not count.
        return self._folder / (
            hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:40] + ".key"
        )

    def _load(self, name: str) -> bytes:
        """Read one key file. Raises OSError and BadEntry."""
        value = _read_json(self._path(name))
        if not isinstance(value, dict) or value.get("name") != name or not isinstance(value.get("key"), str):
            raise BadEntry("not this key")
        key = strict_base64(value["key"])
        if len(key) != KEY_BYTES:
            raise BadEntry("not a key")
        return key

    def _erased_names(self) -> frozenset[str]:
        try:
            names = _read_json(self._folder / _ERASED)
        except FileNotFoundError:
            return frozenset()
        except (OSError, BadEntry) as error:
            raise RecordFault(KEYS_BROKEN) from error
        if not isinstance(names, list):
            raise RecordFault(KEYS_BROKEN)
        return frozenset(str(name) for name in names)


class Keyring(ReadKeys):
    """The keys of the kiosk that holds the lock: made when first needed, and erased for good."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        super().__init__(folder)
        self._disk = disk or Disk()
        self._lock = threading.Lock()

    def make(self, name: str) -> bytes:
        """The key of this name, made and durable if it was not there.

        Raises RecordFault for a key that was erased, is broken or cannot be kept.
        """
        name = plain_name(name)
        if part_of := _parted(name):
            return _part(self.make(part_of[0]), part_of[1])
        with self._lock:
            if name in self._known:
                return self._known[name]
            if self.erased(name):
                raise RecordFault(ERASED)
            try:
                key = self._load(name)
            except FileNotFoundError:
                key = self._create(name)
            except (OSError, BadEntry) as error:
                # A broken key is never made anew: what it sealed would be lost without a word.
                raise RecordFault(KEY_BROKEN) from error
            self._known[name] = key
            return key

    def make_device_key(self) -> Ed25519PrivateKey:
        """The key that signs this device's entries, made if it was not there. Raises RecordFault."""
        return Ed25519PrivateKey.from_private_bytes(self.make(DEVICE))

    def erase(self, name: str) -> None:
        """Erase a key for good: first the note that it is erased, then the key. Raises RecordFault."""
        name = plain_name(name)
        with self._lock:
            names = sorted(self._erased_names() | {name})
            try:
                make_folder(self._disk, self._folder)
                save_file(self._disk, self._folder / _ERASED, canonical(names))
                self._gone = frozenset(names)
                self._known.pop(name, None)
                if self._path(name).exists():
                    self._disk.remove(self._path(name))
                    self._disk.sync_folder(self._folder)
            except OSError as error:
                raise RecordFault(not_stored(error.errno)) from error

    def _create(self, name: str) -> bytes:
        key = os.urandom(KEY_BYTES)
        value = {"name": name, "key": base64.b64encode(key).decode()}
        try:
            make_folder(self._disk, self._folder)
            save_file(self._disk, self._path(name), canonical(value))
        except OSError as error:
            raise RecordFault(not_stored(error.errno)) from error
        return key


def _parted(name: str) -> tuple[str, str] | None:
    """The round and the token, where this is the key of one secret in a round."""
    whole, slash, token = name.partition("/")
    return (whole, token) if slash and whole.startswith("round:") else None


def _part(whole: bytes, token: str) -> bytes:
    """The key of one secret in a round: it tells nothing of the round's key, nor of any other secret's."""
    return hmac.digest(whole, _PART + token.encode("utf-8", "surrogatepass"), "sha256")


def plain_name(name: str) -> str:
    """A key's name as the journal spells it."""
    return unicodedata.normalize("NFC", name)


def _read_json(path: Path) -> object:
    """Read a small file of ours. Raises OSError, and BadEntry when it is broken."""
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadEntry("not a key file") from error
