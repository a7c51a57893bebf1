"""What the wider circle hears of by itself: somebody set aside, a problem of one who is gone, no way on.

Nobody chooses these messages and nobody can keep them back; links carry them like any other (R17, R21).
"""

import hashlib

from kiosk.governance import events as e
from kiosk.governance.messages import is_referred
from kiosk.governance.own_life import people_of
from kiosk.governance.registry import Events, moves_circle
from kiosk.governance.state import Circle, Organisation, Proposal

ASIDE = "aside"
"""The kind of message that says only that somebody was set aside; `about` is the person."""
FIRST_THERE = ("removed", ASIDE)
"""Whose problem goes to the wider circle before other words may meet it (R21)."""


def _wider(org: Organisation, circle: Circle) -> Circle | None:
    wider = org.circles.get(circle.charter.parent)
    return wider if wider and not wider.charter.closed and not circle.charter.closed else None


def _id(*parts: str) -> str:
    """The same on every device (compare-and-set)."""
    joined = "\0".join(parts)
    return f"message-{hashlib.sha256(joined.encode()).hexdigest()[:24]}"


@moves_circle("aside_told")
def aside_is_told(org: Organisation, circle: Circle) -> Events:
    """That somebody was set aside is told to the wider circle, with no reason (R21)."""
    wider = _wider(org, circle)
    for person, gone in circle.membership.gone.items():
        id = _id(circle.id, ASIDE, person, str(gone.when))
        if wider and gone.how == ASIDE and id not in circle.post.sent:
            return (e.MessageNoted(circle.id, id, wider.id, ASIDE, "", person, ""),)
    return ()


@moves_circle("problem_of_the_gone")
def problem_goes_first(org: Organisation, circle: Circle) -> Events:
    """The problem of somebody who was removed or set aside goes to the wider circle first (R21)."""
    wider = _wider(org, circle)
    if wider is None or not any(gone.how in FIRST_THERE for gone in circle.membership.gone.values()):
        return ()
    for proposal in (circle.proposals[id] for id in circle.live):
        for objection in proposal.standing:
            gone = circle.membership.gone.get(objection.person)
            ours = people_of(circle, proposal) or is_referred(circle, objection.id)
            if gone and gone.how in FIRST_THERE and not ours and not proposal.decision:
                words = proposal.wording.what or proposal.wording.why
                id = _id(circle.id, objection.id)
                return (e.MessageNoted(circle.id, id, wider.id, "referred", "", objection.id, words),)
    return ()


@moves_circle("no_way_on_told")
def no_way_on_is_told(org: Organisation, circle: Circle) -> Events:
    """A decision that goes on although keeping, changing and ending it all met problems is told (R9)."""
    wider = _wider(org, circle)
    for proposal in (p for p in circle.proposals.values() if p.life.referred and p.decision):
        id = _id(circle.id, "no_way_on", proposal.id, str(len(proposal.life.terms)))
        if wider and id not in circle.post.sent and not people_of(circle, proposal):
            about, words = _decision(proposal), proposal.wording.what or proposal.wording.why
            return (e.MessageNoted(circle.id, id, wider.id, "no_way_on", "", about, words),)
    return ()


def _decision(proposal: Proposal) -> str:
    return proposal.decision.id if proposal.decision else ""
