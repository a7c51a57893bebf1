"""What `kiosk speech` and `kiosk doctor` do about sound; `kiosk.cli` reads the arguments and calls these."""

import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from kiosk.ports import Recogniser, Unavailable, VoiceEvent
from speech.audio import devices
from speech.engines.choice import MOONSHINE, engine_names, open_recogniser, verdict
from speech.engines.espeak import missing_speaker
from speech.engines.moonshine_model import model_folder
from speech.engines.vosk_models import installed_models
from speech.settings import SoundSettings
from speech.sound import NotSound, read_for_hearing
from speech.voice import SoundProcess

Check = tuple[str, bool, str, str]
"""A part's name, whether it works, one sentence, and the next step (empty when it works)."""


def hear(
    files: Sequence[str],
    phrases: Sequence[str] | None,
    engine: str | None,
    as_json: bool,
    models: Path | None,
    out: TextIO,
    err: TextIO,
    language: str = "en",
) -> int:
    """Recognise sound files, one object a file in order; exit code 1 when any could not be read."""
    recogniser = open_recogniser(language, engine, models)
    if isinstance(recogniser, Unavailable):
        print(f"{recogniser.reason} {recogniser.next_step}", file=err)
        return 1
    code = 0
    for file in files:
        row = _hear_one(recogniser, file, phrases)
        code = 1 if "error" in row else code
        print(json.dumps(row, ensure_ascii=False) if as_json else _as_line(row), file=out, flush=True)
    if code:
        print("Not every sound file could be read.", file=err)
    return code


def _hear_one(recogniser: Recogniser, file: str, phrases: Sequence[str] | None) -> dict[str, Any]:
    try:
        sound = read_for_hearing(Path(file))
    except NotSound as fault:
        return {"file": file, "error": str(fault)}
    heard = recogniser.hear(sound.samples, phrases or [])
    return {
        "file": file,
        "text": heard.text,
        "outcome": heard.outcome if phrases else None,
        "choice": heard.choice if phrases else None,
        "seconds": round(heard.seconds, 4),
        "audio_seconds": round(sound.seconds, 3),
    }


def _as_line(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['file']}: {row['error']}"
    words = {"understood": "understood", "unsure": "not sure, perhaps", "not_understood": "not understood"}
    if row["outcome"] is None:
        return f"{row['file']}: {row['text']}"
    choice = f" {row['choice']}" if row["choice"] else ""
    return f"{row['file']}: {words[row['outcome']]}{choice} (I heard: {row['text'] or 'nothing'})"


def say(
    text: str,
    *,
    out_file: Path | None = None,
    rate: int = 120,
    language: str = "en",
    err: TextIO,
    open_voice: Callable[[SoundSettings], SoundProcess] = SoundProcess,
) -> int:
    """Say `text` aloud, or write it to a wav file; exit code 0, or 1 with one sentence."""
    if not any(letter.isalnum() for letter in text):
        print("There are no words to say.", file=err)
        return 1
    missing = missing_speaker()
    if missing is not None:
        print(f"{missing.reason} {missing.next_step}", file=err)
        return 1
    done = threading.Event()
    troubles: list[str] = []

    def tell(event: VoiceEvent) -> None:
        if event.kind == "trouble":
            troubles.append(event.text)
        if event.kind in ("silent", "trouble"):
            done.set()

    voice = open_voice(SoundSettings(language=language, rate=rate, voice_in=False))
    voice.start(tell)
    try:
        if out_file is None:
            voice.say(text)
        else:
            voice.write(text, out_file)
        done.wait()
    finally:
        voice.close()
    if troubles:
        print(" ".join(troubles), file=err)
    return 1 if troubles else 0


def engines(as_json: bool, models: Path | None, out: TextIO, language: str = "en") -> int:
    """List what is installed and what is not, each with the next step; exit code 0."""
    rows = _engine_rows(models)
    chosen = next(iter(engine_names(language, models)), None)
    for row in rows:
        row["chosen"] = row["name"] == chosen or (row["kind"] == "speaks" and row["installed"])
        print(json.dumps(row, ensure_ascii=False) if as_json else _engine_line(row), file=out, flush=True)
    return 0


def _engine_rows(models: Path | None) -> list[dict[str, Any]]:
    missing = missing_speaker()
    rows = [
        _row("espeak-ng", "speaks", "", missing is None, missing.next_step if missing else ""),
        _row(
            MOONSHINE, "hears", "en", model_folder() is not None, "Run: pip install moonshine-voice==0.0.73"
        ),
    ]
    found = installed_models(models)
    rows += [_row(model.name, "hears", model.language, True, "") for model in found]
    if not found:
        rows.append(_row("vosk", "hears", "", False, "Run: kiosk speech add-model FILE"))
    return rows


def _row(name: str, kind: str, language: str, installed: bool, next_step: str) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "language": language or None,
        "installed": installed,
        "safe": verdict(name, language).safe if kind == "hears" and installed else None,
        "next_step": "" if installed else next_step,
    }


def _engine_line(row: dict[str, Any]) -> str:
    language = f" ({row['language']})" if row["language"] else ""
    state = "is here" if row["installed"] else f"is not here. {row['next_step']}"
    return f"{row['name']}{language}, {row['kind']}: {state}{', used' if row['chosen'] else ''}"


def check(models: Path | None = None, language: str = "en") -> list[Check]:
    """Say what of sound works on this device, for `kiosk doctor`."""
    missing = missing_speaker()
    found = devices()
    names = engine_names(language, models)
    speakers, microphones = ([], []) if isinstance(found, Unavailable) else found
    plug = "Plug in a loudspeaker or a headset."
    headset = "Plug in a microphone or a headset."
    voice = missing.reason if missing else "I can speak."
    listen = "I can listen." if names else "I cannot listen in this language yet."
    return [
        _check("voice", missing is None, voice, missing.next_step if missing else ""),
        _check("listening", bool(names), listen, "Run: kiosk speech add-model FILE"),
        _check("loudspeaker", bool(speakers), _there("loudspeaker", speakers), plug),
        _check("microphone", bool(microphones), _there("microphone", microphones), headset),
    ]


def _check(name: str, works: bool, sentence: str, next_step: str) -> Check:
    return name, works, sentence, "" if works else next_step


def _there(name: str, found: Sequence[str]) -> str:
    return f"There is a {name}." if found else f"I found no {name}."
