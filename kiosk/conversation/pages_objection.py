"""An objection in one's own turn: who may hear it, its reason in any form, taking it back."""

from dataclasses import replace

from kiosk.conversation.pages_consent import after_answer, give
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
    signed,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance.words import Answer

REASONS = (("me", "others", "time"), ("money", "place", "body"), ("feeling", "before"))
"""Pages of three pictures for a reason (R5)."""


def _at(v: View) -> dict[str, str]:
    if not v.round.open:
        raise LookupError("round over")
    return {"proposal": v.arg("proposal"), "round": v.arg("round")}


def _hears_again(v: View, place: Place) -> Place:
    # The words were heard in this turn before the problem was raised; adding the reason is the same answer.
    return replace(place, heard=v.round.version_id, heard_facts=v.round.facts)


def _with_reason(v: View, answer: Answer) -> Action:
    def do(place: Place, way: Way) -> Moved:
        command = give(v, answer, _hears_again(v, place), way)
        return Moved(place, command, after_answer)

    return do


@page("objection.who_hears")
def who_hears(v: View) -> Page:
    """Before any own words join the record: who may hear this?"""
    at = _at(v)
    actions: dict[str, Action] = {
        "everyone_here": go("objection.form", **at),
        "one_person": go("objection.whom", **at),
        "tell_myself": _with_reason(v, Answer("problem", "private")),
    }
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.whom")
def whom(v: View) -> Page:
    """The one person learns only that somebody wants to talk to them."""
    others = [m for m in v.circle.members if m != v.me]

    def chosen(to: str) -> Action:
        def do(place: Place, way: Way) -> Moved:
            then = frame("objection.told", **_at(v))
            return Moved(place, signed(c.WantTalk(to=to), place), lambda _, after: after.instead(then))

        return do

    actions = {f"person.{m}": chosen(m) for m in others}
    choices = tuple(Choice(f"person.{m}", own(v.name(m))) for m in others)
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


@page("objection.told")
def told(v: View) -> Page:
    """They will hear that somebody wants to talk to them; the problem counts exactly as much."""
    _at(v)
    return Page(ask(v, choices=("go_on",)), {"go_on": _with_reason(v, Answer("problem", "private"))})


@page("objection.form")
def form(v: View) -> Page:
    """The reason in any form; "I need help to say why" blocks exactly as much (R5)."""
    at = _at(v)
    actions = {
        "in_words": go("objection.words", **at),
        "by_picture": go("objection.pictures", **at, at="0"),
        "need_help": _with_reason(v, Answer("problem", "help")),
    }
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.words")
def words(v: View) -> Page:
    """The reason in one's own words."""
    _at(v)
    return write_page(v, lambda text: _with_reason(v, Answer("problem", "words", words=text)), private=True)


@page("objection.pictures")
def pictures(v: View) -> Page:
    """Three pictures at a time; "none of these" is on each page and is a full reason."""
    at, number = _at(v), int(v.arg("at"))
    group = REASONS[number]
    actions: dict[str, Action] = {
        f"reason.{what}": go("objection.confirm", **at, what=what) for what in group
    }
    actions["none_of_these"] = go("objection.confirm", **at, what="none", at=str(number))
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.confirm")
def confirm(v: View) -> Page:
    """The picture read back before it is kept."""
    _at(v)
    what = v.arg("what")
    keep = _with_reason(v, Answer("problem", "pictures", pictures=(what,)))
    actions: dict[str, Action] = {"keep_answer": keep}
    if what == "none" and int(v.arg("at")) + 1 < len(REASONS):
        others = str(int(v.arg("at")) + 1)
        actions["other_pictures"] = instead("objection.pictures", **_at(v), at=others)
    actions["change_it"] = back
    body = (line("objection.about", what=line(f"reason.{what}")),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("objection.withdraw")
def withdraw(v: View) -> Page:
    """Taking it back is done alone, and only two of four reasons end it (R6)."""
    at = _at(v)

    def taken_back(why: str) -> Action:
        def do(place: Place, way: Way) -> Moved:
            command = give(v, Answer("withdrawn", why), place, way)
            return Moved(place, command, lambda _, after: after.instead(frame("consent.answer", **at)))

        return do

    actions: dict[str, Action] = {
        "fixed": taken_back("fixed"),
        "can_live": taken_back("can_live"),
        "tired": go("objection.stays", **at),
        "pressed": go("objection.stays", **at),
    }
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.stays")
def stays(v: View) -> Page:
    """Being tired or pressed does not end a problem: it stays, and a break is offered."""
    at = _at(v)

    def go_on(place: Place, way: Way) -> Moved:
        return Moved(place.take_turn(place.turn, frame("consent.read", **at)))

    take_break: Action = go_on
    if v.circle.meeting and not v.circle.meeting.paused_by:
        take_break = store(c.PauseMeeting(), lambda _, place: place.end_turn())
    actions: dict[str, Action] = {"take_break": take_break, "go_on": go_on}
    return Page(ask(v, choices=tuple(actions)), actions)
