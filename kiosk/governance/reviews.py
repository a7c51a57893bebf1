"""Looking at decisions again: when they are due, by right, or by their own number (R9, R22)."""

import hashlib

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold_reviews import PARTS_OF_ROUND, parts_said
from kiosk.governance.lives import (
    REVIEW,
    choice,
    condition,
    doubters,
    in_force,
    open_review,
    owes_review,
    review_day,
    subject,
    words_now,
)
from kiosk.governance.process import PREPARATIONS, ChooseWay, LookBack, Step, in_speaking
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import (
    Events,
    Result,
    asks_proposal,
    brings_about,
    chooses,
    moves_itself,
    takes_off,
)
from kiosk.governance.rounds import open_round
from kiosk.governance.sequences import SEQUENCES, SPEAKING, sequence
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import Matter, Wording, is_day

EARLY = "early_review"
"""The matter of looking at a decision again before its day; `people` are those here when it was asked."""
WAYS = ("keep", "change", "end")
"""What can become of a decision."""
EVALUATION = "evaluation"
"""The round of a review in which those here say how it went."""
SPEAKING.add(EVALUATION)
SEQUENCES[EARLY] = ("reactions",)
FORMS = ("words", "picture")


# --- on the way ------------------------------------------------------------------------------------------


@asks_proposal(c.LeaveNote)
def leave_note(_: Organisation, circle: Circle, proposal: Proposal, command: c.LeaveNote) -> Result:
    """Store how it is going, in somebody's words."""
    if not in_force(proposal):
        return Refused("", "not_in_force")
    if command.form not in FORMS:
        return UNKNOWN
    if not command.words.strip():
        return Refused("", "empty")
    return (e.NoteLeft(circle.id, proposal.id, command.by, command.form, command.words),)


@asks_proposal(c.SayItHappened)
def say_it_happened(_: Organisation, circle: Circle, proposal: Proposal, command: c.SayItHappened) -> Result:
    """Count once what the decision watches; a press that comes again finds another number, and is refused."""
    if not in_force(proposal) or not words_now(circle, proposal).limit:
        return Refused("", "not_in_force")
    if proposal.life.stopped:
        return Refused("", "has_stopped")
    if command.counted != len(proposal.life.happened):
        return Refused("", "counted_meanwhile")
    return (e.WorryHappened(circle.id, proposal.id, command.by),)


# --- opening a review ------------------------------------------------------------------------------------


@asks_proposal(c.OpenReview)
def open_(_: Organisation, circle: Circle, proposal: Proposal, command: c.OpenReview) -> Result:
    """Look at a decision again: when its day has come, when it has stopped, or by right (R22)."""
    if not in_force(proposal):
        return Refused("", "not_in_force")
    if open_review(circle, proposal):
        return Refused("", "review_open")
    match command.why:
        case "due" if not is_day(command.today) or command.today < review_day(proposal):
            return Refused("R22", "not_due")
        case "stopped" if condition(circle, proposal, "") not in ("by_number", "by_person"):
            return Refused("R22", "not_due")
        case "changed_mind" if command.by in proposal.life.changed:
            return Refused("R22", "once_a_term")
        case "due" | "stopped" | "changed_mind":
            return _opened(circle, proposal, command.by, command.by, command.why)
        case _:
            return UNKNOWN


def _opened(
    circle: Circle, proposal: Proposal, author: str, person: str, why: str, decision: str = ""
) -> Events:
    """A review with an id that is the same on every device (compare-and-set)."""
    step = f"{proposal.id}\0review\0{len(proposal.life.reviews)}"
    id = f"proposal-{hashlib.sha256(step.encode()).hexdigest()[:24]}"
    return (
        e.ReviewOpened(circle.id, id, proposal.id, person, why, decision),
        e.DraftBegun(circle.id, id, "", author, Matter(REVIEW, proposal.id)),
        e.PutOnAgenda(circle.id, id, author),
    )


def opens_by_right(circle: Circle, proposal: Proposal, person: str) -> Events:
    """Who was away when it was decided sees a problem with it: it is looked at again (R19)."""
    return _opened(circle, proposal, person, person, "was_away")


