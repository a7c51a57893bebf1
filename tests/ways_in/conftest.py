"""A kiosk in memory for each test."""

import pytest

from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.ways_in.memory_lines import Lines


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def lines(home: Home) -> Lines:
    return Lines(home)


@pytest.fixture
def asked(home: Home) -> Lines:
    """Somebody has heard the idea and is asked for their answer."""
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    person.takes_turn(person.sheet.asked_of.name if person.sheet.asked_of else "")
    person.choose("heard_it")
    person.seat.leave()  # type: ignore[attr-defined]
    return Lines(home)
