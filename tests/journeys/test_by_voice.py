"""Three synthetic people decide by voice alone, with real sound and no mock anywhere."""

import asyncio
import queue
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.export import public_events
from kiosk import wiring
from kiosk.app import KioskApp
from kiosk.governance.events import AnswerGiven, DecisionMade
from kiosk.ports import Unavailable, VoiceEvent
from speech.engines.espeak import open_speaker
from speech.settings import SoundSettings
from speech.sound import Sound, read_wav, without_tail
from speech.voice import SoundProcess
from tests.journeys import friday
from tests.journeys.driver import Person
from tests.speech.virtual_card import VirtualCard, virtual_card

pytestmark = [pytest.mark.sound, pytest.mark.timeout(420)]

MOST_TRIES = 4
"""People say a thing again when it was not understood."""


class Overheard(SoundProcess):
    """The real voice, with what it tells the kiosk also put where a test can wait for it."""

    facts: "queue.Queue[VoiceEvent]"

    def start(self, tell: Callable[[VoiceEvent], None]) -> None:
        self.facts = queue.Queue()

        def both(event: VoiceEvent) -> None:
            tell(event)
            self.facts.put(event)

        super().start(both)

    def wait_for(self, *kinds: str) -> VoiceEvent:
        while True:
            event = self.facts.get(timeout=60)
            assert event.kind != "trouble", event.text
            if event.kind in kinds:
                return event


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualCard]:
    with virtual_card() as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


class Room:
    """The people in the room: each with a voice of their own."""

    def __init__(self, card: VirtualCard, folder: Path) -> None:
        self._card, self._folder = card, folder
        speaker = open_speaker()
        assert not isinstance(speaker, Unavailable)
        self._speaker = speaker

    def voice_of(self, name: str, words: str) -> Sound:
        if name == "Ada" and shutil.which("flite"):
            file = self._folder / "ada.wav"
            subprocess.run(["flite", "-voice", "slt", "-t", words, "-o", str(file)], check=True)
            return read_wav(file)
        return without_tail(self._speaker.speak(words, 150 if name == "Bo" else 130), 0.2)

    def say(self, name: str, words: str) -> None:
        self._card.say_into_room(self.voice_of(name, words))


class Meeting:
    """Waits for the kiosk to finish speaking and listen, then lets a person speak."""

    def __init__(self, app: KioskApp, voice: Overheard, room: Room) -> None:
        self.app, self.voice, self.room = app, voice, room

    async def says(self, name: str, words: str, *until: str) -> None:
        """A person says something, again if need be, until the kiosk shows another page."""
        for _ in range(MOST_TRIES):
            await asyncio.to_thread(self.voice.wait_for, "listening")
            await asyncio.to_thread(self.room.say, name, words)
            await asyncio.to_thread(self.voice.wait_for, "heard")
            await self._settled()
            if self.app.seat.sheet.page == "did_you_mean":
                await self.says(name, "Yes, I mean that", *until)
            if self.app.seat.sheet.page in until:
                return
        raise AssertionError(f"{name} said {words!r}; the kiosk is on {self.app.seat.sheet.page}")

    async def _settled(self) -> None:
        # The reply is carried by a worker: what was heard is done when its queue is.
        await self.app.replies_done()


async def test_a_decision_by_voice_alone(card: VirtualCard, tmp_path: Path) -> None:
    record = tmp_path / "record"
    with wiring.open_kiosk(record) as kiosk:
        person = Person(kiosk.session.join())
        friday.set_up(person)
        friday.ada_brings_an_idea(person)
        friday.they_meet(person)
        friday.cy_presents(person)
        friday.questions_and_reactions(person)
        friday.ask_everyone(person)
        voice = Overheard(SoundSettings(rate=240, pause=0.5))
        app = KioskApp(kiosk.session.join(), voice=voice, texts=kiosk.session.texts)
        with card.overhear() as loudspeaker:
            async with app.run_test(size=(60, 20)):
                meeting = Meeting(app, voice, Room(card, tmp_path))
                await _everyone_consents(meeting)
            assert loudspeaker.until(lambda sound: sound.level() > 0.05), "the kiosk said nothing aloud"
        voice.close()
    events = [recorded.event for recorded in public_events(record)]
    answers = [e for e in events if isinstance(e, AnswerGiven)]
    assert [e.answer.word for e in answers if e.answer] == ["ok", "ok", "ok"]
    assert {e.given.way for e in answers if e.given} == {"voice"}
    assert any(isinstance(e, DecisionMade) for e in events)


async def _everyone_consents(meeting: Meeting) -> None:
    for name in ("Bo", "Cy", "Ada"):
        sheet = meeting.app.seat.sheet
        if sheet.page == "handover":
            assert sheet.asked_of
            assert sheet.asked_of.name == name
            await meeting.says(name, "I am ready", "turn.right", "consent.read")
        if meeting.app.seat.sheet.page == "turn.right":
            await meeting.says(name, "That is right", "consent.read")
        while meeting.app.seat.sheet.of > meeting.app.seat.sheet.number:
            number = meeting.app.seat.sheet.number
            await meeting.says(name, "next page", "consent.read")
            assert meeting.app.seat.sheet.number == number + 1
        await meeting.says(name, "I have heard it", "consent.answer")
        await meeting.says(name, "It is OK to try", "consent.confirm")
        last = name == "Ada"
        await meeting.says(name, "That is my answer", "consent.last_check" if last else "handover")
    await meeting.says("Ada", "Nobody wants to change", "consent.decide")
    await meeting.says("Ada", "Keep the decision", "meeting.done")
