"""Turns of speaking and listening, with a sound card made of queues."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from kiosk.ports import Heard, Recogniser, Unavailable
from speech.ear_and_mouth import EarAndMouth
from speech.earcons import earcon
from speech.endpoint import FRAME
from speech.engines.espeak import Speaker
from speech.job import sentences
from speech.settings import SoundSettings
from speech.sound import Sound
from tests.speech.conftest import hum
from tests.speech.facts import Facts


class QueueCard:
    """Plays into a list and captures from a queue; notes when the microphone was open."""

    def __init__(self) -> None:
        self.played: list[Sound] = []
        self.room: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.hold = threading.Event()
        self.hold.set()
        self.playing = threading.Event()
        self.open = self.overlapped = False
        self.changed = threading.Condition()
        self.drained = False

    def until_played(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.played) >= count, 10)

    def until_drained(self) -> None:
        """Wait until all that was said in the room has been taken in."""
        with self.changed:
            self.drained = False
            assert self.changed.wait_for(lambda: self.drained, 10)

    def play(self, sound: Sound, stop: threading.Event) -> None:
        self.playing.set()
        self.overlapped |= self.open
        with self.changed:
            self.played.append(sound)
            self.changed.notify_all()
        while not self.hold.wait(0.01) and not stop.is_set():
            pass
        self.playing.clear()

    def capture(self, take: Callable[[bytes], bool]) -> None:
        self.open = True
        try:
            while not take(self._next()):
                pass
        finally:
            self.open = False

    def _next(self) -> bytes:
        try:
            return self.room.get(timeout=0.01)
        except queue.Empty:
            with self.changed:
                self.drained = True
                self.changed.notify_all()
            return bytes(FRAME * 2)

    def close(self) -> None:
        """Nothing is open."""


class DeafCard(QueueCard):
    """Has a loudspeaker but no microphone."""

    def capture(self, take: Callable[[bytes], bool]) -> None:
        raise OSError("no microphone")


class Scripted:
    """A recogniser that hears what it is told."""

    name, language = "scripted", "en"

    def __init__(self) -> None:
        self.answers = [Heard("understood", "yes", "Yes.", 0.01)]
        self.asked: list[Sequence[str]] = []
        self.sounds: list[bytes] = []

    def hear(self, samples: bytes, phrases: Sequence[str]) -> Heard:
        self.asked.append(phrases)
        self.sounds.append(samples)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Stage:
    """An ear and mouth with everything round it, running in a thread of its own."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, speaker: Speaker, card: QueueCard, recogniser: object
    ) -> None:
        monkeypatch.setattr("speech.ear_and_mouth.open_speaker", lambda _: speaker)
        monkeypatch.setattr("speech.ear_and_mouth.open_recogniser", lambda *_: recogniser)
        self.facts, self.card = Facts(), card
        self.sound = EarAndMouth(SoundSettings(rate=240, pause=0.5), self.facts, lambda _: None, card=card)
        threading.Thread(target=self.sound.run, daemon=True).start()

    def speak_up(self) -> None:
        """A person in the room says something for a second, then is silent."""
        for at in range(0, 32000, 960):
            self.card.room.put(hum(1.0, 200)[at : at + 960])


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, speaker: Speaker, scripted: Scripted) -> Iterator[Stage]:
    one = Stage(monkeypatch, speaker, QueueCard(), scripted)
    yield one
    one.sound.hush(999)


def test_it_says_a_question_then_listens_for_what_the_page_offers(stage: Stage, scripted: Scripted) -> None:
    stage.sound.say(1, "Is it OK to try?", ["yes", "no"])
    stage.facts.wait("listening")
    stage.speak_up()
    assert stage.facts.wait("heard").heard == Heard("understood", "yes", "Yes.", 0.01)
    assert stage.facts.kinds == ["speaking", "silent", "listening", "deaf", "heard"]
    assert scripted.asked == [["yes", "no"]]
    assert not stage.card.overlapped


