"""The map of the circles: one place at a time, with its neighbours as choices, starting from one's own."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.absence_lines import rests_lines
from kiosk.conversation.lists import MOST, Entry, find_page
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import USUAL, day_words
from kiosk.conversation.replies import Way
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page
from kiosk.governance import links
from kiosk.governance import structure as rules
from kiosk.governance.state import Circle

NAMES_AT_ONCE = 6
"""How many names stand in one sentence."""


ABOUT_PLACE: list[Callable[[View, Circle], tuple[str, Action] | None]] = []
"""What else can be done about a circle on the map; each part of the conversation adds its own."""


def circle_name(v: View, id: str) -> str:
    """What a circle is called."""
    circle = v.state.circles.get(id)
    return (circle.name or "") if circle else ""


def place_at(v: View) -> Circle:
    """The circle that a page of the map is about."""
    return v.state.circles[v.arg("of")]


def acting_circle(v: View, of: Circle) -> Circle | None:
    """In which circle this person has a say about it: itself, or the one it belongs to."""
    if of.charter.closed:
        return None
    for id in (of.id, of.charter.parent):
        circle = v.state.circles.get(id)
        if circle and v.me in circle.members and not circle.charter.closed:
            return circle
    return None


@page("circle.look")
def look(v: View) -> Page:
    """One circle: what it is for, who links it, and the circles next to it."""
    of = place_at(v)
    found: list[tuple[Choice, Action]] = []

    def offer(id: str, action: Action, **args: str) -> None:
        found.append((Choice(id, line(f"choice.{id.split('.')[0]}", **args), id.split(".")[0]), action))

    if wider := v.state.circles.get(of.charter.parent):
        offer(f"wider.{wider.id}", go("circle.look", of=wider.id), name=wider.name or "")
    below = rules.children(v.state, of)
    if len(below) > MOST:
        offer("circles_below", go("circle.below", of=of.id))
    else:
        for one in below:
            offer(f"below.{one.id}", go("circle.look", of=one.id), name=one.name or "")
    if of.members:
        offer("people_in_it", go("circle.people", of=of.id))
    for more in ABOUT_PLACE:
        if found_more := more(v, of):
            offer(*found_more)
    if acting_circle(v, of):
        offer("do_with_circle", go("circle.do", of=of.id))
    if v.me in of.members:
        offer("its_decisions", _its_book(of))
    if of.id == v.circle.id:
        offer("other_top", go("circle.tops"))
    offer("go_back", back)
    choices = tuple(choice for choice, _ in found)
    title = line("circle.look.title", name=of.name or "")
    actions = {choice.id: action for choice, action in found}
    return Page(ask(v, Kind.READ, title, circle_lines(v, of), choices), actions)


def _its_book(of: Circle) -> Action:
    """The book of decisions of a circle of one's own: also of one that has ended."""

    def do(place: Place, way: Way) -> Moved:
        entered = replace(place.enter(of.id), stack=(frame("home"), *place.stack[1:]))
        return go("logbook")(entered, way)

    return do


def circle_lines(v: View, of: Circle) -> tuple[Line, ...]:
    """What a circle is for, how far its life has come, and how it hangs together with others."""
    name = of.name or ""
    lines = [line("wording.aim", words=of.aim or "")]
    if of.charter.domain:
        lines.append(line("wording.domain", words=of.charter.domain))
    if of.charter.absence == USUAL:
        lines.append(line("wording.absence_usual"))
    elif of.charter.absence:
        lines.append(line("wording.absence", words=of.charter.absence))
    stage = rules.life(v.state, of)
    if stage in ("proposed", "folding", "closed"):
        lines.append(line(f"circle.life.{stage}", name=name))
    if of.charter.ends and stage != "closed":
        lines.append(line("circle.ends", day=day_words(of.charter.ends)))
        if v.today and of.charter.ends < v.today:
            lines.append(line("circle.day_passed", name=name))
    if of.charter.doubted:
        lines.append(line("circle.doubted", name=name))
    lines += [line("circle.returned", name=circle_name(v, id)) for id in of.charter.returned]
    return (*lines, *rests_lines(v, of), *link_lines(v, of))


def link_lines(v: View, of: Circle) -> tuple[Line, ...]:
    """Who brings news to a circle and who takes its views, upwards, and what is broken also downwards."""
    lines: list[Line] = []
    for found in links.links_of(v.state, of):
        names = {"name": circle_name(v, found.circle), "wider": circle_name(v, found.parent)}
        if found.circle == of.id:
            lines.append(line("circle.belongs", **names))
            if found.leader:
                lines.append(line("circle.leader", person=v.name(found.leader), **names))
            if found.delegate:
                lines.append(line("circle.delegate", person=v.name(found.delegate), **names))
        if found.circle != of.id:
            lines += rests_lines(v, v.state.circles[found.circle])
        for gap in found.gaps:
            lines.append(line(f"circle.gap.{gap}", **names))
    return tuple(lines)


@page("circle.below")
def below(v: View) -> Page:
    """The circles that belong to one, when there are many."""
    entries = [
        Entry(f"below.{one.id}", one.name or "", go("circle.look", of=one.id))
        for one in rules.children(v.state, place_at(v))
    ]
    return find_page(v, entries, (_back(),))


@page("circle.tops")
def tops(v: View) -> Page:
    """The circles that belong to no other: from each of them the whole map can be walked."""
    entries = [
        Entry(f"below.{one.id}", one.name or "", go("circle.look", of=one.id))
        for one in v.state.circles.values()
        if one.charter.closed or not one.charter.parent
    ]
    return find_page(v, entries, (_back(),))


@page("circle.people")
def people(v: View) -> Page:
    """Who is in a circle, and who does what there."""
    of = place_at(v)
    members = v.names(of.members)
    lines = [
        line("circle.members", names=members[at : at + NAMES_AT_ONCE])
        for at in range(0, len(members), NAMES_AT_ONCE)
    ]
    title = line("circle.people.title", name=of.name or "")
    return Page(ask(v, Kind.READ, title, tuple(lines), ("go_back",)), {"go_back": back})


def _back() -> tuple[Choice, Action]:
    return Choice("go_back", line("choice.go_back"), "go_back"), back
