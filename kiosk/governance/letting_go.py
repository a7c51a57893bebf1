"""Putting a proposal away once people were asked for their consent: only the circle does, by consent.

Nothing is ended by it: every problem stays in the record, and anyone may take the proposal up again.
"""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import brings_about, folds_proposal, moot_when, opens
from kiosk.governance.state import Circle, Organisation, Proposal

MATTER = "let_go"
"""The matter of letting go of a proposal; `about` is that proposal, and its words say why."""
NEVER = (MATTER, "review", "away")
"""Kinds that are not let go of: a review keeps, changes or ends; about who is away the circle asks again."""


def may_let_go(circle: Circle, proposal: Proposal) -> bool:
    """Whether the circle can be asked to let go of this: all were asked for consent, in vain so far."""
    asked = any(round_.kind == "consent" for round_ in proposal.rounds)
    open_ = not proposal.decision and not proposal.dropped and proposal.matter.kind not in NEVER
    return asked and open_ and letting_go(circle, proposal) is None


def letting_go(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The question whether to let go of this one, while it is open."""
    live = (circle.proposals[id] for id in circle.live)
    return next((p for p in live if _is_about(p, proposal) and not p.decision), None)


def let_go_by(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The decision that let go of this one, the newest first."""
    made = (p for p in reversed(tuple(circle.proposals.values())) if _is_about(p, proposal) and p.decision)
    return next(made, None) if proposal.dropped else None


def _is_about(one: Proposal, proposal: Proposal) -> bool:
    return (one.matter.kind, one.matter.about) == (MATTER, proposal.id)


@opens(MATTER)
def open_(_: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Of what the author can still put away themselves nobody else decides."""
    proposal = circle.proposals.get(command.matter.about)
    return None if proposal and may_let_go(circle, proposal) else UNKNOWN


@moot_when(MATTER)
def no_question(_: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """It was decided or put away meanwhile."""
    about = circle.proposals[proposal.matter.about]
    return about.decision is not None or about.dropped


@brings_about(MATTER)
def let_go(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """It is put away; what was asked about it stops, and what is hidden stays hidden (R23)."""
    assert proposal.decision
    about = circle.proposals[proposal.matter.about]
    closing = tuple(e.RoundClosed(circle.id, r.id, MATTER) for r in about.rounds if r.open)
    return (*closing, e.LetGo(circle.id, about.id, proposal.decision.id))


@folds_proposal(e.LetGo)
def _away(proposal: Proposal, _event: e.LetGo, _: e.Recorded) -> Proposal:
    return replace(proposal, dropped=True)
