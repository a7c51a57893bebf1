"""Sound as a value: samples with their rate, read from and written to wav files."""

import struct
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

HEARING_RATE = 16000
"""Samples a second that every recogniser takes."""

LARGEST_FILE = 512 * 1024**2
"""Bytes of samples read from one file: 45 minutes of the largest kind."""

UNKNOWN_SIZE = 0x7FFF_0000
"""From here on the size in a wav stands for "until the end of the file", in bytes."""

WHOLE, FLOATING, EXTENSIBLE = 1, 3, 0xFFFE
"""Kinds of samples in a wav; the last says the kind further on (Python's own `wave` reads only the first)."""


class CutShort(ValueError):
    """A recording that says it holds more than it does: what is missing may be what counted."""


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
    """Read a wav of any rate, channels and width, whole or floating. Raises OSError, ValueError."""
    with path.open("rb") as file:
        shape, data = _chunks(file)
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", shape[:16])
    if kind == EXTENSIBLE and len(shape) >= 26:
        (kind,) = struct.unpack("<H", shape[24:26])
    if not (0 < channels <= 64 and 1000 <= rate <= 400_000) or kind not in (WHOLE, FLOATING):
        raise ValueError("no rate, no channels or no such kind")
    samples = _from_floats(data, bits) if kind == FLOATING else _as_16_bit(data, bits // 8)
    return Sound(_mono(samples, channels).tobytes(), rate)


def _chunks(file: BinaryIO) -> tuple[bytes, bytes]:
    """Give the chunks that say what the samples are, and the samples."""
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise ValueError("not a wav")
    shape = b""
    while len(start := file.read(8)) == 8:
        name, size = start[:4], int.from_bytes(start[4:], "little")
        if name == b"data" and len(shape) >= 16:
            data = file.read(min(size, LARGEST_FILE))
            # Who records into a pipe does not know the size beforehand, and writes the largest there is.
            if len(data) < min(size, LARGEST_FILE) and size < UNKNOWN_SIZE:
                raise CutShort(size)
            return shape, data
        if name == b"fmt ":
            shape = file.read(min(size, 64))
            size -= len(shape)
        file.seek(size + (size & 1), 1)
    raise ValueError("no samples")


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
    except CutShort:
        raise NotSound("A part of this recording is missing.") from None
    except (ValueError, struct.error):
        raise NotSound("This is not a wav sound file that can be read.") from None
    return at_rate(sound, HEARING_RATE)


def without_tail(sound: Sound, keep: float) -> Sound:
    """Cut the silence off the end but for `keep` seconds."""
    loud = np.flatnonzero(np.abs(as_floats(sound.samples)) > 0.004)
    end = int(loud[-1]) + 1 + int(keep * sound.rate) if len(loud) else 0
    return Sound(sound.samples[: 2 * end], sound.rate)


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
    return np.frombuffer(samples[: len(samples) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)


def as_samples(values: NDArray[np.floating[Any]]) -> bytes:
    """Turn numbers from -1 to 1 into 16-bit samples, clipping what is louder."""
    return bytes((np.clip(values, -1, 1) * 32767).astype("<i2").tobytes())


def _as_16_bit(data: bytes, width: int) -> NDArray[np.int16]:
    if width == 1:  # 8-bit wavs are unsigned
        return ((np.frombuffer(data, np.uint8).astype(np.int16) - 128) << 8).astype(np.int16)
    if width not in (2, 3, 4):
        raise ValueError("unknown sample width")
    whole = np.frombuffer(data[: len(data) // width * width], np.uint8).reshape(-1, width)
    # The two highest bytes of each little-endian sample.
    return np.ascontiguousarray(whole[:, -2:]).view("<i2").reshape(-1)


def _from_floats(data: bytes, bits: int) -> NDArray[np.int16]:
    if bits not in (32, 64):
        raise ValueError("unknown sample width")
    size = bits // 8
    values = np.frombuffer(data[: len(data) // size * size], f"<f{size}")
    return np.frombuffer(as_samples(np.nan_to_num(values, posinf=1, neginf=-1)), "<i2")


def _mono(samples: NDArray[np.int16], channels: int) -> NDArray[np.int16]:
    if channels == 1:
        return samples
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return np.asarray(whole.mean(axis=1).astype(np.int16))


def _low_pass(values: NDArray[np.float32], cut: float) -> NDArray[np.float32]:
    at = np.arange(-32, 33)
    kernel = 2 * cut * np.sinc(2 * cut * at) * np.hamming(len(at))
    return np.convolve(values, kernel / kernel.sum(), mode="same").astype(np.float32)
