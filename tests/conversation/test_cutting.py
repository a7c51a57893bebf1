"""Small rooms: every sentence and every choice is there exactly once, and nothing is answered half-read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.prompts import Kind
from kiosk.conversation.sheets import MORE, PLAIN, Room, Sheet, Tile, cut
from tests.conversation.memory import TEXTS

ROOMS = (
    Room(columns=36, rows_with_tiles=2, rows_alone=3, tiles=3),
    Room(columns=38, rows_with_tiles=2, rows_alone=5, tiles=3),
    Room(columns=44, rows_with_tiles=4, rows_alone=6, tiles=4),
    Room(columns=56, rows_with_tiles=8, rows_alone=12, tiles=4),
    PLAIN,
)
MORE_TILE = TEXTS.more()


def words(texts: tuple[str, ...]) -> str:
    return " ".join(" ".join(texts).split())


def read(sheet: Sheet, room: Room) -> tuple[Sheet, ...]:
    """The pages; a day that is moved stays in sight on all that come after the text, and counts once."""
    sheets = cut(sheet, room, MORE_TILE)
    if sheet.kind is not Kind.DAY or sheets[0].tiles == (MORE_TILE,):
        return sheets
    assert {one.body for one in sheets[1:]} <= {sheet.body[-1:]}
    return (sheets[0], *(replace(one, body=()) for one in sheets[1:]))


def holds(sheet: Sheet, room: Room) -> None:
    sheets = read(sheet, room)
    shown = words(tuple(sentence for one in sheets for sentence in one.body))
    assert shown == words(sheet.body), sheet.page
    tiles = [tile.id for one in sheets for tile in one.tiles if tile.id != MORE]
    assert tiles == [tile.id for tile in sheet.tiles], sheet.page
    for number, one in enumerate(sheets, start=1):
        assert (one.number, one.of) == (number, len(sheets))
        assert len(one.tiles) <= max(room.tiles, 1)
        assert one.title == sheet.title
        assert one.always == sheet.always
        # There is always a way to the next page, and from the last one on or back.
        assert number == len(sheets) or MORE in {tile.id for tile in one.tiles}
    after_last_text = [bool(one.body) for one in sheets]
    if len(sheets) > 1 and any(after_last_text):
        last_text = max(n for n, has in enumerate(after_last_text) if has)
        before = [tile.id for one in sheets[:last_text] for tile in one.tiles]
        assert set(before) <= {MORE}, f"{sheet.page}: a choice comes before all was shown"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: f"{room.columns}x{room.rows_alone}")
def test_every_sentence_and_choice_of_every_prompt_is_shown_once(room: Room, all_sheets: list[Sheet]) -> None:
    for sheet in all_sheets:
        holds(sheet, room)


def made_up(body: list[str], labels: list[str], kind: Kind) -> Sheet:
    tiles = tuple(Tile(f"t{n}", label, (label,)) for n, label in enumerate(labels))
    always = (Tile("help", "Help", ("help",)),)
    return Sheet("made.up", kind, None, "What is this?", tuple(body), tiles, always, False, False, False, "")


sentence = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=120)


@given(
    st.lists(sentence, max_size=6),
    st.lists(st.text("abc xyz", min_size=1, max_size=30), max_size=9),
    st.sampled_from(list(Kind)),
    st.builds(Room, st.integers(4, 60), st.integers(1, 8), st.integers(1, 9), st.integers(2, 4)),
)
def test_no_cut_loses_or_doubles_anything(body: list[str], labels: list[str], kind: Kind, room: Room) -> None:
    sheets = read(made_up(body, labels, kind), room)
    shown = "".join("".join(one.body) for one in sheets)
    assert "".join(shown.split()) == "".join("".join(body).split())
    assert [t.id for one in sheets for t in one.tiles if t.id != MORE] == [
        f"t{n}" for n in range(len(labels))
    ]
