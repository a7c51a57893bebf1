"""Leaving the circle, alone and in two steps; and what somebody who is gone was to carry out (R21)."""

from dataclasses import replace

from kiosk.conversation.alone import alone
from kiosk.conversation.pages_consent import give
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.place import KEPT, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import circle_line, version_lines, what_line, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance.consent import said_problem
from kiosk.governance.leaving import problems_of, without_hands
from kiosk.governance.state import Organisation, Proposal
from kiosk.governance.words import Answer


def _slot(circle: str) -> str:
    return f"{KEPT}leave:{circle}"


def _stays(v: View) -> tuple[str, ...]:
    """The proposals of which this person said that their problem is to stay."""
    return v.place.draft(_slot(v.circle.id))


@page("leave.ask")
@alone
def leave(v: View) -> Page:
    """What leaving means. Nobody else can do it, and nobody sees this page."""
    if v.circle.members == (v.me,):
        return Page(ask(v, body=(line("leave.last"),), choices=("go_back",), private=True), {"go_back": back})

    def go_on(place: Place, _: Way) -> Moved:
        return Moved(_next(v.state, place.keep(_slot(place.circle), ())))

    actions: dict[str, Action] = {"stay_here": back, "go_on_leaving": go_on}
    body = [line("leave.not_asked"), line("leave.kept")]
    if any(r.person == v.me for held in v.circle.roles.values() for r in held):
        body.insert(1, line("leave.jobs"))
    return Page(ask(v, body=tuple(body), choices=tuple(actions), private=True), actions)


def _next(state: Organisation, place: Place) -> Place:
    """On to the next problem of one's own that nothing was said of, or to the read-back."""
    circle = state.circles[place.circle]
    stays = place.draft(_slot(circle.id))
    left = [p.id for p in problems_of(circle, place.turn) if p.id not in stays]
    to = frame("leave.problem", proposal=left[0]) if left else frame("leave.confirm")
    return place.start_over(frame("home"), frame("leave.ask"), to)


def _stays_then(v: View) -> Action:
    """The problem stays; on with leaving."""

    def do(place: Place, _: Way) -> Moved:
        slot = _slot(place.circle)
        return Moved(_next(v.state, place.keep(slot, (*place.draft(slot), v.arg("proposal")))))

    return do


def _own(v: View) -> Proposal:
    if v.proposal not in problems_of(v.circle, v.me):
        raise LookupError("no problem of one's own")
    return v.proposal


@page("leave.problem")
@alone
def problem(v: View) -> Page:
    """Does your problem stay, or do you take it back? Nobody else answers that."""
    proposal = _own(v)
    actions: dict[str, Action] = {
        "problem_stays": _stays_then(v),
        "take_back": go("leave.take_back", proposal=proposal.id),
        "go_back": back,
    }
    body = (line("leave.problem.with", words=what_line(v, proposal)), line("leave.problem.counts"))
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


@page("leave.take_back")
@alone
def take_back(v: View) -> Page:
    """Taking it back is done alone, and only two of four reasons end it (R6)."""
    proposal = _own(v)
    stays = go("leave.stays", proposal=proposal.id)
    actions: dict[str, Action] = {
        "fixed": go("leave.taken_back", proposal=proposal.id, why="fixed"),
        "can_live": go("leave.taken_back", proposal=proposal.id, why="can_live"),
        "tired": stays,
        "pressed": stays,
    }
    body = version_lines(v, proposal, proposal.current) if proposal.current else ()
    title = line("objection.withdraw.title")
    return Page(ask(v, title=title, body=body, choices=tuple(actions), private=True), actions)


@page("leave.taken_back")
@alone
def taken_back(v: View) -> Page:
    """Taking it back, read back before it is stored."""
    proposal, why = _own(v), v.arg("why")
    actions: dict[str, Action] = {"change_it": back, "keep_taken_back": _taken_back(v, proposal, why)}
    body = (line("wording.what", words=what_line(v, proposal)), line(f"objection.taken_back.{why}"))
    title = line("objection.taken_back.title")
    return Page(ask(v, title=title, body=body, choices=tuple(actions), binding=True, private=True), actions)


def _taken_back(v: View, proposal: Proposal, why: str) -> Action:
    round_ = proposal.consent_round
    if round_ is None or not said_problem(proposal, round_, v.me):
        mine = next(o for o in proposal.standing if o.person == v.me)
        return store(c.TakeBackObjection(objection=mine.id, why=why), _next)

    def do(place: Place, way: Way) -> Moved:
        # This page showed the words, and nothing is consented to here.
        heard = replace(place, heard=round_.version_id, heard_facts=round_.facts)
        at = View(v.state, heard, frame("leave.take_back", proposal=proposal.id, round=round_.id), v.today)
        return Moved(heard, give(at, Answer("withdrawn", why), heard, way), _next)

    return do


@page("leave.stays")
def stays(v: View) -> Page:
    """Being tired or pressed does not end a problem: it stays."""
    _own(v)
    return Page(ask(v, choices=("go_on",), private=True), {"go_on": _stays_then(v)})


@page("leave.confirm")
@alone
def confirm(v: View) -> Page:
    """The read-back whose confirmation stores that one has left."""
    kept = _stays(v)
    if any(p.id not in kept for p in problems_of(v.circle, v.me)) or v.circle.members == (v.me,):
        raise LookupError("a problem is not spoken of")
    body = tuple(line("leave.confirm.stays", words=what_line(v, p)) for p in problems_of(v.circle, v.me))
    actions: dict[str, Action] = {"change_it": back, "leave_now": store(c.LeaveCircle(stays=kept), _gone)}
    title = line("leave.confirm.title", words=circle_line(v.circle))
    return Page(ask(v, title=title, body=body, choices=tuple(actions), binding=True, private=True), actions)


def _gone(state: Organisation, place: Place) -> Place:
    """What they had begun to write goes with them, unless they belong elsewhere too."""
    if not state.circles_of(place.turn):
        place = replace(place, drafts={p: kept for p, kept in place.drafts.items() if p != place.turn})
    return place.keep(_slot(place.circle), ()).end_turn()


# --- what somebody who is gone was to carry out ------------------------------------------------------------


@AGENDA_FIRST.append
def without_hands_first(v: View) -> list[tuple[Choice, Action]]:
    """A decision that somebody was to carry out who is gone heads the agenda."""
    return [
        (
            Choice(f"hands.{p.id}", line("choice.hands", words=what_line(v, p)), "hands"),
            go("hands", proposal=p.id),
        )
        for p in without_hands(v.state, v.circle)
    ]


@page("hands")
def hands(v: View) -> Page:
    """Who does it now? The circle talks about it, and says when it has seen to it."""
    if v.proposal not in without_hands(v.state, v.circle):
        raise LookupError("seen to")
    actions: dict[str, Action] = {
        "seen_to": store(c.TakeOver(proposal=v.proposal.id), after_step),
        "talk_about": go("topic.form"),
        "leave_it": back,
    }
    body: tuple[Line, ...] = wording_lines(v, v.proposal, v.proposal.wording)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)
