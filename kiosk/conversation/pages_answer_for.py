"""Answering for somebody who was asked first and gave no answer of their own (R15)."""

from dataclasses import replace

from kiosk.conversation.alone import own_press
from kiosk.conversation.handing import call, people
from kiosk.conversation.pages_consent import INSTEAD, after_answer
from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.pages_turn import VISITORS, List, in_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import talk_lines, version_lines, what_line
from kiosk.conversation.replies import Way
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.consent import counts, own_problem
from kiosk.governance.membership import has_died
from kiosk.governance.standing_in import for_proposal, may_say_asked, named, was_asked
from kiosk.governance.state import Circle, Proposal
from kiosk.governance.words import Answer, Given


def _able(v: View, circle: Circle, proposal: Proposal, of: str) -> tuple[str, ...]:
    """Who may answer for this person today; without a day, whoever may on some day."""
    ones = for_proposal(circle, proposal, of, v.today) if v.today else named(circle, proposal, of)
    return tuple(dict.fromkeys(one.who for one in ones))


def _open_for(v: View, circle: Circle) -> tuple[tuple[Proposal, str], ...]:
    """For whom, in which rounds, this person could answer now."""
    asking = (p for p in (circle.proposals[id] for id in circle.live) if p.consent_round)
    return tuple(
        (proposal, of)
        for proposal in asking
        for of in proposal.rounds[-1].roster
        if was_asked(circle, proposal.rounds[-1], of)
        and not counts(proposal.rounds[-1], proposal.rounds[-1].answers.get(of))
        and v.me in _able(v, circle, proposal, of)
    )


def _offer(own_list: List) -> None:
    v = own_list.v
    for circle in v.state.circles.values():
        if circle.charter.closed:
            continue
        for proposal, of in _open_for(v, circle):
            args = {"proposal": proposal.id, "round": proposal.rounds[-1].id, "of": of}
            label = line("choice.answer_for", name=v.name(of), words=what_line(v.within(circle), proposal))
            own_list.offer(
                f"answer_for.{proposal.id}.{of}", in_circle(circle, go("proxy.read", **args)), label
            )


on_home(_offer)


@VISITORS.append
def for_a_member(own_list: List) -> tuple[Line, ...]:
    """Who is no member and answers for one: only that is theirs here, and giving it up."""
    v = own_list.v
    mine = [one for one in v.circle.stand_ins if one.who == v.me]
    _offer(own_list)
    for one in mine:
        over = store(c.EndStandIn(stand_in=one.id), lambda _, place: place)
        own_list.offer(f"give_up.{one.id}", over, line("choice.give_up", name=v.name(one.person)))
    return tuple(line("stand_in.you", name=v.name(one.person)) for one in mine)


@page("proxy.ask")
def proxy_ask(v: View) -> Page:
    """In a sitting: was this person asked? Then whoever answers for them can."""
    round_, of = v.round, v.arg("of")
    if not round_.open or counts(round_, round_.answers.get(of)):
        raise LookupError("nothing to ask")
    at = {"proposal": v.proposal.id, "round": round_.id, "of": of}
    able = [p for p in _able(v, v.circle, v.proposal, of) if not has_died(v.state, p)]
    asked = was_asked(v.circle, round_, of)
    who = able if asked else [p for p in v.circle.here if may_say_asked(v.circle, round_, of, p)]
    to = "proxy.read" if asked else "proxy.asked"
    choices, actions = people(v, who, lambda p: call(p, frame(to, **at)))
    if of in v.circle.here and asked:
        actions["ask_again"] = call(of, frame("consent.read", proposal=v.proposal.id, round=round_.id))
        choices += (Choice("ask_again", line("choice.ask_again", name=v.name(of)), "ask_again"),)
    name = v.name(of)
    rest: dict[str, Action] = {
        "wait_for": go("meeting.waiting", proposal=v.proposal.id),
        "another_item": other_item,
        "end_meeting": go("meeting.end"),
    }
    actions |= rest
    choices += tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in rest)
    title = line("proxy.ask.title" if asked else "proxy.ask.first", name=name)
    nobody = () if able else (line("proxy.ask.nobody", name=name),)
    body = (line("wording.what", words=what_line(v, v.proposal)), line("proxy.ask.own", name=name), *nobody)
    return Page(ask(v, Kind.FIND, title, body, choices), actions)


