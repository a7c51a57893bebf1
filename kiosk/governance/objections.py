"""Working on an objection, one at a time: understood, explored, and the words changed (R4-R6)."""

from typing import get_args

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_proposal
from kiosk.governance.state import Circle, Objection, Organisation, Proposal

Work = c.TakeObjection | c.ExplainObjection | c.TieObjection | c.OfferIdea


def work_on(_: Organisation, circle: Circle, proposal: Proposal, command: Work) -> Result:
    """Store one step of the work on a standing objection."""
    objection = next((o for o in proposal.objections if o.id == command.objection), None)
    if objection is None:
        return UNKNOWN
    if objection.status != "standing":
        return Refused("R6", "objection_over")
    # In a later round its own objections are heard too before the work goes on.
    round_ = proposal.consent_round or proposal.find_round(objection.id.split("/")[0])
    if round_ is None or not round_.objections_heard:
        return Refused("R5", "hear_first")
    if not objection.taken and not isinstance(command, c.TakeObjection):
        # One objection at a time: the circle turned to another one meanwhile.
        return UNKNOWN
    match command:
        case c.TakeObjection():
            return (e.ObjectionTaken(circle.id, objection.id, command.by),)
        case c.ExplainObjection():
            return _explain(circle, objection, command)
        case c.TieObjection():
            return _tie(circle, objection, command)
        case c.OfferIdea():
            return (e.IdeaOffered(circle.id, objection.id, command.by, command.words),)


for _kind in get_args(Work):
    asks_proposal(_kind)(work_on)


def _explain(circle: Circle, objection: Objection, command: c.ExplainObjection) -> Result:
    if command.by != objection.person:
        return Refused("R15", "only_objector", (objection.person,))
    return (e.ObjectionExplained(circle.id, objection.id, command.by, command.form, command.words),)


def _tie(circle: Circle, objection: Objection, command: c.TieObjection) -> Result:
    # The objector never has to defend the problem: the circle does this work.
    if command.by == objection.person and len(circle.members) > 1:
        return Refused("R5", "circle_ties", (objection.person,))
    return (e.ObjectionTied(circle.id, objection.id, command.by, command.words),)
