"""Is this about one person? They say first, in private, and their stop ends it (R20)."""

from kiosk.conversation.handing import people
from kiosk.conversation.own_lives import after_about, can_say, why_over
from kiosk.conversation.pages_consent import after_answer
from kiosk.conversation.pages_logbook import ABOUT_DECISION
from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.pages_turn import ACTS, List, heads_home, in_circle
from kiosk.conversation.place import LATER, Place, frame
from kiosk.conversation.prompts import Kind, Line, line
from kiosk.conversation.reading import version_lines, what_line
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
    store,
)
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.lives import condition, in_force
from kiosk.governance.own_life import (
    NEVER,
    is_asked,
    lacking,
    people_of,
    to_ask_about,
)
from kiosk.governance.state import Organisation, Proposal, Version

# --- is this about one person? ---------------------------------------------------------------------------


def _answers(v: View, what: str, about: str = "") -> Action:
    version = v.proposal.current.id if v.proposal.current else ""
    command = c.AnswerAbout(proposal=v.proposal.id, version_id=version, what=what, about=about)
    return store(command, after_about(v.proposal.id))


def _still(v: View) -> None:
    if not to_ask_about(v.proposal) or v.proposal.decision or v.proposal.dropped:
        raise LookupError("asked")


@page("about.ask")
def about(v: View) -> Page:
    """Every draft is asked: is this about one person?"""
    _still(v)
    at = v.proposal.id
    actions: dict[str, Action] = {
        "about_nobody": _answers(v, "nobody"),
        "about_oneself": go("about.what", proposal=at, person=v.me),
        "about_one": go("about.who", proposal=at),
    }
    body = (line("wording.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("about.who")
def who(v: View) -> Page:
    """Whom it is about; the one whose team it is stands first."""
    _still(v)
    others = sorted((m for m in v.circle.members if m != v.me), key=lambda m: m != v.circle.owner)
    what = {"proposal": v.proposal.id}
    choices, actions = people(
        v, others, lambda m: go("about.what", person=m, **what), about_elsewhere=_answers(v, "elsewhere")
    )
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("about.what")
def what(v: View) -> Page:
    """What no circle decides of one person's life is asked about before they are."""
    _still(v)
    person = v.arg("person")
    if person not in v.circle.members:
        raise LookupError("gone")
    actions: dict[str, Action] = {f"never.{one}": _answers(v, "never", person) for one in NEVER}
    actions["none_of_these"] = _answers(v, "one", person)
    title = line("about.what.title")
    return Page(ask(v, Kind.FIND, title, choices=tuple(actions)), actions)


@page("about.not_ours")
def not_ours(v: View) -> Page:
    """A circle cannot decide this: whose it is, and whom to turn to."""
    proposal = v.proposal
    if not (proposal.own.not_ours and is_asked(proposal)):
        raise LookupError("decided by the circle")
    actions: dict[str, Action] = {"change_words": go("draft.check", proposal=proposal.id)}
    if v.me in v.circle.here:
        actions["another_item"] = other_item
    else:
        actions["leave_it"] = back
    body = (line("wording.what", words=what_line(v, proposal)), *why_over(v, proposal))
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


# --- the one it is about ---------------------------------------------------------------------------------


@heads_home
def own_at_home(own_list: List) -> None:
    """What waits for one's own word, and what one may stop, in every circle of one's own."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in (circle.proposals[id] for id in circle.live):
            if proposal.decision or v.me not in people_of(circle, proposal):
                continue
            waiting = v.me in lacking(circle, proposal) and v.me not in proposal.own.stopped
            id = "own_word" if waiting else "own_stop_it"
            read = in_circle(circle, go("own.ask", proposal=proposal.id))
            if proposal.current and v.me not in proposal.own.stopped:
                own_list.offer_about(circle, proposal, id, read)


def _given(v: View, word: str, then: Then) -> Action:
    version = v.proposal.current.id if v.proposal.current else ""
    return store(c.GiveOwnWord(proposal=v.proposal.id, version_id=version, word=word), then)


def _mine(v: View) -> Version:
    """The words, where this is about whoever holds the turn and is still open."""
    version = v.proposal.current
    if v.me not in people_of(v.circle, v.proposal) or version is None or v.proposal.decision:
        raise LookupError("not about them")
    return version


@page("own.ask")
def own(v: View) -> Page:
    """This is about you: OK to try, stop, not about me, or another day."""
    version, proposal = _mine(v), v.proposal
    stopped, said = v.me in proposal.own.stopped, proposal.own.ok.get(v.me) == version.id
    actions: dict[str, Action] = {}
    if not said:
        actions["own_ok"] = go("own.confirm", proposal=proposal.id)
    if not stopped:
        actions["own_stop"] = _stops(v)
    if v.me in proposal.own.people:
        actions["own_not_me"] = _given(v, "not_me", after_answer)
    if said or stopped:
        actions["leave_it"] = back
    else:
        actions["own_later"] = lambda place, _: Moved(after_answer(v.state, place.keep(LATER, ("later",))))
    so_far = line("own.you_stopped" if stopped else "own.you_said_ok" if said else "own.ask.yours")
    body = (*version_lines(v, proposal, version), so_far)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions), private=True), actions)


def _stops(v: View) -> Action:
    stop = _given(v, "stop", _after_stop)

    def do(place: Place, way: Way) -> Moved:
        # A voice can be misheard, so it is read back first.
        return go("own.stop_sure", proposal=v.proposal.id)(place, way) if way == "voice" else stop(place, way)

    return do


def _after_stop(state: Organisation, place: Place) -> Place:
    """Nobody asks why: in a sitting the turn is over."""
    return place.end_turn() if place.turn in state.circles[place.circle].here else after_answer(state, place)


@page("own.confirm")
def confirm(v: View) -> Page:
    """Their own OK, read back; only this confirmation stores it."""
    _mine(v)
    if v.me not in lacking(v.circle, v.proposal):
        raise LookupError("said")
    actions: dict[str, Action] = {"change_it": back, "keep_own_ok": _given(v, "ok", after_answer)}
    body = (line("own.confirm.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("own.stop_sure")
def stop_sure(v: View) -> Page:
    """Stop, said by voice: read back before it is stored."""
    _mine(v)
    if v.me in v.proposal.own.stopped:
        raise LookupError("stopped")
    actions: dict[str, Action] = {"change_it": back, "keep_own_stop": _given(v, "stop", _after_stop)}
    body = (line("own.confirm.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@page("own.me")
def me(v: View) -> Page:
    """A member says: this is about me. It counts at once."""
    proposal = v.proposal
    if not can_say(v, proposal) or v.me in people_of(v.circle, proposal):
        raise LookupError("not now")

    def said(state: Organisation, place: Place) -> Place:
        return place.instead(frame("own.ask", proposal=proposal.id))

    actions: dict[str, Action] = {
        "own_said": store(c.SayAboutMe(proposal=proposal.id), said),
        "leave_it": back,
    }
    body = (line("wording.what", words=what_line(v, proposal)), line("own.me.first"))
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


# --- a decision about oneself ----------------------------------------------------------------------------


def stop_decision(v: View, proposal: Proposal) -> tuple[str, Action] | None:
    """Whoever a decision is about may stop it at any time."""
    return ("own_decision", go("own.decision", proposal=proposal.id)) if _may_stop(v, proposal) else None


ABOUT_DECISION.append(stop_decision)


def _may_stop(v: View, proposal: Proposal) -> bool:
    runs = in_force(proposal) and condition(v.circle, proposal, v.today) not in ("by_number", "by_person")
    return v.me in v.circle.members and runs


@page("own.decision")
def own_decision(v: View) -> Page:
    """A decision that is about oneself: one may stop it."""
    proposal = v.proposal
    if not _may_stop(v, proposal):
        raise LookupError("not now")
    mine = v.me in people_of(v.circle, proposal)
    actions: dict[str, Action] = {"leave_it": back}
    if mine:
        actions["own_stop"] = _given(v, "stop", lambda _, place: place.pop())
    else:
        said = c.SayAboutMe(proposal=proposal.id)
        actions["own_said"] = store(said, lambda _, place: place)
    body = (
        line("wording.what", words=what_line(v, proposal)),
        line("own.decision.stops" if mine else "own.decision.first"),
    )
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


# --- what is read back -----------------------------------------------------------------------------------


def _word_act(event: e.Event) -> Line:
    assert isinstance(event, e.OwnWordGiven)
    return line(f"act.own.{event.word}")


ACTS[e.SaidAboutMe] = lambda _: line("act.own.me")
ACTS[e.OwnWordGiven] = _word_act
