"""One idea that became two."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """What an idea was split into, and what it was a part of; ids of proposals, empty where it was not."""

    into: tuple[str, ...] = ()
    by: str = ""
    of: str = ""
    version_id: str = ""
    """The words of the whole that a part began with."""
