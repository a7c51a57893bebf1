"""From events to state: `apply` replaces only what an event touches, and refuses nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance import (  # noqa: F401 (each adds its folds)
    fold_absence,
    fold_cards,
    fold_easy,
    fold_helping,
    fold_membership,
    fold_openness,
    fold_own_life,
    fold_reviews,
    fold_sittings,
    fold_standing_in,
)
from kiosk.governance import fold_rounds as rounds
from kiosk.governance import fold_selection as selection
from kiosk.governance.lives import owes_review
from kiosk.governance.registry import (
    CIRCLE_FOLDS,
    EFFECTS,
    ORG_FOLDS,
    PROPOSAL_FOLDS,
    UNDOES,
    UNSAYS,
    WATCHES,
    folds_circle,
    folds_org,
    folds_proposal,
    unsays,
)
from kiosk.governance.state import (
    Circle,
    Decision,
    Meeting,
    Organisation,
    Person,
    Proposal,
    Role,
    Topic,
    Version,
)
from kiosk.governance.words import Wording

HELD_BY_SEVERAL = ("steward",)
"""Roles with more than one holder at once."""


def fold(history: Iterable[e.Recorded], state: Organisation) -> Organisation:
    """Apply a whole history."""
    for recorded in history:
        state = apply(state, recorded)
    return state


def apply(state: Organisation, recorded: e.Recorded) -> Organisation:
    """Apply one stored event; an event about something unknown here changes nothing."""
    event = recorded.event
    if in_org := ORG_FOLDS.get(type(event)):
        state = in_org(state, event, recorded)
    circle_id = str(getattr(event, "circle", ""))
    before = state.circles.get(circle_id)
    if before is None:
        return state
    after = _in_circle(before, recorded)
    if after.readers is not state.readers:
        after = replace(after, readers=state.readers)
    if after is before:
        return state
    return replace(state, circles={**state.circles, circle_id: after})


def _in_circle(circle: Circle, recorded: e.Recorded) -> Circle:
    event = recorded.event
    if in_circle := CIRCLE_FOLDS.get(type(event)):
        circle = in_circle(circle, event, recorded)
    for watch in WATCHES.get(type(event), {}).values():
        circle = watch(circle, event, recorded)
    on_proposal = PROPOSAL_FOLDS.get(type(event))
    proposal = find(circle, event) if on_proposal else None
    if on_proposal and proposal:
        circle = put(circle, on_proposal(proposal, event, recorded))
    # Every event that names a decision is what that decision brought about.
    decision = "" if isinstance(event, e.DecisionMade) else getattr(event, "decision", "")
    if decision:
        circle = _settled(replace(circle, carried=circle.carried | {decision}))
    if recorded.actor:
        # Any turn of theirs ends that somebody is away (R19).
        circle = fold_absence.there_again(circle, recorded.actor)
    return _note_act(circle, recorded)


def put(circle: Circle, proposal: Proposal) -> Circle:
    """The circle with this proposal as it is now."""
    circle = replace(circle, proposals={**circle.proposals, proposal.id: proposal})
    if proposal.id not in circle.live and _is_live(circle, proposal):
        return replace(circle, live=(*circle.live, proposal.id))
    return _settled(circle) if proposal.decision or proposal.dropped else circle


def _settled(circle: Circle) -> Circle:
    """Leave out of what is live whatever nothing can become of any more."""
    live = tuple(id for id in circle.live if _is_live(circle, circle.proposals[id]))
    return circle if live == circle.live else replace(circle, live=live)


def _is_live(circle: Circle, proposal: Proposal) -> bool:
    if proposal.dropped:
        return False
    if proposal.decision is None or owes_review(circle, proposal):
        return True
    return proposal.matter.kind in EFFECTS and proposal.decision.id not in circle.carried


@folds_org(e.PersonAdded)
def _person_added(state: Organisation, event: e.PersonAdded, _: e.Recorded) -> Organisation:
    people = {**state.people, event.person: Person(event.person, event.kind, event.name)}
    return replace(state, people=people)


@folds_org(e.CircleFounded)
def _circle_founded(state: Organisation, event: e.CircleFounded, _: e.Recorded) -> Organisation:
    circle = Circle(event.circle, event.name, event.aim)
    return replace(state, circles={**state.circles, circle.id: circle})


@folds_circle(e.HelpNumbersKept)
def _numbers(circle: Circle, event: e.HelpNumbersKept, _: e.Recorded) -> Circle:
    return replace(circle, numbers=event.numbers or ())


@folds_circle(e.RoleFilled)
def _role_filled(circle: Circle, event: e.RoleFilled, _: e.Recorded) -> Circle:
    role = Role(event.role, event.person, event.review_day, event.temporary, event.decision)
    held: tuple[Role, ...] = ()
    if event.role in HELD_BY_SEVERAL:
        gone = (event.instead, event.person)
        held = tuple(r for r in circle.roles.get(event.role, ()) if r.person not in gone)
    return replace(circle, roles={**circle.roles, event.role: (*held, role)})


@folds_circle(e.MeetingBegun)
def _meeting_begun(circle: Circle, event: e.MeetingBegun, _: e.Recorded) -> Circle:
    return replace(circle, meeting=Meeting(event.meeting, event.here), sittings=circle.sittings + 1)


@folds_circle(e.MeetingEnded)
def _meeting_ended(circle: Circle, event: e.MeetingEnded, _: e.Recorded) -> Circle:
    # Guests are asked to one sitting.
    membership = replace(circle.membership, guests=()) if circle.guests else circle.membership
    here = circle.meeting.here if circle.meeting else circle.last_here
    return replace(circle, meeting=None, membership=membership, last_here=here)


@folds_circle(e.HereChanged)
def _here_changed(circle: Circle, event: e.HereChanged, _: e.Recorded) -> Circle:
    return _with_meeting(circle, lambda meeting: replace(meeting, here=event.here))


@folds_circle(e.Resumed)
def _resumed(circle: Circle, event: e.Resumed, _: e.Recorded) -> Circle:
    return _with_meeting(circle, lambda meeting: replace(meeting, here=event.here, paused_by=""))


@folds_circle(e.Paused)
def _paused(circle: Circle, event: e.Paused, _: e.Recorded) -> Circle:
    return _with_meeting(
        circle, lambda meeting: replace(meeting, paused_by=event.person, pauses=meeting.pauses + 1)
    )


def _with_meeting(circle: Circle, change: Callable[[Meeting], Meeting]) -> Circle:
    return replace(circle, meeting=change(circle.meeting)) if circle.meeting else circle


@folds_circle(e.TopicRaised)
def _topic_raised(circle: Circle, event: e.TopicRaised, _: e.Recorded) -> Circle:
    topic = Topic(event.topic, event.person, event.form, event.words)
    return replace(circle, topics={**circle.topics, topic.id: topic})


@folds_circle(e.SaidRight)
def _said_right(circle: Circle, event: e.SaidRight, _: e.Recorded) -> Circle:
    left = tuple(a for a in circle.acts.get(event.person, ()) if a.id not in event.acts)
    return replace(circle, acts={**circle.acts, event.person: left})


@folds_circle(e.RoundOpened)
def _asked_first(circle: Circle, event: e.RoundOpened, _: e.Recorded) -> Circle:
    if event.kind != "consent" or not event.roster:
        return circle
    first = event.roster[0]
    asked = (*(p for p in circle.asked_first if p != first), first)
    return replace(circle, asked_first=asked)


@folds_circle(e.DraftBegun)
def _draft_begun(circle: Circle, event: e.DraftBegun, _: e.Recorded) -> Circle:
    if event.proposal in circle.proposals:
        # Two devices took the same step.
        return circle
    topics = dict(circle.topics)
    if event.topic in topics:
        topics[event.topic] = replace(topics[event.topic], proposal=event.proposal)
    proposal = Proposal(event.proposal, event.topic, event.author, event.matter)
    return put(replace(circle, topics=topics), proposal)


@folds_circle(e.SaidNotRight)
def _not_right(circle: Circle, event: e.SaidNotRight, _: e.Recorded) -> Circle:
    own = circle.acts.get(event.person, ())
    wrong = next((a.event for a in own if a.id == event.act), None)
    left = tuple(a for a in own if a.id != event.act)
    circle = replace(circle, acts={**circle.acts, event.person: left})
    if unsay := UNSAYS.get(type(wrong)):
        circle = unsay(circle, wrong, event.act)
    proposal = find(circle, wrong) if wrong else None
    if wrong is None or proposal is None:
        return circle
    if isinstance(wrong, e.AnswerGiven):
        return put(circle, rounds.without_answer(proposal, event.person, event.act))
    if undo := UNDOES.get(type(wrong)):
        return put(circle, undo(proposal, wrong, event.act))
    proposal = rounds.without_word(proposal, wrong, event.act)
    return put(circle, selection.without_nomination(proposal, wrong, event.act))


@unsays(e.TopicRaised)
def _without_topic(circle: Circle, event: e.TopicRaised, _: str) -> Circle:
    """What nobody has worked on yet is gone from the list; a draft stays."""
    if circle.topics[event.topic].proposal:
        return circle
    return replace(circle, topics={at: topic for at, topic in circle.topics.items() if at != event.topic})


def _note_act(circle: Circle, recorded: e.Recorded) -> Circle:
    person = getattr(recorded.event, "person", "")
    if not recorded.event.own or not person:
        return circle
    kept = circle.acts.get(person, ())
    if isinstance(recorded.event, e.AnswerGiven):
        # A later answer in the same round takes the place of the earlier one in what is read back.
        kept = tuple(a for a in kept if not _same_round(a.event, recorded.event))
    circle = fold_absence.there_again(fold_sittings.counted(circle), person)
    return replace(circle, acts={**circle.acts, person: (*kept, recorded)})


def _same_round(earlier: e.Event, later: e.AnswerGiven) -> bool:
    return isinstance(earlier, e.AnswerGiven) and earlier.round == later.round


def find(circle: Circle, event: e.Event) -> Proposal | None:
    """The proposal an event is about, by its own id, its round's or its objection's."""
    if named := getattr(event, "proposal", ""):
        return circle.proposals.get(named)
    wanted = str(getattr(event, "round", "") or getattr(event, "objection", "").split("/")[0])
    # The newest proposals are the ones being worked on.
    for proposal in reversed(list(circle.proposals.values())):
        if proposal.find_round(wanted):
            return proposal
    return None


@folds_proposal(e.VersionWritten)
def _version(proposal: Proposal, event: e.VersionWritten, recorded: e.Recorded) -> Proposal:
    words = event.wording or Wording()
    version = Version(recorded.id, event.number, words, event.person, event.meets, event.choice)
    # Before the first round, other words have to be what was meant too.
    meant = proposal.meant and bool(proposal.rounds)
    return replace(proposal, versions=(*proposal.versions, version), meant=meant)


@folds_proposal(e.MeaningConfirmed)
def _meant(proposal: Proposal, _event: e.MeaningConfirmed, _: e.Recorded) -> Proposal:
    return replace(proposal, meant=True)


@folds_proposal(e.PutOnAgenda)
def _on_agenda(proposal: Proposal, _event: e.PutOnAgenda, _: e.Recorded) -> Proposal:
    return replace(proposal, on_agenda=True, dropped=False)


@folds_proposal(e.Presented)
def _presented(proposal: Proposal, event: e.Presented, _: e.Recorded) -> Proposal:
    return replace(proposal, presented=event.version_id)


@folds_proposal(e.MadeReady)
def _ready(proposal: Proposal, event: e.MadeReady, _: e.Recorded) -> Proposal:
    return replace(proposal, ready=event.version_id)


@folds_proposal(e.Dropped)
def _dropped(proposal: Proposal, _event: e.Dropped, _: e.Recorded) -> Proposal:
    return replace(proposal, dropped=True)


@folds_proposal(e.DecisionMade)
def _decided(proposal: Proposal, event: e.DecisionMade, recorded: e.Recorded) -> Proposal:
    decision = Decision(
        event.decision,
        event.version_id,
        event.round,
        event.consented,
        event.review_day,
        recorded.hlc,
        event.away,
    )
    return replace(proposal, decision=decision)


def _on_rounds(proposal: Proposal, _: e.Event, recorded: e.Recorded) -> Proposal:
    return rounds.apply(proposal, recorded)


for _kind in rounds.FOLDED:
    folds_proposal(_kind)(_on_rounds)
