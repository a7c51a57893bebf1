"""The pictures show what the application shows now."""

import html
import re
from pathlib import Path

from docs import make_pictures


def shown(path: Path) -> list[str]:
    """The texts of a picture, in order."""
    return [
        html.unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", path.read_text("utf-8"))
    ]


async def test_the_pictures_are_those_of_now(tmp_path: Path) -> None:
    made = {path.name: shown(path) for path in await make_pictures.make(tmp_path)}
    kept = {path.name: shown(path) for path in make_pictures.PICTURES.iterdir()}
    assert all(len(texts) > 5 for texts in made.values())
    assert sorted(made) == sorted(kept), "run python -m docs.make_pictures"
    stale = [name for name, texts in made.items() if kept[name] != texts]
    assert stale == [], "run python -m docs.make_pictures"
