"""What every command has: the circle, who acts, and who holds the turn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The base of every command; `fresh` is a random token from which new ids are made."""

    circle: str = ""
    by: str = ""
    turn: str = ""
    fresh: str = ""
