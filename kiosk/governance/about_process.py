"""A round about the process itself: any member asks for it, and those here consent (R12)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, takes_off
from kiosk.governance.sequences import SEQUENCES
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import PROCESS, Matter, Wording, is_day

WISHES = ("quieter", "slower", "shorter", "other_helper")
"""What can be asked for without own words."""
SEQUENCES.update(dict.fromkeys(PROCESS, ("reactions",)))


@asks_circle(c.AskAboutProcess)
def ask(_: Organisation, circle: Circle, command: c.AskAboutProcess) -> Result:
    """Store what somebody wishes for the way we meet; it is asked about next."""
    if command.by not in circle.members_here:
        return Refused("R1", "not_in_sitting")
    if about_process(circle):
        return Refused("R12", "process_open")
    if command.wish and command.wish not in WISHES:
        return UNKNOWN
    if not command.wish and not command.words.strip():
        return Refused("", "empty")
    helps = command.wish == "other_helper"
    if helps and (command.person not in circle.members_here or command.person == circle.facilitator):
        return UNKNOWN
    if not is_day(command.review_day):
        return Refused("R9", "missing_review_day")
    id = f"proposal-{command.fresh}"
    kind = "process" if command.wish else "process_own"
    matter = Matter(kind, command.wish, (command.person,) if helps else ())
    wording = Wording(
        what="" if command.wish else command.words, review_day=command.review_day, if_missed="stops"
    )
    return (
        e.DraftBegun(circle.id, id, "", command.by, matter),
        e.VersionWritten(circle.id, id, 1, command.by, (), (), "draft", wording),
        e.PutOnAgenda(circle.id, id, command.by),
    )


def about_process(circle: Circle) -> Proposal | None:
    """The wish for the way we meet that is being asked about, or None."""
    asked = (circle.proposals[id] for id in circle.live)
    return next((p for p in asked if p.matter.kind in PROCESS and not p.decision), None)


@takes_off("process")
def only_those_here(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """How those here meet needs the consent of those here (R12)."""
    if proposal.matter.kind not in PROCESS:
        return ()
    here = circle.meeting.here if circle.meeting else ()
    return tuple(member for member in circle.members if member not in here)
