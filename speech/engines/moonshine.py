"""English speech in: the allowed phrases are weighed against their sound-alikes by Moonshine's own decoder.

A recogniser that must choose from a list hears a command in nearly any word; matching its free text
loses one word in six. Weighing keeps both small (figures: `python -m benchmarks.speech`).
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kiosk.ports import Heard, Outcome, Unavailable
from speech.endpoint import loudest
from speech.engines.moonshine_model import Encoded, Floats, MoonshineModel, open_model
from speech.engines.sound_alikes import denies, fillers, plain_words, spellings
from speech.engines.steady_noise import without_steady_noise
from speech.sound import HEARING_RATE, as_floats

GATE = 0.004
"""Loudest 20 ms (of 1) below which nothing was said."""

STEADY = 0.8
"""A sound that loses more than this of its peak with the steady noise was only noise: recorded words kept
0.84 or more, with hiss at 10 dB 0.93; of recordings without speech half kept less than 0.64."""

CLEAN, MARGIN_IN_NOISE = 0.985, 0.8
"""A sound that loses more of its peak than this is in a noisy room, where "understood" takes a larger margin:
on the second half of the speakers at 10 dB it took mistakes from four to one and cost no right word."""

# Settled on all the recorded words, after fitting on each half of the speakers gave 90 and 91 % on the other.
# Nothing here was measured on people of whom no recording was looked at.
UNDERSTOOD_MARGIN, UNDERSTOOD_GAP = 0.3, 2.0
UNSURE_MARGIN, UNSURE_GAP = -4.0, 4.0

GAP_A_WORD, MOST_WORDS = 1.0, 4
"""How much further below the free text each further word of a phrase may be, and for how many words."""

NOISE_TEXT = "You"
"""What the network writes for a sound that is no speech; a person's "you" gets a full stop."""

NEGLIGIBLE = 7.0
"""A spelling this far (natural log) below the best adds nothing."""

ROOM = 20
"""Frames of 20 ms kept round what was said in the wider of two views: both together err less than either."""

LONGEST_PIECE = 14
"""Seconds given to the network at once; longer sound is cut where it is quietest."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The best phrase, by how much it beats all else, and how far it is below the free text (natural log).

    The gap is what is left of it after the allowance for a phrase of several words.
    """

    phrase: str
    margin: float
    gap: float


