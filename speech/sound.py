"""Sound as a value: samples with their rate, read from and written to wav files."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HEARING_RATE = 16000
"""Samples a second that every recogniser takes."""

LONGEST_FILE = 30 * 60
"""Seconds of sound read from one file."""


class NotSound(Exception):
    """A file that is no readable wav; `str()` is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Signed 16-bit mono samples and how many there are in a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate


def read_wav(path: Path) -> Sound:
    """Read a wav of any rate, any channels and 8, 16, 24 or 32 bit. Raises OSError, EOFError, wave.Error."""
    with wave.open(str(path), "rb") as file:
        rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
        data = file.readframes(min(file.getnframes(), rate * LONGEST_FILE))
    if rate <= 0 or channels <= 0:
        raise wave.Error("no rate or no channels")
    return Sound(_mono(_as_16_bit(data, width), channels).tobytes(), rate)


def read_for_hearing(path: Path) -> Sound:
    """Read a wav as recognisers want it. Raises NotSound."""
    if path.is_dir():
        raise NotSound("This is a folder, not a sound file.")
    try:
        sound = read_wav(path)
    except FileNotFoundError:
        raise NotSound("There is no such file.") from None
    except OSError:
        raise NotSound("This file cannot be opened.") from None
    except (EOFError, wave.Error, ValueError):
        raise NotSound("This is not a wav sound file that can be read.") from None
    return at_rate(sound, HEARING_RATE)


def write_wav(path: Path, sound: Sound) -> None:
    """Write a 16-bit mono wav. Raises OSError."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.samples)


def at_rate(sound: Sound, rate: int) -> Sound:
    """Resample, with what the new rate cannot hold filtered away first."""
    if sound.rate == rate or not sound.samples:
        return Sound(sound.samples, rate)
    values = as_floats(sound.samples)
    if rate < sound.rate:
        values = _low_pass(values, 0.45 * rate / sound.rate)
    length = max(1, round(len(values) * rate / sound.rate))
    where = np.arange(length) * (sound.rate / rate)
    return Sound(as_samples(np.interp(where, np.arange(len(values)), values)), rate)


def as_floats(samples: bytes) -> NDArray[np.float32]:
    """Turn 16-bit samples into numbers from -1 to 1."""
    return np.frombuffer(samples[: len(samples) // 2 * 2], "<i2").astype(np.float32) / 32768


def as_samples(values: NDArray[np.floating]) -> bytes:
    """Turn numbers from -1 to 1 into 16-bit samples, clipping what is louder."""
    return bytes((np.clip(values, -1, 1) * 32767).astype("<i2").tobytes())


def _as_16_bit(data: bytes, width: int) -> NDArray[np.int16]:
    if width == 1:  # 8-bit wavs are unsigned
        return ((np.frombuffer(data, np.uint8).astype(np.int16) - 128) << 8).astype(np.int16)
    if width not in (2, 3, 4):
        raise wave.Error("unknown sample width")
    whole = np.frombuffer(data[: len(data) // width * width], np.uint8).reshape(-1, width)
    # The two highest bytes of each little-endian sample.
    return np.ascontiguousarray(whole[:, -2:]).view("<i2").reshape(-1)


def _mono(samples: NDArray[np.int16], channels: int) -> NDArray[np.int16]:
    if channels == 1:
        return samples
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return np.asarray(whole.mean(axis=1), np.int16)


def _low_pass(values: NDArray[np.float32], cut: float) -> NDArray[np.float32]:
    at = np.arange(-32, 33)
    kernel = 2 * cut * np.sinc(2 * cut * at) * np.hamming(len(at))
    return np.convolve(values, kernel / kernel.sum(), mode="same").astype(np.float32)
