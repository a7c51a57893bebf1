"""Finding decisions by words, by month, and by what they are now: only what this person may read anyway."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kiosk.conversation.days import read_day
from kiosk.conversation.prompts import Line
from kiosk.conversation.view import View
from kiosk.governance.lives import LOOK_AGAIN, condition, in_force, review_day, stands_alone
from kiosk.governance.state import Proposal

NOW = ("in_force", "due", "ended")
"""What a decision can be looked for as."""


def decisions(v: View) -> list[Proposal]:
    """Every decision of this circle, the newest first."""
    made = [p for p in v.circle.proposals.values() if p.decision]
    return sorted(reversed(made), key=lambda p: -p.decision.when if p.decision else 0)


def own_words(lines: tuple[Line, ...]) -> Iterator[str]:
    """What people said and whom it names in these sentences; what the kiosk itself says is left out."""
    for one in lines:
        for _, value in one.args:
            if isinstance(value, Line):
                yield from own_words((value,))
            elif isinstance(value, tuple):
                yield from value
            else:
                yield value


def has_words(lines: tuple[Line, ...], words: str) -> bool:
    """Whether every one of these words stands somewhere in what people said."""
    said = " ".join(own_words(lines)).casefold()
    return all(word in said for word in words.casefold().split())


def day_of(proposal: Proposal) -> str:
    """The day of a decision as YYYY-MM-DD."""
    when = proposal.decision.when if proposal.decision else 0
    return datetime.fromtimestamp(when / 1000, UTC).date().isoformat()


def on_day(proposal: Proposal, words: str) -> bool:
    """Whether these words are the day it was decided or is looked at again."""
    day = read_day(words)
    return day is not None and day.isoformat() in (day_of(proposal), review_day(proposal))


def months(v: View) -> tuple[str, ...]:
    """The months in which something was decided, as YYYY-MM, the newest first."""
    return tuple(dict.fromkeys(day_of(p)[:7] for p in decisions(v)))


def is_now(v: View, proposal: Proposal, wanted: str) -> bool:
    """Whether a decision is in force, due, or ended; one that stopped has ended until the circle decides."""
    if not stands_alone(proposal):
        return False
    now = condition(v.circle, proposal, v.today)
    match wanted:
        case "in_force":
            return now in ("in_force", "due", "goes_on")
        case "due":
            return in_force(proposal) and now in LOOK_AGAIN
        case _:
            return now in ("ended", "replaced", "passed", "by_number", "by_person")
