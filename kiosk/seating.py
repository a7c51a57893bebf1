"""A seat at the session: one way in, with its own cut of the pages and its own "did you mean"."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from kiosk.conversation import hearing, sheets
from kiosk.conversation.outcomes import Fault, Notice, Outcome, Turned
from kiosk.conversation.own_words import tidy
from kiosk.conversation.place import Place
from kiosk.conversation.prompts import Kind, Line, choice, line
from kiosk.conversation.replies import Choose, Clip, Hear, Reply, Said, Typed, Way, Write
from kiosk.conversation.sheets import MORE, Room, Sheet, Tile
from kiosk.texts import Texts

LONGEST = 4_000
"""How many letters one reply may have."""
YES, NO = "yes_i_mean", "no_something_else"


class Conversation(Protocol):
    """What a seat needs of the session it belongs to."""

    texts: Texts
    place: Place

    def locked(self) -> threading.RLock:
        """The lock that keeps replies in order."""

    def whole_sheet(self) -> Sheet:
        """The prompt in words, not cut yet. Never raises."""

    def act(self, said: Said, way: Way, seat: "ConversationSeat") -> list[Outcome]:
        """Carry out a reply that was offered. Never raises."""

    def turned(self, reason: str, key: str) -> Turned:
        """A refusal of the conversation itself, in words."""

    def notice(self, words: Line) -> Notice:
        """A sentence for the person."""

    def broken(self, where: str, error: Exception) -> Fault:
        """Something went wrong that nobody foresaw: noted for who looks after the device, told in words."""

    def leave(self, seat: "ConversationSeat") -> None:
        """A way in has gone; the conversation stays."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What a seat shows at one moment, under one id; it is only ever replaced as a whole."""

    sheets: tuple[Sheet, ...]
    id: str
    at: int = 0
    asking: Tile | None = None
    """What may have been meant, while that is asked."""
    sheet: Sheet | None = None
    """The "did you mean" page, while there is one."""

    @property
    def cut(self) -> Sheet:
        """The page of the prompt that it is at."""
        return self.sheets[self.at]

    @property
    def about(self) -> tuple[object, ...]:
        """What makes a prompt the same as before."""
        return self.cut.page, self.cut.title, self.cut.asked_of


