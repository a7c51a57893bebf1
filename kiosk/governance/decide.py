"""`decide`: a command and the state give events, all stored as one entry, or a refusal. Pure."""

from dataclasses import dataclass

from kiosk.governance import (  # noqa: F401 (each adds its rules)
    about_process,
    absence,
    cards,
    circles,
    consent,
    drafting,
    easy,
    fold_messages,
    fold_structure,
    helping,
    later,
    leaving,
    letting_go,
    links,
    meetings,
    membership,
    messages,
    objections,
    own_life,
    own_words,
    owner,
    process,
    removal,
    reviews,
    role_reviews,
    rounds,
    selection,
    sittings,
    splitting,
    standing_in,
    structure,
    taking_over,
    two_words,
    wider,
    without_me,
)
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import apply
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import CIRCLE_COMMANDS, GATES, PROPOSAL_COMMANDS, VISITS, Result
from kiosk.governance.state import Circle, Organisation


def decide(state: Organisation, command: c.Command) -> Result:
    """What the rules make of a command: the events of one entry, guided moves included, or Refused."""
    if isinstance(command, c.FoundCircle):
        return circles.found(state, command)
    circle = state.circles.get(command.circle)
    if circle is None:
        return UNKNOWN
    if command.by != command.turn:
        return Refused("R16", "not_your_turn", (command.turn,) if command.turn else ())
    visits = VISITS.get(type(command))
    if command.by not in circle.members and not (visits and visits(circle, command)):
        return Refused("R7", "not_member")
    for gate in GATES.values():
        if refusal := gate(state, circle, command):
            return refusal
    made = _in_circle(state, circle, command)
    if isinstance(made, Refused):
        return made
    return _with_guided_moves(state, circle.id, made)


def _in_circle(state: Organisation, circle: Circle, command: c.Command) -> Result:
    if in_circle := CIRCLE_COMMANDS.get(type(command)):
        return in_circle(state, circle, command)
    proposal = process.find(circle, command)
    about = PROPOSAL_COMMANDS.get(type(command))
    return about(state, circle, proposal, command) if about and proposal else UNKNOWN


def _with_guided_moves(state: Organisation, circle_id: str, made: tuple[e.Event, ...]) -> Result:
    """Add the moves that need nobody's choice, until there are none: rounds close, open, show."""
    pending = made
    events: tuple[e.Event, ...] = ()
    while pending and pending[0].scope == made[0].scope:
        for event in pending:
            stand_in = e.Recorded(event, f"pending.{len(events)}", "", "", "", 0, 0, "", "")
            state = apply(state, stand_in)
            events = (*events, event)
        pending = process.guided_moves(state, state.circles[circle_id])
    return events


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Moves that are still to be stored, as one entry of a stream of their own."""

    circle: str
    stream: str
    events: tuple[e.Event, ...]


def follow_up(state: Organisation, circle_ids: tuple[str, ...]) -> FollowUp | None:
    """The next entry that what is stored brings about in one of these circles, or None.

    An entry belongs to one stream, so what a circle's decision changes in the organisation, and what a
    change in the organisation does to a circle's rounds, is an entry of its own. It depends on the state
    only: when the power fails in between, the next start stores it.
    """
    for id in circle_ids:
        circle = state.circles.get(id)
        moves = process.guided_moves(state, circle) if circle else ()
        if moves:
            made = _with_guided_moves(state, id, moves)
            assert not isinstance(made, Refused)
            return FollowUp(id, "org" if made[0].scope == "org" else id, made)
    return None
