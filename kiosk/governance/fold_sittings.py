"""The part of the fold that is about whole meetings."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import unsays, watches
from kiosk.governance.state import CheckRound, CheckSaying, Circle, Concern, Sitting

Change = Callable[[Sitting], Sitting]


def _now(circle: Circle, change: Change) -> Circle:
    now = circle.course.now
    return replace(circle, course=replace(circle.course, now=change(now))) if now else circle


def _with_round(circle: Circle, id: str, change: Callable[[CheckRound], CheckRound]) -> Circle:
    def changed(round_: CheckRound | None) -> CheckRound | None:
        return change(round_) if round_ and round_.id == id else round_

    return _now(circle, lambda s: replace(s, opening=changed(s.opening), closing=changed(s.closing)))


def _said(circle: Circle, id: str, person: str, what: str) -> Circle:
    return _with_round(circle, id, lambda r: replace(r, said={**r.said, person: what}))


@watches(e.MeetingBegun)
def _begun(circle: Circle, event: e.MeetingBegun, recorded: e.Recorded) -> Circle:
    sitting = Sitting(event.meeting, event.form, recorded.hlc, event.here)
    return replace(circle, course=replace(circle.course, now=sitting))


@watches(e.MeetingEnded)
def _ended(circle: Circle, event: e.MeetingEnded, _: e.Recorded) -> Circle:
    course = circle.course
    past = (*course.past, course.now) if course.now else course.past
    return replace(circle, course=replace(course, now=None, past=past))


@watches(e.HereChanged)
@watches(e.Resumed)
def _here(circle: Circle, event: e.HereChanged | e.Resumed, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, been=tuple(dict.fromkeys((*s.been, *event.here)))))


@watches(e.Paused)
def _paused(circle: Circle, _event: e.Paused, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, acts=0))


@watches(e.CheckRoundOpened)
def _opened(circle: Circle, event: e.CheckRoundOpened, _: e.Recorded) -> Circle:
    fresh = CheckRound(event.round, event.kind, event.roster)
    circle = replace(circle, course=replace(circle.course, rounds=circle.course.rounds + 1))
    opening = event.kind == "opening"
    return _now(circle, lambda s: replace(s, opening=fresh) if opening else replace(s, closing=fresh))


@watches(e.CheckRosterGrew)
def _grew(circle: Circle, event: e.CheckRosterGrew, _: e.Recorded) -> Circle:
    return _with_round(circle, event.round, lambda r: replace(r, roster=event.roster))


@watches(e.CheckSaid)
def _spoke(circle: Circle, event: e.CheckSaid, recorded: e.Recorded) -> Circle:
    saying = CheckSaying(event.person, event.form, event.words, recorded.id)
    circle = _with_round(circle, event.round, lambda r: replace(r, sayings=(*r.sayings, saying)))
    return _said(circle, event.round, event.person, "spoke")


@watches(e.Passed)
def _passed(circle: Circle, event: e.Passed, _: e.Recorded) -> Circle:
    return _said(circle, event.round, event.person, "passed")


@watches(e.NotHere)
def _not_here(circle: Circle, event: e.NotHere, _: e.Recorded) -> Circle:
    return _said(circle, event.round, event.person, "not_here")


@watches(e.RoundClosed)
def _closed(circle: Circle, event: e.RoundClosed, _: e.Recorded) -> Circle:
    return _with_round(circle, event.round, lambda r: replace(r, open=False, why=event.why))


@watches(e.AdminDone)
def _admin(circle: Circle, event: e.AdminDone, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, admin=True, length=event.length, next_day=event.next_day))


@watches(e.AgendaProposed)
def _proposed(circle: Circle, event: e.AgendaProposed, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, items=event.items, listed=True, oks=(), concern=None, agreed=()))


@watches(e.AgendaOk)
def _ok(circle: Circle, event: e.AgendaOk, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, oks=tuple(dict.fromkeys((*s.oks, event.person)))))


@watches(e.AgendaConcern)
def _concern(circle: Circle, event: e.AgendaConcern, _: e.Recorded) -> Circle:
    concern = Concern(event.person, event.words)
    return _now(circle, lambda s: replace(s, concern=concern, oks=(), agreed=()))


@watches(e.AgendaAgreed)
def _agreed(circle: Circle, event: e.AgendaAgreed, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, agreed=event.people))


@watches(e.ItemTalked)
def _talked(circle: Circle, event: e.ItemTalked, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, talked={**s.talked, event.item: event.how}))


@watches(e.DecisionMade)
def _decided(circle: Circle, event: e.DecisionMade, _: e.Recorded) -> Circle:
    proposal = circle.proposals.get(event.proposal)
    if proposal and proposal.matter.about == "other_helper" and proposal.matter.kind == "process":
        circle = _now(circle, lambda s: replace(s, helper=proposal.matter.people[0]))
    return _now(circle, lambda s: replace(s, decided=(*s.decided, event.proposal)))


@watches(e.CardShown)
def _card(circle: Circle, event: e.CardShown, _: e.Recorded) -> Circle:
    return _now(circle, lambda s: replace(s, cards=(*s.cards, (event.colour, event.person))))


@unsays(e.CheckSaid)
def _not_said(circle: Circle, event: e.CheckSaid, act: str) -> Circle:
    """The words are left out, and while the round is open the person is asked again (R22)."""

    def without(round_: CheckRound) -> CheckRound:
        sayings = tuple(s for s in round_.sayings if s.act != act)
        said = {p: what for p, what in round_.said.items() if p != event.person or not round_.open}
        return replace(round_, sayings=sayings, said=said)

    return _with_round(circle, event.round, without)


@unsays(e.AgendaOk)
def _not_ok(circle: Circle, event: e.AgendaOk, _: str) -> Circle:
    """The list is not agreed any more; who said so is asked again."""
    return _now(circle, lambda s: replace(s, oks=tuple(p for p in s.oks if p != event.person), agreed=()))


@unsays(e.AgendaConcern)
def _no_concern(circle: Circle, event: e.AgendaConcern, _: str) -> Circle:
    return _now(
        circle, lambda s: replace(s, concern=None) if s.concern and s.concern.person == event.person else s
    )


@unsays(e.Passed)
def _not_passed(circle: Circle, event: e.Passed, _: str) -> Circle:
    """While the round is open, who says that they did not pass is asked again."""

    def without(round_: CheckRound) -> CheckRound:
        if not round_.open:
            return round_
        return replace(round_, said={p: what for p, what in round_.said.items() if p != event.person})

    return _with_round(circle, event.round, without)


def counted(circle: Circle) -> Circle:
    """One thing more was done since the sitting began, or since the last break."""
    return _now(circle, lambda s: replace(s, acts=s.acts + 1))
