"""The keys do what the README says of them."""

import re

from kiosk.app import LETTERS, SPEAK, KioskApp
from screens.page import BAR_KEYS, WRITING_KEYS
from tests.conversation.memory import TEXTS, Home
from tests.docs.pages import ALL

(KEYS,) = [part for part in ALL["README.md"].prose.split("\n\n") if part.startswith("Keys:")]
NAMED = re.findall(r"`([^`]+)`", KEYS)


def test_the_keys_that_are_named_are_those_on_the_screen() -> None:
    assert NAMED[:6] == list(BAR_KEYS.values())
    assert NAMED[6:12] == list(WRITING_KEYS.values())
    assert NAMED[12:] == ["Enter", "Tab", SPEAK.upper(), "Ctrl+Q"]
    assert set(LETTERS.values()) == set(BAR_KEYS)


async def test_while_one_writes_enter_keeps_and_tab_makes_numbers_choose_again() -> None:
    assert "`Enter` keeps your words" in KEYS
    said = "`Tab` leaves the box: then the numbers choose, and a letter goes back to writing"
    assert said in " ".join(KEYS.split())
    seat = Home().seat()
    app = KioskApp(seat, texts=TEXTS)

    async def press(*keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await app.replies_done()
            await pilot.pause()

    async with app.run_test(size=(60, 20)) as pilot:
        await press("question_mark")
        assert seat.sheet.page == "help"
        await press("b", "1")
        assert seat.sheet.page == "setup.name"
        await press("A", "2", "f1")
        assert seat.sheet.page == "help"
        await press("b")
        assert (seat.sheet.page, seat.sheet.text) == ("setup.name", "A2")
        await press("enter")
        assert seat.sheet.page == "setup.aim"
        await press("B", "tab", "p", "1")
        assert seat.sheet.text == "Bp1"
        await press("tab", "1")
        assert seat.sheet.page == "setup.person"
        await press("ctrl+q")
    assert app.return_code == 0
