"""Questions and reactions: everyone is asked, and passing, absence and not-yet are different (R1)."""

from collections.abc import Callable

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import consent_order, next_round_id, not_asked
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_proposal, moves_itself
from kiosk.governance.sequences import SPEAKING
from kiosk.governance.state import Circle, Organisation, Proposal, Round

SPEAKERS: dict[str, Callable[[Circle, Proposal], tuple[str, ...]]] = {}
"""By kind of round: who speaks in it and in which order, where that is not everyone here."""


def to_ask(round_: Round) -> tuple[str, ...]:
    """Who has not been asked yet, in order."""
    return tuple(p for p in round_.roster if p not in round_.said)


def open_round(org: Organisation, circle: Circle, proposal: Proposal, kind: str) -> e.RoundOpened:
    """Open a round of those here, each time beginning with another; or of every full member (R1)."""
    if kind not in SPEAKING:
        version = proposal.current.id if proposal.current else ""
        roster = consent_order(org, circle, proposal)
        round_id = next_round_id(proposal, kind)
        away = not_asked(org, circle, proposal)
        return e.RoundOpened(circle.id, round_id, kind, proposal.id, version, roster, away)
    if speakers := SPEAKERS.get(kind):
        version, id = proposal.current.id if proposal.current else "", next_round_id(proposal, kind)
        return e.RoundOpened(circle.id, id, kind, proposal.id, version, speakers(circle, proposal))
    nth = sum(len(p.rounds) for p in circle.proposals.values())
    # Guests are heard in questions; what people think of it is asked of the members.
    asked = (*circle.members, *circle.guests) if kind == "questions" else circle.members
    here = tuple(p for p in asked if p in circle.here)
    at = nth % len(here) if here else 0
    version = proposal.current.id if proposal.current else ""
    id = next_round_id(proposal, kind)
    return e.RoundOpened(circle.id, id, kind, proposal.id, version, here[at:] + here[:at])


def _open(proposal: Proposal, round_id: str) -> Round | Refused:
    round_ = proposal.find_round(round_id)
    if round_ is None or not round_.open:
        return Refused("R1", "round_over")
    return round_


@asks_proposal(c.AskQuestion)
def ask_question(_: Organisation, circle: Circle, proposal: Proposal, command: c.AskQuestion) -> Result:
    """Store a question; in a consent round it is a later question that all will hear (R23)."""
    round_ = _open(proposal, command.round)
    if isinstance(round_, Refused):
        return round_
    if not command.words.strip():
        return Refused("", "empty")
    return (e.QuestionAsked(circle.id, round_.id, command.fresh, command.by, command.words),)


@asks_proposal(c.AnswerQuestion)
def answer_question(_: Organisation, circle: Circle, proposal: Proposal, command: c.AnswerQuestion) -> Result:
    """Store an answer to a question, or that it is noted for later."""
    question = next((q for q in proposal.questions if q.id == command.question), None)
    if question is None:
        return UNKNOWN
    if question.settled:
        return Refused("", "already_answered")
    if not command.noted and not command.words.strip():
        return Refused("", "empty")
    round_id = proposal.round.id if proposal.round else command.round
    words = None if command.noted else command.words
    return (e.QuestionAnswered(circle.id, round_id, question.id, command.by, command.noted, words),)


@asks_proposal(c.React)
def react(_: Organisation, circle: Circle, proposal: Proposal, command: c.React) -> Result:
    """Store a reaction; in a consent round it goes to everyone before the close (R1, R23)."""
    round_ = _open(proposal, command.round)
    if isinstance(round_, Refused):
        return round_
    if round_.kind not in ("reactions", "consent"):
        # No opinions yet: first everyone understands what is proposed.
        return Refused("R1", "rounds_first")
    if not command.words.strip():
        return Refused("", "empty")
    return (e.ReactionGiven(circle.id, round_.id, command.by, command.form, command.words),)


@asks_proposal(c.Pass)
def pass_(_: Organisation, circle: Circle, proposal: Proposal, command: c.Pass) -> Result:
    """Store that somebody was asked and had nothing to add (R1)."""
    round_ = _open(proposal, command.round)
    if isinstance(round_, Refused):
        return round_
    if command.by not in circle.members and command.by not in round_.roster:
        return Refused("R7", "not_asked")
    about = round_.kind if round_.kind in SPEAKING else "catch_up"
    return (e.Passed(circle.id, round_.id, command.by, about),)


@moves_itself("gone_from_round")
def gone_from_round(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """A round does not wait for somebody who no longer belongs to the circle (R21)."""
    last = proposal.round
    if last is None or not last.open or last.kind not in SPEAKING or proposal.dropped:
        return ()
    known = (*circle.members, *circle.guests)
    return tuple(e.NotHere(circle.id, last.id, p) for p in to_ask(last) if p not in known)


@moves_itself("came_late")
def came_late(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """Who comes while people are speaking is asked too (R1)."""
    last = proposal.round
    if last is None or not last.open or last.kind not in SPEAKING or proposal.dropped:
        return ()
    asked = (*circle.members, *circle.guests) if last.kind == "questions" else circle.members
    if speakers := SPEAKERS.get(last.kind):
        asked = speakers(circle, proposal)
    came = tuple(p for p in asked if p in circle.here and p not in last.roster)
    return (e.RosterGrew(circle.id, last.id, (*last.roster, *came)),) if came else ()


@asks_proposal(c.MarkNotHere)
def mark_not_here(_: Organisation, circle: Circle, proposal: Proposal, command: c.MarkNotHere) -> Result:
    """Store that the person called is not here; in a consent round they stay to be heard (R1, R3)."""
    round_ = proposal.find_round(command.round)
    if round_ is None or not round_.open or command.person not in round_.roster:
        return UNKNOWN
    if round_.kind not in SPEAKING:
        return Refused("R3", "stays_to_be_heard", (command.person,))
    if command.person in round_.said:
        return Refused("R1", "already_asked", (command.person,))
    here = tuple(p for p in circle.here if p != command.person)
    gone = e.NotHere(circle.id, round_.id, command.person)
    if circle.meeting is None or command.person not in circle.here:
        return (gone,)
    return (e.HereChanged(circle.id, circle.meeting.id, here), gone)