class ConversationSeat:
    """One way in: its own cut of the pages, its own "did you mean", the shared conversation."""

    def __init__(self, session: Conversation, room: Room) -> None:
        self._session = session
        self._room = room
        self._tell: Callable[[], None] | None = None
        self._misheard = 0
        self._last_cut: tuple[Sheet, Room, tuple[Sheet, ...]] | None = None
        self._showing = Showing((session.whole_sheet(),), "")
        self._show(from_start=True)

    @property
    def sheet(self) -> Sheet:
        """The page to show now."""
        showing = self._showing
        return showing.sheet or showing.cut

    @property
    def prompt_id(self) -> str:
        """The id of this showing."""
        return self._showing.id

    @property
    def quiet(self) -> bool:
        """Whether to stay silent until somebody acts, as after a restart."""
        return self._session.place.resumed

    def show_again(self) -> None:
        """Show the same page once more, with a new id."""
        with self._session.locked():
            self._show()

    def make_room(self, room: Room) -> None:
        """Cut to another room; the first page of the prompt is shown again."""
        with self._session.locked():
            self._room = room
            self._show(from_start=True)

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever another seat changed the sheet."""
        self._tell = tell

    def moved_by_another(self) -> None:
        """The conversation has moved on through another seat."""
        self._ask(None)
        self._show(from_start=True)
        if self._tell:
            self._tell()

    def leave(self) -> None:
        """Give the seat up."""
        self._session.leave(self)

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        """Answer. Bad input is refused in words, and what breaks is told in words; nothing is raised."""
        with self._session.locked():
            try:
                refusal = self._untimely(reply)
                outcomes = [refusal] if refusal else self._take(reply.said, reply.way)
            except Exception as error:
                outcomes = [self._session.broken(type(reply.said).__name__, error)]
                self._ask(None)
            self._show()
            return tuple(outcomes)

    def _untimely(self, reply: Reply) -> Outcome | None:
        if reply.to is not None and reply.to != self._showing.id:
            return self._session.turned("stale", "stale")
        if reply.by is not None and reply.by != (self._session.place.turn or None):
            return self._session.turned("not_your_turn", "not_your_turn_now")
        return self._too_long(_words_of(reply.said))

    def _too_long(self, words: str) -> Outcome | None:
        return self._session.turned("too_long", "too_long") if len(words) > LONGEST else None

    def _take(self, said: Said, way: Way) -> list[Outcome]:
        match said:
            case Hear():
                return self._hear(said)
            case Choose(id):
                return self._choose(id, way)
            case Clip():
                return [self._session.turned("not_offered", "no_clip_here")]
            case Write() | Typed():
                return self._write(said, way)

    def _write(self, said: Write | Typed, way: Way) -> list[Outcome]:
        if not self.sheet.free_answer:
            return [self._session.turned("not_offered", "no_words_here")]
        grows = isinstance(said, Write) and self.sheet.kind is Kind.WRITE
        if refusal := self._too_long(f"{self.sheet.text} {said.text}".strip() if grows else said.text):
            return [refusal]
        words = tidy(said.text, unfinished=isinstance(said, Typed))
        if self.sheet.kind is Kind.DAY:
            words = self._session.texts.months_as_numbers(words)
        return self._session.act(replace(said, text=words), way, self)

    def _choose(self, id: str, way: Way) -> list[Outcome]:
        offered = {tile.id for tile in (*self.sheet.tiles, *self.sheet.always)}
        if id == "keep" and self.sheet.kind is Kind.WRITE and id not in offered:
            return [self._session.turned("not_offered", "write_first")]
        if id not in offered:
            return [self._session.turned("not_offered", "not_offered")]
        self._misheard = 0
        meant = self._showing.asking
        if meant is not None and id == "again":
            return []
        self._ask(None)
        if meant is not None and id in (YES, NO, "back"):
            return self._choose(meant.id, way) if id == YES else []
        at, of = self._showing.at, len(self._showing.sheets)
        if id == MORE:
            self._turn_to((at + 1) % of)
            return []
        if id == "back" and at > 0:
            self._turn_to(at - 1)
            return []
        return self._session.act(Choose(id), way, self)

    def _hear(self, said: Hear) -> list[Outcome]:
        shown, binding = self.sheet, self._showing.cut.binding
        meaning: hearing.Meaning = hearing.NotUnderstood()
        if not (said.rejected and binding):
            meaning = hearing.understand(
                said.words, shown.tiles, shown.always, sure=said.sure and not said.rejected, binding=binding
            )
        match meaning:
            case hearing.Understood(id):
                return self._choose(id, "voice")
            case hearing.Unsure(tile) if self._showing.asking is None:
                self._ask(tile)
                return []
            case hearing.NotUnderstood() if shown.kind is Kind.WRITE and not said.rejected:
                return self._write(Write(said.words), "voice")
            case _:
                # Also when "did you mean" itself was not heard well: the same question stays.
                self._misheard += 1
                key = "heard.use_keys" if self._misheard > 1 else "heard.not_understood"
                return [self._session.notice(line(key))]

    # --- what is shown ---------------------------------------------------------------------------------

    def _show(self, *, from_start: bool = False) -> None:
        """Cut the prompt anew; the same prompt stays on the page it was on."""
        before, whole = self._showing, self._session.whole_sheet()
        cut = self._cut(whole)
        same = before.about == (whole.page, whole.title, whole.asked_of) and not from_start
        at = min(before.at, len(cut) - 1) if same else 0
        asked = self._did_you_mean(cut[at], before.asking) if before.asking else None
        self._showing = Showing(cut, secrets.token_hex(6), at, before.asking, asked)

    def _cut(self, whole: Sheet) -> tuple[Sheet, ...]:
        """The pages of a prompt; cut only once as long as nothing changes, for a long talk takes its time."""
        if self._last_cut is None or self._last_cut[:2] != (whole, self._room):
            try:
                cut = sheets.cut(whole, self._room, self._session.texts.more())
            except Exception as error:
                self._session.broken(whole.page, error)
                cut = (whole,)
            self._last_cut = (whole, self._room, cut)
        return self._last_cut[2]

    def _turn_to(self, at: int) -> None:
        self._showing = replace(self._showing, at=at)

    def _ask(self, tile: Tile | None) -> None:
        asked = self._did_you_mean(self._showing.cut, tile) if tile else None
        self._showing = replace(self._showing, asking=tile, sheet=asked)

    def _did_you_mean(self, sheet: Sheet, tile: Tile) -> Sheet:
        texts = self._session.texts
        tiles = tuple(texts.tile(choice(id)) for id in (YES, NO))
        title = texts.say(line("heard.did_you_mean", words=tile.label))
        return replace(
            sheet,
            page="did_you_mean",
            kind=Kind.CHOOSE,
            title=title,
            body=(),
            tiles=tiles,
            free_answer=False,
            binding=False,
            number=1,
            of=1,
        )


def _words_of(said: Said) -> str:
    match said:
        case Choose(id):
            return id
        case Write(text) | Typed(text):
            return text
        case Hear(words):
            return words
        case Clip(path):
            return path
