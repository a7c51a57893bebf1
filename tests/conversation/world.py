"""Walks through the conversation as pure values: a state, a place, and what each reply makes of them."""

import random
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kiosk.conversation import talk
from kiosk.conversation.place import Place
from kiosk.conversation.prompts import Kind, Line, Prompt
from kiosk.conversation.replies import Choose, Reply, Said, Way, Write
from kiosk.conversation.view import Moved
from kiosk.governance.decide import decide, follow_up
from kiosk.governance.events import Event, Recorded
from kiosk.governance.fold import apply
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Organisation
from tests.conversation.memory import NOON, TEXTS, Home
from tests.journeys.driver import Person

TODAY = "2026-09-21"
SECRET = "the loft stairs frighten me"


@dataclass(frozen=True)
class World:
    """Where everything stands; `stored` counts events so that ids stay apart."""

    state: Organisation = EMPTY
    place: Place = field(default_factory=Place)
    stored: int = 0

    @property
    def prompt(self) -> Prompt:
        return talk.next_prompt(self.state, self.place, TODAY)


@dataclass(frozen=True)
class Step:
    """What a reply came to: the world after it, and the events or the refusal."""

    world: World
    events: tuple[Event, ...] = ()
    refused: Refused | None = None
    offered: bool = True


def answer(world: World, said: Said, way: Way = "keys") -> Step:
    """Reply to the prompt; a refusal and a reply that is not offered change nothing."""
    moved = talk.reply(world.state, world.place, TODAY, said, way)
    if isinstance(moved, talk.NotOffered):
        return Step(world, offered=False)
    return carry_out(world, moved)


def carry_out(world: World, moved: Moved) -> Step:
    state, place, stored = world.state, moved.place, world.stored
    events: tuple[Event, ...] = ()
    if moved.command is not None:
        made = decide(state, replace(moved.command, fresh=f"x{stored}"))
        if isinstance(made, Refused):
            return Step(world, refused=made)
        events = made
        for event in made:
            stored += 1
            actor = moved.command.by
            state = apply(state, Recorded(event, f"m{stored}", "", "", "", 0, NOON, actor, actor))
        while following := follow_up(state, tuple(state.circles)):
            for event in following.events:
                stored += 1
                state = apply(state, Recorded(event, f"m{stored}", "", "", "", 0, NOON, "", ""))
        place = moved.then(state, place) if moved.then else place
    return Step(World(state, talk.settle(state, place), stored), events)


class Watcher(Person):
    """Someone at the device who notes every world on the way."""

    def __init__(self, home: Home) -> None:
        super().__init__(home.seat())
        self.home = home
        self.worlds = [self._now()]

    def press(self, id: str) -> tuple[object, ...]:  # type: ignore[override]
        outcomes = super().press(id)
        self.worlds.append(self._now())
        return outcomes

    def write(self, words: str) -> None:
        super().write(words)
        self.worlds.append(self._now())

    def types(self, words: str) -> None:
        """Begin to write, without keeping it."""
        self._note(self.seat.reply(Reply(Write(words), "keys", self.seat.prompt_id)))
        self.worlds.append(self._now())

    def sit_down_again(self) -> None:
        """Take a seat at the kiosk as it is after it was switched on again."""
        self.seat = self.home.seat()
        self.worlds.append(self._now())

    def session_prompt(self) -> Prompt:
        """The whole prompt, as it is before it is cut into pages."""
        return self._now().prompt

    def session_texts(self) -> tuple[str, ...]:
        """Every sentence of the whole prompt, as it is said."""
        return TEXTS.sheet(self.session_prompt()).body

    def _now(self) -> World:
        return World(self.home.desk.state, self.home.session.place, 100_000 + len(self.home.record.kept))


def line_keys(lines: Iterable[Line]) -> Iterator[str]:
    """Every text key in these lines, those inside arguments too."""
    for one in lines:
        yield one.key
        yield from line_keys(value for _, value in one.args if isinstance(value, Line))


ONE_OF_MANY: tuple[str, ...] = (
    "person",
    "objection",
    "answer",
    "look_again",
    "decision",
    "act",
    "letters",
    "below",
    "wider",
    "item",
)
ONE_OF_MANY += (
    "join",
    "agree",
    "charter",
    "choose_leader",
    "take_delegate",
    "choose_delegate",
    "brought",
    "carry",
)
ONE_OF_MANY += ("own_word", "own_stop_it")
ONE_OF_MANY += ("report", "beside", "news", "what_came", "all_heard")
ONE_OF_MANY += ("month", "meeting")
ONE_OF_MANY += ("reached", "later", "later_asks", "spoken", "outside", "wider_away", "away_due")
"""Choices that are there once for each person, circle or thing; what follows the dot is its id."""


