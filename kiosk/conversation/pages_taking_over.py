"""What a circle that ended had decided: its wider circle is offered to take it over."""

from kiosk.conversation.pages_circles import opening
from kiosk.conversation.pages_draft import BEGINNINGS
from kiosk.conversation.pages_map import circle_name
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.prompts import Choice, Line, line
from kiosk.conversation.reading import says_more, what_line
from kiosk.conversation.view import Action, View
from kiosk.governance.lives import words_now
from kiosk.governance.state import Circle, Proposal, Version
from kiosk.governance.taking_over import MATTER, is_asked, left_over, name
from kiosk.governance.words import Wording


def _offers(v: View, circle: Circle) -> list[tuple[Choice, Action]]:
    found: list[tuple[Choice, Action]] = []
    for frm, proposal in left_over(v.state, circle):
        about = name(frm, proposal)
        if not is_asked(circle, about):
            words = what_line(v.within(frm), proposal)
            label = line("choice.take_over", name=circle_name(v, frm.id), words=words)
            choice = Choice(f"take_over.{proposal.id}", label, "take_over")
            found.append((choice, opening(v, circle, MATTER, about)))
    return found


@AGENDA_FIRST.append
def on_agenda(v: View) -> list[tuple[Choice, Action]]:
    """It heads the agenda, until somebody looks after it."""
    return _offers(v, v.circle)


@on_home
def at_home(own_list: List) -> None:
    """It stands on the list of every member of the wider circle."""
    for circle in own_list.v.state.circles_of(own_list.v.me):
        for choice, action in _offers(own_list.v, circle):
            own_list.offer(choice.id, action, choice.label)


def _old(v: View, proposal: Proposal) -> tuple[Circle, Proposal]:
    frm, _, old = proposal.matter.about.partition("/")
    circle = v.state.circles[frm]
    return circle, circle.proposals[old]


def _begins(v: View, proposal: Proposal) -> Wording:
    """The words it had there, to be kept or changed."""
    return words_now(*_old(v, proposal))


BEGINNINGS[MATTER] = _begins


@says_more(MATTER)
def _where_from(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    frm, _old_one = _old(v, proposal)
    return (line("take_over.from", name=circle_name(v, frm.id)),)
