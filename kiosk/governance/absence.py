"""When somebody cannot be reached: reach them, their own word, the away round, and going on (R19)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import (
    AWAY,
    AWAY_WIDER,
    asked_outside,
    asks_me,
    away_now,
    enough_remain,
    has_part,
    heard_for_all,
    is_away,
    lacking,
    named_in,
    out_of_reach,
    to_ask_about,
    wants_waiting,
    wider,
    word_of,
)
from kiosk.governance.consent import not_asked, roster_for
from kiosk.governance.keeping import keeps
from kiosk.governance.membership import has_died
from kiosk.governance.process import PREPARATIONS, HearForThem, Step
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import (
    Events,
    Result,
    asks_circle,
    asks_proposal,
    brings_about,
    holds_back,
    moves_itself,
    opens,
    takes_off,
    visitors_may,
)
from kiosk.governance.selection import nominating, still_to_name
from kiosk.governance.state import Circle, Organisation, Proposal

HOW = ("telephone", "bedside", "visit", "message")
RESULTS = ("reached", "not_reached", "wants_time")
WORDS = ("wait", "ask", "go_on")


# --- reach them, and their own word ------------------------------------------------------------------------


@asks_circle(c.TryToReach)
def try_to_reach(_: Organisation, circle: Circle, command: c.TryToReach) -> Result:
    """Store a try. Who was reached and wants time is waited for in everything that is open."""
    if command.of not in circle.members or command.of == command.by:
        return UNKNOWN
    if command.how not in HOW or command.result not in RESULTS:
        return UNKNOWN
    about: tuple[str, ...] = ()
    if command.result == "wants_time":
        live = (circle.proposals[id] for id in circle.live)
        about = tuple(p.id for p in live if not p.decision and p.matter.kind != AWAY)
    return (e.TriedToReach(circle.id, command.by, command.of, command.how, command.result, about),)


@visitors_may(c.SayWish)
def _on_joining(circle: Circle, command: c.SayWish) -> bool:
    return command.by in circle.membership.invited


@asks_circle(c.SayWish)
def say_wish(org: Organisation, circle: Circle, command: c.SayWish) -> Result:
    """Store what somebody wants when they cannot be reached."""
    named = command.word == "ask"
    if command.word not in WORDS or named != bool(command.to):
        return UNKNOWN
    if named and (command.to not in may_be_named(org, command.by)):
        return UNKNOWN
    own = circle.absence.words.get(command.by)
    if own and (own.word, own.to) == (command.word, command.to):
        return Refused("", "nothing_changed")
    return (e.WishSaid(circle.id, command.by, command.word, command.to),)


def may_be_named(org: Organisation, by: str) -> tuple[str, ...]:
    """Whom somebody can name to be asked: anybody the kiosk knows."""
    return tuple(p for p in org.people if p != by and not has_died(org, p))


@visitors_may(c.SpeakFor)
@visitors_may(c.AnswerFromOutside)
def _asked_from_elsewhere(circle: Circle, command: c.SpeakFor | c.AnswerFromOutside) -> bool:
    return has_part(circle, command.by)


@asks_circle(c.SpeakFor)
def speak_for(_: Organisation, circle: Circle, command: c.SpeakFor) -> Result:
    """Store what the one says whom somebody named to be asked."""
    if command.of not in asks_me(circle, command.by) or command.word not in ("wait", "go_on"):
        return UNKNOWN
    return (e.SpokenFor(circle.id, command.by, command.of, command.word),)


@asks_circle(c.SayNobodyReached)
def nobody_reached(_: Organisation, circle: Circle, command: c.SayNobodyReached) -> Result:
    """Store that it was asked in this sitting, and that nobody has."""
    now = circle.course.now
    if now is None or not to_ask_about(circle):
        return UNKNOWN
    return (e.ReachingAsked(circle.id, now.id, command.by),)


# --- the away round ----------------------------------------------------------------------------------------


@opens(AWAY)
def open_away(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Only of members who were tried in vain often enough; never of the one whose team it is."""
    people = command.matter.people
    if not people or len(set(people)) < len(people) or not set(people) <= set(circle.members):
        return UNKNOWN
    return may_not_open(org, circle, command.by, people)


def may_not_open(org: Organisation, circle: Circle, by: str, people: tuple[str, ...]) -> Refused | None:
    """Why the circle may not be asked to go on without these for now, or None."""
    if by in people:
        return UNKNOWN
    for person in people:
        if person == circle.owner:
            return Refused("R19", "owner_not_away", (person,))
        if named_in(circle, person):
            return Refused("", "nothing_changed")
        if lacking(circle, person):
            return Refused("R19", "not_tried_enough", (person,))
    if not enough_remain(org, circle, frozenset((*people, *circle.absence.away))):
        return Refused("R19", "circle_rests", people)
    waits = next((p for p in people if word_of(circle, p) == "wait"), "")
    if waits and not wider(org, circle) and not circle.absence.outsider:
        return Refused("R19", "nobody_outside", (waits,))
    return None


