"""The shape of the project: what stands where, what may import what, and that every event has a story."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.governance.events import EVENTS
from tests.conversation.memory import Home
from tests.conversation.stories import STORIES, worlds
from tests.conversation.world import Watcher, explore

ROOT = Path(__file__).parents[1]
SHIPPED = ("kiosk", "screens", "speech", "data")
LINT = Path(sys.executable).with_name("lint-imports")


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml",
        "README.md",
        "Makefile",
        "LICENSE",
        "NOTICE",
        ".importlinter",
        ".ci/run",
        *SHIPPED,
        "tests",
    ],
)
def test_it_stands_at_the_top(name: str) -> None:
    assert (ROOT / name).exists()


def test_nothing_else_that_is_code_stands_at_the_top() -> None:
    command = ["git", "ls-files", "-z", "--", "."]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("This is not a checkout")
    tops = {name.split("/")[0] for name in listed.stdout.decode().split("\0") if name.endswith(".py")}
    assert tops <= {*SHIPPED, "tests", "benchmarks", "docs"}


def test_the_card_of_packages_is_kept() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", one)[0] for one in project["dependencies"]}
    assert {"textual", "pyttsx3", "vosk", "tinydb"} <= needed
    assert (project["name"], project["scripts"]) == ("in-the-round", {"kiosk": "kiosk.cli:main"})
    assert project["license"] == "Apache-2.0"
    assert project["requires-python"] == ">=3.11"


# --- what may reach what -----------------------------------------------------------------------------------


def test_only_data_opens_shipped_words() -> None:
    for file in modules("kiosk", "screens", "speech"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("files") | ast.Attribute(attr="files"), args=[ast.Constant("data")]
                ):
                    raise AssertionError(f"{file}: only data opens shipped files")
                case ast.Constant(str(text)) if re.match(r"(\.\./|\./)?data/", text):
                    raise AssertionError(f"{file}: {text} is a path into data/")
                case ast.BinOp(op=ast.Div(), right=ast.Constant("data")):
                    raise AssertionError(f"{file}: a path into data/")


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_only_wiring_names_what_stores_and_what_speaks() -> None:
    """The layers alone would let everything above the desk do so."""
    naming = {f.relative_to(ROOT).as_posix() for f in modules("kiosk") if imported(f) & {"data", "speech"}}
    assert naming == {"kiosk/wiring.py"}


def test_no_test_and_no_benchmark_is_imported_by_what_ships() -> None:
    for file in modules(*SHIPPED):
        assert not imported(file) & {"tests", "benchmarks", "pytest"}, file


def test_nothing_sleeps_in_tests_of_the_conversation() -> None:
    for file in modules("tests/conversation", "tests/ways_in", "tests/command_line"):
        assert not re.search(r"\bsleep\(", file.read_text(encoding="utf-8")), file


def lint(folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [str(LINT), "--config", str(folder / ".importlinter"), "--no-cache"]
    return subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not LINT.exists():
        pytest.skip("NOT TESTED: the import contracts. pip install import-linter")
    folder = tmp_path_factory.mktemp("layers")
    for name in SHIPPED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder / ".importlinter")
    return folder


def test_imports_point_one_way(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    ("module", "reach"),
    [
        ("kiosk/governance/consent.py", "import kiosk.conversation.talk"),
        ("kiosk/governance/consent.py", "import time"),
        ("kiosk/conversation/talk.py", "import kiosk.desk"),
        ("kiosk/conversation/talk.py", "import json"),
        ("kiosk/plain.py", "import screens"),
        ("kiosk/desk.py", "import data.record"),
        ("kiosk/desk.py", "import kiosk.session"),
        ("data/record.py", "import speech"),
        ("speech/voice.py", "import screens"),
        ("screens/__init__.py", "import data.shipped"),
        ("kiosk/texts.py", "import kiosk.wiring"),
    ],
)
def test_a_planted_breach_is_found(copy: Path, module: str, reach: str) -> None:
    file = copy / module
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n{reach}  # planted\n", encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        file.write_text(before, encoding="utf-8")
    assert done.returncode == 1, done.stdout.decode()
    assert b"BROKEN" in done.stdout


# --- stories -----------------------------------------------------------------------------------------------


def test_every_event_has_a_story() -> None:
    """Whatever can be stored is stored on some walk through the conversation, by pressing what is offered."""
    told: set[str] = set()
    for story in STORIES.values():
        home = Home()
        story(Watcher(home))
        told |= {type(one.event).__name__ for one in home.record.kept}
    seen = explore(worlds(), most=3000)
    told |= {type(event).__name__ for _, _, step in seen.steps for event in step.events}
    now = {name for name, kind in EVENTS.items() if not kind.retired}
    assert now - told == set()
