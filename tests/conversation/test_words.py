"""The shipped words: Easy Read, never claiming more than happened, none missing and none left over."""

import re
import string
from pathlib import Path

import pytest

import kiosk
import screens
from data import shipped
from kiosk.conversation.easy_words import LONGEST, hint_lines, sentences
from kiosk.conversation.prompts import OWN
from tests.conversation.memory import TEXTS
from tests.conversation.world import Seen, line_keys

WORDS = shipped.texts("en")
PHRASES = shipped.phrases("en")
LONGER: dict[str, str] = {}
"""Texts that have a sentence of more words, each with the reason."""
AWAITED: tuple[str, ...] = ()
"""Texts of the screen's frame that may come into use."""
CLAIMS = ("everyone agreed", "approved", "accepted")
SHOWS = (
    "This shows who was asked and who saw a problem. It does not show mental capacity, a best-interests "
    "decision, or consent to care or treatment."
)


def test_every_sentence_is_short() -> None:
    long = {key for key, text in WORDS.items() for one in sentences(text) if len(one.split()) > LONGEST}
    assert long == set(LONGER)


def test_long_easy_words_get_a_hint_and_short_ones_none() -> None:
    long = " ".join(["word"] * (LONGEST + 1))
    assert hint_lines("We eat at six.\nCy cooks.") == ()
    assert hint_lines(" ".join(["word"] * LONGEST)) == ()
    hints = [TEXTS.say(one) for one in hint_lines(f"We eat at six. {long}.\n{long}!\n{long}")]
    assert hints[:-1] == [f"This sentence is long: {long}.", f"This sentence is long: {long}!"]


def test_what_stands_under_a_decision_is_word_for_word() -> None:
    assert WORDS["decided.shows"] == SHOWS


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_text_claims_what_nobody_said(claim: str) -> None:
    said = [text for text in (*WORDS.values(), *(p for ps in PHRASES.values() for p in ps))]
    assert not [text for text in said if claim in text.casefold()]


def test_no_phrase_is_there_twice() -> None:
    for key, phrases in PHRASES.items():
        assert len({p.casefold() for p in phrases}) == len(phrases), key


def code() -> str:
    folders = [Path(package.__file__ or "").parent for package in (kiosk, screens)]
    return "\n".join(f.read_text(encoding="utf-8") for folder in folders for f in folder.rglob("*.py"))


def rendered(seen: Seen) -> set[str]:
    found: set[str] = set()
    for world in seen.prompts.values():
        prompt = world.prompt
        labels = (choice.label for choice in (*prompt.choices, *prompt.always))
        found |= set(line_keys((prompt.title, *prompt.body, *labels)))
    return found - {OWN}


def test_no_text_is_left_over(seen: Seen) -> None:
    source = code().replace("'", '"')
    shown = rendered(seen)
    starts = set(re.findall(r"line\(\s*f\"([a-z_.]+\.)\{", source)) - {"choice.", "refused."}

    def in_use(key: str) -> bool:
        name = key.partition(".")[2] if key.startswith(("refused.", "choice.")) else key
        if f'"{name}"' in source or f'"{key}"' in source:
            return True
        return key.startswith(("month.", "refused.missing_", *starts))

    left = {key for key in WORDS if key not in shown and not in_use(key)}
    assert left <= set(AWAITED), " ".join(left)


def test_no_phrase_is_left_over(seen: Seen) -> None:
    offered = {
        choice.phrases
        for world in seen.prompts.values()
        for choice in (*world.prompt.choices, *world.prompt.always)
    }
    assert set(PHRASES) - offered == {"more", "yes_i_mean", "no_something_else"}


def test_every_refusal_has_words() -> None:
    keys = set(re.findall(r"Refused\(\s*\"[R0-9]*\", \"([a-z_]+)\"", code()))
    assert len(keys) > 20
    assert {key for key in keys if f"refused.{key}" not in WORDS} == set()
    missing = {f"refused.missing_{part}" for part in ("what", "why", "who", "how", "review_day", "risk")}
    assert missing <= set(WORDS)


def test_every_text_names_only_what_is_filled_in(seen: Seen) -> None:
    known = {"name", "names", "words", "number", "of", "first", "last", "day", "month", "year", "kind"}
    known |= {"what", "answer", "feeling", "most", "person", "wider", "asking", "role", "other"}
    for key, text in WORDS.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
        assert fields <= known, key


def test_own_words_may_have_braces() -> None:
    from kiosk.conversation.prompts import line, own

    assert TEXTS.say(own("{words} {0}")) == "{words} {0}"
    assert TEXTS.say(line("wording.what", words="{name}")) == "The idea: {name}"
