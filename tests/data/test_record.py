"""The record: what is stored is there, in order, signed, and only ever added to."""

import dataclasses
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Table

from data.codec import StoredEvent, read_line
from data.record import LocalRecord
from data.sentences import ALREADY_RUNNING, CHANGED_OUTSIDE, CIRCLE_NEEDS_UPDATE, CLOSED, NOT_TEXT, TOO_LONG
from data.shapes import UnknownEvent
from data.store import AppendOnlyError, EventStore
from kiosk.governance.events import AnswersShown, Event, HereChanged, MemberJoined, Recorded
from kiosk.ports import Record, RecordFault
from tests.data.circle import (
    MadeUpClock,
    answer,
    append,
    examples,
    fill,
    founding,
    open_record,
    reaction,
    shown,
)
from tests.data.circle import stored as stored_in


def lines(home: Path) -> list[bytes]:
    return (home / "journal").read_bytes().splitlines()


def test_what_is_stored_is_there_after_a_restart(record: LocalRecord, home: Path) -> None:
    kept = (*append(record, *founding()), *append(record, reaction(1)), *append(record, reaction(2)))
    assert list(record.read()) == list(kept)
    record.close()
    again = open_record(home)
    assert list(again.read()) == list(kept)
    assert (again.alarms, again.read_only, dict(again.resting)) == ((), None, {})
    again.close()


def test_every_type_of_event_can_be_stored(record: LocalRecord, home: Path) -> None:
    for event in examples():
        append(record, event)
    assert [type(item.event) for item in record.read()] == [type(event) for event in examples()]


def test_the_events_of_one_command_are_one_line(record: LocalRecord, home: Path) -> None:
    first, second = append(record, *founding())
    assert len(lines(home)) == 1
    assert first.entry == second.entry
    assert (first.id, second.id) == (f"{first.entry}.0", f"{first.entry}.1")


def test_numbers_run_for_each_stream_on_its_own(record: LocalRecord, home: Path) -> None:
    for events in (founding(), (reaction(1),), (MemberJoined("hill", "ada"),), (reaction(2),)):
        append(record, *events)
    entries = [read_line(line).entry for line in lines(home)]
    ids = [read_line(line).id for line in lines(home)]
    assert [(entry.stream, entry.seq) for entry in entries] == [
        ("org", 1),
        ("hill", 1),
        ("org", 2),
        ("hill", 2),
    ]
    assert [entry.prev for entry in entries] == ["", "", ids[0], ids[1]]
    assert [entry.deps for entry in entries] == [(), (ids[0],), (ids[1],), (ids[2],)]


def test_help_is_stored_beside_the_person(record: LocalRecord) -> None:
    (item,) = record.append("hill", "ada", "kim", [reaction(1)])
    assert (item.actor, item.entered_by) == ("ada", "kim")


def test_this_kiosk_opens_answers_of_an_open_round_for_itself(record: LocalRecord) -> None:
    append(record, answer(words="too loud"))
    (item,) = record.read()
    assert item.event == answer(words="too loud")


def test_showing_the_answers_makes_the_rounds_key_public(record: LocalRecord, home: Path) -> None:
    append(record, answer(words="too loud"))
    (item,) = append(record, shown())
    assert isinstance(item.event, AnswersShown)
    assert [len(key) for key in item.event.shown] == [44]
    for path in (home / "keys").glob("*.key"):
        if b'"round:r1"' in path.read_bytes():
            path.unlink()
    record.close()
    assert [item.closed for item in stored_in(home)] == ["", ""]


def test_half_a_letter_and_endless_words_are_refused_in_plain_words(record: LocalRecord) -> None:
    with pytest.raises(RecordFault, match=NOT_TEXT[:30]):
        append(record, answer(words="\ud83d"))
    with pytest.raises(RecordFault, match=TOO_LONG[:30]):
        append(record, answer(words="a" * 16 * 1024 * 1024))
    assert list(record.read()) == []
    append(record, answer(words="a" * 1024 * 1024))


def test_what_comes_back_is_what_a_reader_will_see(record: LocalRecord) -> None:
    said = HereChanged("hill", "m1", ["ada", "Zoe\u0308"])  # type: ignore[arg-type]
    (item,) = append(record, said)
    assert item.event == HereChanged("hill", "m1", ("ada", "Zo\u00eb"))
    assert list(record.read()) == [item]


