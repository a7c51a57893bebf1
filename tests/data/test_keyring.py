"""Keys: made once, durable before they are used, and never made again once erased."""

import json
import os
import stat
from pathlib import Path

import pytest

from data.keyring import Keyring, ReadKeys
from data.sentences import ERASED, KEY_BROKEN, KEYS_BROKEN
from kiosk.ports import RecordFault


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def key_files(keys: Path) -> list[Path]:
    return [path for path in keys.iterdir() if path.suffix == ".key"]


def test_a_key_is_made_once_and_is_there_after_a_restart(keys: Path) -> None:
    key = Keyring(keys).make("person:ada")
    assert len(key) == 32
    assert Keyring(keys).make("person:ada") == key
    assert ReadKeys(keys).get("person:ada") == key
    assert Keyring(keys).make("person:bo") != key


def test_reading_never_makes_a_key(keys: Path) -> None:
    assert ReadKeys(keys).get("person:ada") is None
    assert not keys.exists()


@pytest.mark.skipif(os.name == "nt", reason="no such modes here")
def test_only_the_owner_may_read_keys(keys: Path) -> None:
    Keyring(keys).make("person:ada")
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in key_files(keys)} == {0o600}


@pytest.mark.parametrize("name", ["person:../../x", "person:/etc/passwd", "person:\0", "person:Å", "x" * 500])
def test_no_name_leads_out_of_the_folder(keys: Path, name: str) -> None:
    key = Keyring(keys).make(name)
    assert [path.parent for path in key_files(keys)] == [keys]
    assert Keyring(keys).get(name) == key


def test_two_people_whose_names_differ_in_case_have_two_keys(keys: Path) -> None:
    ring = Keyring(keys)
    assert ring.make("person:a") != ring.make("person:A")
    assert len({path.name.lower() for path in key_files(keys)}) == 2


def test_what_is_erased_is_never_made_again(keys: Path) -> None:
    ring = Keyring(keys)
    key = ring.make("person:ada")
    ring.erase("person:ada")
    for later in (ring, Keyring(keys)):
        assert later.get("person:ada") is None
        assert later.erased("person:ada")
        with pytest.raises(RecordFault, match=ERASED):
            later.make("person:ada")
    assert all(key.hex() not in path.read_bytes().hex() for path in keys.iterdir())


def test_a_key_that_came_back_from_a_backup_stays_erased(keys: Path) -> None:
    ring = Keyring(keys)
    ring.make("person:ada")
    (file,) = key_files(keys)
    kept = file.read_bytes()
    ring.erase("person:ada")
    file.write_bytes(kept)
    assert Keyring(keys).get("person:ada") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name":"person:bo","key":"AAAA"}', b"\xff" * 90])
def test_a_broken_key_is_told_and_never_made_anew(keys: Path, content: bytes) -> None:
    Keyring(keys).make("person:ada")
    (file,) = key_files(keys)
    file.write_bytes(content)
    with pytest.raises(RecordFault, match=KEY_BROKEN[:20]):
        Keyring(keys).make("person:ada")
    assert ReadKeys(keys).get("person:ada") is None
    assert file.read_bytes() == content


def test_a_broken_list_of_what_is_erased_stops_everything(keys: Path) -> None:
    Keyring(keys).erase("person:ada")
    (keys / "erased").write_text(json.dumps({"person:ada": 1}))
    with pytest.raises(RecordFault, match=KEYS_BROKEN[:20]):
        Keyring(keys).make("person:bo")
