"""Every command that is shown is one, and those that are quick and harmless are run as they are shown."""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk import cli
from tests.docs.pages import ALL, NOW, ROOT, Page, first, kind

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
EXPLAINED = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
(VENV,) = re.findall(r"^VENV := (.+)$", MAKEFILE, re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
QUICK = ("plain", "doctor", "record verify", "record export", "speech engines")
"""Commands that are run here."""


def parsers(
    parser: argparse.ArgumentParser, before: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every sub-command by its words."""
    yield " ".join(before), parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from parsers(inner, (*before, name))


PARSERS = dict(parsers(cli.parser()))
OPTIONS = {option for parser in PARSERS.values() for option in parser._option_string_actions}
LEAVES = [name for name in PARSERS if not any(other.startswith(f"{name} ") for other in PARSERS) and name]


def is_command(words: list[str]) -> bool:
    """Whether this is something that can be typed."""
    tool, *rest = words
    place, _, script = tool.rpartition("/")
    if place and place != f"{VENV}/bin":
        return False
    match script:
        case "make":
            return bool(rest) and set(rest) <= TARGETS
        case "kiosk":
            return " ".join(rest) in PARSERS or parses(rest)
        case "python":
            return rest[:1] == ["-m"] and len(rest) > 1 and find_spec(rest[1]) is not None
        case "pip":
            needed = {re.split(r"[^\w-]", one)[0] for one in PROJECT["dependencies"]}
            return rest[:1] == ["install"] and len(rest) > 1 and set(rest[1:]) <= needed
        case "." | "source":
            return rest == [f"{VENV}/bin/activate"]
    return False


def parses(arguments: list[str]) -> bool:
    """Whether the command line takes these."""
    try:
        cli.parser().parse_args(arguments)
    except SystemExit as exit:
        return exit.code == 0
    return True


def wrong_commands(page: Page) -> list[str]:
    """The commands of a page that are none, and its options that nothing takes."""
    wrong = [" ".join(words) for words in page.commands if not is_command(words)]
    return wrong + [
        span for span in page.spans if span.startswith("--") and span.split()[0].split("=")[0] not in OPTIONS
    ]


@pytest.mark.parametrize("page", NOW, ids=lambda page: page.name)
def test_every_command_and_option_is_there(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    assert wrong_commands(page) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("    make run     # opens it\n    make test\n", True),
        ("    make run     # opens it\n    make tset\n", False),
        ("    make run     # opens it\n    mmake test\n", False),
        ("```sh\n$ kiosk plain --json\n```\n", True),
        ("```sh\n$ kiosk plain --jsno\n```\n", False),
        ("```console\nkiosk plan\n```\n", False),
        ("Say `kiosk record export`.", True),
        ("Say `kiosk record`.", True),
        ("Say `kiosk record exporrt`.", False),
        ("Say `kiosk speech say` and more.", True),
        ("Say `kiosk speech hear --phrases`.", False),
        ("With `--data DIR`.", True),
        ("With `--date DIR`.", False),
        ("Run `make imports`.", True),
        ("Run `make import`.", False),
        ("Run `python -m tests.governance.invariants`.", True),
        ("Run `python -m tests.governance.invariant`.", False),
        ("Run `.venv/bin/kiosk doctor`.", True),
        ("Run `.venv/bim/kiosk doctor`.", False),
        ("Run `pip install miniaudio`.", True),
        ("Run `pip install miniadio`.", False),
    ],
)
def test_a_planted_wrong_command_is_found(text: str, right: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert (wrong_commands(Page("planted.md", f"Planted:\n\n{text}\n")) == []) is right


@pytest.mark.parametrize("page", NOW, ids=lambda page: page.name)
def test_every_block_is_something_that_is_looked_at(page: Page) -> None:
    assert [block for block in page.blocks if not kind(block)] == []


def test_what_contributing_calls_explained_is_in_the_list_of_make() -> None:
    named = {words[1] for words in ALL["CONTRIBUTING.md"].commands if words[0] == "make"}
    assert len(named) >= 6
    assert named <= EXPLAINED


def test_every_sub_command_is_mentioned() -> None:
    shown = {" ".join(words) for page in NOW for words in page.commands}
    missing = [name for name in LEAVES if not any(re.match(rf"(\S+/)?kiosk {name}\b", one) for one in shown)]
    assert missing == []


def test_make_runs_commands_that_are_there() -> None:
    lines = re.findall(r"^\t\$\(BIN\)/kiosk\b(.*)$", MAKEFILE, re.MULTILINE)
    assert len(lines) == 2
    assert all(parses(line.replace("$(ARGS)", "").split()) for line in lines)


def test_the_oldest_python_is_the_one_that_is_named() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=")
    for name in ("README.md", "docs/setting-up.md"):
        assert f"Python {oldest} or newer" in ALL[name].prose


# --- run as they are shown ---------------------------------------------------------------------------------

SHOWN = sorted(
    {tuple(words[1:]) for page in NOW for words in page.commands if Path(words[0]).name == "kiosk"}
)
HARMLESS = [words for words in SHOWN if any(" ".join(words).startswith(name) for name in QUICK)]


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_enough_of_them_are_run() -> None:
    assert {name for name in QUICK if any(" ".join(words).startswith(name) for words in HARMLESS)} == set(
        QUICK
    )


@pytest.mark.parametrize("words", HARMLESS, ids=" ".join)
def test_it_works_as_it_is_shown(words: tuple[str, ...], at_home: Path) -> None:
    lines = [line for block in ALL["docs/plain-json.md"].blocks for line in block.splitlines()]
    done = run(*words, given="\n".join(lines if "--json" in words else ["h", "b"]) + "\n")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.strip()
    if "--json" in words:
        assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
    assert list(Path().iterdir()) == [], "it left something where it was run"


def test_help_of_the_whole_command_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        cli.main(["--help"])
    assert exit.value.code == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^\s+{name.split()[0]}\b", out, re.MULTILINE) for name in LEAVES)


def test_the_readable_page_has_every_decision_as_the_readme_says(at_home: Path) -> None:
    readable = run("record", "export", "--data", str(at_home))
    assert "dinner moves to half past five" in readable.stdout
    everything = [json.loads(line) for line in run("record", "export", "--json").stdout.splitlines()]
    assert "DecisionMade" in {line.get("event") for line in everything}


def test_a_tool_that_nobody_knows_is_no_command() -> None:
    assert [first(line) for line in ("$ make x", ".venv/bin/kiosk doctor", "")] == ["make", ".venv", ""]
    assert not is_command(["./make", "run"])
