"""What circles tell each other: each keeps its own part, and no answers or reasons of the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a message, told by one link, with the other one beside."""

    id: str
    person: str
    decided: str | None
    why: str | None
    can_change: str | None
    whom: str | None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of this circle's to another: news, back (an answer back), or referred (an objection)."""

    id: str
    to: str
    kind: str
    person: str
    about: str
    words: str | None
    note: str
    """The event that noted it."""
    told: bool = False
    """Whether the one who asked was told that there is news."""
    report: Report | None = None
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By person: what they answered, and to which report."""
    closed: bool = False
    of: str = ""
    """Whose own life it tells about, or empty."""
    word: str = ""
    """What that person said: ok, stop, or nothing yet."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A message that somebody brought to this circle."""

    id: str
    frm: str
    kind: str
    person: str
    """Who brought it."""
    about: str
    words: str | None
    heard: bool = False
    objector_heard: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """The messages of one circle, and the steps towards handing an objection on."""

    sent: Mapping[str, Sent] = field(default_factory=dict)
    brought: Mapping[str, Brought] = field(default_factory=dict)
    helped: frozenset[str] = frozenset()
    """The objections for which help from outside was offered."""
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By objection: who wants the wider circle to look at it."""
