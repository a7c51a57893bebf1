"""Messages between circles: noted, carried, heard or decided, reported, and heard by all who asked (R17)."""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import links
from kiosk.governance.own_life import people_of
from kiosk.governance.process import find
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle, gates
from kiosk.governance.state import Brought, Circle, Organisation, Proposal, Sent
from kiosk.governance.words import Matter

ANSWERS = ("heard", "not_understood", "answer_back", "later")
"""What somebody says to a report; only the first means that they have heard it."""


def between(org: Organisation, one: Circle, other: Circle) -> links.Link | None:
    """The link between two circles, whichever belongs to the other."""
    child = one if one.charter.parent == other.id else other
    wider = other if child is one else one
    return links.link(org, child) if child.charter.parent == wider.id else None


def carriers(org: Organisation, frm: Circle, to: Circle) -> tuple[str, ...]:
    """Who can carry a message across, the one whose part it is first: upwards the delegate."""
    link = between(org, frm, to)
    if link is None:
        return ()
    return tuple(reversed(link.people)) if link.parent == to.id else link.people


def came_of(circle: Circle, message: str) -> tuple[bool, str]:
    """Whether a message that was brought here has come to an end, and the decision, if one was made."""
    brought = circle.post.brought.get(message)
    for proposal in circle.proposals.values():
        if proposal.matter == Matter("brought", message) and proposal.decision:
            return True, proposal.decision.id
    return bool(brought and brought.heard), ""


def is_taken_up(circle: Circle, message: str) -> bool:
    """Whether it is an idea of this circle's now."""
    about = Matter("brought", message)
    return any(pr.matter == about and not pr.dropped for pr in circle.proposals.values())


def is_told(org: Organisation, circle: Circle, sent: Sent) -> bool:
    """Whether a report is whole: both links stand by it, or the only one there is."""
    if sent.report is None:
        return False
    other = org.circles.get(sent.to)
    there = carriers(org, circle, other) if other else ()
    return bool(sent.report.beside) or not set(there) - {sent.report.person}


def still_to_hear(circle: Circle, sent: Sent) -> tuple[str, ...]:
    """Who has not said yet that they have heard what came of it; who told it has."""
    if sent.report is None:
        return circle.members
    told_it = {sent.report.person, sent.report.beside}
    heard = {p for p, answer in sent.answers.items() if answer == ("heard", sent.report.id)}
    return tuple(m for m in circle.members if m not in told_it and m not in heard)


def may_close(org: Organisation, circle: Circle, sent: Sent) -> bool:
    """Whether everybody in the circle that asked has heard it (R17)."""
    return not sent.closed and is_told(org, circle, sent) and not still_to_hear(circle, sent)


def first_told(circle: Circle, sent: Sent) -> bool:
    """Whether the one who asked knows that there is news, or is not here to be told."""
    return sent.told or sent.person not in circle.members


def objector(about: str) -> str:
    """Whose objection it is, from its name."""
    return about.rpartition("/")[2]


# --- in the circle that asks ------------------------------------------------------------------------------


@asks_circle(c.NoteMessage)
def note(org: Organisation, circle: Circle, command: c.NoteMessage) -> Result:
    """Any member can want another circle to know something."""
    other = org.circles.get(command.to)
    if other is None or not _next_to(circle, other):
        return UNKNOWN
    if not command.words.strip():
        return Refused("", "empty")
    if command.of and command.of not in circle.members:
        return UNKNOWN
    id = f"message-{command.fresh}"
    noted = e.MessageNoted(circle.id, id, other.id, "news", command.by, command.about, command.words)
    return (replace(noted, of=command.of or _whose(circle, command.about)),)


def _whose(circle: Circle, decision: str) -> str:
    """Whose own life a decision is about: what is told of it is theirs too (R20)."""
    about = (p for p in circle.proposals.values() if p.decision and p.decision.id == decision)
    return next((person for p in about for person in people_of(circle, p)), "")


@asks_circle(c.GiveMessageWord)
def give_word(_: Organisation, circle: Circle, command: c.GiveMessageWord) -> Result:
    """Store what the person says whom it is about; where nobody was named, whoever says that it is them."""
    sent = circle.post.sent.get(command.message)
    if sent is None or command.word not in ("ok", "stop"):
        return UNKNOWN
    if sent.of not in ("", command.by):
        return Refused("R20", "not_about_you")
    if sent.word == command.word or (sent.closed and command.word == "ok"):
        return Refused("", "nothing_changed")
    return (e.MessageWordGiven(circle.id, sent.id, command.by, command.word),)


def waits_for_word(sent: Sent) -> str:
    """Who has to say first that it may be told, or empty."""
    return sent.of if sent.of and sent.word != "ok" else ""


def stopped(org: Organisation, brought: Brought) -> str:
    """Who said that this is not to be told, also once it was brought (R20)."""
    frm = org.circles.get(brought.frm)
    sent = frm.post.sent.get(brought.id) if frm else None
    return sent.of if sent and sent.word == "stop" else ""


