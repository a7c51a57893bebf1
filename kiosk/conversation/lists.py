"""Long lists, narrowed by first letters: nobody has to turn pages through two hundred names."""

from dataclasses import dataclass

from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.view import Action, Page, View, ask, go

MOST = 12
"""How many things stand on one list before it is narrowed."""
GROUPS = 4
"""Into how many a longer list is divided: they fit on one page."""
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: its id, the words it is found by, and what choosing it does."""

    id: str
    words: str
    action: Action
    marked: bool = False


def narrowed(v: View, entries: list[Entry]) -> tuple[dict[str, Action], list[Choice]]:
    """The actions and choices of a list: all of it, or first letters that lead to fewer.

    The page comes again with the letters chosen so far (`starts`, from and to), and goes back by letters too.
    """
    first, _, last = v.arg("starts").partition("..")
    found = sorted(entries, key=lambda entry: _key(entry.words)) if len(entries) > MOST else entries
    if last:
        found = [one for one in found if first <= _key(one.words) <= last + LAST]
    ranges = _ranges([_key(one.words) for one in found]) if len(found) > MOST else []
    if len(ranges) < 2:
        actions = {one.id: one.action for one in found}
        choices = [Choice(one.id, own(one.words), marked=one.marked) for one in found]
        return actions, choices
    args = {name: value for name, value in v.frame.args if name != "starts"}
    actions = {}
    choices = []
    for frm, to in ranges:
        id = f"letters.{frm}..{to}"
        actions[id] = go(v.frame.page, **args, starts=f"{frm}..{to}")
        same = line("choice.letter", first=frm.title()) if frm == to else None
        label = same or line("choice.letters", first=frm.title(), last=to.title())
        choices.append(Choice(id, label, "letters"))
    return actions, choices


def _key(words: str) -> str:
    return words.strip().casefold()


def _ranges(keys: list[str]) -> list[tuple[str, str]]:
    """Neighbouring beginnings of these sorted words, put together to at most four groups of like size."""
    for letters in range(1, max(map(len, keys), default=0) + 1):
        starts = list(dict.fromkeys(key[:letters] for key in keys))
        if len(starts) < 2:
            continue
        groups: list[tuple[str, str]] = []
        counted, first = 0, starts[0]
        for start, following in zip(starts, [*starts[1:], ""], strict=True):
            counted += sum(key[:letters] == start for key in keys)
            if counted * GROUPS >= len(keys) * (len(groups) + 1) or not following:
                groups.append((first, start))
                first = following
        return groups if len(groups) > 1 else [(starts[0], starts[-2]), (starts[-1], starts[-1])]
    return []


def find_page(
    v: View,
    entries: list[Entry],
    extra: tuple[tuple[Choice, Action], ...] = (),
    *,
    title: Line | None = None,
    body: tuple[Line, ...] = (),
    kind: Kind = Kind.FIND,
) -> Page:
    """A whole page with a list that narrows itself, and what else can be chosen after it."""
    actions, choices = narrowed(v, entries)
    for one, action in extra:
        actions[one.id] = action
        choices.append(one)
    return Page(ask(v, kind, title, body, tuple(choices)), actions)
