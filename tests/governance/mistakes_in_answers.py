"""Mistakes about who is asked, what counts and what stands (R1-R8)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, drafting, fold_rounds, objections, process, rounds
from kiosk.governance import events as e
from kiosk.governance import fold as folding
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Circle, Organisation, Proposal, Round, Standing
from kiosk.governance.words import Answer
from tests.governance.planted import mistake, put

Added = e.QuestionAsked | e.QuestionAnswered | e.ReactionGiven


@mistake("R1")
def the_absent_are_not_caught_up(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "caught_up", lambda proposal, person: True)


@mistake("R1")
def a_round_closes_before_everyone_was_asked(m: pytest.MonkeyPatch) -> None:
    put(m, process, "to_ask", lambda round_: rounds.to_ask(round_)[1:])


@mistake("R1")
def a_question_counts_as_a_reaction(m: pytest.MonkeyPatch) -> None:
    right = fold_rounds._added

    def wrong(proposal: Proposal, event: Added, act: str) -> Proposal:
        after = right(proposal, event, act)
        if isinstance(event, e.QuestionAsked):
            return fold_rounds._said(after, event.round, event.person, "asked")
        return after

    put(m, fold_rounds, "_added", wrong)


@mistake("R2")
def come_back_to_me_is_consent(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "BINDING", ("ok", "problem", "come_back"))


@mistake("R3")
def silence_is_consent(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round) -> tuple[str, ...]:
        return tuple(p for p in round_.roster if p in round_.answers and not consent.has_answered(round_, p))

    put(m, consent, "still_to_hear", wrong)


@mistake("R3")
def who_is_not_here_is_left_out(m: pytest.MonkeyPatch) -> None:
    right = consent.consent_order

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return tuple(p for p in right(org, circle, proposal) if p in circle.here)

    put(m, consent, "consent_order", wrong)


@mistake("R4")
def the_facilitator_closes_over_an_objection(m: pytest.MonkeyPatch) -> None:
    right = consent.confirm_nobody_changes

    def wrong(
        org: Organisation, circle: Circle, proposal: Proposal, command: c.ConfirmNobodyChanges
    ) -> Result:
        judged = replace(proposal, objections=()) if command.by == circle.facilitator else proposal
        return right(org, circle, judged, command)

    put(m, consent, "confirm_nobody_changes", wrong)


@mistake("R4")
def new_words_end_the_objections(m: pytest.MonkeyPatch) -> None:
    right = folding._version

    def wrong(proposal: Proposal, event: e.VersionWritten, recorded: e.Recorded) -> Proposal:
        after = right(proposal, event, recorded)
        return replace(after, objections=tuple(replace(o, status="met") for o in after.objections))

    put(m, folding, "_version", wrong)


@mistake("R5")
def a_private_reason_is_kept(m: pytest.MonkeyPatch) -> None:
    right = consent.give_answer

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveAnswer) -> Result:
        made = right(org, circle, proposal, command)
        if isinstance(made, Refused):
            return made
        return tuple(replace(a, answer=command.answer) for a in made if isinstance(a, e.AnswerGiven))

    put(m, consent, "give_answer", wrong)


@mistake("R5")
def the_objector_has_to_defend_the_problem(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, objection: object, command: c.TieObjection) -> Result:
        return (e.ObjectionTied(circle.id, command.objection, command.by, command.words),)

    put(m, objections, "_tie", wrong)


@mistake("R6")
def anyone_takes_an_objection_back(m: pytest.MonkeyPatch) -> None:
    right = fold_rounds._count

    def wrong(proposal: Proposal, round_: Round, person: str, standing: Standing) -> Proposal:
        if standing.answer and standing.answer.word == "withdrawn":
            everyones = {o.id for o in proposal.objections}
            return fold_rounds._ended(proposal, everyones, "withdrawn", standing.act)
        return right(proposal, round_, person, standing)

    put(m, fold_rounds, "_count", wrong)


@mistake("R6")
def being_tired_ends_an_objection(m: pytest.MonkeyPatch) -> None:
    right = consent._wrong_word

    def wrong(proposal: Proposal, round_: Round, command: c.GiveAnswer) -> Refused | None:
        refused = right(proposal, round_, command)
        return None if refused and refused.key == "problem_stays" else refused

    put(m, consent, "_wrong_word", wrong)


@mistake("R6")
def a_problem_is_consented_away(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "own_problem", lambda proposal, round_, person: False)


@mistake("R7")
def the_facilitator_may_not_object(m: pytest.MonkeyPatch) -> None:
    right = consent.give_answer

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveAnswer) -> Result:
        if command.by == circle.facilitator and command.answer.word == "problem":
            return Refused("R12", "facilitator_asks")
        return right(org, circle, proposal, command)

    put(m, consent, "give_answer", wrong)


@mistake("R8")
def old_answers_are_counted(m: pytest.MonkeyPatch) -> None:
    right = fold_rounds.apply

    def wrong(proposal: Proposal, recorded: e.Recorded) -> Proposal:
        after = right(proposal, recorded)
        event = recorded.event
        if isinstance(event, e.RoundOpened) and event.kind == "consent" and proposal.round:
            old = proposal.round.answers
            return fold_rounds._with_round(after, event.round, lambda r: replace(r, answers=old))
        return after

    def counts(round_: Round, standing: Standing | None) -> bool:
        return bool(standing and not standing.void and standing.answer and standing.answer.word == "ok")

    put(m, fold_rounds, "apply", wrong)
    put(m, consent, "counts", counts)


@mistake("R8")
def pages_need_not_be_heard(m: pytest.MonkeyPatch) -> None:
    right = consent.give_answer

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveAnswer) -> Result:
        open_ = proposal.consent_round
        heard = replace(command, heard=open_.version_id) if open_ else command
        return right(org, circle, proposal, heard)

    put(m, consent, "give_answer", wrong)


@mistake("R8")
def words_change_under_a_round(m: pytest.MonkeyPatch) -> None:
    right = drafting.write_version

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion) -> Result:
        made = right(org, circle, proposal, command)
        return made if isinstance(made, Refused) else made[-1:]

    put(m, drafting, "write_version", wrong)


@mistake("R5")
def a_late_objection_is_not_read_out(m: pytest.MonkeyPatch) -> None:
    right = fold_rounds._raise

    def wrong(proposal: Proposal, id: str, round_: Round, person: str, answer: Answer) -> Proposal:
        after = right(proposal, id, round_, person, answer)
        heard = round_.objections_heard
        return fold_rounds._with_round(after, round_.id, lambda r: replace(r, objections_heard=heard))

    put(m, fold_rounds, "_raise", wrong)


@mistake("R5")
def several_objections_are_worked_on_at_once(m: pytest.MonkeyPatch) -> None:
    right = objections.work_on

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: objections.Work) -> Result:
        taken = tuple(replace(o, taken=True) for o in proposal.objections)
        return right(org, circle, replace(proposal, objections=taken), command)

    put(m, objections, "work_on", wrong)
