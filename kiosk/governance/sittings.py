"""A whole meeting: how are you, last time, the list, its items, how was it (R1, R12, R18).

In a short meeting "how are you?" and a list of one item come in one turn each; who only wants to decide
something needs neither.
"""

import hashlib
from dataclasses import dataclass

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import to_ask_about
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, gates, moves_circle, visitors_may
from kiosk.governance.splitting import parts_of
from kiosk.governance.state import CheckRound, Circle, Concern, Organisation, Sitting
from kiosk.governance.words import PROCESS, is_day

FORMS = ("", "short", "whole")
LENGTHS = ("", "30", "60")
"""How long a sitting is, in minutes; empty is open."""


@dataclass(frozen=True, slots=True)
class AskReached:
    """First it is asked whether anyone has reached those who are away (R19)."""


@dataclass(frozen=True, slots=True)
class AskCheck:
    """This person is asked how they are, or how it was."""

    round: CheckRound
    person: str


@dataclass(frozen=True, slots=True)
class Admin:
    """Last time is read; how long, and when next."""


@dataclass(frozen=True, slots=True)
class MakeList:
    """Whoever helps proposes a list."""


@dataclass(frozen=True, slots=True)
class FixList:
    """Somebody sees a problem with the list."""

    concern: Concern


@dataclass(frozen=True, slots=True)
class AskList:
    """This person is asked whether the list is OK."""

    person: str


@dataclass(frozen=True, slots=True)
class Items:
    """The sitting is at its items."""


@dataclass(frozen=True, slots=True)
class GoHome:
    """Everyone said how it was; the sitting can end."""


Phase = AskReached | AskCheck | Admin | MakeList | FixList | AskList | Items | GoHome


def phase(circle: Circle) -> Phase:
    """Where the sitting is."""
    now = circle.course.now
    if now and circle.members_here and to_ask_about(circle):
        return AskReached()
    if now is None or not now.form or not circle.members_here or _about_process(circle):
        return Items()
    if now.form == "whole" and now.opening and (asked := _next(circle, now.opening)):
        return AskCheck(now.opening, asked)
    if now.form == "whole" and not now.admin:
        return Admin()
    if now.concern:
        return FixList(now.concern)
    if now.form == "whole" and not now.listed:
        return MakeList()
    if now.form == "whole" and not now.agreed and (waiting := to_agree(circle)):
        return AskList(waiting[0])
    if now.closing:
        asked = _next(circle, now.closing)
        return AskCheck(now.closing, asked) if asked else GoHome()
    return Items()


def _about_process(circle: Circle) -> bool:
    """How we meet comes before everything else (R12)."""
    asked = (circle.proposals[id] for id in circle.live)
    return any(p.matter.kind in PROCESS and not p.decision for p in asked)


def _next(circle: Circle, round_: CheckRound) -> str:
    return next((p for p in round_.to_ask if p in circle.here), "") if round_.open else ""


def to_agree(circle: Circle) -> tuple[str, ...]:
    """The members here who have not said yet that the list is OK, the one asked first in the round first."""
    now = circle.course.now
    if now is None:
        return ()
    order = now.opening.roster if now.opening else ()
    here = sorted(circle.members_here, key=lambda p: order.index(p) if p in order else len(order))
    return tuple(p for p in here if p not in now.oks)


def joins(circle: Circle, person: str) -> CheckRound | None:
    """In a short meeting: the round this person is asked in with their first turn, or None."""
    now = circle.course.now
    if now is None or now.form != "short" or now.opening is None or not now.opening.open:
        return None
    asked = person in now.opening.to_ask and person in circle.here
    return now.opening if asked else None


def still_open(circle: Circle) -> tuple[str, ...]:
    """The items of this sitting's list that nothing has become of yet, in order."""
    now = circle.course.now
    items = (part for item in now.items for part in _parts(circle, item)) if now else ()
    return tuple(item for item in items if now and not _done(circle, now, item))


def _parts(circle: Circle, item: str) -> tuple[str, ...]:
    """What an item became: its parts where it was split, else itself."""
    topic = circle.topics.get(item)
    proposal = topic.proposal if topic and topic.proposal else item
    parts = parts_of(circle, proposal)
    return (item,) if parts == (proposal,) else parts


def _done(circle: Circle, sitting: Sitting, item: str) -> bool:
    topic = circle.topics.get(item)
    proposal = circle.proposals.get(topic.proposal if topic and topic.proposal else item)
    if proposal:
        return bool(proposal.decision) or proposal.dropped
    return topic is None or item in sitting.talked


