"""The part of the fold that is about whose own life an idea is about (R20)."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_proposal, undoes, watches
from kiosk.governance.state import Circle, OwnLife, Proposal


def _without(ok: dict[str, str], person: str) -> dict[str, str]:
    return {who: version for who, version in ok.items() if who != person}


@folds_proposal(e.AboutAnswered)
def _about(proposal: Proposal, event: e.AboutAnswered, _: e.Recorded) -> Proposal:
    own = proposal.own
    # Two devices may both have been asked: whoever was named is asked, and what is not for a circle stays so.
    not_ours = event.what in ("elsewhere", "never") or (own.not_ours and own.asked == event.version_id)
    people = tuple(dict.fromkeys((*own.people, event.about))) if event.about else own.people
    own = replace(own, asked=event.version_id, not_ours=not_ours, people=people)
    # A review stays: the decision is still there to be looked at.
    away = not_ours and proposal.matter.kind != "review"
    return replace(proposal, own=own, dropped=proposal.dropped or away)


@folds_proposal(e.SaidAboutMe)
def _about_me(proposal: Proposal, event: e.SaidAboutMe, _: e.Recorded) -> Proposal:
    own = proposal.own
    return replace(proposal, own=replace(own, people=tuple(dict.fromkeys((*own.people, event.person)))))


@folds_proposal(e.OwnWordGiven)
def _own_word(proposal: Proposal, event: e.OwnWordGiven, _: e.Recorded) -> Proposal:
    own, person = proposal.own, event.person
    ok = _without(dict(own.ok), person)
    stopped = tuple(p for p in own.stopped if p != person)
    match event.word:
        case "ok":
            own = replace(own, ok={**ok, person: event.version_id}, stopped=stopped)
            back = bool(proposal.own.stopped) and not stopped
            return replace(proposal, own=own, dropped=proposal.dropped and not back)
        case "stop":
            return _stopped(replace(proposal, own=replace(own, ok=ok, stopped=(*stopped, person))), person)
        case _:
            people = tuple(p for p in own.people if p != person)
            # Nobody else was named: it is asked again whom it is about.
            asked = own.asked if people else ""
            own = OwnLife(asked, own.not_ours, people, ok, stopped)
            return replace(proposal, own=own)


def _stopped(proposal: Proposal, person: str) -> Proposal:
    if proposal.decision:
        life = proposal.life
        return replace(proposal, life=replace(life, took_back=life.took_back | {person}))
    return proposal if proposal.matter.kind == "review" else replace(proposal, dropped=True)


@watches(e.OwnWordGiven)
def _stops_what_is_looked_at(circle: Circle, event: e.OwnWordGiven, _: e.Recorded) -> Circle:
    """Whoever says stop to what becomes of a decision about them stops that decision."""
    review = circle.proposals.get(event.proposal)
    if event.word != "stop" or review is None or review.matter.kind != "review":
        return circle
    about = circle.proposals.get(review.matter.about)
    if about is None or review.decision:
        return circle
    return replace(circle, proposals={**circle.proposals, about.id: _stopped(about, event.person)})


@undoes(e.SaidAboutMe)
def _not_about_me(proposal: Proposal, event: e.SaidAboutMe, _: str) -> Proposal:
    own = proposal.own
    people = tuple(p for p in own.people if p != event.person)
    return replace(proposal, own=replace(own, people=people, ok=_without(dict(own.ok), event.person)))


@undoes(e.OwnWordGiven)
def _without_own_word(proposal: Proposal, event: e.OwnWordGiven, _: str) -> Proposal:
    own, person = proposal.own, event.person
    match event.word:
        case "ok":
            proposal = replace(proposal, own=replace(own, ok=_without(dict(own.ok), person)))
            return _stopped(proposal, person) if proposal.decision else proposal
        case "stop":
            stopped = tuple(p for p in own.stopped if p != person)
            return replace(proposal, own=replace(own, stopped=stopped))
        case _:
            people = tuple(dict.fromkeys((*own.people, person)))
            return replace(proposal, own=replace(own, people=people))
