"""Help, in the same place on every page: what this is, what can be said, and not feeling safe."""

from dataclasses import replace

from kiosk.conversation.pages_cards import raise_card
from kiosk.conversation.pages_pressure import hide
from kiosk.conversation.prompts import Kind, choice, line
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page

ABOUT = (
    "consent",
    "objection",
    "objections",
    "question",
    "reaction",
    "handover",
    "draft",
    "topic",
    "meeting",
    "process",
    "check",
    "list",
    "card",
    "cards",
    "setup",
    "welcome",
    "review",
    "reach",
    "away",
    "back",
    "decision",
    "about",
    "own",
)
"""The groups of pages that have help of their own."""


@page("help")
def help_(v: View) -> Page:
    """What is this, and what can I do here?"""
    group = v.arg("about").split(".")[0]
    about = group if group in ABOUT else "anything"
    body = (line(f"help.about.{about}"), line("help.keys"), line("help.say"), line("help.nothing_lost"))
    actions: dict[str, Action] = {"not_safe": go("help.safe")}
    choices = [choice("not_safe")]
    if v.place.circle in v.state.circles:
        actions["show_card"] = raise_card(v.state, v.place, v.frame)
        choices.append(choice("show_card"))
    if v.place.turn:
        actions["hide_this"] = hide(v.state, v.place)
        choices.append(choice("hide_this"))
    if v.me and v.place.helper:
        actions["helper_gone"] = lambda place, _: Moved(replace(place.pop(), helper=None))
        choices.append(choice("helper_gone", line("choice.helper_gone", first=v.helper_name)))
    elif v.me:
        actions["somebody_helps"] = go("beside.who")
        choices.append(choice("somebody_helps"))
    actions |= {"words_explained": go("help.words"), "go_on": back}
    choices += [choice("words_explained"), choice("go_on")]
    return Page(ask(v, Kind.READ, body=body, choices=tuple(choices)), actions)


@page("help.words")
def words(v: View) -> Page:
    """Hard words, explained."""
    terms = ("circle", "aim", "proposal", "round", "consent", "objection", "review", "facilitator")
    body = tuple(line(f"glossary.{term}") for term in terms)
    return Page(ask(v, Kind.READ, body=body, choices=("go_on",)), {"go_on": back})


@page("help.safe")
def safe(v: View) -> Page:
    """I do not feel safe: nothing is written down, and nobody is told by this kiosk."""
    numbers = dict.fromkeys(one for circle in v.state.circles.values() for one in circle.numbers)
    body = (
        line("help.safe.cannot_send"),
        line("help.safe.tell"),
        *(line("help.safe.number", words=number) for number in numbers),
        line("help.safe.nothing_written"),
    )
    return Page(ask(v, Kind.READ, body=body, choices=("go_on",)), {"go_on": back})
