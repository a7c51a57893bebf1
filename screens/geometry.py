"""How many letters and rows there are for what, at every size of screen."""

from dataclasses import dataclass, replace

from kiosk.conversation.sheets import Room

SMALL_ROWS = 14
"""Below this many rows: a band of one row, at most three tiles in one row, low buttons."""
NARROW = 48
"""Below this many columns four buttons fit in the bar; what is fifth is found under help, and by its key."""
ROOMY_ROWS = 20
"""From this many rows on the band and the tiles are larger."""
TALL_ROWS = 28
"""From this many rows on that is so where somebody writes, too."""
LOWEST_TILE = 3
"""Rows of the lowest tile."""
BOX_ROWS = 3
"""Rows that the box for own words needs at least, its edge among them."""
WIDEST = 100
"""Columns of text; wider lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The rows and columns of each part of a page, in cells."""

    columns: int
    rows: int
    writing: bool = False
    """Whether somebody writes on this page: on a low screen the words and their box have the room."""

    def same_size(self, other: "Geometry") -> bool:
        """Whether both are of the same screen."""
        return (self.columns, self.rows) == (other.columns, other.rows)

    @property
    def low(self) -> bool:
        """Whether rows are scarce on this page."""
        return self.rows < (TALL_ROWS if self.writing else ROOMY_ROWS)

    @property
    def small(self) -> bool:
        """Whether this is a small screen."""
        return self.rows < SMALL_ROWS

    @property
    def margin(self) -> int:
        """Columns left free on each side."""
        return max(1, (self.columns - WIDEST) // 2)

    @property
    def band(self) -> int:
        """Rows of the band that says who is asked."""
        return 1 if self.low else 3

    @property
    def bar(self) -> int:
        """Rows of the constant bar."""
        return 2 if self.small else 3

    @property
    def bar_buttons(self) -> int:
        """Buttons in the constant bar."""
        return 4 if self.columns < NARROW else 5 if self.columns < WIDEST else 6

    @property
    def gap(self) -> int:
        """Rows between the parts."""
        return 0 if self.rows < 18 or (self.writing and self.low) else 1

    @property
    def inner(self) -> int:
        """Columns inside the margins."""
        return self.columns - 2 * self.margin

    @property
    def most_tiles(self) -> int:
        """Tiles on a page."""
        return 3 if self.small else 4

    def grid(self, tiles: int) -> tuple[int, int]:
        """Columns and rows of tiles."""
        across = 2 if tiles == 4 else max(1, tiles)
        return across, -(-max(1, tiles) // across)

    def tile_width(self, tiles: int) -> int:
        """Columns of one tile, a cell between."""
        across, _ = self.grid(tiles)
        return (self.inner - (across - 1) * self.between) // across

    @property
    def between(self) -> int:
        """Columns between tiles."""
        return 1 if self.columns < 60 else 2

    def least_tile(self, tiles: int) -> int:
        """The fewest rows of one tile."""
        return 3 if self.rows < ROOMY_ROWS or self.grid(tiles)[1] > 1 else 5

    def tiles_height(self, tiles: int) -> int:
        """The fewest rows all tiles need, with a row between."""
        _, down = self.grid(tiles)
        return down * self.least_tile(tiles) + (down - 1)

    def lower(self, tiles: int) -> int:
        """Rows by which the tiles are lower where somebody writes: the box has them instead."""
        return (self.least_tile(tiles) - LOWEST_TILE) * self.grid(tiles)[1]

    def text_rows(self, tiles: int) -> int:
        """Rows of text above this many tiles."""
        # The notice line, and a gap above the tiles and above the bar, are always kept free.
        return self.rows - self.band - self.bar - self.tiles_height(tiles) - 2 * self.gap - 1

    def room(self) -> Room:
        """What fits, for cutting prompts into pages."""
        counts, writes = range(1, self.most_tiles + 1), replace(self, writing=True)
        padding = 2 if self.small else 4
        return Room(
            columns=self.inner - 2,
            rows_with_tiles=self.text_rows(self.most_tiles),
            rows_alone=self.text_rows(1),
            tiles=self.most_tiles,
            beside=tuple(self.text_rows(n) for n in counts),
            tile_space=tuple(
                # The number hint takes the first two letters of the first row.
                (self.tile_width(n) - padding - 2, self.least_tile(n))
                for n in counts
            ),
            writing=tuple(writes.text_rows(n) + writes.lower(n) - BOX_ROWS for n in counts),
        )
