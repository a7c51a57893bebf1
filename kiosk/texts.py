"""One sentence, seen and heard: a key and its arguments become the words that are shown and spoken."""

import re
from collections.abc import Mapping
from dataclasses import replace

from kiosk.conversation.own_words import one_line
from kiosk.conversation.prompts import OWN, Choice, Line, Prompt
from kiosk.conversation.sheets import MORE, Sheet, Tile

PEOPLE = ("person", "objection")
"""What the ids of choices begin with that stand for people."""
LONGEST_LABEL = 80
"""Letters of a choice."""


class Texts:
    """The shipped words of one language and the phrases that can be said for them."""

    def __init__(self, words: Mapping[str, str], phrases: Mapping[str, tuple[str, ...]]) -> None:
        self._words = words
        self._phrases = phrases

    def say(self, line: Line) -> str:
        """Render a line. Raises KeyError for a key that has no words."""
        args = {name: self._argument(name, value) for name, value in line.args}
        if line.key == OWN:
            return args["words"]
        return self._words[line.key].format(**args)

    def text(self, key: str) -> str:
        """The words of a key that needs no arguments."""
        return self.say(Line(key))

    def _argument(self, name: str, value: str | Line | tuple[str, ...]) -> str:
        if isinstance(value, Line):
            return self.say(value)
        if isinstance(value, tuple):
            return self.names(value)
        # A page leaves out what nobody said, so what is empty is closed: erased, or its key is not here.
        return value if value.strip() else self._words["name.closed" if name == "name" else "words.closed"]

    def names(self, names: tuple[str, ...]) -> str:
        """Join names as people say them: Ada, Bo and Cy."""
        names = tuple(name or self._words["name.closed"] for name in names)
        if len(names) < 2:
            return "".join(names)
        return self._words["list.and"].format(first=", ".join(names[:-1]), last=names[-1])

    def sheet(self, prompt: Prompt) -> Sheet:
        """The whole prompt in words, before it is cut into pages."""
        asked = prompt.asked_of
        return Sheet(
            page=prompt.page,
            kind=prompt.kind,
            asked_of=replace(asked, name=asked.name or self._words["name.closed"]) if asked else None,
            title=one_line(self.say(prompt.title)),
            body=tuple(one_line(self.say(sentence)) for sentence in prompt.body),
            tiles=tuple(self.tile(choice) for choice in prompt.choices),
            always=tuple(self.tile(choice) for choice in prompt.always),
            free_answer=prompt.free_answer,
            binding=prompt.binding,
            private=prompt.private,
            text=prompt.text,
        )

    def tile(self, choice: Choice) -> Tile:
        """One choice in words, with its label as the first phrase."""
        label = _short(one_line(self.say(named(choice))))
        phrases = dict.fromkeys((label, *self._phrases.get(choice.phrases, ())))
        return Tile(choice.id, label, tuple(phrases), choice.picture, choice.marked)

    def months_as_numbers(self, words: str) -> str:
        """A day as somebody writes it, with the name of its month, whole or begun, as a number."""

        def number(found: re.Match[str]) -> str:
            begun = found[0].casefold()
            names = (self._words[f"month.{n}"].casefold() for n in range(1, 13))
            months = [n for n, name in enumerate(names, 1) if name.startswith(begun)]
            return f" {months[0]} " if len(months) == 1 else found[0]

        return re.sub(r"[^\W\d_]{3,}", number, words)

    def more(self) -> Tile:
        """The tile that turns the page."""
        return self.tile(Choice(MORE, Line("choice.more"), MORE))


def named(choice: Choice) -> Line:
    """What a choice says; the label of a person is a name, not any words."""
    if choice.label.key == OWN and choice.id.partition(".")[0] in PEOPLE:
        return Line("name.only", tuple(("name", words) for _, words in choice.label.args))
    return choice.label


def _short(label: str) -> str:
    """A label made of own words may be long: its beginning is enough to choose by, the page has it all."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
