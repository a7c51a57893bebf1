"""A written meeting: who does what, in the words on the pages; read from TOML and turned into replies."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.conversation.prompts import Kind
from kiosk.conversation.replies import Choose, Hear, Said, Write
from kiosk.conversation.sheets import MORE, Sheet

MOST_PAGES = 60
"""The most pages looked through for a choice."""
EACH = "each"
"""Whoever is called, one after the other, while the page is the one named."""
DEEDS = ("write", "hear", "press", "day", "expect", "off")


class ScriptFault(Exception):
    """A meeting that cannot be read or does not go on as written; `str()` is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is done.

    `what` is choose, write, hear, press (the constant bar), day (the clock goes on to this day), off (the
    power fails and comes back) or expect (these words stand on the page).
    """

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Act:
    """What one person does in a turn; `who` is a name, `each`, or empty for whoever has the device."""

    who: str
    deeds: tuple[Deed, ...]
    page: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Wider:
    """The circle that this one belongs to: it came to this kiosk from another home, links and all.

    `leader` is one of its people and brings its news; `delegate` is one of this circle's and takes its views
    there (R10).
    """

    name: str
    aim: str
    people: tuple[tuple[str, str], ...]
    leader: str
    delegate: str


@dataclass(frozen=True, slots=True)
class Script:
    """A meeting as it is written."""

    title: str
    about: str
    circle: str
    aim: str
    people: tuple[tuple[str, str], ...]
    """(name, kind)."""
    helps: str
    day: str
    acts: tuple[Act, ...]
    wider: Wider | None = None


def read_script(text: str) -> Script:
    """Read a meeting. Raises ScriptFault with a plain sentence."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScriptFault(f"This is not a written meeting: {error}.") from error
    try:
        people = _people(table)
        acts = tuple(_act(number, one) for number, one in enumerate(table["act"], start=1))
        day = str(table.get("day", "2026-11-23"))
        date.fromisoformat(day)
        return Script(
            str(table["title"]),
            str(table.get("about", "")),
            str(table["circle"]),
            str(table["aim"]),
            people,
            str(table["helps"]),
            day,
            acts,
            _wider(table["wider"], people) if "wider" in table else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ScriptFault(f"This written meeting is not complete: {error}.") from error


def _people(table: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one["name"]), str(one["kind"])) for one in table["people"])


def _wider(table: dict[str, Any], here: tuple[tuple[str, str], ...]) -> Wider:
    there = _people(table)
    name, aim, leader, delegate = (str(table[key]) for key in ("name", "aim", "leader", "delegate"))
    wider = Wider(name, aim, there, leader, delegate)
    if wider.leader not in dict(there) or wider.delegate not in dict(here) or dict(there).keys() & dict(here):
        raise ValueError("wider: the leader is one of its people, the delegate one of this circle's")
    return wider


def _act(number: int, table: dict[str, object]) -> Act:
    does = table.get("does", [])
    if not isinstance(does, list):
        raise ValueError(f"act {number}: does is not a list")
    deeds = tuple(deed for one in does for deed in _deeds(number, one))
    return Act(str(table.get("who", "")), deeds, str(table.get("page", "")), number)


def _deeds(number: int, one: object) -> Iterator[Deed]:
    if isinstance(one, str):
        yield Deed("choose", one)
    elif isinstance(one, dict) and one.keys() <= set(DEEDS):
        yield from (Deed(what, str(words)) for what, words in one.items())
    else:
        raise ValueError(f"act {number}: {one}")


Deeds = Iterator[Said | Deed]
"""Replies, and beside them what only the one who plays can do: the day, the power."""


NOT_RIGHT = Deed("choose", "not_right")
"""Where an act begins with it, what was kept in this person's name is not right."""


class Director:
    """Turns a script into replies, one at a time, by what is on the page."""

    def __init__(self, script: Script, sheet: Callable[[], Sheet]) -> None:
        self._script = script
        self._sheet = sheet

    def replies(self) -> Deeds:
        """The replies in their order; each is to be carried out before the next is asked for.

        Raises ScriptFault where the page is not as the script says.
        """
        for act in self._script.acts:
            if act.who == EACH:
                yield from self._each(act)
                continue
            if act.who:
                yield from self._takes_turn(act, act.who)
            yield from self._does(act)

    def _each(self, act: Act) -> Deeds:
        for _ in range(MOST_PAGES):
            sheet = self._sheet()
            if sheet.kind is Kind.HAND_OVER and sheet.asked_of:
                yield from self._takes_turn(act, sheet.asked_of.name)
            if self._sheet().page != act.page:
                return
            yield from self._does(act)

    def _does(self, act: Act) -> Deeds:
        for deed in act.deeds:
            match deed.what:
                case "choose":
                    yield from self._choose(act, deed.words)
                case "write":
                    yield Write(deed.words)
                    yield from self._choose(act, "keep")
                case "hear":
                    yield Hear(deed.words)
                case "press":
                    yield Choose(deed.words)
                case "expect":
                    yield from self._expect(act, deed.words)
                case _:
                    yield deed

    def _expect(self, act: Act, words: str) -> Deeds:
        read = ""
        for _ in range(self._sheet().of):
            sheet = self._sheet()
            labels = (tile.label for tile in sheet.tiles if tile.id != MORE)
            # On a small screen a sentence can begin on one page and end on the next.
            read = " ".join((read, sheet.title, *sheet.body, sheet.page, *labels))
            if words.casefold() in read.casefold():
                return
            if MORE in {tile.id for tile in sheet.tiles}:
                yield Choose(MORE)
        raise self._astray(act, f'"{words}" is not on the page')

    def _choose(self, act: Act, wanted: str, *instead: str) -> Deeds:
        """By its words or its name; the first of `instead` that is offered where it is on no page."""
        for one in (wanted, *instead):
            for _ in range(max(self._sheet().of, 1)):
                sheet = self._sheet()
                by_words = {tile.label.casefold(): tile.id for tile in sheet.tiles}
                found = by_words.get(one.casefold(), one)
                if found in {tile.id for tile in (*sheet.tiles, *sheet.always)}:
                    yield Choose(found)
                    return
                if MORE not in {tile.id for tile in sheet.tiles}:
                    break
                yield Choose(MORE)
        raise self._astray(act, f'"{wanted}" is not offered')

    def _takes_turn(self, act: Act, name: str) -> Deeds:
        for _ in range(MOST_PAGES):
            sheet = self._sheet()
            mine = sheet.asked_of is not None and sheet.asked_of.name == name
            if sheet.kind is Kind.HAND_OVER:
                ready = "go_on_meeting" if sheet.page == "meeting.paused" else "ready"
                yield from self._choose(act, ready if mine else "somebody_else")
            elif mine and sheet.page == "turn.right" and act.deeds[:1] != (NOT_RIGHT,):
                yield from self._choose(act, "that_is_right")
            elif mine:
                return
            elif sheet.page == "home":
                yield from self._choose(act, "finish")
            elif sheet.page in ("welcome", "turn.who", "turn.others"):
                yield from self._choose(act, name, "other_people")
            else:
                break
        raise self._astray(act, f"{name} cannot take the turn")

    def _astray(self, act: Act, what: str) -> ScriptFault:
        sheet = self._sheet()
        where = f"{sheet.page}: {sheet.title} [{', '.join(tile.label for tile in sheet.tiles)}]"
        return ScriptFault(f"Act {act.number} ({act.who or 'whoever'}): {what}. The page is {where}.")
