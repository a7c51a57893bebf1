"""Real people's single words: the figures that decide whether an engine may be chosen by itself."""

from pathlib import Path

import pytest

from kiosk.ports import Recogniser
from speech.sound import read_for_hearing

WORDS = ("yes", "no", "stop", "go")


def clips(folder: Path, every: int) -> list[Path]:
    return sorted(folder.glob("*.wav"))[::every]


def test_most_words_of_real_people_are_understood(samples: Path, moonshine: Recogniser) -> None:
    right = asked = wrong = total = 0
    for word in WORDS:
        for clip in clips(samples / word, 4):
            heard = moonshine.hear(read_for_hearing(clip).samples, WORDS)
            total += 1
            right += heard.outcome == "understood" and heard.choice == word
            wrong += heard.outcome == "understood" and heard.choice != word
            asked += heard.outcome == "unsure" and heard.choice == word
    assert right / total >= 0.85
    assert (right + asked) / total >= 0.92
    assert wrong <= 1


@pytest.mark.parametrize("folder", ["other_words", "background", "up", "down", "left", "right", "on", "off"])
def test_other_words_and_noise_are_never_one_of_the_four(
    samples: Path, moonshine: Recogniser, folder: str
) -> None:
    for clip in clips(samples / folder, 3):
        heard = moonshine.hear(read_for_hearing(clip).samples, WORDS)
        assert heard.outcome != "understood", clip.name
