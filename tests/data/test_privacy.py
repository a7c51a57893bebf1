"""What was said is nowhere in plain text, and is gone when its key is gone."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.place import PlaceStore
from data.record import LocalRecord
from kiosk.governance.events import Event
from tests.data.circle import answer, append, examples, founding, open_record, reaction, shown, stored


def every_byte(home: Path) -> bytes:
    files = [path for path in home.rglob("*") if path.is_file() and path.parent.name != "keys"]
    return b"\n".join(path.read_bytes() for path in files)


def secrets(event: Event) -> list[str]:
    """The texts in the sealed fields of an event."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                collect(item)
        elif hasattr(value, "__slots__"):
            for name in value.__slots__:
                collect(getattr(value, name))

    for name in event.keys():  # noqa: SIM118  (not a mapping)
        collect(getattr(event, name))
    return found


@pytest.mark.parametrize("event", examples(), ids=lambda event: type(event).__name__)
def test_no_sealed_text_is_in_any_file(home: Path, event: Event) -> None:
    record = open_record(home)
    append(record, event)
    record.close()
    everything = every_byte(home)
    for text in secrets(event):
        assert text.encode() not in everything
        assert json.dumps(text).encode()[1:-1] not in everything


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=4, max_size=60))
def test_no_words_of_a_person_are_in_any_file(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    secret = f"s€cret {words}"
    home = tmp_path_factory.mktemp("home")
    record = open_record(home)
    place = PlaceStore(home, record.keyring)
    append(record, answer(words=secret))
    place.save({"page": "write", "drafts": {"ada": {"text": secret}, "": [secret]}})
    place.save({"page": "write", "drafts": {"ada": secret}})
    record.close()
    everything = every_byte(home)
    assert b"cret " not in everything
    assert secret.encode() not in everything


def test_nothing_at_all_stays_after_a_person_is_erased_but_that_they_were_there(
    record: LocalRecord, home: Path
) -> None:
    append(record, *founding())
    append(record, answer("ada", words="too loud"), answer("bo", "ok"))
    append(record, shown())
    append(record, reaction(1))
    record.keyring.erase("person:ada")
    record.close()
    found = stored(home)
    assert [item.closed for item in found] == ["", "erased", "erased", "", "", "erased"]
    again = open_record(home)
    assert (again.alarms, again.read_only) == ((), None)
    append(again, answer("bo", "ok"))
    again.close()


def test_the_same_words_never_look_the_same_twice(record: LocalRecord) -> None:
    append(record, reaction(1))
    append(record, reaction(1))
    boxes = [row["sealed"][0]["box"] for row in record.events]
    assert len(set(boxes)) == 2
