"""Decisions made while somebody was away: they are asked about each one when they are back (R19)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import AWAY
from kiosk.governance.lives import in_force, open_review, stands_alone, subject
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Events, Result, asks_proposal
from kiosk.governance.reviews import opens_by_right
from kiosk.governance.state import Circle, Later, Organisation, Proposal

WORDS = ("ok", "problem", "tell_more", "withdrawn")
FORMS = ("", "words", "pictures", "help", "private")


def said_later(circle: Circle, proposal: Proposal, person: str) -> Later | None:
    """What somebody said last of a decision that was made without them."""
    own = [one for one in circle.absence.later.get(proposal.id, ()) if one.person == person]
    return own[-1] if own else None


def decided_with(circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether they consented to what became of it since."""
    reviews = (circle.proposals[term.review].decision for term in proposal.life.terms)
    return any(made is not None and person in made.consented for made in reviews)


def sees_later(circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether they see a problem with it, and neither took it back nor consented to what came of it (R6)."""
    own = [one for one in circle.absence.later.get(proposal.id, ()) if one.person == person]
    seen = [one for one in own if one.word in ("problem", "withdrawn")]
    return bool(seen) and seen[-1].word == "problem" and not decided_with(circle, proposal, person)


def asked_later(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Who is asked about this decision when they are back, and has not been since."""
    made = proposal.decision
    if made is None or proposal.matter.kind == AWAY or (stands_alone(proposal) and not in_force(proposal)):
        return ()
    return tuple(p for p in made.away if p in circle.members and not decided_with(circle, proposal, p))


def to_answer_later(circle: Circle, person: str) -> tuple[Proposal, ...]:
    """The decisions about which this member has still to say something, the oldest first."""
    if person in circle.absence.away:
        return ()

    def open_(proposal: Proposal) -> bool:
        said = said_later(circle, proposal, person)
        return said is None or said.word == "tell_more"

    return tuple(p for p in circle.proposals.values() if person in asked_later(circle, p) and open_(p))


@asks_proposal(c.AnswerLater)
def answer_later(_: Organisation, circle: Circle, proposal: Proposal, command: c.AnswerLater) -> Result:
    """Store what who was away says of it; a problem opens a review by right."""
    if command.by not in asked_later(circle, proposal) or command.word not in WORDS:
        return UNKNOWN
    sees = sees_later(circle, proposal, command.by)
    if command.word == "ok" and sees:
        return Refused("R6", "withdraw_first")
    if command.word == "withdrawn" and not sees:
        return Refused("R6", "nothing_to_withdraw")
    if command.word == "withdrawn" and command.form not in ("fixed", "can_live"):
        return Refused("R6", "problem_stays")
    if command.word != "withdrawn" and command.form not in FORMS:
        return UNKNOWN
    in_words = command.word == "tell_more" or command.form in ("words", "pictures")
    if in_words and not command.words.strip():
        return Refused("", "empty")
    answer = e.AnsweredLater(
        circle.id,
        proposal.id,
        command.by,
        command.word,
        command.form,
        command.words if in_words else None,
    )
    opening = _review(circle, proposal, command) if command.word == "problem" and not sees else ()
    return (answer, *opening)


def _review(circle: Circle, proposal: Proposal, command: c.AnswerLater) -> Events:
    """The review that a problem opens; what is not looked at in that way is talked about."""
    about = subject(circle, proposal)
    if about and in_force(about):
        return () if open_review(circle, about) else opens_by_right(circle, about, command.by)
    return (e.TopicRaised(circle.id, f"topic-{command.fresh}", command.by, "wish", None),)
