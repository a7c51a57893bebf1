"""What a person says of what is stored in their own name (R14, R22)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.helped import same_helper
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle
from kiosk.governance.state import Circle, Organisation


@asks_circle(c.SayRight)
def say_right(_: Organisation, circle: Circle, command: c.SayRight) -> Result:
    """Store that what was stored in one's own name is right."""
    own = {a.id for a in circle.acts.get(command.by, ())}
    acts = tuple(a for a in command.acts if a in own)
    return (e.SaidRight(circle.id, command.by, acts),) if acts else UNKNOWN


@asks_circle(c.SayNotRight)
def say_not_right(_: Organisation, circle: Circle, command: c.SayNotRight) -> Result:
    """Store that one act is not right; it stops counting at once."""
    if command.act not in {a.id for a in circle.acts.get(command.by, ())}:
        return Refused("R14", "not_yours")
    if command.helper and takes_problem_back(circle, command.by, command.act, command.helper):
        return Refused("R6", "alone", (command.by,))
    return (e.SaidNotRight(circle.id, command.by, command.act),)


def takes_problem_back(circle: Circle, person: str, act: str, helper: str) -> bool:
    """Whether calling this act not right takes a problem back that is the person's own: done alone (R6).

    One that was only given through somebody else, and that nobody who was there stands for, is no such.
    """
    for proposal in (circle.proposals[id] for id in circle.live):
        round_ = proposal.round
        standing = round_.answers.get(person) if round_ else None
        if standing and standing.act == act and standing.answer and standing.answer.word == "problem":
            given = standing.given
            unsure = given is not None and given.through and not standing.vouched
            return not (unsure and not same_helper(given, helper))
    return False
