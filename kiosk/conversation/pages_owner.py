"""Whose team it is, said later than at set-up: the person asks, the circle agrees (R20)."""

from kiosk.conversation.pages_me import ABOUT_ME
from kiosk.conversation.pages_people import matter_begun
from kiosk.conversation.pages_turn import List
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import says, says_more
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance.owner import MATTER, may_ask
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Matter


@ABOUT_ME.append
def my_team(own_list: List) -> None:
    """Only a person who gets support can say so of themselves, while it is nobody's team."""
    if may_ask(own_list.v.state, own_list.v.circle, own_list.v.me):
        own_list.offer("my_team", go("owner.ask"))


@page("owner.ask")
def ask_owner(v: View) -> Page:
    """What it means, before the circle is asked."""
    if not may_ask(v.state, v.circle, v.me):
        raise LookupError("not now")
    asks = store(c.OpenMatter(matter=Matter(MATTER, "", (v.me,))), matter_begun)
    actions: dict[str, Action] = {"go_back": back, "ask_the_others": asks}
    body = (line("owner.ask.stays"), line("owner.ask.first"), line("owner.ask.then"))
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@says(MATTER)
def _whose(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.team_owner", name=v.name(proposal.matter.people[0]))


@says_more(MATTER)
def _means(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    return (line("owner.means", name=v.name(proposal.matter.people[0])),)
