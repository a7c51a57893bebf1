"""What a circle can see of how it decides: who was not asked, who chose what, who was heard when."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A member whose consent was not asked, and the name of the rule that says why; empty where none does."""

    person: str
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose for a sitting: its list, an item, whose problem came first, the words (R12).

    `what` is list, item, ready, objection or words; `about` is the proposal, or for an objection its id.
    """

    person: str
    what: str
    about: str = ""
    version_id: str = field(default="", compare=False)
    """The wording as it was then: minutes put no later words in anybody's mouth."""


@dataclass(frozen=True, slots=True)
class Openness:
    """Everything of that kind about one circle."""

    not_asked: Mapping[str, tuple[NotAsked, ...]] = field(default_factory=dict)
    """By decision."""
    chosen: Mapping[str, tuple[Chosen, ...]] = field(default_factory=dict)
    """By sitting."""
    heard: Mapping[str, int] = field(default_factory=dict)
    """In which sitting somebody was last heard, or joined; sittings are counted, and no day is read."""
    been: frozenset[str] = frozenset()
    """Who was here at some time in the sitting that is going on, or the last one."""
    figures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By person, how often they did what; shown to nobody but them."""
