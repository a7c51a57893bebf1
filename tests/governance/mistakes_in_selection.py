"""Mistakes about choosing somebody for a role (R1, R2, R4, R13, R18, R21, R22)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, drafting, fold_selection, process, rounds, selection
from kiosk.governance import events as e
from kiosk.governance.events.base import person_key
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Named, Organisation, Proposal, Round
from kiosk.governance.words import Nomination
from tests.governance import selecting
from tests.governance.planted import mistake, put
from tests.governance.watching import TRIES, watched


@mistake("R13", "selections")
def names_are_shown_before_the_last_one_is_in(m: pytest.MonkeyPatch) -> None:
    right = selection.still_to_name
    put(m, selection, "still_to_name", lambda circle, round_: right(circle, round_)[1:])


@mistake("R13", "selections")
def somebody_is_proposed_before_all_were_heard(m: pytest.MonkeyPatch) -> None:
    def wrong(
        org: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion
    ) -> Refused | None:
        return None

    put(m, selection, "_may_be_chosen", wrong)


@mistake("R13", "selections")
def the_nominee_is_asked_before_others(m: pytest.MonkeyPatch) -> None:
    right = consent.consent_order

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return right(org, circle, replace(proposal, versions=()))

    put(m, consent, "consent_order", wrong)


@mistake("R1", "selections")
def only_those_here_name_somebody(m: pytest.MonkeyPatch) -> None:
    right = rounds.open_round

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, kind: str) -> e.RoundOpened:
        opened = right(org, circle, proposal, kind)
        return replace(opened, roster=tuple(p for p in opened.roster if p in circle.here))

    put(m, process, "open_round", wrong)


@mistake("R2", "selections")
def come_back_to_me_counts_as_a_name(m: pytest.MonkeyPatch) -> None:
    def wrong(round_: Round, person: str) -> bool:
        return person in round_.nominations

    put(m, selection, "_has_named", wrong)


@mistake("R2", "selections")
def somebody_changes_to_nobody(m: pytest.MonkeyPatch) -> None:
    right = selection._wrong

    def wrong(circle: Circle, named: Nomination, *, come_back: bool = False) -> Refused | None:
        return right(circle, named, come_back=True)

    put(m, selection, "_wrong", wrong)


@mistake("R13", "selections")
def the_role_goes_to_who_asked_for_it(m: pytest.MonkeyPatch) -> None:
    right = selection.fill_role

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        made = right(org, circle, proposal)
        return tuple(replace(r, person=proposal.author) for r in made if isinstance(r, e.RoleFilled))

    put(m, selection, "fill_role", wrong)


@mistake("R13", "selections")
def a_name_is_given_after_all_were_shown(m: pytest.MonkeyPatch) -> None:
    def wrong(proposal: Proposal, id: str, *kinds: str) -> Round | Refused:
        found = proposal.find_round(id)
        return replace(found, shown=False) if found else Refused("R1", "round_over")

    put(m, selection, "_open", wrong)


@mistake("R13", "selections")
def whom_somebody_named_is_seen_before_all_are_in(m: pytest.MonkeyPatch) -> None:
    def wrong(proposal: Proposal) -> Mapping[str, Named]:
        asked = [r for r in proposal.rounds if r.kind == "nominate"]
        return asked[-1].nominations if asked else {}

    m.setattr(Proposal, "nominations", property(wrong))


@mistake("R13", "selections")
def names_are_sealed_with_the_persons_key_only(m: pytest.MonkeyPatch) -> None:
    m.setattr(e.NominationGiven, "keys", lambda given: {"nomination": person_key(given.person)})


@mistake("R13", "selections")
def who_is_named_most_comes_first(m: pytest.MonkeyPatch) -> None:
    right = selection.show_nominations

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        made = right(org, circle, proposal)
        round_ = proposal.round
        if not made or not round_ or not isinstance(made[0], e.NominationsShown):
            return made
        given = [n.first.named for n in round_.nominations.values() if n.first]
        most = sorted(
            round_.nominations.values(), key=lambda n: given.count(n.first.named if n.first else "")
        )
        return (replace(made[0], tokens=tuple(n.token for n in reversed(most))),)

    put(m, selection, "show_nominations", wrong)


@mistake("R13", "selections")
def nominations_end_before_all_have_named_somebody(m: pytest.MonkeyPatch) -> None:
    def wrong(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        round_ = selection.nominating(proposal)
        if round_ is None or not round_.nominations:
            return ()
        return (e.RoundClosed(circle.id, round_.id, "done"),)

    put(m, selection, "show_nominations", wrong)


@mistake("R13", "selections")
def everyone_is_asked_with_nobody_proposed(m: pytest.MonkeyPatch) -> None:
    put(m, selection, "still_there", lambda circle, proposal: None)


@mistake("R21", "selections")
def who_left_is_chosen_all_the_same(m: pytest.MonkeyPatch) -> None:
    right = selection.still_there

    def wrong(circle: Circle, proposal: Proposal) -> Refused | None:
        held = right(circle, proposal)
        return None if held and held.key == "nominee_gone" else held

    put(m, selection, "still_there", wrong)


@mistake("R1", "selections")
def who_joins_names_nobody(m: pytest.MonkeyPatch) -> None:
    put(m, selection, "ask_who_joined", lambda org, circle, proposal: ())
    put(m, selection, "still_to_name", _of_the_first)


def _of_the_first(circle: Circle, round_: Round) -> tuple[str, ...]:
    named = (p for p, n in round_.nominations.items() if n.first and n.first.named)
    return tuple(p for p in round_.roster if p in circle.members and p not in set(named))


@mistake("R1", "selections")
def who_was_not_there_answers_without_hearing_the_names(m: pytest.MonkeyPatch) -> None:
    m.setattr(consent, "ASKED_BEFORE", ("questions",))


@mistake("R4", "selections")
def a_role_is_filled_over_a_problem(m: pytest.MonkeyPatch) -> None:
    put(m, consent, "unmet", lambda circle, proposal: ())
    put(m, process, "unmet", lambda circle, proposal: ())


@mistake("R18", "selections")
def who_is_proposed_stays_proposed_when_they_left(m: pytest.MonkeyPatch) -> None:
    right = selection._prepare

    def wrong(circle: Circle, proposal: Proposal) -> process.Step | None:
        step = right(circle, proposal)
        chosen = proposal.current.choice if proposal.current else ""
        return None if isinstance(step, process.Propose) and chosen else step

    put(m, selection, "_prepare", wrong)


@mistake("R21", "selections")
def one_problem_of_who_left_puts_down_the_other(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return tuple(o.id for o in proposal.standing if o.taken)

    put(m, drafting, "_meets", wrong)


@mistake("R22", "selections")
def a_name_that_is_not_right_is_shown_with_the_others(m: pytest.MonkeyPatch) -> None:
    put(m, fold_selection, "without_nomination", lambda proposal, event, act: proposal)


@watched("selections")
def selections() -> None:
    for seed in range(TRIES):
        selecting.choose(seed)
