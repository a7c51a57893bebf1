"""The parts of a page: tiles, buttons of the constant bar, and the box for own words."""

from textual import events
from textual.message import Message
from textual.widgets import Static, TextArea

from kiosk.conversation.sheets import Tile

CHOSEN, NOT_CHOSEN = "●", "○"
"""Marks for choosing several; never an answer's mark."""


class Chosen(Message):
    """A person chose this, by key or by touch."""

    def __init__(self, id: str, way: str) -> None:
        super().__init__()
        self.chosen = id
        self.way = way


class Pressable(Static, can_focus=True):
    """Something that is chosen by touch or by Enter once a person has moved to it."""

    def __init__(self, words: str, choice: str) -> None:
        super().__init__(words, markup=False)
        self.choice = choice
        self.words = words

    def on_click(self, event: events.Click) -> None:
        """Press and release on the same one (access G2)."""
        event.stop()
        self.post_message(Chosen(self.choice, "touch"))


class TileBox(Pressable):
    """A large tile: its number key, its mark when several can be chosen, and its words."""

    def __init__(self, tile: Tile, number: int, *, markable: bool, tall: bool) -> None:
        mark = f"{CHOSEN if tile.marked else NOT_CHOSEN} " if markable else ""
        between = "\n" if tall else " "
        self._number, self._label = str(number), f"{between}{mark}{tile.label}"
        super().__init__(self._number + self._label, tile.id)
        self.tile = tile

    def show_number(self, shown: bool) -> None:
        """Show the number while it is what a key chooses; while letters are written it is a letter."""
        self.update((self._number if shown else " " * len(self._number)) + self._label)


class BarButton(Pressable):
    """One of the constant choices, with its key."""

    def __init__(self, tile: Tile, key: str) -> None:
        super().__init__(f"{key} {tile.label}", tile.id)


class Written(Message):
    """Own words so far."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Finished(Message):
    """Enter was pressed on own words."""


class WritingBox(TextArea):
    """Own words, wrapped and never scrolled sideways; Enter finishes, Tab leaves."""

    def __init__(self, text: str, *, small: bool) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.set_class(small, "-small")
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(Finished())
            return
        await super()._on_key(event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell of every change, so that a draft survives anything."""
        event.stop()
        self.post_message(Written(self.text))
