"""Cards: which one, who shows it, shown to all, what we do about it, and putting it away."""

from dataclasses import replace

from kiosk.conversation.handing import call, hand_over_to, people
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.place import Frame, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import interrupted
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, stay, store
from kiosk.governance import commands as c
from kiosk.governance.cards import COLOURS, may_put_away, on_list, to_meet
from kiosk.governance.state import Card, Circle, Organisation


def raise_card(state: Organisation, place: Place, top: Frame) -> Action:
    """What "cards" does: whoever holds the turn is set aside with all that is half said, and comes back."""
    if place.circle not in state.circles or top.page.startswith("cards"):
        return stay

    def do(place: Place, _: Way) -> Moved:
        while place.top and place.top.page.startswith("help"):
            place = place.pop()
        return Moved(place.set_aside().push(frame("cards.which")))

    return do


def words_of(v: View, card: Card) -> tuple[Line, ...]:
    """A card in words, and whose it is where that was said."""
    whose = (line("card.of", name=v.name(card.person)),) if card.person else ()
    return (*whose, line(f"card.{card.colour}"))


def _card(v: View) -> Card:
    found = next((card for card in v.circle.cards if card.id == v.arg("card")), None)
    if found is None:
        raise LookupError("put away")
    return found


# --- raising one -------------------------------------------------------------------------------------------


@page("cards.which")
def which(v: View) -> Page:
    """Which card?"""
    actions = {f"card.{colour}": go("cards.who", colour=colour) for colour in COLOURS}
    return Page(ask(v, choices=tuple(actions)), actions)


@page("cards.who")
def who(v: View) -> Page:
    """Who shows it; nobody has to say."""
    command = c.ShowCard(colour=v.arg("colour"))

    def shows(person: str) -> Action:
        def do(place: Place, _: Way) -> Moved:
            place = place.end_turn().take_turn(person) if person else place.end_turn()
            return Moved(place, signed(command, place), _shown)

        return do

    meeting = v.circle.meeting
    known = (*v.circle.members, *v.circle.guests)
    here = tuple(p for p in meeting.here if p in known) if meeting else known
    # Who was interrupted by it is mostly the one who shows it.
    first = v.place.aside.person if v.place.aside else ""
    choices, actions = people(v, sorted(here, key=lambda p: p != first), shows)
    nobody = Choice("rather_not_say", line("choice.rather_not_say"), "rather_not_say")
    actions["rather_not_say"] = shows("")
    return Page(ask(v, Kind.FIND, choices=(nobody, *choices)), actions)


def _shown(state: Organisation, place: Place) -> Place:
    place = place.end_turn()
    return place if to_meet(state.circles[place.circle]) else place.push(frame("cards.noted"))


def show_own(colour: str) -> Action:
    """Whoever holds the turn shows this card in their own name, and comes back to the page they are on."""

    def do(place: Place, _: Way) -> Moved:
        own_turn = place.set_aside().take_turn(place.turn)
        return Moved(own_turn, signed(c.ShowCard(colour=colour), own_turn), _shown)

    return do


@page("cards.noted")
def noted(v: View) -> Page:
    """No round is going on that the card could stop: it is on the list."""
    return Page(ask(v, choices=("go_on",)), {"go_on": back})


# --- meeting it --------------------------------------------------------------------------------------------


@page("card.up")
def up(v: View) -> Page:
    """A card is up: it is shown to all, and whoever helps sees to it first."""
    card, person = _card(v), v.arg("person")
    others: dict[str, Action] = {
        "somebody_else": go("turn.who"),
        "not_here": go("meeting.not_here", person=person),
    }
    to = frame("card.mine" if person == card.person else "card.meet", card=card.id)
    shown = hand_over_to(v, person, others, to=to, title=line(f"card.{card.colour}"))
    whose = words_of(v, card)[:-1]
    body = (*whose, line("card.helps", name=v.name(person)))
    return replace(shown, prompt=replace(shown.prompt, body=body))


