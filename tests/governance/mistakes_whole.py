"""Mistakes that show only where circles, links, roles, reviews and people meet."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, fold_membership, structure
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation, Proposal
from tests.governance.planted import mistake, put
from tests.governance.watching import watch_machine
from tests.governance.whole import Whole

watch_machine("whole", Whole)


@mistake("R1", "whole")
def who_belongs_to_two_circles_is_asked_in_one(m: pytest.MonkeyPatch) -> None:
    right = consent.roster_for

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        first = next(iter(org.circles.values()))
        elsewhere = first.members if first.id != circle.id else ()
        return tuple(p for p in right(org, circle, proposal) if p not in elsewhere)

    put(m, consent, "roster_for", wrong)


@mistake("R21", "whole")
def who_died_is_still_a_member_elsewhere(m: pytest.MonkeyPatch) -> None:
    right = fold_membership._died

    def wrong(state: Organisation, event: e.MemberDied, recorded: e.Recorded) -> Organisation:
        only = right(state, event, recorded).circles[event.circle]
        return replace(state, circles={**state.circles, event.circle: only})

    put(m, fold_membership, "_died", wrong)


@mistake("R11", "whole")
def a_circle_that_ended_goes_on(m: pytest.MonkeyPatch) -> None:
    def wrong(_: Organisation, __: Circle, ___: c.Command) -> Refused | None:
        return None

    put(m, structure, "is_open", wrong)


@mistake("R13", "whole")
def whoever_is_proposed_is_asked_first(m: pytest.MonkeyPatch) -> None:
    right = consent.consent_order

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        roster = right(org, circle, proposal)
        return roster[-1:] + roster[:-1]

    put(m, consent, "consent_order", wrong)
