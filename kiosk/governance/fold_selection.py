"""The part of the fold that is about choosing somebody for a role."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, folds_proposal
from kiosk.governance.state import TAKEN_BACK, Circle, Described, Named, Proposal, Reaction, Round


@folds_circle(e.RoleDescribed)
def _described(circle: Circle, event: e.RoleDescribed, _: e.Recorded) -> Circle:
    return replace(circle, described={**circle.described, event.role: Described(event.name, event.purpose)})


@folds_proposal(e.QualityNamed)
def _quality(proposal: Proposal, event: e.QualityNamed, recorded: e.Recorded) -> Proposal:
    quality = Reaction(event.person, event.form, event.words, recorded.id)
    proposal = replace(proposal, qualities=(*proposal.qualities, quality))
    return _in_round(proposal, event.round, lambda r: _said(r, event.person))


@folds_proposal(e.NominationGiven)
def _nominated(proposal: Proposal, event: e.NominationGiven, _: e.Recorded) -> Proposal:
    named = Named(event.nomination, event.token, given=event.given)

    def change(round_: Round) -> Round:
        return _said(replace(round_, nominations={**round_.nominations, event.person: named}), event.person)

    return _in_round(proposal, event.round, change)


@folds_proposal(e.NominationsShown)
def _shown(proposal: Proposal, event: e.NominationsShown, _: e.Recorded) -> Proposal:
    return _in_round(proposal, event.round, lambda r: replace(r, shown=True, was_shown=True))


@folds_proposal(e.NominationChanged)
def _changed(proposal: Proposal, event: e.NominationChanged, _: e.Recorded) -> Proposal:
    proposal = _in_round(proposal, event.round, lambda r: _said(r, event.person))
    return _with_change(proposal, event.person, event)


def _with_change(proposal: Proposal, person: str, event: e.NominationChanged | None) -> Proposal:
    shown = [r for r in proposal.rounds if r.kind == "nominate" and r.shown]
    if not shown:
        return proposal

    def change(round_: Round) -> Round:
        before = round_.nominations.get(person) or Named(None)
        now = replace(before, changed=event.nomination if event else None)
        return replace(round_, nominations={**round_.nominations, person: now})

    return _in_round(proposal, shown[-1].id, change)


def without_nomination(proposal: Proposal, event: e.Event, act: str) -> Proposal:
    """The proposal after somebody said this is not right: while it can be, they are asked again (R22)."""
    match event:
        case e.QualityNamed():
            left = tuple(
                replace(q, form=TAKEN_BACK, words=None) if q.act == act else q for q in proposal.qualities
            )
            return replace(proposal, qualities=left)
        case e.NominationGiven():

            def without(round_: Round) -> Round:
                if round_.shown:
                    # All know it. It stays in the book, shown as taken back, and speaks for nobody.
                    wrong = replace(round_.nominations[event.person], taken_back=True)
                    return replace(round_, nominations={**round_.nominations, event.person: wrong})
                left = {p: named for p, named in round_.nominations.items() if p != event.person}
                return replace(round_, nominations=left)

            return _in_round(proposal, event.round, without)
        case e.NominationChanged():
            return _with_change(proposal, event.person, None)
        case _:
            return proposal


def _said(round_: Round, person: str) -> Round:
    return replace(round_, said={**round_.said, person: "spoke"})


def _in_round(proposal: Proposal, id: str, change: Callable[[Round], Round]) -> Proposal:
    return replace(proposal, rounds=tuple(change(r) if r.id == id else r for r in proposal.rounds))
