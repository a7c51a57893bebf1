"""Leaving, by one's own act only: no problem of one's own is lost by it, unless one takes it back (R21)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import own_problem, said_problem, sees
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, asks_proposal, moves_itself
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import names_person


def problems_of(circle: Circle, person: str) -> tuple[Proposal, ...]:
    """The undecided proposals with which this person sees a problem, hidden still or standing."""
    return tuple(
        proposal
        for proposal in (circle.proposals[id] for id in circle.live)
        if proposal.decision is None and _sees(proposal, person)
    )


def _sees(proposal: Proposal, person: str) -> bool:
    round_ = proposal.consent_round
    if round_ and own_problem(proposal, round_, person):
        return True
    return any(o.person == person for o in proposal.standing)


@asks_circle(c.LeaveCircle)
def leave(_: Organisation, circle: Circle, command: c.LeaveCircle) -> Result:
    """Store that this member left, having said of each problem of theirs that it stays."""
    if len(circle.members) == 1:
        return Refused("R21", "last_member")
    if any(p.id not in command.stays for p in problems_of(circle, command.by)):
        return Refused("R21", "say_of_problem")
    return (e.MemberLeft(circle.id, command.by),)


@moves_itself("left_behind")
def left_behind(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """A hidden problem of who is asked no more comes to light with the others' answers (R21, R23)."""
    now = proposal.consent_round
    if now is None or not now.shown or proposal.decision or proposal.dropped:
        return ()
    standing = {o.id for o in proposal.standing}
    found: list[e.Event] = []
    answered = set(now.roster)
    for stopped in reversed([r for r in proposal.rounds if r.kind == "consent"]):
        for person, given in stopped.answers.items():
            lost = person not in answered and f"{stopped.id}/{person}" not in standing
            if stopped.why == "roster" and lost and sees(given):
                found.append(e.ProblemLeftBehind(circle.id, stopped.id, person, given.tokens))
        answered |= set(stopped.answers)
    return tuple(found)


@asks_proposal(c.TakeBackObjection)
def take_back(_: Organisation, circle: Circle, proposal: Proposal, command: c.TakeBackObjection) -> Result:
    """Store that the objector took it back, where nobody is being asked about those words (R6)."""
    objection = next((o for o in proposal.objections if o.id == command.objection), None)
    if objection is None or objection.status != "standing":
        return Refused("R6", "objection_over")
    if objection.person != command.by:
        return Refused("R6", "nothing_to_withdraw")
    if proposal.consent_round and said_problem(proposal, proposal.consent_round, command.by):
        # Their answer in that round has to change too, or it would stay a problem (R4).
        return Refused("R6", "withdraw_in_round")
    if command.why not in ("fixed", "can_live"):
        return Refused("R6", "problem_stays")
    return (e.ObjectionWithdrawn(circle.id, objection.id, command.by, command.why),)


# --- what they were to carry out ---------------------------------------------------------------------------


def without_hands(org: Organisation, circle: Circle) -> tuple[Proposal, ...]:
    """The decisions that somebody was to carry out who is gone since: they head the next agenda."""
    found: list[Proposal] = []
    for person, gone in circle.membership.gone.items():
        found += [
            p
            for p in circle.proposals.values()
            if p.decision
            and p.decision.when <= gone.when
            and p.id not in circle.membership.taken_over
            and p not in found
            and names_person(p.wording.who, org.name(person))
        ]
    return tuple(found)


@asks_proposal(c.TakeOver)
def take_over(org: Organisation, circle: Circle, proposal: Proposal, command: c.TakeOver) -> Result:
    """Store that the circle has seen to who carries this out now."""
    if proposal not in without_hands(org, circle):
        return UNKNOWN
    return (e.TakenOver(circle.id, proposal.id, command.by),)
