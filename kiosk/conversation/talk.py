"""The conversation as two pure functions: the next prompt, and what a reply to it does."""

from dataclasses import dataclass, replace

from kiosk.conversation import (  # noqa: F401 (each registers its pages)
    pages_answer_for,
    pages_away,
    pages_back,
    pages_cards,
    pages_circles,
    pages_consent,
    pages_draft,
    pages_easy,
    pages_heard,
    pages_help,
    pages_helping,
    pages_integrate,
    pages_leaving,
    pages_letting_go,
    pages_logbook,
    pages_map,
    pages_me,
    pages_meeting,
    pages_messages,
    pages_objection,
    pages_own_life,
    pages_own_message,
    pages_owner,
    pages_papers,
    pages_people,
    pages_pressure,
    pages_process,
    pages_reach,
    pages_removal,
    pages_reviews,
    pages_role_review,
    pages_rounds,
    pages_selection,
    pages_setup,
    pages_sittings,
    pages_splitting,
    pages_standing_in,
    pages_taking_over,
    pages_turn,
    pages_two_words,
    pages_without_me,
    pages_witness,
)
from kiosk.conversation.place import Frame, Place, frame
from kiosk.conversation.prompts import Kind, Prompt, choice, line
from kiosk.conversation.replies import Choose, Said, Typed, Way, Write
from kiosk.conversation.steps import begin_turn, resting_frame, there
from kiosk.conversation.view import PAGES, Action, Moved, Page, View, back, go, stay
from kiosk.governance.membership import belongs
from kiosk.governance.state import Organisation

ALWAYS = ("help", "again", "back", "pause", "cards", "hide")
"""The constant bar, in its order."""


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The reply is none of those the prompt offers."""


def next_prompt(state: Organisation, place: Place, today: str) -> Prompt:
    """What is asked now; `today` is YYYY-MM-DD and only ever puts something on a list."""
    return _page(state, place, today).prompt


def reply(state: Organisation, place: Place, today: str, said: Said, way: Way) -> Moved | NotOffered:
    """What a reply does to the place, and the command it gives, if any."""
    shown = _page(state, place, today)
    match said:
        case Choose(id):
            action = shown.actions.get(id)
        case Write(text):
            action = shown.on_text(text) if shown.on_text else None
        case Typed(text):
            action = shown.on_typed(text) if shown.on_typed else None
        case _:
            action = None
    return action(replace(place, resumed=False), way) if action else NotOffered()


def settle(state: Organisation, place: Place) -> Place:
    """The place as the state allows it: pages about what is gone are left, and with the last one the turn.

    Nobody holds the turn who does not belong to a circle here any more.
    """
    if place.turn and not any(belongs(circle, place.turn) for circle in state.circles.values()):
        place = place.end_turn()
    elif place.turn and not belongs(state.circles[place.circle], place.turn):
        place = begin_turn(state, place, place.turn, at_rest=True)
    if place.aside and not belongs(state.circles[place.aside.circle], place.aside.person):
        place = replace(place, aside=None)
    while place.top and not there(state, place, place.top):
        place = place.pop()
    return place if place.stack or not place.turn else place.end_turn()


def _page(state: Organisation, place: Place, today: str) -> Page:
    place = settle(state, place)
    top = place.top or resting_frame(state, place)
    if pages_cards.stops_here(state, place, top):
        top = frame("card.first")
    view = View(state, place, top, today)
    page = PAGES[top.page](view)
    return _with_always(_with_helper(page, view), state, place, top)


def _with_helper(page: Page, v: View) -> Page:
    """Who helps is named on every page of that turn (R15)."""
    if not v.place.helper or page.prompt.kind is Kind.HAND_OVER:
        return page
    helps = line("helper.helps", first=v.helper_name, name=v.name(v.me))
    return replace(page, prompt=replace(page.prompt, body=(helps, *page.prompt.body)))


def _with_always(page: Page, state: Organisation, place: Place, top: Frame) -> Page:
    actions: dict[str, Action] = {
        "help": stay if top.page.startswith("help") else go("help", about=top.page),
        "again": stay,
        "back": back if place.stack else stay,
        "pause": pages_meeting.pause(state, place, top),
        "cards": pages_cards.raise_card(state, place, top),
        "hide": pages_pressure.hide(state, place),
        **page.actions,
    }
    always = tuple(choice(id) for id in ALWAYS)
    return replace(page, prompt=replace(page.prompt, always=always), actions=actions)
