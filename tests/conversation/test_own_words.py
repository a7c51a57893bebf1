"""Own words as they come in, and how much of a line they can take up."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import plain_json
from kiosk.conversation.own_words import one_line, tidy
from kiosk.conversation.prompts import Choice, Kind, PersonRef, own
from kiosk.conversation.replies import Reply, Typed, Write
from kiosk.conversation.sheets import Sheet, Tile, cut
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.screens.seats import HandMade

PIECES = st.sampled_from(
    [
        *" \t\n\r\x0b\x0c\x00\x1b\x85\u00a0\u2003\u2028\u2029\u3000\u200b\u200d\u0301\u0489",
        *'"\\/{}aé漢𝄞😀',
        "e" + "\u0301" * 30,
        "👩\u200d👩\u200d👧\u200d👦",
        "word ",
    ]
)
ANY = st.lists(st.tuples(PIECES, st.integers(1, 4000)), max_size=6).map(
    lambda runs: "".join(piece * count for piece, count in runs)[:4000]
) | st.text(max_size=400)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Dinner   at\u2003\u2003six ", "Dinner at six"),
        ("Dinner\n\n\n \nat six\r\n", "Dinner\nat six"),
        ("Dinner\x00\x1b[2Jat six", "Dinner [2Jat six"),
        ("a\u2028b\x0cc", "a\nb\nc"),
        (" \n\t\u3000", ""),
        ("Zoë👩\u200d👧", "Zoë👩\u200d👧"),
    ],
)
def test_many_spaces_are_one_and_letters_stay(text: str, kept: str) -> None:
    assert tidy(text) == kept


def test_words_still_being_typed_may_end_with_a_space() -> None:
    assert tidy("Dinner  ", unfinished=True) == "Dinner "
    assert tidy("   ", unfinished=True) == ""


@settings(deadline=None)
@given(ANY)
def test_tidy_words_are_tidy_at_once_and_lose_no_letter(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(tidy(text)) == one_line(text)
    assert "".join(tidy(text).split()) == "".join(one_line(text).split())


@settings(deadline=None)
@given(ANY, st.integers(1, 30), st.integers(0, 9), st.booleans())
def test_no_page_is_ever_more_than_a_line_of_json_holds(
    text: str, times: int, tiles: int, settled: bool
) -> None:
    """Whatever letters a record holds: also those from before own words were tidied."""
    words = one_line(text) if settled else text
    labels = [TEXTS.tile(Choice("t", own(words))).label for _ in range(tiles)]
    whole = Sheet(
        "a.page",
        Kind.READ,
        PersonRef("p" * 20, "𝄞" * 40),
        "Please listen to the idea first.",
        (f"𝄞 asked: {words}",) * times,
        tuple(Tile(f"t{n}", label, (label,)) for n, label in enumerate(labels)),
        (Tile("help", "Help", ("help",)),),
        False,
        False,
        False,
        "",
    )
    for one in cut(whole, plain_json.ROOM, TEXTS.more()):
        line = plain_json.dump(plain_json.prompt_line(showing(one)))
        assert len(line.encode("utf-8", "surrogatepass")) <= plain_json.MOST_BYTES
        json.loads(line)


def showing(sheet: Sheet) -> HandMade:
    """A seat that shows this page, whole."""
    return HandMade(replace(sheet, number=1, of=1))


# --- on the pages ------------------------------------------------------------------------------------------


@pytest.fixture
def idea(home: Home) -> Watcher:
    person = Watcher(home)
    friday.set_up(person)
    friday.ada_brings_an_idea(person)
    for id in (
        "our_ideas",
        next(iter(next(iter(home.desk.state.circles.values())).proposals)),
        "change_words",
    ):
        person.choose(id)
    return person


def test_own_words_are_one_line_and_easy_words_may_be_several(idea: Watcher) -> None:
    idea.choose("change_part")
    idea.choose("part.why")
    idea.write("Then\n\nwe   can\u2028go out")
    assert "Why: Then we can go out" in idea.sheet.body
    idea.choose("change_part")
    idea.choose("part.easy")
    idea.write("We eat at six.\n\n\nThen we go out.")
    idea.choose("keep_words")
    proposal = next(iter(next(iter(idea.home.desk.state.circles.values())).proposals.values()))
    assert proposal.wording.why == "Then we can go out"
    assert proposal.wording.easy == "We eat at six.\nThen we go out."


def test_what_is_typed_letter_by_letter_keeps_its_spaces(idea: Watcher) -> None:
    idea.choose("change_part")
    idea.choose("part.why")
    for text in ("Then", "Then ", "Then we", "Then we \n"):
        idea.seat.reply(Reply(Typed(text), "keys", idea.seat.prompt_id))
    assert idea.sheet.text == "Then we "


def test_only_space_is_no_words(home: Home) -> None:
    person = Watcher(home)
    person.choose("begin")
    person.seat.reply(Reply(Write("\n\u2003 \n"), "keys", person.seat.prompt_id))
    assert [tile.id for tile in person.sheet.tiles] == []
