"""Whose own life an idea is about, and what they say themselves (R20)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OwnLife:
    """Whom one idea is about. Each says for themselves whether the circle may go on with it."""

    asked: str = ""
    """The words about which somebody said whether they are about one person; empty where nobody did yet."""
    not_ours: bool = False
    """Whether those words are about what no circle decides."""
    people: tuple[str, ...] = ()
    ok: Mapping[str, str] = field(default_factory=dict)
    """By person: the words they said are OK to try (R8)."""
    stopped: tuple[str, ...] = ()
    """Who said stop."""
