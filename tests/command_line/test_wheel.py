"""What is built can be installed and used from another folder, with nothing of this one in reach."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("kiosk", "screens", "speech", "data")

needs_hatchling = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="NOT TESTED: the wheel. hatchling is not installed: pip install hatchling",
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is written here."""
    copy = tmp_path_factory.mktemp("source")
    for name in SHIPPED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "dist")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("in_the_round-*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel; what it depends on is lent by this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    python = home / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", "-q"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    paths = sysconfig.get_paths(scheme="venv", vars={"base": str(home / "venv")})
    # A path file lends only the libraries: it does not run the path files in there, so not our sources.
    Path(paths["purelib"], "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return home / "venv" / "bin"


def elsewhere(tmp_path: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KIOSK"))}
    return {**kept, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "xdg")}


@needs_hatchling
def test_the_wheel_holds_the_words_the_styles_and_the_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"data/texts/en.toml", "data/phrases/en.toml"} <= names
    ours = {str(f.relative_to(ROOT)) for top in SHIPPED for f in (ROOT / top).rglob("*") if f.is_file()}
    ours = {name for name in ours if "__pycache__" not in name}
    assert ours - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [name for name in names if name.startswith("tests/")]


@needs_hatchling
def test_installed_elsewhere_it_plays_the_sample_circle(installed: Path, tmp_path: Path) -> None:
    where = "import kiosk, data, speech, screens; print(kiosk.__file__, data.__file__)"
    python = subprocess.run(
        [installed / "python", "-c", where],
        cwd=tmp_path,
        env=elsewhere(tmp_path),
        capture_output=True,
        check=True,
    )
    assert str(ROOT) not in python.stdout.decode()
    done = subprocess.run(
        [installed / "kiosk", "plain", "--demo", "--json"],
        cwd=tmp_path,
        env=elsewhere(tmp_path),
        input=b'{"choose": "help"}\n',
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    prompts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [prompt["page"] for prompt in prompts] == ["welcome", "help"]
    assert prompts[0]["title"] == "Welcome. Choose your name to begin."
    assert "say it again" in next(one for one in prompts[0]["always"] if one["id"] == "again")["phrases"]


@needs_hatchling
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["record", "verify"], ["speech", "engines"]],
    ids=lambda arguments: " ".join(arguments),
)
def test_installed_elsewhere_every_command_is_there(
    installed: Path, tmp_path: Path, arguments: list[str]
) -> None:
    command = [str(installed / "kiosk"), *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=elsewhere(tmp_path), capture_output=True, timeout=120)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
