"""An objection in one's own turn: who may hear it, its reason in any form, taking it back."""

from kiosk.conversation.alone import alone
from kiosk.conversation.pages_consent import after_answer, give
from kiosk.conversation.pages_meeting import take_break
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
    write_page,
)
from kiosk.governance.words import Answer

REASONS = (("me", "others", "time"), ("money", "place", "body"), ("feeling", "before"))
"""Pages of three pictures for a reason (R5)."""


def _at(v: View) -> dict[str, str]:
    if not v.round.open:
        raise LookupError("round over")
    return {"proposal": v.arg("proposal"), "round": v.arg("round")}


def _with_reason(v: View, answer: Answer) -> Action:
    def do(place: Place, way: Way) -> Moved:
        command = give(v, answer, place, way)
        return Moved(_without_words(place, v) if answer.form == "private" else place, command, after_answer)

    return do


def _without_words(place: Place, v: View) -> Place:
    """A reason can be about abuse: when it is told in private, no word of it stays in a draft either."""
    return place.drop(lambda slot: slot.startswith("objection.") and v.arg("round") in slot)


@page("objection.who_hears")
def who_hears(v: View) -> Page:
    """Before any own words join the record: who may hear this?"""
    at = _at(v)
    actions: dict[str, Action] = {
        "everyone_here": go("objection.form", **at),
        "one_person": go("objection.whom", **at),
        "tell_myself": _with_reason(v, Answer("problem", "private")),
    }
    if len(v.circle.members) < 2:
        del actions["one_person"]
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.whom")
def whom(v: View) -> Page:
    """The one person learns only that somebody wants to talk to them."""
    others = [m for m in v.circle.members if m != v.me]

    def chosen(to: str) -> Action:
        told = frame("objection.told", **_at(v))
        return lambda place, _: Moved(_without_words(place, v).wants_talk(to).instead(told))

    actions = {f"person.{m}": chosen(m) for m in others}
    choices = tuple(Choice(f"person.{m}", own(v.name(m))) for m in others)
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


@page("objection.told")
def told(v: View) -> Page:
    """They will hear that somebody wants to talk to them; the problem counts exactly as much."""
    _at(v)
    actions = {"go_on": _with_reason(v, Answer("problem", "private"))}
    return Page(ask(v, choices=tuple(actions), private=True), actions)


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
    actions: dict[str, Action] = {"change_it": back}
    if what == "none" and int(v.arg("at")) + 1 < len(REASONS):
        others = str(int(v.arg("at")) + 1)
        actions["other_pictures"] = instead("objection.pictures", **_at(v), at=others)
    actions["keep_answer"] = keep
    body = (line("objection.about", what=line(f"reason.{what}")),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("objection.withdraw")
@alone
def withdraw(v: View) -> Page:
    """Taking it back is done alone, and only two of four reasons end it (R6)."""
    at = _at(v)
    actions: dict[str, Action] = {
        "fixed": go("objection.taken_back", **at, why="fixed"),
        "can_live": go("objection.taken_back", **at, why="can_live"),
        "tired": go("objection.stays", **at),
        "pressed": go("objection.stays", **at),
    }
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("objection.taken_back")
@alone
def taken_back(v: View) -> Page:
    """Taking it back, read back before it is stored."""
    at = _at(v)

    def keep(place: Place, way: Way) -> Moved:
        command = give(v, Answer("withdrawn", v.arg("why")), place, way)
        return Moved(place, command, lambda _, after: after.instead(frame("consent.answer", **at)))

    actions: dict[str, Action] = {"change_it": back, "keep_taken_back": keep}
    body = (line(f"objection.taken_back.{v.arg('why')}"),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("objection.stays")
def stays(v: View) -> Page:
    """Being tired or pressed does not end a problem: it stays, and a break is offered."""
    at = _at(v)

    def go_on(place: Place, way: Way) -> Moved:
        return Moved(place.start_over(frame("consent.read", **at)))

    meets = v.circle.meeting and not v.circle.meeting.paused_by
    actions: dict[str, Action] = {"take_break": take_break if meets else go_on, "go_on": go_on}
    return Page(ask(v, choices=tuple(actions), private=True), actions)
