"""Drives a whole story by the names of choices, over any seat: the same acts by any way in."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.conversation.outcomes import Fault, Outcome, Stored, Turned
from kiosk.conversation.replies import Choose, Reply, Write
from kiosk.conversation.sheets import MORE, Sheet
from kiosk.seat import Seat

MOST_PAGES = 40


@dataclass
class Person:
    """Someone at the device: chooses by id on whatever page it is, turning pages as needed."""

    seat: Seat
    stored: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    acts: int = 0
    look: Callable[[], None] | None = None
    says_whom: bool = False
    """Whether the story itself says if an idea is about one person; else it is not."""

    @property
    def sheet(self) -> Sheet:
        return self.seat.sheet

    def choose(self, id: str) -> tuple[Outcome, ...]:
        """Turn pages until the choice is shown, then choose it; it must not be refused."""
        for _ in range(MOST_PAGES):
            if id in {tile.id for tile in self.sheet.tiles}:
                break
            assert MORE in {t.id for t in self.sheet.tiles}, f"{id} is not on {self.describe()}"
            self.press(MORE)
        outcomes = self.press(id)
        if id == "meet":
            self._nobody_yet()
        if self.sheet.page == "about.ask" and not self.says_whom:
            return self.choose("about_nobody")
        return outcomes

    def _nobody_yet(self) -> None:
        """Who was at the last meeting is ticked; a story names those who are at this one."""
        for _ in range(MOST_PAGES):
            holder = self.sheet.asked_of.name if self.sheet.asked_of else ""
            ticked = [t.id for t in self.sheet.tiles if t.marked and t.label != holder]
            if ticked:
                self.press(ticked[0])
            elif self.sheet.number < self.sheet.of:
                self.press(MORE)
            else:
                break
        if self.sheet.number > 1:
            self.press(MORE)

    def everyone_is_here(self, form: str = "just_begin") -> None:
        """Those who are ticked are here; a new meeting begins in this way."""
        self.choose("that_is_everyone")
        if self.sheet.page == "meeting.form":
            self.choose(form)

    def press(self, id: str) -> tuple[Outcome, ...]:
        return self._note(self.seat.reply(Reply(Choose(id), "keys", self.seat.prompt_id)))

    def write(self, words: str) -> None:
        self._note(self.seat.reply(Reply(Write(words), "keys", self.seat.prompt_id)))
        self.choose("keep")
        if self.sheet.page == "message.about" and not self.says_whom:
            self.choose("about_nobody")

    def _note(self, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        self.acts += 1
        if self.look:
            self.look()
        self.pages.append(self.sheet.page)
        for outcome in outcomes:
            if isinstance(outcome, Stored):
                self.stored += [type_ for _, type_ in outcome.events]
            assert not isinstance(outcome, Turned | Fault), outcome
        return outcomes

    def describe(self) -> str:
        tiles = [t.id for t in self.sheet.tiles]
        return f"{self.sheet.page} ({self.sheet.asked_of}): {self.sheet.title} {tiles}"

    def expect(self, page: str, name: str | None = None) -> None:
        assert self.sheet.page == page, self.describe()
        if name is not None:
            assert self.sheet.asked_of is not None, self.describe()
            assert self.sheet.asked_of.name == name, self.describe()

    def takes_turn(self, name: str) -> None:
        """The one who is called, or who chooses their name at rest, takes the turn."""
        if self.sheet.page == "welcome":
            self.choose_label(name)
        self.expect(self.sheet.page, name)
        assert self.sheet.kind == "HandOver", self.describe()
        self.choose("ready")
        if self.sheet.page == "turn.right":
            self.choose("that_is_right")

    def choose_label(self, label: str) -> None:
        for _ in range(MOST_PAGES):
            found = [t.id for t in self.sheet.tiles if t.label == label]
            if found:
                self.press(found[0])
                return
            self.press(MORE)
        raise AssertionError(f"{label} is not on {self.describe()}")


def everyone(person: Person, page: str, act: Callable[[Person], None] | str, names: int) -> list[str]:
    """Each one who is called takes the turn and does this, until somebody is asked something else."""
    asked: list[str] = []
    for _ in range(names):
        if person.sheet.kind == "HandOver":
            assert person.sheet.asked_of
            name = person.sheet.asked_of.name
            person.takes_turn(name)
        assert person.sheet.asked_of
        person.expect(page)
        asked.append(person.sheet.asked_of.name)
        if isinstance(act, str):
            person.choose(act)
        else:
            act(person)
    return asked
