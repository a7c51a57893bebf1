"""What a circle that ended had decided: the wider circle takes it over, in words of its own.

The domain of a circle that ended returns to the wider circle (governance, Circles); its decisions with it.
"""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.lives import in_force
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import brings_about, folds_org, moot_when, opens
from kiosk.governance.state import Circle, Organisation, Proposal

MATTER = "taken_over"
"""The matter; `about` is the circle that ended and the decision there, with a slash between."""


def left_over(org: Organisation, circle: Circle) -> tuple[tuple[Circle, Proposal], ...]:
    """What circles that belonged to this one decided, and nobody looks after now."""
    ended = (one for one in org.circles.values() if one.charter.closed and one.charter.parent == circle.id)
    return tuple(
        (one, proposal)
        for one in ended
        for proposal in one.proposals.values()
        if proposal.decision and in_force(proposal)
    )


def find(org: Organisation, circle: Circle, about: str) -> tuple[Circle, Proposal] | None:
    """The circle that ended and its decision, while nobody looks after it."""
    return next((one for one in left_over(org, circle) if name(*one) == about), None)


def name(frm: Circle, proposal: Proposal) -> str:
    """How a matter names a decision of a circle that ended."""
    return f"{frm.id}/{proposal.id}"


def is_asked(circle: Circle, about: str) -> bool:
    """Whether the circle has it on its table."""
    live = (circle.proposals[id] for id in circle.live)
    return any((p.matter.kind, p.matter.about) == (MATTER, about) and not p.decision for p in live)


@opens(MATTER)
def open_(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """One at a time for each decision that is left over."""
    about = command.matter.about
    return None if find(org, circle, about) and not is_asked(circle, about) else UNKNOWN


@moot_when(MATTER)
def no_question(org: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """Somebody looks after it now, or whoever it was about stopped it."""
    return find(org, circle, proposal.matter.about) is None


@brings_about(MATTER)
def taken_over(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """From now on it is a decision of this circle."""
    assert proposal.decision
    frm, old = proposal.matter.about.split("/", 1)
    return (e.DecisionTakenOver(circle.id, frm, old, proposal.decision.id),)


@folds_org(e.DecisionTakenOver)
def _over(state: Organisation, event: e.DecisionTakenOver, _: e.Recorded) -> Organisation:
    frm = state.circles.get(event.frm)
    proposal = frm.proposals.get(event.proposal) if frm else None
    if frm is None or proposal is None:
        return state
    proposal = replace(proposal, life=replace(proposal.life, taken_by=event.circle))
    frm = replace(frm, proposals={**frm.proposals, proposal.id: proposal})
    return replace(state, circles={**state.circles, frm.id: frm})
