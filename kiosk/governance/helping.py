"""Help in a turn: who signs in, whose work changes, who was there, and asking to check (R15)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.circles import LONGEST_NAME
from kiosk.governance.helped import DID, may_vouch, same_helper, wants_witness
from kiosk.governance.membership import belongs
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, asks_proposal, gates, visitors_may
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import OTHER

ALONE = (c.LeaveCircle, c.TakeBackObjection)
"""What nobody helps with: the person is alone when they do it (R6, R21)."""
OWN_PRESS = (
    c.Vouch,
    c.AskToCheck,
    c.ConfirmNobodyChanges,
    c.SayOfMember,
    c.NameAdvocate,
    c.NameProxy,
    c.SayAskedFirst,
    c.AnswerFor,
    c.SeePaper,
    c.SayPaperCovers,
)
"""What no helper's press confirms, though a helper may be beside."""


@gates("own_hands")
def own_hands(_: Organisation, __: Circle, command: c.Command) -> Refused | None:
    """A helper's press never confirms what is the person's own, and some of it is done alone."""
    presses = command.entered_by not in ("", command.by)
    if isinstance(command, ALONE) and (presses or command.helper):
        return Refused("R6", "alone", (command.by,))
    if isinstance(command, OWN_PRESS) and presses:
        return Refused("R15", "own_press", (command.by,))
    return None


@visitors_may(c.SignInHelper)
@visitors_may(c.Vouch)
@visitors_may(c.AskToCheck)
def _visits(circle: Circle, command: c.Command) -> bool:
    return belongs(circle, command.by)


@asks_circle(c.SignInHelper)
def sign_in(org: Organisation, circle: Circle, command: c.SignInHelper) -> Result:
    """Store who helps in this turn, and what they do."""
    did = tuple(what for what in DID if what in command.did)
    if command.who == command.by or not did or len(did) < len(command.did):
        return UNKNOWN
    name = command.name.strip()
    if command.who == OTHER:
        if not name:
            return Refused("", "empty")
        if len(name) > LONGEST_NAME:
            return Refused("", "long_name")
    elif command.who not in org.people or name:
        return UNKNOWN
    return (e.HelpGiven(circle.id, command.by, command.who, did, name),)


@asks_proposal(c.NameWork)
def name_work(_: Organisation, circle: Circle, proposal: Proposal, command: c.NameWork) -> Result:
    """Store whose work it would change, until the answers are in."""
    if proposal.decision:
        return Refused("R11", "already_decided")
    if any(r.kind == "consent" for r in proposal.rounds) and set(proposal.work or ()) - set(command.people):
        # Whoever was concerned when the first answers came stays so.
        return Refused("R15", "stays_concerned")
    if not set(command.people) <= set(circle.members):
        return UNKNOWN
    if proposal.work == command.people:
        return Refused("", "nothing_changed")
    return (e.WorkNamed(circle.id, proposal.id, command.by, command.people),)


@asks_proposal(c.Vouch)
def vouch(_: Organisation, circle: Circle, proposal: Proposal, command: c.Vouch) -> Result:
    """Store that somebody else was there; the author, the helper and whoever is concerned cannot say it."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    standing = round_.answers.get(command.of)
    if standing is None or standing.void or not wants_witness(round_, standing):
        return UNKNOWN
    if not may_vouch(round_, command.of, standing, command.by):
        return Refused("R15", "not_a_witness")
    if same_helper(standing.given, command.helper):
        return Refused("R15", "not_with_this_helper")
    return (e.AnswerVouched(circle.id, round_.id, command.of, standing.act, command.by),)


@asks_proposal(c.AskToCheck)
def ask_to_check(_: Organisation, circle: Circle, proposal: Proposal, command: c.AskToCheck) -> Result:
    """Store that somebody asks to check with a person; each may ask once a round, and an objection counts."""
    round_ = proposal.consent_round
    if round_ is None or round_.id != command.round:
        return Refused("R8", "round_over")
    standing = round_.answers.get(command.of)
    if standing is None or standing.void or command.of == command.by:
        return UNKNOWN
    if (command.by, command.of) in round_.asked_to_check:
        return Refused("", "nothing_changed")
    return (e.CheckAsked(circle.id, round_.id, command.of, standing.act, command.by),)
