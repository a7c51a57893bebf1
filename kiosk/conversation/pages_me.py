"""What is about oneself: how one reads, what one did here, and what each part adds."""

from collections.abc import Callable

from kiosk.conversation.pages_heard import figure_lines
from kiosk.conversation.pages_turn import List
from kiosk.conversation.prompts import Kind, line
from kiosk.conversation.view import Action, Page, View, ask, back, page, store
from kiosk.governance import commands as c

ABOUT_ME: list[Callable[[List], None]] = []
"""What else a person can say of themselves; each part of the conversation adds its own."""


@page("me")
def me(v: View) -> Page:
    """What is kept about this person, and how they read; nobody else sees this page."""
    own_list = List(v)
    reads = v.me in v.circle.readers
    stay: Action = store(c.ChooseReading(easy=not reads), lambda _, place: place)
    own_list.offer("read_full" if reads else "read_easy", stay)
    for offers in ABOUT_ME:
        offers(own_list)
    own_list.offer("go_back", back)
    body = (line("me.reads_easy" if reads else "me.reads_full"), *figure_lines(v))
    choices = tuple(own_list.choices)
    return Page(ask(v, Kind.READ, body=body, choices=choices, private=True), own_list.actions)
