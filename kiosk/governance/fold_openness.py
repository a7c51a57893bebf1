"""The part of the fold that is about how a circle decides, for all in it to see (R12, R14)."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import ROSTERS, folds_org, watches
from kiosk.governance.state import Chosen, Circle, NotAsked, Openness, Organisation

Change = Callable[[Openness], Openness]

HEARD: dict[type[e.Event], str] = {
    e.TopicRaised: "ideas",
    e.IdeaOffered: "ideas",
    e.QuestionAsked: "questions",
    e.QuestionAnswered: "answered",
    e.ReactionGiven: "thoughts",
    e.QualityNamed: "thoughts",
    e.Evaluated: "thoughts",
    e.NoteLeft: "thoughts",
    e.CheckSaid: "thoughts",
    e.ObjectionExplained: "thoughts",
}
"""What somebody says for others to hear, by what they see of it themselves; nothing hidden is here (R23)."""
DONE: dict[type[e.Event], str] = {e.AnswerGiven: "answers"}
"""What they see of it themselves, without having been heard by it."""


def _openly(circle: Circle, change: Change) -> Circle:
    return replace(circle, openness=change(circle.openness))


@folds_org(e.DecisionMade)
def _not_asked(state: Organisation, event: e.DecisionMade, _: e.Recorded) -> Organisation:
    """Which members were not asked, and by which rule, as it was when it was decided."""
    circle = state.circles.get(event.circle)
    proposal = circle.proposals.get(event.proposal) if circle else None
    if circle is None or proposal is None:
        return state
    rules = {person: name for name, rule in ROSTERS.items() for person in rule(state, circle, proposal)}
    left = tuple(NotAsked(m, rules.get(m, "")) for m in circle.members if m not in event.consented)
    known = {**circle.openness.not_asked, event.decision: left}
    circle = _openly(circle, lambda o: replace(o, not_asked=known))
    return replace(state, circles={**state.circles, circle.id: circle})


# --- what somebody chose for a sitting ---------------------------------------------------------------------


def _chose(circle: Circle, person: str, what: str, about: str = "", version: str = "") -> Circle:
    if circle.meeting is None or not person or not _known(circle, what, about):
        return circle
    kept = circle.openness.chosen
    now = (*kept.get(circle.meeting.id, ()), Chosen(person, what, about, version))
    at = circle.meeting.id
    return _openly(circle, lambda o: replace(o, chosen={**kept, at: now}))


def _known(circle: Circle, what: str, about: str) -> bool:
    if what == "objection":
        return any(p.find_round(about.split("/")[0]) for p in circle.proposals.values())
    return what == "list" or about in circle.proposals


@watches(e.AgendaProposed)
def _list(circle: Circle, event: e.AgendaProposed, _: e.Recorded) -> Circle:
    return _chose(circle, event.person, "list")


@watches(e.Presented)
def _item(circle: Circle, event: e.Presented, recorded: e.Recorded) -> Circle:
    return _chose(circle, recorded.actor, "item", event.proposal, event.version_id)


@watches(e.MadeReady)
def _ready(circle: Circle, event: e.MadeReady, _: e.Recorded) -> Circle:
    return _chose(circle, event.person, "ready", event.proposal, event.version_id)


@watches(e.ObjectionTaken)
def _objection(circle: Circle, event: e.ObjectionTaken, _: e.Recorded) -> Circle:
    return _chose(circle, event.person, "objection", event.objection)


@watches(e.VersionWritten)
def _words(circle: Circle, event: e.VersionWritten, recorded: e.Recorded) -> Circle:
    return _chose(circle, event.person, "words", event.proposal, recorded.id)


# --- who was heard -----------------------------------------------------------------------------------------


@watches(e.MemberJoined)
def _joined(circle: Circle, event: e.MemberJoined, _: e.Recorded) -> Circle:
    heard = {**circle.openness.heard, event.person: circle.sittings}
    return _openly(circle, lambda o: replace(o, heard=heard))


def _spoke(circle: Circle, event: e.Event, _: e.Recorded) -> Circle:
    if not _says_something(event):
        return circle
    person, words = str(getattr(event, "person", "")), HEARD[type(event)]
    heard = {**circle.openness.heard, person: circle.sittings}
    return _counted(_openly(circle, lambda o: replace(o, heard=heard)), person, words)


def _says_something(event: e.Event) -> bool:
    """Whether it is a word, a picture, or the wish to talk; passing is none."""
    if isinstance(event, e.TopicRaised):
        return True
    passed = getattr(event, "form", "") in ("pass", "not_now") or getattr(event, "noted", False)
    return not passed and getattr(event, "words", "") != ""


def _did(circle: Circle, event: e.Event, _: e.Recorded) -> Circle:
    return _counted(circle, str(getattr(event, "person", "")), DONE[type(event)])


def _counted(circle: Circle, person: str, what: str) -> Circle:
    own = circle.openness.figures.get(person, {})
    figures = {**circle.openness.figures, person: {**own, what: own.get(what, 0) + 1}}
    return _openly(circle, lambda o: replace(o, figures=figures))


@watches(e.MeetingBegun)
@watches(e.HereChanged)
@watches(e.Resumed)
def _here(circle: Circle, event: e.MeetingBegun | e.HereChanged | e.Resumed, _: e.Recorded) -> Circle:
    """Somebody is counted once in each sitting in which they are at some time."""
    been = frozenset[str]() if isinstance(event, e.MeetingBegun) else circle.openness.been
    for person in event.here:
        if person not in been:
            circle = _counted(circle, person, "meetings")
    return _openly(circle, lambda o: replace(o, been=been | set(event.here)))


for _kind in HEARD:
    watches(_kind)(_spoke)
for _kind in DONE:
    watches(_kind)(_did)
