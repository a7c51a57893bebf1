"""How circles come to be, belong to each other, change what they are for, and end.

What only one circle decided about two is asked of the other one; its decision names the first.
"""

import hashlib
from typing import Literal

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import links
from kiosk.governance.circles import FEWEST, LONGEST_NAME
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, brings_about, gates, moves_itself, opens
from kiosk.governance.state import Asked, Circle, Decision, Organisation, Proposal
from kiosk.governance.words import Wording

Life = Literal["proposed", "chartered", "active", "folding", "closed"]
NEW = ("new_circle", "helping_circle", "wider_circle")
"""The kinds of matter that make a circle."""


def life(org: Organisation, circle: Circle) -> Life:
    """How far the life of a circle has come."""
    charter = circle.charter
    if charter.closed:
        return "closed"
    if charter.folding:
        return "folding"
    if charter.maker and not charter.decision:
        return "proposed"
    found = links.link(org, circle)
    return "chartered" if found and found.gaps else "active"


def children(org: Organisation, circle: Circle) -> tuple[Circle, ...]:
    """The circles that belong to this one and have not ended."""
    return tuple(
        one for one in org.circles.values() if one.charter.parent == circle.id and not one.charter.closed
    )


def ancestors(org: Organisation, id: str) -> tuple[str, ...]:
    """The circle this one belongs to, the one that belongs to, and so on."""
    found: list[str] = []
    at = org.circles[id].charter.parent if id in org.circles else ""
    while at and at not in found:
        found.append(at)
        at = org.circles[at].charter.parent if at in org.circles else ""
    return tuple(found)


def partner(org: Organisation, circle: Circle, of: Circle) -> str:
    """Whose consent is needed beside `circle`'s about the circle `of`; empty where nobody else's is."""
    parent = org.circles.get(of.charter.parent)
    if of.id != circle.id:
        return of.id
    return parent.id if parent and not parent.charter.closed else ""


def concerns(org: Organisation, circle: Circle, about: str) -> Circle | None:
    """The circle a matter is about, if this one has a say in it: itself, or one that belongs to it."""
    of = org.circles.get(about)
    if of is None or of.charter.closed:
        return None
    return of if of.id == circle.id or of.charter.parent == circle.id else None


def charter_due(circle: Circle) -> bool:
    """Whether a circle can and has still to say for itself what it is here to do."""
    enough = not circle.charter.maker or len(circle.members) >= FEWEST
    return not circle.charter.decision and not circle.charter.closed and enough


def asked_of(org: Organisation, circle: Circle) -> tuple[Asked, ...]:
    """What other circles have decided and this one has still to agree to, the newest of each only."""
    newest: dict[tuple[str, str], Asked] = {}
    for asked in org.asks.values():
        newest[asked.what, asked.of] = asked
    return tuple(a for a in newest.values() if a.other == circle.id and not a.agreed and _still(org, a))


def _still(org: Organisation, asked: Asked) -> bool:
    of = org.circles.get(asked.of)
    return of is not None and not of.charter.closed


def look_again(circle: Circle, today: str) -> bool:
    """Whether the day has come to say anew what a circle is here to do (R9); for offering only."""
    charter = circle.charter
    if not charter.decision or charter.closed or charter.folding or not today:
        return False
    return any(bool(day) and day <= today for day in (charter.review_day or "", charter.ends))


def leader_due(child: Circle, today: str) -> bool:
    """Whether it is time to choose again who brings the wider circle's news; for offering only."""
    held = child.roles.get("leader", ())
    return bool(held and today and held[-1].review_day and held[-1].review_day <= today)


def invited_to(org: Organisation, person: str) -> tuple[Circle, ...]:
    """The new circles that have still to hear whether this person wants to be a first member."""
    return tuple(
        circle
        for circle in org.circles.values()
        if person in circle.charter.first
        and person not in circle.charter.answered
        and not circle.charter.closed
    )


# --- what has to be so before ---------------------------------------------------------------------------


