"""Keys that come faster than a page is built, and what nobody foresaw: no crash, and nobody's words."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable, Sequence

import pytest
from textual import events

from kiosk.app import KioskApp
from kiosk.ports import Heard, VoiceEvent
from screens.page import PageView
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import SECRET, Watcher
from tests.journeys import friday
from tests.screens.seats import CONSENT, HandMade

KEYS = (*"123456789", *"bprbbpp", "question_mark", "escape", "f1", "f2", "f4", "f5", "f6", "f7", "f8")
KEYS += ("enter", "space", "tab", "shift+tab", "left", "right", "a", "x", "home", "f11", "backspace")
PAIRS = (("1", "b"), ("1", "p"), ("p", "b"), ("b", "p"), ("2", "1"), ("question_mark", "b"))


class Chatter:
    """A voice that tells of everything at once, while the page may still be being built."""

    def __init__(self) -> None:
        self.tell: Callable[[VoiceEvent], None] = lambda _: None

    def start(self, tell: Callable[[VoiceEvent], None]) -> None:
        self.tell = tell

    def say(self, text: str, *, then_listen: Sequence[str] | None = None) -> None:
        self.tell(VoiceEvent("speaking"))
        self.tell(VoiceEvent("silent"))
        if then_listen is not None:
            self.tell(VoiceEvent("listening"))

    def hush(self) -> None:
        self.tell(VoiceEvent("silent"))

    def listen(self, phrases: Sequence[str]) -> None:
        self.tell(VoiceEvent("listening"))
        self.tell(VoiceEvent("trouble", text="I cannot hear you."))
        self.tell(VoiceEvent("heard", Heard("not_understood", None, "mumble", 0.1)))

    def close(self) -> None:
        pass


def press(app: KioskApp, *keys: str) -> None:
    """Keys with nothing between them, as from a paste or from leaning on the keyboard."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@contextlib.asynccontextmanager
async def murmuring(voice: Chatter) -> AsyncIterator[None]:
    """Meanwhile the voice tells of something at every moment there is, also while a page is being built."""

    async def murmur() -> None:
        while True:
            voice.tell(VoiceEvent("speaking"))
            await asyncio.sleep(0)

    task = asyncio.create_task(murmur())
    try:
        yield
    finally:
        task.cancel()


async def settled(app: KioskApp, pause: Callable[[], object]) -> None:
    for _ in range(3):
        await pause()  # type: ignore[misc]
        await app.replies_done()
    shown = app.screen.query(PageView)
    assert len(shown) == 1
    (page,) = shown
    assert (page.sheet.page, page.sheet.title) == (app.seat.sheet.page, app.seat.sheet.title)


@pytest.fixture
def home() -> Home:
    home = Home()
    friday.set_up(Watcher(home))
    return home


@pytest.mark.parametrize("keys", PAIRS, ids=" ".join)
async def test_two_different_keys_at_once_do_no_harm(keys: tuple[str, str], home: Home) -> None:
    person = Watcher(home)
    friday.ada_brings_an_idea(person)
    friday.they_meet(person)
    person.press("back")
    person.choose("somebody_else")
    person.expect("turn.who")
    voice = Chatter()
    app = KioskApp(home.seat(), texts=TEXTS, voice=voice)
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(5):
            async with murmuring(voice):
                press(app, *keys)
                for _ in range(200):
                    await asyncio.sleep(0)
                await app.replies_done()
            await settled(app, pilot.pause)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [(40, 11), (60, 20)], ids=str)
async def test_leaning_on_the_keys_and_pasting_do_no_harm(
    seed: int, size: tuple[int, int], home: Home
) -> None:
    luck = random.Random(seed)
    watch = iter(range(1_000_000))
    app = KioskApp(home.seat(), texts=TEXTS, voice=Chatter(), clock=lambda: float(next(watch)))
    async with app.run_test(size=size) as pilot:
        for _ in range(8):
            press(app, *luck.choices(KEYS, k=luck.randint(2, 12)))
            if luck.random() < 0.2:
                app.post_message(events.Paste("1 b p 2 2 b"))
            if luck.random() < 0.3:
                await pilot.resize_terminal(*luck.choice([(40, 11), (48, 14), (80, 24)]))
            await settled(app, pilot.pause)


async def press_one(app: KioskApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("1")
        await pilot.pause()


async def test_what_nobody_foresaw_stops_with_one_sentence_and_nobodys_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[Exception] = []

    def broken(*_: object) -> None:
        words = SECRET
        raise RuntimeError(words)

    app = KioskApp(HandMade(CONSENT), texts=TEXTS, note=noted.append)
    monkeypatch.setattr(app, "_meant", broken)
    with pytest.raises(RuntimeError):
        await press_one(app)
    told = "".join(capsys.readouterr())
    assert TEXTS.text("fault.stopped") in " ".join(told.split())
    assert SECRET not in told
    assert "Traceback" not in told
    assert app.return_code == 1
    assert [type(error) for error in noted] == [RuntimeError]


async def test_a_broken_reply_stops_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(HandMade):
        def reply(self, reply: object) -> tuple[()]:
            raise KeyError(SECRET)

    noted: list[Exception] = []
    app = KioskApp(Broken(CONSENT), texts=TEXTS, note=noted.append)
    with pytest.raises(KeyError):
        await press_one(app)
    told = "".join(capsys.readouterr())
    assert TEXTS.text("fault.stopped") in " ".join(told.split())
    assert SECRET not in told
    assert [type(error) for error in noted] == [KeyError]