@page("card.meet")
def meet(v: View) -> Page:
    """Whoever helps sees to it; a named card is then put away by the one who raised it."""
    card = _card(v)
    if card.person == v.me:
        raise LookupError("one's own")
    actions: dict[str, Action] = {}
    proposal = v.circle.proposals.get(v.place.item)
    if card.colour != "green" and proposal and proposal.current:
        actions["read_again"] = go("idea.read", proposal=proposal.id)
    if card.colour != "green":
        actions["words_explained"] = go("help.words")
    met = f"card_met.{card.colour}"
    asked = not may_put_away(v.circle, card, v.me)
    put_away = store(c.PutCardAway(card=card.id), card_met)
    actions[met] = call(card.person, frame("card.mine", card=card.id)) if asked else put_away
    return Page(ask(v, body=words_of(v, card), choices=tuple(actions)), actions)


@page("card.mine")
def mine(v: View) -> Page:
    """The one who raised it says whether it is met."""
    card = _card(v)
    if not may_put_away(v.circle, card, v.me):
        raise LookupError("another's")
    actions: dict[str, Action] = {
        "put_card_away": store(c.PutCardAway(card=card.id), card_met),
        "card_stays": _stays,
        "talk_about": go("topic.form"),
    }
    return Page(ask(v, body=(line(f"card.{card.colour}"),), choices=tuple(actions)), actions)


def _stays(place: Place, _: Way) -> Moved:
    return Moved(place.end_turn())


def card_met(state: Organisation, place: Place) -> Place:
    """A card was put away: who was interrupted goes on where they were, or is called back."""
    if to_meet(state.circles[place.circle]):
        return place.end_turn()
    if place.aside and place.aside.person == place.turn:
        return place.come_back()
    if place.aside or state.circles[place.circle].here:
        return place.end_turn()
    return place.start_over(frame("home"))


@page("turn.back")
def turn_back(v: View) -> Page:
    """Who was interrupted by a card goes on where they were."""
    others: dict[str, Action] = {"somebody_else": _another}
    return hand_over_to(v, v.arg("person"), others)


def _another(place: Place, way: Way) -> Moved:
    return go("turn.who")(replace(place, aside=None), way)


@page("card.first")
def first(v: View) -> Page:
    """A round does not go on while a card is up."""
    cards = to_meet(v.circle)
    if not cards:
        raise LookupError("no card")
    return Page(ask(v, body=words_of(v, cards[0]), choices=("see_card",)), {"see_card": _stays})


def stops_here(state: Organisation, place: Place, top: Frame) -> bool:
    """Whether a page has to wait until a card is met."""
    circle = state.circles.get(place.circle)
    return bool(place.turn and circle and to_meet(circle) and interrupted(top))


# --- those on the list -------------------------------------------------------------------------------------


def _listed(v: View, circle: Circle) -> tuple[tuple[Choice, Action], ...]:
    return tuple(
        (
            Choice(f"card-{n}", line("choice.listed_card", words=line(f"card.{card.colour}")), "listed_card"),
            go("card.listed", card=card.id),
        )
        for n, card in enumerate(on_list(circle))
    )


@AGENDA_FIRST.append
def on_agenda(v: View) -> list[tuple[Choice, Action]]:
    """The cards of those who left, and those raised between meetings, are met in the next one."""
    return list(_listed(v, v.circle))


@on_home
def my_cards(own_list: List) -> None:
    """Whoever raised a card can put it away at any time."""
    v = own_list.v
    for n, card in enumerate(card for card in v.circle.cards if card.person == v.me):
        label = line("choice.my_card", words=line(f"card.{card.colour}"))
        own_list.offer(f"my_card.{n}", go("card.mine", card=card.id), label)


@page("card.listed")
def listed(v: View) -> Page:
    """A card on the list: what it says, and who put it up."""
    card = _card(v)
    actions: dict[str, Action] = {}
    if may_put_away(v.circle, card, v.me):
        actions["put_card_away"] = store(c.PutCardAway(card=card.id), lambda _, place: place.pop())
    actions["go_back"] = back
    return Page(ask(v, body=words_of(v, card), choices=tuple(actions)), actions)
