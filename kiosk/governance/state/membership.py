"""Who belongs to a circle, who was asked to, who visits, and how somebody stopped belonging."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody a member asked to join; `agreed` once they said in their own turn that they want to."""

    by: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """When somebody became a member: milliseconds since 1970 on the device that stored it; for display."""

    when: int


@dataclass(frozen=True, slots=True)
class Gone:
    """How somebody stopped being a member: left, died, removed or aside (R21)."""

    how: str
    when: int = 0
    """Milliseconds since 1970 on the device that stored it; for display."""
    review_day: str = ""
    """For aside: the day it is looked at again."""


@dataclass(frozen=True, slots=True)
class FirstWord:
    """What one of two people has said of a third; it counts only with the second one's word (R21).

    `what` is died, alive, aside or aside_over.
    """

    what: str
    person: str
    by: str
    review_day: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Everything about belonging to one circle beside the list of its full members."""

    owner: str = ""
    """The person whose team this is, or empty; a member by right (R20)."""
    since: Mapping[str, Joined] = field(default_factory=dict)
    invited: Mapping[str, Invited] = field(default_factory=dict)
    guests: tuple[str, ...] = ()
    gone: Mapping[str, Gone] = field(default_factory=dict)
    first_words: tuple[FirstWord, ...] = ()
    offered: frozenset[str] = frozenset()
    """The proposals in which the one concerned was offered somebody to speak beside them."""
    taken_over: frozenset[str] = frozenset()
    """The decided proposals of which the circle has seen to who carries them out now."""
