"""Every page fits every size: nothing clipped, nothing to scroll, targets large enough and apart."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Static

from kiosk import wiring
from kiosk.app import KioskApp
from kiosk.conversation import sheets
from kiosk.conversation.prompts import Kind
from kiosk.conversation.replies import Choose
from kiosk.conversation.sheets import MORE, Tile
from screens.geometry import Geometry
from screens.widgets import BarButton, TileBox, WritingBox
from tests.journeys import friday
from tests.journeys.driver import Person
from tests.screens.seats import CONSENT, TEXTS, HandMade, Watch, page

SIZES = [(40, 11), (48, 14), (60, 20), (80, 24), (120, 40)]
SENTENCES = tuple(f"This is sentence {n} of the idea." for n in range(12))
KINDS = [
    CONSENT,
    page("I am Bo", "Bo is not here", "Somebody else", kind=Kind.HAND_OVER, title="Bo, are you ready?"),
    page("Ada", "Bo", "Cy", "That is everyone here", kind=Kind.CHOOSE_MANY, title="Who is here?"),
    page("Ada", "Bo", "Cy", "Di", "Ed", "Flo", kind=Kind.FIND, title="Choose your name to begin."),
    page(
        "I have heard it", kind=Kind.READ, body=tuple(f"This is sentence {n} of the idea." for n in range(12))
    ),
    page("Keep this", "Undo", "Start again", kind=Kind.WRITE, title="What is your question?"),
    page("Keep this day", "A month later", "A week later", "A week earlier", kind=Kind.DAY, title="When?"),
    page("Louder", "Quieter", "Keep it", kind=Kind.ADJUST, title="How loud?"),
    page("Record", "Listen", "Keep it", kind=Kind.RECORD, title="Say it in your own way."),
]


def assert_fits(app: KioskApp) -> None:
    """Everything shown is whole, inside the screen, and nothing lies over anything else."""
    width, height = app.size
    shown = [w for w in app.screen.query(Static).results() if w.display and w.region.area]
    for widget in shown:
        region = widget.region
        assert region.x >= 0
        assert region.y >= 0
        assert region.right <= width
        assert region.bottom <= height, f"{widget!r} {region} {app.size}"
        inside = widget.content_size
        lines = [
            text
            for part in str(widget.render()).split("\n")
            for text in textwrap.wrap(part, inside.width, break_long_words=False) or [""]
        ]
        assert len(lines) <= inside.height, f"clipped: {lines} in {inside} at {app.size}"
        assert all(len(text) <= inside.width for text in lines), f"clipped: {lines} in {inside}"
    for one in shown:
        for other in shown:
            assert one is other or not one.region.overlaps(other.region), f"{one!r} over {other!r}"


def assert_told(app: KioskApp, words: str) -> None:
    """What a person is told stands there whole, above the bar, and the question with it."""
    notice, bar = app.screen.query_one("#notice", Static), app.screen.query_one("#bar")
    rows = textwrap.wrap(words, notice.content_size.width)
    assert len(rows) <= notice.content_size.height, rows
    assert notice.region.bottom <= bar.region.y, (notice.region, bar.region, app.size)
    question = app.screen.query_one("#question", Static)
    assert question.region.bottom <= app.screen.query_one("#tiles").region.y
    for tile in app.screen.query(TileBox):
        assert tile.region.bottom <= notice.region.y
        assert tile.region.height >= 1


def assert_targets(app: KioskApp) -> None:
    """Targets of at least 8 by 3 cells (9 by 2 in the bar of a small screen), a cell apart (access G1)."""
    for tile in app.screen.query(TileBox):
        assert tile.region.width >= 8
        assert tile.region.height >= 3
    for button in app.screen.query(BarButton):
        assert button.region.width >= (9 if app.size.width < 48 else 8)
        assert button.region.height >= (2 if app.size.height < 14 else 3)
    tiles = [*app.screen.query(TileBox), *app.screen.query(BarButton)]
    for one in tiles:
        for other in tiles:
            assert one is other or not one.region.grow((0, 1, 0, 1)).overlaps(other.region)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("sheet", KINDS, ids=lambda s: str(s.kind))
async def test_every_kind_of_page_fits(sheet: sheets.Sheet, size: tuple[int, int]) -> None:
    app = KioskApp(HandMade(sheet), texts=TEXTS)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert_fits(app)
        assert_targets(app)
        assert isinstance(app.focused, WritingBox) or app.focused is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_page_of_a_whole_story_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        seat = kiosk.session.join()
        app = KioskApp(seat, texts=kiosk.session.texts)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            looked: set[tuple[str, int, int]] = set()
            pages: list[sheets.Sheet] = []
            person = Person(seat, look=lambda: pages.append(seat.sheet))
            friday.whole_story(person)
            for sheet in pages:
                key = (sheet.page, sheet.number, len(sheet.tiles))
                if key in looked:
                    continue
                looked.add(key)
                app.seat = HandMade(sheet)
                await app.show()
                await pilot.pause()
                assert_fits(app)
                assert_targets(app)
            assert len({name for name, _, _ in looked}) > 30


WORDS = st.text("abcdefghij ", min_size=1, max_size=60).map(
    lambda t: " ".join(w[:9] for w in t.split()) or "word"
)


@given(
    body=st.lists(WORDS, max_size=8),
    labels=st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=9, unique=True),
    size=st.sampled_from(SIZES),
)
@settings(max_examples=300, deadline=None)
def test_cutting_shows_every_sentence_and_every_choice_once(
    body: list[str], labels: list[str], size: tuple[int, int]
) -> None:
    geometry = Geometry(*size)
    whole = page(*labels, body=tuple(body))
    cut = sheets.cut(whole, geometry.room(), Tile(MORE, "Next page"))
    shown = " ".join(sentence for sheet in cut for sentence in sheet.body)
    assert shown.split() == " ".join(body).split()
    chosen = [t.id for sheet in cut for t in sheet.tiles if t.id != MORE]
    assert chosen == [t.id for t in whole.tiles]
    for sheet in cut:
        lines = [x for text in (sheet.title, *sheet.body) for x in textwrap.wrap(text, geometry.inner - 2)]
        assert len(lines) <= geometry.text_rows(len(sheet.tiles))
    first_choice = next(n for n, sheet in enumerate(cut) if any(t.id != MORE for t in sheet.tiles))
    last_words = max((n for n, sheet in enumerate(cut) if sheet.body), default=0)
    assert last_words <= first_choice, "a choice could be made before everything was shown"


@pytest.mark.parametrize(("size", "buttons"), [((40, 11), 4), ((48, 14), 5), ((60, 20), 5), ((120, 40), 6)])
async def test_the_bar_has_a_button_for_cards_wherever_five_fit(size: tuple[int, int], buttons: int) -> None:
    """On the smallest screen the cards are under help, and their key works all the same."""
    seat = HandMade(CONSENT)
    app = KioskApp(seat, texts=TEXTS)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert len(app.screen.query(BarButton)) == buttons
        await pilot.press("c")
        await app.replies_done()
        assert seat.said() == [Choose("cards")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sentences", [0, 1, 3, 12])
async def test_where_somebody_writes_the_box_is_seen(size: tuple[int, int], sentences: int) -> None:
    body = tuple(f"{SENTENCES[n]} Everyone hears all of it." for n in range(sentences))
    write = page("Say it", "Leave it", kind=Kind.WRITE, title="Why do you want this?", body=body)
    seat = HandMade(write)
    watch = Watch()
    app = KioskApp(seat, texts=TEXTS, clock=watch)
    async with app.run_test(size=size) as pilot:
        for _ in range(30):
            if not seat.sheet.only_text:
                break
            # A page of text has no box: letters and numbers are keys there.
            assert not app.screen.query(WritingBox)
            watch.time += 1.0
            await pilot.press("1")
            await pilot.pause()
        (box,) = app.screen.query(WritingBox)
        assert box.content_size.height >= 1
        assert box.region.bottom <= app.screen.query_one("#text").region.bottom
        assert box.has_focus
        assert_fits(app)


TOLD = "This is not one of the choices here. Nothing was changed. Please choose one of these."


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sheet", KINDS, ids=lambda sheet: str(sheet.kind))
async def test_what_a_person_is_told_is_never_cut(size: tuple[int, int], sheet: sheets.Sheet) -> None:
    app = KioskApp(HandMade(sheet), texts=TEXTS)
    async with app.run_test(size=size) as pilot:
        assert app._page is not None
        app._page.tell(TOLD)
        await pilot.pause()
        assert_told(app, TOLD)
        app._page.tell("")
        await pilot.pause()
        assert_fits(app)