def test_it_never_hears_itself(stage: Stage, scripted: Scripted) -> None:
    stage.card.hold.clear()
    stage.sound.say(1, "Yes. Yes. Yes.", ["yes"])
    assert stage.card.playing.wait(10)
    stage.speak_up()
    assert not stage.card.open
    assert not scripted.asked
    stage.card.hold.set()
    stage.facts.wait("listening")


def test_hushing_stops_the_sound_and_the_ear(stage: Stage) -> None:
    stage.card.hold.clear()
    stage.sound.say(1, "A long story. With a second sentence.", ["yes"])
    assert stage.card.playing.wait(10)
    stage.sound.hush(2)
    stage.facts.wait("silent")
    stage.card.hold.set()
    stage.sound.say(3, "Next.", None)
    stage.facts.wait("silent", count=2)
    assert "listening" not in stage.facts.kinds
    assert len(stage.card.played) == 2


def test_hushing_while_listening_closes_the_microphone_and_nothing_is_heard(
    stage: Stage, scripted: Scripted
) -> None:
    stage.sound.listen(1, ["yes"])
    stage.facts.wait("listening")
    stage.sound.hush(2)
    stage.facts.wait("deaf")
    assert stage.facts.kinds == ["listening", "deaf"]
    assert not scripted.asked


def test_a_noise_without_a_word_in_it_is_no_answer(stage: Stage, scripted: Scripted) -> None:
    scripted.answers = [Heard("not_understood", None, "", 0.01), Heard("unsure", "no", "Nope.", 0.01)]
    stage.sound.listen(1, ["yes", "no"])
    stage.facts.wait("listening")
    stage.speak_up()
    stage.facts.wait("listening", count=2)
    stage.speak_up()
    heard = stage.facts.wait("heard").heard
    assert heard is not None
    assert heard.outcome == "unsure"
    assert stage.facts.kinds.count("heard") == 1


def test_each_outcome_has_its_own_sound(stage: Stage, scripted: Scripted) -> None:
    scripted.answers = [Heard("understood", "yes", "Yes.", 0), Heard("not_understood", None, "Bus.", 0)]
    for turn in (1, 2):
        stage.sound.listen(turn, ["yes"])
        stage.facts.wait("listening", count=turn)
        stage.speak_up()
        stage.facts.wait("heard", count=turn)
        stage.card.until_played(2 * turn)
    wanted = [earcon("listening"), earcon("understood"), earcon("listening"), earcon("not_understood")]
    assert stage.card.played == wanted


def test_dictation_ends_when_the_person_says_so(stage: Stage, scripted: Scripted) -> None:
    scripted.answers = [Heard("not_understood", None, "I would rather go on Mondays.", 0.01)]
    stage.sound.settle(SoundSettings(pause=None))
    stage.sound.listen(1, [])
    stage.facts.wait("listening")
    stage.speak_up()
    for _ in range(100):
        stage.card.room.put(bytes(960))
    stage.card.until_drained()
    assert "dictated" not in stage.facts.kinds
    stage.sound.finish()
    assert stage.facts.wait("dictated").text == "I would rather go on Mondays."


@pytest.mark.parametrize("missing", ["engine", "microphone"])
def test_what_is_missing_is_told_once_and_speech_goes_on(
    monkeypatch: pytest.MonkeyPatch, speaker: Speaker, scripted: Scripted, missing: str
) -> None:
    engine: Recogniser | Unavailable = (
        Unavailable("I cannot listen.", "Do this.") if missing == "engine" else scripted
    )
    stage = Stage(monkeypatch, speaker, DeafCard(), engine)
    stage.sound.say(1, "Hello.", ["yes"])
    stage.facts.wait("trouble")
    stage.sound.say(2, "Hello.", ["yes"])
    stage.facts.wait("silent", count=2)
    stage.sound.say(3, "Bye.", None)
    stage.facts.wait("silent", count=3)
    assert stage.facts.kinds.count("trouble") == 1


def test_a_text_is_cut_into_sentences() -> None:
    assert list(sentences("One. Two? Three!\nFour  ")) == ["One.", "Two?", "Three!", "Four"]
    assert list(sentences("")) == []
    assert list(sentences("It costs 3.50 a week.")) == ["It costs 3.50 a week."]
