"""Where an utterance begins and ends."""

import pytest

from speech.endpoint import Endpointer
from tests.speech.conftest import hum, noise


def feed(ears: Endpointer, samples: bytes, step: int = 640) -> tuple[bytes | None, int]:
    """Feed in small parts; what came out, and how many bytes it took."""
    for at in range(0, len(samples), step):
        said = ears.feed(samples[at : at + step])
        if said is not None:
            return said, at + step
    return None, len(samples)


VOICE = hum(1.0, 200)


@pytest.mark.parametrize("pause", [0.5, 0.8, 2.0, 10.0])
def test_the_pause_that_ends_an_utterance_is_the_persons_own(pause: float) -> None:
    said, taken = feed(Endpointer(pause), bytes(16000) + VOICE + bytes(32000 * 12))
    assert said is not None
    assert (taken - 16000) / 32000 - 1.0 == pytest.approx(pause, abs=0.1)


def test_a_pause_within_the_limit_does_not_end_it() -> None:
    said, _ = feed(Endpointer(1.0), VOICE + bytes(int(32000 * 0.7)) + VOICE + bytes(64000))
    assert said is not None
    assert len(said) / 32000 > 2.6


def test_when_a_person_presses_to_finish_no_pause_ends_it() -> None:
    ears = Endpointer(None, longest=60)
    assert feed(ears, VOICE + bytes(32000 * 20))[0] is None
    assert ears.finish() is not None


def test_a_click_is_no_voice_and_a_hum_becomes_the_floor() -> None:
    ears = Endpointer(0.5)
    assert feed(ears, bytes(32000) + noise(0.03, 0.5) + bytes(64000))[0] is None
    assert not ears.started


def test_the_beginning_of_a_word_is_kept() -> None:
    said, _ = feed(Endpointer(0.5), bytes(32000) + VOICE + bytes(64000))
    assert said is not None
    assert VOICE[:20000] in said


def test_talk_without_end_is_cut() -> None:
    said, taken = feed(Endpointer(0.8, longest=3), hum(20, 200))
    assert said is not None
    assert taken / 32000 == pytest.approx(3, abs=0.1)


def test_finishing_in_silence_gives_nothing() -> None:
    ears = Endpointer()
    feed(ears, bytes(32000))
    assert ears.finish() is None
