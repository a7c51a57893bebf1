"""Letting go of what everyone was asked about, by consent."""

from kiosk.conversation.pages_circles import matter_begun
from kiosk.conversation.pages_draft import ABOUT_DRAFT
from kiosk.conversation.pages_integrate import MORE_WAYS
from kiosk.conversation.pages_meeting import WAITS
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import says, what_line
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance.letting_go import MATTER, may_let_go
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Matter


def _offered(v: View, proposal: Proposal, _: str = "") -> dict[str, Action]:
    if not may_let_go(v.circle, proposal):
        return {}
    return {"let_it_go": go("letgo.ask", proposal=proposal.id)}


# Wherever a circle can be stuck: at a problem, while it waits, and among its ideas.
MORE_WAYS.append(_offered)
WAITS.append(_offered)
ABOUT_DRAFT.append(_offered)


@page("letgo.ask")
def ask_let_go(v: View) -> Page:
    """What it means, before the circle is asked."""
    if not may_let_go(v.circle, v.proposal):
        raise LookupError("not now")
    asks = store(c.OpenMatter(matter=Matter(MATTER, v.proposal.id)), matter_begun)
    actions: dict[str, Action] = {"go_back": back, "ask_the_others": asks}
    body = (
        line("wording.what", words=what_line(v, v.proposal)),
        line("letgo.ask.all"),
        line("letgo.ask.again"),
    )
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@says(MATTER)
def _what(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.let_go", words=what_line(v, v.circle.proposals[proposal.matter.about]))