def backlog(circle: Circle) -> tuple[str, ...]:
    """What could stand on the next list: first what was not reached last time, in its order."""
    last = circle.course.last
    left = tuple(item for item in last.items if not _done(circle, last, item)) if last else ()
    left = tuple(circle.topics[i].proposal or i if i in circle.topics else i for i in left)
    live = (circle.proposals[id] for id in circle.live)
    proposals = (p.id for p in live if not p.decision and p.matter.kind not in PROCESS)
    topics = (t.id for t in circle.topics.values() if not t.proposal and t.id not in talked_about(circle))
    return tuple(dict.fromkeys((*left, *proposals, *topics)))


def talked_about(circle: Circle) -> frozenset[str]:
    """The topics that needed no decision: they were talked about, or heard."""
    sittings = (*circle.course.past, *((circle.course.now,) if circle.course.now else ()))
    return frozenset(item for sitting in sittings for item in sitting.talked)


def opens_check(circle: Circle, meeting: str, kind: str, here: tuple[str, ...]) -> e.CheckRoundOpened:
    """The round of those here, beginning with another one each time."""
    at = circle.course.rounds % len(here)
    id = hashlib.sha256(f"{meeting}\0{kind}".encode()).hexdigest()[:24]
    return e.CheckRoundOpened(circle.id, meeting, id, kind, here[at:] + here[:at])


def begins(circle: Circle, begun: e.MeetingBegun) -> tuple[e.Event, ...]:
    """What comes with the beginning of a meeting that is more than one decision."""
    return (begun, opens_check(circle, begun.meeting, "opening", begun.here)) if begun.form else (begun,)


# --- how are you, and how was it ---------------------------------------------------------------------------


def _asked(circle: Circle, command: c.SayInCheck | c.PassCheck) -> CheckRound | None:
    now = circle.course.now
    rounds = (now.opening, now.closing) if now else ()
    return next((r for r in rounds if r and r.id == command.round and command.by in r.roster), None)


@visitors_may(c.SayInCheck)
@visitors_may(c.PassCheck)
def _guests_too(circle: Circle, command: c.SayInCheck | c.PassCheck) -> bool:
    """Guests are heard in opening and closing rounds."""
    return _asked(circle, command) is not None


def _list_ok(circle: Circle, command: c.SayInCheck | c.PassCheck) -> tuple[e.Event, ...]:
    now = circle.course.now
    if not command.list_ok or now is None or not now.listed or now.concern:
        return ()
    if command.by not in circle.members_here or command.by in now.oks:
        return ()
    return (e.AgendaOk(circle.id, now.id, command.by),)


@asks_circle(c.SayInCheck)
def say_in_check(_: Organisation, circle: Circle, command: c.SayInCheck) -> Result:
    """Store what somebody said in the opening or closing round."""
    round_ = _asked(circle, command)
    better = command.form == "better" and round_ is not None and round_.kind == "closing"
    if round_ is None or (not round_.open and not better):
        return Refused("R1", "round_over")
    if command.by not in circle.here:
        return Refused("R1", "not_in_sitting")
    if command.form not in ("words", "picture", "better") or (command.form == "better" and not better):
        return UNKNOWN
    if not command.words.strip():
        return Refused("", "empty")
    if command.by in round_.said and not better:
        return Refused("R1", "already_asked", (command.by,))
    said = e.CheckSaid(circle.id, round_.id, command.by, command.form, command.words)
    return (said, *_list_ok(circle, command))


@asks_circle(c.PassCheck)
def pass_check(_: Organisation, circle: Circle, command: c.PassCheck) -> Result:
    """Store that somebody was asked and said nothing (R1)."""
    round_ = _asked(circle, command)
    if round_ is None or not round_.open:
        return Refused("R1", "round_over")
    if command.by not in circle.here:
        return Refused("R1", "not_in_sitting")
    if command.by in round_.said:
        return Refused("R1", "already_asked", (command.by,))
    return (e.Passed(circle.id, round_.id, command.by, round_.kind), *_list_ok(circle, command))


@moves_circle("late_to_check")
def late(_: Organisation, circle: Circle) -> tuple[e.Event, ...]:
    """Who comes late is asked too; who leaves early is not here, and did not pass (R1)."""
    for round_ in _open_rounds(circle):
        came = tuple(p for p in circle.here if p not in round_.roster)
        if came:
            return (e.CheckRosterGrew(circle.id, round_.id, (*round_.roster, *came)),)
        if gone := tuple(p for p in round_.to_ask if p not in circle.here):
            return tuple(e.NotHere(circle.id, round_.id, p) for p in gone)
        if not round_.to_ask:
            return (e.RoundClosed(circle.id, round_.id, "done"),)
    return ()


def _open_rounds(circle: Circle) -> tuple[CheckRound, ...]:
    now = circle.course.now
    if now is None or not circle.here:
        return ()
    return tuple(r for r in (now.opening, now.closing) if r and r.open)


def cut_short(circle: Circle) -> tuple[e.Event, ...]:
    """A sitting that ends ends its rounds; who was not asked yet stays so (R1)."""
    now = circle.course.now
    open_ = (r for r in (now.opening, now.closing) if r and r.open) if now else ()
    return tuple(e.RoundClosed(circle.id, r.id, "ended") for r in open_)


