"""A sound card without hardware: what is played into `room` is heard, what is said lands in `speaker`."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from speech.sound import Sound, as_floats, at_rate

MODULES = (
    "module-native-protocol-unix auth-anonymous=1",
    "module-null-sink sink_name=speaker norewinds=1",
    "module-null-sink sink_name=room norewinds=1",
    "module-remap-source source_name=mic master=room.monitor",
)

RAW = ("--raw", "--format=s16le", "--channels=1", "--rate=16000")


@dataclass
class VirtualCard:
    """A PulseAudio of one's own; `environment` is what a program needs to find it."""

    environment: dict[str, str]

    def say_into_room(self, sound: Sound) -> None:
        """Play into the room, to the end."""
        command = ["pacat", "--playback", "--device=room", *RAW]
        samples = at_rate(sound, 16000).samples
        subprocess.run(command, input=samples, env=self.environment, check=True, timeout=60)

    @contextmanager
    def overhear(self) -> Iterator["Overheard"]:
        """Record the loudspeaker while the block runs."""
        command = ["parec", "--device=speaker.monitor", *RAW, "--latency-msec=10"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=self.environment) as process:
            try:
                yield Overheard(process)
            finally:
                process.kill()


class Overheard:
    """What came out of the loudspeaker, read as it comes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self.samples = b""

    def until(self, done: Callable[["Overheard"], bool], most_seconds: float = 30) -> bool:
        """Read until `done` or until this much sound has gone by; whether it was done."""
        assert self._process.stdout is not None
        while len(self.samples) < most_seconds * 32000:
            part = self._process.stdout.read(320)
            if not part:
                return False
            self.samples += part
            if done(self):
                return True
        return False

    def level(self, seconds: float = 0.05) -> float:
        """The peak of the newest `seconds`."""
        newest = as_floats(self.samples[-int(seconds * 32000) // 2 * 2 :])
        return float(np.abs(newest).max()) if len(newest) else 0.0


@contextmanager
def virtual_card() -> Iterator[VirtualCard]:
    """Run a PulseAudio with a loudspeaker and a room; skips the test where there is none."""
    if not all(map(shutil.which, ("pulseaudio", "pactl", "pacat", "parec"))):
        pytest.skip("no PulseAudio here: install pulseaudio and pulseaudio-utils to test real sound")
    # Sockets have short paths, so not pytest's own long folder.
    with tempfile.TemporaryDirectory(prefix="itr-pa-") as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": name,
            "HOME": name,
            "PULSE_RUNTIME_PATH": f"{name}/pulse",
        }
        environment.pop("PULSE_SERVER", None)
        (folder / "pulse").mkdir(mode=0o700)
        loads = [word for module in MODULES for word in ("-L", module)]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                   "--disable-shm=yes", *loads]  # fmt: skip
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            _wait_until_up(process, environment)
            yield VirtualCard(environment)
        finally:
            process.kill()
            process.wait()


def _wait_until_up(process: "subprocess.Popen[bytes]", environment: dict[str, str]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            pytest.skip("PulseAudio would not start here")
        defaults = [["set-default-sink", "speaker"], ["set-default-source", "mic"]]
        if all(
            subprocess.run(["pactl", *one], env=environment, capture_output=True).returncode == 0
            for one in defaults
        ):
            return
        # PulseAudio tells nobody when it is up, so it is asked again; it ending is noticed at once.
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    pytest.skip("PulseAudio did not come up")