def kind_of_choice(id: str) -> str:
    """A choice without what is particular to one circle: person.f000001 is person."""
    head, _, tail = id.partition(".")
    if head in ONE_OF_MANY:
        return head
    return head.split("-")[0] if "-" in head else f"{head}.{tail}" if tail else head


def signature(world: World) -> tuple[object, ...]:
    """What makes a prompt another one, as far as walking on from it matters."""
    prompt, circle = world.prompt, world.state.circles.get(world.place.circle)
    if prompt.page.startswith(("help", "pause", "card")):
        # These look the same wherever they were asked for.
        return (prompt.page, tuple(line_keys((prompt.title, *prompt.body))), len(prompt.choices))
    meeting = circle.meeting if circle else None
    proposals = tuple(
        (p.on_agenda, len(p.versions), len(p.rounds), len(p.standing), bool(p.decision), p.dropped)
        for p in (circle.proposals.values() if circle else ())
    )
    return (
        prompt.page,
        tuple(dict.fromkeys(kind_of_choice(c.id) for c in prompt.choices)),
        tuple(dict.fromkeys(line_keys((prompt.title, *prompt.body)))),
        tuple(frame.page for frame in world.place.stack[-2:]),
        tuple(value for frame in world.place.stack[-1:] for _, value in frame.args if value.isdecimal()),
        None if meeting is None else (bool(meeting.paused_by), len(meeting.here)),
        proposals,
        bool(prompt.text),
    )


def replies(prompt: Prompt) -> Iterator[Said]:
    """Every choice of a prompt, those always there, and own words where they fit."""
    for choice in (*prompt.choices, *prompt.always):
        yield Choose(choice.id)
    if prompt.kind is Kind.DAY:
        yield Write("1.3.2027")
        yield Write("someday")
    elif prompt.free_answer and not prompt.text:
        yield Write("Some words of mine")


@dataclass
class Seen:
    """Everything that was met on a walk."""

    prompts: dict[tuple[object, ...], World] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    refused: dict[tuple[str, str, str], Refused] = field(default_factory=dict)
    steps: list[tuple[World, Said, Step]] = field(default_factory=list)

    def note(self, world: World) -> bool:
        key = signature(world)
        if key in self.prompts:
            return False
        self.prompts[key] = world
        self.pages.add(key[0])  # type: ignore[arg-type]
        return True


def explore(starts: Iterable[World], *, most: int, ways: tuple[Way, ...] = ("keys", "voice")) -> Seen:
    """From several worlds every reply to every new prompt, until `most` more prompts.

    Pages with choices that were not met before are walked on from first, the rest breadth first.
    """
    seen = Seen()
    met: set[tuple[object, ...]] = set()
    queue: deque[World] = deque()

    def line_up(world: World) -> None:
        kind = signature(world)[:3]
        (queue.append if kind in met else queue.appendleft)(world)
        met.add(kind)

    for start in starts:
        if seen.note(start):
            line_up(start)
    most += len(queue)
    while queue and len(seen.prompts) < most:
        world = queue.popleft()
        for said in replies(world.prompt):
            for way in ways:
                step = answer(world, said, way)
                seen.steps.append((world, said, step))
                if step.refused:
                    id = said.id if isinstance(said, Choose) else "words"
                    seen.refused[(world.prompt.page, kind_of_choice(id), step.refused.key)] = step.refused
                if seen.note(step.world):
                    line_up(step.world)
    return seen


def wander(world: World, luck: random.Random, steps: int) -> Iterator[World]:
    """A person who chooses at random, mostly among the choices of the page."""
    for _ in range(steps):
        prompt = world.prompt
        pool = list(replies(prompt)) if luck.random() < 0.1 else [Choose(c.id) for c in prompt.choices]
        if prompt.free_answer and not prompt.text:
            pool = [*pool, Write("Some words of mine")] * 1
        if not pool:
            pool = list(replies(prompt))
        world = answer(world, luck.choice(pool), luck.choice(("keys", "voice"))).world
        yield world
