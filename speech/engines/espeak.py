"""Speech out: pyttsx3 over the espeak-ng library that comes as a wheel.

Only the sound process may load this: espeak ends its process on a bad data path, and pyttsx3 prints.
"""

import contextlib
import ctypes
import io
import os
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kiosk.ports import Unavailable
from speech.settings import DEFAULT_RATE
from speech.sound import Sound, read_wav

RATES = (60, 90, 120, 150, 180, 210, 240)
"""Speeds a person can choose, in words a minute."""


LONGEST_DATA_PATH = 120
"""espeak ends the process on a data path of about 160 characters; 138 worked."""

_SLOWEST, _WORD_GAP = 80, 7
# Rate in words a minute: espeak's speed, and its gap between words. Measured by `python -m benchmarks.speech
# --rates` on 68 words of plain English. espeak has no speed below 80, so slower speech gets gaps instead.
_SETTINGS = {
    60: (80, 12),
    90: (80, 1),
    120: (97, 0),
    150: (121, 0),
    180: (144, 0),
    210: (167, 0),
    240: (191, 0),
}


class Speaker:
    """Makes sound from text. One a process: espeak cannot be started twice."""

    name = "espeak-ng"

    def __init__(self, engine: Any, library: Any, folder: Path) -> None:
        self._engine = engine
        self._library = library
        self._file = folder / "said.wav"
        self._finished = threading.Event()
        self._asked = (0, "")
        engine.connect("finished-utterance", lambda **_: self._finished.set())

    def speak(self, text: str, words_a_minute: int = DEFAULT_RATE, language: str = "en") -> Sound:
        """Make the sound of `text`; empty text makes an empty sound.

        Raises TimeoutError when the engine made nothing twice over.
        """
        if not any(letter.isalnum() for letter in text):
            return Sound(b"", 22050)
        self._choose(words_a_minute, language)
        # After a change of rate the first utterance of a fresh process can come out empty.
        for _ in range(3):
            sound = self._make(text)
            if sound is not None and sound.samples:
                return sound
        raise TimeoutError("espeak-ng made no sound")

    def _choose(self, words_a_minute: int, language: str) -> None:
        if self._asked == (words_a_minute, language):
            return
        speed, gap = engine_speed(words_a_minute)
        self._engine.setProperty("voice", language)
        self._engine.setProperty("rate", speed)
        self._library.SetParameter(_WORD_GAP, gap, 0)
        # Unless the settings have arrived, pyttsx3 takes espeak for playing and cancels them and the text.
        self._library.Synchronize()
        self._asked = (words_a_minute, language)

    def _make(self, text: str) -> Sound | None:
        self._file.unlink(missing_ok=True)
        self._finished.clear()
        with contextlib.redirect_stdout(io.StringIO()):
            self._engine.save_to_file(text, str(self._file))
            self._engine.runAndWait()
            # runAndWait comes back while espeak's own thread is still at work.
            if not self._finished.wait(timeout=2 + len(text) / 50):
                return None
            self._library.Synchronize()
        try:
            return read_wav(self._file)
        except (OSError, ValueError):
            return None
        finally:
            self._file.unlink(missing_ok=True)


def engine_speed(words_a_minute: int) -> tuple[int, int]:
    """Turn words a minute into espeak's speed and its gap between words."""
    nearest = min(RATES, key=lambda rate: abs(rate - words_a_minute))
    return _SETTINGS[nearest]


def open_speaker(scratch: Path | None = None) -> Speaker | Unavailable:
    """Load espeak-ng and pyttsx3 into this process, or say what is missing.

    Sound passes through a file in `scratch`; without one a folder is made that nobody takes away.
    """
    missing = missing_speaker()
    if missing is not None:
        return missing
    folder = scratch or Path(tempfile.mkdtemp(prefix="itr-"))
    try:
        if sys.platform == "linux" and find_spec("espeakng_loader") is not None:
            _load_wheel(folder)
        import pyttsx3

        engine = pyttsx3.init("espeak")
        from pyttsx3.drivers import _espeak

        return Speaker(engine, _espeak, folder)
    except (OSError, RuntimeError, ImportError):
        return Unavailable(
            "The talking part could not start.", "Run: pip install --force-reinstall espeakng-loader"
        )


def missing_speaker() -> Unavailable | None:
    """Say what speech out lacks without loading it, or None."""
    if find_spec("pyttsx3") is None:
        return Unavailable("The talking part is not here.", "Run: pip install pyttsx3")
    if sys.platform == "linux" and find_spec("espeakng_loader") is None:
        return Unavailable("The voice is not here.", "Run: pip install espeakng-loader")
    return None


def _load_wheel(folder: Path) -> None:
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = str(short_data_path(Path(espeakng_loader.get_data_path()), folder))
    # pyttsx3 asks for the library by its name; loaded before and for all, it is the one it finds.
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def short_data_path(data: Path, folder: Path) -> Path:
    """Give a path to espeak's data short enough for espeak: the same, or a link in a short folder."""
    if len(os.fsencode(data)) <= LONGEST_DATA_PATH:
        return data
    if len(os.fsencode(folder)) > LONGEST_DATA_PATH:
        folder = Path(tempfile.mkdtemp(prefix="itr-", dir="/tmp"))
    link = folder / "espeak-ng-data"
    link.symlink_to(data, target_is_directory=True)
    return link
