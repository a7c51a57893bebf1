"""What the walks through the conversation found, once a run."""

import pytest

from kiosk.conversation.sheets import Sheet
from tests.conversation import stories
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import Seen, explore


@pytest.fixture(scope="session")
def seen() -> Seen:
    return explore(stories.worlds(), most=2500)


@pytest.fixture(scope="session")
def all_sheets(seen: Seen) -> list[Sheet]:
    """Every different page in words."""
    found = (TEXTS.sheet(world.prompt) for world in seen.prompts.values())
    return list({(s.page, s.title, s.body, tuple(t.id for t in s.tiles)): s for s in found}.values())


@pytest.fixture
def home() -> Home:
    return Home()
