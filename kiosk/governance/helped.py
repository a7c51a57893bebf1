"""Whether an answer given with help is the person's own beyond doubt (R15)."""

from kiosk.governance.commands import Command, GiveAnswer
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Round, Standing
from kiosk.governance.words import Given

DID = ("read_out", "typed", "interpreted", "steadied")
"""What a helper can do in somebody's turn."""


def doubtful(round_: Round, standing: Standing) -> bool:
    """Whether somebody has to be asked again, or to say that they were there, before a consent counts."""
    return standing.rests or wants_witness(round_, standing)


def wants_witness(round_: Round, standing: Standing) -> bool:
    """Whether it was given through a helper, or with nobody's help but that of somebody concerned."""
    given = standing.given
    if given is None or standing.vouched:
        return False
    return given.through or (bool(given.helper) and given.helper in round_.concerned)


def may_vouch(round_: Round, of: str, standing: Standing, by: str) -> bool:
    """Whether this person could say that they were there: not the one who helped, nor anyone concerned."""
    helper = standing.given.helper if standing.given else ""
    return by not in (of, helper) and by not in round_.concerned


def wrong_hands(command: GiveAnswer) -> Refused | None:
    """Why this press stores no answer: a helper's never confirms, and nobody is their own helper."""
    if refusal := unmarked(command, command.given):
        return refusal
    if command.answer.word == "withdrawn" and command.given.helper:
        return Refused("R6", "alone", (command.by,))
    return None


def unmarked(command: Command, given: Given) -> Refused | None:
    """Why it does not say truly whose press it was: who helps in this turn is named with what they did."""
    presses = command.entered_by not in ("", command.by)
    if given.proxy or given.helper == command.by:
        return Refused("R15", "own_answer", (command.by,))
    if given.through != presses or (given.through and command.entered_by != given.helper):
        return Refused("R15", "own_press", (command.by,))
    if command.helper != given.helper:
        return Refused("R15", "helper_named", (command.by,))
    return None


def same_helper(given: Given | None, helper: str) -> bool:
    """Whether it is the one who helped then."""
    return bool(helper) and given is not None and given.helper == helper
