"""The kiosk's end of the sound process: every call returns at once, facts come back by a callback."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from kiosk.ports import VoiceEvent
from speech.settings import SoundSettings
from speech.wire import BEAT, LOADED, READY, message_event, messages, send

PATIENCE = 8.0
"""Seconds without a sign of life after which the process is ended and started afresh."""

MOST_DEATHS = 4
"""Deaths within `QUIET_SPELL` seconds after which the kiosk goes on without sound."""

QUIET_SPELL = 120.0
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0

NO_SOUND = "My voice has stopped. Please use the screen."

ANSWERS = ("heard", "dictated")
"""Facts that belong to one call; after the next call they are dropped."""

COMMAND = (sys.executable, "-m", "speech.child")


class SoundProcess:
    """Speech in and out in a process of its own; implements `kiosk.ports.Voice`."""

    def __init__(
        self,
        settings: SoundSettings | None = None,
        *,
        command: Sequence[str] = COMMAND,
        patience: float = PATIENCE,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._settings = settings or SoundSettings()
        self._command, self._patience, self._first_wait = list(command), patience, first_wait
        self._tell: Callable[[VoiceEvent], None] = lambda _: None
        self._lock, self._writing = threading.RLock(), threading.Lock()
        self._scratch = tempfile.TemporaryDirectory(prefix="itr-", ignore_cleanup_errors=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = threading.Event()
        self._turn = 0
        self._waiting: dict[str, Any] | None = None
        self._open: set[str] = set()
        self._last_sign = time.monotonic()
        self.ready = threading.Event()
        """Set once the process can speak."""
        self.loaded = threading.Event()
        """Set once it can listen too."""

    def start(self, tell: Callable[[VoiceEvent], None]) -> None:
        """Begin loading in the background; `tell` is called from another thread."""
        self._tell = tell
        threading.Thread(target=self._keep_alive, name="sound", daemon=True).start()

    def say(self, text: str, *, then_listen: Sequence[str] | None = None) -> None:
        """Say `text` instead of whatever is being said; then, if asked, listen for these phrases."""
        then = None if then_listen is None else list(then_listen)
        self._order({"do": "say", "text": text, "then": then})

    def listen(self, phrases: Sequence[str]) -> None:
        """Open the microphone for one utterance; with no phrases, take dictation."""
        self._order({"do": "listen", "phrases": list(phrases)})

    def hush(self) -> None:
        """Be silent now, and stop listening."""
        self._order({"do": "hush"})

    def write(self, text: str, file: Path) -> None:
        """Write speech to a wav file; "silent" comes when it is there, "trouble" when it cannot be."""
        self._order({"do": "write", "text": text, "file": str(file.absolute())})

    def finish(self) -> None:
        """The person has finished speaking: judge what was said."""
        self._send({"do": "finish"})

    def settle(self, settings: SoundSettings) -> None:
        """Use other settings from the next call on."""
        with self._lock:
            self._settings = settings
        self._send({"do": "settle", "settings": asdict(settings)})

    def memory(self) -> float:
        """How much the sound process holds, in megabytes; 0 where the system does not say."""
        process = self._process
        with suppress(OSError):
            status = Path(f"/proc/{process.pid if process else 0}/status").read_text()
            return float(status.split("VmRSS:")[1].split()[0]) / 1024
        return 0.0

    def close(self) -> None:
        """End the sound process."""
        self._closed.set()
        self._end_process()
        self._scratch.cleanup()

    def _order(self, order: dict[str, Any]) -> None:
        with self._lock:
            self._turn += 1
            order["turn"] = self._turn
            self._waiting = order
        if self._send(order):
            with self._lock:
                self._waiting = None if self._waiting is order else self._waiting

    def _send(self, message: dict[str, Any]) -> bool:
        process = self._process
        if process is None or process.stdin is None or not self.ready.is_set():
            return False
        try:
            send(process.stdin, self._writing, message)
        except (OSError, ValueError):
            return False
        return True

    def _keep_alive(self) -> None:
        deaths: list[float] = []
        wait = self._first_wait
        while not self._closed.is_set():
            self._live_once()
            self._put_right()
            if self._closed.is_set():
                return
            now = time.monotonic()
            deaths = [one for one in deaths if now - one < QUIET_SPELL] + [now]
            if len(deaths) >= MOST_DEATHS:
                self._tell(VoiceEvent("trouble", text=NO_SOUND))
                return
            self._closed.wait(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    def _live_once(self) -> None:
        """Start a process and follow it until it is gone."""
        try:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            return
        with self._lock:
            # Loading Python itself may take a slow machine some seconds.
            self._process, self._last_sign = process, time.monotonic() + self._patience
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Thread(target=self._watch, args=(process,), name="sound-watch", daemon=True)
        watch.start()
        with suppress(OSError, ValueError):
            first = {"settings": asdict(self._settings), "scratch": self._scratch.name}
            send(process.stdin, self._writing, first)
            self._follow(process.stdout)
        self.ready.clear()
        self.loaded.clear()
        self._end_process()
        watch.join()

    def _follow(self, facts: IO[bytes]) -> None:
        for message in messages(facts):
            self._last_sign = time.monotonic()
            kind = message.get("kind")
            if kind == READY:
                self._now_ready()
            elif kind == LOADED:
                self.loaded.set()
            elif kind != BEAT and (kind not in ANSWERS or message.get("turn") == self._turn):
                self._pass_on(message_event(message))

    def _now_ready(self) -> None:
        with self._lock:
            self.ready.set()
            waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting["do"] != "hush":
            self._send(waiting)

    def _pass_on(self, event: VoiceEvent) -> None:
        if event.kind in ("speaking", "listening"):
            self._open.add(event.kind)
        elif event.kind in ("silent", "deaf"):
            self._open.discard({"silent": "speaking", "deaf": "listening"}[event.kind])
        self._tell(event)

    def _put_right(self) -> None:
        """A process that is gone neither speaks nor listens: say so."""
        for began, ended in (("speaking", "silent"), ("listening", "deaf")):
            if began in self._open:
                self._open.discard(began)
                self._tell(VoiceEvent("silent" if ended == "silent" else "deaf"))

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            silent = time.monotonic() - self._last_sign
            if silent > self._patience:
                process.kill()
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=min(1.0, self._patience - silent + 0.01))

    def _end_process(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        # Nothing in it needs saving, and a hanging library would not hear a polite request.
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()
