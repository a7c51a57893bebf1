"""Every command: its help, where its record is, and its exit code."""

import argparse
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import cli, wiring
from tests.command_line.conftest import Run

USAGE, FAILED, DONE = cli.USAGE, cli.FAILED, cli.DONE


def commands(parser: argparse.ArgumentParser, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield before
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, (*before, name))


ALL = list(commands(cli.parser()))


class Input(io.TextIOWrapper):
    def __init__(self, raw: bytes = b"") -> None:
        super().__init__(io.BytesIO(raw), encoding="utf-8")


def test_these_are_the_commands() -> None:
    assert {" ".join(one) for one in ALL} >= {
        "",
        "plain",
        "record",
        "record verify",
        "record export",
        "speech",
        "speech hear",
        "speech say",
        "speech engines",
        "speech add-model",
        "doctor",
    }


@pytest.mark.parametrize("command", ALL, ids=lambda command: " ".join(command) or "kiosk")
def test_every_command_has_help_with_an_example(command: tuple[str, ...], run: Run) -> None:
    done = run(*command, "--help")
    assert done.code == DONE
    assert done.err == ""
    assert f"Example: kiosk {' '.join(command)}".rstrip() in " ".join(done.out.split())
    assert "--data DIR" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["record"],
        ["record", "nonsense"],
        ["speech"],
        ["speech", "hear"],
        ["plain", "--nonsense"],
        ["--data"],
        ["--data", "", "record", "verify"],
        ["plain", "--data", ""],
        ["speech", "say", "Hello", "--rate", "fast"],
        ["speech", "say", "Hello", "--rate", "5"],
        ["speech", "say", "Hello", "--rate", "59"],
        ["speech", "say", "Hello", "--rate", "241"],
        ["speech", "say", "Hello", "--rate", "9" * 5000],
    ],
    ids=" ".join,
)
def test_wrong_use_is_two_and_says_how(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert done.code == USAGE
    assert done.out == ""
    assert "usage: kiosk" in done.err


# --- where the record is -----------------------------------------------------------------------------------


def test_data_may_come_before_or_after(run: Run, decided: Path) -> None:
    after = run("record", "verify", "--data", decided)
    before = run("--data", decided, "record", "verify")
    between = run("record", "--data", decided, "verify")
    assert (after.code, before.code, between.code) == (DONE, DONE, DONE)
    assert after == before == between


def test_the_environment_names_the_record_and_the_flag_wins(
    run: Run, decided: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KIOSK_DATA", str(decided))
    assert run("record", "verify").code == DONE
    assert run("record", "verify", "--data", tmp_path / "none").code == FAILED
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "none"))
    assert run("record", "verify").code == FAILED
    assert run("record", "verify", "--data", decided).code == DONE


def test_otherwise_it_is_in_the_data_home_and_never_where_one_stands(
    run: Run, decided: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(decided, tmp_path / "data")
    assert run("record", "verify").code == FAILED
    assert wiring.default_folder() == tmp_path / "xdg" / "in-the-round"
    shutil.copytree(decided, tmp_path / "xdg" / "in-the-round")
    assert run("record", "verify").code == DONE
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert wiring.default_folder() == tmp_path / ".local" / "share" / "in-the-round"


def test_a_first_start_makes_the_folder_for_its_owner_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input())
    assert run("plain", "--json").code == DONE
    folder = wiring.default_folder()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(sys, "stdin", Input())
    done = run("plain", "--data", tmp_path / "file" / "record")
    assert (done.code, done.out) == (FAILED, "")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_without_a_screen_the_way_in_is_named(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (FAILED, "")
    assert done.err == "The kiosk needs a screen. Try: kiosk plain\n"


def test_every_word_that_a_command_takes_is_explained() -> None:
    def silent(parser: argparse.ArgumentParser) -> Iterator[str]:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for inner in action.choices.values():
                    yield from silent(inner)
            elif not action.help:
                yield f"{parser.prog} {action.dest}"

    assert list(silent(cli.parser())) == []


# --- the sample circle -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["plain", "--json"], ["plain"], []], ids=" ".join)
def test_the_sample_circle_needs_an_empty_folder(
    run: Run, decided: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Input())
    before = (decided / "journal").read_bytes()
    for arguments in (["--demo", *command], [*command, "--demo"]):
        done = run(*arguments, "--data", decided)
        assert (done.code, done.out) == (USAGE, "")
        assert "needs an empty folder" in done.err
        assert done.err.endswith("To go on with it, leave out --demo.\n")
    assert (decided / "journal").read_bytes() == before


def test_the_sample_circle_is_kept_where_it_is_told_to_be(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, made in (("not there", False), ("empty", True)):
        folder = tmp_path / name
        if made:
            folder.mkdir()
        monkeypatch.setattr(sys, "stdin", Input())
        assert run("plain", "--demo", "--json", "--data", folder).code == DONE
        assert run("record", "verify", "--data", folder).code == DONE
        assert "Ada's circle" in run("record", "export", "--data", folder).out


def test_the_sample_circle_does_not_touch_the_environments_record(
    run: Run, decided: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (decided / "journal").read_bytes()
    monkeypatch.setenv("KIOSK_DATA", str(decided))
    monkeypatch.setattr(sys, "stdin", Input())
    done = run("plain", "--demo", "--json")
    assert done.code == DONE
    assert (decided / "journal").read_bytes() == before


# --- speech ------------------------------------------------------------------------------------------------


def test_a_sound_file_that_is_none_is_told_and_the_others_still_run(run: Run, tmp_path: Path) -> None:
    from speech.engines.moonshine_model import model_folder

    if model_folder() is None:
        pytest.skip("No recogniser is installed: pip install moonshine-voice")
    (tmp_path / "text.wav").write_text("no sound")
    done = run(
        "speech", "hear", tmp_path / "text.wav", tmp_path / "none.wav", "--json", "--phrases", "yes,no"
    )
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == FAILED
    assert [set(row) for row in rows] == [{"file", "error"}] * 2


def test_an_engine_nobody_knows_is_told_in_one_sentence(run: Run, tmp_path: Path) -> None:
    done = run("speech", "hear", tmp_path / "x.wav", "--engine", "nonsense")
    assert (done.code, done.out) == (FAILED, "")
    assert done.err.count("\n") == 1


def test_what_is_installed_is_listed(run: Run) -> None:
    done = run("speech", "engines", "--json")
    assert done.code == DONE
    assert {json.loads(line)["kind"] for line in done.out.splitlines()} == {"hears", "speaks"}


def test_a_model_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    done = run("speech", "add-model", tmp_path / "none.zip")
    assert done.code == FAILED
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_model_from_a_folder_is_installed_and_listed(run: Run, tmp_path: Path) -> None:
    model = tmp_path / "vosk-model-small-cy-0.1"
    (model / "am").mkdir(parents=True)
    (model / "am" / "final.mdl").write_bytes(b"made up")
    data = tmp_path / "record"
    done = run("speech", "add-model", model, "--data", data)
    assert (done.code, done.err) == (0, "")
    assert (data / "models" / "vosk" / model.name / "am" / "final.mdl").exists()
    listed = run("speech", "engines", "--json", "--data", data).out
    assert any(json.loads(line)["name"] == model.name for line in listed.splitlines())


def test_stopping_with_control_c_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(wiring, "verify", stopped)
    done = run("record", "verify")
    assert (done.code, done.out, done.err) == (FAILED, "", "Stopped. Nothing that was stored is lost.\n")


def test_a_full_disk_behind_standard_output_is_one_sentence(decided: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("There is no /dev/full here")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "record", "export", "--data", str(decided)],
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
