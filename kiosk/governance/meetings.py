"""Sittings: who is here, pausing by anyone, going on, ending with rounds left open (R12)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import sittings
from kiosk.governance.consent import to_be_heard
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle
from kiosk.governance.state import Circle, Organisation


@asks_circle(c.BeginMeeting)
def begin(_: Organisation, circle: Circle, command: c.BeginMeeting) -> Result:
    """Begin a sitting."""
    if circle.meeting:
        return Refused("", "meeting_on")
    here = _members(circle, command.here)
    if not here:
        return Refused("R1", "nobody_here")
    if command.form not in sittings.FORMS:
        return UNKNOWN
    begun = e.MeetingBegun(circle.id, f"meeting-{command.fresh}", here, command.form)
    about: tuple[e.Event, ...] = ()
    if command.form == "short" and command.item in circle.proposals:
        about = (e.AgendaProposed(circle.id, begun.meeting, command.by, (command.item,)),)
    return (*sittings.begins(circle, begun), *about)


@asks_circle(c.ChangeHere)
def change_here(_: Organisation, circle: Circle, command: c.ChangeHere) -> Result:
    """Say who is here now."""
    here = _members(circle, command.here)
    if circle.meeting is None:
        return UNKNOWN
    if not here:
        return Refused("R1", "nobody_here")
    if here == circle.meeting.here:
        return Refused("", "nothing_changed")
    return (e.HereChanged(circle.id, circle.meeting.id, here),)


@asks_circle(c.PauseMeeting)
def pause(_: Organisation, circle: Circle, command: c.PauseMeeting) -> Result:
    """Stop the sitting; any member may, and nobody has to say why."""
    if circle.meeting is None or circle.meeting.paused_by:
        return UNKNOWN
    return (e.Paused(circle.id, circle.meeting.id, command.by),)


@asks_circle(c.ResumeMeeting)
def resume(_: Organisation, circle: Circle, command: c.ResumeMeeting) -> Result:
    """Go on where the sitting stopped."""
    here = _members(circle, command.here)
    if circle.meeting is None or not circle.meeting.paused_by:
        return UNKNOWN
    if not here:
        return Refused("R1", "nobody_here")
    return (e.Resumed(circle.id, circle.meeting.id, command.by, here),)


@asks_circle(c.EndMeeting)
def end(_: Organisation, circle: Circle, command: c.EndMeeting) -> Result:
    """End the sitting, noting who is still to be heard."""
    if circle.meeting is None:
        return UNKNOWN
    waiting = {
        p for pr in circle.proposals.values() if pr.consent_round for p in to_be_heard(pr.consent_round)
    }
    ended = e.MeetingEnded(circle.id, circle.meeting.id, tuple(m for m in circle.members if m in waiting))
    return (*sittings.cut_short(circle), ended)


def _members(circle: Circle, here: tuple[str, ...]) -> tuple[str, ...]:
    """Who of these belongs here, guests after the members; nobody where no member is."""
    members = tuple(m for m in circle.members if m in here)
    return (*members, *(g for g in circle.guests if g in here)) if members else ()
