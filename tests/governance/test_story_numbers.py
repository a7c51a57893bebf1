"""Whom to call when somebody does not feel safe: written at set-up, and by any member."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import decide as rules
from kiosk.governance import events as e
from kiosk.governance.circles import LONGEST_NUMBER, MOST_NUMBERS
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY
from tests.governance.table import Story

CALL = ("Care line 0800 111 222",)


def founding(*numbers: str) -> c.FoundCircle:
    people = (c.NewPerson("Ada", "supported"), c.NewPerson("Bo", "worker"))
    return c.FoundCircle(
        name="Home",
        aim="Ada lives well.",
        people=people,
        facilitator=0,
        review_day="2026-11-01",
        numbers=numbers,
    )


def test_a_circle_begins_with_the_numbers_of_its_set_up() -> None:
    made = rules.decide(EMPTY, founding(*CALL))
    assert not isinstance(made, Refused)
    assert [one.numbers for one in made if isinstance(one, e.HelpNumbersKept)] == [CALL]
    assert isinstance(rules.decide(EMPTY, founding(" ")), Refused)


def test_any_member_adds_a_number_and_takes_one_away() -> None:
    story = Story()
    story.by("Bo", c.KeepHelpNumbers(numbers=CALL))
    assert story.circle.numbers == CALL
    assert story.refused("Bo", c.KeepHelpNumbers(numbers=CALL)) == ("", "nothing_changed")
    story.by("Ada", c.KeepHelpNumbers(numbers=(*CALL, "My sister 0170")))
    story.by("Ada", c.KeepHelpNumbers(numbers=CALL[1:]))
    assert not story.circle.numbers
    assert fold(story.history, EMPTY) == story.org


@pytest.mark.parametrize("numbers", [("x" * (LONGEST_NUMBER + 1),), ("1",) * (MOST_NUMBERS + 1)])
def test_too_long_or_too_many_numbers_are_refused(numbers: tuple[str, ...]) -> None:
    assert Story().refused("Ada", c.KeepHelpNumbers(numbers=numbers)) == ("", "long_number")
