"""Sittings: who is here, breaks, and the end."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class MeetingBegun(Event):
    """A sitting began with these people here.

    `form` is whole or short for a meeting, and empty where the circle only looks at something.
    """

    circle: str
    meeting: str
    here: tuple[str, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class HereChanged(Event):
    """Somebody came or went; `here` is everyone who is here now."""

    circle: str
    meeting: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """A member stopped this sitting; any member may begin again, this one is asked first."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    meeting: str
    person: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The sitting went on where it had stopped."""

    circle: str
    meeting: str
    person: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingEnded(Event):
    """The sitting ended; `waiting` are those still to be heard in open consent rounds."""

    circle: str
    meeting: str
    waiting: tuple[str, ...]
