"""The full-screen app: replies go to the seat in order, outcomes to the screen and the voice."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from kiosk.conversation.outcomes import Fault, Notice, Turned
from kiosk.conversation.prompts import Kind, line
from kiosk.conversation.replies import Choose, Hear, Reply, Said, Typed, Way
from kiosk.ports import Voice, VoiceEvent
from kiosk.seat import Seat
from kiosk.texts import Texts
from screens import theme
from screens.calm import CalmApp
from screens.geometry import Geometry
from screens.page import PageView
from screens.widgets import Chosen, Finished, Pressable, WritingBox, Written

SAME_PRESS = 0.5
"""Seconds in which an identical second press is taken for a tremor, not for an answer (access G3)."""
HELD_DOWN = 0.15
"""Seconds between two presses that no hand makes: the key is held down."""
LETTERS = {"r": "again", "b": "back", "p": "pause", "c": "cards", "x": "hide", "question_mark": "help"}
ALWAYS_KEYS = {"f1": "help", "f2": "again", "escape": "back", "f4": "pause", "f6": "cards", "f7": "hide"}
TIDY_EVERY = 4.0
"""Seconds between looks for garbage."""
SPEAK = "f5"
"""Opens the microphone."""


class VoiceSaid(Message):
    """The voice told a fact, from its own thread."""

    def __init__(self, event: VoiceEvent) -> None:
        super().__init__()
        self.event = event


class Moved(Message):
    """Another way in moved the conversation on."""


class KioskApp(CalmApp):
    """Shows the seat's sheet and sends what people do; it holds no rule and no words."""

    # Nothing is chosen beforehand: Enter and the space bar do nothing by themselves.
    AUTO_FOCUS = ""
    CSS_PATH = "../screens/kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "In the Round"
    BINDINGS: ClassVar = [Binding("ctrl+q", "close_kiosk", "Close", show=False, priority=True)]

    def __init__(
        self,
        seat: Seat,
        *,
        texts: Texts,
        voice: Voice | None = None,
        notices: Sequence[str] = (),
        clock: Callable[[], float] = time.monotonic,
        note: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        super().__init__(texts.text("fault.stopped"), note)
        self.seat = seat
        self.texts = texts
        self.voice = voice
        self._clock = clock
        self._notice = " ".join(notices)
        """What the person is told; whatever page is shown shows it."""
        self._sign = ""
        """That the microphone is open, or the voice speaks: shown instead of the notice for as long."""
        self._last_press = self._last_seen = ("", 0.0)
        self._work: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        """Replies and pages to show anew: one after the other, so that no page is built while another is."""
        self._page: PageView | None = None
        self._shown_id = ""
        self._by_voice = False
        self._asked_again = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tokens of the style sheet."""
        return theme.VARIABLES

    # --- showing ---------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Show the first page; the voice loads behind it."""
        self.register_theme(theme.DEFAULT)
        self.theme = theme.DEFAULT.name
        self.seat.on_change(self._tell_moved)
        self.seat.make_room(self.geometry.room())
        await self.show()
        self.run_worker(self._carry_on(), name="replies")
        if self.voice is not None:
            self.voice.start(self._tell_voice)

    def on_ready(self) -> None:
        """From now on garbage is collected while nobody acts.

        In the middle of a key press it took 70 to 100 ms. What the first page needed is never garbage.
        """
        gc.collect()
        gc.freeze()
        gc.disable()
        self.set_interval(TIDY_EVERY, self._tidy_up)

    def on_unmount(self) -> None:
        """Leave the process as it was."""
        gc.enable()
        gc.unfreeze()

    def _tidy_up(self) -> None:
        if self._clock() - self._last_press[1] > TIDY_EVERY / 2:
            gc.collect()

    def _tell_moved(self) -> None:
        self.post_message(Moved())

    def _tell_voice(self, event: VoiceEvent) -> None:
        self.post_message(VoiceSaid(event))

    @property
    def geometry(self) -> Geometry:
        """Where things go at this size of screen."""
        return Geometry(self.size.width, self.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Cut to the new room."""
        new = Geometry(event.size.width, event.size.height)
        if self._page is not None and not self._page.geometry.same_size(new):
            self._work.put_nowait(self._fit)

    def show_soon(self, *, speak: bool = True) -> None:
        """Show the sheet as soon as what is being shown is."""
        self._work.put_nowait(partial(self.show, speak=speak))

    async def _fit(self) -> None:
        self.seat.make_room(self.geometry.room())
        await self.show(speak=False)

    async def show(self, *, speak: bool = True) -> None:
        """Show the sheet; nothing on it is chosen beforehand."""
        # The id first: should another way in move the page meanwhile, this id is an old one.
        self._shown_id, sheet = self.seat.prompt_id, self.seat.sheet
        with self.batch_update():
            if self._page is not None:
                await self._page.remove()
            self._page = page = PageView(sheet, self.geometry, self.texts.say, self._told)
            await self.screen.mount(page)
            box = page.query(WritingBox)
            self.screen.set_focus(box.first() if box else None)
            # What was told while the page was built.
            page.tell(self._told)
        if speak:
            self._speak()

    @property
    def _told(self) -> str:
        return self._sign or self._notice

    def _tell(self) -> None:
        if self._page is not None:
            self._page.tell(self._told)

    def _speak(self) -> None:
        """Say the page; private words only to those who spoke themselves or asked for it (access A6)."""
        if self.voice is None or (self.seat.quiet and not self._notice):
            return
        sheet = self.seat.sheet
        aloud = not sheet.private or self._by_voice or self._asked_again
        words = sheet.spoken if aloud else self.texts.say(line("screen.private"))
        if sheet.kind is Kind.WRITE and aloud and sheet.text:
            words = f"{sheet.text}. {words}"
        words = " ".join(part for part in (self._notice, words) if part)
        if sheet.kind is Kind.WRITE:
            # Dictation begins by itself only for somebody who speaks; others open the microphone by key.
            self.voice.say(words, then_listen=[] if self._by_voice else None)
        else:
            self.voice.say(words, then_listen=self._phrases())

    def _phrases(self) -> list[str]:
        sheet = self.seat.sheet
        return [phrase for tile in (*sheet.tiles, *sheet.always) for phrase in tile.phrases]

    # --- people acting ---------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """Numbers choose; letters and function keys are the constant bar; arrows and Tab move."""
        self.hush()
        writing = isinstance(self.focused, WritingBox)
        id = ALWAYS_KEYS.get(event.key) or (None if writing else self._meant(event.key))
        if event.key == SPEAK and self.voice is not None:
            self.voice.listen([] if self.seat.sheet.kind is Kind.WRITE else self._phrases())
        elif id and not self._pressed_twice(event.key):
            self.send(Choose(id), "keys")
        elif event.key in ("right", "down") and not writing:
            self.screen.focus_next()
        elif event.key in ("left", "up") and not writing:
            self.screen.focus_previous()
        elif event.key in ("tab", "shift+tab"):
            (self.screen.focus_next if event.key == "tab" else self.screen.focus_previous)()
        elif event.is_printable and event.character and not writing and (box := self._writes_on()):
            box.focus()
            box.insert(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _meant(self, key: str) -> str | None:
        tiles = self.seat.sheet.tiles
        if key.isdecimal():
            # A number that is not there is told like anything else that is not offered.
            return tiles[int(key) - 1].id if 1 <= int(key) <= len(tiles) else f"number.{key}"
        if key in ("enter", "space") and isinstance(self.focused, Pressable):
            return self.focused.choice
        return None if self._writes_on() else LETTERS.get(key)

    def _writes_on(self) -> WritingBox | None:
        """The box of this page: letters are for it, wherever the focus is."""
        found = self._page.query(WritingBox) if self._page is not None else None
        return found.first() if found else None

    def _pressed_twice(self, key: str) -> bool:
        """Whether this is no press of its own: too soon after one that counted, or of a key held down."""
        now, before = self._clock(), self._last_seen
        self._last_seen = (key, now)
        held = before[0] == key and now - before[1] < HELD_DOWN
        soon = self._last_press[0] == key and now - self._last_press[1] < SAME_PRESS
        if held or soon:
            return True
        self._last_press = (key, now)
        return False

    def on_mouse_down(self) -> None:
        """Any touch stops the speech."""
        self.hush()

    def hush(self) -> None:
        """Be silent at once."""
        if self.voice is not None:
            self.voice.hush()

    @on(Chosen)
    def _touched(self, message: Chosen) -> None:
        if not self._pressed_twice(f"touch {message.chosen}"):
            self.send(Choose(message.chosen), "touch")

    @on(Written)
    def _wrote(self, message: Written) -> None:
        self.send(Typed(message.text), "keys")

    @on(Finished)
    def _finished(self) -> None:
        self.send(Choose("keep"), "keys")

    def on_descendant_focus(self) -> None:
        """The terminal's cursor follows the focus, for braille displays."""
        if self.focused is not None and not isinstance(self.focused, WritingBox):
            region = self.focused.region
            self.cursor_position = Offset(region.x, region.y)

    def action_close_kiosk(self) -> None:
        """Close the kiosk; everything is saved already."""
        self.exit()

    # --- replies, in order -------------------------------------------------------------------------------

    def send(self, said: Said, way: Way) -> None:
        """Send a reply to the page that is shown; one that comes too late is refused by the seat."""
        self._work.put_nowait(partial(self._carry, said, way, self._shown_id))

    async def replies_done(self) -> None:
        """Return once every reply that was sent has been carried out and shown."""
        await self._work.join()

    async def _carry_on(self) -> None:
        while True:
            do = await self._work.get()
            try:
                await do()
            except Exception as error:
                self._handle_exception(error)
            self._work.task_done()

    async def _carry(self, said: Said, way: Way, to: str) -> None:
        if (isinstance(said, Typed) or said == Choose("keep")) and self._still_writing():
            # What is typed belongs to the same page, whose id has moved on with the letter before.
            to = self.seat.prompt_id
        self._by_voice = way == "voice"
        self._asked_again = said == Choose("again")
        outcomes = await asyncio.to_thread(self.seat.reply, Reply(said, way, to))
        told = [o.text for o in outcomes if isinstance(o, Notice | Turned | Fault)]
        self._notice = " ".join(told)
        if isinstance(said, Typed) and not told:
            await self._grown()
        else:
            await self.show()

    def _still_writing(self) -> bool:
        """Whether the seat is at the page whose box is shown; another way in may have moved on."""
        if self._page is None:
            return False
        shown, now = self._page.sheet, self.seat.sheet
        same = (shown.page, shown.title, shown.asked_of) == (now.page, now.title, now.asked_of)
        return same and now.kind is Kind.WRITE

    async def _grown(self) -> None:
        """Own words grew: the box stays as it is, only the tiles may have changed."""
        page = self._page
        self._shown_id, sheet = self.seat.prompt_id, self.seat.sheet
        self._tell()
        if page is not None and [t.id for t in page.sheet.tiles] != [t.id for t in sheet.tiles]:
            page.sheet = sheet
            await page.show_tiles()

    @on(Moved)
    def _moved_by_another(self) -> None:
        self._work.put_nowait(self._show_moved)

    async def _show_moved(self) -> None:
        self._notice = ""
        await self.show()

    @on(VoiceSaid)
    def _voice_said(self, message: VoiceSaid) -> None:
        event = message.event
        if event.kind == "heard" and event.heard is not None and event.heard.choice is not None:
            self.send(Hear(event.heard.choice, sure=event.heard.outcome == "understood"), "voice")
        elif event.kind == "heard" and event.heard is not None:
            self.send(Hear(event.heard.text, sure=False, rejected=True), "voice")
        elif event.kind == "dictated":
            self.send(Hear(event.text), "voice")
        elif event.kind == "trouble":
            self._notice = f"{self._notice} {event.text}".strip()
            self._tell()
        else:
            signs = {"listening": "screen.listening", "speaking": "screen.speaking"}
            self._sign = self.texts.text(signs[event.kind]) if event.kind in signs else ""
            self._tell()
