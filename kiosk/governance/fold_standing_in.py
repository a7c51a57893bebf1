"""The part of the fold that is about who speaks beside somebody, and who answers for them (R15)."""

from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.registry import folds_circle, folds_proposal, undoes, watches
from kiosk.governance.state import TAKEN_BACK, Beside, Circle, Proposal, Reaction, StandIn, Standing


def _with(circle: Circle, beside: Beside) -> Circle:
    return replace(circle, beside=beside)


@folds_circle(e.AdvocateNamed)
def _advocate(circle: Circle, event: e.AdvocateNamed, _: e.Recorded) -> Circle:
    known = {person: who for person, who in circle.beside.advocates.items() if person != event.person}
    if event.advocate:
        known[event.person] = (event.advocate, event.name or "")
    return _with(circle, replace(circle.beside, advocates=known))


@folds_proposal(e.SpokenBeside)
def _spoken(proposal: Proposal, event: e.SpokenBeside, recorded: e.Recorded) -> Proposal:
    said = Reaction(event.person, "beside", event.words, recorded.id)
    return replace(proposal, reactions=(*proposal.reactions, said))


@undoes(e.SpokenBeside)
def _unspoken(proposal: Proposal, _: e.SpokenBeside, act: str) -> Proposal:
    left = tuple(replace(r, form=TAKEN_BACK, words=None) if r.act == act else r for r in proposal.reactions)
    return replace(proposal, reactions=left)


@folds_circle(e.ProxyNamed)
def _named(circle: Circle, event: e.ProxyNamed, _: e.Recorded) -> Circle:
    if not event.proxy or event.about is None or event.until is None or circle.beside.find(event.stand_in):
        return circle
    made = StandIn(event.stand_in, event.person, event.proxy, event.about, event.until)
    return _with(circle, replace(circle.beside, stand_ins=(*circle.beside.stand_ins, made)))


@folds_circle(e.PaperSeen)
def _seen(circle: Circle, event: e.PaperSeen, _: e.Recorded) -> Circle:
    known = circle.beside.find(event.stand_in)
    if not event.proxy or event.covers is None:
        return circle
    if known is None:
        known = StandIn(event.stand_in, event.of, event.proxy, covers=event.covers)
    seen = replace(known, seen_by=tuple(dict.fromkeys((*known.seen_by, event.by))))
    return _put(circle, seen)


@folds_circle(e.PaperCovers)
def _covers(circle: Circle, event: e.PaperCovers, _: e.Recorded) -> Circle:
    known = circle.beside.find(event.stand_in)
    return _put(circle, replace(known, covered=(*known.covered, event.proposal))) if known else circle


def _put(circle: Circle, one: StandIn) -> Circle:
    others = tuple(other for other in circle.beside.stand_ins if other.id != one.id)
    return _with(circle, replace(circle.beside, stand_ins=(*others, one)))


@folds_circle(e.StandInEnded)
def _ended(circle: Circle, event: e.StandInEnded, _: e.Recorded) -> Circle:
    gone = circle.beside.find(event.stand_in)
    if gone is None:
        return circle
    left = tuple(one for one in circle.beside.stand_ins if one.id != gone.id)
    circle = _with(circle, replace(circle.beside, stand_ins=left))
    live = {id: _without_consent(circle.proposals[id], gone) for id in circle.live}
    return replace(circle, proposals={**circle.proposals, **live})


def _without_consent(proposal: Proposal, gone: StandIn) -> Proposal:
    """What was agreed in the person's place counts no more; a problem stands until they are asked (R4)."""
    round_ = proposal.consent_round
    standing = round_.answers.get(gone.person) if round_ else None
    if round_ is None or standing is None or not standing.given or standing.given.proxy != gone.who:
        return proposal
    if standing.answer and standing.answer.word == "problem":
        return proposal
    void = replace(round_, answers={**round_.answers, gone.person: replace(standing, void=True)})
    return replace(proposal, rounds=tuple(void if r.id == void.id else r for r in proposal.rounds))


@folds_circle(e.AskedFirst)
def _asked(circle: Circle, event: e.AskedFirst, _: e.Recorded) -> Circle:
    asked = {**circle.beside.asked, (event.round, event.of): event.facts}
    return _with(circle, replace(circle.beside, asked=asked))


@watches(e.AnswerGiven)
def own_answer(circle: Circle, event: e.AnswerGiven, _: e.Recorded) -> Circle:
    """Who answers for themselves is asked first again before anyone else may answer for them."""
    key = (event.round, event.person)
    if key not in circle.beside.asked or (event.given and event.given.proxy):
        return circle
    asked = {at: facts for at, facts in circle.beside.asked.items() if at != key}
    return _with(circle, replace(circle.beside, asked=asked))


def is_in_anothers_place(before: Standing | None, event: e.AnswerGiven) -> bool:
    """Whether the person's own answer to these very words is there already: that alone counts (R15)."""
    if before is None or before.void or not event.given or not event.given.proxy:
        return False
    own = not (before.given and before.given.proxy)
    same = (before.version_id, before.facts) == (event.version_id, event.facts)
    return own and same and before.answer is not None and before.answer.word != "come_back"
