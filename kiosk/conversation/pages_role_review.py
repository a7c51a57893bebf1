"""How somebody does a role: whom they ask, what goes well, what could be better, and the plan."""

from kiosk.conversation.life import said_lines
from kiosk.conversation.pages_circles import matter_begun
from kiosk.conversation.pages_objection import REASONS
from kiosk.conversation.pages_reviews import EVALUATED
from kiosk.conversation.pages_rounds import FEELINGS
from kiosk.conversation.pages_selection import ABOUT_ROLE, role_name, role_purpose
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.place import KEPT, Place
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import says, says_more
from kiosk.conversation.steps import LOOKS_BACK, PAGE_OF_ROUND, after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.role_reviews import MATTER, ROUNDS, may_open
from kiosk.governance.selection import is_due
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Matter

PAGE_OF_ROUND.update(dict.fromkeys(ROUNDS, "role_review.say"))
LOOKS_BACK[MATTER] = "role_review.begin"
PARTS = ("goes_well", "could_better")
"""What is asked; each has the person's own last word."""


@says(MATTER)
def _what(v: View, proposal: Proposal, version: Version | None) -> Line:
    name, role = v.name(proposal.matter.people[0]), role_name(v.circle, proposal.matter.about)
    return line("matter.role_review", name=name, role=role)


@says_more(MATTER)
def _details(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    helper = line("role_review.helps", name=v.name(proposal.matter.people[1]))
    return (helper, role_purpose(v.circle, proposal.matter.about), *feedback_lines(v, proposal))


def feedback_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """What each said, in the order they spoke."""
    lines: tuple[Line, ...] = ()
    for part in PARTS:
        if said := tuple(one for one in proposal.evaluation if one.part in (part, f"{part}_last")):
            lines += (line(f"role_review.part.{part}"), *said_lines(v, said))
    return lines


# --- beginning ---------------------------------------------------------------------------------------------


@ABOUT_ROLE.append
def about_role(v: View, role: str) -> dict[str, Action]:
    """Whose role it is can have it looked at, at any time."""
    return {"ask_how_i_do": go("role_review.who", role=role)} if may_open(v.circle, role, v.me) else {}


@on_home
def due(own_list: List) -> None:
    """On its day it is offered to the person: they choose when."""
    v = own_list.v
    for role in v.circle.roles:
        if is_due(v.circle, role, v.today) and may_open(v.circle, role, v.me):
            label = line("choice.how_i_do", role=role_name(v.circle, role))
            own_list.offer(f"how_i_do.{role}", go("role_review.who", role=role), label)


def _slot(v: View) -> str:
    return f"{KEPT}role_review:{v.arg('role')}"


@page("role_review.who")
def who(v: View) -> Page:
    """Whom the person wants to hear; the first one helps along."""
    role = v.arg("role")
    if not may_open(v.circle, role, v.me):
        raise LookupError(role)
    asked = tuple(p for p in v.place.draft(_slot(v)) if p in v.circle.members)

    def toggle(person: str) -> Action:
        now = tuple(p for p in asked if p != person) if person in asked else (*asked, person)
        return lambda place, _: Moved(place.keep(_slot(v), now))

    others = [m for m in v.circle.members if m != v.me]
    actions: dict[str, Action] = {f"person.{m}": toggle(m) for m in others}
    choices = [Choice(f"person.{m}", own(v.name(m)), marked=m in asked) for m in others]
    if asked:
        opens = store(c.OpenMatter(matter=Matter(MATTER, role, (v.me, *asked))), matter_begun)
        actions["those_i_want"] = lambda place, way: opens(_without(v, place), way)
        choices.append(Choice("those_i_want", line("choice.those_i_want"), "those_i_want"))
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    body: tuple[Line, ...] = (line("role_review.who.yours"),)
    if asked:
        body = (*body, line("role_review.helps", name=v.name(asked[0])))
    return Page(ask(v, Kind.CHOOSE_MANY, body=body, choices=tuple(choices)), actions)


def _without(v: View, place: Place) -> Place:
    return place.keep(_slot(v), ())


@page("role_review.begin")
def begin(v: View) -> Page:
    """The role is read; then the person speaks first."""
    if v.proposal.rounds or v.proposal.matter.people[0] not in v.circle.here:
        raise LookupError("not now")
    role = v.proposal.matter.about
    body = (
        role_purpose(v.circle, role),
        line("role_review.helps", name=v.name(v.proposal.matter.people[1])),
        line("role_review.first", name=v.name(v.proposal.matter.people[0])),
    )
    actions = {"go_round": store(c.BeginEvaluation(proposal=v.proposal.id), after_step)}
    title = line(
        "matter.role_review", name=v.name(v.proposal.matter.people[0]), role=role_name(v.circle, role)
    )
    return Page(ask(v, Kind.READ, title, body, tuple(actions)), actions)


# --- speaking ----------------------------------------------------------------------------------------------


def _part(v: View) -> str:
    if not v.round.open or v.round.kind not in ROUNDS or v.me in v.round.said:
        raise LookupError("round over")
    return v.round.kind


def _title(v: View, part: str) -> Line:
    name = v.name(v.proposal.matter.people[0])
    mine = v.me == v.proposal.matter.people[0]
    return line(f"role_review.say.{part}" if mine else f"role_review.say.{part}.other", name=name)


@page("role_review.say")
def say(v: View) -> Page:
    """What goes well, or what could be better; what was said before is read first."""
    part = _part(v)
    at = {"proposal": v.proposal.id, "round": v.round.id}
    actions: dict[str, Action] = {
        "say_something": go("role_review.words", **at),
        "by_picture": go("role_review.picture", **at),
        "nothing_to_say": store(c.Evaluate(round=v.round.id, part=part, form="pass"), after_step),
    }
    return Page(
        ask(v, title=_title(v, part), body=feedback_lines(v, v.proposal), choices=tuple(actions)), actions
    )


@page("role_review.words")
def words(v: View) -> Page:
    """It in one's own words."""
    part = _part(v)

    def keep(text: str) -> Action:
        return store(c.Evaluate(round=v.round.id, part=part, words=text), after_step)

    return write_page(v, keep, title=_title(v, part))


@page("role_review.picture")
def picture(v: View) -> Page:
    """It as a feeling, or as a picture of what it is about."""
    part = _part(v)
    names = {f"feeling.{what}": what for what in FEELINGS}
    if part.startswith("could"):
        names = {f"reason.{what}": what for group in REASONS for what in group}
    actions = {
        id: store(c.Evaluate(round=v.round.id, part=part, words=what, form="picture"), after_step)
        for id, what in names.items()
    }
    return Page(ask(v, Kind.FIND, _title(v, part), choices=tuple(actions)), actions)


EVALUATED.update({part: ("feeling" if part.startswith("goes") else "reason") for part in ROUNDS})
