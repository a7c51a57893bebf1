"""What is done alone: whoever helps steps away first (R6)."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.place import Place
from kiosk.conversation.prompts import Choice, line
from kiosk.conversation.view import Action, Moved, Page, PageMaker, View, ask, back


def alone(make: PageMaker) -> PageMaker:
    """Show this page only to the person themselves; while somebody helps, ask them to step away."""

    def guarded(v: View) -> Page:
        return step_away(v, lambda place: place) if v.place.helper else make(v)

    guarded.__doc__ = make.__doc__
    return guarded


def own_press(make: PageMaker) -> PageMaker:
    """Show this page only to who can press it themselves; a helper's press never confirms it (R15)."""

    def guarded(v: View) -> Page:
        helper = v.place.helper
        if helper is None or not helper.presses:
            return make(v)
        names = {"first": v.helper_name, "name": v.name(v.me)}
        actions: dict[str, Action] = {
            "go_back": back,
            "presses_now": lambda place, _: Moved(replace(place, helper=replace(helper, presses=False))),
        }
        choices = tuple(Choice(id, line(f"choice.{id}", **names), id) for id in actions)
        return Page(ask(v, title=line("beside.own_press.title", **names), choices=choices), actions)

    guarded.__doc__ = make.__doc__
    return guarded


def step_away(v: View, then: Callable[[Place], Place]) -> Page:
    """Ask the helper to step away; the person goes on alone."""
    actions: dict[str, Action] = {
        "go_back": back,
        "is_away": lambda place, _: Moved(then(replace(place, helper=None))),
    }
    names = {"first": v.helper_name, "name": v.name(v.me)}
    choices = tuple(Choice(id, line(f"choice.{id}", **names), id) for id in actions)
    body = (line("beside.alone.why", **names),)
    return Page(
        ask(v, title=line("beside.alone.title", **names), body=body, choices=choices, private=True), actions
    )
