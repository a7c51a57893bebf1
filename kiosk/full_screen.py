"""Running the full-screen kiosk: the session, the voice behind the first page, and the door for others."""

import contextlib
from pathlib import Path

from kiosk import wiring
from kiosk.joining import Door
from kiosk.script import Script


def play_full_screen(script: Script, *, pause: float, aloud: bool) -> str:
    """Play a meeting on the full screen; gives why it could not go on, or empty. Raises ScriptFault."""
    from kiosk.play import Stage
    from kiosk.played import PlayedApp

    with Stage(script) as stage:
        voice = wiring.open_voice(stage.folder) if aloud else None
        try:
            app = PlayedApp(stage, pause=pause, voice=voice)
            app.run()
        finally:
            if voice is not None:
                voice.close()
        return app.went_wrong


def run_full_screen(folder: Path, *, demo: bool, silent: bool) -> int:
    """Run the kiosk until it is closed; returns the exit code. Raises RecordFault."""
    from kiosk.app import KioskApp

    with wiring.open_kiosk(folder, demo=demo) as kiosk:
        door = Door(kiosk.session, folder)
        with contextlib.suppress(OSError):
            door.open()
        voice = None if silent else wiring.open_voice(folder)
        try:
            app = KioskApp(
                kiosk.session.join(),
                voice=voice,
                texts=kiosk.session.texts,
                notices=kiosk.record.alarms,
                note=lambda error: kiosk.session.noted("screen", error),
            )
            app.run()
        finally:
            if voice is not None:
                voice.close()
            door.close()
    return app.return_code or 0
