"""docs/plain-json.md says what really goes out and what may come in."""

import json
import re
from typing import Any

import pytest

from kiosk import plain_json
from kiosk.conversation.outcomes import Fault, Notice, Stored, Turned
from kiosk.conversation.sheets import MORE
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.docs.pages import ALL, ROOT, kind
from tests.ways_in.memory_lines import Lines

PAGE = ALL["docs/plain-json.md"]
WORDS = " ".join(PAGE.prose.split())
TABLE = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.prose, re.MULTILINE))
EXAMPLES = [line for block in PAGE.blocks if kind(block) == "json" for line in block.splitlines()]


@pytest.fixture
def called() -> Lines:
    """Somebody is called to answer."""
    home = Home()
    stories.answers_are_coming_in(Watcher(home))
    return Lines(home)


def names(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def fields(row: str) -> set[str]:
    """The fields that a row names, without those inside them."""
    return names(re.sub(r"\([^)]*\)", "", row).partition(":")[0])


def sent() -> list[dict[str, Any]]:
    """One line of each type as it goes out, the prompts from the examples of the page."""
    lines = Lines(Home())
    out = [lines.prompt]
    for one in EXAMPLES:
        out += [*lines.send(json.loads(one)), lines.prompt]
    outcomes = (Stored((("e1.0", "CircleFounded"),)), Notice("a"), Turned("stale", "a"), Fault("a"))
    return out + [plain_json.outcome_line(outcome) for outcome in outcomes]


def test_each_type_has_the_fields_that_are_named() -> None:
    real = sent()
    assert {one["type"] for one in real} == set(TABLE)
    for one in real:
        assert fields(TABLE[one["type"]]) == set(one) - {"type"}, one["type"]


def test_what_is_inside_has_the_fields_that_are_named(called: Lines) -> None:
    row = TABLE["prompt"]
    (person,) = re.findall(r"`asked_of` \(`\{([\w, ]+)\}` or null\)", row)
    (tile,) = re.findall(r"`choices` and `always` \(each ([^)]+)\)", row)
    prompt = called.prompt
    assert set(person.split(", ")) == set(prompt["asked_of"])
    for one in (*prompt["choices"], *prompt["always"]):
        assert names(tile) == set(one)
    (event,) = plain_json.outcome_line(Stored((("e1.0", "CircleFounded"),)))["events"]
    assert names(TABLE["stored"].partition(":")[2]) == set(event)


def test_the_examples_are_taken_one_after_the_other() -> None:
    lines = Lines(Home())
    pages = [lines.prompt["page"]]
    assert len(EXAMPLES) >= 3
    for one in EXAMPLES:
        assert lines.send(json.loads(one)) == []
        pages.append(lines.prompt["page"])
    assert pages == ["setup.welcome", "setup.name", "setup.name", "setup.aim"]


def test_examples_in_backticks_are_taken_too() -> None:
    spans = [span for span in PAGE.spans if span.startswith("{") and '"' in span]
    assert spans
    for one in spans:
        lines = Lines(Home())
        lines.send({"choose": "begin"})
        lines.send({"write": "Friday circle"})
        assert lines.send(json.loads(one)) == []


def test_what_may_come_in_is_what_is_named() -> None:
    (text,) = re.findall(r"In: (.+?\.) ", WORDS + " ")
    sayings, _, rest = re.sub(r"\([^)]*\)", "", text).partition("optionally")
    assert names(sayings) == set(plain_json.KINDS)
    assert names(rest) == {"to", "as"}
    lines = Lines(Home())
    reply = {"choose": "begin", "to": lines.prompt["id"]}
    assert lines.send(reply) == []
    assert lines.refused({"choose": "help", "as": "nobody"}) == "not_your_turn"


def test_a_clip_is_taken_nowhere_yet_as_is_said(called: Lines) -> None:
    assert "No page takes a `clip` yet" in WORDS
    assert called.refused({"clip": "said.wav"}) == "not_offered"


def test_the_reasons_are_those_that_are_given() -> None:
    (text,) = re.findall(r"`reason` is one of (.+?) or `rule:`", WORDS)
    code = "".join(
        (ROOT / "kiosk" / name).read_text("utf-8") for name in ("session.py", "seating.py", "plain_json.py")
    )
    given = set(re.findall(r'(?:turned|refuse)\("(\w+)"', code))
    assert names(text) == given


def test_the_numbers_are_those_of_the_code() -> None:
    assert "at most 64 KiB" in WORDS
    assert plain_json.MOST_BYTES == 64 * 1024
    assert "longer than four choices has the choice `more`" in WORDS
    assert (plain_json.ROOM.tiles, MORE) == (4, "more")


def test_the_page_is_what_the_readme_leads_to() -> None:
    assert PAGE.name in ALL["README.md"].links
