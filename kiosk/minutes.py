"""The readable page: every decision of the record, so that an outsider can tell who agreed to what."""

from collections.abc import Iterable

from kiosk.conversation.minutes_lines import sitting_lines
from kiosk.conversation.pages_people import day_of
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import line
from kiosk.conversation.reading import what_line
from kiosk.conversation.view import View
from kiosk.conversation.way_here import way_lines
from kiosk.decisions import body, one_line, told
from kiosk.governance.consent import to_be_heard
from kiosk.governance.events import Recorded
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, Circle, Organisation, Proposal
from kiosk.texts import Texts


def readable_page(events: Iterable[Recorded], texts: Texts, today: str = "") -> str:
    """The record as a page of plain text with headings (Markdown); open rounds show no answers (R23).

    `today` is YYYY-MM-DD: a decision whose day has passed says so.
    """
    state = fold(events, EMPTY)
    lines = [one for circle in state.circles.values() for one in _circle(state, circle, texts, today)]
    return "\n".join(lines) + "\n"


def _circle(state: Organisation, circle: Circle, texts: Texts, today: str) -> list[str]:
    names = texts.names(tuple(state.name(member) for member in circle.members))
    lines = [
        f"# {one_line(circle.name or '…')}",
        "",
        one_line(circle.aim or "…"),
        "",
        f"{texts.text('page.members')} {names}",
        "",
    ]
    lines += _sittings(state, circle, texts, today)
    for proposal in circle.proposals.values():
        view = View(state, Place(circle=circle.id), frame("decision", proposal=proposal.id), today)
        lines += _proposal(view, proposal, texts)
    return lines


def _sittings(state: Organisation, circle: Circle, texts: Texts, today: str) -> list[str]:
    """The minutes of every meeting that was more than one decision."""
    view = View(state, Place(circle=circle.id), frame("agenda"), today)
    course, lines = circle.course, list[str]()
    for sitting in (*course.past, *((course.now,) if course.now else ())):
        if sitting.form or sitting.cards:
            lines += [f"## {one_line(texts.say(line('minutes.sitting', day=day_of(sitting.when))))}", ""]
            said = (one_line(texts.say(sentence)) for sentence in sitting_lines(view, sitting))
            lines += [*(f"- {sentence}" for sentence in said), ""]
    return lines


def _proposal(view: View, proposal: Proposal, texts: Texts) -> list[str]:
    if proposal.decision:
        one = told(view.state, view.circle, proposal, texts, view.today)
        return [f"## {one.title}", "", *body(one, texts, "###")]
    lines = [f"## {one_line(texts.say(what_line(view, proposal)))}", ""]
    lines.append(f"- {texts.text('page.not_decided')}")
    if proposal.consent_round and (waiting := to_be_heard(proposal.consent_round)):
        names = texts.names(view.names(waiting))
        lines.append(f"- {texts.text('page.waiting')} {names}")
    return [*lines, *(f"- {one_line(texts.say(sentence))}" for sentence in way_lines(view, proposal)), ""]
