"""The away round: asked for, somebody heard first, and whose word it takes beside the circle's (R19)."""

from kiosk.conversation.absence_lines import more_words_lines, reach_lines
from kiosk.conversation.handing import call, people
from kiosk.conversation.pages_people import matter_begun
from kiosk.conversation.pages_turn import ACTS, VISITORS, List, in_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import circle_line, version_lines
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.absence import asked_of_wider, may_not_open
from kiosk.governance.away import AWAY, AWAY_WIDER, asked_outside, heard_for_all, out_of_reach
from kiosk.governance.state import Organisation
from kiosk.governance.words import Matter


@page("away.sure")
def sure(v: View) -> Page:
    """What it means, before the circle is asked; several can be named at once."""
    person = v.arg("person")
    if person not in v.circle.members or may_not_open(v.state, v.circle, v.me, (person,)):
        raise LookupError(person)
    others = tuple(m for m in v.circle.members if m != person and out_of_reach(v.circle, m))
    together = (person, *others)
    actions: dict[str, Action] = {"ask_others_about_it": _asks((person,))}
    if others and may_not_open(v.state, v.circle, v.me, together) is None:
        actions["ask_together"] = _asks(together)
    actions["leave_it"] = back
    name = v.name(person)
    choices = tuple(Choice(id, line(f"choice.{id}", names=v.names(together)), id) for id in actions)
    body = (
        *reach_lines(v, person)[:-2],
        line("away.sure.heard", name=name),
        line("away.sure.one_problem"),
        *more_words_lines(v, (person,)),
    )
    return Page(ask(v, Kind.READ, line("away.sure.title", name=name), body, choices), actions)


def _asks(about: tuple[str, ...]) -> Action:
    return store(c.OpenMatter(matter=Matter(AWAY, "", about)), _opened)


def _opened(state: Organisation, place: Place) -> Place:
    newest = list(state.circles[place.circle].proposals)[-1]
    return place.start_over(frame("home"), frame("away.hear", proposal=newest))


def _next(v: View) -> str:
    """For whom somebody has still to be heard."""
    if v.proposal.decision or v.proposal.dropped or heard_for_all(v.circle, v.proposal):
        raise LookupError("heard")
    said = {one.of for one in v.circle.absence.heard_for.get(v.proposal.id, ())}
    return next(p for p in v.proposal.matter.people if p not in said)


@page("away.hear")
def hear(v: View) -> Page:
    """Who is heard for somebody who is not there; a guest can be, and nobody consents for them."""
    of = _next(v)
    about = v.proposal.matter.people
    can = [p for p in (*v.circle.members, *v.circle.guests) if p not in about]

    def speaks(person: str) -> Action:
        return call(person, frame("away.speak", proposal=v.proposal.id, of=of))

    choices, actions = people(v, can, speaks, leave_it=back)
    title = line("away.hear.title", name=v.name(of))
    return Page(ask(v, Kind.FIND, title, (line("away.hear.not_consent", name=v.name(of)),), choices), actions)


@page("away.speak")
def speak(v: View) -> Page:
    """What would they say? Having nothing to say for them is fine."""
    of, at = v.arg("of"), v.proposal.id
    if of != _next(v) or v.me in v.proposal.matter.people:
        raise LookupError(of)
    name = v.name(of)
    nothing = store(c.HearFor(proposal=at, of=of, form="nothing"), after_step)
    return write_page(
        v,
        lambda text: store(c.HearFor(proposal=at, of=of, words=text), after_step),
        title=line("away.speak.title", name=name),
        body=(line("away.hear.not_consent", name=name),),
        extra={"nothing_for": nothing},
    )


# --- the one from outside, and the wider circle ------------------------------------------------------------


def outside_offers(own_list: List) -> tuple[Line, ...]:
    """The one from outside is asked, where somebody wanted to be waited for."""
    v = own_list.v
    if v.me != v.circle.absence.outsider:
        return ()
    for proposal in asked_outside(v.circle):
        names = v.names(proposal.matter.people)
        to = go("outside.answer", proposal=proposal.id)
        own_list.offer(f"outside.{proposal.id}", to, line("choice.outside", names=names))
    return (line("outside.asked", name=circle_line(v.circle)),) if asked_outside(v.circle) else ()


VISITORS.append(outside_offers)


@on_home
def _outside_member(own_list: List) -> None:
    outside_offers(own_list)


@page("outside.answer")
def outside(v: View) -> Page:
    """It is OK, or it is not: two answers, and time to think."""
    proposal = v.proposal
    if proposal not in asked_outside(v.circle) or v.me != v.circle.absence.outsider:
        raise LookupError("not asked")
    actions: dict[str, Action] = {
        "outside_ok": go("outside.confirm", proposal=proposal.id),
        "outside_wait": store(c.AnswerFromOutside(proposal=proposal.id, agrees=False), _home),
        "leave_it": back,
    }
    current = proposal.current
    body = version_lines(v, proposal, current) if current else ()
    title = line("outside.answer.title", names=v.names(proposal.matter.people))
    return Page(ask(v, Kind.READ, title, body, tuple(actions)), actions)


@page("outside.confirm")
def outside_confirm(v: View) -> Page:
    """The read-back of the one from outside."""
    proposal = v.proposal
    if proposal not in asked_outside(v.circle) or v.me != v.circle.absence.outsider:
        raise LookupError("not asked")
    keep = store(c.AnswerFromOutside(proposal=proposal.id, agrees=True), _home)
    actions: dict[str, Action] = {"change_it": back, "keep_answer": keep}
    title = line("outside.confirm.title", names=v.names(proposal.matter.people))
    return Page(ask(v, title=title, choices=tuple(actions), binding=True), actions)


def _home(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"))


@on_home
def wider_is_asked(own_list: List) -> None:
    """A circle that belongs to this one asks whether it may go on without somebody."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for of, first in asked_of_wider(v.state, circle):
            people = first.matter.people
            matter = Matter(AWAY_WIDER, f"{of.id}/{first.id}", people)
            label = line("choice.wider_away", name=circle_line(of), names=v.names(people))
            action = in_circle(circle, store(c.OpenMatter(matter=matter), matter_begun))
            own_list.offer(f"wider_away.{first.id}", action, label)


# --- what is read back -------------------------------------------------------------------------------------


def _heard_act(event: e.Event) -> Line:
    assert isinstance(event, e.HeardForSomebody)
    return (
        line("act.heard_nothing") if event.form == "nothing" else line("act.heard", words=event.words or "")
    )


def _outside_act(event: e.Event) -> Line:
    assert isinstance(event, e.OutsiderAnswered)
    return line("act.outside_ok" if event.agrees else "act.outside_wait")


ACTS[e.HeardForSomebody] = _heard_act
ACTS[e.OutsiderAnswered] = _outside_act
