"""This device's part of the conversation: who holds the turn, where they are, and what is half said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

Pieces = tuple[str, ...]
KEPT = "kept:"
"""What a draft's slot starts with when it is not one page's own words but gathered over several."""
LATER, TALK = f"{KEPT}later", f"{KEPT}talk"
"""Beside a person's drafts: that they want to be asked another day; who wants to talk to them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One page on the stack with everything it needs to be shown again."""

    page: str
    args: tuple[tuple[str, str], ...] = ()

    def arg(self, name: str) -> str:
        """An argument, empty where there is none."""
        return dict(self.args).get(name, "")

    @property
    def slot(self) -> str:
        """The name under which this page keeps a draft."""
        return "|".join([self.page, *(f"{name}={value}" for name, value in self.args)])


def frame(page: str, **args: str) -> Frame:
    """Make a frame."""
    return Frame(page, tuple(sorted(args.items())))


def frame_of(slot: str) -> Frame:
    """The page a draft was begun on."""
    page, *args = slot.split("|")
    return Frame(page, tuple((name, value) for name, _, value in (arg.partition("=") for arg in args)))


@dataclass(frozen=True, slots=True)
class Aside:
    """Whom a card interrupted, and where: they come back to the same page. It does not outlive a restart."""

    person: str
    circle: str
    stack: tuple[Frame, ...]
    heard: str
    heard_facts: int
    helper: "Helper | None" = None


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps in this turn and what they do; never saved, so it ends with the turn (R15, R16)."""

    who: str
    """A person's id, or OTHER for somebody known by `name` only."""
    did: tuple[str, ...]
    name: str = ""
    presses: bool = False
    """The person cannot press: the helper does, and what they enter is marked so."""


