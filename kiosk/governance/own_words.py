"""What a person says of what is stored in their own name (R14, R22)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
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
    return (e.SaidNotRight(circle.id, command.by, command.act),)
