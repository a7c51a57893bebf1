"""Small records that events carry: a proposal's wording, an answer, how it was given."""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal


def names_person(words: str, name: str) -> bool:
    """Whether a text names somebody, as whole words."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None


Missed = Literal["", "stops", "goes_on"]


def is_day(text: str) -> bool:
    """Whether this is a day there is, written YYYY-MM-DD."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


MOST_TIMES = 99
"""The highest number that can mean stop [ours]."""


def is_number(text: str) -> bool:
    """Whether this is a number from 1 that can mean stop."""
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_TIMES


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
    name: str = ""
    """What the circle is called, where the matter is a circle."""
    aim: str = ""
    """What the circle is here to do."""
    domain: str = ""
    """What the circle can decide."""
    absence: str = ""
    """What the circle does when somebody cannot be reached."""
    watch: str = ""
    """A worry that is watched while it is tried; then who counts, and which number means stop."""
    counted_by: str = ""
    stop_at: str = ""

    @property
    def limit(self) -> int:
        """How often the watched worry may happen: at this number it stops. 0 where nothing is watched."""
        return int(self.stop_at) if self.watch.strip() and is_number(self.stop_at) else 0

    def missing(self, matter: str = "idea") -> tuple[str, ...]:
        """Name the parts that are still the circle's work before the consent round (R9).

        Only an idea says in its own words what to do, who does it and how we will know; every other matter
        says the first by itself. What is about a circle has parts of its own.
        """
        there = {
            **{part: bool(getattr(self, part).strip()) for part in CIRCLE_PARTS.get(matter, ())},
            "what": bool(self.what.strip()),
            "why": bool(self.why.strip()),
            "who": bool(self.who.strip()),
            "how": bool(self.how.strip()),
            "review_day": is_day(self.review_day),
            "if_missed": self.if_missed in ("stops", "goes_on"),
            "risk": self.if_missed != "goes_on" or bool(self.risk.strip()),
            "counted_by": not self.watch.strip() or bool(self.counted_by.strip()),
            "stop_at": not self.watch.strip() or is_number(self.stop_at),
        }
        asked = parts_of(matter)
        return tuple(name for name, filled in there.items() if not filled and name in asked)


WORDING_PARTS: tuple[str, ...] = tuple(field.name for field in fields(Wording))
IDEAS = ("idea", "brought", "taken_over", "review.change")
"""The kinds of matter that are said in the circle's own words; `brought` came from another circle,
`taken_over` from one that ended."""
CIRCLE_PARTS: dict[str, tuple[str, ...]] = {
    "charter": ("aim", "domain", "absence"),
    "new_circle": ("name", "aim", "domain"),
    "helping_circle": ("name", "aim", "domain"),
    "wider_circle": ("name", "aim", "domain"),
}
"""By kind of matter: what it says about a circle, in its order."""
WATCHED = ("watch", "counted_by", "stop_at")
"""The parts about a worry that is watched."""


PROCESS = ("process", "process_own")
"""The kinds of matter about how those here meet."""


def parts_of(matter: str) -> tuple[str, ...]:
    """The parts of a wording that a matter of this kind has, in the order of the pages."""
    if matter == "role":
        # It goes on until its next holder is chosen; the reasons come with whom is proposed.
        return ("review_day", "easy")
    if matter == "role_review":
        # A plan, and the next day.
        return ("what", "review_day", "easy")
    if matter in ("review.end", "let_go"):
        # What ends has no day to look at it again.
        return ("why", "easy")
    if matter in PROCESS:
        return (*(("what",) if matter == "process_own" else ()), "review_day", "if_missed", "risk", "easy")
    circle = CIRCLE_PARTS.get(matter, ())
    own_words = ("what", "why", "who", "how") if matter in IDEAS else ("why",)
    watched = WATCHED if matter in (*IDEAS, "review.keep") else ()
    return (*circle, *own_words, "review_day", "if_missed", "risk", "easy", *watched)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a proposal is about, beside its words: every kind goes the same way to consent.

    `kind` is idea, or names what its decision brings about (role, away, admit …). `about` is the id of
    what it is about (an earlier proposal, a role, a circle), `people` whom it is about, or who is asked.
    """

    kind: str = "idea"
    about: str = ""
    people: tuple[str, ...] = ()


IDEA = Matter()
"""An idea to try, in the circle's own words."""


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


OTHER = "other"
"""Stands for a helper whom the kiosk does not know: only their name is kept, with what the person said."""


@dataclass(frozen=True, slots=True)
class Nomination:
    """Whom somebody names for a role, and why (R13). No `named` means: come back to me (R2).

    `form` is words, picture, or unsaid (a reason that cannot be said is a reason).
    """

    named: str
    form: str = "unsaid"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer came in: keys, touch, switch, voice, plain or script; and who helped, if anyone (R15)."""

    way: str
    helper: str = ""
    """The helper's person id, OTHER, or empty."""
    did: tuple[str, ...] = ()
    """What the helper did: read_out, typed, interpreted, steadied."""
    through: bool = False
    """The person cannot press: the helper gave the answer, and somebody else who was there has to say so."""
    name: str = ""
    """The name of a helper whom the kiosk does not know."""
    proxy: str = ""
    """Who answered in this person's stead, named by them or by a paper that stewards have seen."""
