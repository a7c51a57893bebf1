"""`kiosk record`: verify and export, of a whole record and of a broken one, also while a kiosk runs."""

import json
import shutil
from pathlib import Path

import pytest

from kiosk import wiring
from tests.command_line.conftest import Run
from tests.journeys import friday
from tests.journeys.driver import Person

FIELDS = {
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
}


@pytest.fixture
def broken(decided: Path, tmp_path: Path) -> Path:
    """The same record with one letter changed in the middle."""
    folder = tmp_path / "broken"
    shutil.copytree(decided, folder, ignore=shutil.ignore_patterns("*.sock"))
    journal = folder / "journal"
    raw = bytearray(journal.read_bytes())
    raw[len(raw) // 2] ^= 1
    journal.write_bytes(raw)
    return folder


def test_a_whole_record_verifies(run: Run, decided: Path) -> None:
    done = run("record", "verify", "--data", decided)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("The record is whole:")
    assert "Fingerprint:" in done.out


def test_a_changed_record_does_not(run: Run, broken: Path) -> None:
    done = run("record", "verify", "--data", broken)
    assert done.code == 1
    assert "does not verify" in done.err
    assert done.err.count("\n") == 1
    assert done.out.startswith("Line ")


def test_json_lines_are_a_record_and_its_events(run: Run, decided: Path) -> None:
    done = run("record", "export", "--json", "--data", decided)
    assert (done.code, done.err) == (0, "")
    first, *events = [json.loads(line) for line in done.out.splitlines()]
    assert set(first) == {"type", "format", "org", "fingerprint", "streams"}
    assert first["type"] == "record"
    assert all(set(event) - {"closed"} == FIELDS for event in events)
    assert all(event["signature_ok"] is True for event in events)
    assert [e["event"] for e in events[-3:]] == ["LastCheckDone", "DecisionMade", "RoundClosed"]
    words = [e["body"]["wording"]["what"] for e in events if e["event"] == "VersionWritten"]
    assert words == ["On Fridays, dinner moves to six", "On Fridays, dinner moves to half past five"]


def test_of_a_changed_record_what_verifies_is_printed(run: Run, broken: Path, decided: Path) -> None:
    done = run("record", "export", "--json", "--data", broken)
    whole = run("record", "export", "--json", "--data", decided)
    assert done.code == 1
    assert done.err.count("\n") == 1
    got, all_ = ([json.loads(line) for line in one.out.splitlines()[1:]] for one in (done, whole))
    assert 0 < len(got) < len(all_)
    known = {one["id"]: one for one in all_}
    for one in got:
        # What was sealed until a later entry, now broken, stays sealed.
        assert one == known[one["id"]] or one["closed"] == "locked"


def test_the_page_tells_an_outsider_who_was_asked_and_on_which_words(run: Run, decided: Path) -> None:
    done = run("record", "export", "--data", decided)
    assert (done.code, done.err) == (0, "")
    page = done.out
    for sentence in (
        "# Friday circle",
        "In this circle: Ada, Bo and Cy",
        "## On Fridays, dinner moves to half past five",
        "It was OK to try for",
        "Bo sees a problem.",
        "It is about time.",
        "This might happen: I miss the bus home",
        "The idea was changed. Then it was OK to try for Bo.",
        "The words are version 2.",
        "It does not show mental capacity",
        "### How it came about",
        "Version 1, written by Ada.",
        "Asked if it is OK to try: Bo, Cy and Ada.",
        "The idea: On Fridays, dinner moves to six",
    ):
        assert sentence in page, sentence
    for claim in ("everyone agreed", "approved", "accepted"):
        assert claim not in page.casefold()


def test_a_page_of_a_changed_record_says_so(run: Run, broken: Path) -> None:
    done = run("record", "export", "--data", broken)
    assert done.code == 1
    assert done.out.startswith("# Friday circle")
    assert done.err.strip()


def test_own_words_cannot_make_a_heading_of_the_page(run: Run, tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path / "record") as kiosk:
        person = Person(kiosk.session.join())
        friday.set_up(person)
        person.takes_turn("Ada")
        person.choose("talk_about")
        person.choose("in_words")
        person.write("Dinner")
        person.choose("make_idea")
        person.write("Dinner\n# Decided\nIt was OK to try for Ada, Bo and Cy.")
        for _ in range(3):
            person.write("words")
        person.choose("keep_day")
        person.choose("it_stops")
        person.choose("keep_words")
    page = run("record", "export", "--data", tmp_path / "record").out
    assert "This is not decided yet." in page
    assert not [line for line in page.splitlines() if line.startswith(("# Decided", "It was OK"))]


@pytest.mark.parametrize("command", [["verify"], ["export"], ["export", "--json"]], ids=" ".join)
def test_a_record_is_read_while_its_kiosk_runs(run: Run, tmp_path: Path, command: list[str]) -> None:
    folder = tmp_path / "record"
    with wiring.open_kiosk(folder) as kiosk:
        person = Person(kiosk.session.join())
        friday.set_up(person)
        done = run("record", *command, "--data", folder)
        assert (done.code, done.err) == (0, "")
        person.takes_turn("Ada")
        person.choose("talk_about")
        person.choose("just_something")
    assert run("record", *command, "--data", folder).code == 0


@pytest.mark.parametrize("command", [["verify"], ["export"], ["export", "--json"]], ids=" ".join)
def test_where_there_is_no_record_that_is_said_and_none_is_made(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    done = run("record", *command, "--data", tmp_path / "none")
    assert done.code == 1
    assert (done.out, done.err.count("\n")) == ("", 1)
    assert "no record here" in done.err
    assert not (tmp_path / "none").exists()
