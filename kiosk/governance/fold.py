"""From events to state: `apply` replaces only what an event touches, and refuses nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from kiosk.governance import events as e
from kiosk.governance import fold_rounds as rounds
from kiosk.governance.state import (
    Circle,
    Decision,
    Meeting,
    Organisation,
    Person,
    Proposal,
    Topic,
    Version,
)
from kiosk.governance.words import Wording

E = TypeVar("E", bound=e.Event)

OWN_ACTS = (
    e.TopicRaised,
    e.QuestionAsked,
    e.QuestionAnswered,
    e.ReactionGiven,
    e.Passed,
    e.AnswerGiven,
    e.MeaningConfirmed,
    e.ObjectionExplained,
    e.IdeaOffered,
)
"""What is stored in a person's own name, and read back to them at their next turn (R14)."""


def fold(history: Iterable[e.Recorded], state: Organisation) -> Organisation:
    """Apply a whole history."""
    for recorded in history:
        state = apply(state, recorded)
    return state


def apply(state: Organisation, recorded: e.Recorded) -> Organisation:
    """Apply one stored event; an event about something unknown here changes nothing."""
    event = recorded.event
    match event:
        case e.PersonAdded():
            people = {**state.people, event.person: Person(event.person, event.kind, event.name)}
            return replace(state, people=people)
        case e.CircleFounded():
            circle = Circle(event.circle, event.name, event.aim)
            return replace(state, circles={**state.circles, circle.id: circle})
    circle_id = str(getattr(event, "circle", ""))
    before = state.circles.get(circle_id)
    if before is None:
        return state
    after = _in_circle(before, recorded)
    return replace(state, circles={**state.circles, circle_id: _note_act(after, recorded)})


def _in_circle(circle: Circle, recorded: e.Recorded) -> Circle:
    event = recorded.event
    match event:
        case e.MemberJoined():
            return replace(circle, members=(*circle.members, event.person))
        case e.RoleFilled() if event.role == "facilitator":
            return replace(circle, facilitator=event.person, facilitator_until=event.review_day)
        case e.MeetingBegun():
            meeting = Meeting(event.meeting, event.here)
            return replace(circle, meeting=meeting, sittings=circle.sittings + 1)
        case e.HereChanged() | e.Resumed() | e.Paused() | e.MeetingEnded():
            return replace(circle, meeting=_meeting(circle.meeting, event))
        case e.TopicRaised():
            topic = Topic(event.topic, event.person, event.form, event.words)
            return replace(circle, topics={**circle.topics, topic.id: topic})
        case e.DraftBegun():
            return _draft_begun(circle, event)
        case e.TalkWanted():
            return replace(circle, talks=(*circle.talks, (event.person, event.to or "")))
        case e.TalkHad():
            talks = tuple(t for t in circle.talks if t != (event.other, event.person))
            return replace(circle, talks=talks)
        case e.SaidRight():
            left = tuple(a for a in circle.acts.get(event.person, ()) if a.id not in event.acts)
            return replace(circle, acts={**circle.acts, event.person: left})
        case e.SaidNotRight():
            return _not_right(circle, event)
        case e.RoundOpened() if event.kind == "consent" and event.roster:
            first = event.roster[0]
            asked = (*(p for p in circle.asked_first if p != first), first)
            return _on_the_table(replace(circle, asked_first=asked), recorded)
        case _:
            return _on_the_table(circle, recorded)


def _meeting(
    meeting: Meeting | None, event: e.HereChanged | e.Resumed | e.Paused | e.MeetingEnded
) -> Meeting | None:
    if meeting is None or isinstance(event, e.MeetingEnded):
        return None
    match event:
        case e.HereChanged():
            return replace(meeting, here=event.here)
        case e.Resumed():
            return replace(meeting, here=event.here, paused_by="")
        case e.Paused():
            return replace(meeting, paused_by=event.person, pauses=meeting.pauses + 1)


