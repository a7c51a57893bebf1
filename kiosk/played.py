"""A written meeting on the full screen: the kiosk as it is, with replies that come from a script."""

import asyncio
from collections.abc import Sequence

from kiosk.app import KioskApp
from kiosk.play import Stage
from kiosk.ports import Voice
from kiosk.script import ScriptFault


class PlayedApp(KioskApp):
    """Plays a meeting, a reply every `pause` seconds, and closes when it is over.

    `went_wrong` is the sentence that says why it could not go on, or empty.
    """

    def __init__(
        self, stage: Stage, *, pause: float, voice: Voice | None = None, notices: Sequence[str] = ()
    ) -> None:
        super().__init__(stage.seat, texts=stage.kiosk.session.texts, voice=voice, notices=notices)
        self._stage = stage
        self._pause = pause
        self.went_wrong = ""
        self.played = 0

    def on_mount(self) -> None:  # type: ignore[override]
        """Begin; the framework calls the kiosk's own handler too, which shows the first page."""
        self.run_worker(self._play(), name="play")

    async def _play(self) -> None:
        try:
            for said in self._stage.replies():
                await asyncio.sleep(self._pause)
                if self.seat is not self._stage.seat:
                    # The power has failed and come back.
                    self.seat = self._stage.seat
                    self.seat.make_room(self.geometry.room())
                self.show_soon(speak=False)
                await self.replies_done()
                self.send(said, "script")
                await self.replies_done()
                self.played += 1
            await asyncio.sleep(self._pause)
        except ScriptFault as fault:
            self.went_wrong = str(fault)
        self.exit()
