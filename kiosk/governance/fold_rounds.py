"""The part of the fold that is about rounds, answers and objections of one proposal."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.governance import events as e
from kiosk.governance.fold_standing_in import is_in_anothers_place
from kiosk.governance.state import (
    AGAIN,
    TAKEN_BACK,
    Objection,
    Proposal,
    Question,
    Reaction,
    Round,
    Standing,
)
from kiosk.governance.words import Answer, Given

FOLDED: tuple[type[e.Event], ...] = (
    e.RoundOpened,
    e.RoundClosed,
    e.QuestionAsked,
    e.QuestionAnswered,
    e.ReactionGiven,
    e.Passed,
    e.NotHere,
    e.AnswerGiven,
    e.AnswersShown,
    e.LastCheckDone,
    e.ObjectionsHeard,
    e.ObjectionTaken,
    e.ObjectionExplained,
    e.ObjectionTied,
    e.IdeaOffered,
    e.RosterGrew,
    e.ProblemLeftBehind,
    e.ObjectionWithdrawn,
    e.ObjectionMet,
)
"""The events that `apply` knows."""


def apply(proposal: Proposal, recorded: e.Recorded) -> Proposal:
    """Apply an event about a round or an objection of this proposal."""
    event = recorded.event
    match event:
        case e.RoundOpened():
            concerned = (proposal.author, *(proposal.work or ()))
            fresh = Round(
                event.round,
                event.kind,
                event.version_id,
                event.roster,
                away=event.away,
                concerned=concerned,
            )
            return replace(proposal, rounds=(*proposal.rounds, fresh))
        case e.QuestionAsked() | e.QuestionAnswered() | e.ReactionGiven():
            return _added(proposal, event, recorded.id)
        case e.Passed():
            return _said(proposal, event.round, event.person, event.about)
        case e.NotHere():
            return _said(proposal, event.round, event.person, "not_here")
        case e.RoundClosed():
            return _with_round(proposal, event.round, lambda r: replace(r, open=False, why=event.why))
        case e.RosterGrew():
            # What the new one says, and what others say from now on, is hidden until all are in (R23).
            return _with_round(proposal, event.round, lambda r: replace(r, roster=event.roster, shown=False))
        case e.ProblemLeftBehind():
            return _left_behind(proposal, event)
        case e.ObjectionWithdrawn():
            return _ended(proposal, {event.objection}, "withdrawn", recorded.id)
        case e.ObjectionMet():
            return _ended(proposal, {event.objection}, "met_by_words", recorded.id)
        case e.AnswerGiven():
            return _answered(proposal, event, recorded.id)
        case e.AnswersShown():
            return _shown(proposal, event.round)
        case e.LastCheckDone():
            return _with_round(proposal, event.round, lambda r: replace(r, checked=True))
        case e.ObjectionsHeard():
            return _with_round(proposal, event.round, lambda r: replace(r, objections_heard=True))
        case e.ObjectionTaken() | e.ObjectionExplained() | e.ObjectionTied() | e.IdeaOffered():
            return _worked_on(proposal, event, recorded.id)
        case _:
            return proposal


def without_answer(proposal: Proposal, person: str, act: str) -> Proposal:
    """The proposal after a person said that this answer of theirs is not right (R22)."""
    for round_ in proposal.rounds:
        standing = round_.answers.get(person)
        if standing is None or standing.act != act:
            continue
        if proposal.decision:
            if proposal.decision.round != round_.id:
                continue
            doubted = (*proposal.decision.doubted_by, person)
            return replace(proposal, decision=replace(proposal.decision, doubted_by=doubted))
        void = replace(round_, answers={**round_.answers, person: replace(standing, void=True)})
        rounds = tuple(void if r.id == void.id else r for r in proposal.rounds)
        return standing_again(replace(proposal, rounds=rounds), act)
    return proposal


def without_word(proposal: Proposal, event: e.Event, act: str) -> Proposal:
    """The proposal after a person said this is not what they said: it is left out, and asked again (R22)."""
    match event:
        case e.MeaningConfirmed():
            return replace(proposal, meant=False)
        case e.Passed():
            return _asked_again(proposal, event.round, event.person)
        case e.ReactionGiven():
            reactions = _taken_out(proposal.reactions, act)
            return _asked_again(replace(proposal, reactions=reactions), event.round, event.person)
        case e.QuestionAsked():
            questions = tuple(
                replace(q, words=None, noted=True, taken_back=True) if q.id == event.question else q
                for q in proposal.questions
            )
            proposal = replace(proposal, questions=questions)
            round_ = proposal.find_round(event.round)
            aside = round_ is None or round_.kind not in ("questions", "consent")
            return proposal if aside else _asked_again(proposal, event.round, event.person)
        case e.QuestionAnswered():
            questions = tuple(
                replace(q, answer=None, noted=True) if q.id == event.question else q
                for q in proposal.questions
            )
            return replace(proposal, questions=questions)
        case e.ObjectionWithdrawn():
            return standing_again(proposal, act)
        case e.ObjectionExplained() | e.ObjectionTied() | e.IdeaOffered():
            objections = tuple(
                _without_work(o, event, act) if o.id == event.objection else o for o in proposal.objections
            )
            return replace(proposal, objections=objections)
        case _:
            return proposal


def _asked_again(proposal: Proposal, round_id: str, person: str) -> Proposal:
    def ask(round_: Round) -> Round:
        said = {p: what for p, what in round_.said.items() if p != person}
        return replace(round_, said=said) if round_.open else round_

    return _with_round(proposal, round_id, ask)


def _taken_out(said: tuple[Reaction, ...], act: str) -> tuple[Reaction, ...]:
    return tuple(replace(r, form=TAKEN_BACK, words=None) if r.act == act else r for r in said)


def _without_work(
    objection: Objection, event: e.ObjectionExplained | e.ObjectionTied | e.IdeaOffered, act: str
) -> Objection:
    match event:
        case e.ObjectionExplained():
            return replace(objection, explained=None)
        case e.ObjectionTied():
            return replace(objection, tied=None)
        case e.IdeaOffered():
            return replace(objection, ideas=_taken_out(objection.ideas, act))


def standing_again(proposal: Proposal, act: str) -> Proposal:
    """An objection that was ended by this answer only stands again (R4, R22)."""

    def without(o: Objection) -> Objection:
        left = tuple(a for a in o.ended_by if a != act)
        return replace(o, ended_by=left, status=o.status if left or not o.ended_by else "standing")

    return replace(proposal, objections=tuple(without(o) for o in proposal.objections))


def _with_round(proposal: Proposal, id: str, change: Callable[[Round], Round]) -> Proposal:
    rounds = tuple(change(r) if r.id == id else r for r in proposal.rounds)
    return replace(proposal, rounds=rounds)


def _said(proposal: Proposal, round_id: str, person: str, what: str) -> Proposal:
    return _with_round(proposal, round_id, lambda r: replace(r, said={**r.said, person: what}))


def _added(
    proposal: Proposal, event: e.QuestionAsked | e.QuestionAnswered | e.ReactionGiven, act: str
) -> Proposal:
    match event:
        case e.QuestionAsked():
            question = Question(event.question, event.person, event.words)
            proposal = replace(proposal, questions=(*proposal.questions, question))
            round_ = proposal.find_round(event.round)
            if round_ and round_.kind in ("questions", "consent"):
                # In a round of reactions a question is no reaction: that person is still asked.
                proposal = _said(proposal, event.round, event.person, "asked")
        case e.QuestionAnswered():
            proposal = replace(proposal, questions=_settle(proposal.questions, event))
        case e.ReactionGiven():
            reaction = Reaction(event.person, event.form, event.words, act)
            proposal = replace(proposal, reactions=(*proposal.reactions, reaction))
            proposal = _said(proposal, event.round, event.person, "spoke")
    if proposal.consent_round:
        proposal = _with_round(proposal, proposal.consent_round.id, _with_a_fact)
    return proposal


def _with_a_fact(round_: Round) -> Round:
    """Everyone hears it and answers again, hidden again until all are in (R23)."""
    return replace(round_, facts=round_.facts + 1, shown=False)


def _settle(questions: tuple[Question, ...], event: e.QuestionAnswered) -> tuple[Question, ...]:
    return tuple(
        replace(q, answer=event.words, answered_by=event.person, noted=event.noted)
        if q.id == event.question
        else q
        for q in questions
    )


def _answered(proposal: Proposal, event: e.AnswerGiven, act: str) -> Proposal:
    way = event.given.way if event.given else ""
    round_ = proposal.find_round(event.round)
    before = round_.answers.get(event.person) if round_ else None
    if is_in_anothers_place(before, event):
        return proposal
    back, tokens = _taken_back(before, event.answer), (event.token,) if event.token else ()
    if back and before and before.took_back:
        tokens = (*before.tokens[:1], *tokens)
    again = round_ is not None and _asked_again_by_another(round_, before, event)
    if again and before:
        tokens = tuple(dict.fromkeys((*before.tokens, *tokens)))
    standing = Standing(
        act,
        event.answer,
        event.version_id,
        event.facts,
        way=way,
        tokens=tokens,
        took_back=back,
        given=event.given,
        vouched=AGAIN if again else "",
        rests=_still_rests(before, event.given),
    )
    proposal = _with_round(
        proposal, event.round, lambda r: replace(r, answers={**r.answers, event.person: standing})
    )
    round_ = proposal.find_round(event.round)
    if round_ is None or not round_.shown:
        return proposal
    return _count(proposal, round_, event.person, standing)


def _asked_again_by_another(round_: Round, before: Standing | None, event: e.AnswerGiven) -> bool:
    """Whether two helpers, not both of them concerned, have asked and heard the same (R15)."""
    if before is None or before.void or (before.version_id, before.facts) != (event.version_id, event.facts):
        return False
    was, now = before.given, event.given
    if was is None or now is None or not (was.through and now.through):
        return False
    both = {(was.helper, was.name), (now.helper, now.name)}
    same = before.answer is not None and event.answer is not None and before.answer.word == event.answer.word
    return same and len(both) == 2 and not {was.helper, now.helper} <= set(round_.concerned)


def _still_rests(before: Standing | None, given: Given | None) -> bool:
    """Whether it was the same helper again who asked, after somebody had asked to check."""
    if before is None or not before.rests or given is None or not given.helper:
        return False
    was = before.given
    return was is not None and (was.helper, was.name) == (given.helper, given.name)


def _taken_back(before: Standing | None, answer: Answer | None) -> bool:
    """Whether this answer takes a problem back, or comes after one that did."""
    if answer is None or answer.word == "problem":
        return False
    return answer.word == "withdrawn" or (before is not None and before.took_back and not before.void)


def _shown(proposal: Proposal, round_id: str) -> Proposal:
    round_ = proposal.find_round(round_id)
    if round_ is None:
        return proposal
    proposal = _with_round(proposal, round_id, lambda r: replace(r, shown=True, was_shown=True))
    for person, standing in round_.answers.items():
        if not standing.void:
            proposal = _count(proposal, round_, person, standing)
    return proposal


def _left_behind(proposal: Proposal, event: e.ProblemLeftBehind) -> Proposal:
    """What was seen in a round that stopped, by somebody who is not asked any more, stands (R21)."""
    stopped, now = proposal.find_round(event.round), proposal.round
    standing = stopped.answers.get(event.person) if stopped else None
    if stopped is None or now is None or standing is None:
        return proposal
    reason = Answer("problem") if standing.void else standing.answer
    return _raise(proposal, f"{stopped.id}/{event.person}", now, event.person, reason)


def _count(proposal: Proposal, round_: Round, person: str, standing: Standing) -> Proposal:
    """What a shown answer does to objections: raises, meets or takes back the person's own (R6)."""
    own = [o for o in proposal.objections if o.person == person]
    if proxy := standing.given.proxy if standing.given else "":
        # Nobody else ends a problem that is the person's own (R6).
        own = [o for o in own if o.proxy]
    match standing.answer:
        case Answer(word="problem"):
            same = (o.id for o in own if o.status == "standing" and o.version_id == round_.version_id)
            id = next(same, f"{round_.id}/{person}")
            return _seen_by(_raise(proposal, id, round_, person, standing.answer), id, proxy)
        case Answer(word="ok"):
            if standing.took_back:
                proposal = _ended(proposal, {o.id for o in own}, "withdrawn", standing.act)
            others = {o.id for o in own if o.version_id != round_.version_id}
            return _ended(proposal, others, "met", standing.act)
        case Answer(word="withdrawn"):
            return _ended(proposal, {o.id for o in own}, "withdrawn", standing.act)
        case _:
            return proposal


