"""Who was there when an answer was given with help, and "please check with Bo" (R15)."""

from kiosk.conversation.handing import call, people
from kiosk.conversation.pages_consent import after_answer
from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.pages_turn import List, below_home, in_circle, on_home
from kiosk.conversation.place import frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import what_line
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance.helped import may_vouch, same_helper, wants_witness
from kiosk.governance.state import Proposal, Standing


def _waiting(v: View, proposal: Proposal) -> tuple[tuple[str, Standing], ...]:
    """The answers of which this person could say that they were there."""
    round_ = proposal.consent_round
    if round_ is None:
        return ()
    now = (round_.version_id, round_.facts)
    helper = v.place.helper.who if v.place.helper else ""
    return tuple(
        (person, standing)
        for person, standing in round_.answers.items()
        if (standing.version_id, standing.facts) == now
        and not standing.void
        and wants_witness(round_, standing)
        and may_vouch(round_, person, standing, v.me)
        and not same_helper(standing.given, helper)
        and not (v.place.helper and v.place.helper.presses)
    )


def _helper(v: View, standing: Standing) -> str:
    given = standing.given
    return (given.name or v.name(given.helper)) if given else ""


@on_home
def were_you_there(own_list: List) -> None:
    """Somebody's answer waits for who was there."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in (circle.proposals[id] for id in circle.live):
            for person, _ in _waiting(v.within(circle), proposal):
                args = {"proposal": proposal.id, "round": proposal.rounds[-1].id, "of": person}
                say_so = in_circle(circle, go("witness.say", **args))
                label = line("choice.were_you_there", name=v.name(person))
                own_list.offer(f"were_you_there.{proposal.id}.{person}", say_so, label)


@page("witness.ask")
def witness_ask(v: View) -> Page:
    """In a sitting: who else was there when this answer was given?"""
    round_, of = v.round, v.arg("of")
    standing = round_.answers.get(of)
    if standing is None or not round_.open or not wants_witness(round_, standing):
        raise LookupError("nothing to ask")
    at = {"proposal": v.proposal.id, "round": round_.id, "of": of}
    could = [by for by in v.circle.here if may_vouch(round_, of, standing, by)]
    choices, actions = people(v, could, lambda m: call(m, frame("witness.say", **at)))
    if of in v.circle.here:
        again = call(of, frame("consent.read", proposal=v.proposal.id, round=round_.id))
        actions["ask_again"] = again
        choices += (Choice("ask_again", line("choice.ask_again", name=v.name(of)), "ask_again"),)
    actions |= {"another_item": other_item, "end_meeting": go("meeting.end")}
    choices += tuple(Choice(id, line(f"choice.{id}"), id) for id in ("another_item", "end_meeting"))
    title = line("witness.ask.title", name=v.name(of))
    return Page(ask(v, Kind.FIND, title, _what_happened(v, standing), choices), actions)


def _what_happened(v: View, standing: Standing) -> tuple[Line, ...]:
    """How the answer came in; what it is stays hidden (R23)."""
    names = {"first": _helper(v, standing), "name": v.name(v.arg("of"))}
    through = standing.given is not None and standing.given.through
    how = line("witness.through" if through else "witness.concerned", **names)
    return (line("wording.what", words=what_line(v, v.proposal)), how, line("witness.hidden"))


def _mine(v: View) -> Standing:
    found = dict(_waiting(v, v.proposal)).get(v.arg("of"))
    if found is None:
        raise LookupError("nothing to say")
    return found


@page("witness.say")
def witness_say(v: View) -> Page:
    """Were you there? In a turn of one's own, and without hearing what the answer is."""
    standing = _mine(v)
    at = dict(v.frame.args)
    actions: dict[str, Action] = {"was_there": go("witness.confirm", **at), "was_not_there": back}
    if v.me not in (by for by, of in v.round.asked_to_check if of == v.arg("of")):
        actions["check_with"] = go("check.sure", **at)
    names = {"first": _helper(v, standing), "name": v.name(v.arg("of"))}
    choices = tuple(Choice(id, line(f"choice.{id}", **names), id) for id in actions)
    title = line("witness.say.title", **names)
    return Page(ask(v, title=title, body=_what_happened(v, standing), choices=choices), actions)


@page("witness.confirm")
def witness_confirm(v: View) -> Page:
    """The read-back: I was there, it is their answer."""
    _mine(v)
    keep = store(c.Vouch(round=v.round.id, of=v.arg("of")), after_answer)
    actions: dict[str, Action] = {"change_it": back, "keep_witness": keep}
    title = line("witness.confirm.title", name=v.name(v.arg("of")))
    return Page(ask(v, title=title, choices=tuple(actions), binding=True, private=True), actions)


# --- please check with Bo ----------------------------------------------------------------------------------


def _to_check(v: View, proposal: Proposal) -> tuple[str, ...]:
    """With whom this person could ask to check: those who have answered, each once."""
    round_ = proposal.consent_round
    if round_ is None or (v.place.helper and v.place.helper.presses):
        return ()
    asked = {of for by, of in round_.asked_to_check if by == v.me}
    return tuple(p for p, s in round_.answers.items() if p != v.me and p not in asked and not s.void)


@below_home
def please_check(own_list: List) -> None:
    """Anyone may ask to check with somebody, and nobody is told who asked."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in (circle.proposals[id] for id in circle.live):
            if _to_check(v.within(circle), proposal):
                who = in_circle(circle, go("check.who", proposal=proposal.id))
                own_list.offer_about(circle, proposal, "please_check", who)


@page("check.who")
def check_who(v: View) -> Page:
    """With whom: anybody who has answered."""
    could = _to_check(v, v.proposal)
    if not could:
        raise LookupError("nobody")
    round_id = v.proposal.rounds[-1].id
    sure = lambda m: go("check.sure", proposal=v.proposal.id, round=round_id, of=m)  # noqa: E731
    choices, actions = people(v, could, sure, leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


@page("check.sure")
def check_sure(v: View) -> Page:
    """What it means: their consent rests until they were asked again; a problem counts as before."""
    of = v.arg("of")
    if of not in _to_check(v, v.proposal):
        raise LookupError(of)
    name = v.name(of)
    noted = frame("check.noted", of=of)
    check = store(c.AskToCheck(round=v.round.id, of=of), lambda _, place: place.start_over(noted))
    actions: dict[str, Action] = {"leave_it": back, "do_check": check}
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    body = tuple(line(f"check.sure.{part}", name=name) for part in ("rests", "problem", "quiet"))
    return Page(
        ask(v, title=line("check.sure.title", name=name), body=body, choices=choices, private=True), actions
    )


@page("check.noted")
def check_noted(v: View) -> Page:
    """They are asked again, and nobody hears who asked for it."""
    on: Action = lambda place, _: Moved(after_answer(v.state, place))  # noqa: E731
    title = line("check.noted.title", name=v.name(v.arg("of")))
    return Page(ask(v, title=title, choices=("go_on",), private=True), {"go_on": on})