@page("proxy.asked")
@own_press
def proxy_asked(v: View) -> Page:
    """Did you ask them? Only who asked says so; it is no answer."""
    round_, of = v.round, v.arg("of")
    over = counts(round_, round_.answers.get(of)) or was_asked(v.circle, round_, of)
    if not round_.open or over or not may_say_asked(v.circle, round_, of, v.me):
        raise LookupError("not now")
    said = store(c.SayAskedFirst(round=round_.id, of=of), after_answer)
    actions: dict[str, Action] = {"did_not_ask": back, "did_ask": said}
    names = {"name": v.name(of)}
    choices = tuple(Choice(id, line(f"choice.{id}", **names), id) for id in actions)
    body = (line("wording.what", words=what_line(v, v.proposal)), line("proxy.ask.own", **names))
    return Page(ask(v, title=line("proxy.asked.title", **names), body=body, choices=choices), actions)


@INSTEAD.append
def lets_answer(v: View) -> dict[str, Action]:
    """In one's own turn: somebody I named may answer this time."""
    able = _able(v, v.circle, v.proposal, v.me)
    presses = v.place.helper and v.place.helper.presses
    own = counts(v.round, v.round.answers.get(v.me)) or own_problem(v.proposal, v.round, v.me)
    if not able or presses or own or was_asked(v.circle, v.round, v.me):
        return {}
    return {"let_answer": store(c.SayAskedFirst(round=v.round.id, of=v.me), after_answer)}


def _at(v: View) -> dict[str, str]:
    at = {"proposal": v.arg("proposal"), "round": v.arg("round"), "of": v.arg("of")}
    mine = {(p.rounds[-1].id, of) for p, of in _open_for(v, v.circle)}
    if (at["round"], at["of"]) not in mine:
        raise LookupError("not now")
    return at


@page("proxy.read")
@own_press
def proxy_read(v: View) -> Page:
    """Every page of the words, before anybody answers for another (R8)."""
    at, round_ = _at(v), v.round
    version = v.proposal.version(round_.version_id)
    if version is None:
        raise LookupError(round_.version_id)

    def on(place: Place, way: Way) -> Moved:
        return go("proxy.answer", **at)(replace(place, heard=version.id, heard_facts=round_.facts), way)

    body = (
        line("proxy.read.for", name=v.name(at["of"])),
        *version_lines(v, v.proposal, version),
        *talk_lines(v, v.proposal),
    )
    title = line("proxy.read.title", name=v.name(at["of"]))
    return Page(ask(v, Kind.READ, title, body, choices=("heard_it",)), {"heard_it": on})


def _give(v: View, answer: Answer, place: Place, way: Way) -> c.Command:
    helper = place.helper
    given = Given(way, helper.who, helper.did, False, helper.name) if helper else Given(way)
    command = c.AnswerFor(
        round=v.round.id,
        of=v.arg("of"),
        answer=answer,
        heard=place.heard,
        facts_heard=place.heard_facts,
        given=given,
        today=v.today,
    )
    return signed(command, place)


@page("proxy.answer")
@own_press
def proxy_answer(v: View) -> Page:
    """What would this person say? Two answers, and leaving it."""
    at = _at(v)
    if v.place.heard != v.round.version_id or v.place.heard_facts != v.round.facts:
        raise LookupError("not heard in this turn")
    own = any(o.person == at["of"] and not o.proxy for o in v.proposal.standing)
    actions: dict[str, Action] = {} if own else {"ok_for": go("proxy.confirm", **at)}
    actions |= {"problem_for": go("proxy.why", **at), "leave_it": back}
    choices = tuple(Choice(id, line(f"choice.{id}", name=v.name(at["of"])), id) for id in actions)
    title = line("proxy.answer.title", name=v.name(at["of"]))
    body = (line("wording.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, title=title, body=body, choices=choices, private=True), actions)


@page("proxy.confirm")
@own_press
def proxy_confirm(v: View) -> Page:
    """Read back in full; only this stores it."""
    at = _at(v)
    name = v.name(at["of"])
    keep: Action = lambda place, way: Moved(place, _give(v, Answer("ok"), place, way), after_answer)  # noqa: E731
    actions: dict[str, Action] = {"change_it": back, "keep_for": keep}
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    what = line("consent.confirm.what", words=what_line(v, v.proposal))
    body = (what, line("proxy.confirm.own", name=name))
    title = line("proxy.confirm.title", name=name)
    return Page(ask(v, title=title, body=body, choices=choices, binding=True, private=True), actions)


@page("proxy.why")
@own_press
def proxy_why(v: View) -> Page:
    """Which problem this person would see; it counts as much without words."""
    _at(v)

    def sees(words: str) -> Action:
        said = Answer("problem", "words", words) if words else Answer("problem", "help")
        return lambda place, way: Moved(place, _give(v, said, place, way), after_answer)

    return write_page(v, sees, extra={"cannot_say": sees("")}, private=True)
