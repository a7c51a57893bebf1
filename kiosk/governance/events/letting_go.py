"""What a circle lets go of by consent."""

from dataclasses import dataclass

from kiosk.governance.events.base import Event


@dataclass(frozen=True, slots=True)
class LetGo(Event):
    """The circle put a proposal away by consent; its problems stay, and anyone takes it up again."""

    circle: str
    proposal: str
    decision: str