class Moonshine:
    """Understands English with the model inside the moonshine_voice package."""

    name = "moonshine"
    language = "en"

    def __init__(self, model: MoonshineModel) -> None:
        self._model = model
        self._known: dict[str, list[int]] = {}

    def hear(self, samples: bytes, phrases: Sequence[str]) -> Heard:
        """Judge `samples` (16 kHz, mono, signed 16-bit) against `phrases`; without, take dictation."""
        began = time.perf_counter()
        outcome, choice, text = self._judge(as_floats(samples), list(phrases))
        return Heard(outcome, choice, text, time.perf_counter() - began)

    def _judge(self, sound: Floats, phrases: list[str]) -> tuple[Outcome, str | None, str]:
        cleaned = without_steady_noise(sound)
        both = cuts(cleaned)
        kept = loudest(cleaned) / max(loudest(sound), 1e-6)
        if both is None or kept < STEADY:
            return "not_understood", None, ""
        spoken = both[1]
        longest = max((len(phrase.split()) for phrase in phrases), default=0)
        if not phrases or len(spoken) / HEARING_RATE > 2.5 + 0.7 * longest:
            return "not_understood", None, " ".join(filter(None, map(self._dictate, pieces(spoken))))
        views = [self._model.encode(padded(view)) for view in both]
        decoded = [self._model.decode(view) for view in views]
        text = max(decoded, key=lambda one: one[1])[0]
        if text == NOISE_TEXT:
            return "not_understood", None, ""
        words = plain_words(text)
        if len(words) > 1 and (exact := [phrase for phrase in phrases if plain_words(phrase) == words]):
            # Word for word: with several words nothing else is that near.
            return "understood", exact[0], text
        free = sum(weight for _, weight in decoded) / len(decoded)
        weighed = self._weigh(views, free, phrases)
        outcome, choice = judge(
            weighed, text, phrases, UNDERSTOOD_MARGIN if kept > CLEAN else MARGIN_IN_NOISE
        )
        return outcome, choice, text

    def _dictate(self, sound: Floats) -> str:
        return self._model.decode(self._model.encode(padded(sound)))[0]

    def _weigh(self, views: Sequence[Encoded], free: float, phrases: list[str]) -> Weighed | None:
        """Weigh the phrases, then what else it may have been; None when no phrase is near the free text."""
        owners = {way: phrase for phrase in reversed(phrases) for way in spellings(phrase)}
        sums = dict.fromkeys(phrases, -math.inf)
        for way, weight in self._scores(views, list(owners), free - UNSURE_GAP - MOST_WORDS).items():
            sums[owners[way]] = float(np.logaddexp(sums[owners[way]], weight))
        best = max(phrases, key=lambda phrase: sums[phrase])
        gap = free - sums[best] - allowance(best)
        if gap > UNSURE_GAP:
            return None
        others = [weight for phrase, weight in sums.items() if phrase != best]
        others += self._scores(views, fillers(phrases), sums[best] - NEGLIGIBLE).values()
        return Weighed(best, sums[best] - float(np.logaddexp.reduce(others)), gap)

    def _scores(self, views: Sequence[Encoded], texts: list[str], least: float) -> dict[str, float]:
        """Weigh the texts that can reach `least`; a first token already too unlikely rules one out."""
        tokens = {text: self._tokens(text) for text in texts}
        likely = [text for text in texts if np.mean([view.first[tokens[text][0]] for view in views]) > least]
        weights = [self._model.score(view, [tokens[text] for text in likely]) for view in views]
        return {text: sum(both) / len(both) for text, *both in zip(likely, *weights, strict=True)}

    def _tokens(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._model.tokens.encode(text)
        return self._known[text]


def allowance(phrase: str) -> float:
    """Long phrases have more that can be written otherwise, and less that sounds like them."""
    return GAP_A_WORD * min(MOST_WORDS, len(plain_words(phrase)) - 1)


def judge(
    weighed: Weighed | None, text: str, phrases: Sequence[str], margin: float = UNDERSTOOD_MARGIN
) -> tuple[Outcome, str | None]:
    """Turn weights and free text into one of three outcomes; `margin` is what "understood" needs."""
    words = plain_words(text)
    inside = [phrase for phrase in phrases if _within(plain_words(phrase), words)]
    best = weighed.phrase if weighed is not None else inside[0] if len(inside) == 1 else None
    # "I don't consent" is near "I consent" in every way but the one that counts.
    if best is None or (denies(words) and not denies(plain_words(best))):
        return "not_understood", None
    if weighed is None:
        return "unsure", best
    sure = weighed.margin >= margin and weighed.gap <= UNDERSTOOD_GAP
    # Somebody who says much more than the phrase may be telling a story.
    if sure and len(words) <= len(plain_words(best)) + 1:
        return "understood", best
    return ("unsure", best) if sure or weighed.margin >= UNSURE_MARGIN else ("not_understood", None)


def _within(phrase: list[str], words: list[str]) -> bool:
    size = len(phrase)
    return size > 1 and any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def cuts(sound: Floats) -> tuple[Floats, Floats] | None:
    """Cut out what was said, once with some of the room round it and once close; None when nobody spoke."""
    level = loudest(sound)
    if level < GATE:
        return None
    frame = 320
    count = len(sound) // frame
    levels = np.sqrt((sound[: count * frame].reshape(count, frame) ** 2).mean(axis=1))
    loud = np.flatnonzero(levels > 0.1 * level)
    louder = levelled(sound)

    def cut(before: int, after: int) -> Floats:
        return louder[max(0, loud[0] - before) * frame : (loud[-1] + 1 + after) * frame]

    return cut(ROOM, ROOM), cut(5, 5)


def levelled(sound: Floats) -> Floats:
    """Bring the loudest 20 ms to a level of 0.15, at most twenty times louder."""
    louder = min(20.0, 0.15 / max(loudest(sound), 1e-6))
    return np.asarray(np.clip(sound * louder, -1, 1), np.float32)


def padded(sound: Floats) -> Floats:
    """Put 0.3 s of silence round a sound."""
    silence = np.zeros(int(0.3 * HEARING_RATE), np.float32)
    return np.concatenate([silence, sound, silence])


def pieces(sound: Floats) -> Iterator[Floats]:
    """Cut long sound where it is quietest, so that no word is cut."""
    longest = LONGEST_PIECE * HEARING_RATE
    cuts = [0]
    while len(sound) - cuts[-1] > longest:
        window = sound[cuts[-1] + longest // 2 : cuts[-1] + longest]
        smooth = np.convolve(np.abs(window), np.ones(3200, np.float32), mode="valid")
        cuts.append(cuts[-1] + longest // 2 + int(smooth.argmin()) + 1600)
    for begin, end in pairwise([*cuts, len(sound)]):
        yield sound[begin:end]


def open_moonshine(threads: int = 1) -> Moonshine | Unavailable:
    """Load the recogniser (about 0.3 s), or say what is missing."""
    model = open_model(threads)
    return model if isinstance(model, Unavailable) else Moonshine(model)
