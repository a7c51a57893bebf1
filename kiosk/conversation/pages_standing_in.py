"""Who speaks beside me, and who may answer for me: named in one's own turn, ended by one press (R15)."""

from collections.abc import Callable
from datetime import date

from kiosk.conversation.days import add_months
from kiosk.conversation.handing import people
from kiosk.conversation.pages_me import ABOUT_ME
from kiosk.conversation.pages_turn import ACTS, List
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import day_words, what_line
from kiosk.conversation.reading_help import advocate_name as name_of
from kiosk.conversation.reading_help import stand_in_line
from kiosk.conversation.view import Action, Page, View, ask, back, go, instead, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.circles import LONGEST_NAME
from kiosk.governance.membership import has_died
from kiosk.governance.state import Organisation, StandIn
from kiosk.governance.words import OTHER

MONTHS = {"in_a_month": 1, "in_three_months": 3}
"""How long somebody may answer for the whole circle's matters, before it has to be said again."""


def _mine(v: View) -> tuple[StandIn, ...]:
    return tuple(one for one in v.circle.stand_ins if one.person == v.me and len(one.seen_by) != 1)


def _others(v: View) -> list[str]:
    """Everybody whom the kiosk knows, but oneself."""
    return [p for p in v.state.people if p != v.me and not has_died(v.state, p)]


@ABOUT_ME.append
def who_answers(own_list: List) -> None:
    """It stands among what is about oneself."""
    if own_list.v.me in own_list.v.circle.members:
        own_list.offer("beside_and_for_me", go("stand_in.mine"))


def _home(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"), frame("stand_in.mine"))


@page("stand_in.mine")
def mine(v: View) -> Page:
    """Who speaks beside me and who may answer for me; each is ended by one press."""
    own_list = List(v)
    body: list[Line] = [stand_in_line(v, one) for one in _mine(v)]
    for one in _mine(v):
        over = store(c.EndStandIn(stand_in=one.id), lambda _, place: place)
        own_list.offer(f"end_proxy.{one.id}", over, line("choice.end_proxy", first=v.name(one.who)))
    if v.me in v.circle.beside.advocates:
        first = name_of(v, v.me)
        body.append(line("stand_in.beside", first=first, name=v.name(v.me)))
        over = store(c.NameAdvocate(who=""), lambda _, place: place)
        own_list.offer("end_advocate", over, line("choice.end_advocate", first=first))
    else:
        own_list.offer("name_advocate", go("advocate.who"))
    if not (v.place.helper and v.place.helper.presses):
        own_list.offer("name_proxy", go("proxy.who"))
    own_list.offer("go_back", back)
    body.append(line("stand_in.first"))
    choices = tuple(own_list.choices)
    return Page(ask(v, Kind.FIND, body=tuple(body), choices=choices, private=True), own_list.actions)


@page("advocate.who")
def advocate_who(v: View) -> Page:
    """Who speaks beside me: anybody whom the kiosk knows, or somebody else by name."""
    chosen = lambda p: store(c.NameAdvocate(who=p), _home)  # noqa: E731
    choices, actions = people(v, _others(v), chosen, other_helper=go("advocate.name"), leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


@page("advocate.name")
def advocate_name(v: View) -> Page:
    """The name of somebody whom the kiosk does not know."""

    def keep(text: str) -> Action:
        if len(text) > LONGEST_NAME:
            return go("beside.long_name")
        return store(c.NameAdvocate(who=OTHER, name=text), _home)

    return write_page(v, keep, private=True)


@page("advocate.asks")
def asks(v: View) -> Page:
    """Who says something: the person, or who speaks beside them."""
    if v.me not in v.circle.beside.advocates or not v.round.open:
        raise LookupError("nobody speaks")
    at = {"proposal": v.proposal.id, "round": v.round.id}
    actions: dict[str, Action] = {
        "i_say": instead("reaction.words", **at),
        "speaks_beside": instead("advocate.speaks", **at),
        "go_back": back,
    }
    names = {"first": name_of(v, v.me)}
    choices = tuple(Choice(id, line(f"choice.{id}", **names), id) for id in actions)
    return Page(ask(v, body=(line("advocate.asks.own"),), choices=choices), actions)


@page("advocate.speaks")
def speaks(v: View) -> Page:
    """What is said beside the person whose turn it is, in the round that is open."""
    if v.me not in v.circle.beside.advocates or not v.round.open:
        raise LookupError("nobody speaks")
    round_id = v.round.id

    def keep(text: str) -> Action:
        return store(c.SpeakBeside(round=round_id, words=text), lambda _, place: place.pop())

    names = {"first": name_of(v, v.me), "name": v.name(v.me)}
    return write_page(v, keep, title=line("advocate.speaks.title", **names))


@page("proxy.who")
def proxy_who(v: View) -> Page:
    """Who may answer for me; who helps in this turn is not among them."""
    helper = v.place.helper.who if v.place.helper else ""
    known = [p for p in _others(v) if p != helper]
    choices, actions = people(v, known, lambda p: go("proxy.what", who=p), leave_it=back)
    body = (line("proxy.who.first"), line("proxy.who.own"))
    return Page(ask(v, Kind.FIND, body=body, choices=choices, private=True), actions)


@page("proxy.what")
def proxy_what(v: View) -> Page:
    """For what: one matter, to its end; or whatever comes to this circle, to a day."""
    who = v.arg("who")
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for proposal in (v.circle.proposals[id] for id in v.circle.live):
        if not proposal.decision:
            id = f"for_this.{proposal.id}"
            actions[id] = go("proxy.sure", who=who, about=proposal.id)
            choices.append(Choice(id, line("choice.for_this", words=what_line(v, proposal)), "for_this"))
    if v.today:
        for id, months in MONTHS.items():
            day = add_months(date.fromisoformat(v.today), months).isoformat()
            actions[f"for_all.{id}"] = go("proxy.sure", who=who, until=day)
            label = line("choice.for_all", day=day_words(day))
            choices.append(Choice(f"for_all.{id}", label, "for_all"))
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    title = line("proxy.what.title", first=v.name(who))
    return Page(ask(v, Kind.FIND, title, choices=tuple(choices), private=True), actions)


@page("proxy.sure")
def proxy_sure(v: View) -> Page:
    """The read-back, before somebody may answer for me."""
    one = StandIn("", v.me, v.arg("who"), v.arg("about"), v.arg("until"))
    if any((o.person, o.who, o.about, o.until) == (v.me, one.who, one.about, one.until) for o in _mine(v)):
        raise LookupError("so already")
    if one.about and one.about not in v.circle.live:
        raise LookupError("over")
    keep = store(c.NameProxy(proxy=one.who, about=one.about, until=one.until), _home)
    actions: dict[str, Action] = {"change_it": back, "keep_proxy": keep}
    body = (stand_in_line(v, one), line("stand_in.first"), line("proxy.sure.over"))
    title = line("proxy.sure.title", first=v.name(one.who))
    return Page(ask(v, title=title, body=body, choices=tuple(actions), binding=True, private=True), actions)


def _reads_back(key: str) -> Callable[[e.Event], Line]:
    return lambda event: line(key, words=getattr(event, "words", "") or "")


def _advocate(event: e.Event) -> Line:
    return line("act.no_advocate" if getattr(event, "advocate", None) == "" else "act.advocate")


ACTS[e.AdvocateNamed] = _advocate
ACTS[e.ProxyNamed] = _reads_back("act.proxy_named")
ACTS[e.SpokenBeside] = _reads_back("act.beside")
