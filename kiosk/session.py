"""The session: the one conversation on this device, which every way in takes a seat at."""

import contextlib
import secrets
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation import hearing, sheets, talk
from kiosk.conversation.outcomes import Fault, Notice, Outcome, Stored, Turned
from kiosk.conversation.place import Place, from_plain, to_plain
from kiosk.conversation.prompts import Kind, Line, choice, line
from kiosk.conversation.replies import Choose, Clip, Hear, Reply, Said, Typed, Way, Write
from kiosk.conversation.sheets import MORE, PLAIN, Room, Sheet, Tile
from kiosk.conversation.view import Moved
from kiosk.desk import Desk
from kiosk.governance.refusals import Refused
from kiosk.ports import Places, RecordFault
from kiosk.texts import Texts

LONGEST = 4_000
"""How many letters one reply may have."""
YES, NO = "yes_i_mean", "no_something_else"


class Session:
    """Holds the place and the desk; replies are carried out one at a time, in the order they came."""

    def __init__(self, desk: Desk, places: Places, texts: Texts) -> None:
        self._desk = desk
        self._places = places
        self.texts = texts
        self._lock = threading.RLock()
        self._seats: list[ConversationSeat] = []
        place = from_plain(places.load())
        if place.circle not in desk.state.circles:
            place = replace(place, circle=next(iter(desk.state.circles), "")).sit_down()
        self.place: Place = talk.settle(desk.state, place)

    def join(self, room: Room = PLAIN) -> "ConversationSeat":
        """A new seat for one way in."""
        with self._lock:
            seat = ConversationSeat(self, room)
            self._seats.append(seat)
            return seat

    def leave(self, seat: "ConversationSeat") -> None:
        """A way in has gone; the conversation stays."""
        with self._lock, contextlib.suppress(ValueError):
            self._seats.remove(seat)

    def whole_sheet(self) -> Sheet:
        """The prompt in words, not cut yet."""
        with self._lock:
            prompt = talk.next_prompt(self._desk.state, self.place, self._desk.today)
            return self.texts.sheet(prompt)

    def locked(self) -> threading.RLock:
        """The lock that keeps replies in order."""
        return self._lock

    def act(self, said: Said, way: Way, seat: "ConversationSeat") -> list[Outcome]:
        """Carry out a reply that was offered; the new place is saved before it is shown."""
        moved = talk.reply(self._desk.state, self.place, self._desk.today, said, way)
        if isinstance(moved, talk.NotOffered):
            return [self.turned("not_offered", "not_offered")]
        before = self.place, self._desk.state
        outcomes = self._carry_out(moved)
        if (self.place, self._desk.state) != before:
            for other in [s for s in self._seats if s is not seat]:
                other.moved_by_another()
        return outcomes

    def _carry_out(self, moved: Moved) -> list[Outcome]:
        outcomes: list[Outcome] = []
        after = moved.place
        if moved.command is not None:
            try:
                stored = self._desk.handle(moved.command)
            except RecordFault as fault:
                return [Fault(str(fault))]
            if isinstance(stored, Refused):
                return [self._refusal(stored)]
            outcomes.append(Stored(tuple((r.id, type(r.event).__name__) for r in stored)))
            after = moved.then(self._desk.state, after) if moved.then else after
        if moved.notice:
            outcomes.append(self.notice(moved.notice))
        self.place = talk.settle(self._desk.state, after)
        try:
            self._places.save(to_plain(self.place))
        except RecordFault as fault:
            outcomes.append(Fault(str(fault)))
        return outcomes

    def _refusal(self, refused: Refused) -> Turned:
        names = tuple(self._desk.state.name(person) for person in refused.names)
        reason = f"rule:{refused.rule}" if refused.rule else "not_offered"
        return Turned(reason, self.texts.say(line(f"refused.{refused.key}", names=names)))

    def turned(self, reason: str, key: str) -> Turned:
        """A refusal of the conversation itself, in words."""
        return Turned(reason, self.texts.say(line(f"refused.{key}", most=str(LONGEST))))

    def notice(self, words: Line) -> Notice:
        """A sentence for the person."""
        return Notice(self.texts.say(words))


class ConversationSeat:
    """One way in: its own cut of the pages, its own "did you mean", the shared conversation."""

    def __init__(self, session: Session, room: Room) -> None:
        self._session = session
        self._room = room
        self._tell: Callable[[], None] | None = None
        self._at = 0
        self._asking: Tile | None = None
        self._misheard = 0
        self._sheets: tuple[Sheet, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._id = ""
        self._show()

    @property
    def sheet(self) -> Sheet:
        """The page to show now."""
        shown = self._sheets[self._at]
        return self._did_you_mean(shown, self._asking) if self._asking else shown

    @property
    def prompt_id(self) -> str:
        """The id of this showing."""
        return self._id

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
        self._asking = None
        self._show(from_start=True)
        if self._tell:
            self._tell()

    def leave(self) -> None:
        """Give the seat up."""
        self._session.leave(self)

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        """Answer. Bad input is refused in words; nothing is raised."""
        with self._session.locked():
            refusal = self._untimely(reply)
            outcomes = [refusal] if refusal else self._take(reply.said, reply.way)
            self._show()
            return tuple(outcomes)

    def _untimely(self, reply: Reply) -> Outcome | None:
        if reply.to is not None and reply.to != self._id:
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
        return self._session.act(replace(said, text=_without_controls(said.text)), way, self)

    def _choose(self, id: str, way: Way) -> list[Outcome]:
        offered = {tile.id for tile in (*self.sheet.tiles, *self.sheet.always)}
        if id not in offered:
            return [self._session.turned("not_offered", "not_offered")]
        self._misheard = 0
        if self._asking is not None and id == "again":
            return []
        meant, self._asking = self._asking, None
        if meant is not None and id in (YES, NO, "back"):
            return self._choose(meant.id, way) if id == YES else []
        if id == MORE:
            self._at = (self._at + 1) % len(self._sheets)
            return []
        if id == "back" and self._at > 0:
            self._at -= 1
            return []
        return self._session.act(Choose(id), way, self)

    def _hear(self, said: Hear) -> list[Outcome]:
        shown, binding = self.sheet, self._sheets[self._at].binding
        meaning: hearing.Meaning = hearing.NotUnderstood()
        if not (said.rejected and binding):
            meaning = hearing.understand(
                said.words, shown.tiles, shown.always, sure=said.sure and not said.rejected, binding=binding
            )
        match meaning:
            case hearing.Understood(id):
                return self._choose(id, "voice")
            case hearing.Unsure(tile) if self._asking is None:
                self._asking = tile
                return []
            case hearing.NotUnderstood() if shown.kind is Kind.WRITE and not said.rejected:
                return self._write(Write(said.words), "voice")
            case _:
                # Also when "did you mean" itself was not heard well: the same question stays.
                self._misheard += 1
                key = "heard.use_keys" if self._misheard > 1 else "heard.not_understood"
                return [self._session.notice(line(key))]

    def _show(self, *, from_start: bool = False) -> None:
        """Cut the prompt anew; the same prompt stays on the page it was on."""
        whole = self._session.whole_sheet()
        same = (whole.page, whole.title, whole.asked_of) == self._shown and not from_start
        self._sheets = sheets.cut(whole, self._room, self._session.texts.more())
        self._at = min(self._at, len(self._sheets) - 1) if same else 0
        self._shown = (whole.page, whole.title, whole.asked_of)
        self._id = secrets.token_hex(6)

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


def _without_controls(text: str) -> str:
    """Own words without what could move a terminal's cursor; lines stay lines."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in text)


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
