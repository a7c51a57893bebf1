"""What nobody foresaw: it is told in plain words, nothing is lost, no words are logged, and it goes on."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import plain_json, wiring
from kiosk.conversation.outcomes import Fault, Stored
from kiosk.conversation.place import Place
from kiosk.conversation.replies import Choose, Clip, Hear, Reply, Said, Typed, Write
from kiosk.conversation.sheets import Room
from kiosk.conversation.view import PAGES, Moved, Page, View
from tests.conversation.memory import Home
from tests.conversation.stories import events
from tests.conversation.world import SECRET, Watcher
from tests.journeys import friday

BROKEN = "Something went wrong here. Nothing was lost. Please try it again, or another way."


@pytest.fixture
def at_home(home: Home) -> Watcher:
    """Ada looks at her own list."""
    person = Watcher(home)
    friday.set_up(person)
    person.takes_turn("Ada")
    return person


def press(person: Watcher, id: str) -> list[object]:
    return list(person.seat.reply(Reply(Choose(id), "keys", person.seat.prompt_id)))


def breaks(*_: object) -> Page:
    raise RuntimeError(SECRET)


def with_action(page: str, broken: Callable[..., Moved]) -> Callable[[View], Page]:
    """The page as it is, with an action that breaks."""
    make = PAGES[page]

    def made(v: View) -> Page:
        shown = make(v)
        return Page(shown.prompt, dict.fromkeys(shown.actions, broken), shown.on_text, shown.on_typed)

    return made


@pytest.mark.parametrize("how", [lambda v: without_words(v), breaks], ids=["without words", "breaks"])
def test_a_page_that_cannot_be_shown_is_not_gone_to(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch, how: Callable[[View], Page]
) -> None:
    before = at_home.home.session.place, at_home.home.desk.state
    monkeypatch.setitem(PAGES, "topic.form", how)
    assert press(at_home, "talk_about") == [Fault(BROKEN)]
    at_home.expect("home", "Ada")
    assert (at_home.home.session.place, at_home.home.desk.state) == before
    monkeypatch.undo()
    at_home.choose("talk_about")


@pytest.mark.parametrize("how", [lambda v: without_words(v), breaks], ids=["without words", "breaks"])
def test_a_page_that_cannot_be_shown_any_more_ends_the_turn(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch, how: Callable[[View], Page]
) -> None:
    other = at_home.home.seat()
    before = at_home.home.desk.state
    monkeypatch.setitem(PAGES, "home", how)
    assert Fault(BROKEN) in press(at_home, "again")
    at_home.expect("welcome")
    assert other.sheet.page == "welcome"
    assert at_home.home.desk.state is before
    monkeypatch.undo()
    at_home.takes_turn("Ada")
    at_home.choose("talk_about")


def without_words(v: View) -> Page:
    from kiosk.conversation.prompts import Kind, line
    from kiosk.conversation.view import ask

    return Page(ask(v, Kind.CHOOSE, line("no such text"), choices=("go_on",)))


def test_what_breaks_before_anything_is_stored_leaves_everything_as_it_was(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGES, "home", with_action("home", breaks))  # type: ignore[arg-type]
    before = at_home.home.session.place, at_home.home.desk.state
    assert press(at_home, "talk_about") == [Fault(BROKEN)]
    at_home.expect("home", "Ada")
    assert (at_home.home.session.place, at_home.home.desk.state) == before


def test_a_record_that_breaks_in_an_unheard_of_way_is_a_fault(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.choose("talk_about")
    before = events(at_home.home)
    monkeypatch.setattr(at_home.home.record, "append", breaks)
    assert press(at_home, "just_something") == [Fault(BROKEN)]
    at_home.expect("topic.form", "Ada")
    monkeypatch.undo()
    assert isinstance(press(at_home, "just_something")[0], Stored)
    assert events(at_home.home) == before + 1


def test_what_breaks_after_storing_is_told_as_stored_and_nobody_is_asked_it_again(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.choose("talk_about")
    make = PAGES["topic.form"]

    def then_breaks(v: View) -> Page:
        from dataclasses import replace

        shown = make(v)

        def stores(place: Place, way: str) -> Moved:
            moved = shown.actions["just_something"](place, "keys")
            return replace(moved, then=breaks)  # type: ignore[arg-type]

        return Page(shown.prompt, {**shown.actions, "just_something": stores})

    monkeypatch.setitem(PAGES, "topic.form", then_breaks)
    stored, fault = press(at_home, "just_something")
    assert isinstance(stored, Stored)
    assert fault == Fault(BROKEN)
    at_home.expect("welcome")


def test_where_not_even_the_page_at_rest_can_be_shown_it_is_said_until_it_can(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in ("home", "welcome"):
        monkeypatch.setitem(PAGES, page, breaks)
    assert Fault(BROKEN) in press(at_home, "talk_about")
    for _ in range(2):
        assert (at_home.sheet.page, at_home.sheet.title) == ("broken", BROKEN)
        assert at_home.sheet.tiles
        assert Fault(BROKEN) in press(at_home, "again")
    assert at_home.home.seat().sheet.page == "broken"
    monkeypatch.undo()
    press(at_home, "again")
    at_home.expect("welcome")


def test_the_log_says_where_and_of_what_kind_and_never_any_words(
    at_home: Watcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at_home.choose("talk_about")
    at_home.choose("in_words")
    at_home.types(SECRET)
    monkeypatch.setattr(at_home.home.record, "append", breaks)
    with caplog.at_level(logging.DEBUG):
        assert press(at_home, "keep") == [Fault(BROKEN)]
    assert SECRET not in caplog.text
    assert "Choose: RuntimeError in breaks" in caplog.text
    assert at_home.sheet.text == SECRET


def test_a_running_kiosk_notes_it_in_a_file_beside_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with wiring.open_kiosk(tmp_path, demo=True) as kiosk:
        seat = kiosk.session.join()
        assert not (tmp_path / "faults.log").exists()
        monkeypatch.setitem(PAGES, "help", breaks)
        assert seat.reply(Reply(Choose("help"))) == (Fault(BROKEN),)
        assert seat.sheet.page == "welcome"
        monkeypatch.undo()
        assert seat.reply(Reply(Choose("help"))) == ()
    noted = (tmp_path / "faults.log").read_text()
    assert "help: RuntimeError in breaks" in noted
    assert SECRET not in noted
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_for_that_file_is_no_second_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with wiring.open_kiosk(tmp_path, demo=True) as kiosk:
        seat = kiosk.session.join()
        (tmp_path / "faults.log").mkdir()
        monkeypatch.setitem(PAGES, "help", breaks)
        assert seat.reply(Reply(Choose("help"))) == (Fault(BROKEN),)
    assert capfd.readouterr() == ("", "")


def test_a_way_in_that_cannot_be_told_disturbs_nobody(at_home: Watcher) -> None:
    other = at_home.home.seat()
    other.on_change(breaks)  # type: ignore[arg-type]
    at_home.choose("talk_about")
    assert other.sheet.page == "topic.form"


@pytest.mark.parametrize(
    "said",
    [Choose("\0"), Write("\0" * 100), Typed("\x1b[2J"), Hear("\ud800"), Clip("\0"), Write("\ud800")],
    ids=lambda said: type(said).__name__,
)
@pytest.mark.parametrize("page", ["home", "topic.words"])
def test_a_reply_never_raises(at_home: Watcher, said: Said, page: str) -> None:
    if page == "topic.words":
        at_home.choose("talk_about")
        at_home.choose("in_words")
    at_home.seat.reply(Reply(said, "plain"))
    assert at_home.sheet.title


# --- seats in threads ------------------------------------------------------------------------------------


def test_a_seat_can_be_read_while_others_move_it(home: Home) -> None:
    """Whoever looks sees a whole page, never the number of one page with the cut of another."""
    friday.set_up(Watcher(home))
    mover, read = home.seat(Room(40, 3, 6, 3)), home.seat(Room(20, 2, 3, 2))
    wrong: list[BaseException] = []
    over = threading.Event()

    def look() -> None:
        try:
            while not over.is_set():
                plain_json.prompt_line(read)
        except BaseException as error:
            wrong.append(error)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(60):
            for seat, id in ((mover, "help"), *((read, "more"),) * 4, *((mover, "back"),) * 3):
                seat.reply(Reply(Choose(id), "keys"))
    finally:
        over.set()
        looking.join()
        sys.setswitchinterval(before)
    assert wrong == []
