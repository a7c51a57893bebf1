"""Running the command in this process, and a record with a decision in it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import cli, wiring
from tests.journeys import friday
from tests.journeys.driver import Person


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in this process, away from any record of this device."""
    monkeypatch.delenv("KIOSK_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        try:
            code = cli.main([os.fspath(one) for one in arguments])
        except SystemExit as exit:
            code = int(exit.code or 0)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that holds the whole story of Friday evenings; read it, do not write to it."""
    folder = tmp_path_factory.mktemp("decided")
    with wiring.open_kiosk(folder) as kiosk:
        friday.whole_story(Person(kiosk.session.join()))
    return folder
