"""A willing circle: whatever the kiosk offers next, somebody who may does it."""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import process as p
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Proposal
from kiosk.governance.words import Answer, Given
from tests.governance.oracle import Oracle
from tests.governance.seen import Breach
from tests.governance.table import FRIDAYS, Table

Wants = dict[str, Answer]
"""What a person says when asked for consent; who is not named says it is OK to try."""


def willing(table: Table, oracle: Oracle, proposal: Proposal, wants: Wants, who: int = 0) -> c.Command:
    """The command by which somebody does what the kiosk offers next; `who` picks among those who may."""
    circle = table.circle
    if circle.meeting is None:
        return table.signed(c.BeginMeeting(here=circle.members), circle.members[0])
    if circle.meeting.paused_by:
        return table.signed(c.ResumeMeeting(here=circle.members), circle.members[0])
    if not circle.here:
        return table.signed(c.ChangeHere(here=circle.members), circle.members[0])
    anyone = circle.here[who % len(circle.here)]
    at, version = proposal.id, proposal.current.id if proposal.current else ""
    step = p.next_step(circle, proposal)
    match step:
        case p.AskMeaning() | p.AskNext() | p.OfferAdvocate() | p.AskOwn():
            person = step.person
        case p.Restate():
            person = step.person or anyone
        case p.Understand(objection) | p.Explore(objection):
            person = objection.person
        case p.AskWitness():
            given = step.round.answers[step.person].given
            off = {step.person, *step.round.concerned, given.helper if given else ""}
            person = next((m for m in circle.here if m not in off), step.person)
        case p.Tie(objection):
            others = [m for m in circle.members if m != objection.person] or [anyone]
            person = others[who % len(others)]
        case _:
            person = anyone
    return table.signed(_command(table, oracle, proposal, step, wants.get(person), at, version), person)


def _command(
    table: Table, oracle: Oracle, proposal: Proposal, step: p.Step, want: Answer | None, at: str, version: str
) -> c.Command:
    match step:
        case p.FillIn():
            return c.WriteVersion(proposal=at, wording=FRIDAYS, after=version)
        case p.AskMeaning():
            return c.ConfirmMeaning(proposal=at, version_id=version)
        case p.AskAbout():
            return c.AnswerAbout(proposal=at, version_id=version, what="nobody")
        case p.AskOwn():
            return c.GiveOwnWord(proposal=at, version_id=version, word="ok")
        case p.PutOn():
            return c.PutOnAgenda(proposal=at)
        case p.ReadAloud():
            return c.Present(proposal=at, version_id=version, how="aloud")
        case p.AskNext(round=round_) if round_.kind == "consent":
            return _consent(oracle, proposal, step, want)
        case p.AskNext():
            return c.Pass(round=step.round.id)
        case p.Settle():
            return c.AnswerQuestion(round=proposal.rounds[-1].id, question=step.question.id, noted=True)
        case p.Restate():
            return c.MakeReady(proposal=at, version_id=version)
        case p.Propose():
            return c.WriteVersion(
                proposal=at, wording=FRIDAYS, after=version, way="selection", choice=table.members[0]
            )
        case p.LookBack():
            return c.BeginEvaluation(proposal=at)
        case p.ChooseWay():
            return c.WriteVersion(proposal=at, wording=FRIDAYS, after=version, choice="keep")
        case p.Wait():
            return c.ChangeHere(here=table.members)
        case p.ReadObjections():
            return c.HearObjections(round=step.round.id)
        case p.PickObjection():
            return c.TakeObjection(objection=step.objections[0].id)
        case p.Understand():
            return c.ExplainObjection(objection=step.objection.id, form="not_now")
        case p.Tie():
            return c.TieObjection(objection=step.objection.id, words="It touches the aim.")
        case p.Explore():
            return c.OfferIdea(objection=step.objection.id)
        case p.Amend():
            how = f"{proposal.wording.how} We also watch it."
            choice = proposal.current.choice if proposal.current else ""
            words = replace(proposal.wording, how=how)
            return c.WriteVersion(proposal=at, wording=words, after=version, way="amend", choice=choice)
        case p.LastCheck():
            return c.ConfirmNobodyChanges(round=step.round.id)
        case p.HearForThem():
            said = {one.of for one in table.circle.absence.heard_for.get(at, ())}
            of = next(m for m in proposal.matter.people if m not in said)
            return c.HearFor(proposal=at, of=of, form="nothing")
        case p.OfferAdvocate():
            return c.ChooseAdvocate(proposal=at)
        case p.WriteEasy():
            words = replace(proposal.wording, easy=f"Words number {len(proposal.versions)}.")
            choice = proposal.current.choice if proposal.current else ""
            return c.WriteVersion(proposal=at, wording=words, after=version, choice=choice)
        case p.AskWitness():
            return _witness(table, oracle, proposal, step, want)
        case p.ChooseWho() | p.CharterFirst() | p.AskForAnother():
            raise Breach("R18: one circle alone is asked for another")
        case p.Done() | p.HeldBack():
            return c.PutOnAgenda(proposal=at)


def _witness(
    table: Table, oracle: Oracle, proposal: Proposal, step: p.AskWitness, want: Answer | None
) -> c.Command:
    """Somebody who was there says so; where nobody can, the person is asked again with nobody's help."""
    given = step.round.answers[step.person].given
    off = {step.person, *step.round.concerned, given.helper if given else ""}
    if set(table.circle.here) - off:
        return c.Vouch(round=step.round.id, of=step.person)
    return _consent(oracle, proposal, p.AskNext(step.round, step.person), want)


def _consent(oracle: Oracle, proposal: Proposal, step: p.AskNext, want: Answer | None) -> c.Command:
    item = oracle.items[proposal.id]
    seen = item.consent
    if seen is None:
        raise Breach("R18: somebody is asked for consent in no round")
    if not item.asked(step.person):
        return c.Pass(round=seen.id)
    stands = f"{seen.id}/{step.person}" in item.standing() and not seen.took_back(step.person)
    mine = seen.sees_problem(step.person) or stands
    answer = want or Answer("withdrawn", "fixed") if mine else want or Answer("ok")
    if mine and answer.word in ("ok", "come_back"):
        answer = Answer("withdrawn", "fixed")
    return c.GiveAnswer(
        round=seen.id, answer=answer, heard=item.newest, facts_heard=seen.facts, given=Given("keys")
    )


def carry_on(
    table: Table, oracle: Oracle, proposal_id: str, wants: Wants | None = None, who: int = 0
) -> bool:
    """Do the next step; False when there is none. Raises Breach when the kiosk offers what it refuses."""
    proposal = table.circle.proposals[proposal_id]
    step = p.next_step(table.circle, proposal)
    if isinstance(step, p.Done):
        return False
    command = willing(table, oracle, proposal, wants or {}, who)
    before = table.org
    done = table.do(command)
    if isinstance(done, Refused):
        raise Breach(f"R18: {type(step).__name__} was offered, and {command} refused: {done}")
    oracle.watch(tuple(done))
    if table.org == before:
        raise Breach(f"R18: {type(step).__name__} was offered, and {type(command).__name__} moved nothing")
    return True
