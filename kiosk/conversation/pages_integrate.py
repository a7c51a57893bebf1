"""The circle's work on an objection: understood, tied to the aim, and ideas that meet it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk.conversation.days import add_months, read_day
from kiosk.conversation.handing import call, people
from kiosk.conversation.pages_draft import kept_parts
from kiosk.conversation.pages_meeting import take_break
from kiosk.conversation.pages_objection import REASONS
from kiosk.conversation.place import KEPT, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import objection_lines, seen_lines, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.process import PickObjection
from kiosk.governance.state import Objection, Proposal
from kiosk.governance.words import IDEA, IDEAS, parts_of


@page("objections.read")
def read(v: View) -> Page:
    """Every objection is read out before any is worked on."""
    body: tuple[Line, ...] = ()
    for objection in v.proposal.standing:
        body += seen_lines(v, objection)
    if not body:
        raise LookupError("none stands")
    heard = store(c.HearObjections(round=v.arg("round")), after_step)
    return Page(ask(v, Kind.READ, body=body, choices=("everyone_heard",)), {"everyone_heard": heard})


@page("objections.pick")
def pick(v: View) -> Page:
    """One objection at a time; the choice is stored (R12)."""
    step = v.step(v.proposal)
    waiting = step.objections if isinstance(step, PickObjection) else v.proposal.standing
    if not waiting:
        raise LookupError("none stands")
    # Somebody who left can have two: one after the other.
    first = {o.person: o.id for o in reversed(waiting)}
    actions = {
        f"objection.{person}": store(c.TakeObjection(objection=id), after_step)
        for person, id in reversed(first.items())
    }
    choices = tuple(Choice(id, own(v.name(id.partition(".")[2]))) for id in actions)
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
    }
    if objection.reason is None or not objection.reason.form:
        # Only raised so far, perhaps because the kiosk stopped just then: every form is still open (R5).
        actions["by_picture"] = go("objection.explain_pictures", **dict(v.frame.args))
        need_help = c.ExplainObjection(objection=objection.id, form="help")
        actions["need_help"] = store(need_help, after_step)
    actions["not_now"] = store(not_now, after_step)
    if round_ := v.proposal.consent_round:
        actions["take_back"] = go("consent.read", proposal=v.proposal.id, round=round_.id)
    body = seen_lines(v, objection)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("objection.explain_words")
def explain_words(v: View) -> Page:
    """What might happen, in the objector's own words."""
    objection = _objection(v)

    def keep(text: str) -> Action:
        return store(c.ExplainObjection(objection=objection.id, form="words", words=text), after_step)

    return write_page(v, keep)


@page("objection.explain_pictures")
def explain_pictures(v: View) -> Page:
    """What it is about, as a picture; "none of these" says as much (R5)."""
    objection = _objection(v)

    def shows(what: str) -> Action:
        command = c.ExplainObjection(objection=objection.id, form="pictures", words=what)
        return store(command, after_step)

    actions = {f"reason.{what}": shows(what) for group in REASONS for what in group}
    actions["none_of_these"] = shows("none")
    return Page(ask(v, Kind.FIND, line("objection.pictures.title"), choices=tuple(actions)), actions)


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
        "take_break": take_break,
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


MORE_WAYS: list[Callable[[View, Proposal, str], dict[str, Action]]] = []
"""Further ways with an objection; each part of the conversation adds its own."""


@page("objection.amend")
def amend(v: View) -> Page:
    """Ways to meet the objection: other words, a shorter time, watching the worry, more ideas."""
    objection = _objection(v)
    at = {"proposal": v.proposal.id, "objection": objection.id}
    parts = parts_of(v.proposal.words_kind)
    actions: dict[str, Action] = {}
    if v.proposal.matter.kind == "role":
        actions["other_person"] = go("selection.propose", proposal=v.proposal.id)
    actions |= {
        "change_words": go("draft.part", proposal=v.proposal.id, part=parts[0], only="1"),
    }
    if "review_day" in parts:
        actions["shorter_time"] = _shorter(v)
    if "watch" in parts:
        # What is watched, then who counts, then which number means stop.
        actions["watch_worry"] = go("draft.part", proposal=v.proposal.id, part="watch")
    if _others(v):
        actions["combine"] = go("objection.combine", **at)
    actions["ask_helping"] = go("circle.begin_with", of=v.circle.id, kind="helping_circle")
    if v.proposal.matter.kind == "review":
        actions["other_way"] = go("review.choose", proposal=v.proposal.id)
    actions |= {
        "other_part": go("draft.which", proposal=v.proposal.id),
        "more_ideas": go("objection.who_has_idea", **at),
        "take_break": take_break,
        "another_day": _leave_item,
    }
    for more in MORE_WAYS:
        actions |= more(v, v.proposal, objection.id)
    body = (*objection_lines(v, objection), *wording_lines(v, v.proposal, v.proposal.wording))
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _others(v: View) -> tuple[Proposal, ...]:
    """The other ideas on the table, for an idea that has a problem."""
    live = (v.circle.proposals[id] for id in v.circle.live)
    ours = v.proposal.words_kind in IDEAS
    return tuple(
        p for p in live if ours and p.id != v.proposal.id and p.matter == IDEA and p.wording.what.strip()
    )


@page("objection.combine")
def combine(v: View) -> Page:
    """Which other idea is made one with this? The words of both stand there to be changed."""
    _objection(v)

    def with_(other: Proposal) -> Action:
        return _kept(v, what=f"{v.proposal.wording.what} {other.wording.what}")

    actions: dict[str, Action] = {f"with.{other.id}": with_(other) for other in _others(v)}
    if not actions:
        raise LookupError("no other idea")
    choices = [Choice(f"with.{other.id}", own(other.wording.what), "with") for other in _others(v)]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


def _kept(v: View, **parts: str) -> Action:
    pieces = kept_parts(parts)
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


@page("objection.who_has_idea")
def who_has_idea(v: View) -> Page:
    """Somebody else has an idea: they take the turn."""
    objection = _objection(v)
    idea = frame("objection.idea", proposal=v.proposal.id, objection=objection.id)
    choices, actions = people(v, v.circle.here, lambda m: call(m, idea))
    return Page(ask(v, Kind.FIND, choices=choices), actions)
