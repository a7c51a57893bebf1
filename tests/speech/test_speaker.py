"""Speech out: it exists, in its rates, and prints nothing."""

import os
from pathlib import Path

import pytest

from speech.engines.espeak import LONGEST_DATA_PATH, RATES, Speaker, short_data_path
from speech.settings import DEFAULT_RATE
from speech.sound import without_tail

TEXT = (
    "We would like to try a new way of having breakfast together on Sunday mornings. Everyone who lives here"
    " can help to choose the food. We will look at it again in three months. If you see a problem, say so."
)


def test_seven_rates_from_60_to_240_words_a_minute_with_120_as_the_first() -> None:
    assert len(RATES) == 7
    assert (RATES[0], RATES[-1], DEFAULT_RATE) == (60, 240, 120)


@pytest.mark.parametrize("rate", RATES)
def test_a_rate_is_what_it_says(speaker: Speaker, rate: int) -> None:
    seconds = speaker.speak(TEXT, rate).seconds
    assert len(TEXT.split()) / seconds * 60 == pytest.approx(rate, rel=0.1)


def test_every_utterance_exists_after_every_change_of_rate(speaker: Speaker) -> None:
    for rate in [*RATES, *reversed(RATES)] * 3:
        assert without_tail(speaker.speak("Hello, Bo.", rate), 0).seconds > 0.2


def test_slow_speech_keeps_its_pitch(speaker: Speaker) -> None:
    import numpy as np

    from speech.sound import as_floats

    def pitch(rate: int) -> int:
        sound = speaker.speak("Oh. Oh. Oh.", rate)
        spectrum = np.abs(np.fft.rfft(as_floats(sound.samples), sound.rate))
        return int(spectrum[60:400].argmax()) + 60

    assert abs(pitch(60) - pitch(120)) <= 25


def test_text_without_a_letter_makes_no_sound(speaker: Speaker) -> None:
    assert speaker.speak(" … — ").samples == b""


@pytest.mark.parametrize("text", ["-v en", "<break time='9s'/> hello", "Größe, naïve 你好 😀", "a" * 3000])
def test_odd_text_is_spoken_as_text(speaker: Speaker, text: str) -> None:
    assert speaker.speak(text, 240).samples


def test_speaking_prints_nothing(speaker: Speaker, capfd: pytest.CaptureFixture[str]) -> None:
    speaker.speak("Hello there.")
    assert capfd.readouterr() == ("", "")


def test_a_long_data_path_is_made_short(long_folder: Path, tmp_path: Path) -> None:
    (long_folder / "phontab").write_text("x")
    path = short_data_path(long_folder, tmp_path)
    assert len(os.fsencode(path)) <= LONGEST_DATA_PATH
    assert (path / "phontab").read_text() == "x"
