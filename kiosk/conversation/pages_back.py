"""Back again: asked from now on, and asked about each decision that was made without them (R19)."""

from kiosk.conversation.pages_logbook import ABOUT_DECISION, decision_lines
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_objection import REASONS
from kiosk.conversation.pages_turn import ACTS, List, heads_home, in_circle
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import if_open, what_line
from kiosk.conversation.replies import Way
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    Then,
    View,
    ask,
    back,
    go,
    page,
    signed,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.away import is_away
from kiosk.governance.later import asked_later, said_later, sees_later, to_answer_later
from kiosk.governance.state import Organisation, Proposal


@page("back.hello")
def hello(v: View) -> Page:
    """Who was away and takes a turn is asked again from now on: whatever they press says so."""
    if not is_away(v.state, v.me):
        raise LookupError("not away")
    comes = store(c.ComeBack(), lambda _, place: place.pop())
    actions: dict[str, Action] = {"go_on": comes, "back": comes}
    body = (line("back.hello.was"), line("back.hello.now"), line("back.hello.each"))
    title = line("back.hello.title", name=v.name(v.me))
    return Page(ask(v, title=title, body=body, choices=("go_on",)), actions)


@heads_home
def later_at_home(own_list: List) -> None:
    """The decisions that were made without this person."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in to_answer_later(circle, v.me):
            to = in_circle(circle, go("back.ask", proposal=proposal.id))
            own_list.offer_about(circle, proposal, "later", to)


@AGENDA_FIRST.append
def questions_first(v: View) -> list[tuple[Choice, Action]]:
    """What somebody who is back asks about a decision heads the list."""
    found: list[tuple[Choice, Action]] = []
    for proposal in v.circle.proposals.values():
        for person in asked_later(v.circle, proposal):
            said = said_later(v.circle, proposal, person)
            if said and said.word == "tell_more":
                label = line("choice.later_asks", name=v.name(person), words=what_line(v, proposal))
                one = Choice(f"later_asks.{proposal.id}.{person}", label, "later_asks")
                found.append((one, go("decision", proposal=proposal.id)))
    return found


def _mine(v: View) -> Proposal:
    if v.me not in asked_later(v.circle, v.proposal):
        raise LookupError("not asked")
    return v.proposal


def _later(v: View, word: str, then: Then, form: str = "", words: str = "") -> Action:
    return store(c.AnswerLater(proposal=v.proposal.id, word=word, form=form, words=words), then)


def _home(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"))


@page("back.ask")
def ask_(v: View) -> Page:
    """One decision made without this person: OK to go on, a problem, tell me more, not now."""
    proposal = _mine(v)
    at = {"proposal": proposal.id}

    def problem(place: Place, way: Way) -> Moved:
        if way == "voice":
            return go("back.problem_sure", **at)(place, way)
        return _raise(v)(place, way)

    actions: dict[str, Action] = {
        "later_ok": go("back.confirm", **at),
        "later_problem": problem,
        "later_more": go("back.more", **at),
        "leave_it": back,
    }
    if sees_later(v.circle, proposal, v.me):
        actions = {"say_why": go("back.who_hears", **at), "take_back": go("back.withdraw", **at)}
        actions["leave_it"] = back
    return Page(ask(v, Kind.READ, body=decision_lines(v, proposal), choices=tuple(actions)), actions)


def _raise(v: View) -> Action:
    to = frame("back.who_hears", proposal=v.proposal.id)
    return _later(v, "problem", lambda _, place: place.start_over(frame("home"), to))


@page("back.problem_sure")
def problem_sure(v: View) -> Page:
    """A problem raised by voice, read back before it is stored."""
    proposal = _mine(v)
    if sees_later(v.circle, proposal, v.me):
        raise LookupError("raised")
    actions: dict[str, Action] = {"change_it": back, "keep_problem": _raise(v)}
    title = line("consent.problem_sure.title")
    return Page(ask(v, title=title, choices=tuple(actions), binding=True, private=True), actions)


@page("back.confirm")
def confirm(v: View) -> Page:
    """OK to go on, read back."""
    proposal = _mine(v)
    if sees_later(v.circle, proposal, v.me):
        raise LookupError("a problem stands")
    actions: dict[str, Action] = {"change_it": back, "keep_answer": _later(v, "ok", _home)}
    body = (line("wording.what", words=what_line(v, proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("back.more")
def more(v: View) -> Page:
    """A question about it, that everyone in the circle hears."""
    _mine(v)
    return write_page(v, lambda text: _later(v, "tell_more", _home, words=text))


# --- why, in any form --------------------------------------------------------------------------------------


def _problem(v: View) -> dict[str, str]:
    if not sees_later(v.circle, _mine(v), v.me):
        raise LookupError("no problem")
    return {"proposal": v.proposal.id}


def _why(v: View, form: str, words: str = "") -> Action:
    """The reason is a fuller answer; what is told in private leaves no word behind."""

    def do(place: Place, _: Way) -> Moved:
        if form == "private":
            place = place.drop(lambda slot: slot.startswith("back.") and v.proposal.id in slot)
        command = c.AnswerLater(proposal=v.proposal.id, word="problem", form=form, words=words)
        return Moved(place, signed(command, place), _home)

    return do


@page("back.who_hears")
def who_hears(v: View) -> Page:
    """The problem counts, and a review is on the list. Who may hear why?"""
    at = _problem(v)
    actions: dict[str, Action] = {
        "everyone_here": go("back.form", **at),
        "one_person": go("back.whom", **at),
        "tell_myself": _why(v, "private"),
    }
    title = line("objection.who_hears.title")
    body = (line("back.who_hears.review"),)
    return Page(ask(v, title=title, body=body, choices=tuple(actions), private=True), actions)


@page("back.whom")
def whom(v: View) -> Page:
    """The one person learns only that somebody wants to talk to them."""
    _problem(v)
    others = [m for m in v.circle.members if m != v.me]

    def chosen(to: str) -> Action:
        return lambda place, way: _why(v, "private")(place.wants_talk(to), way)

    actions = {f"person.{m}": chosen(m) for m in others}
    choices = tuple(Choice(f"person.{m}", own(v.name(m))) for m in others)
    title, body = line("objection.whom.title"), (line("objection.told.title"),)
    return Page(ask(v, Kind.FIND, title, body, choices, private=True), actions)


@page("back.form")
def form(v: View) -> Page:
    """The reason in any form."""
    at = _problem(v)
    actions = {
        "in_words": go("back.words", **at),
        "by_picture": go("back.pictures", **at),
        "need_help": _why(v, "help"),
    }
    title = line("objection.form.title")
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


@page("back.words")
def words(v: View) -> Page:
    """The reason in one's own words."""
    _problem(v)
    title = line("objection.words.title")
    return write_page(v, lambda text: _why(v, "words", text), title=title, private=True)


