"""The pages of documentation: prose, blocks, links, headings and what stands in backticks."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = ("make", "kiosk", "python", "pip", "source", ".", ".venv")
"""A line in a block that begins with one of these is a command."""


@dataclass(frozen=True)
class Page:
    """One page, by its path in the project."""

    name: str
    text: str

    @cached_property
    def _parts(self) -> tuple[str, tuple[str, ...]]:
        prose: list[str] = []
        blocks: list[list[str]] = []
        fenced = inside = False
        for line in self.text.splitlines():
            if line.startswith("```"):
                fenced = not fenced
                inside = False
                if fenced:
                    blocks.append([])
            elif fenced:
                blocks[-1].append(line)
            elif line.startswith("    ") and (inside or not prose or not prose[-1].strip()):
                if not inside:
                    blocks.append([])
                inside = True
                blocks[-1].append(line[4:])
            elif inside and not line.strip():
                blocks[-1].append("")
                prose.append("")
            else:
                inside = False
                prose.append(line)
        return "\n".join(prose), tuple("\n".join(block).strip("\n") for block in blocks)

    @property
    def prose(self) -> str:
        """The text without its blocks."""
        return self._parts[0]

    @property
    def blocks(self) -> tuple[str, ...]:
        """What is fenced, or indented by four."""
        return self._parts[1]

    @property
    def spans(self) -> list[str]:
        """What stands in backticks in the prose."""
        return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", self.prose)]

    @property
    def links(self) -> list[str]:
        """Where links and pictures lead."""
        return re.findall(r"!?\[[^]]*\]\(([^)\s]+)\)", self.prose)

    @property
    def anchors(self) -> set[str]:
        """The names of the headings, as they are made of them."""
        heads = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}

    @property
    def shown(self) -> list[str]:
        """The lines of its blocks of commands, without what is said about them."""
        lines = [line for block in self.blocks if kind(block) == "commands" for line in block.splitlines()]
        return [shlex.join(shlex.split(line.removeprefix("$ "), comments=True)) for line in lines if line]

    @property
    def commands(self) -> list[list[str]]:
        """Every command it shows, in a block or in backticks, as words."""
        named = [span for span in self.spans if first(span) in TOOLS and " " in span]
        return [shlex.split(line) for line in (*self.shown, *named)]


def first(line: str) -> str:
    """The tool that a line begins with."""
    return line.removeprefix("$ ").split()[0].partition("/")[0] if line.strip() else ""


def kind(block: str) -> str:
    """What a block is: commands, JSON lines, Python, a written meeting, a shape, or a drawing."""
    lines = [line for line in block.splitlines() if line.strip()]
    if any(first(line) in TOOLS for line in lines):
        return "commands"
    if re.search("[─│▶▲]", block):
        return "drawing"
    try:
        [json.loads(line) for line in lines]
        return "json"
    except ValueError:
        pass
    if re.fullmatch(r"\{.*\}", block, re.DOTALL):
        return "shape"
    if "[[act]]" in block:
        return "meeting"
    try:
        ast.parse(block)
        return "python"
    except SyntaxError:
        return ""


def pages() -> list[Page]:
    """Every page there is."""

    def found() -> Iterator[Path]:
        yield from (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))
        yield from sorted((ROOT / "docs").rglob("*.md"))

    return [Page(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in found()]


PAGES = pages()
NOW = [page for page in PAGES if not page.name.startswith("docs/decisions/")]
"""Those that say how it is now; a decision keeps the names of its day, and of what is to come."""
ALL = {page.name: page for page in PAGES}
