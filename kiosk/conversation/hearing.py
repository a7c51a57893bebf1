"""From heard words to one of the choices: understood, unsure, or not understood. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kiosk.conversation.sheets import Tile

NUMBERS = ("one", "two", "three", "four")
UNSURE_FROM = 0.72
"""How alike words must be for "did you mean": below it nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """These words mean this choice."""

    id: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """These words may mean this choice; it is asked before anything happens."""

    tile: Tile


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing offered sounds like this."""


Meaning = Understood | Unsure | NotUnderstood


def plain_words(text: str) -> str:
    """Words without case, marks or accents, for comparing."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))


def candidates(tiles: Sequence[Tile], numbers: Sequence[str], fewest: int = 1) -> dict[str, Tile]:
    """Every phrase that means a choice on this page; a phrase that two choices share means neither.

    `fewest` is how many words a phrase must have.
    """
    found: dict[str, Tile] = {}
    shared: set[str] = set()
    for tile in tiles:
        for phrase in (plain_words(p) for p in tile.phrases):
            if phrase in found and found[phrase].id != tile.id:
                shared.add(phrase)
            found.setdefault(phrase, tile)
    for number, tile in zip(numbers, tiles, strict=False):
        found.setdefault(number, tile)
    return {
        phrase: tile
        for phrase, tile in found.items()
        if len(phrase.split()) >= fewest and phrase not in shared
    }


def understand(
    words: str, tiles: Sequence[Tile], always: Sequence[Tile], *, sure: bool = True, binding: bool = False
) -> Meaning:
    """Match heard words to the choices and the constant bar, exactly or nearly.

    One word is easily misheard: where an answer binds, neither a number nor any one word chooses.
    """
    heard = plain_words(words)
    if not heard:
        return NotUnderstood()
    offered = candidates(always, ())
    offered |= candidates(tiles, (), fewest=2) if binding else candidates(tiles, NUMBERS)
    if heard in offered:
        return Understood(offered[heard].id) if sure else Unsure(offered[heard])
    ranked = sorted(((SequenceMatcher(None, heard, p).ratio(), p) for p in offered), reverse=True)
    best = next(iter(ranked), (0.0, ""))
    rivals = [r for r, p in ranked if offered[p].id != offered[best[1]].id] if ranked else []
    if best[0] >= UNSURE_FROM and (not rivals or best[0] - rivals[0] > 0.05):
        return Unsure(offered[best[1]])
    return NotUnderstood()
