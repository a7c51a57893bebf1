"""The lines between the kiosk and its sound process: one JSON object each way a line."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from threading import Lock
from typing import IO, Any

from kiosk.ports import Heard, VoiceEvent

BEAT = "beat"
"""What the child says every second, so that the parent knows it hangs."""

READY, LOADED = "ready", "loaded"
"""It can speak; it can listen."""


def send(stream: IO[bytes], lock: Lock, message: dict[str, Any]) -> None:
    """Write one message. Raises OSError or ValueError when the other side is gone."""
    line = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    with lock:
        stream.write(line)
        stream.flush()


def messages(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Read messages until the other side closes; lines that are none are passed over."""
    for line in stream:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict):
            yield message


def event_message(event: VoiceEvent, turn: int) -> dict[str, Any]:
    """Write an event with the number of the call it answers."""
    heard = asdict(event.heard) if event.heard is not None else None
    return {"kind": event.kind, "heard": heard, "text": event.text, "turn": turn}


def message_event(message: dict[str, Any]) -> VoiceEvent:
    """Read an event back."""
    heard = message.get("heard")
    return VoiceEvent(message["kind"], Heard(**heard) if heard else None, message.get("text", ""))
