"""A prompt in words, cut into the pages that a way in has room for."""

import textwrap
from dataclasses import dataclass, replace

from kiosk.conversation.prompts import Kind, PersonRef

MORE = "more"
"""The id of the choice that turns the page; it never reaches the conversation."""


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
    def spoken(self) -> str:
        """The question and the choices as one text to say."""
        parts = [*self.body, self.title, *(f"{tile.label}." for tile in self.tiles)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Room:
    """What fits at once: letters in a row, rows of text beside tiles, rows without, and tiles."""

    columns: int
    rows_with_tiles: int
    rows_alone: int
    tiles: int


PLAIN = Room(columns=10_000, rows_with_tiles=10_000, rows_alone=10_000, tiles=4)
"""Line by line: never cut by screen size, four choices at a time."""


def cut(sheet: Sheet, room: Room, more: Tile) -> tuple[Sheet, ...]:
    """Cut a whole prompt into sheets: what does not fit beside the tiles comes first, on its own."""
    groups = _tile_groups(sheet.tiles, room.tiles, more)
    lead: list[tuple[str, ...]] = []
    beside = sheet.body
    if _height((sheet.title, *sheet.body), room.columns) > room.rows_with_tiles and sheet.body:
        lead = _text_groups(sheet.body, room)
        beside = ()
    last_alone = sheet.kind is Kind.READ and bool(lead)
    if last_alone:
        beside = lead.pop()
    cuts: list[tuple[tuple[str, ...], tuple[Tile, ...]]] = [(text, (more,)) for text in lead]
    cuts += [(beside if n == 0 or not last_alone else (), tiles) for n, tiles in enumerate(groups)]
    return tuple(
        replace(sheet, body=text, tiles=tiles, number=n, of=len(cuts))
        for n, (text, tiles) in enumerate(cuts, start=1)
    )


def _tile_groups(tiles: tuple[Tile, ...], room: int, more: Tile) -> list[tuple[Tile, ...]]:
    if len(tiles) <= room:
        return [tiles]
    step = room - 1
    return [(*tiles[at : at + step], more) for at in range(0, len(tiles), step)]


def _text_groups(body: tuple[str, ...], room: Room) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    current: tuple[str, ...] = ()
    for piece in (p for sentence in body for p in _pieces(sentence, room)):
        if current and _height((*current, piece), room.columns) > room.rows_alone:
            groups.append(current)
            current = ()
        current = (*current, piece)
    if current:
        groups.append(current)
    return groups


def _pieces(sentence: str, room: Room) -> list[str]:
    lines = textwrap.wrap(sentence, room.columns) or [""]
    if len(lines) <= room.rows_alone:
        return [sentence]
    step = room.rows_alone
    return [" ".join(lines[at : at + step]) for at in range(0, len(lines), step)]


def _height(texts: tuple[str, ...], columns: int) -> int:
    return sum(max(1, len(textwrap.wrap(text, columns))) for text in texts)
