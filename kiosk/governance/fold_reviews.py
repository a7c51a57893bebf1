"""What notes, counts and reviews change in a decision's life."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.lives import doubts, words_now
from kiosk.governance.registry import folds_circle, folds_proposal, undoes
from kiosk.governance.state import TAKEN_BACK, Circle, Evaluation, Happening, Note, Proposal, Reviewed

PARTS = ("helped", "stop", "better")
"""What each is asked of a decision: how it has helped, whether to stop, how to make it better."""


PARTS_OF_ROUND: dict[str, tuple[str, ...]] = {"evaluation": PARTS}
"""By kind of round: what each is asked in it; other kinds of review add their own."""


@folds_proposal(e.NoteLeft)
def _note(proposal: Proposal, event: e.NoteLeft, recorded: e.Recorded) -> Proposal:
    note = Note(event.person, event.form, event.words, recorded.id, recorded.hlc)
    return replace(proposal, life=replace(proposal.life, notes=(*proposal.life.notes, note)))


@folds_circle(e.WorryHappened)
def _happened(circle: Circle, event: e.WorryHappened, recorded: e.Recorded) -> Circle:
    proposal = circle.proposals.get(event.proposal)
    if proposal is None:
        return circle
    happened = (*proposal.life.happened, Happening(event.person, recorded.id, recorded.hlc))
    most = words_now(circle, proposal).limit
    stopped = proposal.life.stopped or 0 < most <= len(happened)
    life = replace(proposal.life, happened=happened, stopped=stopped)
    return replace(circle, proposals={**circle.proposals, proposal.id: replace(proposal, life=life)})


@folds_proposal(e.ReviewOpened)
def _opened(proposal: Proposal, event: e.ReviewOpened, _: e.Recorded) -> Proposal:
    life = proposal.life
    if event.review not in life.reviews:
        life = replace(life, reviews={**life.reviews, event.review: event.why})
    if event.why == "changed_mind":
        mine = {event.person}
        life = replace(life, changed=life.changed | mine, took_back=life.took_back | mine)
    return replace(proposal, life=life)


@folds_proposal(e.Referred)
def _referred(proposal: Proposal, _event: e.Referred, _: e.Recorded) -> Proposal:
    return replace(proposal, life=replace(proposal.life, referred=True))


@folds_proposal(e.Evaluated)
def _evaluated(proposal: Proposal, event: e.Evaluated, recorded: e.Recorded) -> Proposal:
    said = Evaluation(event.person, event.part, event.form, event.words, recorded.id)
    proposal = replace(proposal, evaluation=(*proposal.evaluation, said))
    return _asked(proposal, event.round, event.person)


@folds_circle(e.DecisionReviewed)
def _reviewed(circle: Circle, event: e.DecisionReviewed, recorded: e.Recorded) -> Circle:
    """The circle decided about it: counting begins anew, and doubts were heard.

    After a review on its day everyone may change their mind once again (R22).
    """
    proposal, review = circle.proposals.get(event.proposal), circle.proposals.get(event.review)
    if proposal is None or review is None:
        return circle
    heard = tuple(f"{id}/{person}" for id, person in doubts(circle, proposal) + doubts(circle, review))
    term = Reviewed(event.review, event.choice, event.review_day, recorded.hlc)
    due = proposal.life.reviews.get(event.review) == "due"
    changed: frozenset[str] = frozenset() if due else proposal.life.changed
    life = replace(
        proposal.life,
        terms=(*proposal.life.terms, term),
        changed=changed,
        took_back=frozenset(),
        happened=(),
        stopped=False,
        referred=False,
        heard=heard,
    )
    after = {proposal.id: replace(proposal, life=life)}
    if event.choice == "change":
        after[review.id] = replace(review, life=replace(review.life, heard=heard, changed=changed))
    return replace(circle, proposals={**circle.proposals, **after})


def parts_said(proposal: Proposal, person: str) -> tuple[str, ...]:
    """The parts of a review that this person has answered."""
    return tuple(s.part for s in proposal.evaluation if s.person == person and s.form != TAKEN_BACK)


def _asked(proposal: Proposal, round_id: str, person: str) -> Proposal:
    """Whoever has answered every part was asked, and spoke or passed (R1)."""
    round_ = proposal.find_round(round_id)
    asked = set(PARTS_OF_ROUND.get(round_.kind, ()) if round_ else ())
    own = [s for s in proposal.evaluation if s.person == person and s.form != TAKEN_BACK]
    own = [s for s in own if s.part in asked]
    done = {s.part for s in own} >= asked
    what = "evaluation" if all(s.form == "pass" for s in own) else "spoke"

    def change(said: dict[str, str]) -> dict[str, str]:
        others = {p: w for p, w in said.items() if p != person}
        return {**others, person: what} if done else others

    rounds = tuple(
        replace(r, said=change(dict(r.said))) if r.id == round_id and r.open else r for r in proposal.rounds
    )
    return replace(proposal, rounds=rounds)


@undoes(e.Evaluated)
def _without_evaluation(proposal: Proposal, event: e.Evaluated, act: str) -> Proposal:
    said = tuple(replace(s, form=TAKEN_BACK, words=None) if s.act == act else s for s in proposal.evaluation)
    return _asked(replace(proposal, evaluation=said), event.round, event.person)


@undoes(e.NoteLeft)
def _without_note(proposal: Proposal, _: e.NoteLeft, act: str) -> Proposal:
    notes = tuple(replace(n, form=TAKEN_BACK, words=None) if n.act == act else n for n in proposal.life.notes)
    return replace(proposal, life=replace(proposal.life, notes=notes))


@undoes(e.WorryHappened)
def _without_happening(proposal: Proposal, _: e.WorryHappened, act: str) -> Proposal:
    """It does not count any more; what has stopped already begins again only by consent."""
    happened = tuple(h for h in proposal.life.happened if h.act != act)
    return replace(proposal, life=replace(proposal.life, happened=happened))
