"""The page of rules says what the tests hold, and every rule has a test and a mistake that is found."""

from tests.governance.invariants import PAGE, RULES, held_by, page
from tests.governance.mistakes import MISTAKES


def test_the_page_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.governance.invariants"


def test_every_rule_has_a_test_and_a_mistake_that_is_found() -> None:
    held = held_by()
    assert {m.rule for m in MISTAKES} == set(RULES)
    assert [rule for rule in RULES if not held[rule]] == []
