"""A checkpoint makes opening quick, and is never believed over the journal."""

import json
from pathlib import Path

import pytest

from data import codec, scan
from data.checkpoint import CHECKPOINT
from data.record import LocalRecord
from data.sentences import DAMAGED, SHORTER
from kiosk.governance.events import Recorded
from tests.data.circle import answer, append, fill, founding, open_record, reaction, shown, stored


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines whose signatures were checked."""
    checked: list[bytes] = []

    def read_line(line: bytes) -> codec.Signed:
        checked.append(line)
        return codec.read_line(line)

    monkeypatch.setattr(scan, "read_line", read_line)
    return checked


def look(home: Path) -> tuple[list[Recorded], str | None]:
    record = open_record(home)
    found = list(record.read()), record.read_only
    record.close()
    return found


def test_what_was_checked_once_is_not_checked_again(home: Path, counted: list[bytes]) -> None:
    kept = fill(home, 20)
    assert look(home) == (kept, None)
    assert counted == []


def test_everything_goes_on_as_if_it_had_been_checked(home: Path) -> None:
    fill(home, 3)
    record = open_record(home)
    (item,) = append(record, reaction(1))
    assert item.seq == 4
    append(record, shown("r1"))
    record.close()
    (home / CHECKPOINT).unlink()
    found, read_only = look(home)
    assert read_only is None
    assert len(found) == 7


def test_after_a_crash_only_what_came_since_is_checked(home: Path, counted: list[bytes]) -> None:
    fill(home, 5)
    before = (home / CHECKPOINT).read_bytes()
    record = open_record(home)
    append(record, reaction(1))
    append(record, reaction(2))
    record.close()
    (home / CHECKPOINT).write_bytes(before)
    assert len(look(home)[0]) == 9
    assert len(counted) == 2


def test_keys_made_public_before_it_still_open_answers(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    append(record, answer(words="too loud"))
    append(record, shown())
    record.close()
    for path in list((home / "keys").glob("*.key")):
        if b'"round:r1"' in path.read_bytes():
            path.unlink()
    assert [item.closed for item in stored(home)] == ["", "", "", ""]


def test_a_change_before_it_is_found(home: Path) -> None:
    kept = fill(home, 5)
    journal = (home / "journal").read_bytes()
    (home / "journal").write_bytes(journal.replace(b'"r2"', b'"r1"', 1))
    found, read_only = look(home)
    assert read_only == DAMAGED
    assert found == kept[: len(found)]
    (home / "journal").write_bytes(journal[: journal[:-1].rfind(b"\n") + 1])
    assert look(home) == (kept[:-1], SHORTER)


@pytest.mark.parametrize("change", [b"", b"x", b"{}\tAAAA", b"\xff" * 400])
def test_a_checkpoint_of_noise_is_ignored(home: Path, change: bytes, counted: list[bytes]) -> None:
    kept = fill(home, 3)
    (home / CHECKPOINT).write_bytes(change)
    assert look(home) == (kept, None)
    assert len(counted) == 4


def test_a_checkpoint_that_this_device_did_not_sign_is_ignored(
    home: Path, tmp_path: Path, counted: list[bytes]
) -> None:
    kept = fill(home, 3)
    raw, _, signature = (home / CHECKPOINT).read_bytes().partition(b"\t")
    value = json.loads(raw)
    value["resting"] = ["hill"]
    (home / CHECKPOINT).write_bytes(json.dumps(value, sort_keys=True).encode() + b"\t" + signature)
    assert look(home) == (kept, None)
    assert len(counted) == 4


def test_nothing_private_is_in_it(home: Path) -> None:
    fill(home, 3)
    assert b"reason" not in (home / CHECKPOINT).read_bytes()
