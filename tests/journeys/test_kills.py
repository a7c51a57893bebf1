"""The power goes while people answer: what the kiosk said it kept is kept, and nothing is half there."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.export import public_events
from kiosk import wiring
from tests.journeys import friday
from tests.journeys.driver import Person


class Running:
    """A kiosk in a process of its own, talked to by JSON lines."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "plain", "--json", "--data", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.acknowledged: list[str] = []
        self.prompt: dict[str, Any] = {}
        self._until_prompt()

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        for raw in self.process.stdout:
            if raw.endswith(b"\n"):
                yield json.loads(raw)

    def _until_prompt(self) -> None:
        for line in self._lines():
            if line["type"] == "stored":
                self.acknowledged += [event["id"] for event in line["events"]]
            if line["type"] == "prompt":
                self.prompt = line
                return

    def send(self, id: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"choose": id}).encode() + b"\n")
        self.process.stdin.flush()

    def choose(self, id: str) -> None:
        while id not in {c["id"] for c in self.prompt["choices"]}:
            self.send("more")
            self._until_prompt()
        self.send(id)
        self._until_prompt()

    def kill(self) -> None:
        """SIGKILL, then read what had been said before it."""
        self.process.send_signal(signal.SIGKILL)
        for line in self._lines():
            if line["type"] == "stored":
                self.acknowledged += [event["id"] for event in line["events"]]
        self.process.wait()
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()


def _round_with_an_objection(folder: Path) -> str:
    """A record in which Ada's answer is asked for, again and again; her choice at rest is returned."""
    with wiring.open_kiosk(folder) as kiosk:
        p = Person(kiosk.session.join())
        friday.set_up(p)
        friday.ada_brings_an_idea(p)
        friday.they_meet(p)
        friday.cy_presents(p)
        friday.questions_and_reactions(p)
        friday.ask_everyone(p)
        p.takes_turn("Bo")
        p.press("pause")
        circle = next(iter(kiosk.desk.state.circles.values()))
        return f"person.{circle.members[0]}"


def _answers_until_killed(folder: Path, ada: str, rng: random.Random) -> list[str]:
    running = Running(folder)
    running.choose("do_other")
    running.choose(ada)
    running.choose("ready")
    while running.prompt["page"] in ("turn.right", "turn.draft"):
        running.choose("that_is_right" if running.prompt["page"] == "turn.right" else "throw_away")
    for _ in range(rng.randrange(3)):
        _answer_once(running)
    _answer_once(running, last=True)
    for _ in range(rng.randrange(60_000)):
        os.getpid()
    running.kill()
    return running.acknowledged


def _answer_once(running: Running, *, last: bool = False) -> None:
    choices = {c["id"] for c in running.prompt["choices"]}
    running.choose(next(id for id in choices if id.startswith(("answer.", "look_again."))))
    running.choose("heard_it")
    answer = "still_problem" if running.prompt["page"] == "consent.still" else "problem"
    if last:
        running.send(answer)
        return
    running.choose(answer)
    if running.prompt["page"] == "objection.who_hears":
        running.choose("tell_myself")


def _kill_many_times(folder: Path, times: int) -> None:
    ada = _round_with_an_objection(folder)
    rng = random.Random(20_261_122)
    acknowledged: list[str] = []
    for _ in range(times):
        acknowledged += _answers_until_killed(folder, ada, rng)
    kept = public_events(folder)
    ids = [recorded.id for recorded in kept]
    assert len(acknowledged) >= times
    assert set(acknowledged) <= set(ids), "something the kiosk said it kept is gone"
    assert len(set(ids)) == len(ids)
    with wiring.open_kiosk(folder) as kiosk:
        assert kiosk.record.read_only is None
        assert not kiosk.record.alarms


def test_twenty_kills_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    _kill_many_times(tmp_path, 20)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_two_hundred_kills_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    _kill_many_times(tmp_path, 200)
