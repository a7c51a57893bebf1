"""The part of the fold that is about belonging: who is gone is not called, and what they said stays."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, folds_org, folds_proposal
from kiosk.governance.state import (
    Circle,
    FirstWord,
    Gone,
    Invited,
    Joined,
    Membership,
    Organisation,
    Proposal,
)


def _with(circle: Circle, membership: Membership) -> Circle:
    return replace(circle, membership=membership)


@folds_circle(e.TeamOwnerNamed)
def _owner(circle: Circle, event: e.TeamOwnerNamed, _: e.Recorded) -> Circle:
    return _with(circle, replace(circle.membership, owner=event.person))


@folds_circle(e.MemberInvited)
def _invited(circle: Circle, event: e.MemberInvited, _: e.Recorded) -> Circle:
    invited = {**circle.membership.invited, event.person: Invited(event.by)}
    return _with(circle, replace(circle.membership, invited=invited))


@folds_circle(e.InvitationAnswered)
def _answered(circle: Circle, event: e.InvitationAnswered, _: e.Recorded) -> Circle:
    known = circle.membership.invited.get(event.person)
    left = {p: i for p, i in circle.membership.invited.items() if p != event.person}
    if known and event.wants:
        left[event.person] = replace(known, agreed=True)
    return _with(circle, replace(circle.membership, invited=left))


@folds_circle(e.GuestInvited)
def _guest(circle: Circle, event: e.GuestInvited, _: e.Recorded) -> Circle:
    guests = (*circle.membership.guests, event.person)
    return _with(circle, replace(circle.membership, guests=guests))


@folds_circle(e.MemberJoined)
def _joined(circle: Circle, event: e.MemberJoined, recorded: e.Recorded) -> Circle:
    return _joins(circle, event.person, recorded.hlc)


@folds_circle(e.MemberBack)
def _back(circle: Circle, event: e.MemberBack, recorded: e.Recorded) -> Circle:
    if event.why == "alive":
        return circle
    return _joins(circle, event.person, recorded.hlc)


@folds_org(e.MemberBack)
def _alive(state: Organisation, event: e.MemberBack, recorded: e.Recorded) -> Organisation:
    if event.why != "alive":
        return state
    circles = dict(state.circles)
    for circle in state.circles.values():
        gone = circle.membership.gone.get(event.person)
        if gone and gone.how == "died":
            circles[circle.id] = _joins(circle, event.person, recorded.hlc)
    return replace(state, circles=circles)


def _joins(circle: Circle, person: str, when: int) -> Circle:
    was = circle.membership
    membership = replace(
        was,
        since={**was.since, person: Joined(when)},
        invited={p: i for p, i in was.invited.items() if p != person},
        guests=tuple(g for g in was.guests if g != person),
        gone={p: g for p, g in was.gone.items() if p != person},
        first_words=tuple(w for w in was.first_words if w.person != person),
    )
    members = circle.members if person in circle.members else (*circle.members, person)
    return replace(circle, members=members, membership=membership)


@folds_circle(e.MemberLeft)
def _left(circle: Circle, event: e.MemberLeft, recorded: e.Recorded) -> Circle:
    return _goes(circle, event.person, Gone("left", recorded.hlc))


@folds_circle(e.MemberRemoved)
def _removed(circle: Circle, event: e.MemberRemoved, recorded: e.Recorded) -> Circle:
    return _goes(circle, event.person, Gone("removed", recorded.hlc))


@folds_circle(e.MemberSetAside)
def _aside(circle: Circle, event: e.MemberSetAside, recorded: e.Recorded) -> Circle:
    return _goes(circle, event.person, Gone("aside", recorded.hlc, event.review_day))


@folds_org(e.MemberDied)
def _died(state: Organisation, event: e.MemberDied, recorded: e.Recorded) -> Organisation:
    circles = {
        id: _goes(circle, event.person, Gone("died", recorded.hlc)) for id, circle in state.circles.items()
    }
    return replace(state, circles=circles)


def _goes(circle: Circle, person: str, gone: Gone) -> Circle:
    """The circle without this person; what is on the table is left to the moves that the rules make."""
    was = circle.membership
    is_member = person in circle.members
    known = is_member or person in was.gone or person in was.invited or person in was.guests
    if not known or (gone.how != "died" and not is_member):
        return circle
    membership = replace(
        was,
        invited={p: i for p, i in was.invited.items() if p != person},
        guests=tuple(g for g in was.guests if g != person),
        gone={**was.gone, person: gone} if is_member or person in was.gone else was.gone,
        # Nor does the word of somebody who is gone wait for a second one.
        first_words=tuple(w for w in was.first_words if person not in (w.person, w.by)),
    )
    members = tuple(m for m in circle.members if m != person)
    roles = {name: tuple(r for r in held if r.person != person) for name, held in circle.roles.items()}
    return _out_of_meeting(replace(circle, members=members, roles=roles, membership=membership), person)


def _out_of_meeting(circle: Circle, person: str) -> Circle:
    meeting = circle.meeting
    if meeting is None:
        return circle
    here = tuple(p for p in meeting.here if p != person)
    return replace(circle, meeting=replace(meeting, here=here))


@folds_circle(e.FirstWordSaid)
def _first_word(circle: Circle, event: e.FirstWordSaid, _: e.Recorded) -> Circle:
    word = FirstWord(event.what, event.person, event.by, event.review_day)
    others = (w for w in circle.membership.first_words if (w.what, w.person) != (event.what, event.person))
    said = (*others, word)
    return _with(circle, replace(circle.membership, first_words=said))


@folds_circle(e.FirstWordTakenBack)
def _taken_back(circle: Circle, event: e.FirstWordTakenBack, _: e.Recorded) -> Circle:
    left = tuple(
        w
        for w in circle.membership.first_words
        if (w.what, w.person, w.by) != (event.what, event.person, event.by)
    )
    return _with(circle, replace(circle.membership, first_words=left))


@folds_circle(e.AdvocateOffered)
def _offered(circle: Circle, event: e.AdvocateOffered, _: e.Recorded) -> Circle:
    offered = circle.membership.offered | {event.proposal}
    return _with(circle, replace(circle.membership, offered=offered))


@folds_circle(e.TakenOver)
def _taken_over(circle: Circle, event: e.TakenOver, _: e.Recorded) -> Circle:
    taken = circle.membership.taken_over | {event.proposal}
    return _with(circle, replace(circle.membership, taken_over=taken))


@folds_proposal(e.Overtaken)
def _overtaken(proposal: Proposal, _event: e.Overtaken, _: e.Recorded) -> Proposal:
    return replace(proposal, dropped=True)
