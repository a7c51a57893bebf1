"""Easy Read words: who hears them first, the full ones a press away, and hints where they are long."""

import re
from dataclasses import replace

from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import asked_versions, wording_lines
from kiosk.conversation.view import Action, View, instead
from kiosk.governance.easy import OWN_WORDS
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Wording

LONGEST = 15
"""Words in a sentence that is easy to read."""
MOST_HINTS = 2


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=[.!?:])\s+|\n+", text) if part.strip()]


def long_sentences(text: str) -> tuple[str, ...]:
    """Those of its sentences that are long."""
    return tuple(one for one in sentences(text) if len(one.split()) > LONGEST)


def hint_lines(easy: str) -> tuple[Line, ...]:
    """A hint where easy words are long; they can be kept all the same."""
    long = long_sentences(easy)[:MOST_HINTS]
    if not long:
        return ()
    return (*(line("easy.hint.long", words=words) for words in long), line("easy.hint.shorter"))


def reads_easy(v: View, version: Version) -> bool:
    """Whether this version has Easy Read words, and whoever holds the turn uses them."""
    return v.me in v.circle.readers and bool(version.wording.easy.strip())


def as_read(v: View, version: Version, wording: Wording) -> Wording:
    """What of a version's wording this person is read on this page: the easy words, or the full ones."""
    if not reads_easy(v, version):
        return wording
    away = ("easy",) if v.arg("full") else OWN_WORDS
    return replace(wording, **dict.fromkeys(away, ""))


def read_lines(v: View, proposal: Proposal, version: Version) -> tuple[Line, ...]:
    """A version as this person reads it: whoever uses Easy Read words hears those first."""
    wording = as_read(v, version, version.wording)
    heard = [asked for asked in asked_versions(proposal) if asked != version.id]
    number = (line("wording.version", number=str(version.number)),) if heard else ()
    return (*number, *wording_lines(v, proposal, wording, version))


def other_words(v: View, version: Version) -> dict[str, Action]:
    """The way from the easy words to the full ones and back, on the very same page."""
    if not reads_easy(v, version):
        return {}
    args = {name: value for name, value in v.frame.args if name != "full"}
    if v.arg("full"):
        return {"easy_words": instead(v.frame.page, **args)}
    return {"full_words": instead(v.frame.page, **args, full="1")}


def without_easy(v: View, version: Version) -> tuple[Line, ...]:
    """What somebody who uses Easy Read words is told where there are none yet."""
    missing = v.me in v.circle.readers and not version.wording.easy.strip()
    return (line("easy.none_yet"),) if missing else ()
