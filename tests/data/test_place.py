"""The place: kept across a restart, drafts sealed, and never in the way when it is broken."""

import errno
import os
from pathlib import Path

import pytest

from data.disk import Disk
from data.keyring import Keyring
from data.place import PlaceStore
from data.sentences import PLACE_NOT_SAVED
from kiosk.ports import Places, RecordFault
from tests.data.faulty import FaultyDisk

PLACE = {
    "circle": "hill",
    "here": ["ada", "bo"],
    "stack": [{"page": "consent.answer", "shown": 3}],
    "drafts": {"ada": {"words": "It is too loud", "pages": [1, 2]}, "": "nobody's yet"},
}


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "keys")


@pytest.fixture
def places(tmp_path: Path, keyring: Keyring) -> PlaceStore:
    return PlaceStore(tmp_path, keyring)


def test_there_is_none_at_first(places: Places) -> None:
    assert places.load() is None


def test_a_place_comes_back_as_it_was(places: PlaceStore, tmp_path: Path) -> None:
    places.save(PLACE)
    assert places.load() == PLACE
    assert PlaceStore(tmp_path, Keyring(tmp_path / "keys")).load() == PLACE


@pytest.mark.parametrize("place", [{}, {"a": 1}, {"drafts": {}}, {"drafts": {"ada": None}}, {"a": "\ud83d"}])
def test_small_and_strange_places_come_back_too(places: PlaceStore, place: dict[str, object]) -> None:
    places.save(place)
    assert places.load() == place


def test_no_draft_is_on_the_disk_in_plain_text(places: PlaceStore, tmp_path: Path) -> None:
    places.save(PLACE)
    files = b"".join(path.read_bytes() for path in tmp_path.glob("place*"))
    assert b"too loud" not in files
    assert b"nobody" not in files
    assert b"consent.answer" in files


def test_a_draft_of_someone_else_cannot_be_put_in_its_place(places: PlaceStore, tmp_path: Path) -> None:
    places.save({"drafts": {"ada": "a", "bo": "b"}})
    path = tmp_path / "place.json"
    path.write_bytes(path.read_bytes().replace(b'"ada"', b'"xx"').replace(b'"bo"', b'"ada"'))
    assert places.load() == {"drafts": {}}


def test_the_draft_of_an_erased_person_is_gone_and_not_kept_again(
    places: PlaceStore, keyring: Keyring, tmp_path: Path
) -> None:
    places.save(PLACE)
    keyring.erase("person:ada")
    assert places.load() == {**PLACE, "drafts": {"": "nobody's yet"}}
    places.save(PLACE)
    assert b'ada": "' not in (tmp_path / "place.json").read_bytes()


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"v":1}', b'{"place":[],"drafts":7}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_broken_place_is_set_aside_and_the_kiosk_goes_on(
    places: PlaceStore, tmp_path: Path, broken: bytes
) -> None:
    places.save(PLACE)
    (tmp_path / "place.json").write_bytes(broken)
    assert places.load() is None
    assert (tmp_path / "place.json.broken").read_bytes() == broken
    places.save(PLACE)
    assert places.load() == PLACE


def test_a_fault_at_any_system_call_leaves_the_old_place_or_the_new(tmp_path: Path, keyring: Keyring) -> None:
    PlaceStore(tmp_path, keyring).save(PLACE)
    counting = FaultyDisk(-1, 0)
    PlaceStore(tmp_path, keyring, counting).save(PLACE)
    for at, name in enumerate(counting.calls):
        PlaceStore(tmp_path, keyring).save({"page": "old"})
        with pytest.raises(RecordFault) as told:
            PlaceStore(tmp_path, keyring, FaultyDisk(at, errno.EIO)).save({"page": "new"})
        assert str(told.value) == PLACE_NOT_SAVED
        assert PlaceStore(tmp_path, keyring).load() in ({"page": "old"}, {"page": "new"}), name
        assert not list(tmp_path.glob("*.new"))


def test_the_old_place_stays_until_the_new_one_is_on_the_disk(tmp_path: Path, keyring: Keyring) -> None:
    order: list[str] = []

    class Watched(Disk):
        def sync(self, fd: int) -> None:
            order.append("sync")

        def replace(self, source: Path, target: Path) -> None:
            order.append("replace")
            os.replace(source, target)

        def sync_folder(self, path: Path) -> None:
            order.append("sync folder")

    PlaceStore(tmp_path, keyring, Watched()).save({"page": "x"})
    assert order == ["sync", "replace", "sync folder"]


def test_drafts_that_are_not_by_person_are_a_mistake_in_the_program(places: PlaceStore) -> None:
    with pytest.raises(ValueError, match="drafts"):
        places.save({"drafts": ["x"]})
