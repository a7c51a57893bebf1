"""Files, modules, names, words and numbers that the pages speak of are as they say."""

import ast
import inspect
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from data import shipped
from kiosk import doctor, wiring
from kiosk.conversation.place import Frame
from kiosk.conversation.talk import next_prompt, reply
from kiosk.conversation.view import PAGES as PROMPTS
from kiosk.conversation.view import View
from kiosk.governance.decide import decide
from kiosk.governance.refusals import Refused
from speech.engines.choice import MOONSHINE, VERDICTS
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.docs.pages import ALL, NOW, ROOT, Page, kind
from tests.journeys import friday

TEXTS = shipped.texts("en")
PATH = re.compile(r"\.?[\w-]+(/[\w.-]*)+|[\w-]+\.(py|toml|md|lock|tcss)")
"""What looks like a file or folder of the project, or of a record."""
DOTTED = re.compile(r"[a-z_]+(\.[a-z_]+)+")
DEVELOPERS = ALL["docs/developers.md"]


# --- files -------------------------------------------------------------------------------------------------


def wrong_paths(page: Page, record: Path) -> list[str]:
    """What looks like a path and is neither in the project nor in a record."""
    paths = [span for span in page.spans if PATH.fullmatch(span) and not span.startswith(".venv/")]
    return [
        path
        for path in paths
        if not (ROOT / path).exists() and not (record / path.removesuffix("/")).exists()
    ]


@pytest.mark.parametrize("page", NOW, ids=lambda page: page.name)
def test_every_path_is_there(page: Page, decided: Path) -> None:
    assert wrong_paths(page, decided) == []


@pytest.mark.parametrize(
    ("span", "there"),
    [
        ("kiosk/desk.py", True),
        ("kiosk/deks.py", False),
        ("screens/", True),
        ("scenes/", False),
        ("keys/", True),
        ("pyproject.toml", True),
        ("project.toml", False),
        ("tests/data/samples", True),
        ("tests/data/sample", False),
    ],
)
def test_a_planted_wrong_path_is_found(span: str, there: bool, decided: Path) -> None:
    assert (wrong_paths(Page("planted.md", f"It stands in `{span}`."), decided) == []) is there


def test_the_files_of_a_record_are_named_as_they_are(decided: Path) -> None:
    named = {span.removesuffix("/") for span in ALL["docs/record.md"].spans}
    assert {"journal", "head", "keys"} <= named & {path.name for path in decided.iterdir()}


def test_every_name_of_the_environment_is_read() -> None:
    named = {name for page in NOW for span in page.spans for name in re.findall(r"\b[A-Z]+_[A-Z_]+\b", span)}
    code = "".join(path.read_text("utf-8") for path in (ROOT / "kiosk").glob("*.py"))
    assert named >= {"KIOSK_DATA", "XDG_DATA_HOME"}
    assert [name for name in named if f'environ.get("{name}")' not in code] == []


# --- modules and functions ---------------------------------------------------------------------------------


def is_dotted_name(name: str) -> bool:
    """Whether it is a sentence, a page or a module."""
    if name in TEXTS or name in PROMPTS:
        return True
    return name.split(".")[0] in ("kiosk", "tests", "docs", "data") and find_spec(name) is not None


def test_every_dotted_name_is_a_sentence_a_page_or_a_module() -> None:
    dotted = {span for page in NOW for span in page.spans if DOTTED.fullmatch(span)}
    dotted = {name for name in dotted if not PATH.fullmatch(name)}
    assert "meeting.end.title" in dotted
    assert [name for name in dotted if not is_dotted_name(name)] == []
    assert not is_dotted_name("meeting.ended.title")
    assert not is_dotted_name("kiosk.dekss")


