"""A prompt in words, cut into the pages that a way in has room for."""

import textwrap
from dataclasses import dataclass, replace

from kiosk.conversation.prompts import Kind, PersonRef

MORE = "more"
"""The id of the choice that turns the page; it never reaches the conversation."""


WITH_WORDS = 3
"""How many choices come with the first letter: keep it, undo, start again."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A choice in words. `phrases` are what can be said for it."""

    id: str
    label: str
    phrases: tuple[str, ...] = ()
    picture: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is shown and spoken; `number` of `of` pages of the same prompt, from 1."""

    page: str
    kind: Kind
    asked_of: PersonRef | None
    title: str
    body: tuple[str, ...]
    tiles: tuple[Tile, ...]
    always: tuple[Tile, ...]
    free_answer: bool
    binding: bool
    private: bool
    text: str
    number: int = 1
    of: int = 1

    @property
    def only_text(self) -> bool:
        """Whether this is a page of text before the one with the choices."""
        return self.number < self.of and [tile.id for tile in self.tiles] == [MORE]

    @property
    def spoken(self) -> str:
        """The question and the choices as one text to say."""
        parts = [*self.body, self.title, *(f"{tile.label}." for tile in self.tiles)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Room:
    """What fits at once: letters in a row, rows of text beside tiles, rows without, and tiles.

    `beside` gives the rows of text beside one, two … tiles where that differs. `tile_space` gives the
    letters in a row and the rows inside each of one, two … tiles; empty means labels always fit.
    `writing` gives the rows of text beside one, two … tiles above a box for what is being written; empty
    where the way in has no such box, and what is written stands in the text. `most_bytes` is how
    much text fits at once as JSON, 0 for any.
    """

    columns: int
    rows_with_tiles: int
    rows_alone: int
    tiles: int
    beside: tuple[int, ...] = ()
    tile_space: tuple[tuple[int, int], ...] = ()
    writing: tuple[int, ...] = ()
    most_bytes: int = 0

    def fits(self, texts: tuple[str, ...], rows: int) -> bool:
        """Whether these texts fit in so many rows."""
        return self.holds(_height(texts, self.columns), sum(map(_bytes, texts)), rows)

    def holds(self, height: int, size: int, rows: int) -> bool:
        """Whether a text so many rows high, of so many bytes, fits in so many rows."""
        return height <= rows and (not self.most_bytes or size <= self.most_bytes)

    def rows_beside(self, tiles: int) -> int:
        """The rows of text beside this many tiles."""
        return self.beside[max(1, tiles) - 1] if self.beside else self.rows_with_tiles

    def label_fits(self, label: str, tiles: int) -> bool:
        """Whether a label fits in its tile when there are this many."""
        if not self.tile_space:
            return True
        columns, rows = self.tile_space[max(1, tiles) - 1]
        lines = textwrap.wrap(label, columns, break_long_words=False)
        return len(lines) <= rows and all(len(text) <= columns for text in lines)


PLAIN = Room(columns=10_000, rows_with_tiles=10_000, rows_alone=10_000, tiles=4)
"""Line by line: never cut by screen size, four choices at a time."""


def cut(sheet: Sheet, room: Room, more: Tile) -> tuple[Sheet, ...]:
    """Cut a whole prompt into sheets: text that does not fit beside the tiles comes first, on its own.

    Every sentence and every choice is on exactly one sheet; the choices are on the last ones, so whoever
    chooses has been shown everything before (R8).
    """
    writes = bool(room.writing) and sheet.kind is Kind.WRITE
    body = sheet.body[:-1] if writes and sheet.text else sheet.body
    groups = _tile_groups(sheet.tiles, room, more)
    most = max(len(group) for group in groups)
    rows = room.rows_beside(most if sheet.kind is Kind.DAY else len(groups[0]))
    if writes:
        # Choices come with the first letter: the page stays the same page then.
        most = len(sheet.tiles) + (0 if sheet.text else WITH_WORDS)
        rows = room.writing[min(most, room.tiles) - 1]
    if room.fits((sheet.title, *body), rows):
        # A day that is being moved stays in sight beside every choice that moves it.
        again = body[-1:] if sheet.kind is Kind.DAY else ()
        cuts = [(body if n == 0 else again, tiles) for n, tiles in enumerate(groups)]
    else:
        texts = _text_groups(body, replace(room, rows_alone=_alone(sheet, room)))
        cuts = [(text, (more,)) for text in texts] + [((), tiles) for tiles in groups]
    return tuple(
        replace(sheet, body=text, tiles=tiles, number=n, of=len(cuts))
        for n, (text, tiles) in enumerate(cuts, start=1)
    )


def _alone(sheet: Sheet, room: Room) -> int:
    return max(1, room.rows_alone - _height((sheet.title,), room.columns))


def _tile_groups(tiles: tuple[Tile, ...], room: Room, more: Tile) -> list[tuple[Tile, ...]]:
    """The choices page by page; a long label takes room on its own page only."""

    def fits(some: tuple[Tile, ...]) -> bool:
        return all(room.label_fits(tile.label, len(some)) for tile in some)

    if len(tiles) <= room.tiles and (len(tiles) <= 2 or fits(tiles)):
        return [tiles]
    groups: list[tuple[Tile, ...]] = []
    while tiles:
        count = min(room.tiles - 1, len(tiles))
        while count > 1 and not fits((*tiles[:count], more)):
            count -= 1
        groups.append((*tiles[:count], more))
        tiles = tiles[count:]
    return groups


def _text_groups(body: tuple[str, ...], room: Room) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    current: tuple[str, ...] = ()
    rows, bytes_ = 0, 0
    for piece in (p for sentence in body for p in _pieces(sentence, room)):
        height, size = _height((piece,), room.columns), _bytes(piece)
        if current and not room.holds(rows + height, bytes_ + size, room.rows_alone):
            groups.append(current)
            current, rows, bytes_ = (), 0, 0
        current, rows, bytes_ = (*current, piece), rows + height, bytes_ + size
    if current:
        groups.append(current)
    return groups


def _pieces(sentence: str, room: Room) -> list[str]:
    """The sentence, or as many parts of it as are needed for each to fit a page of its own."""
    if room.fits((sentence,), room.rows_alone):
        return [sentence]
    pieces: list[list[str]] = []
    bytes_ = 0
    for row in textwrap.wrap(sentence, room.columns) or [""]:
        size = _bytes(row) + 1
        if not pieces or not room.holds(len(pieces[-1]) + 1, bytes_ + size, room.rows_alone):
            pieces.append([])
            bytes_ = 0
        pieces[-1].append(row)
        bytes_ += size
    return [" ".join(rows) for rows in pieces]


def _bytes(text: str) -> int:
    """How long a text is in a line of JSON, with the signs that are written as escapes."""
    escaped = sum(5 if c < " " else 1 for c in text if c < " " or c in '"\\')
    return len(text.encode("utf-8", "surrogatepass")) + escaped


def _height(texts: tuple[str, ...], columns: int) -> int:
    return sum(max(1, len(textwrap.wrap(text, columns))) for text in texts)
