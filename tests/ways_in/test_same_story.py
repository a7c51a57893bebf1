"""The story of Friday evenings, told by every way in, leaves the same record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk import wiring
from kiosk.conversation.sheets import Room
from kiosk.seat import Seat
from kiosk.session import Session
from tests.journeys import friday
from tests.journeys.driver import Person
from tests.ways_in.ways import ByJson, ByNumbers, ByNumberWords, ByVoice, Kiosk, Through, exported

SMALL = Room(columns=38, rows_with_tiles=2, rows_alone=3, tiles=3)
WAYS: dict[str, Callable[[Session], Seat]] = {
    "keys": lambda session: Through(session.join()),
    "keys on a small screen": lambda session: Through(session.join(SMALL)),
    "numbers": lambda session: ByNumbers(session.join()),
    "the words on the page, said": lambda session: ByVoice(session.join(), 0),
    "other phrases, said": lambda session: ByVoice(session.join(), -1),
    "numbers, said": lambda session: ByNumberWords(session.join(), 0),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The record as it is when every act is a key."""
    return told_in(tmp_path_factory.mktemp("keys"), WAYS["keys"])


def told_in(folder: Path, way: Callable[[Session], Seat]) -> list[dict[str, Any]]:
    with wiring.open_kiosk(folder) as kiosk:
        friday.whole_story(Person(way(kiosk.session)))
    return exported(folder)


def test_the_story_ends_with_a_decision(story: list[dict[str, Any]]) -> None:
    assert [one["event"] for one in story[-3:]] == ["LastCheckDone", "DecisionMade", "RoundClosed"]
    assert len(story) > 40


@pytest.mark.parametrize("way", [name for name in WAYS if name != "keys"])
def test_by_every_way_in_the_record_is_the_same(
    way: str, story: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert told_in(tmp_path, WAYS[way]) == story


def test_by_json_lines_from_another_process_the_record_is_the_same(
    story: list[dict[str, Any]], tmp_path: Path
) -> None:
    with Kiosk("--data", str(tmp_path), "plain", "--json") as kiosk:
        seat = ByJson(kiosk)
        friday.whole_story(Person(seat))
        ids = [line["id"] for line in seat.all if line["type"] == "prompt"]
        assert len(set(ids)) == len(ids)
        assert kiosk.end() == (0, b"", b"")
    assert exported(tmp_path) == story