@moves_itself("doubt")
def doubt(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """What somebody doubts after the decision is looked at again; nobody has to ask for it (R22)."""
    about = owes_review(circle, proposal)
    return _opened(circle, about, doubters(circle, about)[0], "", "doubted") if about else ()


@asks_proposal(c.AskEarlyReview)
def ask_early(_: Organisation, circle: Circle, proposal: Proposal, command: c.AskEarlyReview) -> Result:
    """Ask those here whether to look at it before its day; by right it is once a member and term (R22)."""
    if not in_force(proposal):
        return Refused("", "not_in_force")
    if open_review(circle, proposal) or asked_early(circle, proposal):
        return Refused("", "review_open")
    if not command.words.strip():
        return Refused("", "empty")
    here = circle.members_here
    if command.by not in here:
        return Refused("R1", "nobody_here")
    id = f"proposal-{command.fresh}"
    wording = Wording(why=command.words, review_day=review_day(proposal), if_missed="stops")
    return (
        e.DraftBegun(circle.id, id, "", command.by, Matter(EARLY, proposal.id, here)),
        e.VersionWritten(circle.id, id, 1, command.by, (), (), "draft", wording),
        e.PutOnAgenda(circle.id, id, command.by),
    )


def asked_early(circle: Circle, proposal: Proposal) -> Proposal | None:
    """The question whether to look at this one early, while it is open."""
    asked = Matter(EARLY, proposal.id)
    live = (circle.proposals[id] for id in circle.live)
    return next(
        (p for p in live if (p.matter.kind, p.matter.about) == (asked.kind, asked.about) and not p.decision),
        None,
    )


@takes_off("early_review")
def who_was_not_here(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whether to look again early is asked of those who were here when somebody asked for it."""
    if proposal.matter.kind != EARLY:
        return ()
    return tuple(m for m in circle.members if m not in proposal.matter.people)


@brings_about(EARLY)
def look_early(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """The review is opened; one that was opened meanwhile will do."""
    decision = proposal.decision.id if proposal.decision else ""
    before = circle.proposals[proposal.matter.about]
    about = subject(circle, before) or before
    if going_on := open_review(circle, about):
        return (e.ReviewOpened(circle.id, going_on.id, about.id, "", "agreed", decision),)
    return _opened(circle, about, proposal.author, "", "agreed", decision)


# --- the review ------------------------------------------------------------------------------------------


def prepare(circle: Circle, proposal: Proposal) -> Step | None:
    """First those here say how it went; then the circle says what becomes of it."""
    round_ = next((r for r in proposal.rounds if r.kind == EVALUATION), None)
    if round_ is None:
        return LookBack()
    if round_.open:
        return in_speaking(circle, proposal, round_)
    return None if proposal.versions else ChooseWay()


PREPARATIONS[REVIEW] = prepare


@asks_proposal(c.BeginEvaluation)
def begin_evaluation(org: Organisation, circle: Circle, proposal: Proposal, _: c.BeginEvaluation) -> Result:
    """The round begins, with those here (R1)."""
    if proposal.decision or proposal.rounds:
        return UNKNOWN
    first = EVALUATION if proposal.matter.kind == REVIEW else sequence(proposal)[0]
    if first not in PARTS_OF_ROUND:
        return UNKNOWN
    if not circle.members_here:
        return Refused("R1", "nobody_here")
    opened = open_round(org, circle, proposal, first)
    return (opened,) if opened.roster else Refused("R1", "nobody_here")


@asks_proposal(c.Evaluate)
def evaluate(_: Organisation, circle: Circle, proposal: Proposal, command: c.Evaluate) -> Result:
    """Store one part of what somebody says of it; passing is one too (R1)."""
    round_ = proposal.find_round(command.round)
    if round_ is None or not round_.open or round_.kind not in PARTS_OF_ROUND:
        return Refused("R1", "round_over")
    if command.by not in round_.roster:
        return Refused("R7", "not_asked")
    if command.part not in PARTS_OF_ROUND[round_.kind] or command.form not in (*FORMS, "pass"):
        return UNKNOWN
    if command.part in parts_said(proposal, command.by):
        return Refused("R1", "already_asked", (command.by,))
    words = None if command.form == "pass" else command.words
    if words is not None and not words.strip():
        return Refused("", "empty")
    return (e.Evaluated(circle.id, round_.id, command.by, command.part, command.form, words),)


@chooses(REVIEW)
def chosen(_: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion) -> Refused | None:
    """Keep, change or end; and first it is said how it went."""
    if command.choice not in WAYS:
        return UNKNOWN
    if not any(r.kind == EVALUATION and not r.open for r in proposal.rounds):
        return Refused("R1", "rounds_first")
    if command.choice == "change" and not command.wording.what.strip():
        return Refused("", "empty")
    return None


@brings_about(REVIEW)
def reviewed(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """What the circle decided becomes so: kept until a new day, replaced by the new words, or ended (R9)."""
    decision = proposal.decision
    if decision is None:
        return ()
    about, way, day = proposal.matter.about, choice(proposal), decision.review_day
    return (e.DecisionReviewed(circle.id, decision.id, about, proposal.id, way, day),)


def no_way_on(proposal: Proposal) -> bool:
    """Whether keeping, changing and ending each met a problem that was not taken back, and one stands."""
    met = {
        version.choice
        for objection in proposal.objections
        if objection.status != "withdrawn" and (version := proposal.version(objection.version_id))
    }
    return proposal.matter.kind == REVIEW and bool(proposal.standing) and met >= set(WAYS)


@moves_itself("referred")
def refer(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """Where no way on is found, the wider circle is to hear of what goes on; what stops has its day (R9)."""
    if proposal.decision or not no_way_on(proposal):
        return ()
    about = circle.proposals[proposal.matter.about]
    if about.life.referred or words_now(circle, about).if_missed != "goes_on":
        return ()
    return (e.Referred(circle.id, about.id, proposal.id),)
