"""A sitting as a whole meeting, and those before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CheckSaying:
    """What somebody said in an opening or closing round, and the event in which they said it."""

    person: str
    form: str
    words: str | None
    act: str


@dataclass(frozen=True, slots=True)
class CheckRound:
    """How are you, or how was it: who is asked; `said` is spoke, passed or not_here (R1)."""

    id: str
    kind: str
    roster: tuple[str, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    sayings: tuple[CheckSaying, ...] = ()
    open: bool = True
    why: str = ""

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Who was not asked yet, in order."""
        return tuple(p for p in self.roster if p not in self.said)


@dataclass(frozen=True, slots=True)
class Concern:
    """A problem somebody sees with the list."""

    person: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting. `form` is whole, short, or empty where only something was decided.

    `items` are ids of topics and proposals; `listed` once somebody proposed a list.
    """

    id: str
    form: str
    when: int
    """Milliseconds since 1970 on the device that stored its beginning; for display."""
    been: tuple[str, ...] = ()
    """Who was here at some time."""
    opening: CheckRound | None = None
    closing: CheckRound | None = None
    admin: bool = False
    length: str = ""
    next_day: str = ""
    items: tuple[str, ...] = ()
    listed: bool = False
    oks: tuple[str, ...] = ()
    concern: Concern | None = None
    agreed: tuple[str, ...] = ()
    """Who had said that the list is OK when it was agreed."""
    talked: Mapping[str, str] = field(default_factory=dict)
    """The items that needed no decision: heard as a report, or explored."""
    decided: tuple[str, ...] = ()
    """The proposals that were decided in it."""
    cards: tuple[tuple[str, str], ...] = ()
    """Every card that was raised: its colour, and whose it was."""
    helper: str = ""
    """Who helps this sitting along instead, by the consent of those here."""
    acts: int = 0
    """What people have done since it began, or since the last break."""


@dataclass(frozen=True, slots=True)
class Course:
    """The sitting that is going on, the last ones, and how many rounds were opened."""

    now: Sitting | None = None
    past: tuple[Sitting, ...] = ()
    rounds: int = 0

    @property
    def last(self) -> Sitting | None:
        """The sitting before this one."""
        return self.past[-1] if self.past else None
