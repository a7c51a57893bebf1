"""Shipped words and phrases."""

import re
from pathlib import Path

import pytest

from data import shipped


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("texts", "phrases"):
        (tmp_path / kind).mkdir()
    monkeypatch.setattr(shipped, "files", lambda package: tmp_path)
    return tmp_path


def test_sentences_are_found_by_dotted_key(shelf: Path) -> None:
    (shelf / "texts" / "en.toml").write_text(
        '[consent.answer]\ntitle = "Is it OK to try?"\n[list]\nand = "é"\n'
    )
    assert shipped.texts("en") == {"consent.answer.title": "Is it OK to try?", "list.and": "é"}
    assert shipped.languages() == ("en",)


def test_phrases_are_one_or_several(shelf: Path) -> None:
    (shelf / "phrases" / "en.toml").write_text('[choice]\nok = ["it is okay", "fine"]\nback = "go back"\n')
    assert shipped.phrases("en") == {"choice.ok": ("it is okay", "fine"), "choice.back": ("go back",)}


def test_anything_else_is_refused(shelf: Path) -> None:
    (shelf / "texts" / "en.toml").write_text("[a]\nb = 1\n")
    (shelf / "phrases" / "en.toml").write_text("[a]\nb = [1]\n")
    with pytest.raises(ValueError, match=r"a\.b is not a sentence"):
        shipped.texts("en")
    with pytest.raises(ValueError, match=r"a\.b is not a list of phrases"):
        shipped.phrases("en")
    for name in ("cy", "../texts/en", ""):
        with pytest.raises(FileNotFoundError):
            shipped.texts(name)


def test_what_is_shipped_can_be_read() -> None:
    for language in shipped.languages():
        assert shipped.texts(language)
        assert shipped.phrases(language)


def test_only_this_module_opens_shipped_files() -> None:
    opens = re.compile(r"""files\(["']data|["']data[/\\]|importlib\.resources|__file__\)\.parent.*data""")
    root = Path(shipped.__file__).parent.parent
    for package in ("kiosk", "screens", "data"):
        for path in (root / package).rglob("*.py"):
            if path.name != "shipped.py":
                assert not opens.search(path.read_text(encoding="utf-8")), path