@asks_circle(c.OpenClosing)
def open_closing(_: Organisation, circle: Circle, __: c.OpenClosing) -> Result:
    """Open the last round; those here are its roster."""
    now = circle.course.now
    if now is None or not now.form or not circle.members_here:
        return UNKNOWN
    if now.closing:
        return Refused("R1", "round_open")
    return (opens_check(circle, now.id, "closing", circle.here),)


# --- last time, and the list -------------------------------------------------------------------------------


@asks_circle(c.FinishAdmin)
def finish_admin(_: Organisation, circle: Circle, command: c.FinishAdmin) -> Result:
    """Store how long the sitting is and when the next one is."""
    now = circle.course.now
    if now is None or now.form != "whole" or command.length not in LENGTHS:
        return UNKNOWN
    if command.next_day and not is_day(command.next_day):
        return UNKNOWN
    return (e.AdminDone(circle.id, now.id, command.by, command.length, command.next_day),)


@asks_circle(c.ProposeAgenda)
def propose(_: Organisation, circle: Circle, command: c.ProposeAgenda) -> Result:
    """Store a list; everyone here is asked about it, whatever they said of the list before."""
    now = circle.course.now
    if now is None or not now.form:
        return UNKNOWN
    known = {**circle.topics, **circle.proposals}
    if any(item not in known for item in command.items) or len(set(command.items)) < len(command.items):
        return UNKNOWN
    if now.form == "short" and len(command.items) != 1:
        return Refused("R12", "one_item")
    return (e.AgendaProposed(circle.id, now.id, command.by, command.items),)


@asks_circle(c.AddToAgenda)
def add(_: Organisation, circle: Circle, command: c.AddToAgenda) -> Result:
    """Store a topic at the end of the list; who adds to it says by that, that the list is OK."""
    now = circle.course.now
    if now is None or now.form != "whole":
        return UNKNOWN
    if not command.words.strip():
        return Refused("", "empty")
    topic = e.TopicRaised(circle.id, f"topic-{command.fresh}", command.by, "words", command.words)
    listed = e.AgendaProposed(circle.id, now.id, command.by, (*now.items, topic.topic))
    return (topic, listed, e.AgendaOk(circle.id, now.id, command.by))


@asks_circle(c.SayAgendaOk)
def agenda_ok(_: Organisation, circle: Circle, command: c.SayAgendaOk) -> Result:
    """Store that the list is OK for somebody here."""
    now = circle.course.now
    if now is None or not now.listed or command.by not in circle.members_here:
        return UNKNOWN
    if now.concern:
        return Refused("R12", "list_problem", (now.concern.person,))
    if command.by in now.oks:
        return Refused("", "nothing_changed")
    return (e.AgendaOk(circle.id, now.id, command.by),)


@asks_circle(c.SeeAgendaProblem)
def agenda_problem(_: Organisation, circle: Circle, command: c.SeeAgendaProblem) -> Result:
    """Store a problem with the list: it is changed, and all are asked again."""
    now = circle.course.now
    if now is None or not now.listed or command.by not in circle.members_here:
        return UNKNOWN
    if now.agreed or now.concern:
        return Refused("R12", "list_settled")
    if not command.words.strip():
        return Refused("", "empty")
    return (e.AgendaConcern(circle.id, now.id, command.by, command.words),)


@moves_circle("agenda_agreed")
def agreed(_: Organisation, circle: Circle) -> tuple[e.Event, ...]:
    """The list is agreed when everyone here has said that it is OK (R12)."""
    now = circle.course.now
    if now is None or not now.listed or now.concern or now.agreed or not circle.members_here:
        return ()
    if to_agree(circle):
        return ()
    return (e.AgendaAgreed(circle.id, now.id, circle.members_here, now.items),)


@gates("agenda")
def agenda_first(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """In a whole meeting nothing is begun before those here have agreed to the list (R12)."""
    now = circle.course.now
    waits = isinstance(command, c.Present | c.MakeReady | c.EndItem | c.OpenClosing)
    if now is None or now.form != "whole" or not waits or now.agreed:
        return None
    about = circle.proposals.get(getattr(command, "proposal", ""))
    if about and about.matter.kind in PROCESS:
        return None
    return Refused("R12", "list_first")


@asks_circle(c.EndItem)
def end_item(_: Organisation, circle: Circle, command: c.EndItem) -> Result:
    """Store that an item was talked about or heard; not every item needs a decision."""
    now = circle.course.now
    topic = circle.topics.get(command.item)
    if now is None or topic is None or topic.proposal or command.how not in ("report", "explore"):
        return UNKNOWN
    if command.item in now.talked:
        return Refused("", "nothing_changed")
    return (e.ItemTalked(circle.id, now.id, command.item, command.by, command.how),)
