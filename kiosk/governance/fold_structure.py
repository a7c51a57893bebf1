"""The part of the fold that is about how circles come to be, belong to each other, are linked, and end."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_org
from kiosk.governance.state import Asked, Charter, Circle, Claim, Organisation, Role, parents_of


def _with_circle(state: Organisation, id: str, change: Callable[[Circle], Circle]) -> Organisation:
    circle = state.circles.get(id)
    return replace(state, circles={**state.circles, id: change(circle)}) if circle else state


def _chartered(state: Organisation, id: str, change: Callable[[Charter], Charter]) -> Organisation:
    return _with_circle(state, id, lambda circle: replace(circle, charter=change(circle.charter)))


def _claimed(state: Organisation, child: str, parent: str, recorded: e.Recorded) -> Organisation:
    state = replace(state, claims=(*state.claims, Claim(child, parent, recorded.hlc, recorded.id)))
    parents, doubted = parents_of(state.claims)
    for id, circle in state.circles.items():
        now = replace(circle.charter, parent=parents.get(id, ""), doubted=id in doubted)
        if now != circle.charter:
            state = _chartered(state, id, lambda _, now=now: now)  # type: ignore[misc]
    return state


@folds_org(e.CircleProposed)
def _proposed(state: Organisation, event: e.CircleProposed, recorded: e.Recorded) -> Organisation:
    if event.new in state.circles:
        return state
    charter = Charter(domain=event.domain, maker=event.circle, first=event.first, ends=event.ends)
    circle = Circle(event.new, event.name, event.aim, charter=charter)
    if event.leader:
        leader = Role("leader", event.leader, event.review_day, False, event.decision)
        circle = replace(circle, roles={"leader": (leader,)})
    state = replace(state, circles={**state.circles, event.new: circle})
    if event.kind == "wider_circle":
        return state
    return _claimed(state, event.new, event.circle, recorded)


@folds_org(e.FirstAnswered)
def _first_answered(state: Organisation, event: e.FirstAnswered, _: e.Recorded) -> Organisation:
    return _chartered(
        state, event.new, lambda c: replace(c, answered={**c.answered, event.person: event.agreed})
    )


@folds_org(e.BothAsked)
def _both_asked(state: Organisation, event: e.BothAsked, _: e.Recorded) -> Organisation:
    asked = Asked(
        event.decision,
        event.what,
        event.of,
        event.circle,
        event.other,
        event.name,
        event.aim,
        event.domain,
        event.absence,
        event.review_day,
    )
    state = replace(state, asks={**state.asks, event.decision: asked})
    if event.what == "close":
        state = _chartered(state, event.of, lambda c: replace(c, folding=event.decision))
    return state


def _agreed(state: Organisation, first: str, second: str) -> Organisation:
    asked = state.asks.get(first)
    return replace(state, asks={**state.asks, first: replace(asked, agreed=second)}) if asked else state


@folds_org(e.CharterKept)
def _kept(state: Organisation, event: e.CharterKept, _: e.Recorded) -> Organisation:
    def change(circle: Circle) -> Circle:
        charter = replace(
            circle.charter,
            domain=event.domain,
            absence=event.absence,
            decision=event.decision,
            review_day=event.review_day,
            # A helping circle that goes on has a later end; its first yes to its aim changes no day.
            ends=max(circle.charter.ends, event.review_day or "") if circle.charter.ends else "",
        )
        return replace(circle, name=event.name or circle.name, aim=event.aim, charter=charter)

    return _agreed(_with_circle(state, event.of, change), event.first, event.decision)


@folds_org(e.CircleBelongs)
def _belongs(state: Organisation, event: e.CircleBelongs, recorded: e.Recorded) -> Organisation:
    if event.child not in state.circles or event.parent not in state.circles:
        return state
    return _agreed(_claimed(state, event.child, event.parent, recorded), event.first, event.decision)


@folds_org(e.CircleClosed)
def _closed(state: Organisation, event: e.CircleClosed, _: e.Recorded) -> Organisation:
    circle = state.circles.get(event.of)
    if circle is None or circle.charter.closed:
        return state

    def close(circle: Circle) -> Circle:
        charter = replace(circle.charter, closed=True)
        return replace(circle, charter=charter, meeting=None, acts={}, live=())

    state = _with_circle(state, event.of, close)
    state = _chartered(state, circle.charter.parent, lambda c: replace(c, returned=(*c.returned, event.of)))
    return _agreed(state, event.first, event.decision)


@folds_org(e.LeaderSent)
def _leader(state: Organisation, event: e.LeaderSent, _: e.Recorded) -> Organisation:
    return state


@folds_org(e.DelegateTaken)
def _delegate(state: Organisation, event: e.DelegateTaken, _: e.Recorded) -> Organisation:
    return state