@takes_off("away")
def who_is_away(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whose consent is not asked: who is away, but for what is kept for them; and whom the round is about."""
    if proposal.matter.kind in (AWAY, AWAY_WIDER):
        about = tuple(p for p in proposal.matter.people if p in circle.members)
        return tuple(dict.fromkeys((*about, *away_now(org, circle))))
    return tuple(p for p in away_now(org, circle) if not keeps(org, circle, proposal, p))


@holds_back(AWAY)
def hold_away(circle: Circle, proposal: Proposal) -> Refused | None:
    """First somebody is heard for them."""
    if not heard_for_all(circle, proposal):
        return Refused("R19", "hear_for_first", proposal.matter.people)
    return None


def _prepare(circle: Circle, proposal: Proposal) -> Step | None:
    return None if heard_for_all(circle, proposal) else HearForThem()


PREPARATIONS[AWAY] = _prepare


@visitors_may(c.HearFor)
def _guests_are_heard(circle: Circle, command: c.HearFor) -> bool:
    return command.by in circle.guests


@asks_proposal(c.HearFor)
def hear_for(_: Organisation, circle: Circle, proposal: Proposal, command: c.HearFor) -> Result:
    """Store what somebody says for one who is not there; nobody answers for them by it (R21)."""
    matter = proposal.matter
    if matter.kind != AWAY or proposal.decision or command.of not in matter.people:
        return UNKNOWN
    if command.by in matter.people or command.form not in ("words", "nothing"):
        return UNKNOWN
    if command.form == "words" and not command.words.strip():
        return Refused("", "empty")
    words = command.words if command.form == "words" else None
    return (e.HeardForSomebody(circle.id, proposal.id, command.by, command.of, command.form, words),)


@moves_itself("reached_meanwhile")
def reached_meanwhile(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """Whether to go on without somebody is no question any more once they were reached."""
    if proposal.matter.kind != AWAY or proposal.decision or proposal.dropped:
        return ()
    if all(out_of_reach(circle, p) for p in proposal.matter.people):
        return ()
    open_ = (r for r in proposal.rounds if r.open)
    over = e.Overtaken(circle.id, proposal.id)
    return (*(e.RoundClosed(circle.id, r.id, "overtaken") for r in open_), over)


@brings_about(AWAY)
def begin_away(org: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """They are away, those who were not reached meanwhile, once the wider circle or somebody outside agreed.

    That is needed where they wanted to be waited for, or said nothing.
    """
    decision = proposal.decision
    if decision is None:
        return ()
    still = tuple(p for p in proposal.matter.people if out_of_reach(circle, p) and p != circle.owner)
    if not enough_remain(org, circle, frozenset((*still, *circle.absence.away))):
        still = ()
    if still and wants_waiting(circle, proposal) and not agreed_elsewhere(org, circle, decision.id):
        return ()
    return (e.AwayBegan(circle.id, decision.id, proposal.id, still, decision.review_day),)


def agreed_elsewhere(org: Organisation, circle: Circle, decision: str) -> bool:
    """Whether the wider circle, or where there is none the one from outside, agreed to it too."""
    if wider(org, circle):
        return decision in circle.absence.wider
    return circle.absence.outside.get(decision, False)


@asks_proposal(c.AnswerFromOutside)
def answer_outside(
    _: Organisation, circle: Circle, proposal: Proposal, command: c.AnswerFromOutside
) -> Result:
    """Store what the one from outside says."""
    if command.by != circle.absence.outsider or proposal not in asked_outside(circle):
        return UNKNOWN
    assert proposal.decision
    return (e.OutsiderAnswered(circle.id, proposal.decision.id, command.by, command.agrees),)


@opens(AWAY_WIDER)
def open_wider(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """The wider circle is asked about exactly what the other one decided."""
    asked = {(of.id, p.id) for of, p in asked_of_wider(org, circle)}
    if not any(command.matter.about == f"{of}/{id}" for of, id in asked):
        return UNKNOWN
    of, proposal = matter_of_wider(org, command.matter.about)
    return None if command.matter.people == proposal.matter.people and of else UNKNOWN


def matter_of_wider(org: Organisation, about: str) -> tuple[Circle, Proposal]:
    """The circle and the away round that a matter of the wider circle is about."""
    of, _, id = about.partition("/")
    circle = org.circles[of]
    return circle, circle.proposals[id]


def asked_of_wider(org: Organisation, circle: Circle) -> tuple[tuple[Circle, Proposal], ...]:
    """The away rounds of other circles that wait for this circle's consent, and are not asked about yet."""
    asked = {p.matter.about for p in circle.proposals.values() if p.matter.kind == AWAY_WIDER}
    found = []
    for of in org.circles.values():
        parent = wider(org, of)
        if parent is None or parent.id != circle.id:
            continue
        for proposal in (of.proposals[id] for id in of.live):
            waits = proposal.matter.kind == AWAY and proposal.decision and wants_waiting(of, proposal)
            if waits and f"{of.id}/{proposal.id}" not in asked:
                found.append((of, proposal))
    return tuple(found)


@brings_about(AWAY_WIDER)
def wider_agrees(org: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """The wider circle consented too."""
    of, first = matter_of_wider(org, proposal.matter.about)
    assert proposal.decision
    assert first.decision
    return (e.WiderConsented(circle.id, of.id, first.decision.id, proposal.decision.id),)


# --- going on, and back ------------------------------------------------------------------------------------


@moves_itself("names_anew")
def names_anew(org: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """Naming somebody for a role stops and starts again without who is away, and with who is back."""
    round_ = nominating(proposal)
    if round_ is None or round_.shown:
        return ()
    away = set(not_asked(org, circle, proposal))
    back = set(round_.away) & set(roster_for(org, circle, proposal))
    if away & set(still_to_name(circle, round_)) or back:
        return (e.RoundClosed(circle.id, round_.id, "roster"),)
    return ()


@asks_circle(c.ComeBack)
def come_back(org: Organisation, circle: Circle, command: c.ComeBack) -> Result:
    """Store that who was away has a turn again, in whichever circle."""
    if not is_away(org, command.by):
        return Refused("", "nothing_changed")
    return (e.CameBack(circle.id, command.by),)
