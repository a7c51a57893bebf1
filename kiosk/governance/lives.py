"""What has become of a decision: in force, stopped, ended or replaced, and who doubts it (R9, R22)."""

from dataclasses import replace
from typing import Literal

from kiosk.governance.own_life import people_of
from kiosk.governance.state import Circle, Proposal, Version
from kiosk.governance.words import Wording

REVIEW = "review"
"""The matter of looking at a decision again; `about` is that decision's proposal."""
REVIEWABLE = {"idea", "brought", "taken_over", REVIEW}
"""The kinds of matter whose decisions are looked at again in this way."""
Condition = Literal[
    "taken_over", "in_force", "due", "goes_on", "passed", "by_number", "by_person", "ended", "replaced"
]


def choice(proposal: Proposal) -> str:
    """What is chosen with the words that were decided, or else with the newest."""
    version = decided(proposal) or proposal.current
    return version.choice if version else ""


def decided(proposal: Proposal) -> Version | None:
    """The words that were decided."""
    return proposal.version(proposal.decision.version_id) if proposal.decision else None


def stands_alone(proposal: Proposal) -> bool:
    """Whether this is a decision of its own that can be looked at again: keeping and ending are not."""
    if proposal.decision is None or proposal.matter.kind not in REVIEWABLE:
        return False
    return proposal.matter.kind != REVIEW or choice(proposal) == "change"


def in_force(proposal: Proposal) -> bool:
    """Whether the circle has neither ended nor replaced it; it may have stopped, or its day have passed."""
    over = proposal.life.ended or proposal.life.replaced_by or proposal.life.taken_by
    return stands_alone(proposal) and not over


def subject(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The decision that this one comes to: what it kept, ended or replaced, and what replaced it since."""
    if proposal.matter.kind == REVIEW and choice(proposal) in ("keep", "end"):
        proposal = circle.proposals[proposal.matter.about]
    while proposal.life.replaced_by:
        proposal = circle.proposals[proposal.life.replaced_by]
    return proposal if stands_alone(proposal) else None


def open_review(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The review of this decision that is going on, until what it decided has become so."""
    over = {term.review for term in proposal.life.terms}
    reviews = (id for id in reversed(list(proposal.life.reviews)) if id not in over)
    return next((circle.proposals[id] for id in reviews if id in circle.proposals), None)


def words_now(circle: Circle, proposal: Proposal) -> Wording:
    """The words in force, with the day and what happens if it is missed as they were last decided (R9)."""
    version, last = decided(proposal), proposal.life.last
    words = version.wording if version else Wording()
    if last and last.choice == "keep" and (kept := decided(circle.proposals[last.review])):
        return replace(kept.wording, what=words.what)
    return words


def review_day(proposal: Proposal) -> str:
    """The day on which it is looked at again."""
    last = proposal.life.last
    if last and last.choice == "keep":
        return last.review_day
    return proposal.decision.review_day if proposal.decision else ""


def doubts(circle: Circle, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Who said that their answer is not right, each with the proposal they had answered (R22)."""
    own = proposal.decision.doubted_by if proposal.decision else ()
    found = [(proposal.id, person) for person in own]
    for term in proposal.life.terms:
        if term.choice != "change":
            found += doubts(circle, circle.proposals[term.review])
    if proposal.matter.kind == REVIEW and choice(proposal) == "change":
        found += doubts(circle, circle.proposals[proposal.matter.about])
    return tuple(found)


def doubters(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whose doubt the circle has not decided about yet."""
    heard = set(proposal.life.heard)
    waiting = [person for id, person in doubts(circle, proposal) if f"{id}/{person}" not in heard]
    return tuple(dict.fromkeys(waiting))


def owes_review(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The decision that has to be looked at again, for a doubt that nobody has taken up yet (R22)."""
    about = subject(circle, proposal) if proposal.decision and proposal.decision.doubted_by else None
    if about is None or open_review(circle, about) or not doubters(circle, about):
        return None
    return about


def stopped_by(circle: Circle, proposal: Proposal) -> str:
    """The person about whom it is, who took back their word: it stopped at once (R20, R22)."""
    people = people_of(circle, proposal)
    took_back = (*proposal.life.took_back, *doubters(circle, proposal)) if people else ()
    return next((person for person in people if person in took_back), "")


def condition(circle: Circle, proposal: Proposal, today: str) -> Condition:
    """What a decision is now. `today` is YYYY-MM-DD, for showing only: no rule reads it."""
    if proposal.life.replaced_by:
        return "replaced"
    if proposal.life.taken_by:
        return "taken_over"
    if proposal.life.ended:
        return "ended"
    if proposal.life.stopped:
        return "by_number"
    if stopped_by(circle, proposal):
        return "by_person"
    day = review_day(proposal)
    if not today or not day or today < day:
        return "in_force"
    if today == day:
        return "due"
    return "passed" if words_now(circle, proposal).if_missed == "stops" else "goes_on"


LOOK_AGAIN = ("due", "goes_on", "passed", "by_number", "by_person")
"""The conditions in which a decision is put on the list."""


def to_look_at(circle: Circle, today: str) -> tuple[Proposal, ...]:
    """The decisions that are to be looked at again and that no review is about yet: stopped ones first."""
    found = [
        (condition(circle, p, today), p)
        for p in circle.proposals.values()
        if p.decision and in_force(p) and not open_review(circle, p)
    ]
    due = [(c, p) for c, p in found if c in LOOK_AGAIN]
    return tuple(p for _, p in sorted(due, key=lambda one: one[0] not in ("by_number", "by_person")))