def defined(where: str) -> set[str]:
    """The functions and classes in a file or folder."""
    path = ROOT / where
    files = [path] if path.is_file() else list(path.rglob("*.py"))
    return {
        node.name
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def test_what_the_table_says_is_in_a_place_is_defined_there() -> None:
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", DEVELOPERS.prose, re.MULTILINE)
    assert len(rows) >= 8
    seen = 0
    for left, right in rows:
        places = re.findall(r"`([^`]+)`", left)
        names = [name for name in re.findall(r"`([^`]+)`", right) if name.isidentifier()]
        assert all((ROOT / place).exists() for place in places), left
        assert set(names) <= {name for place in places for name in defined(place)}, left
        seen += len(names)
    assert seen >= 3


def test_what_adds_an_event_is_in_the_places_that_are_named() -> None:
    part = DEVELOPERS.prose.partition("## An event")[2].partition("\n## ")[0]
    names = [name for name in re.findall(r"`(\w+)(?:\(\))?`", part)]
    assert len(names) >= 3
    assert [name for name in names if name not in defined("kiosk/governance")] == []


def test_the_drawing_names_real_functions_with_their_arguments() -> None:
    (drawing,) = [block for block in DEVELOPERS.blocks if kind(block) == "drawing"]
    drawn = {
        name: tuple(part.strip() for part in parts.split(","))
        for name, parts in re.findall(r"(\w+)\(([\w, ]+)\)", drawing)
    }
    real = {one.__name__: tuple(inspect.signature(one).parameters) for one in (next_prompt, reply, decide)}
    assert {name: drawn.get(name) for name in real} == real
    assert set(drawn) == {*real, Refused.__name__}


def test_the_page_that_is_shown_is_the_one_in_the_code() -> None:
    (example,) = [block for block in DEVELOPERS.blocks if kind(block) == "python"]
    (shown,) = ast.parse(example).body
    assert isinstance(shown, ast.FunctionDef)
    name = ast.literal_eval(shown.decorator_list[0].args[0])  # type: ignore[attr-defined]
    (real,) = ast.parse(inspect.getsource(PROMPTS[name])).body
    assert isinstance(real, ast.FunctionDef)
    assert (shown.name, ast.dump(shown.args)) == (real.name, ast.dump(real.args))
    assert ast.dump(shown.decorator_list[0]) == ast.dump(real.decorator_list[0])
    lines = [ast.dump(line) for line in real.body]
    assert [ast.unparse(line) for line in shown.body if ast.dump(line) not in lines] == []


def test_a_page_that_lost_its_ground_goes_back_one_as_is_said() -> None:
    assert "raises LookupError" in " ".join(DEVELOPERS.prose.split())
    home = Home()
    friday.set_up(Watcher(home))
    state, today = home.desk.state, home.desk.today
    place = home.session.place.push(Frame("help")).push(Frame("meeting.end"))
    with pytest.raises(LookupError):
        PROMPTS["meeting.end"](View(state, place, Frame("meeting.end"), today))
    assert next_prompt(state, place, today).page == "help"


# --- words -------------------------------------------------------------------------------------------------

NOT_SHOWN = {"recorded on this kiosk in Ada's turn", "stored"}
"""Quoted, but no words of the kiosk."""
SHOWN = {re.sub(r"\{\w+\}", "", words).strip(" .:") for words in TEXTS.values()}


@pytest.mark.parametrize("name", ["README.md", "docs/care-teams.md", "docs/setting-up.md"])
def test_words_that_are_quoted_are_shown_by_the_kiosk(name: str) -> None:
    quoted = {" ".join(words.split()) for words in re.findall(r'"([^"]+)"', ALL[name].prose)}
    assert sorted(quoted - SHOWN - NOT_SHOWN) == []


def test_the_hard_words_are_explained_as_the_kiosk_does() -> None:
    rows = dict(re.findall(r"^\| ([a-z ]+) \| ([A-Z].+) \|$", ALL["docs/care-teams.md"].prose, re.MULTILINE))
    explained = {}
    for key, words in TEXTS.items():
        if key.startswith("glossary."):
            word, _, meaning = words.partition(": ")
            explained[word.lower()] = meaning[0].upper() + meaning[1:]
    assert rows == explained


def test_what_a_decision_shows_is_said_as_the_kiosk_does() -> None:
    last = ALL["docs/care-teams.md"].prose.partition("## What a decision shows")[2]
    said = TEXTS["decided.shows"]
    assert " ".join(last.split()) == said.replace("This shows", "It shows")


# --- numbers -----------------------------------------------------------------------------------------------


def test_the_smallest_screen_is_the_one_that_doctor_asks_for() -> None:
    found = re.findall(r"works from (\d+) × (\d+) on", ALL["docs/setting-up.md"].prose)
    assert found == [tuple(map(str, doctor.SMALLEST))]


def test_so_many_letters_fit_these_screens() -> None:
    """With DejaVu Sans Mono: of its size, capitals are 0.729, a column is 0.602 and a row is 1.164."""
    prose = ALL["docs/setting-up.md"].prose
    (capitals,) = map(float, re.findall(r"capitals ([\d.]+) mm high give", prose))
    rows = re.findall(r"^\| ([\d.]+) inches \| (\d+) × (\d+) \|$", prose, re.MULTILINE)
    other = re.findall(r"Capitals of ([\d.]+) mm on ([\d.]+) inches\s+give (\d+) × (\d+)", prose)
    assert (len(rows), len(other)) == (3, 1)
    for high, inches, columns, lines in (*((capitals, *row) for row in rows), *other):
        size = float(high) / 0.729
        wide, tall = (25.4 * float(inches) * side / 337**0.5 for side in (16, 9))
        assert wide / (size * 0.602) - 2 < int(columns) <= wide / (size * 0.602)
        assert tall / (size * 1.164) - 1 < int(lines) <= tall / (size * 1.164)


def test_the_changes_have_a_part_for_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    parts = re.findall(r"^## (\S+)", ALL["CHANGELOG.md"].text, re.MULTILINE)
    assert parts[0] in ("Unreleased", version)
    assert version in parts or parts[0] == "Unreleased"
    assert len(parts) == len(set(parts))


def test_the_licences_are_there_and_named() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "espeak-ng" in notice
    assert "NOTICE" in ALL["README.md"].links


def test_the_kiosk_listens_only_with_what_the_readme_names() -> None:
    assert "only with what was measured to be safe in its language: so far Moonshine" in " ".join(
        ALL["README.md"].prose.split()
    )
    safe = {name for (name, language), one in VERDICTS.items() if one.safe and language == wiring.LANGUAGE}
    assert safe == {MOONSHINE}