@page("back.pictures")
def pictures(v: View) -> Page:
    """The reason as a picture; "none of these" is a full reason."""
    _problem(v)
    actions = {f"reason.{what}": _why(v, "pictures", what) for group in REASONS for what in group}
    actions["none_of_these"] = _why(v, "pictures", "none")
    title = line("objection.pictures.title")
    return Page(ask(v, Kind.FIND, title, choices=tuple(actions), private=True), actions)


# --- taking it back ----------------------------------------------------------------------------------------


@ABOUT_DECISION.append
def look_again(v: View, proposal: Proposal) -> tuple[str, Action] | None:
    """What one said of it later can be looked at again, from the decision itself."""
    if v.me not in asked_later(v.circle, proposal) or v.me in v.circle.absence.away:
        return None
    return "look_later", go("back.ask", proposal=proposal.id)


@page("back.withdraw")
def withdraw(v: View) -> Page:
    """Taking it back is done alone, and only two of four reasons end it (R6)."""
    at = _problem(v)
    actions: dict[str, Action] = {
        "fixed": go("back.taken_back", **at, why="fixed"),
        "can_live": go("back.taken_back", **at, why="can_live"),
        "tired": go("back.stays", **at),
        "pressed": go("back.stays", **at),
    }
    title = line("objection.withdraw.title")
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


@page("back.taken_back")
def taken_back(v: View) -> Page:
    """Taking it back, read back before it is stored."""
    _problem(v)
    why = v.arg("why")
    actions: dict[str, Action] = {"change_it": back, "keep_taken_back": _later(v, "withdrawn", _home, why)}
    title, body = line("objection.taken_back.title"), (line(f"objection.taken_back.{why}"),)
    return Page(ask(v, title=title, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("back.stays")
def stays(v: View) -> Page:
    """Being tired or pressed does not end a problem: it stays."""
    _problem(v)
    actions: dict[str, Action] = {"go_on": lambda place, _: Moved(place.start_over(frame("home")))}
    return Page(ask(v, title=line("leave.stays.title"), choices=tuple(actions), private=True), actions)


def _later_act(event: e.Event) -> Line:
    assert isinstance(event, e.AnsweredLater)
    words: Line = own(event.words or "")
    if event.form == "pictures":
        words = if_open(event.words, line(f"reason.{event.words}"))
    if event.word == "problem" and event.form in ("words", "pictures"):
        return line("act.later.problem_why", words=words)
    return line(f"act.later.{event.word}", words=words)


ACTS[e.AnsweredLater] = _later_act
