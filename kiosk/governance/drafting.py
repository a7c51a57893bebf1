"""From a topic to a wording that is ready to be asked about (R8, R9)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import CHOICES, OPENINGS, Result, asks_circle, asks_proposal
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import IDEA

TOPIC_FORMS = ("words", "picture", "wish")


@asks_circle(c.RaiseTopic)
def raise_topic(_: Organisation, circle: Circle, command: c.RaiseTopic) -> Result:
    """Store a topic as it was given; a bare wish to talk is enough."""
    if command.form not in TOPIC_FORMS:
        return UNKNOWN
    if command.form != "wish" and not command.words.strip():
        return Refused("", "empty")
    topic = e.TopicRaised(circle.id, f"topic-{command.fresh}", command.by, command.form, command.words)
    return (topic,)


@asks_circle(c.BeginDraft)
def begin_draft(_: Organisation, circle: Circle, command: c.BeginDraft) -> Result:
    """Make a topic into a draft of the person who raised it."""
    topic = circle.topics.get(command.topic)
    if topic is None:
        return UNKNOWN
    if topic.proposal:
        return Refused("", "already_draft")
    return (e.DraftBegun(circle.id, f"proposal-{command.fresh}", topic.id, topic.person),)


@asks_circle(c.OpenMatter)
def open_matter(org: Organisation, circle: Circle, command: c.OpenMatter) -> Result:
    """Put a matter to the circle; each kind says what has to be so before."""
    opening = OPENINGS.get(command.matter.kind)
    if opening is None:
        return UNKNOWN
    if refusal := opening(org, circle, command):
        return refusal
    id = f"proposal-{command.fresh}"
    begun = e.DraftBegun(circle.id, id, "", command.by, command.matter)
    return (begun, e.PutOnAgenda(circle.id, id, command.by))


@asks_proposal(c.WriteVersion)
def write_version(org: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion) -> Result:
    """Store a new wording; an open consent round on the old one ends, objections stay (R4, R8)."""
    current = proposal.current
    if command.after != (current.id if current else ""):
        return Refused("R8", "words_changed")
    if proposal.decision:
        return Refused("R11", "already_decided")
    if current and (command.wording, command.choice) == (current.wording, current.choice):
        return Refused("R8", "same_words")
    if proposal.matter == IDEA and not command.wording.what.strip():
        return Refused("", "empty")
    choosing = CHOICES.get(proposal.matter.kind)
    if command.choice and proposal.matter == IDEA:
        return UNKNOWN
    if choosing and (refusal := choosing(org, circle, proposal, command)):
        return refusal
    closing: tuple[e.Event, ...] = ()
    round_ = proposal.consent_round
    if round_ is not None:
        if not round_.was_shown:
            return Refused("R8", "round_open")
        if proposal.standing and not round_.objections_heard:
            return Refused("R5", "hear_first")
        closing = (e.RoundClosed(circle.id, round_.id, "new_version"),)
    written = e.VersionWritten(
        circle.id,
        proposal.id,
        len(proposal.versions) + 1,
        command.by,
        (current.id,) if current else (),
        _meets(circle, proposal),
        command.way,
        command.wording,
        command.choice,
    )
    return (*closing, written)


def _meets(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """What new words are to meet: what is worked on, and what was named of those who are gone (R21)."""
    before = proposal.current.meets if proposal.current else ()
    gone = (o for o in proposal.standing if o.person not in circle.members and o.id in before)
    return tuple(dict.fromkeys((*(o.id for o in gone), *(o.id for o in proposal.standing if o.taken))))


@asks_proposal(c.ConfirmMeaning)
def confirm_meaning(_: Organisation, circle: Circle, proposal: Proposal, command: c.ConfirmMeaning) -> Result:
    """Store "that is what I meant", from the one who raised the topic."""
    current = proposal.current
    if current is None or current.id != command.version_id:
        return Refused("R8", "words_changed")
    topic = circle.topics.get(proposal.topic)
    if topic is None or topic.person != command.by:
        return Refused("R15", "only_raiser", (topic.person,) if topic else ())
    return (e.MeaningConfirmed(circle.id, proposal.id, current.id, command.by),)


@asks_proposal(c.PutOnAgenda)
def put_on_agenda(_: Organisation, circle: Circle, proposal: Proposal, command: c.PutOnAgenda) -> Result:
    """Store that the circle will look at this draft."""
    if proposal.decision:
        return Refused("R11", "already_decided")
    if proposal.on_agenda and not proposal.dropped:
        return Refused("", "nothing_changed")
    return (e.PutOnAgenda(circle.id, proposal.id, command.by),)


@asks_proposal(c.Present)
def present(_: Organisation, circle: Circle, proposal: Proposal, command: c.Present) -> Result:
    """Store that the whole text was shown to those here."""
    current = proposal.current
    if current is None or current.id != command.version_id:
        return Refused("R8", "words_changed")
    if proposal.decision:
        return Refused("R11", "already_decided")
    if proposal.dropped:
        return UNKNOWN
    if not circle.here:
        return Refused("R1", "nobody_here")
    return (e.Presented(circle.id, proposal.id, current.id, circle.here, command.how),)


@asks_proposal(c.Drop)
def drop(_: Organisation, circle: Circle, proposal: Proposal, command: c.Drop) -> Result:
    """Store that the author put it away; once people are answering, only the circle can."""
    if proposal.matter.kind == "review":
        # A doubt, or a day that has come, is for the circle to decide about.
        return Refused("R22", "review_stays")
    if proposal.author != command.by:
        return Refused("R12", "only_author", (proposal.author,))
    if any(r.kind == "consent" for r in proposal.rounds):
        return Refused("R4", "round_open")
    if proposal.dropped:
        return Refused("", "nothing_changed")
    return (e.Dropped(circle.id, proposal.id, command.by, command.reason),)
