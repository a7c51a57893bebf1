"""Mistakes about circles that belong together, their links and their messages (R10, R11, R17)."""

import pytest

from kiosk.governance import events as e
from kiosk.governance import links, messages, structure
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation, Proposal
from tests.governance import nesting
from tests.governance.planted import mistake, put
from tests.governance.watching import TRIES, watched


@mistake("R10", found_in="organisations")
def one_person_holds_both_links(m: pytest.MonkeyPatch) -> None:
    right = links.leader_misfit

    def wrong(org: Organisation, parent: Circle, child: Circle | None, person: str) -> Refused | None:
        return right(org, parent, None, person)

    put(m, links, "leader_misfit", wrong)


@mistake("R10", found_in="organisations")
def a_leader_from_anywhere(m: pytest.MonkeyPatch) -> None:
    put(m, links, "leader_misfit", lambda *_: None)


@mistake("R10", found_in="organisations")
def a_delegate_is_a_member_of_one_circle_only(m: pytest.MonkeyPatch) -> None:
    right = links.take_delegate

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        return right(org, circle, proposal)[:1]

    put(m, links, "take_delegate", wrong)


@mistake("R10", found_in="organisations")
def a_delegate_nobody_chose(m: pytest.MonkeyPatch) -> None:
    put(m, links, "delegate_misfit", lambda child, person: None)


@mistake("R10", found_in="organisations")
def circles_belong_to_each_other_in_a_ring(m: pytest.MonkeyPatch) -> None:
    put(m, structure, "own_ancestor", lambda *_: None)


@mistake("R11", found_in="organisations")
def the_aim_is_changed_by_one_circle_only(m: pytest.MonkeyPatch) -> None:
    put(m, structure, "partner", lambda *_: "")


@mistake("R11", found_in="organisations")
def a_circle_that_has_ended_still_acts(m: pytest.MonkeyPatch) -> None:
    put(m, structure, "is_open", lambda *_: None)


@mistake("R17", found_in="organisations")
def a_message_is_closed_unheard(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "still_to_hear", lambda circle, sent: ())


@mistake("R17", found_in="organisations")
def it_is_told_before_it_was_heard_there(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "came_of", lambda circle, message: (True, ""))


@mistake("R17", found_in="organisations")
def anyone_carries_it(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "carriers", lambda org, frm, to: tuple(org.people))


@mistake("R17", found_in="organisations")
def others_are_told_before_the_one_who_asked(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "first_told", lambda circle, sent: True)


@mistake("R17", found_in="organisations")
def one_link_alone_tells_it(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "is_told", lambda org, circle, sent: sent.report is not None)


@mistake("R17", found_in="organisations")
def the_objector_is_not_heard_first(m: pytest.MonkeyPatch) -> None:
    put(m, messages, "_objector_first", lambda brought: None)


@watched("organisations")
def organisations() -> None:
    for seed in range(TRIES):
        nesting.play(seed)
