"""What absence changes in a circle; whoever is there again is asked again, whatever they did."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, folds_org, unsays, watches
from kiosk.governance.state import (
    Absence,
    Away,
    Circle,
    HeardFor,
    Later,
    Organisation,
    Try,
    Wish,
)


def _with(circle: Circle, absence: Absence) -> Circle:
    return replace(circle, absence=absence)


def there_again(circle: Circle, *people: str) -> Circle:
    """The circle in which these were reached, or are there: nothing tried in vain before counts any more."""
    was = circle.absence
    if not any(p in was.away or p in was.tries or p in was.spoken for p in people):
        return circle
    return _with(
        circle,
        replace(
            was,
            away={p: away for p, away in was.away.items() if p not in people},
            tries={p: tries for p, tries in was.tries.items() if p not in people},
            spoken={p: said for p, said in was.spoken.items() if p not in people},
        ),
    )


@folds_circle(e.OutsiderNamed)
def _outsider(circle: Circle, event: e.OutsiderNamed, _: e.Recorded) -> Circle:
    return _with(circle, replace(circle.absence, outsider=event.person))


@folds_circle(e.WishSaid)
def _word(circle: Circle, event: e.WishSaid, _: e.Recorded) -> Circle:
    words = {**circle.absence.words, event.person: Wish(event.word, event.to)}
    return _with(circle, replace(circle.absence, words=words))


@unsays(e.WishSaid)
def _no_word(circle: Circle, event: e.WishSaid, _: str) -> Circle:
    """Where it was not right, it is as if nothing was said: they are waited for."""
    words = {p: word for p, word in circle.absence.words.items() if p != event.person}
    return _with(circle, replace(circle.absence, words=words))


@folds_circle(e.SpokenFor)
def _spoken(circle: Circle, event: e.SpokenFor, _: e.Recorded) -> Circle:
    spoken = {**circle.absence.spoken, event.of: Wish(event.word, event.person)}
    return _with(circle, replace(circle.absence, spoken=spoken))


@unsays(e.SpokenFor)
def _not_spoken(circle: Circle, event: e.SpokenFor, _: str) -> Circle:
    spoken = {p: said for p, said in circle.absence.spoken.items() if p != event.of}
    return _with(circle, replace(circle.absence, spoken=spoken))


def sitting_of(circle: Circle, person: str) -> str:
    """The sitting that a try belongs to: this one or the last; none where they were in it themselves."""
    sitting = circle.course.now or circle.course.last
    return sitting.id if sitting and person not in sitting.been else ""


@folds_circle(e.TriedToReach)
def _tried(circle: Circle, event: e.TriedToReach, recorded: e.Recorded) -> Circle:
    if event.result != "not_reached":
        circle = there_again(circle, event.of)
    at = sitting_of(circle, event.of)
    one = Try(event.person, event.how, event.result, at, recorded.id)
    was = circle.absence
    tries = {**was.tries, event.of: (*was.tries.get(event.of, ()), one)}
    time = dict(was.time)
    if event.about:
        time[event.of] = time.get(event.of, frozenset()) | frozenset(event.about)
    return _with(circle, replace(was, tries=tries, time=time))


@unsays(e.TriedToReach)
def _not_tried(circle: Circle, event: e.TriedToReach, act: str) -> Circle:
    """It does not count; that somebody was not reached after all is no try in vain."""
    was = circle.absence
    left = tuple(one for one in was.tries.get(event.of, ()) if one.act != act)
    time = {p: about - frozenset(event.about) if p == event.of else about for p, about in was.time.items()}
    return _with(circle, replace(was, tries={**was.tries, event.of: left}, time=time))


@folds_circle(e.ReachingAsked)
def _asked(circle: Circle, event: e.ReachingAsked, _: e.Recorded) -> Circle:
    return _with(circle, replace(circle.absence, asked_in=event.meeting))


@folds_circle(e.HeardForSomebody)
def _heard(circle: Circle, event: e.HeardForSomebody, recorded: e.Recorded) -> Circle:
    said = HeardFor(event.person, event.of, event.form, event.words, recorded.id)
    before = circle.absence.heard_for.get(event.proposal, ())
    heard = {**circle.absence.heard_for, event.proposal: (*before, said)}
    return _with(circle, replace(circle.absence, heard_for=heard))


@unsays(e.HeardForSomebody)
def _not_heard(circle: Circle, event: e.HeardForSomebody, act: str) -> Circle:
    left = tuple(one for one in circle.absence.heard_for.get(event.proposal, ()) if one.act != act)
    return _with(
        circle, replace(circle.absence, heard_for={**circle.absence.heard_for, event.proposal: left})
    )


@folds_circle(e.OutsiderAnswered)
def _outside(circle: Circle, event: e.OutsiderAnswered, _: e.Recorded) -> Circle:
    outside = {**circle.absence.outside, event.about: event.agrees}
    return _with(circle, replace(circle.absence, outside=outside))


@folds_org(e.WiderConsented)
def _wider(state: Organisation, event: e.WiderConsented, _: e.Recorded) -> Organisation:
    circle = state.circles.get(event.of)
    if circle is None:
        return state
    after = _with(circle, replace(circle.absence, wider=circle.absence.wider | {event.first}))
    return replace(state, circles={**state.circles, circle.id: after})


@folds_circle(e.AwayBegan)
def _began(circle: Circle, event: e.AwayBegan, _: e.Recorded) -> Circle:
    one = Away(event.decision, event.proposal, event.review_day)
    away = {**circle.absence.away, **dict.fromkeys(event.people, one)}
    # The sitting that has just decided it need not ask whether they were reached.
    asked_in = circle.course.now.id if circle.course.now else circle.absence.asked_in
    return _with(circle, replace(circle.absence, away=away, asked_in=asked_in))


@folds_org(e.CameBack)
def _back(state: Organisation, event: e.CameBack, _: e.Recorded) -> Organisation:
    circles = {id: there_again(circle, event.person) for id, circle in state.circles.items()}
    return replace(state, circles=circles)


@folds_circle(e.AnsweredLater)
def _later(circle: Circle, event: e.AnsweredLater, recorded: e.Recorded) -> Circle:
    said = Later(event.person, event.word, event.form, event.words, recorded.id)
    before = circle.absence.later.get(event.proposal, ())
    later = {**circle.absence.later, event.proposal: (*before, said)}
    return _with(circle, replace(circle.absence, later=later))


@unsays(e.AnsweredLater)
def _not_later(circle: Circle, event: e.AnsweredLater, act: str) -> Circle:
    left = tuple(one for one in circle.absence.later.get(event.proposal, ()) if one.act != act)
    return _with(circle, replace(circle.absence, later={**circle.absence.later, event.proposal: left}))


@watches(e.MeetingBegun)
@watches(e.HereChanged)
@watches(e.Resumed)
def _here(circle: Circle, event: e.MeetingBegun | e.HereChanged | e.Resumed, _: e.Recorded) -> Circle:
    return there_again(circle, *event.here)


@watches(e.MemberJoined)
@watches(e.MemberBack)
@watches(e.MemberLeft)
@watches(e.MemberRemoved)
@watches(e.MemberSetAside)
def _comes_or_goes(
    circle: Circle,
    event: e.MemberJoined | e.MemberBack | e.MemberLeft | e.MemberRemoved | e.MemberSetAside,
    _: e.Recorded,
) -> Circle:
    """Who joins or goes is not one who cannot be reached."""
    return there_again(circle, event.person)
