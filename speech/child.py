"""The sound process: speaker, recogniser and sound card, away from the terminal and the record.

Started by `speech.voice`; reads orders as lines on its standard input and writes facts to its standard
output. Libraries that print reach neither: their descriptors lead nowhere. Nothing heard is kept.
"""

import os
import threading
import time
from pathlib import Path
from typing import IO

from kiosk.ports import VoiceEvent
from speech.ear_and_mouth import EarAndMouth
from speech.settings import SoundSettings
from speech.wire import BEAT, event_message, messages, send

STUCK = 25.0
"""Seconds without progress after which the process ends itself, to be started afresh."""


def private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes for orders and facts, and lead descriptors 0, 1 and 2 nowhere."""
    orders, facts = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return os.fdopen(orders, "rb"), os.fdopen(facts, "wb")


def serve(orders: IO[bytes], facts: IO[bytes]) -> None:
    """Do as ordered until the parent is gone."""
    lock = threading.Lock()

    def tell(event: VoiceEvent, turn: int) -> None:
        send(facts, lock, event_message(event, turn))

    first = next(messages(orders), None)
    if first is None:
        return
    settings, scratch = SoundSettings(**first["settings"]), Path(first["scratch"])
    sound = EarAndMouth(settings, tell, lambda kind: send(facts, lock, {"kind": kind}), scratch=scratch)
    threading.Thread(target=_beat, args=(facts, lock, sound), daemon=True).start()
    threading.Thread(target=sound.run, daemon=True).start()
    for order in messages(orders):
        obey(sound, order)


def obey(sound: EarAndMouth, order: dict[str, object]) -> None:
    """Pass one order on; none of them blocks."""
    match order:
        case {"do": "say", "turn": int(turn), "text": str(text), "then": list() | None as then}:
            sound.say(turn, text, then)
        case {"do": "write", "turn": int(turn), "text": str(text), "file": str(file)}:
            sound.write(turn, text, Path(file))
        case {"do": "listen", "turn": int(turn), "phrases": list(phrases)}:
            sound.listen(turn, phrases)
        case {"do": "hush", "turn": int(turn)}:
            sound.hush(turn)
        case {"do": "finish"}:
            sound.finish()
        case {"do": "settle", "settings": dict(settings)}:
            sound.settle(SoundSettings(**settings))


def _beat(facts: IO[bytes], lock: threading.Lock, sound: EarAndMouth) -> None:
    try:
        while time.monotonic() - sound.alive < STUCK:
            send(facts, lock, {"kind": BEAT})
            time.sleep(1)
    except (OSError, ValueError):
        pass
    # A thread stuck in a library cannot be ended; the process can.
    os._exit(3)


def main() -> None:
    """Serve, then leave without waiting for any library."""
    orders, facts = private_streams()
    try:
        serve(orders, facts)
    except (OSError, ValueError):
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
