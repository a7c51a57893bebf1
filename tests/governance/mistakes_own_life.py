"""Mistakes about ideas that are about one person (R20)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, fold_own_life, own_life, process
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Events, Result
from kiosk.governance.state import Circle, Organisation, Proposal
from tests.governance.own_machine import OwnLives
from tests.governance.planted import mistake, put
from tests.governance.watching import watch_machine

OWN = "own lives"


@mistake("R20", OWN)
def a_draft_goes_on_and_nobody_is_asked_whose_life_it_is(m: pytest.MonkeyPatch) -> None:
    for module in (own_life, process):
        m.setattr(module, "to_ask_about", lambda proposal: False)


@mistake("R20", OWN)
def an_ok_to_earlier_words_is_enough(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return tuple(p for p in own_life.people_of(circle, proposal) if p not in proposal.own.ok)

    m.setattr(own_life, "lacking", wrong)
    m.setattr(process, "lacking", wrong)


@mistake("R20", OWN)
def whose_life_it_is_has_a_consent_right_like_all_and_no_more(m: pytest.MonkeyPatch) -> None:
    for module in (own_life, process, consent):
        m.setattr(module, "in_the_way", lambda circle, proposal: own_life.over(proposal))


@mistake("R20", OWN)
def this_is_about_me_waits_until_the_round_is_over(m: pytest.MonkeyPatch) -> None:
    def wrong(_: Organisation, __: Circle, ___: Proposal) -> Events:
        return ()

    put(m, own_life, "waits_for_them", wrong)


@mistake("R20", OWN)
def only_whom_others_named_may_say_that_it_is_about_them(m: pytest.MonkeyPatch) -> None:
    right = own_life.say_about_me

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.SayAboutMe) -> Result:
        if proposal.own.asked:
            return Refused("R20", "not_about_you")
        return right(org, circle, proposal, command)

    put(m, own_life, "say_about_me", wrong)


@mistake("R20", OWN)
def somebody_else_says_ok_for_them(m: pytest.MonkeyPatch) -> None:
    right = own_life.give_own_word

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveOwnWord) -> Result:
        people = own_life.people_of(circle, proposal)
        by = people[0] if people else command.by
        return right(org, circle, proposal, replace(command, by=by))

    put(m, own_life, "give_own_word", wrong)


@mistake("R20", OWN)
def a_stop_waits_for_the_circle(m: pytest.MonkeyPatch) -> None:
    m.setattr(fold_own_life, "_stopped", lambda proposal, person: proposal)


@mistake("R20", OWN)
def whoever_wants_takes_up_what_was_stopped(m: pytest.MonkeyPatch) -> None:
    put(m, own_life, "first_their_word", lambda org, circle, command: None)


@mistake("R20", OWN)
def a_stop_comes_too_late_once_everyone_is_asked(m: pytest.MonkeyPatch) -> None:
    right = own_life.give_own_word

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.GiveOwnWord) -> Result:
        if proposal.consent_round:
            return Refused("R8", "round_open")
        return right(org, circle, proposal, command)

    put(m, own_life, "give_own_word", wrong)


@mistake("R20", OWN)
def a_circle_decides_where_somebody_lives(m: pytest.MonkeyPatch) -> None:
    right = fold_own_life._about

    def wrong(proposal: Proposal, event: e.AboutAnswered, recorded: e.Recorded) -> Proposal:
        return right(proposal, replace(event, what="nobody"), recorded)

    put(m, fold_own_life, "_about", wrong)


@mistake("R22", OWN)
def an_ok_that_was_not_right_still_counts(m: pytest.MonkeyPatch) -> None:
    put(m, fold_own_life, "_without_own_word", lambda proposal, event, act: proposal)


watch_machine(OWN, OwnLives)
