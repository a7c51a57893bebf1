"""An objection: who may hear it, its reason in any form, and the work the circle does on it."""

from dataclasses import replace
from datetime import date

from kiosk.conversation.days import add_months, read_day
from kiosk.conversation.pages_consent import after_answer, give
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import objection_lines, reason_lines, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import KEPT, after_step
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
from kiosk.governance.state import Objection
from kiosk.governance.words import WORDING_PARTS, Answer

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


# --- the circle's work -----------------------------------------------------------------------------------


@page("objections.read")
def read(v: View) -> Page:
    """Every objection is read out before any is worked on."""
    body: tuple[Line, ...] = ()
    for objection in v.proposal.standing:
        body += reason_lines(v.name(objection.person), objection.reason)
    if not body:
        raise LookupError("none stands")
    heard = store(c.HearObjections(round=v.arg("round")), after_step)
    return Page(ask(v, Kind.READ, body=body, choices=("everyone_heard",)), {"everyone_heard": heard})


@page("objections.pick")
def pick(v: View) -> Page:
    """One objection at a time; the choice is stored (R12)."""
    standing = v.proposal.standing
    if not standing:
        raise LookupError("none stands")
    actions = {f"objection.{o.person}": store(c.TakeObjection(objection=o.id), after_step) for o in standing}
    choices = tuple(Choice(f"objection.{o.person}", own(v.name(o.person))) for o in standing)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


def _objection(v: View) -> Objection:
    found = next((o for o in v.proposal.standing if o.id == v.arg("objection")), None)
    if found is None:
        raise LookupError(v.arg("objection"))
    return found


@page("objection.explain")
def explain(v: View) -> Page:
    """The objector is asked what might happen; not now is fine."""
    objection = _objection(v)
    not_now = c.ExplainObjection(objection=objection.id, form="not_now")
    actions: dict[str, Action] = {
        "say_what_happens": go("objection.explain_words", **dict(v.frame.args)),
        "not_now": store(not_now, after_step),
    }
    round_id = objection.id.split("/")[0]
    actions["take_back"] = go("consent.read", proposal=v.proposal.id, round=round_id)
    body = reason_lines(v.name(objection.person), objection.reason)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("objection.explain_words")
def explain_words(v: View) -> Page:
    """What might happen, in the objector's own words."""
    objection = _objection(v)

    def keep(text: str) -> Action:
        return store(c.ExplainObjection(objection=objection.id, form="words", words=text), after_step)

    return write_page(v, keep)


@page("objection.tie")
def tie(v: View) -> Page:
    """The circle, not the objector, says how it touches the aim."""
    objection = _objection(v)
    actions: dict[str, Action] = {
        "say_how": go("objection.tie_words", **dict(v.frame.args)),
        "still_counts": store(c.TieObjection(objection=objection.id, words=""), after_step),
    }
    body = (line("objection.tie.aim", words=v.circle.aim or ""), *objection_lines(v, objection))
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("objection.tie_words")
def tie_words(v: View) -> Page:
    """How it touches the aim, in the circle's words."""
    objection = _objection(v)
    return write_page(v, lambda text: store(c.TieObjection(objection=objection.id, words=text), after_step))


@page("objection.idea")
def idea(v: View) -> Page:
    """An idea for meeting it; "you suggest", a break and another day are always beside it."""
    objection = _objection(v)
    actions: dict[str, Action] = {
        "have_idea": go("objection.idea_words", **dict(v.frame.args)),
        "you_suggest": store(c.OfferIdea(objection=objection.id), after_step),
        "take_break": store(c.PauseMeeting(), lambda _, place: place.end_turn()),
        "another_day": _leave_item,
    }
    return Page(ask(v, body=objection_lines(v, objection), choices=tuple(actions)), actions)


def _leave_item(place: Place, _: Way) -> Moved:
    return Moved(replace(place, item="").end_turn())


@page("objection.idea_words")
def idea_words(v: View) -> Page:
    """The idea in one's own words."""
    objection = _objection(v)
    return write_page(v, lambda text: store(c.OfferIdea(objection=objection.id, words=text), after_step))


@page("objection.amend")
def amend(v: View) -> Page:
    """Ways to meet the objection: other words, a shorter time, watching the worry, more ideas."""
    objection = _objection(v)
    at = {"proposal": v.proposal.id, "objection": objection.id}
    actions: dict[str, Action] = {
        "change_words": go("draft.part", proposal=v.proposal.id, part="what", only="1"),
        "shorter_time": _shorter(v),
        "watch_worry": go("objection.watch", **at),
        "other_part": go("draft.which", proposal=v.proposal.id),
        "more_ideas": go("objection.who_has_idea", **at),
        "take_break": store(c.PauseMeeting(), lambda _, place: place.end_turn()),
        "another_day": _leave_item,
    }
    body = (*objection_lines(v, objection), *wording_lines(v.proposal.wording))
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _kept(v: View, **parts: str) -> Action:
    wording = replace(v.proposal.wording, **parts)
    pieces = tuple(str(getattr(wording, name)) for name in WORDING_PARTS)
    slot = f"{KEPT}wording:{v.proposal.id}"

    def do(place: Place, way: Way) -> Moved:
        return go("draft.check", proposal=v.proposal.id, way="amend")(place.keep(slot, pieces), way)

    return do


def _shorter(v: View) -> Action:
    """Half the time at most: try it for one month, unless it is shorter already."""
    today = date.fromisoformat(v.today) if v.today else date(2000, 1, 1)
    before = read_day(v.proposal.wording.review_day)
    month = add_months(today, 1)
    shorter = month if before is None or month < before else today + (before - today) / 2
    return _kept(v, review_day=shorter.isoformat())


@page("objection.watch")
def watch(v: View) -> Page:
    """Try it and watch the worry: what, who, and which number means stop."""
    _objection(v)

    def keep(text: str) -> Action:
        before = v.proposal.wording.how
        return _kept(v, how=f"{before} {text}".strip())

    return write_page(v, keep, body=(line("objection.watch.how"),))


@page("objection.who_has_idea")
def who_has_idea(v: View) -> Page:
    """Somebody else has an idea: they take the turn."""
    objection = _objection(v)
    at = {"proposal": v.proposal.id, "objection": objection.id}

    def call(member: str) -> Action:
        return lambda place, _: Moved(place.end_turn().push(frame("objection.call", person=member, **at)))

    actions = {f"person.{m}": call(m) for m in v.circle.here}
    choices = tuple(Choice(f"person.{m}", own(v.name(m))) for m in v.circle.here)
    return Page(ask(v, Kind.FIND, choices=choices), actions)
