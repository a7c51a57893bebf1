"""One page: a view of a sheet, laid out for the size of the screen. It holds no rule and no sentence."""

import textwrap
from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from kiosk.conversation.prompts import Kind, Line, line
from kiosk.conversation.sheets import Sheet
from screens.geometry import NARROW, Geometry
from screens.widgets import BarButton, TileBox, WritingBox

BAR_KEYS = {"help": "?", "again": "R", "back": "B", "pause": "P", "cards": "C", "hide": "X"}
"""Keys of the constant bar, as they are shown."""
WRITING_KEYS = {"help": "F1", "again": "F2", "back": "Esc", "pause": "F4", "cards": "F6", "hide": "F7"}
"""The same while letters are for writing."""
TALLEST = 9
"""Rows of the tallest tile; a page should look laid out, not stretched."""


class PageView(Container):
    """Everything on the screen for one sheet."""

    def __init__(self, sheet: Sheet, geometry: Geometry, say: Callable[[Line], str], notice: str) -> None:
        super().__init__(id="page")
        self.notice = notice
        self.sheet = sheet
        self.geometry = replace(geometry, writing=self.writing)
        self._say = say

    def compose(self) -> ComposeResult:
        """The band, the question, what is written, the tiles, the notice, the bar."""
        g, sheet = self.geometry, self.sheet
        band = Static(self._band(), id="band", markup=False)
        band.styles.height = g.band
        yield band
        with Vertical(id="text") as text:
            text.styles.margin = (g.gap + self._top(), g.margin, 0, g.margin)
            text.styles.height = self._text_height()
            yield Static(sheet.title, id="question", markup=False)
            for sentence in sheet.body:
                yield Static(sentence, classes="sentence -airy" if self._airy() else "sentence", markup=False)
            if self.writing:
                yield WritingBox(sheet.text, small=self.geometry.low)
        yield self._tiles()
        notice = Static("", id="notice", markup=False)
        notice.styles.margin = (0, g.margin)
        yield notice
        yield self._bar()

    def tell(self, words: str) -> None:
        """Tell the person something on this page; a page that is not built yet shows it when it is."""
        self.notice = words
        rows = len(textwrap.wrap(words, max(1, self.geometry.inner - 2))) or 1
        for notice in self.query("#notice").results(Static):
            notice.update(words)
            notice.set_class(bool(words), "-said")
            notice.styles.height = rows
        self._make_room(rows - 1)

    def _make_room(self, rows: int) -> None:
        """Free so many rows for what the person is told: above and beside the words, then in the tiles."""
        free_above = self._top()
        above = min(rows, free_above)
        more = 1 if self.writing else len(self.sheet.body) if self._airy() else 0
        beside = min(rows - above, max(0, self._text_height() - self._lines() - more))
        g = self.geometry
        for text in self.query("#text"):
            text.styles.margin = (g.gap + free_above - above, g.margin, 0, g.margin)
            text.styles.height = self._text_height() - beside
        for tiles in self.query("#tiles"):
            tiles.styles.height = max(1, self._tiles_height() - (rows - above - beside))

    async def show_tiles(self) -> None:
        """Show the tiles anew, and nothing else."""
        await self.query_one("#tiles").remove()
        await self.mount(self._tiles(), before="#notice")
        self.number_tiles()
        self.tell(self.notice)

    def number_tiles(self) -> None:
        """Numbers stand on the tiles as long as a number key chooses."""
        typing = any(box.has_focus for box in self.query(WritingBox))
        for tile in self.query(TileBox):
            tile.show_number(not typing)

    def on_descendant_focus(self) -> None:
        """The box has got the focus, or lost it to a tile."""
        self.number_tiles()

    def on_descendant_blur(self) -> None:
        """The box has lost the focus."""
        self.number_tiles()

    @property
    def writing(self) -> bool:
        """Whether own words are being built on this page."""
        return self.sheet.kind is Kind.WRITE and self.sheet.free_answer and not self.sheet.only_text

    def _band(self) -> str:
        asked = self.sheet.asked_of
        if asked is None:
            return self._say(line("screen.band_rest"))
        key = "screen.band_handover" if self.sheet.kind is Kind.HAND_OVER else "screen.band"
        words = self._say(line(key, name=asked.name))
        if self.sheet.of > 1:
            page = line("screen.page_of", number=str(self.sheet.number), of=str(self.sheet.of))
            words = f"{words}  ·  {self._say(page)}"
        return words

    def _lines(self) -> int:
        """Rows that the question and the sentences take."""
        width = self.geometry.inner - 2
        texts = (self.sheet.title, *self.sheet.body)
        return sum(max(1, len(textwrap.wrap(text, width))) for text in texts)

    def _spare(self) -> int:
        """Rows beyond the fewest that everything on this page needs."""
        return max(0, self.geometry.text_rows(len(self.sheet.tiles)) - self._lines())

    def _airy(self) -> bool:
        """Whether there is room for a free row between the sentences."""
        return not self.geometry.small and self._spare() > len(self.sheet.body) + 2

    def _extra(self) -> int:
        """Rows that the tiles take beyond the fewest they need, where there is room to spare."""
        g, tiles = self.geometry, len(self.sheet.tiles)
        if g.small or self.writing or not tiles:
            return 0
        _, down = g.grid(tiles)
        spare = self._spare() - (len(self.sheet.body) + 2 if self._airy() else 0)
        tallest = 5 if self.sheet.kind is Kind.READ else TALLEST
        return max(0, min(spare, (tallest - g.least_tile(tiles)) * down))

    def _top(self) -> int:
        """Free rows above the question, so that a page on a large screen is not stuck to its top."""
        if self.geometry.small or self.writing:
            return 0
        used = self._extra() + (len(self.sheet.body) + 2 if self._airy() else 0)
        return max(0, (self._spare() - used) // 3)

    def _lower(self) -> int:
        return self.geometry.lower(len(self.sheet.tiles)) if self.writing else 0

    def _text_height(self) -> int:
        rows = self.geometry.text_rows(len(self.sheet.tiles)) - self._extra() - self._top() + self._lower()
        if self.geometry.small or self.writing:
            return rows
        # On a large screen the tiles follow the words, and what is left over stays below them.
        return min(rows, self._lines() + (len(self.sheet.body) + 2 if self._airy() else 1))

    def _tiles_height(self) -> int:
        return self.geometry.tiles_height(len(self.sheet.tiles)) + self._extra() - self._lower()

    def _tiles(self) -> Container:
        g, sheet = self.geometry, self.sheet
        count = len(sheet.tiles)
        across, down = g.grid(count)
        markable = sheet.kind is Kind.CHOOSE_MANY
        tall = self._extra() >= down
        boxes = [
            TileBox(tile, number, markable=markable and tile.id.startswith(("person.", "item.")), tall=tall)
            for number, tile in enumerate(sheet.tiles, start=1)
        ]
        grid = Container(*boxes, id="tiles")
        grid.styles.grid_size_columns = across
        grid.styles.grid_size_rows = down
        grid.styles.grid_gutter_vertical = g.between
        grid.styles.grid_gutter_horizontal = 1
        grid.styles.height = self._tiles_height()
        grid.styles.margin = (g.gap, g.margin, 0, g.margin)
        return grid

    def _bar(self) -> Container:
        g = self.geometry
        keys = WRITING_KEYS if self.writing else BAR_KEYS
        first = self.sheet.always[: g.bar_buttons]
        margin = 0 if g.columns < NARROW else g.margin
        width, over = divmod(g.columns - 2 * margin - (g.bar_buttons - 1), g.bar_buttons)
        buttons: list[BarButton] = []
        for at, tile in enumerate(first):
            button = BarButton(tile, keys.get(tile.id, ""))
            # What does not divide goes to the first ones, so that the bar is as wide as the tiles.
            button.styles.width = width + (1 if at < over else 0)
            button.styles.height = g.bar
            button.styles.margin = (0, 1 if at + 1 < len(first) else 0, 0, 0)
            buttons.append(button)
        bar = Container(*buttons, id="bar")
        bar.styles.height = g.bar
        bar.styles.margin = (0, margin)
        return bar
