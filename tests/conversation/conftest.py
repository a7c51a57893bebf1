"""What the walks through the conversation found, once a run."""

import pytest

from kiosk.conversation.sheets import Sheet
from tests.conversation import stories
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import Seen, Watcher, explore
from tests.journeys import friday


@pytest.fixture(scope="session")
def seen() -> Seen:
    return explore(stories.worlds(), most=4000)


@pytest.fixture(scope="session")
def all_sheets(seen: Seen) -> list[Sheet]:
    """Every different page in words."""
    found = (TEXTS.sheet(world.prompt) for world in seen.prompts.values())
    return list({(s.page, s.title, s.body, tuple(t.id for t in s.tiles)): s for s in found}.values())


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def consent(home: Home) -> Watcher:
    """Ada, Bo and Cy are asked; the first of them is called."""
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    return person
