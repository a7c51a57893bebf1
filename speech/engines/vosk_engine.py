"""Speech in with any installed Vosk model: a grammar pass, and an open pass that may object.

A grammar alone hears a command in nearly any word, so two things can send it back: the confidence of its
own words, and a second pass over the model's whole vocabulary that heard something else.
"""

import json
import time
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from importlib.util import find_spec
from typing import Any

from kiosk.ports import Heard, Outcome, Unavailable
from speech.endpoint import loudest
from speech.engines.sound_alikes import plain_words
from speech.engines.vosk_models import VoskModel
from speech.quiet import quiet
from speech.sound import HEARING_RATE, as_floats

GATE = 0.004
CONFIDENCE = 0.7
"""The least certain word of an understood phrase."""

AGREES, MAY_AGREE = 0.6, 0.45
"""How alike, of 1, the open pass must be for "understood" and for "unsure"."""

UNKNOWN = "[unk]"


class Vosk:
    """One loaded Vosk model."""

    def __init__(self, model: Any, name: str, language: str) -> None:
        self._model = model
        self.name = name
        self.language = language
        self._strangers = strangers(self._in_vocabulary)

    def hear(self, samples: bytes, phrases: Sequence[str]) -> Heard:
        """Judge `samples` (16 kHz, mono, signed 16-bit) against `phrases`; without, take dictation."""
        began = time.perf_counter()
        if loudest(as_floats(samples)) < GATE:
            return Heard("not_understood", None, "", time.perf_counter() - began)
        text, _ = self._transcribe(samples, None)
        outcome, choice = self._judge(samples, phrases, text)
        return Heard(outcome, choice, text, time.perf_counter() - began)

    def _judge(self, samples: bytes, phrases: Sequence[str], text: str) -> tuple[Outcome, str | None]:
        known = {" ".join(plain_words(p)): p for p in phrases if self._knows(p)}
        exact = [phrase for phrase in phrases if plain_words(phrase) == plain_words(text)]
        if exact:
            return "understood", exact[0]
        if not known:
            return "not_understood", None
        said, confidence = self._transcribe(samples, list(dict.fromkeys([*known, *self._strangers])))
        choice = known.get(said)
        if choice is None:
            return "not_understood", None
        alike = likeness(said, text)
        if confidence >= CONFIDENCE and alike >= AGREES:
            return "understood", choice
        return ("unsure", choice) if alike >= MAY_AGREE else ("not_understood", None)

    def _knows(self, phrase: str) -> bool:
        words = plain_words(phrase)
        return bool(words) and all(map(self._in_vocabulary, words))

    def _in_vocabulary(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def _transcribe(self, samples: bytes, grammar: Sequence[str] | None) -> tuple[str, float]:
        from vosk import KaldiRecognizer

        extra = [json.dumps(list(grammar), ensure_ascii=False)] if grammar else []
        with quiet():
            recogniser = KaldiRecognizer(self._model, HEARING_RATE, *extra)
        recogniser.SetWords(True)
        texts, least = [], 1.0
        for at in range(0, len(samples), 16000):
            if recogniser.AcceptWaveform(samples[at : at + 16000]):
                texts.append(json.loads(recogniser.Result()))
        texts.append(json.loads(recogniser.FinalResult()))
        for part in texts:
            least = min([least, *(word["conf"] for word in part.get("result", []))])
        return " ".join(part["text"] for part in texts if part.get("text")), least


def strangers(known: Callable[[str], bool]) -> list[str]:
    """What a grammar offers for words it does not hold: `[unk]`, or every single syllable of Hangul.

    A model without either has only the open pass to object.
    """
    if known(UNKNOWN):
        return [UNKNOWN]
    return [letter for letter in map(chr, range(0xAC00, 0xD7A4)) if known(letter)]


def likeness(one: str, other: str) -> float:
    """How alike two texts are written, 0 to 1; Korean is compared letter by letter, not by syllable."""
    return float(SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio())


def _letters(text: str) -> str:
    return unicodedata.normalize("NFD", "".join(plain_words(text)))


def open_vosk(model: VoskModel) -> Vosk | Unavailable:
    """Load a model (some seconds), or say what is missing."""
    if find_spec("vosk") is None:
        return Unavailable("The Vosk listening engine is not here.", "Run: pip install vosk")
    try:
        with quiet():
            import vosk

            vosk.SetLogLevel(-1)
            return Vosk(vosk.Model(str(model.folder)), model.name, model.language)
    except Exception:  # vosk raises no more than Exception
        return Unavailable(
            f"The listening model {model.name} cannot be read.",
            "Run: kiosk speech add-model FILE with a fresh copy",
        )
