"""This device's part of the conversation, kept across a restart and never in the record."""

import base64
import contextlib
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.canonical import BadEntry, strict_base64
from data.disk import Disk, make_folder, save_file
from data.keyring import Keyring
from data.sealing import seal_bytes, unseal_bytes
from data.sentences import PLACE_NOT_SAVED
from kiosk.ports import RecordFault

PLACE = "place.json"
DRAFTS = "drafts"
_DEVICE = "device:drafts"
_BOUND = "place"


class PlaceStore:
    """The saved place; the drafts in it are sealed, each with its person's key."""

    def __init__(self, folder: Path, keyring: Keyring, disk: Disk | None = None) -> None:
        self._folder = Path(folder)
        self._keyring = keyring
        self._disk = disk or Disk()
        self._lock = threading.Lock()

    def load(self) -> Mapping[str, object] | None:
        """The last saved place; None where there is none. One that is broken is set aside."""
        path = self._folder / PLACE
        try:
            value = json.loads(path.read_bytes())
            place, drafts = dict(value["place"]), dict(value[DRAFTS])
        except OSError:
            return None
        except (ValueError, KeyError, TypeError, RecursionError):
            with contextlib.suppress(OSError):
                self._disk.replace(path, path.with_name(PLACE + ".broken"))
            return None
        opened = {person: self._open(person, box) for person, box in drafts.items()}
        if drafts or value.get("had_drafts"):
            place[DRAFTS] = {person: draft[0] for person, draft in opened.items() if draft}
        return place

    def save(self, place: Mapping[str, object]) -> None:
        """Replace the saved place, durably. Raises RecordFault."""
        drafts = place.get(DRAFTS)
        if drafts is not None and not isinstance(drafts, Mapping):
            raise ValueError("drafts must be a mapping from person to draft")
        rest = {key: value for key, value in place.items() if key != DRAFTS}
        sealed = {
            person: self._seal(person, draft)
            for person, draft in (drafts or {}).items()
            if not self._keyring.erased(_key_name(person))
        }
        value = {"v": 1, "place": rest, DRAFTS: sealed, "had_drafts": drafts is not None}
        data = json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        try:
            with self._lock:
                make_folder(self._disk, self._folder)
                save_file(self._disk, self._folder / PLACE, data)
        except OSError as error:
            raise RecordFault(PLACE_NOT_SAVED) from error

    def _seal(self, person: str, draft: object) -> str:
        key = self._keyring.make(_key_name(person))
        data = json.dumps(draft).encode()
        return base64.b64encode(seal_bytes(data, key, [_BOUND, person])).decode()

    def _open(self, person: str, box: Any) -> tuple[object] | None:
        """The draft in a tuple, or None where it cannot be opened: then it is not offered."""
        key = self._keyring.get(_key_name(person))
        if key is None or not isinstance(box, str):
            return None
        try:
            data = unseal_bytes(strict_base64(box), key, [_BOUND, person])
            return None if data is None else (json.loads(data),)
        except (BadEntry, ValueError):
            return None


def _key_name(person: str) -> str:
    return f"person:{person}" if person else _DEVICE