@gates("stopped_message")
def not_to_be_told(org: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """What was made of a message goes no further once the person it tells about says stop (R20)."""
    if not isinstance(command, c.Present | c.MakeReady | c.ConfirmNobodyChanges):
        return None
    proposal = find(circle, command)
    brought = circle.post.brought.get(proposal.matter.about) if proposal else None
    if proposal is None or proposal.matter.kind != "brought" or brought is None:
        return None
    by = stopped(org, brought)
    return Refused("R20", "own_stop", (by,)) if by else None


def _next_to(circle: Circle, other: Circle) -> bool:
    return (
        not other.charter.closed
        and other.id != circle.id
        and (circle.charter.parent == other.id or other.charter.parent == circle.id)
    )


@asks_circle(c.ReportBack)
def report_back(org: Organisation, circle: Circle, command: c.ReportBack) -> Result:
    """A link tells what came of it, once something has."""
    sent = circle.post.sent.get(command.message)
    other = org.circles.get(sent.to) if sent else None
    if sent is None or other is None or sent.closed:
        return UNKNOWN
    if command.by not in carriers(org, circle, other):
        return Refused("R17", "only_links", carriers(org, circle, other))
    done, decision = came_of(other, sent.id)
    if not done:
        return Refused("R17", "not_heard_there")
    parts = (command.decided, command.why, command.can_change, command.whom)
    if not all(part.strip() for part in parts):
        return Refused("", "empty")
    return (e.MessageReported(circle.id, sent.id, command.by, decision, *parts),)


@asks_circle(c.StandBeside)
def stand_beside(org: Organisation, circle: Circle, command: c.StandBeside) -> Result:
    """The other link stands beside the one who told it."""
    sent = circle.post.sent.get(command.message)
    other = org.circles.get(sent.to) if sent else None
    if sent is None or other is None or sent.report is None or sent.report.beside:
        return UNKNOWN
    if command.by not in carriers(org, circle, other) or command.by == sent.report.person:
        return Refused("R17", "only_links", carriers(org, circle, other))
    return (e.ReportJoined(circle.id, sent.id, command.by),)


@asks_circle(c.TakeNews)
def take_news(org: Organisation, circle: Circle, command: c.TakeNews) -> Result:
    """The one who asked is told first, and says who should be with them."""
    sent = circle.post.sent.get(command.message)
    if sent is None or sent.told or not is_told(org, circle, sent):
        return UNKNOWN
    if command.by != sent.person:
        return Refused("R17", "asker_first", (sent.person,))
    if command.beside and command.beside not in circle.members:
        return UNKNOWN
    return (e.NewsTold(circle.id, sent.id, command.by, command.beside),)


@asks_circle(c.AnswerReport)
def answer_report(org: Organisation, circle: Circle, command: c.AnswerReport) -> Result:
    """Each one answers for themselves; with the last "I have heard it" the message closes (R17)."""
    sent = circle.post.sent.get(command.message)
    if sent is None or sent.closed or command.answer not in ANSWERS:
        return UNKNOWN
    if sent.report is None or sent.report.id != command.report or not is_told(org, circle, sent):
        return Refused("R17", "not_told_yet")
    if not first_told(circle, sent):
        return Refused("R17", "asker_first", (sent.person,))
    made: tuple[e.Event, ...] = (
        e.ReportAnswered(circle.id, sent.id, command.report, command.by, command.answer),
    )
    if command.answer == "answer_back":
        if not command.words.strip():
            return Refused("", "empty")
        id = f"message-{command.fresh}"
        made += (e.MessageNoted(circle.id, id, sent.to, "back", command.by, sent.id, command.words),)
    last = command.answer == "heard" and set(still_to_hear(circle, sent)) <= {command.by}
    return (*made, e.MessageClosed(circle.id, sent.id, command.by)) if last else made


@asks_circle(c.CloseMessage)
def close(org: Organisation, circle: Circle, command: c.CloseMessage) -> Result:
    """Where the one who had not heard is no member any more, the others close it (R17)."""
    sent = circle.post.sent.get(command.message)
    if sent is None or sent.closed:
        return UNKNOWN
    if not may_close(org, circle, sent):
        return Refused("R17", "not_all_heard", still_to_hear(circle, sent))
    return (e.MessageClosed(circle.id, sent.id, command.by),)


# --- in the circle that hears -----------------------------------------------------------------------------


@asks_circle(c.CarryMessage)
def carry(org: Organisation, circle: Circle, command: c.CarryMessage) -> Result:
    """A link brings it, in their own turn; what it says is copied, nothing else of the other circle."""
    frm = org.circles.get(command.frm)
    sent = frm.post.sent.get(command.message) if frm else None
    if frm is None or sent is None or sent.to != circle.id or sent.id in circle.post.brought:
        return UNKNOWN
    if command.by not in carriers(org, frm, circle):
        return Refused("R17", "only_links", carriers(org, frm, circle))
    if of := waits_for_word(sent):
        return Refused("R20", "own_word_first", (of,))
    return (
        e.MessageCarried(
            circle.id, sent.id, frm.id, sent.note, sent.kind, command.by, sent.about, sent.words
        ),
    )


def _waiting(org: Organisation, circle: Circle, message: str) -> Brought | Refused:
    brought = circle.post.brought.get(message)
    if brought and (by := stopped(org, brought)):
        return Refused("R20", "own_stop", (by,))
    if brought is None or came_of(circle, message)[0] or is_taken_up(circle, message):
        return UNKNOWN
    return brought


@asks_circle(c.HearObjector)
def hear_objector(org: Organisation, circle: Circle, command: c.HearObjector) -> Result:
    """Whose objection was handed on is heard before anything else."""
    brought = _waiting(org, circle, command.message)
    if isinstance(brought, Refused) or brought.kind != "referred" or brought.objector_heard:
        return UNKNOWN
    return (e.ObjectorHeard(circle.id, brought.id, command.by),)


def _objector_first(brought: Brought) -> Refused | None:
    if brought.kind == "referred" and not brought.objector_heard:
        return Refused("R17", "objector_first", (objector(brought.about),))
    return None


@asks_circle(c.HearMessage)
def hear(org: Organisation, circle: Circle, command: c.HearMessage) -> Result:
    """The circle has heard it."""
    brought = _waiting(org, circle, command.message)
    if isinstance(brought, Refused):
        return brought
    return _objector_first(brought) or (e.MessageHeard(circle.id, brought.id, command.by),)


@asks_circle(c.TakeUpMessage)
def take_up(org: Organisation, circle: Circle, command: c.TakeUpMessage) -> Result:
    """It becomes an idea of this circle's, decided as any other."""
    brought = _waiting(org, circle, command.message)
    if isinstance(brought, Refused):
        return brought
    matter = Matter("brought", brought.id)
    draft = e.DraftBegun(circle.id, f"proposal-{command.fresh}", "", command.by, matter)
    return _objector_first(brought) or (draft,)


# --- an objection that the wider circle looks at ----------------------------------------------------------


def tried(proposal: Proposal) -> bool:
    """Whether two wordings went through a consent round, and a problem still stands."""
    asked = {r.version_id for r in proposal.rounds if r.kind == "consent" and r.shown}
    return len(asked) > 1 and bool(proposal.standing)


def find_objection(circle: Circle, id: str) -> Proposal | None:
    """The proposal in which this objection stands."""
    return next((p for p in circle.proposals.values() if any(o.id == id for o in p.standing)), None)


def is_referred(circle: Circle, objection: str) -> bool:
    """Whether it is on its way to the wider circle."""
    return any(one.kind == "referred" and one.about == objection for one in circle.post.sent.values())


def can_refer(org: Organisation, circle: Circle, objection: str) -> bool:
    """Whether handing it on can be asked for: two wordings were tried, and outside help was offered."""
    wider = org.circles.get(circle.charter.parent)
    proposal = find_objection(circle, objection)
    ready = proposal is not None and tried(proposal) and objection in circle.post.helped
    # What is one person's own life leaves the circle with nobody else (R20).
    ready = ready and proposal is not None and not people_of(circle, proposal)
    return bool(ready and wider and not wider.charter.closed and not is_referred(circle, objection))


@asks_circle(c.OfferOutsideHelp)
def offer_help(_: Organisation, circle: Circle, command: c.OfferOutsideHelp) -> Result:
    """Somebody from outside is asked to help."""
    if find_objection(circle, command.objection) is None or command.objection in circle.post.helped:
        return UNKNOWN
    return (e.OutsideHelpOffered(circle.id, command.objection, command.by),)


@asks_circle(c.WantReferral)
def want_referral(org: Organisation, circle: Circle, command: c.WantReferral) -> Result:
    """The objector, or any two members who are not both paid workers, hand it on; it goes on standing."""
    proposal = find_objection(circle, command.objection)
    if proposal is None or is_referred(circle, command.objection):
        return UNKNOWN
    if own := people_of(circle, proposal):
        return Refused("R20", "stays_here", own)
    if not can_refer(org, circle, command.objection):
        return Refused("R4", "try_first")
    before = circle.post.wanted.get(command.objection, ())
    if command.by in before:
        return Refused("", "nothing_changed")
    wanted = e.ReferralWanted(circle.id, command.objection, command.by)
    kinds = [org.people[p].kind for p in (*before, command.by) if p in org.people]
    enough = len(kinds) > 1 and any(kind != "worker" for kind in kinds)
    if command.by != objector(command.objection) and not enough:
        return (wanted,)
    words = proposal.wording.what or proposal.wording.why
    id = f"message-{command.fresh}"
    about = command.objection
    return (
        wanted,
        e.MessageNoted(circle.id, id, circle.charter.parent, "referred", command.by, about, words),
    )
