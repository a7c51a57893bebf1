"""Speaking and listening by turns, one thing at a time; runs in the sound process."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.ports import Heard, Recogniser, Unavailable, VoiceEvent
from speech.audio import Card, open_card
from speech.earcons import Earcon, earcon
from speech.endpoint import Endpointer
from speech.engines.choice import open_recogniser
from speech.engines.espeak import Speaker, open_speaker
from speech.job import Job, sentences
from speech.settings import SoundSettings
from speech.sound import Sound, without_tail, write_wav
from speech.wire import LOADED, READY

LONGEST_ANSWER, LONGEST_DICTATION = 15.0, 120.0
"""Seconds of sound kept of one utterance."""

BETWEEN = 0.3
"""Seconds of silence after a sentence."""

LONGEST_LOADING = 60.0


class EarAndMouth:
    """Never listens while it speaks; a new order ends what is going on."""

    def __init__(
        self,
        settings: SoundSettings,
        tell: Callable[[VoiceEvent, int], None],
        ready: Callable[[str], None],
        card: Card | Unavailable | None = None,
        scratch: Path | None = None,
    ) -> None:
        self._scratch = scratch
        self._settings = settings
        self._tell = tell
        self._ready = ready
        self._card = open_card() if card is None else card
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._job = Job(0)
        self._speaker: Speaker | Unavailable | None = None
        self._recogniser: Recogniser | Unavailable | None = None
        self._loading = threading.Lock()
        self._told: set[str] = set()
        self._working = False
        self._progress = time.monotonic()

    @property
    def alive(self) -> float:
        """When it last made progress (monotonic seconds); waiting for an order is progress."""
        return self._progress if self._working else time.monotonic()

    def say(self, turn: int, text: str, then: list[str] | None) -> None:
        """Say `text` instead of what is going on, then listen for `then` unless it is None."""
        self._start(Job(turn, text, then))

    def write(self, turn: int, text: str, file: Path) -> None:
        """Write the sound of `text` to a wav file."""
        self._start(Job(turn, text, file=file))

    def listen(self, turn: int, phrases: list[str]) -> None:
        """Listen for one utterance instead of what is going on."""
        self._start(Job(turn, "", phrases))

    def hush(self, turn: int) -> None:
        """Stop what is going on."""
        self._start(Job(turn))

    def finish(self) -> None:
        """The person has finished: judge what was said so far."""
        self._job.finish.set()

    def settle(self, settings: SoundSettings) -> None:
        """Use other settings from the next order on."""
        before, self._settings = self._settings, settings
        if (before.language, before.engine, before.models) != (
            settings.language,
            settings.engine,
            settings.models,
        ):
            with self._loading:
                self._recogniser = None

    def run(self) -> None:
        """Work off orders for ever; only the newest counts."""
        self._speaker = open_speaker(self._scratch)
        self._ready(READY)
        # Loaded behind the first sentence, so that it can be spoken at once.
        threading.Thread(target=self._load_early, daemon=True).start()
        while True:
            job = self._jobs.get()
            if job.stop.is_set():
                continue
            self._working, self._progress = True, time.monotonic()
            self._do(job)
            self._working = False

    def _start(self, job: Job) -> None:
        self._job.stop.set()
        self._job = job
        self._jobs.put(job)

    def _do(self, job: Job) -> None:
        if job.file is not None:
            self._write(job, job.file)
        elif job.text:
            self._speak(job)
        if job.phrases is not None and not job.stop.is_set():
            self._hear(job, job.phrases)

    def _speak(self, job: Job) -> None:
        if isinstance(self._speaker, Unavailable):
            self._trouble(self._speaker.reason, job.turn)
            return
        self._tell(VoiceEvent("speaking"), job.turn)
        for sentence in sentences(job.text):
            if job.stop.is_set():
                break
            self._progress = time.monotonic()
            try:
                assert self._speaker is not None
                made = self._speaker.speak(sentence, self._settings.rate, self._settings.language)
            except TimeoutError:
                self._trouble("I cannot speak just now.", job.turn)
                break
            # espeak ends every sentence with up to a second of nothing.
            sound = without_tail(made, BETWEEN)
            # A long sentence played slowly is progress too.
            self._progress += sound.seconds
            if not self._play(sound, job):
                break
        self._tell(VoiceEvent("silent"), job.turn)

    def _write(self, job: Job, file: Path) -> None:
        if isinstance(self._speaker, Unavailable):
            self._trouble(self._speaker.reason, job.turn)
            return
        assert self._speaker is not None
        try:
            write_wav(file, self._speaker.speak(job.text, self._settings.rate, self._settings.language))
        except OSError:
            self._trouble("The sound file could not be written.", job.turn)
            return
        self._tell(VoiceEvent("silent"), job.turn)

    def _play(self, sound: Sound, job: Job) -> bool:
        if isinstance(self._card, Unavailable):
            self._trouble(self._card.reason, job.turn)
            return False
        try:
            self._card.play(sound, job.stop)
        except OSError:
            self._trouble("I found no loudspeaker. You can read instead.", job.turn)
            return False
        return True

    def _signal(self, name: Earcon, job: Job) -> None:
        if self._settings.earcons and not job.stop.is_set():
            self._play(earcon(name), job)

    def _hear(self, job: Job, phrases: list[str]) -> None:
        if not self._settings.voice_in:
            return
        # A large model may take its time.
        self._progress += LONGEST_LOADING
        recogniser = self._load()
        for part in (recogniser, self._card):
            if isinstance(part, Unavailable):
                self._trouble(part.reason, job.turn)
                return
        assert not isinstance(recogniser, Unavailable)
        self._signal("listening", job)
        while not job.stop.is_set():
            said = self._record(job, dictation=not phrases)
            if said is None or job.stop.is_set():
                return
            self._progress = time.monotonic()
            heard = recogniser.hear(said, phrases)
            # Noise without a word in it is not an answer: go on listening.
            if heard.text or heard.choice or job.finish.is_set():
                self._answer(job, phrases, heard)
                return

    def _answer(self, job: Job, phrases: list[str], heard: Heard) -> None:
        if job.stop.is_set():
            return
        if not phrases:
            self._tell(VoiceEvent("dictated", text=heard.text), job.turn)
            return
        self._tell(VoiceEvent("heard", heard), job.turn)
        self._signal("understood" if heard.outcome == "understood" else "not_understood", job)

    def _record(self, job: Job, dictation: bool) -> bytes | None:
        """Take in one utterance; None when stopped or when there is no microphone."""
        longest = LONGEST_DICTATION if dictation else LONGEST_ANSWER
        ears = Endpointer(self._settings.pause, longest)
        said: list[bytes] = []
        opened = threading.Event()

        def take(samples: bytes) -> bool:
            self._progress = time.monotonic()
            if job.stop.is_set():
                return True
            if not opened.is_set():
                # Told when the first sound arrives: before that the microphone is not open.
                opened.set()
                self._tell(VoiceEvent("listening"), job.turn)
            done = ears.finish() if job.finish.is_set() else ears.feed(samples)
            if done is not None or job.finish.is_set():
                said.append(done or b"")
            return bool(said)

        assert not isinstance(self._card, Unavailable)
        try:
            self._card.capture(take)
        except OSError:
            self._trouble("I found no microphone. You can press instead.", job.turn)
        if opened.is_set():
            self._tell(VoiceEvent("deaf"), job.turn)
        return said[0] if said else None

    def _load_early(self) -> None:
        if self._settings.voice_in:
            self._load()
            self._ready(LOADED)

    def _load(self) -> Recogniser | Unavailable:
        with self._loading:
            if self._recogniser is None and self._settings.voice_in:
                chosen = self._settings
                models = Path(chosen.models) if chosen.models else None
                self._recogniser = open_recogniser(chosen.language, chosen.engine, models)
            return self._recogniser or Unavailable(
                "Listening is switched off.", "Switch it on in the settings."
            )

    def _trouble(self, sentence: str, turn: int) -> None:
        # Once is enough: the screen goes on without sound.
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(VoiceEvent("trouble", text=sentence), turn)
