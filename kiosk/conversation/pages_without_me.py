"""Still unsure after two sittings: what would help? The last of it is to leave this one to the others."""

from kiosk.conversation.alone import alone
from kiosk.conversation.pages_cards import show_own
from kiosk.conversation.pages_consent import UNSURE, after_answer, asked_later, at_round
from kiosk.conversation.pages_turn import ACTS, List, in_circle, on_home
from kiosk.conversation.place import KEPT, Place
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import what_line
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import own_problem
from kiosk.governance.without_me import FEWEST_LEFT, chose_not_to

TWICE = 2
"""After so many sittings, or days, of "not yet" it is asked what would help."""


def slot(proposal: str) -> str:
    """Where it is kept, for this person only and in no record, how often they said "not yet"."""
    return f"{KEPT}not_yet:{proposal}"


def not_yet(v: View, place: Place) -> Place:
    """The place after one more "not yet": several in one sitting, or on one day, are one."""
    now = v.circle.meeting.id if v.circle.meeting else v.today
    kept = place.draft(slot(v.proposal.id))
    return place.keep(slot(v.proposal.id), kept if now in kept else (*kept, now))


def _counting(action: Action, v: View) -> Action:
    return lambda place, way: action(not_yet(v, place), way)


@UNSURE.append
def unsure(v: View, actions: dict[str, Action]) -> dict[str, Action]:
    """What there is when somebody is not sure, and what would help from the second sitting on."""
    counted = actions | {id: _counting(actions[id], v) for id in ("come_back", "another_day")}
    if len(v.place.draft(slot(v.proposal.id))) < TWICE:
        return counted
    helps = go("consent.what_helps", **at_round(v))
    return {"what_helps": helps, **counted}


@page("consent.what_helps")
def what_helps(v: View) -> Page:
    """A question, easier words, somebody beside me, more time; last: decide this one without me."""
    at = at_round(v)

    actions: dict[str, Action] = {
        "tell_me_more": go("question.words", **at),
        "easier_words": show_own("yellow"),
        "somebody_beside": go("advocate.who"),
        "another_day": _counting(asked_later(v), v),
    }
    if _may(v):
        actions["without_me"] = go("consent.without_me", **at)
    actions["go_back"] = back
    return Page(ask(v, choices=tuple(actions), private=True), actions)


def _may(v: View) -> bool:
    stands = any(o.person == v.me for o in v.proposal.standing) or own_problem(v.proposal, v.round, v.me)
    return not stands and v.me in v.round.roster and len(v.round.roster) > FEWEST_LEFT


def _still_may(v: View) -> dict[str, str]:
    at = at_round(v)
    if not _may(v):
        raise LookupError("not now")
    return at


@page("consent.without_me")
@alone
def without_me(v: View) -> Page:
    """What it means, read out before it is asked whether to keep it."""
    at = _still_may(v)
    actions: dict[str, Action] = {"go_back": back, "want_that": go("consent.without_me_sure", **at)}
    body = (
        line("wording.what", words=what_line(v, v.proposal)),
        line("consent.without_me.others"),
        line("consent.without_me.shown"),
        line("consent.without_me.after_all"),
    )
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


@page("consent.without_me_sure")
@alone
def sure(v: View) -> Page:
    """The second read-back; only this stores it."""
    _still_may(v)
    keep = store(c.ChooseNotToDecide(round=v.round.id), after_answer)
    actions: dict[str, Action] = {"change_it": back, "keep_without_me": keep}
    body = (line("wording.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


@on_home
def after_all(own_list: List) -> None:
    """Until it is decided one can be asked after all."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in (circle.proposals[id] for id in circle.live):
            if not proposal.decision and chose_not_to(proposal, v.me):
                again = store(c.DecideAfterAll(proposal=proposal.id), lambda _, place: place)
                own_list.offer_about(circle, proposal, "after_all", in_circle(circle, again))


def _left(_: e.Event) -> Line:
    return line("act.without_me")


def _again(_: e.Event) -> Line:
    return line("act.after_all")


ACTS[e.ChoseNotToDecide] = _left
ACTS[e.DecidesAfterAll] = _again
