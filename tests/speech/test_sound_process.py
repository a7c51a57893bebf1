"""The sound process from the kiosk's side: it may hang, die or be missing, and the kiosk goes on."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from speech.settings import SoundSettings
from speech.voice import NO_SOUND, SoundProcess
from speech.wire import messages
from tests.speech.facts import Facts

HEAD = """
import json, sys, time, os, signal
def tell(**fact): print(json.dumps(fact), flush=True)
json.loads(sys.stdin.readline())
"""

Child = Callable[..., SoundProcess]


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    """Make voices whose sound process is a few lines of Python."""
    made: list[SoundProcess] = []

    def make(code: str, patience: float = 8.0) -> SoundProcess:
        script = tmp_path / f"child{len(made)}.py"
        script.write_text(HEAD + code)
        voice = SoundProcess(command=[sys.executable, str(script)], patience=patience, first_wait=0.01)
        made.append(voice)
        return voice

    yield make
    for voice in made:
        voice.close()


ECHO = """
tell(kind="ready")
for line in sys.stdin:
    order = json.loads(line)
    if order["do"] == "say":
        tell(kind="speaking", turn=order["turn"])
        tell(kind="silent", turn=order["turn"])
"""


def test_what_is_said_while_it_loads_is_said_when_it_can(child: Child) -> None:
    facts, voice = Facts(), child(ECHO)
    voice.say("Hello.")
    voice.start(facts)
    facts.wait("silent")
    assert facts.kinds == ["speaking", "silent"]


def test_a_process_that_dies_is_started_afresh_and_what_was_open_is_closed(
    child: Child, tmp_path: Path
) -> None:
    mark = tmp_path / "died"
    code = f"""
tell(kind="ready")
for line in sys.stdin:
    order = json.loads(line)
    tell(kind="speaking", turn=order["turn"])
    if not os.path.exists({str(mark)!r}):
        open({str(mark)!r}, "w").close()
        os.kill(os.getpid(), signal.SIGSEGV)
    tell(kind="silent", turn=order["turn"])
"""
    facts, voice = Facts(), child(code)
    voice.start(facts)
    voice.say("Hello.")
    facts.wait("silent")
    voice.say("Again.")
    facts.wait("silent", count=2)
    assert facts.kinds == ["speaking", "silent", "speaking", "silent"]


def test_a_process_that_hangs_is_ended_and_started_afresh(child: Child, tmp_path: Path) -> None:
    mark = tmp_path / "hung"
    code = f"""
if os.path.exists({str(mark)!r}):
    tell(kind="ready")
    for line in sys.stdin:
        tell(kind="speaking", turn=json.loads(line)["turn"])
open({str(mark)!r}, "w").close()
tell(kind="ready")
signal.pause()
"""
    facts, voice = Facts(), child(code, patience=0.3)
    voice.start(facts)
    voice.say("Hello.")
    assert not facts.all
    while "speaking" not in facts.kinds:
        ready = voice.ready.wait(10)
        assert ready
        voice.say("Hello.")
        try:
            facts.wait("speaking", seconds=0.5)
        except AssertionError:
            continue
    assert "trouble" not in facts.kinds


def test_after_four_deaths_one_plain_sentence_and_no_more(child: Child) -> None:
    facts, voice = Facts(), child("sys.exit(1)")
    voice.start(facts)
    assert facts.wait("trouble").text == NO_SOUND
    voice.say("Hello.")
    voice.hush()
    voice.listen(["yes"])
    assert facts.kinds == ["trouble"]


def test_a_program_that_is_not_there_is_one_plain_sentence() -> None:
    facts, voice = Facts(), SoundProcess(command=["/nowhere/at/all"], first_wait=0.01)
    voice.start(facts)
    assert facts.wait("trouble").text == NO_SOUND
    voice.close()


def test_what_was_heard_before_a_newer_call_is_dropped(child: Child) -> None:
    code = """
tell(kind="ready")
heard = dict(outcome="understood", choice="yes", text="Yes.", seconds=0.1)
for line in sys.stdin:
    order = json.loads(line)
    if order["do"] == "hush":
        tell(kind="heard", heard=heard, turn=order["turn"] - 1)
        tell(kind="deaf", turn=order["turn"] - 1)
"""
    facts, voice = Facts(), child(code)
    voice.start(facts)
    assert voice.ready.wait(10)
    voice.listen(["yes"])
    voice.hush()
    facts.wait("deaf")
    assert "heard" not in facts.kinds


def test_noise_on_the_line_is_passed_over(child: Child) -> None:
    code = 'print("ALSA lib confmisc"); print("[]"); print("{"); tell(kind="ready")\n' + ECHO.replace(
        'tell(kind="ready")', ""
    )
    facts, voice = Facts(), child(code)
    voice.start(facts)
    voice.say("Hello.")
    facts.wait("silent")


def test_every_call_returns_at_once_even_while_it_hangs(child: Child) -> None:
    voice = child('tell(kind="ready"); os.kill(os.getpid(), signal.SIGSTOP)')
    voice.start(Facts())
    assert voice.ready.wait(10)
    began = time.perf_counter()
    for _ in range(50):
        voice.say("A sentence of some length, said again and again.", then_listen=["yes", "no"])
        voice.hush()
    assert time.perf_counter() - began < 0.5
    closing = threading.Thread(target=voice.close)
    closing.start()
    closing.join(5)
    assert not closing.is_alive()


def test_closing_twice_and_before_the_start_is_harmless() -> None:
    voice = SoundProcess()
    voice.close()
    voice.close()


def test_nothing_stays_behind_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    facts, voice = Facts(), SoundProcess(SoundSettings(voice_in=False))
    voice.start(facts)
    voice.write("Hello.", tmp_path / "hello.wav")
    facts.wait("silent")
    voice.close()
    assert [path.name for path in tmp_path.iterdir()] == ["hello.wav"]


def test_the_real_process_without_a_sound_card_tells_one_trouble_and_goes_on(
    capfd: pytest.CaptureFixture[str],
) -> None:
    facts, voice = Facts(), SoundProcess(SoundSettings(engine="nothing of this name"))
    voice.start(facts)
    voice.listen(["yes"])
    trouble = facts.wait("trouble")
    assert trouble.text == "That listening engine is not here."
    voice.listen(["yes"])
    voice.hush()
    voice.close()
    assert facts.kinds.count("trouble") == 1
    assert capfd.readouterr() == ("", "")


def test_the_child_keeps_its_pipes_to_itself() -> None:
    code = """
import os, sys
from speech.child import private_streams
orders, facts = private_streams()
print("pyttsx3 prints"); os.write(1, b"C prints"); os.write(2, b"ALSA prints"); sys.stderr.write("x")
facts.write(b'{"kind": "ready"}\\n'); facts.flush()
"""
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, timeout=60)
    assert done.stdout == b'{"kind": "ready"}\n'
    assert done.stderr == b""


def test_lines_that_are_no_messages_are_passed_over() -> None:
    import io

    assert list(messages(io.BytesIO(b'nothing\n[1]\n{"kind": "beat"}\n\xff\n'))) == [{"kind": "beat"}]
