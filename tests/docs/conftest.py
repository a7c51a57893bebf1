"""A record with a decision in it, and a folder of its own for each command."""

import shutil
from pathlib import Path

import pytest

from kiosk import wiring
from tests.docs.pages import ROOT
from tests.journeys import friday
from tests.journeys.driver import Person


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that holds the whole story of Friday evenings; read it, do not write to it."""
    folder = tmp_path_factory.mktemp("decided")
    with wiring.open_kiosk(folder) as kiosk:
        friday.whole_story(Person(kiosk.session.join()))
    return folder


@pytest.fixture
def at_home(decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a command is run: a copy of that record, and nothing of this device."""
    record = tmp_path / "record"
    shutil.copytree(decided, record)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("KIOSK_DATA", str(record))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return record