def test_an_event_of_the_wrong_shape_is_never_stored(record: LocalRecord, home: Path) -> None:
    for wrong in (
        MemberJoined("hill", 7),  # type: ignore[arg-type]
        MemberJoined("hill", None),  # type: ignore[arg-type]
        HereChanged("hill", "m1", ("ada", 1.5)),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match="a "):
            append(record, wrong)
    assert lines(home) == []


def test_an_entry_without_events_is_a_mistake_in_the_program(record: LocalRecord) -> None:
    with pytest.raises(ValueError, match="no events"):
        record.append("hill", "ada", "ada", [])
    append(record, reaction(1))


def test_a_second_start_says_so_and_harms_nothing(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    before = (home / "journal").read_bytes()
    with pytest.raises(RecordFault) as refused:
        open_record(home)
    assert str(refused.value) == ALREADY_RUNNING
    assert (home / "journal").read_bytes() == before
    append(record, reaction(1))
    record.close()
    assert len(stored_in(home)) == 3


def test_a_second_start_in_another_process_says_so(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    script = (
        "import sys, pathlib, tests.data.circle as circle\n"
        "from kiosk.ports import RecordFault\n"
        "try: circle.open_record(pathlib.Path(sys.argv[1]))\n"
        "except RecordFault as fault: print(fault)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(home)], capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.strip() == ALREADY_RUNNING


def test_when_something_else_wrote_into_the_journal_nothing_is_added(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    with (home / "journal").open("ab") as file:
        file.write(b"hello")
    with pytest.raises(RecordFault, match=CHANGED_OUTSIDE[:20]):
        append(record, reaction(1))
    assert record.read_only
    assert len(list(record.read())) == 2


def test_reading_goes_on_while_another_thread_stores(record: LocalRecord) -> None:
    with ThreadPoolExecutor(2) as pool:
        storing = pool.submit(lambda: [append(record, reaction(number)) for number in range(150)])
        seen = [[item.event for item in record.read()]]
        while not storing.done():
            seen.append([item.event for item in record.read()])
        storing.result()
    everything = [reaction(number) for number in range(150)]
    assert all(events == everything[: len(events)] for events in seen)
    assert [item.event for item in record.read()] == everything


def test_two_threads_that_store_at_once_take_turns(record: LocalRecord, home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda number: append(record, answer(round=f"r{number % 7}")), range(40)))
    record.close()
    assert {item.id for items in kept for item in items} == {item.id for item in stored_in(home)}


def test_a_closed_record_stores_nothing(record: LocalRecord) -> None:
    record.close()
    with pytest.raises(RecordFault, match=CLOSED[:20]):
        append(record, reaction(1))


def test_a_record_that_was_copied_back_counts_as_a_new_writer(home: Path, tmp_path: Path) -> None:
    kept = fill(home, 2)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "keys").mkdir()
    for path in home.rglob("*"):
        if path.is_file():
            (copy / path.relative_to(home)).write_bytes(path.read_bytes())
    record = open_record(copy)
    (item,) = append(record, reaction(1))
    record.close()
    assert item.writer != kept[-1].writer
    assert item.writer.partition(".")[0] == kept[-1].writer.partition(".")[0]
    assert (item.seq, len(stored_in(copy))) == (1, len(kept) + 1)


def test_a_record_keeps_its_own_name(record: LocalRecord, home: Path, clock: MadeUpClock) -> None:
    append(record, *founding())
    record.close()
    other = LocalRecord.open(home, clock=clock, org="elsewhere", steady=clock.steady)
    assert other.org == "home"
    other.close()


def test_it_is_the_record_that_the_application_asks_for(record: LocalRecord) -> None:
    asked: Record = record
    assert isinstance(list(asked.read()), list)


# --- growing ------------------------------------------------------------------------------------------


def test_what_this_kiosk_is_too_old_for_rests_its_stream_and_no_other(
    record: LocalRecord, home: Path
) -> None:
    append(record, *founding())
    newer = StoredEvent("SungTogether", 1, {"circle": "hill", "song": "a"})
    record.append("hill", "ada", "ada", [UnknownEvent(newer)])
    record.close()
    again = open_record(home)
    assert dict(again.resting) == {"hill": CIRCLE_NEEDS_UPDATE}
    with pytest.raises(RecordFault, match="needs an update"):
        append(again, reaction(1))
    append(again, MemberJoined("hill", "ada"))
    assert [type(item.event).__name__ for item in again.read()] == [
        "CircleFounded",
        "PersonAdded",
        "MemberJoined",
    ]
    assert UnknownEvent(newer) in [item.event for item in again.read_all()]
    again.close()


# --- TinyDB -------------------------------------------------------------------------------------------


def documents(record: LocalRecord) -> Any:
    return record.events.events


def test_the_record_is_a_tinydb_that_can_be_searched(record: LocalRecord) -> None:
    append(record, *founding())
    append(record, reaction(1), reaction(2))
    db = record.events
    assert isinstance(db, TinyDB)
    assert db.tables() == {"events"}
    assert len(db) == len(db.all()) == 4
    assert [doc.doc_id for doc in db.search(where("type") == "ReactionGiven")] == [3, 4]
    found = db.get(doc_id=4)
    assert isinstance(found, dict)
    assert found["id"].endswith(".1")
    assert db.get(doc_id=5) is None
    assert db.get(doc_id=0) is None
    assert db.count(where("stream") == "org") == 2


def test_a_search_sees_what_was_stored_since(record: LocalRecord) -> None:
    append(record, reaction(1))
    query = where("type") == "ReactionGiven"
    assert documents(record).count(query) == 1
    append(record, reaction(2))
    assert documents(record).count(query) == 2


def test_nothing_that_was_handed_out_can_change_what_is_stored(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    before = (home / "journal").read_bytes()
    query = where("type") == "PersonAdded"
    for handed_out in (
        documents(record).get(doc_id=2),
        documents(record).get(query),
        documents(record).search(query)[0],
        list(record.events)[1],
    ):
        handed_out["body"]["person"] = "mallory"
        handed_out["sealed"].clear()
        handed_out.clear()
    (item,) = [item for item in record.read() if item.event == founding()[1]]
    assert documents(record).search(query)[0]["body"]["person"] == "ada"
    assert (home / "journal").read_bytes() == before
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.actor = "mallory"  # type: ignore[misc]


WRITES: list[tuple[str, tuple[Any, ...]]] = [
    ("insert", ({"a": 1},)),
    ("insert_multiple", ([{"a": 1}],)),
    ("update", ({"a": 1},)),
    ("update_multiple", ([({"a": 1}, where("a") == 1)],)),
    ("upsert", ({"a": 1}, where("a") == 1)),
    ("remove", (where("type") == "PersonAdded",)),
    ("truncate", ()),
    ("drop_tables", ()),
    ("drop_table", ("events",)),
    ("table", ("_default",)),
    ("table", ("circles",)),
]


@pytest.mark.parametrize(("name", "arguments"), WRITES)
def test_every_other_way_to_write_is_refused(
    record: LocalRecord, home: Path, name: str, arguments: tuple[Any, ...]
) -> None:
    append(record, *founding())
    before = (home / "journal").read_bytes()
    for way in (record.events, record.events.events):
        if hasattr(type(way), name) or isinstance(way, TinyDB):
            with pytest.raises((AppendOnlyError, AttributeError)):
                getattr(way, name)(*arguments)
    with pytest.raises(AppendOnlyError):
        record.events.storage.write({"events": {}})
    assert (home / "journal").read_bytes() == before
    assert len(list(record.read())) == 2


def test_no_write_of_tinydb_was_forgotten() -> None:
    known = {name for name, _ in WRITES}
    harmless = {"all", "search", "get", "contains", "count", "clear_cache", "name", "storage"}
    public = {name for name in vars(Table) if not name.startswith("_")}
    constants = {name for name in public if not callable(getattr(Table, name)) or name.endswith("_class")}
    assert public - constants - known - harmless - {"default_query_cache_capacity"} == set()
    assert EventStore.table_class is not TinyDB.table_class


def test_events_are_read_only_when_they_are_asked_for(record: LocalRecord, home: Path) -> None:
    for number in range(20):
        append(record, reaction(number))
    rows = record.events.storage.read()
    assert rows is not None
    assert len(rows["events"]) == 20
    first: Event = next(iter(record.read())).event
    assert first == reaction(0)
    snapshot: list[Recorded] = []
    for item in record.read():
        if not snapshot:
            append(record, reaction(99))
        snapshot.append(item)
    assert len(snapshot) in (20, 21)
