"""What is kept for somebody who is away: here nobody goes on without them (R19)."""

from kiosk.governance.consent import BINDING, counts, own_problem
from kiosk.governance.later import sees_later
from kiosk.governance.lives import REVIEW
from kiosk.governance.own_life import people_of
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import names_person

ABOUT_CIRCLE = ("charter", "close_circle", "belong", "agree", "wider_circle")
"""The kinds of matter about a circle's aim, its end, where it belongs, and its rule for absence."""
LINKS = {"leader": "leader", "accept_delegate": "delegate"}
"""The kinds of matter about who links two circles, and the role of each."""
NAMING = ("what", "who", "easy")
"""The parts of a wording in which a name means that it is about that person."""


def keeps(org: Organisation, circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether this member stays on the roster of this proposal, however long they are away."""
    return (
        proposal.matter.kind in ABOUT_CIRCLE
        or proposal.id in circle.absence.time.get(person, frozenset())
        or objects(circle, proposal, person)
        or has_said(proposal, person)
        or is_about(org, circle, proposal, person)
    )


def objects(circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether they see a problem with it: for all to see, hidden still, or said when they were back."""
    if any(o.person == person for o in proposal.standing):
        return True
    if any(r.kind == "consent" and own_problem(proposal, r, person) for r in proposal.rounds[-1:]):
        return True
    about = circle.proposals.get(proposal.matter.about) if proposal.matter.kind == REVIEW else None
    return about is not None and sees_later(circle, about, person)


def has_said(proposal: Proposal, person: str) -> bool:
    """Whether they have answered in the round that is open.

    While answers are hidden, whichever they gave: if only a problem were kept, it would be told by it (R23).
    """
    round_ = proposal.consent_round
    given = round_.answers.get(person) if round_ else None
    if round_ is None or given is None or given.void:
        return False
    if round_.was_shown:
        return counts(round_, given)
    return given.version_id == round_.version_id and bool(given.answer and given.answer.word in BINDING)


def is_about(org: Organisation, circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether it is about this member, their role, or what they are to do."""
    matter, current = proposal.matter, proposal.current
    if person in matter.people or person in people_of(circle, proposal):
        return True
    if current and person == current.choice:
        return True
    held = circle.roles.get(matter.about, ()) if matter.kind == "role" else ()
    if any(role.person == person for role in held):
        return True
    of = org.circles.get(matter.about)
    if of and matter.kind in LINKS and person == of.holder(LINKS[matter.kind]):
        return True
    wording, name = proposal.wording, org.name(person)
    if any(names_person(getattr(wording, part), name) for part in NAMING):
        return True
    earlier = circle.proposals.get(matter.about)
    return earlier is not None and earlier.id != proposal.id and is_about(org, circle, earlier, person)
