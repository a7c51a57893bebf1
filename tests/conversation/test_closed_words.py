"""Where a key is erased or not here, words and names are closed: every page still says something in words."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import wiring
from kiosk.conversation.prompts import line
from kiosk.conversation.replies import Choose, Reply
from kiosk.conversation.sheets import Sheet
from kiosk.governance.events import Recorded
from kiosk.governance.fold import apply
from kiosk.governance.state import EMPTY, Organisation
from kiosk.minutes import readable_page
from tests.conversation.memory import TEXTS, Home
from tests.conversation.stories import STORIES
from tests.conversation.world import Watcher, World, explore, signature
from tests.journeys import friday
from tests.journeys.driver import Person

Gone = Callable[[str], bool]
WAYS: dict[str, Gone] = {
    "the keys of everyone": lambda key: key.startswith("person:"),
    "the circle's keys": lambda key: key.startswith("circle:"),
    "the names of the circles": lambda key: key.startswith("charter:"),
    "every key": lambda key: True,
}


def closed(recorded: Recorded, gone: Gone) -> Recorded:
    """The event as a reader without these keys finds it: a field that was sealed with one reads as None."""
    names = [name for name, keys in recorded.event.keys().items() if any(map(gone, keys))]
    if not names:
        return recorded
    return replace(recorded, event=replace(recorded.event, **dict.fromkeys(names)), closed="erased")


def without(watcher: Watcher, gone: Gone) -> list[World]:
    """Every world of a story as it is once these keys are gone."""
    states: list[Organisation] = [EMPTY]
    for recorded in watcher.home.record.kept:
        states.append(apply(states[-1], closed(recorded, gone)))
    return [World(states[w.stored - 100_000], w.place, w.stored) for w in watcher.worlds]


@pytest.fixture(scope="module")
def told() -> list[Watcher]:
    """Every story, told to its end."""
    found = []
    for story in STORIES.values():
        found.append(Watcher(Home()))
        story(found[-1])
    return found


def has_words(sheet: Sheet) -> None:
    texts = [sheet.title, *sheet.body, *(tile.label for tile in (*sheet.tiles, *sheet.always))]
    if sheet.asked_of:
        texts.append(sheet.asked_of.name)
    for text in texts:
        assert text.strip(), (sheet.page, texts)
        assert "None" not in text.replace("None of these", ""), (sheet.page, text)
        assert not text.endswith((": ", ":", " .")), (sheet.page, text)
        assert not text.startswith((",", ":", " ")), (sheet.page, text)
        for gap in ("  ", " ,", ": .", " .", "with ?", "for ."):
            assert gap not in text, (sheet.page, text)


def look_at(worlds: Iterable[World]) -> int:
    seen = {signature(world): world for world in worlds}
    for world in seen.values():
        has_words(TEXTS.sheet(world.prompt))
    return len(seen)


def test_every_page_has_words_when_one_persons_key_is_gone(told: list[Watcher]) -> None:
    count = 0
    for watcher in told:
        for person in watcher.home.desk.state.people:
            gone = f"person:{person}".__eq__
            count += look_at(without(watcher, gone))
    assert count > 1000


@pytest.mark.parametrize("way", WAYS)
def test_every_page_has_words_when_these_keys_are_gone(way: str, told: list[Watcher]) -> None:
    """And so has every page that can be gone to from there."""
    starts = [world for watcher in told for world in without(watcher, WAYS[way])]
    seen = explore(starts, most=1500, ways=("keys",))
    assert look_at(seen.prompts.values()) > 100
    for _, _, key in seen.refused:
        refused = TEXTS.say(line(f"refused.{key}", names=("", "Bo"), most="1"))
        assert refused.strip()


@pytest.mark.parametrize("way", WAYS)
def test_the_readable_page_has_words_when_these_keys_are_gone(way: str, told: list[Watcher]) -> None:
    for watcher in told:
        page = readable_page((closed(one, WAYS[way]) for one in watcher.home.record.kept), TEXTS)
        for text in filter(None, page.splitlines()):
            assert text.lstrip("#- ").strip(), page
            assert "None" not in text.split(), text
            assert not text.endswith(":"), text


def test_this_is_what_a_record_reads_as_when_a_key_is_erased(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        friday.whole_story(Person(kiosk.session.join()))
        before = list(kiosk.record.read())
        bo = next(id for id, person in kiosk.desk.state.people.items() if person.name == "Bo")
        kiosk.record.keyring.erase(f"person:{bo}")
    with wiring.open_kiosk(tmp_path) as kiosk:
        after = list(kiosk.record.read())
        assert [one.event for one in after] == [closed(one, f"person:{bo}".__eq__).event for one in before]
        seat = kiosk.session.join()
        for id in ("help", "again", "back", "again"):
            assert seat.reply(Reply(Choose(id))) == ()
            has_words(seat.sheet)
