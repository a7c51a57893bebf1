"""Mistakes about deciding, turns, steps, taking back and order (R9-R23)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, decide, fold_rounds, own_words, process
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Circle, Organisation, Proposal, Round, Standing
from kiosk.governance.words import Wording
from tests.governance.machine import Circles
from tests.governance.planted import mistake, put
from tests.governance.watching import watch_machine


@mistake("R9")
def a_part_may_be_missing(m: pytest.MonkeyPatch) -> None:
    right = Wording.missing
    put(m, Wording, "missing", lambda self, *kind: tuple(p for p in right(self, *kind) if p != "if_missed"))


@mistake("R11")
def decided_without_the_last_check(m: pytest.MonkeyPatch) -> None:
    right = process.guided_moves

    def wrong(org: Organisation, circle: Circle) -> tuple[e.Event, ...]:
        for p in circle.proposals.values():
            made = p.consent_round and consent.confirm_nobody_changes(
                org, circle, p, c.ConfirmNobodyChanges(round=p.consent_round.id)
            )
            if made and not isinstance(made, Refused):
                return made[1:]
        return right(org, circle)

    put(m, process, "guided_moves", wrong)


@mistake("R11")
def a_decision_is_opened_again(m: pytest.MonkeyPatch) -> None:
    right = consent.make_ready

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.MakeReady) -> Result:
        return right(org, circle, replace(proposal, decision=None), command)

    put(m, consent, "make_ready", wrong)


@mistake("R12")
def anyone_restates_for_the_facilitator(m: pytest.MonkeyPatch) -> None:
    right = consent.make_ready

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.MakeReady) -> Result:
        return right(org, replace(circle, roles={}), proposal, command)

    put(m, consent, "make_ready", wrong)


@mistake("R14")
def an_act_of_another_is_taken_back(m: pytest.MonkeyPatch) -> None:
    def wrong(org: Organisation, circle: Circle, command: c.SayNotRight) -> Result:
        return (e.SaidNotRight(circle.id, command.by, command.act),)

    put(m, own_words, "say_not_right", wrong)


@mistake("R16")
def no_turn_is_needed(m: pytest.MonkeyPatch) -> None:
    right = decide.decide
    put(m, decide, "decide", lambda state, command: right(state, replace(command, turn=command.by)))


@mistake("R16")
def the_last_answer_counts_for_the_next_person(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round, person: str) -> bool:
        last = list(round_.answers.values())[-1:]
        return bool(last) and consent.counts(round_, last[0])

    put(m, consent, "has_answered", wrong)


@mistake("R18")
def a_question_left_open_is_forgotten(m: pytest.MonkeyPatch) -> None:
    right = process._before_consent

    def wrong(circle: Circle, proposal: Proposal, later: frozenset[str]) -> process.Step:
        step = right(circle, proposal, later)
        return process.ReadAloud() if isinstance(step, process.Settle) and not proposal.reactions else step

    put(m, process, "_before_consent", wrong)


@mistake("R18")
def the_last_check_is_offered_over_an_objection(m: pytest.MonkeyPatch) -> None:
    put(m, process, "_with_objections", lambda circle, proposal, round_: process.LastCheck(round_))


@mistake("R22")
def what_is_not_right_still_counts(m: pytest.MonkeyPatch) -> None:
    put(m, fold_rounds, "without_answer", lambda proposal, person, act: proposal)


@mistake("R22")
def taking_back_wrongly_stays_taken_back(m: pytest.MonkeyPatch) -> None:
    put(m, fold_rounds, "standing_again", lambda proposal, act: proposal)


@mistake("R23")
def answers_are_shown_before_all_are_in(m: pytest.MonkeyPatch) -> None:
    put(m, process, "all_in", lambda proposal, round_: bool(round_.answers))


@mistake("R23")
def a_new_fact_asks_nobody_again(m: pytest.MonkeyPatch) -> None:
    right = consent.counts

    def wrong(round_: Round, standing: Standing | None) -> bool:
        return right(round_, replace(standing, facts=round_.facts) if standing else None)

    put(m, consent, "counts", wrong)


@mistake("R23")
def the_author_is_asked_first(m: pytest.MonkeyPatch) -> None:
    right = consent.consent_order
    put(m, consent, "consent_order", lambda *a: (right(*a)[-1], *right(*a)[:-1]))


@mistake("R23")
def the_same_person_is_always_asked_first(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "_rotated", lambda group, asked_first: group)


@mistake("R23")
def what_is_added_later_leaves_the_answers_in_the_open(m: pytest.MonkeyPatch) -> None:
    put(m, fold_rounds, "_with_a_fact", lambda round_: replace(round_, facts=round_.facts + 1))


@mistake("R6")
def a_problem_taken_back_out_of_sight_stands_on(m: pytest.MonkeyPatch) -> None:
    put(m, fold_rounds, "_taken_back", lambda before, answer: False)


watch_machine("circles", Circles)
