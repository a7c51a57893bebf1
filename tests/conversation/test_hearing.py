"""From heard words to a choice: exact is understood, near is asked, anything else does nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.conversation.hearing import (
    NUMBERS,
    NotUnderstood,
    Understood,
    Unsure,
    candidates,
    plain_words,
    understand,
)
from kiosk.conversation.prompts import choice
from kiosk.conversation.sheets import PLAIN, Sheet, cut
from kiosk.conversation.talk import ALWAYS
from tests.conversation.memory import TEXTS

TILES = tuple(TEXTS.tile(choice(id)) for id in ("ok", "problem", "not_sure"))
BAR = tuple(TEXTS.tile(choice(id)) for id in ALWAYS)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("It is OK to try", "ok"),
        ("it is ok to try.", "ok"),
        ("  I   CONSENT! ", "ok"),
        ("I see a problem", "problem"),
        ("I object", "problem"),
        ("I am not sure yet", "not_sure"),
        ("one", "ok"),
        ("Two", "problem"),
        ("three", "not_sure"),
        ("help", "help"),
        ("Say it again.", "again"),
        ("go back", "back"),
        ("stop", "pause"),
    ],
)
def test_these_words_are_understood(words: str, id: str) -> None:
    assert understand(words, TILES, BAR) == Understood(id)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("I see the problem", "problem"),
        ("I am not sure yeah", "not_sure"),
        ("it is OK to fry", "ok"),
        ("I consent to", "ok"),
    ],
)
def test_nearly_these_words_are_asked_about(words: str, id: str) -> None:
    meaning = understand(words, TILES, BAR)
    assert isinstance(meaning, Unsure)
    assert meaning.tile.id == id


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "?!",
        "four",
        "the cat",
        "I",
        "sea",
        "no",
        "yes",
        "good evening, here is the news",
        "🙂",
        "okay",
    ],
)
def test_these_words_do_nothing(words: str) -> None:
    assert isinstance(understand(words, TILES, BAR), NotUnderstood)


def test_what_the_recogniser_doubts_is_always_asked() -> None:
    for tile in (*TILES, *BAR):
        for phrase in tile.phrases:
            assert isinstance(understand(phrase, TILES, BAR, sure=False), Unsure)


def test_every_phrase_of_every_page_is_understood(all_sheets: list[Sheet]) -> None:
    for whole in all_sheets:
        for sheet in cut(whole, PLAIN, TEXTS.more()):
            for tile in sheet.tiles:
                for phrase in tile.phrases:
                    assert understand(phrase, sheet.tiles, sheet.always) == Understood(tile.id), (
                        sheet.page,
                        phrase,
                    )
            shown = candidates(sheet.tiles, NUMBERS)
            for tile in sheet.always:
                for phrase in tile.phrases:
                    if plain_words(phrase) not in shown:
                        assert understand(phrase, sheet.tiles, sheet.always) == Understood(tile.id)


def test_a_phrase_of_two_choices_means_neither() -> None:
    one, other = TEXTS.tile(choice("no_question")), TEXTS.tile(choice("nothing_to_say"))
    assert isinstance(understand("pass", (one, other), BAR), NotUnderstood)


@given(st.text(max_size=60), st.booleans())
def test_hearing_never_fails_and_only_offers_what_is_there(words: str, sure: bool) -> None:
    ids = {tile.id for tile in (*TILES, *BAR)}
    match understand(words, TILES, BAR, sure=sure):
        case Understood(id):
            assert sure
            assert id in ids
            phrases = {plain_words(p) for t in (*TILES, *BAR) for p in t.phrases} | set(NUMBERS)
            assert plain_words(words) in phrases
        case Unsure(tile):
            assert tile.id in ids
        case NotUnderstood():
            pass


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=12), max_size=6), st.text("abcdefgh ", max_size=12))
def test_a_choice_made_of_own_words_is_heard_by_exactly_those_words(labels: list[str], words: str) -> None:
    from kiosk.conversation.sheets import Tile

    tiles = tuple(Tile(str(n), label, (label,)) for n, label in enumerate(labels))
    meaning = understand(words, tiles, ())
    if isinstance(meaning, Understood):
        assert plain_words(tiles[int(meaning.id)].label) == plain_words(words)


@example("𝕬")
@given(st.text())
def test_plain_words_are_plain_at_once(text: str) -> None:
    assert plain_words(plain_words(text)) == plain_words(text)
