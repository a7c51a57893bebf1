"""Mistakes about choosing somebody for a role (R1, R2, R13)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, process, rounds, selection
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation, Proposal, Round
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


@watched("selections")
def selections() -> None:
    for seed in range(TRIES):
        selecting.choose(seed)