def _seen_by(proposal: Proposal, id: str, proxy: str) -> Proposal:
    objections = tuple(replace(o, proxy=proxy) if o.id == id else o for o in proposal.objections)
    return replace(proposal, objections=objections)


def _raise(proposal: Proposal, id: str, round_: Round, person: str, answer: Answer | None) -> Proposal:
    known = next((o for o in proposal.objections if o.id == id), None)
    if known and known.status == "standing" and known.reason == answer:
        return proposal
    if known:
        fresh = replace(known, reason=answer, status="standing", ended_by=())
        objections = tuple(fresh if o.id == id else o for o in proposal.objections)
    else:
        objections = (*proposal.objections, Objection(id, person, round_.version_id, answer))
    proposal = replace(proposal, objections=objections)
    # What nobody has heard yet is read out before the work goes on.
    return _with_round(proposal, round_.id, lambda r: replace(r, objections_heard=False))


def _ended(proposal: Proposal, ids: set[str], status: str, act: str) -> Proposal:
    def end(o: Objection) -> Objection:
        return replace(o, status=status if o.status == "standing" else o.status, ended_by=(*o.ended_by, act))

    objections = tuple(end(o) if o.id in ids else o for o in proposal.objections)
    return replace(proposal, objections=objections)


def _worked_on(
    proposal: Proposal,
    event: e.ObjectionTaken | e.ObjectionExplained | e.ObjectionTied | e.IdeaOffered,
    act: str,
) -> Proposal:
    def change(objection: Objection) -> Objection:
        if objection.id != event.objection:
            # One objection at a time: taking one up puts the others down.
            return replace(objection, taken=False) if isinstance(event, e.ObjectionTaken) else objection
        match event:
            case e.ObjectionTaken():
                return replace(objection, taken=True)
            case e.ObjectionExplained():
                return replace(objection, explained=event.words or "", explained_form=event.form)
            case e.ObjectionTied():
                return replace(objection, tied=event.words or "")
            case e.IdeaOffered():
                idea = Reaction(event.person, "words", event.words, act)
                return replace(objection, ideas=(*objection.ideas, idea))

    return replace(proposal, objections=tuple(change(o) for o in proposal.objections))
