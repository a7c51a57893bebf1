"""Which function stands for which command and event: each part of the rules adds its own.

A rule that answers a command is kept with `asks_circle` or `asks_proposal`, the fold of an event with
`folds_org`, `folds_circle` or `folds_proposal`, a move that makes itself with `moves_itself`, who is off a
roster with `takes_off`, what a matter needs before it is put to the circle with `opens` and while it is asked
about with `holds_back`, what a decided matter brings about with `brings_about`, and what every command has to
pass with `gates`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.governance.commands.base import Command
from kiosk.governance.events.base import Event, Recorded
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation, Proposal

Events = tuple[Event, ...]
Result = Events | Refused
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)
Kept = TypeVar("Kept", bound=Callable[..., Any])

CIRCLE_COMMANDS: dict[type[Command], Callable[[Organisation, Circle, Any], Result]] = {}
PROPOSAL_COMMANDS: dict[type[Command], Callable[[Organisation, Circle, Proposal, Any], Result]] = {}
ORG_FOLDS: dict[type[Event], Callable[[Organisation, Any, Recorded], Organisation]] = {}
CIRCLE_FOLDS: dict[type[Event], Callable[[Circle, Any, Recorded], Circle]] = {}
PROPOSAL_FOLDS: dict[type[Event], Callable[[Proposal, Any, Recorded], Proposal]] = {}
MOVES: dict[str, Callable[[Organisation, Circle, Proposal], Events]] = {}
ROSTERS: dict[str, Callable[[Organisation, Circle, Proposal], tuple[str, ...]]] = {}
"""By name of the rule: whom it takes off the roster of a consent round."""
EFFECTS: dict[str, Callable[[Organisation, Circle, Proposal], Events]] = {}
"""By kind of matter. What is brought about may be stored an entry later, in a stream of its own."""
CHOICES: dict[str, Callable[[Organisation, Circle, Proposal, Any], Refused | None]] = {}
"""By kind of matter: why this may not be chosen with a wording, or None."""
OPENINGS: dict[str, Callable[[Organisation, Circle, Any], Refused | None]] = {}
"""By kind of matter: why it may not be put to the circle, or None."""
GATES: dict[str, Callable[[Organisation, Circle, Any], Refused | None]] = {}
"""By name of the rule: why a circle may not be asked this now, whatever it is, or None."""
UNDOES: dict[type[Event], Callable[[Proposal, Any, str], Proposal]] = {}
"""By event: the proposal without it, after whose act it was said that it is not right (R22)."""

HOLDS: dict[str, Callable[[Circle, Proposal], Refused | None]] = {}
"""By kind of matter: why everyone may not be asked about it now, nor the decision be made, or None."""
MOOT: dict[str, Callable[[Organisation, Circle, Proposal], bool]] = {}
"""By kind of matter: whether it is no question any more, as it has come about or can no longer be."""
UNSAYS: dict[Any, Callable[[Circle, Any, str], Circle]] = {}
"""By event: the circle without it, after it was said of that act that it is not right (R22)."""
WATCHES: dict[type[Event], dict[str, Callable[[Circle, Any, Recorded], Circle]]] = {}
"""By event, then by name: what else it changes in its circle."""
CIRCLE_MOVES: dict[str, Callable[[Organisation, Circle], Events]] = {}
"""Moves of the circle's table itself, not of one proposal, that need nobody's choice."""
VISITS: dict[type[Command], Callable[[Circle, Any], bool]] = {}
"""By command: whether somebody who is no member may give it, as a guest or as one who was invited."""


def _keeper(table: dict[Any, Any], *keys: object) -> Callable[[Kept], Kept]:
    def keep(function: Kept) -> Kept:
        for key in keys:
            if key in table:
                raise TypeError(f"{key} has a rule already")
            table[key] = function
        return function

    return keep


def asks_circle(
    kind: type[C],
) -> Callable[[Callable[[Organisation, Circle, C], Result]], Callable[[Organisation, Circle, C], Result]]:
    """Keep the rule that answers this command of a member in a circle."""
    return _keeper(CIRCLE_COMMANDS, kind)


def asks_proposal(
    kind: type[C],
) -> Callable[
    [Callable[[Organisation, Circle, Proposal, C], Result]],
    Callable[[Organisation, Circle, Proposal, C], Result],
]:
    """Keep the rule that answers this command about a proposal, its round or its objection."""
    return _keeper(PROPOSAL_COMMANDS, kind)


def folds_org(
    kind: type[E],
) -> Callable[
    [Callable[[Organisation, E, Recorded], Organisation]],
    Callable[[Organisation, E, Recorded], Organisation],
]:
    """Keep what this event changes in the organisation."""
    return _keeper(ORG_FOLDS, kind)


def folds_circle(
    kind: type[E],
) -> Callable[[Callable[[Circle, E, Recorded], Circle]], Callable[[Circle, E, Recorded], Circle]]:
    """Keep what this event changes in its circle."""
    return _keeper(CIRCLE_FOLDS, kind)


def folds_proposal(
    kind: type[E],
) -> Callable[[Callable[[Proposal, E, Recorded], Proposal]], Callable[[Proposal, E, Recorded], Proposal]]:
    """Keep what this event changes in its proposal."""
    return _keeper(PROPOSAL_FOLDS, kind)


def moves_itself(name: str) -> Callable[[Kept], Kept]:
    """Keep a move that needs nobody's choice and no clock; it gives nothing once it was made."""
    return _keeper(MOVES, name)


