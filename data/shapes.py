"""Events as bodies and back: by the type hints of the dataclasses, and nothing by hand for each type."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from data.canonical import BadEntry, tidy
from data.codec import StoredEvent
from data.sealing import seal, unseal
from kiosk.governance.events import EVENTS, Event

Body = dict[str, Any]
Closed = Literal["", "erased", "locked"]
Upcasters = Mapping[tuple[str, int], Callable[[Body], Body]]


def _answers_shown_2(body: Body) -> Body:
    """Before, one key opened the whole round."""
    return {name: value for name, value in body.items() if name != "key"} | {"shown": [body["key"]]}


UPCASTERS: Upcasters = {
    ("AnswerGiven", 1): lambda body: {**body, "token": ""},
    ("AnswersShown", 1): _answers_shown_2,
}
"""One pure step for each (type, from version): a body with its opened fields, to the next version's.

A closed field is absent from the body.
"""

OPENING: frozenset[str] = frozenset(name for name, cls in EVENTS.items() if hasattr(cls, "opens"))
"""The types of event that make a key public."""


@dataclass(frozen=True, slots=True)
class UnknownEvent(Event):
    """An event that this kiosk is too old for: kept whole and passed on, never understood."""

    stored: StoredEvent


@dataclass(frozen=True, slots=True)
class Opened:
    """An event as far as it could be opened, and why some of it could not."""

    event: Event
    closed: Closed = ""


class Keys(typing.Protocol):
    """Where keys are looked up by name."""

    def get(self, name: str) -> bytes | None:
        """The key, or None where it is not here. Never makes one."""

    def erased(self, name: str) -> bool:
        """Whether the key was erased for good."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    hint: Any
    needed: bool
    may_be_none: bool


@cache
def _fields(cls: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(cls)
    return tuple(
        _Field(
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING,
            type(None) in typing.get_args(hints[field.name]),
        )
        for field in dataclasses.fields(cls)
    )


def _to_json(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return list(value)
    return {field.name: _to_json(getattr(value, field.name)) for field in _fields(value.__class__)}


def _from_json(hint: Any, value: Any) -> Any:
    if hint in (str, int, bool, type(None)):
        if type(value) is hint:
            return value
    elif typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _first_fit(typing.get_args(hint), value)
    elif hint == tuple[str, ...]:
        if isinstance(value, list) and all(type(item) is str for item in value):
            return tuple(value)
    elif dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return _build(typing.cast(type, hint), value, nothing=False)
    raise BadEntry("a field of the wrong kind")


def _first_fit(hints: tuple[Any, ...], value: Any) -> Any:
    for hint in hints:
        try:
            return _from_json(hint, value)
        except BadEntry:
            continue
    raise BadEntry("a field of the wrong kind")


def _build(cls: type, body: Mapping[str, Any], nothing: bool) -> Any:
    """Make `cls` from `body`, ignoring fields it does not know.

    With `nothing` set, absent fields that may be None are closed ones, and become None.
    """
    arguments: dict[str, Any] = {}
    for field in _fields(cls):
        if field.name in body:
            arguments[field.name] = _from_json(field.hint, body[field.name])
        elif nothing and field.may_be_none:
            arguments[field.name] = None
        elif field.needed:
            raise BadEntry("a field is missing")
    return cls(**arguments)


def prepare(event: Event, stream: str, key_of: Callable[[str], bytes]) -> tuple[Event, StoredEvent]:
    """The event as a reader will see it, and its stored form with its private fields sealed.

    Raises BadEntry for what cannot be stored, and what `key_of` raises.
    """
    if isinstance(event, UnknownEvent):
        return event, event.stored
    kind = type(event).__name__
    body: Body = tidy(_to_json(event))
    settled = typing.cast(Event, _build(type(event), body, nothing=False))
    groups: dict[tuple[str, ...], Body] = {}
    for name, keys in settled.keys().items():
        groups.setdefault(tuple(keys), {})[name] = body.pop(name)
    boxes = tuple((keys, seal(values, keys, key_of, stream, kind)) for keys, values in groups.items())
    return settled, StoredEvent(kind, event.version, body, boxes)


def store(event: Event, stream: str, key_of: Callable[[str], bytes]) -> StoredEvent:
    """The stored form of an event. Raises as `prepare` does."""
    return prepare(event, stream, key_of)[1]


def kind_and_body(event: Event) -> tuple[str, Mapping[str, Any]]:
    """The type of an event and all its fields as JSON values; of one not understood, its open fields."""
    if isinstance(event, UnknownEvent):
        return event.stored.type, event.stored.body
    return type(event).__name__, typing.cast(Body, _to_json(event))


def restore(stored: StoredEvent, stream: str, keys: Keys, upcasters: Upcasters = UPCASTERS) -> Opened:
    """Turn a stored event back, opened as far as the keys here reach; what is closed reads as None."""
    unknown = Opened(UnknownEvent(stored), "locked" if stored.sealed else "")
    if _too_new(stored, upcasters):
        return unknown
    body = dict(stored.body)
    missing: list[str] = []
    for names, box in stored.sealed:
        values = unseal(box, names, keys.get, stream, stored.type)
        if isinstance(values, str):
            missing.append(values)
        elif body.keys() & values.keys():
            return unknown
        else:
            body |= values
    cls = EVENTS[stored.type]
    try:
        for version in range(stored.version, cls.version):
            body = upcasters[stored.type, version](body)
        return Opened(_build(cls, body, nothing=bool(missing)), _why_closed(missing, keys))
    except BadEntry:
        return unknown


def _why_closed(missing: list[str], keys: Keys) -> Closed:
    if not missing:
        return ""
    return "erased" if any(keys.erased(name) for name in missing) else "locked"


def _too_new(stored: StoredEvent, upcasters: Upcasters) -> bool:
    cls = EVENTS.get(stored.type)
    if cls is None or stored.version > cls.version:
        return True
    return any((stored.type, step) not in upcasters for step in range(stored.version, cls.version))


def is_unknown(stored: StoredEvent, upcasters: Upcasters = UPCASTERS) -> bool:
    """Whether this kiosk is too old for the event: its type, its version, or the shape of its open part."""
    if _too_new(stored, upcasters):
        return True
    cls = EVENTS[stored.type]
    if stored.version < cls.version:
        return False
    try:
        _build(cls, stored.body, nothing=bool(stored.sealed))
    except BadEntry:
        return True
    return False
