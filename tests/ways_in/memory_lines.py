"""JSON lines with a kiosk in memory."""

import json
from collections.abc import Iterable
from typing import Any

from kiosk import plain_json
from tests.conversation.memory import Home

PROMPT = {
    "type",
    "id",
    "page",
    "kind",
    "asked_of",
    "title",
    "body",
    "choices",
    "always",
    "free_answer",
    "binding",
    "spoken",
}


class Lines:
    """A conversation in JSON lines with a kiosk in memory."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.waiting: list[bytes] = []
        seat = home.seat(plain_json.ROOM)
        self.out = plain_json.converse(seat, self._coming(), home.session.turned)
        self.prompt = self._until_prompt()[-1]

    def _coming(self) -> Iterable[bytes]:
        while self.waiting:
            yield self.waiting.pop(0)

    def _until_prompt(self) -> list[dict[str, Any]]:
        got: list[dict[str, Any]] = []
        while not got or got[-1]["type"] != "prompt":
            line = next(self.out)
            assert line.endswith("\n")
            assert "\n" not in line[:-1]
            assert len(line.encode()) <= plain_json.MOST_BYTES
            got.append(json.loads(line))
        return got

    def send(self, value: object) -> list[dict[str, Any]]:
        """What came before the prompt."""
        self.waiting.append(value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n")
        got = self._until_prompt()
        self.prompt = got[-1]
        return got[:-1]

    def refused(self, value: object) -> str:
        before = len(self.home.record.kept)
        (told,) = self.send(value)
        assert set(told) == {"type", "reason", "text"}
        assert told["type"] == "refused"
        assert told["text"].strip()
        assert len(self.home.record.kept) == before
        return str(told["reason"])
