"""A prompt: one question as plain data, which every way in and out is derived from."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The closed union of prompt kinds; a new one needs a decision record."""

    CHOOSE = "Choose"
    CHOOSE_MANY = "ChooseMany"
    FIND = "Find"
    WRITE = "Write"
    READ = "Read"
    ADJUST = "Adjust"
    DAY = "Day"
    RECORD = "Record"
    HAND_OVER = "HandOver"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to come: its key in the texts and its arguments, each text or another line."""

    key: str
    args: "tuple[tuple[str, str | Line | tuple[str, ...]], ...]" = ()


OWN = "own"
"""The key of a line that is somebody's own words, shown as they are."""


def line(key: str, **args: "str | Line | tuple[str, ...]") -> Line:
    """Make a line from a text key and its arguments."""
    return Line(key, tuple(sorted(args.items())))


def own(words: str) -> Line:
    """Make a line of somebody's own words."""
    return line(OWN, words=words)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Who is asked, by random id and by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; `phrases` is its key in the phrasebook, `marked` for ChooseMany."""

    id: str
    label: Line
    phrases: str = ""
    picture: str = ""
    marked: bool = False


def choice(id: str, label: Line | None = None, *, phrases: str = "", **more: str | bool) -> Choice:
    """Make a choice whose words and phrases are found under its id unless said otherwise."""
    picture = str(more.get("picture", ""))
    marked = bool(more.get("marked", False))
    return Choice(id, label or line(f"choice.{id}"), phrases or id, picture, marked)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Who is asked, one question, the choices, and whether own words are welcome.

    `choices` is the whole list; a view shows at most four at a time (`sheets.cut`). `text` is what has been
    written so far (Write) or the day so far (Day, YYYY-MM-DD). `binding` is true only on the read-back whose
    confirmation stores: that is its last choice, so that the key pressed before, pressed again, does not.
    `private` words go to earphones unless the person chose otherwise.
    """

    page: str
    kind: Kind
    asked_of: PersonRef | None
    title: Line
    body: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    always: tuple[Choice, ...] = ()
    free_answer: bool = False
    binding: bool = False
    private: bool = False
    text: str = ""
