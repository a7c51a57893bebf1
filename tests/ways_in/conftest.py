"""A kiosk in memory for each test."""

import pytest

from tests.conversation.memory import Home


@pytest.fixture
def home() -> Home:
    return Home()
