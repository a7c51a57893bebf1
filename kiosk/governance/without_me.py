"""Choosing not to decide one thing: after having been unsure, alone, and only for these very words.

It is no answer and clears nobody's place (R2): the person is off the roster, and it is shown so. Other words
are asked of them again (R8), and until it is decided they can be asked after all.
"""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import own_problem
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_proposal, folds_proposal, takes_off, undoes
from kiosk.governance.state import Circle, Organisation, Proposal

RULE = "without_me"
"""The name of the rule, as the record and the book of decisions show it."""
FEWEST_LEFT = 2
"""How many must be left to decide: one person alone does not decide for a circle [ours]."""


def chose_not_to(proposal: Proposal, person: str) -> bool:
    """Whether this person chose not to decide on the words as they are now."""
    return bool(proposal.current) and proposal.without.get(person) == proposal.current.id  # type: ignore[union-attr]


@takes_off(RULE)
def not_theirs(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Who chose not to decide is not asked."""
    return tuple(m for m in circle.members if chose_not_to(proposal, m))


@asks_proposal(c.ChooseNotToDecide)
def choose(_: Organisation, circle: Circle, proposal: Proposal, command: c.ChooseNotToDecide) -> Result:
    """Store it, by the person's own press with nobody beside them; never while a problem of theirs stands."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    if command.by not in round_.roster:
        return Refused("R7", "not_asked")
    if command.helper or command.entered_by not in ("", command.by):
        return Refused("R6", "alone", (command.by,))
    stands = any(o.person == command.by for o in proposal.standing)
    if stands or own_problem(proposal, round_, command.by):
        return Refused("R6", "withdraw_first")
    if len(round_.roster) <= FEWEST_LEFT:
        return Refused("R2", "too_few_to_decide")
    return (e.ChoseNotToDecide(circle.id, round_.id, proposal.id, round_.version_id, command.by),)


@asks_proposal(c.DecideAfterAll)
def after_all(_: Organisation, circle: Circle, proposal: Proposal, command: c.DecideAfterAll) -> Result:
    """Store that they want to be asked after all, while it is not decided."""
    if proposal.decision:
        return Refused("R11", "already_decided")
    if not chose_not_to(proposal, command.by):
        return UNKNOWN
    return (e.DecidesAfterAll(circle.id, proposal.id, command.by),)


@folds_proposal(e.ChoseNotToDecide)
def _chose(proposal: Proposal, event: e.ChoseNotToDecide, _: e.Recorded) -> Proposal:
    return replace(proposal, without={**proposal.without, event.person: event.version_id})


def _asked(proposal: Proposal, person: str) -> Proposal:
    return replace(proposal, without={p: at for p, at in proposal.without.items() if p != person})


@folds_proposal(e.DecidesAfterAll)
def _after_all(proposal: Proposal, event: e.DecidesAfterAll, _: e.Recorded) -> Proposal:
    return _asked(proposal, event.person)


@undoes(e.ChoseNotToDecide)
def _not_right(proposal: Proposal, event: e.ChoseNotToDecide, _: str) -> Proposal:
    return proposal if proposal.decision else _asked(proposal, event.person)
