"""A seat with pages written by hand, for looking at screens of every kind and length."""

from collections.abc import Callable
from dataclasses import replace

from data import shipped
from kiosk.conversation import sheets
from kiosk.conversation.outcomes import Outcome
from kiosk.conversation.prompts import Kind, PersonRef
from kiosk.conversation.replies import Choose, Reply
from kiosk.conversation.sheets import MORE, PLAIN, Room, Sheet, Tile
from kiosk.texts import Texts

ALWAYS = tuple(Tile(id, id.title(), (id,)) for id in ("help", "again", "back", "pause", "cards", "hide"))
BO = PersonRef("bo", "Bo")
TEXTS = Texts(shipped.texts("en"), shipped.phrases("en"))


def page(
    *labels: str, kind: Kind = Kind.CHOOSE, title: str = "What is your answer?", body: tuple[str, ...] = ()
) -> Sheet:
    tiles = tuple(Tile(f"choice{at}", label, (label,)) for at, label in enumerate(labels, start=1))
    return Sheet(
        "a.page",
        kind,
        BO,
        title,
        body,
        tiles,
        ALWAYS,
        kind is Kind.WRITE,
        binding=False,
        private=False,
        text="",
    )


CONSENT = page(
    "It is OK to try",
    "I see a problem",
    "I am not sure yet",
    body=("The idea: On Fridays, dinner moves to six",),
)


class Watch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


class HandMade:
    """Shows one page after another; every reply is noted and the next page is shown."""

    def __init__(self, *pages: Sheet) -> None:
        self.pages = list(pages)
        self.replies: list[Reply] = []
        self.outcomes: tuple[Outcome, ...] = ()
        self.room = PLAIN
        self.at = 0
        self.number = 1
        self.tell: Callable[[], None] | None = None
        self.quiet = False

    @property
    def _cut(self) -> tuple[Sheet, ...]:
        return sheets.cut(self.pages[0], self.room, Tile(MORE, "Next page"))

    @property
    def sheet(self) -> Sheet:
        return self._cut[min(self.at, len(self._cut) - 1)]

    @property
    def prompt_id(self) -> str:
        return f"p{self.number}"

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        self.replies.append(reply)
        self.number += 1
        if isinstance(reply.said, Choose) and reply.said.id == MORE:
            self.at += 1
        elif isinstance(reply.said, Choose) and len(self.pages) > 1:
            self.pages.pop(0)
            self.at = 0
        return self.outcomes

    def show_again(self) -> None:
        self.number += 1

    def make_room(self, room: Room) -> None:
        self.room = room

    def on_change(self, tell: Callable[[], None]) -> None:
        self.tell = tell

    def said(self) -> list[object]:
        return [reply.said for reply in self.replies]


def lively(sheet: Sheet, **more: object) -> Sheet:
    return replace(sheet, **more)  # type: ignore[arg-type]
