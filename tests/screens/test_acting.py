"""Acting on a page: by key, by touch, by typing; never by accident, and the voice stops at once."""

from collections.abc import Callable, Sequence

import pytest
from textual.widgets import Static

from kiosk.app import KioskApp
from kiosk.conversation.outcomes import Turned
from kiosk.conversation.prompts import Kind
from kiosk.conversation.replies import Choose, Hear, Typed
from kiosk.ports import Heard, VoiceEvent
from screens import theme
from screens.widgets import TileBox, WritingBox
from tests.conversation.memory import Home
from tests.screens.seats import CONSENT, TEXTS, HandMade, Watch, lively, page


class Mouth:
    """A voice that remembers what it was asked to do."""

    def __init__(self) -> None:
        self.done: list[tuple[str, object]] = []
        self.tell: Callable[[VoiceEvent], None] = lambda _: None

    def start(self, tell: Callable[[VoiceEvent], None]) -> None:
        self.tell = tell

    def say(self, text: str, *, then_listen: Sequence[str] | None = None) -> None:
        self.done.append(("say", text))

    def hush(self) -> None:
        self.done.append(("hush", None))

    def listen(self, phrases: Sequence[str]) -> None:
        self.done.append(("listen", tuple(phrases)))

    def close(self) -> None:
        self.done.append(("close", None))


WRITE = page(kind=Kind.WRITE, title="What is your question?")


async def test_nothing_is_chosen_beforehand_so_enter_and_space_do_nothing() -> None:
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS).run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", "space")
        assert seat.replies == []


async def test_a_number_key_chooses_its_tile() -> None:
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS).run_test(size=(40, 11)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert seat.said() == [Choose("choice2")]
        assert seat.replies[0].way == "keys"


async def test_moving_to_a_tile_and_enter_chooses_it() -> None:
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS).run_test(size=(60, 20)) as pilot:
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        assert seat.said() == [Choose("choice2")]


