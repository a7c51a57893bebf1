"""What every command has: the circle, who acts, and who holds the turn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The base of every command; `fresh` is a random token from which new ids are made."""

    circle: str = ""
    by: str = ""
    turn: str = ""
    fresh: str = ""
    entered_by: str = ""
    """Whose press it was, where that was a helper's; empty for the person's own (R15)."""
    helper: str = ""
    """Who helps in this turn, or empty."""