def brings_about(*kinds: str) -> Callable[[Kept], Kept]:
    """Keep what a decision on a matter of these kinds brings about, as events that name the decision."""
    return _keeper(EFFECTS, *kinds)


def opens(*kinds: str) -> Callable[[Kept], Kept]:
    """Keep what has to be so before a matter of these kinds is put to the circle."""
    return _keeper(OPENINGS, *kinds)


def gates(name: str) -> Callable[[Kept], Kept]:
    """Keep a rule that every command in a circle has to pass first."""
    return _keeper(GATES, name)


def chooses(*kinds: str) -> Callable[[Kept], Kept]:
    """Keep what has to be so of what is chosen with the words of these kinds of matter."""
    return _keeper(CHOICES, *kinds)


def undoes(kind: type[E]) -> Callable[[Kept], Kept]:
    """Keep what is left of a proposal without this event."""
    return _keeper(UNDOES, kind)


def takes_off(name: str) -> Callable[[Kept], Kept]:
    """Keep a rule that says whose consent a proposal does not need."""
    return _keeper(ROSTERS, name)


def holds_back(*kinds: str) -> Callable[[Kept], Kept]:
    """Keep what has to be so while a matter of these kinds is asked about and decided."""
    return _keeper(HOLDS, *kinds)


def moot_when(*kinds: str) -> Callable[[Kept], Kept]:
    """Keep when a matter of these kinds is no question any more."""
    return _keeper(MOOT, *kinds)


def visitors_may(kind: type[Command]) -> Callable[[Kept], Kept]:
    """Keep when somebody who is no member of the circle may give this command."""
    return _keeper(VISITS, kind)


def unsays(kind: type[E]) -> Callable[[Kept], Kept]:
    """Keep what is left of a circle's table without this event."""
    return _keeper(UNSAYS, kind)


def watches(kind: type[E]) -> Callable[[Kept], Kept]:
    """Keep what this event changes in its circle beside what the circle's own fold makes of it."""

    def keep(function: Kept) -> Kept:
        return _keeper(WATCHES.setdefault(kind, {}), f"{function.__module__}.{function.__name__}")(function)

    return keep


def moves_circle(name: str) -> Callable[[Kept], Kept]:
    """Keep a move of the circle's table that needs nobody's choice; it gives nothing once it was made."""
    return _keeper(CIRCLE_MOVES, name)
