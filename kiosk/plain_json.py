"""The conversation as JSON lines: prompts out, replies in; for other assistive devices and for tests."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kiosk.conversation.outcomes import Fault, Notice, Outcome, Stored, Turned
from kiosk.conversation.replies import Choose, Clip, Hear, Reply, Said, Write
from kiosk.conversation.sheets import Room, Tile
from kiosk.seat import Seat

MOST_BYTES = 64 * 1024
"""A line, in or out, is at most this long."""
ROOM = Room(columns=100, rows_with_tiles=60, rows_alone=60, tiles=4, most_bytes=24 * 1024)
"""So much text at once that a line never gets longer than that: it says the text twice, and the choices."""
KINDS: dict[str, Callable[[str], Said]] = {"choose": Choose, "write": Write, "hear": Hear, "clip": Clip}
Refuse = Callable[[str, str], Turned]


def prompt_line(seat: Seat) -> dict[str, Any]:
    """The current prompt, as it goes out."""
    # The id first: should another way in move the page meanwhile, this id is an old one.
    id, sheet = seat.prompt_id, seat.sheet
    asked = sheet.asked_of
    return {
        "type": "prompt",
        "id": id,
        "page": sheet.page,
        "kind": str(sheet.kind),
        "asked_of": {"id": asked.id, "name": asked.name} if asked else None,
        "title": sheet.title,
        "body": list(sheet.body),
        "choices": [_tile(tile) for tile in sheet.tiles],
        "always": [_tile(tile) for tile in sheet.always],
        "free_answer": sheet.free_answer,
        "binding": sheet.binding,
        "spoken": sheet.spoken,
    }


def _tile(tile: Tile) -> dict[str, Any]:
    return {"id": tile.id, "label": tile.label, "phrases": list(tile.phrases)}


def outcome_line(outcome: Outcome) -> dict[str, Any]:
    """What came of a reply, as it goes out."""
    match outcome:
        case Stored(events):
            return {"type": "stored", "events": [{"id": id, "type": type_} for id, type_ in events]}
        case Notice(text):
            return {"type": "notice", "text": text}
        case Turned(reason, text):
            return {"type": "refused", "reason": reason, "text": text}
        case Fault(text):
            return {"type": "fault", "text": text}


def converse(seat: Seat, lines: Iterable[bytes], refuse: Refuse) -> Iterator[str]:
    """Yield every line that goes out for the lines that come in; ends when they do.

    A reply without `to` is to the prompt last shown on this line, so it can never answer one not seen.
    """
    seen = seat.prompt_id
    yield dump(prompt_line(seat))
    for raw in lines:
        if not raw.strip():
            continue
        reply = read_reply(raw, seen, refuse)
        if isinstance(reply, Turned):
            outcomes: tuple[Outcome, ...] = (reply,)
            seat.show_again()
        else:
            outcomes = seat.reply(reply)
        for outcome in outcomes:
            yield dump(outcome_line(outcome))
        seen = seat.prompt_id
        yield dump(prompt_line(seat))


def dump(value: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_reply(raw: bytes, seen: str, refuse: Refuse) -> Reply | Turned:
    """A line as a reply, or why it is none."""
    if len(raw.rstrip(b"\r\n")) > MOST_BYTES:
        return refuse("too_long", "too_long")
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return refuse("not_json", "not_json")
    if not isinstance(value, dict):
        return refuse("not_a_reply", "not_a_reply")
    said = [name for name in KINDS if name in value]
    fields = [*said, *(name for name in ("to", "as") if name in value)]
    if len(said) != 1 or set(value) - set(fields) or not all(isinstance(value[f], str) for f in fields):
        return refuse("not_a_reply", "not_a_reply")
    try:
        "".join(value[name] for name in fields).encode("utf-8")
    except UnicodeEncodeError:
        return refuse("not_a_reply", "not_a_reply")
    return Reply(KINDS[said[0]](value[said[0]]), "plain", value.get("to", seen), value.get("as"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any] | None:
    """An object; None when it says a name twice, so that neither is taken for the other."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else None


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
