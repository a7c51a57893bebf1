"""The same acts by every way in: seats that turn a choice into a number, a phrase or a line of JSON."""

import itertools
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk import plain
from kiosk.conversation.outcomes import Fault, Notice, Outcome, Stored, Turned
from kiosk.conversation.prompts import Kind, PersonRef
from kiosk.conversation.replies import Choose, Hear, Reply, Typed, Write
from kiosk.conversation.sheets import Room, Sheet, Tile
from kiosk.seat import Seat
from kiosk.seating import ConversationSeat
from tests.conversation.memory import TEXTS


class Through:
    """A seat in front of another one."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def sheet(self) -> Sheet:
        return self.seat.sheet

    @property
    def prompt_id(self) -> str:
        return self.seat.prompt_id

    @property
    def quiet(self) -> bool:
        return self.seat.quiet

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        return self.seat.reply(reply)

    def show_again(self) -> None:
        self.seat.show_again()

    def make_room(self, room: Room) -> None:
        self.seat.make_room(room)

    def on_change(self, tell: Callable[[], None]) -> None:
        self.seat.on_change(tell)


class ByNumbers(Through):
    """Types the number of a choice, a letter of the constant bar, or own words, as in `kiosk plain`."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.lines: deque[str] = deque()
        self.outcomes: tuple[Outcome, ...] = ()
        self.out = plain.converse(_Listening(seat, self), self._coming(), TEXTS.say)
        self.shown = next(self.out)

    def _coming(self) -> Iterator[str]:
        while self.lines:
            yield self.lines.popleft()

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        ids = [tile.id for tile in self.sheet.tiles]
        match reply.said:
            case Choose(id):
                line = str(ids.index(id) + 1) if id in ids else id[0]
            case Write(text):
                line = text
            case other:
                raise AssertionError(other)
        self.lines.append(line + "\n")
        self.shown = next(self.out)
        for _ in self.outcomes:
            self.shown = next(self.out)
        return self.outcomes


class _Listening(Through):
    def __init__(self, seat: Seat, owner: ByNumbers) -> None:
        super().__init__(seat)
        self.owner = owner

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        self.owner.outcomes = self.seat.reply(reply)
        return self.owner.outcomes


class ByVoice(Through):
    """Says a phrase of the choice, the `nth` there is; a problem said aloud is confirmed aloud."""

    def __init__(self, seat: Seat, nth: int) -> None:
        super().__init__(seat)
        self.nth = nth

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        said = reply.said
        if isinstance(said, Choose):
            tile = next(t for t in (*self.sheet.tiles, *self.sheet.always) if t.id == said.id)
            words = tile.phrases[self.nth % len(tile.phrases)]
        else:
            assert isinstance(said, Write)
            words = said.text
        outcomes = self.seat.reply(Reply(Hear(words), "voice", self.prompt_id))
        if self.sheet.page == "consent.problem_sure":
            outcomes += self.reply(Reply(Choose("keep_problem"), "voice", self.prompt_id))
        return outcomes


class ByNumberWords(ByVoice):
    """Says "one", "two" … for a choice; where it binds, a number is not enough, so the phrase."""

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        ids = [tile.id for tile in self.sheet.tiles]
        if isinstance(reply.said, Choose) and reply.said.id in ids:
            if self.sheet.binding:
                return super().reply(reply)
            number = ("one", "two", "three", "four")[ids.index(reply.said.id)]
            outcomes = self.seat.reply(Reply(Hear(number), "voice", self.prompt_id))
            if self.sheet.page == "consent.problem_sure":
                outcomes += self.reply(Reply(Choose("keep_problem"), "voice", self.prompt_id))
            return outcomes
        return super().reply(reply)


class Kiosk:
    """`kiosk` as a child process, a line at a time; every line in is answered before the next one."""

    def __init__(self, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
        )

    def send(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def read(self) -> bytes:
        assert self.process.stdout
        return self.process.stdout.readline()

    def end(self) -> tuple[int, bytes, bytes]:
        """End of input; the exit code and what was still written."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err

    def __enter__(self) -> "Kiosk":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class ByJson:
    """A seat at a kiosk in another process, over its JSON lines."""

    quiet = False

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.prompt: dict[str, Any] = {}
        self.all: list[dict[str, Any]] = []
        self.until_prompt()

    def until_prompt(self) -> list[dict[str, Any]]:
        """Everything up to and with the next prompt."""
        got: list[dict[str, Any]] = []
        while not got or got[-1]["type"] != "prompt":
            raw = self.kiosk.read()
            assert raw, self.kiosk.end()
            got.append(json.loads(raw))
        self.all += got
        self.prompt = got[-1]
        return got

    def send(self, value: object) -> list[dict[str, Any]]:
        """Send one line; what came before the next prompt, and the prompt."""
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.kiosk.send(raw + b"\n")
        return self.until_prompt()

    @property
    def prompt_id(self) -> str:
        return str(self.prompt["id"])

    @property
    def sheet(self) -> Sheet:
        p = self.prompt
        asked = PersonRef(**p["asked_of"]) if p["asked_of"] else None
        return Sheet(
            p["page"],
            Kind(p["kind"]),
            asked,
            p["title"],
            tuple(p["body"]),
            tuple(_tile(t) for t in p["choices"]),
            tuple(_tile(t) for t in p["always"]),
            p["free_answer"],
            p["binding"],
            False,
            "",
        )

    def reply(self, reply: Reply) -> tuple[Outcome, ...]:
        match reply.said:
            case Choose(id):
                line = {"choose": id}
            case Write(text):
                line = {"write": text}
            case other:
                raise AssertionError(other)
        return tuple(_outcome(one) for one in self.send({**line, "to": reply.to})[:-1])

    def show_again(self) -> None:
        raise AssertionError("not over lines")

    def make_room(self, room: Room) -> None:
        raise AssertionError("not over lines")

    def on_change(self, tell: Callable[[], None]) -> None:
        raise AssertionError("not over lines")


def _tile(value: dict[str, Any]) -> Tile:
    return Tile(value["id"], value["label"], tuple(value["phrases"]))


def _outcome(value: dict[str, Any]) -> Outcome:
    match value["type"]:
        case "stored":
            return Stored(tuple((e["id"], e["type"]) for e in value["events"]))
        case "notice":
            return Notice(value["text"])
        case "refused":
            return Turned(value["reason"], value["text"])
        case _:
            return Fault(value["text"])


def typed_letter_by_letter(seat: ConversationSeat, words: str) -> None:
    """Types as on a keyboard: what is there so far, again and again."""
    for end in itertools.count(1):
        seat.reply(Reply(Typed(words[:end]), "keys", seat.prompt_id))
        if end >= len(words):
            return


def exported(folder: Path) -> list[dict[str, Any]]:
    """The record's events with ids numbered in the order they appear: type, who, and the opened body.

    How an answer was given differs, and the key of a round is random.
    """
    import io
    import re

    from data.export import export_json

    out = io.StringIO()
    assert export_json(folder, out, io.StringIO()) == 0
    lines = [json.loads(line) for line in out.getvalue().splitlines()][1:]
    kept = []
    for line in lines:
        body = {name: value for name, value in line["body"].items() if name not in ("given", "shown")}
        kept.append({"event": line["event"], "actor": line["actor"], "body": body})
    names: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"id{len(names)}")

    numbered = re.sub(r"[0-9a-f]{12,}(\.\d+)?", number, json.dumps(kept))
    found: list[dict[str, Any]] = json.loads(numbered)
    return found
