"""Asking the circle whether somebody stays: never over their problem, and with somebody beside them (R21)."""

from kiosk.conversation.pages_people import matter_begun
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import says
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, store
from kiosk.governance import commands as c
from kiosk.governance.removal import concerned, may_open
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Matter


@says("remove")
def _goes(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.remove", name=v.name(concerned(proposal)))


@page("removal.who")
def who(v: View) -> Page:
    """About whom the circle could be asked now."""
    can = tuple(m for m in v.circle.members if may_open(v.circle, v.me, m))
    actions: dict[str, Action] = {f"person.{m}": go("removal.sure", person=m) for m in can}
    choices = [Choice(f"person.{m}", own(v.name(m))) for m in can]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    body = (line("removal.who.never"), line("removal.who.open"))
    return Page(ask(v, Kind.FIND, body=body, choices=tuple(choices), private=True), actions)


@page("removal.sure")
def sure(v: View) -> Page:
    """What it means for the one concerned, before the circle is asked."""
    person = v.arg("person")
    if not may_open(v.circle, v.me, person):
        raise LookupError(person)
    name = v.name(person)
    ask_circle = store(c.OpenMatter(matter=Matter("remove", "", (person,))), matter_begun)
    actions: dict[str, Action] = {"ask_about_it": ask_circle, "leave_it": back}
    body = (line("removal.sure.speaks", name=name), line("removal.sure.beside", name=name))
    title = line("removal.sure.title", name=name)
    return Page(ask(v, title=title, body=body, choices=tuple(actions), private=True), actions)


@on_home
def beside_me(own_list: List) -> None:
    """Who may be removed is asked, on their own list too, whether somebody should speak beside them."""
    for proposal in (own_list.v.circle.proposals[id] for id in own_list.v.circle.live):
        if _to_offer(own_list.v, proposal):
            offered = go("removal.advocate", proposal=proposal.id)
            own_list.offer(f"beside_me.{proposal.id}", offered, line("choice.beside_me"))


def _to_offer(v: View, proposal: Proposal) -> bool:
    is_mine = proposal.matter.kind == "remove" and concerned(proposal) == v.me
    return is_mine and proposal.id not in v.circle.membership.offered


@page("removal.advocate")
def advocate(v: View) -> Page:
    """Somebody to speak beside the one concerned is offered to them, alone."""
    if not _to_offer(v, v.proposal):
        raise LookupError("not now")
    nobody = store(c.ChooseAdvocate(proposal=v.proposal.id), after_step)
    actions: dict[str, Action] = {
        "want_somebody": go("removal.whom", proposal=v.proposal.id),
        "want_nobody": nobody,
    }
    body = (line("removal.advocate.what"), line("removal.advocate.speak"), line("removal.advocate.leave"))
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


@page("removal.whom")
def whom(v: View) -> Page:
    """Who should speak beside them; that person learns that they are wanted for a talk."""
    if not _to_offer(v, v.proposal):
        raise LookupError("not now")
    others = [m for m in v.circle.members if m != v.me]

    def chosen(to: str) -> Action:
        command = c.ChooseAdvocate(proposal=v.proposal.id, to=to)
        return lambda place, _: Moved(place.wants_talk(to), signed(command, place), after_step)

    actions: dict[str, Action] = {f"person.{m}": chosen(m) for m in others}
    choices = [Choice(f"person.{m}", own(v.name(m))) for m in others]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices), private=True), actions)
