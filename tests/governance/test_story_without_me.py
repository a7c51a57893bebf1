"""Choosing not to decide one thing: alone, on these words, shown so, and no answer (R2, R6, R8, R11)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import still_to_hear
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from kiosk.governance.without_me import RULE, chose_not_to
from tests.governance.table import Story


class Unsure(Story):
    """Bo is asked about Fridays, and is not sure."""

    def without(self, name: str, **parts: str) -> c.ChooseNotToDecide:
        return c.ChooseNotToDecide(round=self.round.id, **parts)


@pytest.fixture
def unsure() -> Unsure:
    story = Unsure()
    story.up_to_consent()
    return story


def test_r2_who_chose_not_to_decide_is_off_the_roster_and_the_others_answer_anew(unsure: Unsure) -> None:
    unsure.ok("Ada")
    before = unsure.round
    unsure.by("Bo", unsure.without("Bo"))
    assert chose_not_to(unsure.proposal, unsure.id("Bo"))
    assert unsure.round.id != before.id
    assert unsure.proposal.rounds[-2].why == "roster"
    assert unsure.id("Bo") not in unsure.round.roster
    # Nobody's answer is carried over.
    assert set(unsure.names(still_to_hear(unsure.round))) == {"Ada", "Cy"}
    unsure.ok()
    unsure.last_check()
    decision = unsure.proposal.decision
    assert decision
    assert set(unsure.names(decision.consented)) == {"Ada", "Cy"}
    (left,) = unsure.circle.openness.not_asked[decision.id]
    assert (left.person, left.why) == (unsure.id("Bo"), RULE)
    assert fold(unsure.history, EMPTY) == unsure.org


def test_r8_other_words_are_asked_of_them_again(unsure: Unsure) -> None:
    unsure.by("Bo", unsure.without("Bo"))
    unsure.objects("Cy")
    unsure.ok("Ada")
    unsure.hear_objections()
    unsure.amend("Ada", what="Sundays.")
    unsure.restate()
    assert not chose_not_to(unsure.proposal, unsure.id("Bo"))
    assert unsure.id("Bo") in unsure.round.roster


def test_r11_until_it_is_decided_they_are_asked_after_all(unsure: Unsure) -> None:
    unsure.by("Bo", unsure.without("Bo"))
    after_all = c.DecideAfterAll(proposal=unsure.proposal.id)
    assert unsure.refused("Cy", after_all) == ("", "unknown")
    unsure.ok("Ada")
    unsure.by("Bo", after_all)
    assert unsure.id("Bo") in unsure.round.roster
    unsure.ok("Cy")
    assert unsure.names(still_to_hear(unsure.round)) == ["Bo"]
    unsure.by("Bo", unsure.without("Bo"))
    unsure.ok()
    unsure.last_check()
    assert unsure.refused("Bo", after_all) == ("R11", "already_decided")


def test_r22_it_was_not_right_asks_them_again(unsure: Unsure) -> None:
    unsure.by("Bo", unsure.without("Bo"))
    unsure.not_right("Bo", e.ChoseNotToDecide)
    assert unsure.id("Bo") in unsure.round.roster


def test_r6_not_while_a_problem_of_theirs_stands(unsure: Unsure) -> None:
    unsure.objects("Bo")
    assert unsure.refused("Bo", unsure.without("Bo")) == ("R6", "withdraw_first")
    unsure.ok("Ada", "Cy")
    assert unsure.refused("Bo", unsure.without("Bo")) == ("R6", "withdraw_first")


def test_r6_only_alone(unsure: Unsure) -> None:
    assert unsure.refused("Bo", unsure.without("Bo", helper=unsure.id("Cy"))) == ("R6", "alone")
    pressed = unsure.without("Bo", entered_by=unsure.id("Cy"))
    assert unsure.refused("Bo", pressed) == ("R6", "alone")


def test_r2_one_person_alone_does_not_decide(unsure: Unsure) -> None:
    unsure.by("Bo", unsure.without("Bo"))
    assert unsure.refused("Bo", unsure.without("Bo")) == ("R7", "not_asked")
    assert unsure.refused("Ada", unsure.without("Ada")) == ("R2", "too_few_to_decide")


def test_r2_only_in_a_round_that_is_open(unsure: Unsure) -> None:
    old = unsure.round.id
    unsure.ok()
    unsure.last_check()
    assert unsure.refused("Bo", c.ChooseNotToDecide(round=old)) == ("R8", "round_over")