@gates("closed")
def is_open(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """A circle that has ended decides nothing more; its book stays readable.

    Whoever a decision is about can stop it still, and say that it is about them (R20); how somebody reads is
    theirs too.
    """
    own = isinstance(command, c.SayAboutMe) or (isinstance(command, c.GiveOwnWord) and command.word == "stop")
    if own or isinstance(command, c.SayRight | c.SayNotRight | c.ChooseReading):
        return None
    return Refused("", "circle_closed") if circle.charter.closed else None


@gates("charter_first")
def chartered(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """A circle that another one made first says yes to its own aim; then it decides other things."""
    if not isinstance(command, c.MakeReady) or circle.charter.decision or not circle.charter.maker:
        return None
    proposal = circle.proposals.get(command.proposal)
    if proposal is None or proposal.matter.kind == "charter":
        return None
    return Refused("", "charter_first")


@gates("names")
def short_names(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """A circle's name fits a page."""
    if isinstance(command, c.WriteVersion) and len(command.wording.name.strip()) > LONGEST_NAME:
        return Refused("", "long_name")
    return None


@opens(*NEW)
def open_new(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """A new circle has at least two people who are asked to begin it."""
    people = command.matter.people
    known = {member for other in org.circles.values() for member in other.members}
    if len(people) < FEWEST or len(set(people)) < len(people):
        return Refused("", "first_people")
    return None if set(people) <= known else UNKNOWN


@opens("charter")
def open_charter(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """A circle says what it is here to do; later both it and the one it belongs to do."""
    of = concerns(org, circle, command.matter.about)
    if of is None or (of.id != circle.id and not of.charter.decision):
        return UNKNOWN
    return None if of.id != circle.id or of.charter.decision or charter_due(of) else UNKNOWN


@opens("close_circle")
def open_close(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """A circle can end once no other belongs to it."""
    of = concerns(org, circle, command.matter.about)
    if of is None:
        return UNKNOWN
    return Refused("", "has_circles") if children(org, of) else None


@opens("belong")
def open_belong(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """A circle that belongs to none asks another one, never one that belongs to it."""
    wider = org.circles.get(command.matter.about)
    if wider is None or wider.charter.closed or partner(org, circle, circle):
        return UNKNOWN
    return own_ancestor(org, circle.id, wider.id)


def own_ancestor(org: Organisation, child: str, parent: str) -> Refused | None:
    """Refuse what would make a circle its own ancestor."""
    round_in_a_ring = child == parent or child in ancestors(org, parent)
    return Refused("", "own_ancestor") if round_in_a_ring else None


@opens("agree")
def open_agree(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """The other circle is asked about exactly what the first one decided."""
    asked = next((a for a in asked_of(org, circle) if a.decision == command.matter.about), None)
    if asked is None:
        return UNKNOWN
    return own_ancestor(org, asked.of, circle.id) if asked.what == "belong" else None


# --- first members --------------------------------------------------------------------------------------


@asks_circle(c.AnswerFirst)
def answer_first(org: Organisation, _: Circle, command: c.AnswerFirst) -> Result:
    """Each one who was asked says in their own turn whether they want to belong to the new circle."""
    new = org.circles.get(command.new)
    if new is None or new not in invited_to(org, command.by):
        return UNKNOWN
    joins = command.agree and command.by not in new.members
    joined = (e.MemberJoined(new.id, command.by),) if joins else ()
    return (e.FirstAnswered(command.circle, new.id, command.by, command.agree), *joined)


# --- what decisions bring about -------------------------------------------------------------------------


def _decided(proposal: Proposal) -> tuple[Decision, Wording, str]:
    decision = proposal.decision
    version = proposal.version(decision.version_id) if decision else None
    assert decision is not None
    assert version is not None
    return decision, version.wording, version.choice


@moves_itself("leader_gone")
def leader_gone(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """Whoever was to lead a new circle is gone: the circle says who else, and asks again (R10)."""
    round_, current = proposal.consent_round, proposal.current
    if round_ is None or current is None or proposal.decision or proposal.matter.kind not in NEW:
        return ()
    if not current.choice or current.choice in circle.members:
        return ()
    return (e.RoundClosed(circle.id, round_.id, "overtaken"),)


@brings_about(*NEW)
def make_circle(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """There is a new circle; it waits for its people and for its own yes."""
    decision, wording, leader = _decided(proposal)
    kind = proposal.matter.kind
    new = f"circle-{hashlib.sha256(decision.id.encode()).hexdigest()[:16]}"
    return (
        e.CircleProposed(
            circle.id,
            new,
            kind,
            wording.name.strip(),
            wording.aim,
            wording.domain,
            leader if kind != "wider_circle" else "",
            tuple(dict.fromkeys((*((leader,) if leader else ()), *proposal.matter.people))),
            decision.review_day if kind == "helping_circle" else "",
            decision.review_day,
            decision.id,
        ),
    )


@brings_about("charter")
def keep_charter(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """Aim and domain hold, or the other circle is asked about them first."""
    decision, wording, _ = _decided(proposal)
    of = org.circles[proposal.matter.about]
    words = (wording.name or of.name, wording.aim, wording.domain, wording.absence, decision.review_day)
    other = partner(org, circle, of)
    # A new circle says yes to the words the other one has decided already.
    as_made = not of.charter.decision and (of.aim, of.charter.domain) == (wording.aim, wording.domain)
    if other and not as_made:
        return (e.BothAsked(circle.id, "charter", of.id, other, *words, decision.id),)
    return (e.CharterKept(circle.id, of.id, *words, decision.id, ""),)


@brings_about("close_circle")
def close_circle(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The circle ends, or the other one is asked first."""
    decision, _, _ = _decided(proposal)
    of = org.circles[proposal.matter.about]
    if other := partner(org, circle, of):
        day = decision.review_day
        return (e.BothAsked(circle.id, "close", of.id, other, None, None, None, None, day, decision.id),)
    return (e.CircleClosed(circle.id, of.id, decision.id, ""),)


@brings_about("belong")
def ask_to_belong(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The wider circle is asked."""
    decision = _decided(proposal)[0]
    day, other = decision.review_day, proposal.matter.about
    return (e.BothAsked(circle.id, "belong", circle.id, other, None, None, None, None, day, decision.id),)


@brings_about("agree")
def both_agree(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The second consent is there, and names the first."""
    decision, _, _ = _decided(proposal)
    asked = org.asks[proposal.matter.about]
    match asked.what:
        case "charter":
            words = (asked.name, asked.aim, asked.domain, asked.absence, asked.review_day)
            return (e.CharterKept(circle.id, asked.of, *words, decision.id, asked.decision),)
        case "close":
            return (e.CircleClosed(circle.id, asked.of, decision.id, asked.decision),)
        case _:
            return (e.CircleBelongs(circle.id, asked.of, circle.id, decision.id, asked.decision),)
