"""Playback and capture through miniaudio, which finds the machine's sound system when it runs."""

import queue
import threading
from collections.abc import Callable, Generator
from importlib.util import find_spec
from typing import Any, Protocol

from kiosk.ports import Unavailable
from speech.quiet import quiet
from speech.sound import HEARING_RATE, Sound

PERIOD = 20
"""Milliseconds of sound handed over at once; three of them are on their way."""


class Card(Protocol):
    """A loudspeaker and a microphone."""

    def play(self, sound: Sound, stop: threading.Event) -> None:
        """Play to the end, or until `stop` is set. Raises OSError when there is no loudspeaker."""

    def capture(self, take: Callable[[bytes], bool]) -> None:
        """Hand 16 kHz mono samples to `take` until it answers True. Raises OSError without a microphone."""

    def close(self) -> None:
        """Let go of the devices."""


class MiniaudioCard:
    """The machine's own sound card; devices are opened when first wanted and kept."""

    def __init__(self) -> None:
        self._players: dict[int, _Player] = {}

    def play(self, sound: Sound, stop: threading.Event) -> None:
        """Play to the end, or until `stop` is set. Raises OSError when there is no loudspeaker."""
        player = self._players.get(sound.rate)
        if player is None:
            player = self._players[sound.rate] = _Player(sound.rate)
        try:
            player.play(sound.samples, stop)
        except OSError:
            del self._players[sound.rate]
            raise

    def capture(self, take: Callable[[bytes], bool]) -> None:
        """Hand 16 kHz mono samples to `take` until it answers True. Raises OSError without a microphone."""
        import miniaudio

        heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        feed = _collect(heard)
        next(feed)
        with _Fault():
            device = miniaudio.CaptureDevice(
                miniaudio.SampleFormat.SIGNED16, 1, HEARING_RATE, PERIOD, backends=_backends()
            )
        try:
            with _Fault():
                device.start(feed)
            _until_taken(heard, take)
        finally:
            device.close()

    def close(self) -> None:
        """Let go of the devices."""
        while self._players:
            self._players.popitem()[1].close()


class _Player:
    """One open loudspeaker. Between sounds it plays nothing and its device rests."""

    def __init__(self, rate: int) -> None:
        import miniaudio

        self._rate = rate
        with _Fault():
            self._device: Any = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, 1, rate, PERIOD, callback_periods=3, backends=_backends()
            )

    def play(self, samples: bytes, stop: threading.Event) -> None:
        over = threading.Event()
        feed = _hand_out(samples, stop, over)
        next(feed)
        with _Fault():
            self._device.start(feed)
        try:
            # A device that was unplugged asks for no more: give up soon after the sound should be over.
            if not over.wait(timeout=len(samples) / 2 / self._rate + 2):
                raise OSError("the loudspeaker stopped")
        finally:
            self._device.stop()

    def close(self) -> None:
        self._device.close()


def _hand_out(samples: bytes, stop: threading.Event, over: threading.Event) -> Generator[bytes, int, None]:
    at, silent = 0, 0
    wanted = yield b""
    while True:
        size = wanted * 2
        part = b"" if stop.is_set() else samples[at : at + size]
        at += size
        if not part:
            silent += 1
            # What is on its way must be heard before the device may rest; nobody waits when hushed.
            if stop.is_set() or silent > 3:
                over.set()
        wanted = yield part.ljust(size, b"\0")


def _collect(heard: "queue.SimpleQueue[bytes]") -> Generator[None, bytes, None]:
    while True:
        heard.put(bytes((yield)))


def _until_taken(heard: "queue.SimpleQueue[bytes]", take: Callable[[bytes], bool]) -> None:
    while True:
        try:
            samples = heard.get(timeout=3)
        except queue.Empty:
            raise OSError("the microphone stopped") from None
        if take(samples):
            return


class _Fault:
    """Turns miniaudio's own errors into OSError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        import miniaudio

        if isinstance(error, miniaudio.MiniaudioError):
            raise OSError("the sound card refused") from error


def _backends() -> list[Any]:
    import miniaudio

    # Never the null backend: it would play to nobody and hear silence for ever.
    silent = (miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM)
    enabled = [backend for backend in miniaudio.get_enabled_backends() if backend not in silent]
    return sorted(enabled, key=lambda backend: backend.value)


def open_card() -> Card | Unavailable:
    """Find the sound system without opening a device, or say what is missing."""
    if find_spec("miniaudio") is None:
        return Unavailable("The sound part is not here.", "Run: pip install miniaudio")
    return MiniaudioCard()


def devices() -> tuple[list[str], list[str]] | Unavailable:
    """Name the loudspeakers and the microphones there are."""
    if find_spec("miniaudio") is None:
        return Unavailable("The sound part is not here.", "Run: pip install miniaudio")
    import miniaudio

    try:
        with quiet():
            found = miniaudio.Devices(_backends())
            return [one["name"] for one in found.get_playbacks()], [
                one["name"] for one in found.get_captures()
            ]
    except miniaudio.MiniaudioError:
        return Unavailable("No sound card was found.", "Plug in a loudspeaker or a headset.")
