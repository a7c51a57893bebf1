"""Spoken person in, spoken kiosk out, through a sound card: no part of it is played by a test."""

from collections.abc import Iterator

import pytest

from speech.engines.espeak import Speaker
from speech.settings import SoundSettings
from speech.sound import Sound, without_tail
from speech.voice import SoundProcess
from tests.speech.facts import Facts
from tests.speech.virtual_card import VirtualCard

pytestmark = pytest.mark.sound

PAGE = ["I see a problem", "It is OK to try", "I am not sure yet"]


@pytest.fixture
def facts() -> Facts:
    return Facts()


@pytest.fixture
def voice(card: VirtualCard, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundProcess]:
    for name, value in card.environment.items():
        monkeypatch.setenv(name, value)
    one = SoundProcess(SoundSettings(rate=180, pause=0.5))
    one.start(facts)
    assert one.ready.wait(30)
    yield one
    one.close()


@pytest.fixture
def person(speaker: Speaker) -> Sound:
    """A person in the room who sees a problem."""
    return without_tail(speaker.speak("I see a problem.", 150), 0.2)


def test_what_a_person_says_in_the_room_is_heard(
    card: VirtualCard, voice: SoundProcess, facts: Facts, person: Sound
) -> None:
    voice.listen(PAGE)
    facts.wait("listening")
    card.say_into_room(person)
    heard = facts.wait("heard").heard
    assert heard is not None
    assert (heard.outcome, heard.choice) == ("understood", "I see a problem")
    assert facts.kinds == ["listening", "deaf", "heard"]


def test_what_the_kiosk_says_comes_out_of_the_loudspeaker(
    card: VirtualCard, voice: SoundProcess, facts: Facts
) -> None:
    with card.overhear() as loudspeaker:
        voice.say("Bo, are you ready?")
        assert loudspeaker.until(lambda sound: sound.level() > 0.05)
    facts.wait("silent")
    assert facts.kinds == ["speaking", "silent"]


def test_hushing_is_heard_within_a_tenth_of_a_second(
    card: VirtualCard, voice: SoundProcess, facts: Facts
) -> None:
    with card.overhear() as loudspeaker:
        voice.say("one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen")
        assert loudspeaker.until(lambda sound: sound.level() > 0.05)
        at = len(loudspeaker.samples)
        voice.hush()
        assert loudspeaker.until(lambda sound: sound.level(0.04) < 0.001)
        # 40 ms of silence were asked for, and the sound on its way through the card is the rest.
        assert (len(loudspeaker.samples) - at) / 32000 < 0.04 + 0.1
    facts.wait("silent", seconds=2)


def test_it_does_not_listen_while_it_speaks(
    card: VirtualCard, voice: SoundProcess, facts: Facts, person: Sound
) -> None:
    with card.overhear() as loudspeaker:
        voice.say("What do you think about the new plan for the garden?", then_listen=PAGE)
        assert loudspeaker.until(lambda sound: sound.level() > 0.05)
        card.say_into_room(person)
    facts.wait("listening")
    assert facts.kinds == ["speaking", "silent", "listening"]
    card.say_into_room(person)
    assert facts.wait("heard").heard is not None
