"""Sittings: who is here, pausing by anyone, going on, ending with rounds left open (R12)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import Result, still_to_hear
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.state import Circle


def begin(circle: Circle, command: c.BeginMeeting) -> Result:
    """Begin a sitting."""
    if circle.meeting:
        return Refused("", "meeting_on")
    here = _members(circle, command.here)
    if not here:
        return Refused("R1", "nobody_here")
    return (e.MeetingBegun(circle.id, f"meeting-{command.fresh}", here),)


def change_here(circle: Circle, command: c.ChangeHere) -> Result:
    """Say who is here now."""
    here = _members(circle, command.here)
    if circle.meeting is None:
        return UNKNOWN
    if not here:
        return Refused("R1", "nobody_here")
    if here == circle.meeting.here:
        return Refused("", "nothing_changed")
    return (e.HereChanged(circle.id, circle.meeting.id, here),)


def pause(circle: Circle, command: c.PauseMeeting) -> Result:
    """Stop the sitting; any member may, and nobody has to say why."""
    if circle.meeting is None or circle.meeting.paused_by:
        return UNKNOWN
    return (e.Paused(circle.id, circle.meeting.id, command.by),)


def resume(circle: Circle, command: c.ResumeMeeting) -> Result:
    """Go on where the sitting stopped."""
    here = _members(circle, command.here)
    if circle.meeting is None or not circle.meeting.paused_by:
        return UNKNOWN
    if not here:
        return Refused("R1", "nobody_here")
    return (e.Resumed(circle.id, circle.meeting.id, command.by, here),)


def end(circle: Circle, command: c.EndMeeting) -> Result:
    """End the sitting, noting who is still to be heard."""
    if circle.meeting is None:
        return UNKNOWN
    waiting = {
        p for pr in circle.proposals.values() if pr.consent_round for p in still_to_hear(pr.consent_round)
    }
    return (e.MeetingEnded(circle.id, circle.meeting.id, tuple(m for m in circle.members if m in waiting)),)


def _members(circle: Circle, here: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(m for m in circle.members if m in here)
