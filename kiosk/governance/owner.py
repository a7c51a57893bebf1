"""Whose team it is can be said later too: the person asks, the circle agrees (R20)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import brings_about, moot_when, opens
from kiosk.governance.state import Circle, Organisation, Proposal

MATTER = "team_owner"
"""The matter of whose team this circle is; `people` is that person."""


def may_ask(org: Organisation, circle: Circle, person: str) -> bool:
    """Whether this person can ask that the circle be their team: it is nobody's yet, and it supports them."""
    supported = person in org.people and org.people[person].kind == "supported"
    asked = any(circle.proposals[id].matter.kind == MATTER for id in circle.live)
    return supported and person in circle.members and not circle.owner and not asked


@opens(MATTER)
def open_owner(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Only the person themselves asks for it, about themselves."""
    if command.matter.people != (command.by,):
        return UNKNOWN
    if circle.owner:
        return Refused("R20", "has_owner", (circle.owner,))
    return None if may_ask(org, circle, command.by) else Refused("R20", "owner_supported")


@moot_when(MATTER)
def no_question(_: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """It is somebody's team already, or the person is gone."""
    return bool(circle.owner) or proposal.matter.people[0] not in circle.members


@brings_about(MATTER)
def named(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """From now on the person belongs to the circle by right."""
    assert proposal.decision
    return (e.TeamOwnerNamed(circle.id, proposal.matter.people[0], proposal.decision.id),)
