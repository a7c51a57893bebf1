"""Small records that events carry: a proposal's wording, an answer, how it was given."""

from dataclasses import dataclass, fields
from typing import Literal

Missed = Literal["", "stops", "goes_on"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The full text of a proposal and its Easy Read twin; empty text is still to be filled (R9)."""

    what: str = ""
    why: str = ""
    who: str = ""
    how: str = ""
    """How we will know."""
    review_day: str = ""
    """A day as YYYY-MM-DD."""
    if_missed: str = ""
    """What happens if the circle has not met by the review day: stops, or goes_on (R9)."""
    risk: str = ""
    """Why stopping is risky; needed with goes_on (R9)."""
    easy: str = ""
    """The Easy Read twin: one sentence a line."""

    def missing(self) -> tuple[str, ...]:
        """Name the parts that are still the circle's work before the consent round (R9)."""
        needed = ["what", "why", "who", "how", "review_day", "if_missed"]
        if self.if_missed == "goes_on":
            needed.append("risk")
        return tuple(name for name in needed if not getattr(self, name).strip())


WORDING_PARTS: tuple[str, ...] = tuple(field.name for field in fields(Wording))


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said in a consent round, and for an objection the reason in any form (R5).

    `word` is ok, problem, come_back or withdrawn (the person took their objection back, alone, R6).
    `form` for a problem is empty (only raised), words, pictures, help or private; for withdrawn it is
    fixed or can_live.
    """

    word: str
    form: str = ""
    words: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer came in: keys, touch, switch, voice, plain or script; and who helped, if anyone."""

    way: str
    helper: str = ""
    """The helper's person id, or empty."""
