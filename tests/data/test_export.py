"""The record for others: exact lines, unread answers unread, and an honest verdict."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from data.codec import StoredEvent
from data.export import export_json, public_events, verify
from data.reading import Reading
from data.record import LocalRecord
from data.sentences import NO_RECORD, NOT_WHOLE, SHORTER, TAIL_CHANGED
from data.shapes import UnknownEvent
from kiosk.governance.events import AnswerGiven, Event
from kiosk.ports import RecordFault
from tests.data.circle import answer, append, examples, fill, founding, reaction, shown

KEYS = [
    "type",
    "id",
    "entry",
    "stream",
    "writer",
    "seq",
    "hlc",
    "actor",
    "entered_by",
    "event",
    "body",
    "signature_ok",
]


def exported(home: Path) -> tuple[int, list[dict[str, Any]], str]:
    out, err = io.StringIO(), io.StringIO()
    code = export_json(home, out, err)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def verdict(home: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = verify(home, out, out)
    return code, out.getvalue().splitlines()


def test_the_lines_are_exactly_these(record: LocalRecord, home: Path) -> None:
    first, second = append(record, *founding())
    code, (head, *events), said = exported(home)
    assert (code, said) == (0, "")
    assert list(head) == ["type", "format", "org", "fingerprint", "streams"]
    assert (head["type"], head["format"], head["org"], head["streams"]) == ("record", 1, "home", ["org"])
    assert [list(event) for event in events] == [KEYS, KEYS]
    assert events[0]["body"] == {
        "circle": "hill",
        "name": "Hill Street",
        "aim": "A good life at Hill Street",
    }
    assert [event["event"] for event in events] == ["CircleFounded", "PersonAdded"]
    assert [event["id"] for event in events] == [first.id, second.id]
    assert all(event["signature_ok"] is True for event in events)


def test_every_type_of_event_is_exported(record: LocalRecord, home: Path) -> None:
    open_to_all = [event for event in examples() if not in_a_round(event)]
    for event in open_to_all:
        append(record, event)
    code, (_, *events), _ = exported(home)
    assert code == 0
    assert len(events) == len(open_to_all) > len(examples()) - 5
    assert all("closed" not in event for event in events)


def in_a_round(event: Event) -> bool:
    """Whether it is hidden until everyone has answered."""
    return any(key.startswith("round:") for keys in event.keys().values() for key in keys)


def test_answers_are_present_and_unread_until_they_are_shown(record: LocalRecord, home: Path) -> None:
    append(record, answer("ada", words="too loud"), answer("bo", "ok"))
    append(record, answer("ada", "ok", round="r2"))
    _, (_, *events), _ = exported(home)
    for event in events:
        assert (event["closed"], event["body"]["answer"], event["body"]["given"]) == ("locked", None, None)
        # Nor whose they are: two answers of one person would tell that there was a reason to give.
        assert (event["actor"], event["entered_by"], event["body"]["person"]) == (None, None, None)
    assert [item.event.answer for item in public_events(home) if isinstance(item.event, AnswerGiven)] == [
        None,
        None,
        None,
    ]
    assert [item.closed for item in record.read()] == ["", "", ""]

    append(record, shown("r1"))
    _, (_, *events), _ = exported(home)
    assert [event.get("closed") for event in events] == [None, None, "locked", None]
    assert events[0]["body"]["answer"]["words"] == "too loud"


def test_erased_words_are_null_and_the_record_still_verifies(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    append(record, reaction(1))
    record.keyring.erase("person:ada")
    code, (_, *events), _ = exported(home)
    assert code == 0
    assert [event.get("closed") for event in events] == [None, "erased", "erased"]
    assert (events[1]["body"]["name"], events[2]["body"]["words"]) == (None, None)


def test_what_this_kiosk_is_too_old_for_is_passed_on(record: LocalRecord, home: Path) -> None:
    newer = StoredEvent("SungTogether", 1, {"circle": "hill", "song": "a"})
    record.append("hill", "ada", "ada", [UnknownEvent(newer)])
    _, (_, event), _ = exported(home)
    assert (event["event"], event["body"]) == ("SungTogether", {"circle": "hill", "song": "a"})


def test_a_whole_record_gets_one_sentence_and_its_fingerprint(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    append(record, reaction(1))
    code, lines = verdict(home)
    assert code == 0
    assert lines[0] == "The record is whole: 2 entries with 3 events. Every signature fits."
    assert lines[1].startswith("Fingerprint: ")
    assert len(lines) == 2


def test_the_fingerprint_changes_with_every_entry(record: LocalRecord, home: Path) -> None:
    seen = set()
    for number in range(3):
        append(record, reaction(number))
        with Reading(home) as reading:
            seen.add(reading.fingerprint)
    assert len(seen) == 3


def test_a_changed_record_is_told_after_what_verifies(home: Path) -> None:
    kept = fill(home, 3)
    lines = (home / "journal").read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"ada"', b'"eve"', 1)
    (home / "journal").write_bytes(b"".join(lines))
    code, (_, *events), said = exported(home)
    assert (code, said) == (1, NOT_WHOLE + "\n")
    assert [event["id"] for event in events] == [item.id for item in kept if item.id != kept[3].id]
    code, verdicts = verdict(home)
    assert code == 1
    assert verdicts[:2] == [NOT_WHOLE, "Line 3: the signature does not fit."]


def test_a_missing_end_is_told(home: Path) -> None:
    fill(home, 3)
    journal = (home / "journal").read_bytes()
    (home / "journal").write_bytes(journal[: journal[:-1].rfind(b"\n") + 1])
    assert verdict(home)[1][1] == SHORTER
    (home / "journal").write_bytes(journal[:-1] + b"x")
    assert verdict(home)[1][1] == TAIL_CHANGED
    (home / "journal").unlink()
    assert verdict(home) == (1, [SHORTER])


def test_behind_a_bad_line_nothing_of_a_stranger_is_believed(home: Path, tmp_path: Path) -> None:
    fill(home, 1)
    fill(tmp_path / "other", 0)
    stranger = (tmp_path / "other" / "journal").read_bytes()
    with (home / "journal").open("ab") as file:
        file.write(b"noise\n" + stranger)
    code, (_, *events), _ = exported(home)
    assert (code, len(events)) == (1, 3)


def test_it_is_read_while_the_kiosk_runs_up_to_the_last_whole_entry(record: LocalRecord, home: Path) -> None:
    append(record, *founding())
    journal = home / "journal"
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert exported(home)[0] == 0
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    with journal.open("ab") as file:
        file.write(b'{"actor":"ada","deps":["f34')
    code, (_, *events), _ = exported(home)
    assert (code, len(events), verdict(home)[0]) == (0, 2, 0)


def test_without_a_record_it_says_so(tmp_path: Path) -> None:
    assert exported(tmp_path) == (1, [], NO_RECORD + "\n")
    assert verdict(tmp_path) == (1, [NO_RECORD])
    with pytest.raises(RecordFault, match=NO_RECORD[:20]):
        public_events(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_record_without_a_head_is_read_with_a_note(home: Path) -> None:
    fill(home, 1)
    (home / "head").unlink()
    code, lines = verdict(home)
    assert code == 0
    assert "cannot tell if the end of the record is missing" in lines[1]
