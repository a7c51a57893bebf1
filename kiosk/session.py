"""The session: the one conversation on this device, which every way in takes a seat at."""

import contextlib
import logging
import threading
import traceback
from dataclasses import replace

from kiosk.conversation import talk
from kiosk.conversation.outcomes import Fault, Notice, Outcome, Stored, Turned
from kiosk.conversation.place import Place, from_plain, to_plain
from kiosk.conversation.prompts import Kind, Line, choice, line
from kiosk.conversation.replies import Said, Way
from kiosk.conversation.sheets import PLAIN, Room, Sheet
from kiosk.conversation.view import Moved
from kiosk.desk import Desk
from kiosk.governance.refusals import Refused
from kiosk.ports import Places, RecordFault
from kiosk.seating import LONGEST, ConversationSeat
from kiosk.texts import Texts

LOG = logging.getLogger("kiosk")


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

    def join(self, room: Room = PLAIN) -> ConversationSeat:
        """A new seat for one way in."""
        with self._lock:
            seat = ConversationSeat(self, room)
            self._seats.append(seat)
            return seat

    def leave(self, seat: ConversationSeat) -> None:
        """A way in has gone; the conversation stays."""
        with self._lock, contextlib.suppress(ValueError):
            self._seats.remove(seat)

    def locked(self) -> threading.RLock:
        """The lock that keeps replies in order."""
        return self._lock

    # --- the page --------------------------------------------------------------------------------------

    def whole_sheet(self) -> Sheet:
        """The prompt in words, not cut yet. A page that cannot be shown is left for one that can."""
        with self._lock:
            return self._sheet() or self._retreat()

    def _sheet(self) -> Sheet | None:
        try:
            return self.texts.sheet(talk.next_prompt(self._desk.state, self.place, self._desk.today))
        except Exception as error:
            self.broken(self.place.top.page if self.place.top else "rest", error)
            return None

    def _retreat(self) -> Sheet:
        """End the turn; if that is not enough, leave what was on the table; then only say what happened."""
        at_rest = self.place.end_turn()
        for place in (at_rest, replace(at_rest, item="").ask_again()):
            self.place = place
            if sheet := self._sheet():
                return sheet
        always = tuple(self.texts.tile(choice(id)) for id in talk.ALWAYS)
        title = self.texts.text("fault.broken")
        return Sheet("broken", Kind.CHOOSE, None, title, (), always[1:2], always, False, False, False, "")

    # --- replies ---------------------------------------------------------------------------------------

    def act(self, said: Said, way: Way, seat: ConversationSeat) -> list[Outcome]:
        """Carry out a reply that was offered; the new place is saved before it is shown."""
        before = self.place, self._desk.state
        outcomes = self._carefully(said, way)
        if self._sheet() is None:
            if not any(isinstance(outcome, Stored) for outcome in outcomes):
                self.place = before[0]
            self.whole_sheet()
            outcomes.append(self._fault())
        if (self.place, self._desk.state) != before:
            self._tell_others(seat)
        return outcomes

    def _tell_others(self, seat: ConversationSeat) -> None:
        for other in [s for s in self._seats if s is not seat]:
            try:
                other.moved_by_another()
            except Exception as error:
                # A way in that is just going away is no reason to say that this reply went wrong.
                self.broken("other", error)

    def _carefully(self, said: Said, way: Way) -> list[Outcome]:
        """Carry it out; what breaks before anything is stored leaves the place as it was."""
        try:
            moved = talk.reply(self._desk.state, self.place, self._desk.today, said, way)
            if isinstance(moved, talk.NotOffered):
                return [self.turned("not_offered", "not_offered")]
            return self._carry_out(moved)
        except Exception as error:
            return [self.broken(type(said).__name__, error)]

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
        if moved.notice:
            outcomes.append(self.notice(moved.notice))
        try:
            after = moved.then(self._desk.state, after) if moved.then else after
            self.place = talk.settle(self._desk.state, after)
        except Exception as error:
            outcomes.append(self.broken(after.top.page if after.top else "rest", error))
            if moved.command is not None:
                # What is stored is stored: nobody is asked the same again.
                self.place = self.place.end_turn()
        try:
            self._places.save(to_plain(self.place))
        except RecordFault as fault:
            outcomes.append(Fault(str(fault)))
        return outcomes

    # --- in words --------------------------------------------------------------------------------------

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

    def broken(self, where: str, error: Exception) -> Fault:
        """Something went wrong that nobody foresaw: noted for who looks after the device, told in words."""
        self.noted(where, error)
        return self._fault()

    def noted(self, where: str, error: Exception) -> None:
        """Where it went wrong and of what kind is logged, never any words."""
        frames = traceback.extract_tb(error.__traceback__)
        at = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
        LOG.error("%s: %s in %s", where, type(error).__name__, at)

    def _fault(self) -> Fault:
        return Fault(self.texts.text("fault.broken"))
