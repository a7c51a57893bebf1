"""`kiosk plain`: numbered choices in plain text, read from top to bottom."""

import pytest

from kiosk import plain
from kiosk.conversation.outcomes import Fault, Notice, Stored, Turned
from kiosk.conversation.prompts import Kind, PersonRef
from kiosk.conversation.replies import Choose, Hear, Said, Write
from kiosk.conversation.sheets import PLAIN, Sheet, cut
from tests.conversation.memory import TEXTS, Home
from tests.conversation.stories import worlds
from tests.conversation.world import Watcher
from tests.journeys import friday


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    whole = (TEXTS.sheet(world.prompt) for world in worlds())
    cuts = [one for sheet in whole for one in cut(sheet, PLAIN, TEXTS.more())]
    return list({(s.page, s.title, s.body, tuple(t.id for t in s.tiles)): s for s in cuts}.values())


def sheet_on(page: str, sheets: list[Sheet]) -> Sheet:
    return next(sheet for sheet in sheets if sheet.page == page)


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("consent.answer", "1", Choose("ok")),
        ("consent.answer", " 2 ", Choose("problem")),
        ("consent.answer", "3", Choose("not_sure")),
        ("consent.answer", "4", Hear("4")),
        ("consent.answer", "0", Hear("0")),
        ("consent.answer", "²", Hear("²")),
        ("consent.answer", "1" * 5000, Hear("1" * 5000)),
        ("setup.name", "9" * 5000, Write("9" * 5000)),
        ("consent.answer", "h", Choose("help")),
        ("consent.answer", "?", Choose("help")),
        ("consent.answer", "A", Choose("again")),
        ("consent.answer", "b", Choose("back")),
        ("consent.answer", "p", Choose("pause")),
        ("consent.answer", "I SEE A PROBLEM", Choose("problem")),
        ("consent.answer", "I object", Hear("I object")),
        ("consent.answer", "pause", Choose("pause")),
        ("setup.name", "Our circle", Write("Our circle")),
        ("setup.name", "h", Choose("help")),
        ("setup.name", "7", Write("7")),
    ],
)
def test_what_a_typed_line_means(page: str, typed: str, said: Said, sheets: list[Sheet]) -> None:
    assert plain.said_by(typed.strip(), sheet_on(page, sheets)) == said


@pytest.mark.parametrize(
    ("page", "typed", "told"),
    [
        ("consent.answer", "99", "There are only 3 to choose from."),
        ("consent.answer", "0", "There are only 3 to choose from."),
        ("consent.answer", "-1", "There are only 3 to choose from."),
        ("setup.welcome", "2", "There is only 1 to choose from."),
        ("consent.answer", "2", None),
        ("consent.answer", "two", None),
        ("setup.name", "99", None),
    ],
)
def test_a_number_that_is_none_of_the_choices_is_told_how_many_there_are(
    page: str, typed: str, told: str | None, sheets: list[Sheet]
) -> None:
    beyond = plain.out_of_reach(typed, sheet_on(page, sheets))
    assert (TEXTS.say(beyond) if beyond else None) == told


def test_a_wrong_number_changes_nothing_and_the_page_comes_again(home: Home) -> None:
    friday.set_up(Watcher(home))
    seat, before = home.seat(), len(home.record.kept)
    out = list(plain.converse(seat, ["99\n"], TEXTS.say))
    assert out[1:] == ["There are only 3 to choose from.\n", out[0]]
    assert len(home.record.kept) == before


def test_after_words_are_typed_it_says_how_to_keep_them(home: Home) -> None:
    out = list(plain.converse(home.seat(), ["1\n", "Our circle\n"], TEXTS.say))
    assert "Write your words, then press Enter." in out[1]
    assert "Press 1 to keep it, or write more." in out[2]


def test_help_speaks_of_nothing_that_lines_of_text_cannot_do(home: Home) -> None:
    out = list(plain.converse(home.seat(), ["h\n"], TEXTS.say))
    assert "touch" not in out[1]


def test_every_page_reads_from_top_to_bottom(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        text = plain.page_text(sheet, TEXTS.say)
        assert text.endswith("\n")
        assert "\x1b" not in text
        at = 0
        numbered = (f"  {n}. {tile.label}" for n, tile in enumerate(sheet.tiles, start=1))
        for part in (*(" ".join(sentence.split()) for sentence in sheet.body), sheet.title, *numbered):
            at = text.index(part, at) + len(part)
        if sheet.asked_of:
            assert sheet.asked_of.name in text.splitlines()[1]


def test_who_is_marked_is_said_in_words(sheets: list[Sheet]) -> None:
    sheet = sheet_on("meeting.here", sheets)
    assert sheet.kind is Kind.CHOOSE_MANY
    text = plain.page_text(sheet, TEXTS.say)
    marked = [tile.label for tile in sheet.tiles if tile.marked]
    assert marked
    assert all(f"{label} (chosen)" in text for label in marked)
    assert text.count("(chosen)") == len(marked)


def test_at_a_hand_over_the_device_goes_to_the_one_called(sheets: list[Sheet]) -> None:
    sheet = sheet_on("handover", sheets)
    assert sheet.asked_of
    text = plain.page_text(sheet, TEXTS.say)
    assert f"Now it is {sheet.asked_of.name}" in text.splitlines()[1]
    assert "it is your turn" not in text


def test_every_outcome_is_one_line() -> None:
    for outcome in (Stored((("a", "B"),)), Notice("n"), Turned("stale", "s"), Fault("f")):
        text = plain.outcome_text(outcome, TEXTS.say)
        assert text.endswith("\n")
        assert text.count("\n") == 1
    assert plain.outcome_text(Stored((("a", "B"),)), TEXTS.say) == "Kept.\n"


def test_a_line_typed_before_the_page_moved_is_refused(home: Home) -> None:
    friday.set_up(Watcher(home))
    seat, other = home.seat(), home.seat()

    def lines() -> object:
        from kiosk.conversation.replies import Reply

        other.reply(Reply(Choose("help"), "keys", other.prompt_id))
        yield "1\n"

    out = list(plain.converse(seat, lines(), TEXTS.say))  # type: ignore[arg-type]
    assert "too late" in out[1]
    assert "Explain hard words" in out[2]


def test_nobody_is_named_where_nobody_is_asked() -> None:
    sheet = Sheet("p", Kind.CHOOSE, None, "Title?", (), (), (), False, False, False, "")
    assert plain.page_text(sheet, TEXTS.say).splitlines()[1] == "----"
    asked = Sheet("p", Kind.CHOOSE, PersonRef("1", "Bo"), "Title?", (), (), (), False, False, False, "")
    assert "Bo, it is your turn" in plain.page_text(asked, TEXTS.say)