def _draft_begun(circle: Circle, event: e.DraftBegun) -> Circle:
    proposal = Proposal(event.proposal, event.topic, event.author)
    topics = dict(circle.topics)
    if event.topic in topics:
        topics[event.topic] = replace(topics[event.topic], proposal=event.proposal)
    return replace(circle, topics=topics, proposals={**circle.proposals, proposal.id: proposal})


def _not_right(circle: Circle, event: e.SaidNotRight) -> Circle:
    own = circle.acts.get(event.person, ())
    wrong = next((a.event for a in own if a.id == event.act), None)
    left = tuple(a for a in own if a.id != event.act)
    circle = replace(circle, acts={**circle.acts, event.person: left})
    proposal = _find(circle, wrong) if wrong else None
    if wrong is None or proposal is None:
        return circle
    if isinstance(wrong, e.AnswerGiven):
        proposal = rounds.without_answer(proposal, event.person, event.act)
    else:
        proposal = rounds.without_word(proposal, wrong)
    return replace(circle, proposals={**circle.proposals, proposal.id: proposal})


def _note_act(circle: Circle, recorded: e.Recorded) -> Circle:
    if not isinstance(recorded.event, OWN_ACTS):
        return circle
    person = recorded.event.person
    kept = circle.acts.get(person, ())
    if isinstance(recorded.event, e.AnswerGiven):
        # A later answer in the same round takes the place of the earlier one in what is read back.
        kept = tuple(a for a in kept if not _same_round(a.event, recorded.event))
    return replace(circle, acts={**circle.acts, person: (*kept, recorded)})


def _same_round(earlier: e.Event, later: e.AnswerGiven) -> bool:
    return isinstance(earlier, e.AnswerGiven) and earlier.round == later.round


def _on_the_table(circle: Circle, recorded: e.Recorded) -> Circle:
    event = recorded.event
    proposal = _find(circle, event)
    if proposal is None:
        return circle
    change = _CHANGES.get(type(event))
    after = change(proposal, recorded) if change else rounds.apply(proposal, recorded)
    return replace(circle, proposals={**circle.proposals, proposal.id: after})


def _find(circle: Circle, event: e.Event) -> Proposal | None:
    if named := getattr(event, "proposal", ""):
        return circle.proposals.get(named)
    wanted = str(getattr(event, "round", "") or getattr(event, "objection", "").split("/")[0])
    # The newest proposals are the ones being worked on.
    for proposal in reversed(list(circle.proposals.values())):
        if proposal.find_round(wanted):
            return proposal
    return None


def _version(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    event = recorded.event
    assert isinstance(event, e.VersionWritten)
    version = Version(recorded.id, event.number, event.wording or Wording(), event.person, event.meets)
    # Before the first round, other words have to be what was meant too.
    meant = proposal.meant and bool(proposal.rounds)
    return replace(proposal, versions=(*proposal.versions, version), meant=meant)


def _meant(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    assert isinstance(recorded.event, e.MeaningConfirmed)
    return replace(proposal, meant=True)


def _decided(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    event = recorded.event
    assert isinstance(event, e.DecisionMade)
    decision = Decision(
        event.decision, event.version_id, event.round, event.consented, event.review_day, recorded.hlc
    )
    return replace(proposal, decision=decision)


def _presented(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    assert isinstance(recorded.event, e.Presented)
    return replace(proposal, presented=recorded.event.version_id)


def _ready(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    assert isinstance(recorded.event, e.MadeReady)
    return replace(proposal, ready=recorded.event.version_id)


_CHANGES: dict[type[e.Event], Callable[[Proposal, e.Recorded], Proposal]] = {
    e.VersionWritten: _version,
    e.MeaningConfirmed: _meant,
    e.PutOnAgenda: lambda proposal, _: replace(proposal, on_agenda=True, dropped=False),
    e.Presented: _presented,
    e.MadeReady: _ready,
    e.Dropped: lambda proposal, _: replace(proposal, dropped=True),
    e.DecisionMade: _decided,
}
