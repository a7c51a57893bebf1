"""Handing the device over: the only pages through which somebody takes a turn (R16)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kiosk.conversation.lists import Entry, narrowed
from kiosk.conversation.place import Frame, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, PersonRef, line
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import begin_turn
from kiosk.conversation.view import Action, Moved, Page, View, ask


def hand_over_to(
    v: View,
    person: str,
    others: Mapping[str, Action],
    *,
    to: Frame | None = None,
    at_rest: bool = True,
    title: Line | None = None,
    body: tuple[Line, ...] = (),
    ready: str = "ready",
) -> Page:
    """Ask whether this is the person; taking the turn comes last.

    The key that somebody has just confirmed with, or chose a name with, pressed on and on by mistake, then
    never leads into the turn of the next one (R16).
    """

    def takes(place: Place, _: Way) -> Moved:
        return Moved(begin_turn(v.state, place, person, at_rest=at_rest, to=to))

    name = v.name(person)
    actions = {**others, ready: takes}
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    prompt = ask(v, Kind.HAND_OVER, title or line("handover.title", name=name), body, choices)
    return Page(replace(prompt, asked_of=PersonRef(person, name)), actions)


def turn_for(person: str, to: Frame) -> Frame:
    """The hand-over to somebody who is called for one page."""
    return frame("turn.take", **{"to": to.page, "person": person, **dict(to.args)})


def call(person: str, to: Frame) -> Action:
    """End this turn, if there is one, and hand the device to somebody for one page."""
    return lambda place, _: Moved(place.end_turn().push(turn_for(person, to)))


def people(
    v: View, members: Iterable[str], choose: Callable[[str], Action], **more: Action
) -> tuple[tuple[Choice, ...], dict[str, Action]]:
    """A list of people to choose from, narrowed where it is long, and beneath it what else there is."""
    actions, choices = narrowed(v, [Entry(f"person.{m}", v.name(m), choose(m)) for m in members])
    choices += [Choice(id, line(f"choice.{id}"), id) for id in more]
    return tuple(choices), {**actions, **more}
