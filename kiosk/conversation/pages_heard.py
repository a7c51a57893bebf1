"""Who has not been heard lately: for the circle to see, in no order of merit; and one's own figures (R12)."""

from kiosk.conversation.pages_turn import List, in_our_circle
from kiosk.conversation.prompts import Kind, Line, line
from kiosk.conversation.reading import times_line
from kiosk.conversation.view import Page, View, ask, back, go, page
from kiosk.governance.openness import LATELY, not_heard_lately, own_figures, sittings_done


@in_our_circle
def _heard(own_list: List) -> None:
    own_list.offer("heard_lately", go("heard.lately"))


@page("heard.lately")
def heard(v: View) -> Page:
    """Names in the order of the alphabet, without a number: nobody is first or last."""
    return Page(ask(v, Kind.READ, body=heard_lines(v), choices=("go_back",)), {"go_back": back})


def heard_lines(v: View) -> tuple[Line, ...]:
    """Who has said nothing in the last meetings; saying nothing is fine."""
    if sittings_done(v.circle) < LATELY:
        return (line("heard.too_early"),)
    quiet = sorted(v.names(tuple(not_heard_lately(v.circle))), key=str.casefold)
    if not quiet:
        return (line("heard.all"),)
    return (line("heard.not", names=tuple(quiet)), line("heard.fine"), line("heard.ask"))


def figure_lines(v: View) -> tuple[Line, ...]:
    """What this person did in this circle, and how often; told to them only."""
    figures = own_figures(v.circle, v.me)
    return tuple(times_line(f"me.figure.{what}", times) for what, times in figures)
