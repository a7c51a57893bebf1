"""`kiosk doctor`: a line a part, the next step, and whether the kiosk can be used."""

import io
import itertools
import locale
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk import doctor, wiring
from tests.command_line.conftest import Run


def test_the_doctor_names_every_part_and_is_content(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--data", tmp_path)
    assert (done.code, done.err) == (0, "")
    parts = ("Screen", "Letters", "Record", "Joining", "Entries", "Keys", "Lock")
    for part in (*parts, "voice", "listening", "loudspeaker", "microphone"):
        assert any(line[9:].startswith(f"{part}: ") for line in done.out.splitlines()), part
    assert done.out.endswith("The kiosk can be used.\n")


def test_what_does_not_work_has_a_next_step(run: Run, tmp_path: Path) -> None:
    lines = run("doctor", "--data", tmp_path).out.splitlines()
    for line, after in itertools.pairwise(lines):
        if line.startswith("not yet"):
            assert after.strip().startswith("Next step: ")


def test_sound_may_be_missing_and_the_kiosk_can_still_be_used() -> None:
    out = io.StringIO()
    checks = [
        doctor.Check("Record", True, "It is kept."),
        doctor.Check("microphone", False, "I found no microphone.", "Plug one in.", needed=False),
    ]
    assert doctor.run(checks, out) == 0
    assert "Next step: Plug one in." in out.getvalue()
    assert out.getvalue().endswith("The kiosk can be used.\n")


def test_what_is_needed_may_not_be_missing() -> None:
    out = io.StringIO()
    assert doctor.run([doctor.Check("Record", False, "I cannot write.", "Choose another.")], out) == 1
    assert out.getvalue().endswith("The kiosk cannot be used yet.\n")


def test_a_folder_that_cannot_be_written_in_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = run("doctor", "--data", tmp_path / "a" / "b")
    assert done.code == 1
    assert f"I cannot write in {tmp_path}." in done.out
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_even_be_looked_at_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refused)
    done = run("doctor", "--data", tmp_path)
    assert done.code == 1
    assert "Record: I cannot look at it: Permission denied." in done.out


def _letter(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


BREAKS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a letter of the journal": ("Entries", lambda at: _letter(at / "journal")),
    "the end of the journal": ("Entries", lambda at: _half(at / "journal")),
    "a folder for a journal": ("Entries", lambda at: _folder(at / "journal")),
    "a folder for a head": ("Entries", lambda at: _folder(at / "head")),
    "no journal": ("Entries", lambda at: (at / "journal").unlink()),
    "a key": ("Keys", lambda at: _half(next((at / "keys").glob("*.key")))),
    "a key under another name": (
        "Keys",
        lambda at: next((at / "keys").glob("*.key")).rename(at / "keys" / "x.key"),
    ),
    "the list of erased keys": ("Keys", lambda at: (at / "keys" / "erased").write_text("[")),
    "a file for the keys": ("Keys", lambda at: _file(at / "keys")),
    "a folder for a lock": ("Lock", lambda at: _folder(at / "lock")),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_broken_record_is_found(run: Run, decided: Path, tmp_path: Path, what: str) -> None:
    """And so is whatever would keep the kiosk from opening or storing."""
    folder = tmp_path / "record"
    shutil.copytree(decided, folder, ignore=shutil.ignore_patterns("*.sock"))
    part, break_it = BREAKS[what]
    break_it(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run("doctor", "--data", folder)
    assert done.code == 1
    assert f"not yet  {part}: " in done.out
    assert done.out.endswith("The kiosk cannot be used yet.\n")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_whole_record_is_well_also_while_its_kiosk_runs(run: Run, decided: Path, tmp_path: Path) -> None:
    folder = tmp_path / "record"
    shutil.copytree(decided, folder, ignore=shutil.ignore_patterns("*.sock"))
    assert run("doctor", "--data", folder).code == 0
    with wiring.open_kiosk(folder):
        assert run("doctor", "--data", folder).code == 0
    with wiring.open_kiosk(folder) as kiosk:
        assert kiosk.record.read_only is None


def test_a_full_disk_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    done = run("doctor", "--data", tmp_path)
    assert done.code == 1
    assert "1 MB are free." in done.out


@pytest.mark.parametrize(("size", "code"), [((40, 11), 0), ((39, 11), 1), ((40, 10), 1), ((200, 60), 0)])
def test_the_smallest_screen_is_forty_by_eleven(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: tuple[int, int], code: int
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda _: os.terminal_size(size))
    screen = next(check for check in doctor.device_checks(tmp_path) if check.name == "Screen")
    assert doctor.run([screen], io.StringIO()) == code


def test_away_from_a_terminal_it_says_where_it_is_not(run: Run, tmp_path: Path) -> None:
    assert "Screen: I am not in a terminal." in run("doctor", "--data", tmp_path).out


def test_a_language_without_all_letters_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "ISO-8859-1")
    letters = next(check for check in doctor.device_checks(tmp_path) if check.name == "Letters")
    assert not letters.works
    assert "LANG" in letters.next_step
