"""Whatever a whole organisation does, no rule breaks: some in `make test`, 2,000 in `make prove`."""

from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from kiosk.governance import events as e
from tests.governance.watching import LIVELY
from tests.governance.whole import Whole

OFTEN: set[type[e.Event]] = {
    e.DecisionMade, e.NominationsShown, e.CircleProposed, e.CircleBelongs, e.CharterKept, e.DecisionReviewed,
    e.MemberLeft, e.ObjectionTied, e.SaidNotRight, e.FirstAnswered, e.MessageNoted,
}  # fmt: skip
SELDOM: set[type[e.Event]] = {
    e.CircleClosed, e.LeaderSent, e.DelegateTaken, e.MemberRemoved, e.MemberDied, e.MemberSetAside,
    e.MessageCarried, e.MessageHeard, e.MessageReported, e.ReportAnswered, e.QuestionAnswered,
    e.ProblemLeftBehind, e.ObjectionMet, e.RosterGrew, e.LetGo, e.RoleLookedAt, e.ChoseNotToDecide,
}  # fmt: skip
"""They come far enough to break the rules, if these let them."""


class Counted(Whole):
    seen_kinds: ClassVar[set[type[e.Event]]] = set()

    def teardown(self) -> None:
        super().teardown()
        self.seen_kinds.update(type(recorded.event) for recorded in self.nest.history)


def test_r1_to_r23_hold_in_a_whole_organisation() -> None:
    run_state_machine_as_test(Counted, settings=settings(LIVELY, max_examples=40, stateful_step_count=15))
    assert set() == OFTEN - Counted.seen_kinds


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_r1_to_r23_hold_in_thousands_of_organisations() -> None:
    run_state_machine_as_test(Counted, settings=settings(LIVELY, max_examples=2000, stateful_step_count=20))
    assert set() == (OFTEN | SELDOM) - Counted.seen_kinds
