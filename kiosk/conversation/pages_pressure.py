"""Somebody is looking; going back and forth between answers: nothing is lost, and nobody is hurried."""

from dataclasses import replace

from kiosk.conversation.pages_meeting import take_break
from kiosk.conversation.pages_turn import List, in_our_circle
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, line, own
from kiosk.conversation.replies import Way
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    View,
    ask,
    back,
    go,
    instead,
    page,
    say,
    stay,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance.circles import LONGEST_NUMBER, MOST_NUMBERS
from kiosk.governance.state import Organisation

MOST_TURNS = 2
"""How often somebody begins to answer before a pause is offered: counted, never timed."""


def hide(state: Organisation, place: Place) -> Action:
    """What "hide" does: one press, and nothing of this turn is on the screen; its person is asked again."""
    if not place.turn or place.circle not in state.circles:
        return stay

    def do(place: Place, _: Way) -> Moved:
        while place.top and place.top.page.startswith("help"):
            place = place.pop()
        return Moved(place.set_aside().push(frame("hidden")))

    return do


@page("hidden")
def hidden(v: View) -> Page:
    """A page that tells nothing: not who was asked, nor what."""
    actions: dict[str, Action] = {"go_on": lambda place, _: Moved(place.end_turn())}
    return Page(ask(v, choices=tuple(actions)), actions)


@page("turn.again")
def again(v: View) -> Page:
    """Whoever comes back to an answer is asked once more whether to go on with it."""
    if len(v.place.stack) < 2:
        raise LookupError("nothing to go on with")
    return Page(ask(v, choices=("go_on",)), {"go_on": lambda place, _: Moved(place.pop())})


def chooses(to: str, args: dict[str, str]) -> Action:
    """On to the page of an answer; after going back and forth a pause is offered first, once."""

    def do(place: Place, way: Way) -> Moved:
        wavered = place.wavered + 1
        if wavered <= MOST_TURNS:
            return go(to, **args)(replace(place, wavered=wavered), way)
        return go("consent.no_hurry", then=to, **args)(replace(place, wavered=0), way)

    return do


@page("consent.no_hurry")
def no_hurry(v: View) -> Page:
    """Nobody has to answer now."""
    if not v.round.open or v.proposal.decision:
        raise LookupError("round over")
    args = {name: value for name, value in v.frame.args if name != "then"}
    actions: dict[str, Action] = {"go_on": instead(v.arg("then"), **args)}
    if v.me in v.circle.here:
        actions["have_break"] = take_break
    if v.arg("then") != "consent.not_sure":
        actions["not_now_maybe"] = instead("consent.not_sure", **args)
    body = (line("consent.no_hurry.changes"),)
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


# --- whom to call ------------------------------------------------------------------------------------------


@in_our_circle
def numbers_room(own_list: List) -> None:
    """Whom to call when somebody does not feel safe."""
    own_list.offer("help_numbers", go("numbers"))


@page("numbers")
def numbers(v: View) -> Page:
    """The numbers that help shows to whoever does not feel safe; any member may add one or take one away."""
    kept = v.circle.numbers
    actions: dict[str, Action] = {}
    if len(kept) < MOST_NUMBERS:
        actions["add_number"] = go("numbers.add")
    if kept:
        actions["take_number"] = go("numbers.take")
    actions["go_back"] = back
    body = tuple(line("help.safe.number", words=number) for number in kept) or (line("numbers.none"),)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("numbers.add")
def add_number(v: View) -> Page:
    """One more: a name and a number."""

    def keep(text: str) -> Action:
        if len(text) > LONGEST_NUMBER:
            return say(line("numbers.long"))
        command = c.KeepHelpNumbers(numbers=(*v.circle.numbers, text))
        return store(command, lambda _, place: place.pop())

    if len(v.circle.numbers) >= MOST_NUMBERS:
        raise LookupError("enough")
    return write_page(v, keep, body=(line("numbers.why"),))


@page("numbers.take")
def take_number(v: View) -> Page:
    """Which one to take away."""
    kept = v.circle.numbers
    if not kept:
        raise LookupError("none")
    actions: dict[str, Action] = {
        f"number-{at}": store(
            c.KeepHelpNumbers(numbers=(*kept[:at], *kept[at + 1 :])), lambda _, place: place.pop()
        )
        for at in range(len(kept))
    }
    choices = tuple(Choice(id, own(one), "one_number") for id, one in zip(actions, kept, strict=True))
    actions["leave_it"] = back
    choices += (Choice("leave_it", line("choice.leave_it"), "leave_it"),)
    return Page(ask(v, Kind.FIND, choices=choices), actions)