@dataclass(frozen=True, slots=True)
class Place:
    """Never in the record; saved before the next prompt shows, its drafts sealed per person."""

    circle: str = ""
    """The circle whose things are shown now."""
    base: str = ""
    """The circle that sits at this device: between turns it is shown."""
    turn: str = ""
    """Who holds the turn, or empty."""
    stack: tuple[Frame, ...] = ()
    item: str = ""
    """The proposal on the table in this sitting."""
    heard: str = ""
    """The version whose every page was shown in this turn (R8)."""
    heard_facts: int = 0
    called: str = ""
    """Whom the meeting asks now instead of the one the process would call."""
    resumed: bool = False
    """Just started: stay silent until somebody acts."""
    helper: Helper | None = None
    drafts: Mapping[str, Mapping[str, Pieces]] = field(default_factory=dict)
    wavered: int = 0
    """How often this turn's person began to answer, and went back."""
    aside: Aside | None = None
    """Who held the turn when a card was raised."""

    @property
    def top(self) -> Frame | None:
        """The page shown now, if somebody is in the middle of something."""
        return self.stack[-1] if self.stack else None

    def push(self, to: Frame) -> "Place":
        """Go on to a page."""
        return replace(self, stack=(*self.stack, to))

    def instead(self, to: Frame) -> "Place":
        """Go on to a page that takes this one's place."""
        return replace(self, stack=(*self.stack[:-1], to))

    def pop(self) -> "Place":
        """Go back one page."""
        return replace(self, stack=self.stack[:-1])

    def take_turn(self, person: str, *to: Frame) -> "Place":
        """Give the turn to a person; what was heard before does not count for them (R8, R16)."""
        alone = replace(self, helper=None, wavered=0)
        return replace(alone, turn=person, stack=to, heard="", heard_facts=0, called="", resumed=False)

    def start_over(self, *to: Frame) -> "Place":
        """The same person goes on from these pages; the words have to be heard again (R8)."""
        return replace(self, stack=to, heard="", heard_facts=0, resumed=False, wavered=0)

    def end_turn(self) -> "Place":
        """Nobody holds the turn; drafts stay."""
        alone = replace(self, helper=None, circle=self.base or self.circle)
        return replace(alone, turn="", stack=(), heard="", heard_facts=0, called="")

    def set_aside(self) -> "Place":
        """End this turn for a moment: its pages are shown to nobody else, and are kept for its person."""
        if not self.turn:
            return self
        kept = Aside(self.turn, self.circle, self.stack, self.heard, self.heard_facts, self.helper)
        return replace(self.end_turn(), aside=kept)

    def come_back(self) -> "Place":
        """The one who was interrupted goes on with the very page they were on."""
        was = self.aside
        if was is None:
            return self
        place = self.take_turn(was.person, *was.stack)
        heard = replace(place, heard=was.heard, heard_facts=was.heard_facts)
        return replace(heard, circle=was.circle, helper=was.helper, aside=None)

    def on_the_table(self, item: str) -> "Place":
        """This is what the sitting is at now."""
        return replace(self, item=item)

    def enter(self, circle: str) -> "Place":
        """Look at another circle's things; the turn and the pages so far stay."""
        return replace(self, circle=circle, heard="", heard_facts=0)

    def sit_down(self) -> "Place":
        """This circle sits at this device from now on."""
        return replace(self, base=self.circle)

    @property
    def later(self) -> frozenset[str]:
        """Who asked, this sitting, to be asked another day. It is kept with what is theirs."""
        return frozenset(person for person, kept in self.drafts.items() if LATER in kept)

    def ask_again(self) -> "Place":
        """A new sitting: everyone may be asked again."""
        drafts = {p: {n: v for n, v in kept.items() if n != LATER} for p, kept in self.drafts.items()}
        return replace(self, drafts={person: kept for person, kept in drafts.items() if kept})

    def drop(self, unwanted: Callable[[str], bool]) -> "Place":
        """Keep no word of these drafts of this turn's person."""
        place = self
        for slot in [slot for slot in self.drafts.get(self.turn, {}) if unwanted(slot)]:
            place = place.keep(slot, ())
        return place

    def drop_of_others(self, unwanted: Callable[[str], bool]) -> "Place":
        """Keep none of these drafts of anybody else: what they were about is another now."""
        drafts = {
            person: kept
            if person == self.turn
            else {slot: words for slot, words in kept.items() if not unwanted(slot)}
            for person, kept in self.drafts.items()
        }
        return replace(self, drafts=drafts)

    def wants_talk(self, to: str) -> "Place":
        """This turn's person wants to talk to somebody; only that one is told, and no record."""
        kept = dict(self.drafts.get(to, {}))
        kept[TALK] = (*(p for p in kept.get(TALK, ()) if p != self.turn), self.turn)
        return replace(self, drafts={**self.drafts, to: kept})

    def has_talked(self, other: str) -> "Place":
        """This turn's person has talked with somebody who wanted to."""
        return self.keep(TALK, tuple(p for p in self.draft(TALK) if p != other))

    def draft(self, slot: str) -> Pieces:
        """What this turn's person has written on a page, in pieces."""
        return self.drafts.get(self.turn, {}).get(slot, ())

    def keep(self, slot: str, pieces: Pieces) -> "Place":
        """Keep a draft for this turn's person; no pieces drops it."""
        own = {name: value for name, value in self.drafts.get(self.turn, {}).items() if name != slot}
        if pieces:
            own[slot] = pieces
        drafts = {person: kept for person, kept in self.drafts.items() if person != self.turn}
        if own:
            drafts[self.turn] = own
        return replace(self, drafts=drafts)


def to_plain(place: Place) -> dict[str, object]:
    """The place as plain values, to be saved."""
    return {
        "circle": place.base,
        "item": place.item,
        "drafts": {
            person: {slot: list(pieces) for slot, pieces in kept.items()}
            for person, kept in place.drafts.items()
        },
    }


def from_plain(saved: Mapping[str, object] | None) -> Place:
    """The place after a restart: nobody holds the turn (R16), drafts are kept; nonsense is left out.

    On a first start there is nothing to come back to, and the kiosk speaks at once.
    """
    if not saved:
        return Place()
    drafts: dict[str, dict[str, Pieces]] = {}
    kept = saved.get("drafts")
    for person, slots in kept.items() if isinstance(kept, Mapping) else ():
        if isinstance(person, str) and isinstance(slots, Mapping):
            drafts[person] = {
                slot: tuple(str(piece) for piece in pieces)
                for slot, pieces in slots.items()
                if isinstance(slot, str) and isinstance(pieces, list | tuple)
            }
    return Place(
        circle=str(saved.get("circle", "")),
        base=str(saved.get("circle", "")),
        item=str(saved.get("item", "")),
        drafts=drafts,
        resumed=True,
    )
