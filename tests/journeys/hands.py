"""The same acts by other ways in: spoken words, numbered lines, keys and mouse on the real screen."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from textual.pilot import Pilot

from kiosk import plain
from kiosk.app import KioskApp
from kiosk.conversation.outcomes import Outcome
from kiosk.conversation.replies import Hear, Reply
from kiosk.conversation.sheets import MORE
from screens.widgets import BarButton, TileBox, WritingBox
from tests.journeys.driver import Person


class Speaking(Person):
    """Says the first phrase of each choice, as a recogniser would give it."""

    def press(self, id: str) -> tuple[Outcome, ...]:
        tile = next(t for t in (*self.sheet.tiles, *self.sheet.always) if t.id == id)
        return self._note(self.seat.reply(Reply(Hear(tile.phrases[0]), "voice", self.seat.prompt_id)))

    def write(self, words: str) -> None:
        self._note(self.seat.reply(Reply(Hear(words), "voice", self.seat.prompt_id)))
        self.choose("keep")


class Typing(Person):
    """Types the number of each choice, line by line."""

    def press(self, id: str) -> tuple[Outcome, ...]:
        ids = [t.id for t in self.sheet.tiles]
        words = str(ids.index(id) + 1) if id in ids else id
        return self._line(words)

    def write(self, words: str) -> None:
        self._line(words)
        self.choose("keep")

    def _line(self, words: str) -> tuple[Outcome, ...]:
        said = plain.said_by(words, self.sheet)
        return self._note(self.seat.reply(Reply(said, "plain", self.seat.prompt_id)))


class AtTheScreen(Person):
    """Acts on the real screen from a thread of its own, by key or by mouse."""

    def __init__(self, pilot: Pilot[None], app: KioskApp, *, mouse: bool) -> None:
        super().__init__(app.seat)
        self._pilot, self._app, self._mouse = pilot, app, mouse
        self._loop = asyncio.get_running_loop()

    def press(self, id: str) -> tuple[Outcome, ...]:
        self._do(self._touch(id) if self._mouse else self._key(id))
        return self._note(())

    def write(self, words: str) -> None:
        self._do(self._type(words))
        self._note(())

    def _do(self, act: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(act, self._loop).result(timeout=60)

    async def _key(self, id: str) -> None:
        ids = [t.id for t in self.sheet.tiles]
        bar = {"help": "f1", "again": "f2", "back": "escape", "pause": "f4"}
        if id in ids and self._app.screen.query(WritingBox):
            # While letters are for writing, the tiles are reached by Tab.
            await self._pilot.press(*["tab"] * (ids.index(id) + 1), "enter")
        else:
            await self._pilot.press(str(ids.index(id) + 1) if id in ids else bar[id])
        await self._app.replies_done()
        await self._pilot.pause()

    async def _touch(self, id: str) -> None:
        boxes = [*self._app.screen.query(TileBox), *self._app.screen.query(BarButton)]
        await self._pilot.click(next(box for box in boxes if box.choice == id))
        await self._pilot.pause()
        await self._app.replies_done()
        await self._pilot.pause()

    async def _type(self, words: str) -> None:
        while self.sheet.only_text:
            await (self._touch(MORE) if self._mouse else self._key(MORE))
        if self.sheet.text:
            # The words from before stand there: these take their place.
            await self._pilot.press("ctrl+u")
        await self._pilot.press(*("space" if letter == " " else letter for letter in words), "enter")
        await self._pilot.pause()
        await self._app.replies_done()
        await self._pilot.pause()


async def in_a_thread(story: Callable[[Person], None], person: Person) -> None:
    """Let a story that knows nothing of screens run beside the app."""
    await asyncio.to_thread(story, person)
