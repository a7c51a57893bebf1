"""A home for a record in each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record import LocalRecord
from tests.data.circle import MadeUpClock, open_record


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "record"


@pytest.fixture
def clock() -> MadeUpClock:
    return MadeUpClock()


@pytest.fixture
def record(home: Path, clock: MadeUpClock) -> Iterator[LocalRecord]:
    record = open_record(home, clock)
    yield record
    record.close()
