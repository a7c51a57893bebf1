"""Whatever fails ends with 1 and says why, in one line of plain sentences on standard error."""

import shutil
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line.conftest import Run
from tests.command_line.test_commands import ALL, FAILED, USAGE, Input


def _broken_journal(folder: Path) -> None:
    raw = bytearray((folder / "journal").read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / "journal").write_bytes(raw)


def _broken_keys(folder: Path) -> None:
    (folder / "keys" / "erased").write_text("[")


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder")


def _folder_for_a_journal(folder: Path) -> None:
    (folder / "journal").unlink()
    (folder / "journal").mkdir()


HEAR, SAY = ["speech", "hear"], ["speech", "say"]
FAILING: dict[str, tuple[list[str], Callable[[Path], None] | None]] = {
    "kiosk without a screen": ([], None),
    "a meeting that is not there": (["play", "no-such-meeting"], None),
    "the sample circle without a screen": (["--demo"], None),
    **{
        f"{' '.join(command)}: {break_.__name__}": (command, break_)
        for command in (
            ["record", "verify"],
            ["record", "export"],
            ["record", "export", "--json"],
            ["record", "decisions"],
        )
        for break_ in (_broken_journal, _broken_keys, _a_file, _folder_for_a_journal)
    },
    **{
        f"{' '.join(command)}: {break_.__name__}": (command, break_)
        for command in (["plain"], ["plain", "--json"])
        for break_ in (_broken_keys, _a_file, _folder_for_a_journal)
    },
    **{
        f"doctor: {break_.__name__}": (["doctor"], break_)
        for break_ in (_broken_journal, _broken_keys, _a_file, _folder_for_a_journal)
    },
    "hear nothing": ([*HEAR, "none.wav"], None),
    "hear nothing, as JSON": ([*HEAR, "--json", "none.wav", "other.wav"], None),
    "hear text": ([*HEAR, "text.wav"], None),
    "hear half a recording": ([*HEAR, "half.wav"], None),
    "hear with nobody": ([*HEAR, "--engine", "nobody", "none.wav"], None),
    "hear in no language": ([*HEAR, "--language", "xx", "none.wav"], None),
    "say nothing": ([*SAY, ""], None),
    "say signs": ([*SAY, "... ?!"], None),
    "say into nowhere": ([*SAY, "Hello", "--out", "none/hello.wav"], None),
    "add no model": (["speech", "add-model", "none.zip"], None),
    "add a text": (["speech", "add-model", "text.wav"], None),
    "add from elsewhere": (["speech", "add-model", "https://example.org/model.zip"], None),
}


@pytest.fixture
def folder(decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", Input())
    (tmp_path / "text.wav").write_text("no sound")
    with wave.open(str(tmp_path / "half.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(32_000))
    (tmp_path / "half.wav").write_bytes((tmp_path / "half.wav").read_bytes()[:100])
    shutil.copytree(decided, tmp_path / "record", ignore=shutil.ignore_patterns("*.sock"))
    return tmp_path / "record"


@pytest.mark.parametrize("what", FAILING)
def test_what_fails_says_so_in_one_line(run: Run, folder: Path, what: str) -> None:
    command, break_it = FAILING[what]
    if break_it:
        break_it(folder)
    done = run(*command, *([] if {"--demo", "play"} & set(command) else ["--data", folder]))
    assert done.code == FAILED, done
    assert done.err.count("\n") == 1, done.err
    assert done.err[0].isupper()
    assert done.err.endswith((".\n", "?\n", "kiosk plain\n", "engines\n", "FILE\n")), done.err
    assert "Traceback" not in done.err


def test_every_command_can_fail_somewhere() -> None:
    told = {
        " ".join(word for word in command if word.isalpha() or "-" in word[1:-1])
        for command, _ in FAILING.values()
    }
    for command in ALL:
        # "record" and "speech" alone are wrong use, and what is installed is listed whatever it is.
        if command not in (("record",), ("speech",), ("speech", "engines")):
            assert any(one.startswith(" ".join(command)) for one in told), command


NEED_A_FOLDER = [["plain"], ["record", "verify"], ["record", "export"], ["doctor"], ["speech", "engines"]]


@pytest.mark.parametrize("command", NEED_A_FOLDER, ids=" ".join)
def test_without_a_home_it_asks_where(
    run: Run, command: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(sys, "stdin", Input())
    done = run(*command)
    assert (done.code, done.out) == (FAILED, "")
    assert done.err == "I do not know where the record is kept. Please say where, with --data.\n"
    assert run(*command, "--data", tmp_path / "here").err != done.err


def test_a_full_screen_sample_circle_in_a_used_folder_is_wrong_use_also_without_a_screen(
    run: Run, folder: Path
) -> None:
    done = run("--demo", "--data", folder)
    assert (done.code, done.out, done.err.count("\n")) == (USAGE, "", 1)
