"""Joining: asked by a member, agreed by the person, then by the circle; and visiting (R7, R20)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import has_part
from kiosk.governance.circles import KINDS, LONGEST_NAME
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import (
    MOOT,
    Result,
    asks_circle,
    brings_about,
    holds_back,
    moot_when,
    moves_itself,
    opens,
    visitors_may,
)
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import Matter


def has_died(org: Organisation, person: str) -> bool:
    """Whether two members have stored that this person died."""
    gone = (circle.membership.gone.get(person) for circle in org.circles.values())
    return any(g is not None and g.how == "died" for g in gone)


def belongs(circle: Circle, person: str) -> bool:
    """Whether somebody may take a turn in this circle: a member, or one who has a part in it."""
    return takes_part(circle, person) or circle.stands_in(person)


def takes_part(circle: Circle, person: str) -> bool:
    """Whether they are a member, a guest, one who was asked to join, or asked about one who is away."""
    asked = person in circle.guests or person in circle.membership.invited or has_part(circle, person)
    return person in circle.members or asked


def may_be_asked(org: Organisation, circle: Circle) -> tuple[str, ...]:
    """Who is known here and could be asked to join: who was set aside comes back by two stewards only."""
    aside = {p for p, gone in circle.membership.gone.items() if gone.how == "aside"}
    known = (p for p in org.people if not takes_part(circle, p))
    return tuple(p for p in known if p not in aside and not has_died(org, p))


@asks_circle(c.InvitePerson)
def invite(org: Organisation, circle: Circle, command: c.InvitePerson) -> Result:
    """Store that a member asked somebody, known here or new, to join or to come to one sitting."""
    if command.person:
        if command.person not in may_be_asked(org, circle):
            return UNKNOWN
        return (_asked(circle, command.person, command),)
    name = command.name.strip()
    if not name:
        return Refused("", "empty")
    if len(name) > LONGEST_NAME:
        return Refused("", "long_name")
    if command.kind not in KINDS:
        return UNKNOWN
    if name.casefold() in {(p.name or "").strip().casefold() for p in org.people.values()}:
        return Refused("", "same_name")
    person = f"{command.fresh}00"
    return (e.PersonAdded(person, command.kind, name), _asked(circle, person, command))


def _asked(circle: Circle, person: str, command: c.InvitePerson) -> e.Event:
    asked = e.GuestInvited if command.guest else e.MemberInvited
    return asked(circle.id, person, command.by)


@visitors_may(c.AnswerInvitation)
def _was_invited(circle: Circle, command: c.AnswerInvitation) -> bool:
    return command.by in circle.membership.invited


@asks_circle(c.AnswerInvitation)
def answer(_: Organisation, circle: Circle, command: c.AnswerInvitation) -> Result:
    """Store whether who was asked wants to belong. Whose team it is belongs by right, with no round (R20)."""
    known = circle.membership.invited.get(command.by)
    if known is None:
        return UNKNOWN
    if known.agreed and command.wants:
        return Refused("", "nothing_changed")
    answered = e.InvitationAnswered(circle.id, command.by, command.wants)
    if command.wants and command.by == circle.owner:
        return (answered, e.MemberJoined(circle.id, command.by))
    return (answered,)


# --- the circle agrees too ---------------------------------------------------------------------------------


def to_admit(circle: Circle) -> tuple[str, ...]:
    """Who wants to belong, and about whom the circle was not asked yet."""
    asked = {p for matter in _live(circle) if matter.kind == "admit" for p in matter.people}
    return tuple(p for p, known in circle.membership.invited.items() if known.agreed and p not in asked)


def _live(circle: Circle) -> tuple[Matter, ...]:
    return tuple(circle.proposals[id].matter for id in circle.live)


@opens("admit")
def open_admit(_: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Only somebody who said that they want to belong, one at a time."""
    if len(command.matter.people) != 1 or command.matter.people[0] not in to_admit(circle):
        return UNKNOWN
    return None


@holds_back("admit")
def hold_admit(circle: Circle, proposal: Proposal) -> Refused | None:
    """Never over the head of the one concerned: they want to belong now."""
    person = proposal.matter.people[0]
    known = circle.membership.invited.get(person)
    return None if known and known.agreed else Refused("R7", "does_not_want", (person,))


@brings_about("admit")
def admit(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The circle agreed, and the person did: they are a full member from now on."""
    assert proposal.decision
    return (e.MemberJoined(circle.id, proposal.matter.people[0], proposal.decision.id),)


@moot_when("admit")
def _no_longer_invited(_: Organisation, circle: Circle, proposal: Proposal) -> bool:
    return proposal.matter.people[0] not in circle.membership.invited


@moot_when("remove")
def _gone_already(_: Organisation, circle: Circle, proposal: Proposal) -> bool:
    return proposal.matter.people[0] not in circle.members


@moves_itself("overtaken")
def overtaken(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """What has come about, or can no longer be, is no question any more."""
    moot = MOOT.get(proposal.matter.kind)
    if proposal.decision or proposal.dropped or moot is None or not moot(org, circle, proposal):
        return ()
    over = e.Overtaken(circle.id, proposal.id)
    open_ = tuple(r for r in proposal.rounds if r.open)
    return (*(e.RoundClosed(circle.id, r.id, "overtaken") for r in open_), over)


# --- guests ------------------------------------------------------------------------------------------------


def _guest_here(circle: Circle, person: str) -> bool:
    return person in circle.guests and person in circle.here


@visitors_may(c.Pass)
@visitors_may(c.AskQuestion)
def _guest_in_questions(circle: Circle, command: c.Pass | c.AskQuestion) -> bool:
    """Guests are heard in questions, where they are called."""
    rounds = (r for p in circle.proposals.values() for r in p.rounds if r.id == command.round)
    return command.by in circle.guests and any(
        r.kind == "questions" and command.by in r.roster for r in rounds
    )


@visitors_may(c.PauseMeeting)
def _guest_pauses(circle: Circle, command: c.PauseMeeting) -> bool:
    """Whoever is here may stop for a break."""
    return _guest_here(circle, command.by)


@visitors_may(c.SayRight)
@visitors_may(c.SayNotRight)
def _own_acts(circle: Circle, command: c.SayRight | c.SayNotRight) -> bool:
    """What was stored in one's own name is one's own, guest or not (R14)."""
    return belongs(circle, command.by)
