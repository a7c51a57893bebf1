"""Somebody writes the easy words, before everyone is asked (R8, R18)."""

from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.prompts import Kind, line
from kiosk.conversation.reading import wording_lines
from kiosk.conversation.view import Action, Page, View, ask, go, page
from kiosk.governance.easy import needs_easy


@page("easy.need")
def need(v: View) -> Page:
    """A member uses easy words, and there are none for this yet: who writes them?"""
    if not needs_easy(v.circle, v.proposal) or v.proposal.consent_round or v.proposal.decision:
        raise LookupError("not needed")
    actions: dict[str, Action] = {
        "write_easy": go("draft.part", proposal=v.proposal.id, part="easy", only="1"),
        "another_item": other_item,
        "end_meeting": go("meeting.end"),
    }
    body = (line("easy.need.why"), *wording_lines(v, v.proposal, v.proposal.wording))
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)
