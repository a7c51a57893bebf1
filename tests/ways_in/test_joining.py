"""Joining a kiosk that runs: one conversation, several ways in, over a socket only its owner may use."""

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import wiring
from kiosk.conversation.outcomes import Turned
from kiosk.conversation.replies import Choose, Reply
from kiosk.joining import SOCKET, Door
from kiosk.wiring import Kiosk as Running
from tests.journeys import friday
from tests.journeys.driver import Person
from tests.ways_in.ways import ByJson, Kiosk

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    """A kiosk in this process whose door is open, with a circle set up."""
    with wiring.open_kiosk(folder) as kiosk:
        friday.set_up(Person(kiosk.session.join()))
        door = Door(kiosk.session, folder)
        door.open()
        try:
            yield kiosk
        finally:
            door.close()


class Joined:
    """A way in that joined by itself, without the command."""

    def __init__(self, folder: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(str(folder / SOCKET))
        self.socket.settimeout(60)
        self.stream = self.socket.makefile("rwb")
        self.stream.write(b"json\n")
        self.stream.flush()
        self.prompt = self.until_prompt()[-1]

    def until_prompt(self) -> list[dict[str, Any]]:
        got: list[dict[str, Any]] = []
        while not got or got[-1]["type"] != "prompt":
            got.append(json.loads(self.stream.readline()))
        self.prompt = got[-1]
        return got

    def send(self, value: dict[str, str]) -> list[dict[str, Any]]:
        self.stream.write(json.dumps(value).encode() + b"\n")
        self.stream.flush()
        return self.until_prompt()[:-1]

    def close(self) -> None:
        self.stream.close()
        self.socket.close()


def plain(folder: Path, *more: str) -> Kiosk:
    return Kiosk("plain", "--data", str(folder), *more)


def test_the_door_is_for_its_owner_only(running: Running, folder: Path) -> None:
    assert stat.S_IMODE((folder / SOCKET).stat().st_mode) == 0o600
    assert stat.S_ISSOCK((folder / SOCKET).stat().st_mode)


def test_kiosk_plain_joins_the_kiosk_that_runs(running: Running, folder: Path) -> None:
    here = running.session.join()
    with plain(folder, "--json") as kiosk:
        there = ByJson(kiosk)
        assert there.prompt["page"] == "welcome"
        person = Person(there)
        person.choose_label("Bo")
        person.choose("ready")
        assert here.sheet.page == "home"
        assert here.sheet.asked_of
        assert here.sheet.asked_of.name == "Bo"
        assert kiosk.end() == (0, b"", b"")
    assert here.sheet.page == "home"


def test_kiosk_plain_joins_in_text_too(running: Running, folder: Path) -> None:
    with plain(folder) as kiosk:
        kiosk.send(b"h\n")
        code, out, err = kiosk.end()
    assert (code, err) == (0, b"")
    assert "Welcome. Choose your name to begin." in out.decode()
    assert "Explain hard words" in out.decode()


def test_two_joined_and_one_here_tell_one_story(running: Running, folder: Path) -> None:
    here = Person(running.session.join())
    with plain(folder, "--json") as first, plain(folder, "--json") as second:
        one, two = ByJson(first), ByJson(second)
        one.send({"choose": one.prompt["choices"][0]["id"]})
        assert here.sheet.page == "turn.take"
        here.choose("ready")
        assert two.send({"choose": "again"})[0]["reason"] == "stale"
        assert two.prompt["page"] == "home"
        two.send({"choose": "talk_about"})
        assert here.sheet.page == "topic.form"
        assert one.send({"choose": "again"})[0]["reason"] == "stale"
        assert one.prompt["page"] == "topic.form"
        stored = one.send({"choose": "just_something"})
        assert stored[0]["type"] == "stored"
        assert here.sheet.page == "topic.raised"


def test_a_reply_to_what_another_way_in_moved_is_refused(running: Running, folder: Path) -> None:
    here = running.session.join()
    joined = Joined(folder)
    before = len(list(running.record.read()))
    seen = joined.prompt["id"]
    here.reply(Reply(Choose(here.sheet.tiles[0].id), "keys", here.prompt_id))
    (told,) = joined.send({"choose": joined.prompt["choices"][0]["id"], "to": seen})
    assert (told["type"], told["reason"]) == ("refused", "stale")
    assert joined.prompt["page"] == "turn.take"
    mine = here.prompt_id
    joined.send({"choose": "ready"})
    (refused,) = here.reply(Reply(Choose("ready"), "keys", mine))
    assert isinstance(refused, Turned)
    assert refused.reason == "stale"
    assert len(list(running.record.read())) == before
    joined.close()


def test_going_away_in_the_middle_harms_nothing(running: Running, folder: Path) -> None:
    here = running.session.join()
    for part in (b"json\n", b'json\n{"choose": "he', b"", b"plain\n1\n", b"\xff" * 40):
        gone = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        gone.connect(str(folder / SOCKET))
        gone.sendall(part)
        gone.close()
    joined = Joined(folder)
    joined.send({"choose": "help"})
    assert here.sheet.page == "help"
    joined.socket.shutdown(socket.SHUT_RDWR)
    joined.close()
    here.reply(Reply(Choose("go_on"), "keys", here.prompt_id))
    assert here.sheet.page != "help"
    again = Joined(folder)
    assert again.prompt["page"] == here.sheet.page
    again.close()


def test_many_at_once_are_answered_one_after_the_other(running: Running, folder: Path) -> None:
    stored: list[str] = []
    ways = [Joined(folder) for _ in range(4)]

    def asks_for_a_turn(way: Joined) -> None:
        for _ in range(20):
            told = way.send({"choose": way.prompt["choices"][0]["id"]})
            stored.extend(event["id"] for one in told if one["type"] == "stored" for event in one["events"])

    threads = [threading.Thread(target=asks_for_a_turn, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for way in ways:
        way.close()
    kept = [one.id for one in running.record.read()]
    assert len(set(stored)) == len(stored)
    assert set(stored) <= set(kept)


def test_a_folder_with_a_long_name_can_be_joined(tmp_path: Path) -> None:
    folder = tmp_path / ("a long name of a folder " * 4).strip() / ("and more " * 8).strip()
    assert len(str(folder / SOCKET)) > 108
    with wiring.open_kiosk(folder, demo=True) as kiosk:
        door = Door(kiosk.session, folder)
        door.open()
        try:
            assert stat.S_IMODE((folder / SOCKET).stat().st_mode) == 0o600
            with plain(folder, "--json") as joined:
                assert ByJson(joined).prompt["page"] == "welcome"
                assert joined.end() == (0, b"", b"")
        finally:
            door.close()
        assert not (folder / SOCKET).exists()


def test_a_socket_that_a_crash_left_behind_is_in_nobodys_way(folder: Path) -> None:
    folder.mkdir()
    left = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    left.bind(str(folder / SOCKET))
    left.close()
    with plain(folder, "--json") as kiosk:
        assert ByJson(kiosk).prompt["page"] == "setup.welcome"
        assert kiosk.end() == (0, b"", b"")
    with wiring.open_kiosk(folder) as running:
        door = Door(running.session, folder)
        door.open()
        joined = Joined(folder)
        assert joined.prompt["page"] == "setup.welcome"
        joined.close()
        door.close()


def test_a_second_plain_kiosk_joins_the_first_one(folder: Path) -> None:
    """Two people with lines on one device: the second is a further way into the same conversation."""
    with plain(folder, "--json") as first:
        one = ByJson(first)
        one.send({"choose": "begin"})
        with plain(folder, "--json") as second:
            two = ByJson(second)
            assert two.prompt["page"] == "setup.name"
            two.send({"write": "Our circle"})
            assert two.send({"choose": "keep"})[-1]["page"] == "setup.aim"
            assert second.end() == (0, b"", b"")
        assert one.send({"choose": "again"})[0]["reason"] == "stale"
        assert one.prompt["page"] == "setup.aim"
        assert first.end()[0] == 0


def test_a_second_full_screen_kiosk_says_that_one_runs(running: Running, folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "--silent", "--data", str(folder)],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("The kiosk is already running on this device.")
    assert b"Traceback" not in done.stderr


def test_the_sample_circle_never_joins_a_kiosk(running: Running, folder: Path) -> None:
    with plain(folder, "--json", "--demo") as kiosk:
        code, out, err = kiosk.end()
    assert (code, out) == (2, b"")
    assert b"is not empty" in err