@pytest.mark.parametrize(
    ("key", "id"), [("r", "again"), ("b", "back"), ("p", "pause"), ("f1", "help"), ("escape", "back")]
)
async def test_the_constant_bar_has_its_keys(key: str, id: str) -> None:
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS).run_test(size=(60, 20)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert seat.said() == [Choose(id)]


async def test_a_touch_chooses() -> None:
    seat = HandMade(CONSENT)
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(app.screen.query(TileBox).last())
        await pilot.pause()
        assert seat.said() == [Choose("choice3")]
        assert seat.replies[0].way == "touch"


async def test_a_finger_that_slides_off_chooses_nothing() -> None:
    seat = HandMade(CONSENT)
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.mouse_down(app.screen.query(TileBox).first())
        await pilot.mouse_up(app.screen.query(TileBox).last())
        await pilot.pause()
        assert seat.replies == []


async def test_a_trembling_second_press_is_one_press() -> None:
    watch = Watch()
    seat = HandMade(CONSENT, CONSENT, CONSENT)
    async with KioskApp(seat, texts=TEXTS, clock=watch).run_test(size=(60, 20)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        watch.time += 0.3
        await pilot.press("1")
        await pilot.pause()
        assert len(seat.replies) == 1
        watch.time += 0.6
        await pilot.press("1")
        await pilot.pause()
        assert len(seat.replies) == 2


async def test_who_taps_steadily_gets_on_and_a_key_held_down_does_not() -> None:
    watch = Watch()
    seat = HandMade(*[CONSENT] * 30)
    async with KioskApp(seat, texts=TEXTS, clock=watch).run_test(size=(60, 20)) as pilot:
        for _ in range(6):
            watch.time += 0.4
            await pilot.press("1")
            await pilot.pause()
        assert len(seat.replies) == 3
        for _ in range(30):
            watch.time += 0.04
            await pilot.press("1")
            await pilot.pause()
        assert len(seat.replies) == 3


async def test_a_reply_names_the_page_it_was_made_on() -> None:
    seat = HandMade(CONSENT, CONSENT)
    async with KioskApp(seat, texts=TEXTS).run_test(size=(60, 20)) as pilot:
        shown = seat.prompt_id
        await pilot.press("1")
        await pilot.pause()
        assert seat.replies[0].to == shown


async def test_what_is_typed_is_kept_letter_by_letter_and_enter_finishes() -> None:
    seat = HandMade(WRITE)
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=(40, 11)) as pilot:
        assert isinstance(app.focused, WritingBox)
        await pilot.press("2", "b", "?", "enter")
        await pilot.pause()
        assert seat.said() == [Typed("2"), Typed("2b"), Typed("2b?"), Choose("keep")]


async def test_numbers_stand_on_the_tiles_only_while_they_choose() -> None:
    seat = Home().seat()
    app = KioskApp(seat, texts=TEXTS)

    def numbered() -> list[bool]:
        return [str(tile.render()).split()[0].isdecimal() for tile in app.screen.query(TileBox)]

    async def press(key: str) -> None:
        await pilot.press(key)
        await app.replies_done()
        await pilot.pause()

    async with app.run_test(size=(60, 20)) as pilot:
        await press("1")
        await press("A")
        assert numbered() == [False] * 3
        await press("tab")
        assert numbered() == [True] * 3
        await press("r")
        assert seat.sheet.text == "Ar"
        assert isinstance(app.focused, WritingBox)
        assert numbered() == [False] * 3


async def test_a_number_that_is_not_there_is_told() -> None:
    home = Home()
    app = KioskApp(home.seat(), texts=TEXTS)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("9")
        await app.replies_done()
        await pilot.pause()
        told = str(app.screen.query_one("#notice", Static).render())
    assert told == TEXTS.text("refused.not_offered")


async def test_a_refusal_is_shown_and_said_and_the_page_stays() -> None:
    mouth = Mouth()
    seat = HandMade(CONSENT)
    seat.outcomes = (Turned("stale", "That came too late."),)
    app = KioskApp(seat, texts=TEXTS, voice=mouth)
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "That came too late." in str(app.screen.query_one("#notice").render())
        assert ("say", f"That came too late. {CONSENT.spoken}") in mouth.done


async def test_the_page_is_said_and_any_act_stops_the_speech() -> None:
    mouth = Mouth()
    seat = HandMade(CONSENT, CONSENT)
    async with KioskApp(seat, texts=TEXTS, voice=mouth).run_test(size=(60, 20)) as pilot:
        assert mouth.done == [("say", CONSENT.spoken)]
        await pilot.press("z")
        assert mouth.done[-1] == ("hush", None)


async def test_private_words_are_said_only_when_asked_for() -> None:
    mouth = Mouth()
    private = lively(page("That is my answer", title="You say: It is OK to try."), private=True)
    seat = HandMade(CONSENT, private, private)
    async with KioskApp(seat, texts=TEXTS, voice=mouth).run_test(size=(60, 20)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        said = [words for what, words in mouth.done if what == "say"]
        assert "It is OK to try." not in str(said[-1])
        await pilot.press("r")
        await pilot.pause()
        said = [words for what, words in mouth.done if what == "say"]
        assert "You say: It is OK to try." in str(said[-1])


async def test_after_a_restart_it_is_silent_until_somebody_acts() -> None:
    mouth = Mouth()
    seat = HandMade(CONSENT)
    seat.quiet = True
    async with KioskApp(seat, texts=TEXTS, voice=mouth).run_test(size=(60, 20)):
        assert mouth.done == []


@pytest.mark.parametrize(("outcome", "sure"), [("understood", True), ("unsure", False)])
async def test_what_is_heard_goes_to_the_seat(outcome: str, sure: bool) -> None:
    mouth = Mouth()
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS, voice=mouth).run_test(size=(60, 20)) as pilot:
        heard = Heard(outcome, "I see a problem", "I see a problem", 0.1)  # type: ignore[arg-type]
        mouth.tell(VoiceEvent("heard", heard))
        await pilot.pause()
        await pilot.pause()
        assert seat.said() == [Hear("I see a problem", sure=sure)]
        assert seat.replies[0].way == "voice"


async def test_what_the_recogniser_rejected_goes_to_the_seat_as_rejected() -> None:
    mouth = Mouth()
    seat = HandMade(CONSENT)
    async with KioskApp(seat, texts=TEXTS, voice=mouth).run_test(size=(60, 20)) as pilot:
        mouth.tell(VoiceEvent("heard", Heard("not_understood", None, "It is OK to try", 0.1)))
        await pilot.pause()
        await pilot.pause()
        assert seat.said() == [Hear("It is OK to try", sure=False, rejected=True)]


async def test_an_open_microphone_is_shown() -> None:
    mouth = Mouth()
    app = KioskApp(HandMade(CONSENT), texts=TEXTS, voice=mouth)
    async with app.run_test(size=(60, 20)) as pilot:
        mouth.tell(VoiceEvent("listening"))
        await pilot.pause()
        await pilot.pause()
        assert "I am listening" in str(app.screen.query_one("#notice").render())


async def test_another_way_in_moves_the_page() -> None:
    seat = HandMade(CONSENT, page("I am Bo", kind=Kind.HAND_OVER, title="Bo, are you ready?"))
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=(60, 20)) as pilot:
        seat.pages.pop(0)
        assert seat.tell is not None
        seat.tell()
        await pilot.pause()
        await pilot.pause()
        assert "Bo, are you ready?" in str(app.screen.query_one("#question").render())


async def test_a_smaller_window_is_cut_anew() -> None:
    seat = HandMade(page("Ada", "Bo", "Cy", "Di", kind=Kind.FIND))
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=(60, 20)) as pilot:
        assert len(app.screen.query(TileBox)) == 4
        await pilot.resize_terminal(40, 11)
        await pilot.pause()
        assert len(app.screen.query(TileBox)) == 3


@pytest.mark.parametrize(("name", "pair"), theme.PAIRS.items())
def test_letters_stand_out_ten_to_one(name: str, pair: tuple[str, str]) -> None:
    assert theme.contrast(*pair) >= 10, name


@pytest.mark.parametrize(("name", "pair"), theme.EDGES.items())
def test_edges_and_focus_can_be_seen(name: str, pair: tuple[str, str]) -> None:
    assert theme.contrast(*pair) >= 3, name


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
