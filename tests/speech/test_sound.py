"""Wav files of every kind, and resampling."""

import math
import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from speech.endpoint import loudness
from speech.sound import (
    NotSound,
    Sound,
    as_floats,
    as_samples,
    at_rate,
    read_for_hearing,
    without_tail,
    write_wav,
)


def tone(rate: int, seconds: float = 0.5, frequency: float = 440) -> "np.typing.NDArray[np.float64]":
    return 0.5 * np.sin(2 * np.pi * frequency * np.arange(int(rate * seconds)) / rate)


def encode(values: "np.typing.NDArray[np.float64]", bits: int) -> bytes:
    if bits == 8:
        return ((values * 127) + 128).astype(np.uint8).tobytes()
    whole = (values * (2 ** (bits - 1) - 1)).astype("<i8")
    return b"".join(int(one).to_bytes(8, "little", signed=True)[: bits // 8] for one in whole)


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16000, 2), (44100, 2), (48000, 1)])
def test_a_wav_of_any_shape_is_heard_the_same(tmp_path: Path, bits: int, rate: int, channels: int) -> None:
    file = tmp_path / "one.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(bits // 8)
        out.setframerate(rate)
        out.writeframes(encode(np.repeat(tone(rate), channels), bits))
    sound = read_for_hearing(file)
    assert sound.rate == 16000
    assert sound.seconds == pytest.approx(0.5, abs=0.01)
    assert loudness(sound.samples) == pytest.approx(0.5 / math.sqrt(2), rel=0.05)


@pytest.mark.parametrize(("kind", "width"), [(3, 4), (0xFFFE, 2), (0xFFFE, 3)])
def test_kinds_that_the_standard_library_cannot_read(tmp_path: Path, kind: int, width: int) -> None:
    values = tone(16000)
    data = values.astype("<f4").tobytes() if kind == 3 else encode(values, width * 8)
    shape = struct.pack("<HHIIHH", kind, 1, 16000, 16000 * width, width, width * 8)
    if kind == 0xFFFE:
        shape += struct.pack("<HHIH", 22, width * 8, 4, 1) + bytes(14)
    body = b"WAVEfmt " + struct.pack("<I", len(shape)) + shape
    body += b"LIST" + struct.pack("<I", 3) + b"abc\0" + b"data" + struct.pack("<I", len(data)) + data
    file = tmp_path / "one.wav"
    file.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert loudness(read_for_hearing(file).samples) == pytest.approx(0.3535, rel=0.02)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0WAVE",
        b"ID3 not a wav at all",
        bytes(1000),
        b"RIFF....WAVEfmt \xff\xff\xff\xff",
    ],
)
def test_what_is_no_wav_gets_one_plain_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "no.wav"
    file.write_bytes(content)
    with pytest.raises(NotSound, match="not a wav"):
        read_for_hearing(file)


@pytest.mark.parametrize("left", [0, 30, 32000, 63999])
def test_of_a_recording_that_was_cut_short_nothing_is_taken_for_the_whole(tmp_path: Path, left: int) -> None:
    file = tmp_path / "cut.wav"
    write_wav(file, Sound(as_samples(tone(16000, 2)), 16000))
    file.write_bytes(file.read_bytes()[: 44 + left])
    with pytest.raises(NotSound, match="part of this recording is missing"):
        read_for_hearing(file)


@pytest.mark.parametrize("size", [0x7FFF_F000, 0xFFFF_FFFF])
def test_a_recording_through_a_pipe_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    file = tmp_path / "piped.wav"
    write_wav(file, Sound(as_samples(tone(16000, 1)), 16000))
    raw = file.read_bytes()
    file.write_bytes(raw[:40] + size.to_bytes(4, "little") + raw[44:])
    assert read_for_hearing(file).seconds == pytest.approx(1, abs=0.01)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(NotSound, match="no such file"):
        read_for_hearing(tmp_path / "none.wav")
    with pytest.raises(NotSound, match="folder"):
        read_for_hearing(tmp_path)


def test_sound_the_new_rate_cannot_hold_does_not_fold_back() -> None:
    high = Sound(as_samples(tone(48000, 0.5, 15000)), 48000)
    assert loudness(at_rate(high, 16000).samples) < 0.01


def test_the_silent_end_is_cut() -> None:
    sound = Sound(as_samples(tone(16000, 0.5)) + bytes(32000), 16000)
    assert without_tail(sound, 0.1).seconds == pytest.approx(0.6, abs=0.01)
    assert without_tail(Sound(bytes(3200), 16000), 0.1).samples == b""


def test_samples_survive_the_way_there_and_back() -> None:
    samples = as_samples(tone(16000))
    assert np.abs(as_floats(as_samples(as_floats(samples))) - as_floats(samples)).max() < 1e-4
