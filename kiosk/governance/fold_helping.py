"""The part of the fold that is about help: who stands for an answer, and whose rests (R15)."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_proposal, undoes
from kiosk.governance.state import Proposal, Round, Standing


@folds_proposal(e.WorkNamed)
def _work(proposal: Proposal, event: e.WorkNamed, _: e.Recorded) -> Proposal:
    proposal = replace(proposal, work=event.people)
    concerned = (proposal.author, *event.people)
    rounds = tuple(replace(r, concerned=concerned) if r.open else r for r in proposal.rounds)
    return replace(proposal, rounds=rounds)


@folds_proposal(e.AnswerVouched)
def _vouched(proposal: Proposal, event: e.AnswerVouched, _: e.Recorded) -> Proposal:
    return _on_answer(
        proposal, event.round, event.of, event.answer, lambda s: replace(s, vouched=event.person)
    )


@folds_proposal(e.CheckAsked)
def _check(proposal: Proposal, event: e.CheckAsked, _: e.Recorded) -> Proposal:
    asked = (event.person, event.of)
    rounds = tuple(
        replace(r, asked_to_check=(*r.asked_to_check, asked)) if r.id == event.round else r
        for r in proposal.rounds
    )
    proposal = replace(proposal, rounds=rounds)
    return _on_answer(proposal, event.round, event.of, event.answer, lambda s: replace(s, rests=True))


@undoes(e.AnswerVouched)
def not_vouched(proposal: Proposal, event: e.AnswerVouched, _: str) -> Proposal:
    """The proposal after somebody said that they were not there after all (R22)."""

    def without(standing: Standing) -> Standing:
        return replace(standing, vouched="") if standing.vouched == event.person else standing

    return _on_answer(proposal, event.round, event.of, event.answer, without)


def _on_answer(
    proposal: Proposal, round_id: str, of: str, act: str, change: Callable[[Standing], Standing]
) -> Proposal:
    def changed(round_: Round) -> Round:
        standing = round_.answers.get(of)
        if round_.id != round_id or standing is None or standing.act != act:
            return round_
        return replace(round_, answers={**round_.answers, of: change(standing)})

    return replace(proposal, rounds=tuple(changed(r) for r in proposal.rounds))
