"""Removing a member: the one round in which the one concerned has no consent right (R7, R20, R21)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.process import PREPARATIONS, OfferAdvocate, Step
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import (
    Result,
    asks_proposal,
    brings_about,
    holds_back,
    opens,
    takes_off,
)
from kiosk.governance.state import Circle, Organisation, Proposal


def concerned(proposal: Proposal) -> str:
    """Whose removal it is about."""
    return proposal.matter.people[0]


@opens("remove")
def open_removal(_: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Only of one other member, never of the one whose team it is, nor of one who sees a problem."""
    if len(command.matter.people) != 1 or command.matter.people[0] not in circle.members:
        return UNKNOWN
    return _not_now(circle, command.by, command.matter.people[0])


def may_open(circle: Circle, by: str, person: str) -> bool:
    """Whether this member may ask the circle now about removing this person."""
    return person in circle.members and _not_now(circle, by, person) is None


def _not_now(circle: Circle, by: str, person: str) -> Refused | None:
    if person == by:
        return Refused("R21", "leave_instead")
    if any(p.matter.kind == "remove" and concerned(p) == person for p in _live(circle)):
        return Refused("", "nothing_changed")
    return _never(circle, person)


def _live(circle: Circle) -> tuple[Proposal, ...]:
    return tuple(circle.proposals[id] for id in circle.live)


def _never(circle: Circle, person: str) -> Refused | None:
    """What stands against removing somebody.

    While others are being asked about something, this person's problem may be hidden still; so it waits for
    every open round they are in, and tells nothing (R23).
    """
    if circle.members == (person,):
        return Refused("R21", "last_stays", (person,))
    if person == circle.owner:
        return Refused("R20", "owner_stays", (person,))
    if person in circle.absence.away:
        return Refused("R21", "is_away", (person,))
    for other in _live(circle):
        if any(o.person == person for o in other.standing):
            return Refused("R21", "sees_a_problem", (person,))
        if other.consent_round and person in other.consent_round.roster:
            return Refused("R21", "rounds_first_remove", (person,))
    return None


@holds_back("remove")
def hold_removal(circle: Circle, proposal: Proposal) -> Refused | None:
    """Never while they object, nor before somebody was offered to speak beside them."""
    if proposal.id not in circle.membership.offered:
        return Refused("R21", "offer_advocate", (concerned(proposal),))
    return _never(circle, concerned(proposal))


@takes_off("removal")
def no_right_in_own_removal(_: Organisation, __: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whose removal is decided may question and react, but has no consent right in that round."""
    return proposal.matter.people if proposal.matter.kind == "remove" else ()


def _prepare(circle: Circle, proposal: Proposal) -> Step | None:
    return None if proposal.id in circle.membership.offered else OfferAdvocate(concerned(proposal))


PREPARATIONS["remove"] = _prepare


@asks_proposal(c.ChooseAdvocate)
def choose_advocate(_: Organisation, circle: Circle, proposal: Proposal, command: c.ChooseAdvocate) -> Result:
    """Store whom the one concerned wants beside them, or that they want nobody."""
    if proposal.matter.kind != "remove" or command.by != concerned(proposal):
        return UNKNOWN
    if command.to and (command.to not in circle.members or command.to == command.by):
        return UNKNOWN
    return (e.AdvocateOffered(circle.id, proposal.id, command.by, command.to),)


@brings_about("remove")
def remove(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The circle decided it: the person is no member any more."""
    assert proposal.decision
    return (e.MemberRemoved(circle.id, concerned(proposal), proposal.decision.id),)
