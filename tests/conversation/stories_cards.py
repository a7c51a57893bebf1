"""Stories of cards: raised in anyone's turn, met before the round goes on, left behind, and on the list."""

from collections.abc import Callable

from tests.conversation.world import Watcher
from tests.journeys import friday


def _questions(p: Watcher) -> str:
    """The idea is on the table, and somebody has been asked for a question; who that is."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    if p.sheet.kind == "HandOver":
        _takes(p)
    p.expect("question.ask")
    assert p.sheet.asked_of
    return p.sheet.asked_of.name


def _shows(p: Watcher, colour: str, name: str) -> None:
    p.press("cards")
    p.choose(f"card.{colour}")
    if name:
        p.choose_label(name)
    else:
        p.choose("rather_not_say")


def a_red_card_in_anothers_turn(p: Watcher) -> None:
    """Ada does not understand while another writes a question; then the other goes on in the same words."""
    asked = _questions(p)
    p.choose("have_question")
    p.types("Who washes")
    other = "Ada" if asked != "Ada" else "Bo"
    _shows(p, "red", other)
    p.expect("card.up")
    helper = p.sheet.asked_of.name if p.sheet.asked_of else ""
    _takes(p)
    p.expect("card.meet", helper)
    p.choose("read_again")
    p.choose("go_on")
    p.choose("card_met.red")
    p.expect("turn.take", other)
    p.takes_turn(other)
    p.expect("card.mine", other)
    p.choose("card_stays")
    p.expect("card.up", helper)
    p.takes_turn(helper)
    p.choose("card_met.red")
    p.takes_turn(other)
    p.choose("put_card_away")
    p.expect("turn.back", asked)
    p.takes_turn(asked)
    p.expect("question.words", asked)
    assert p.sheet.text == "Who washes"
    p.choose("keep")


def a_card_without_a_name(p: Watcher) -> None:
    """Somebody would rather not say; the round waits until whoever helps has seen to it."""
    asked = _questions(p)
    _shows(p, "yellow", "")
    p.expect("card.up")
    p.choose("somebody_else")
    _takes_turn_again(p, asked)
    p.expect("card.first", asked)
    p.choose("see_card")
    _takes(p)
    p.expect("card.meet")
    p.choose("words_explained")
    p.choose("go_on")
    p.choose("card_met.yellow")


def a_card_is_left_behind(p: Watcher) -> None:
    """Bo shows a card and goes: it is on the list. Bo comes back, and the round waits for it again."""
    _questions(p)
    p.press("cards")
    p.press("back")
    p.expect("turn.back")
    p.choose("somebody_else")
    _takes_turn_again(p, "Cy")
    p.choose("another_item")
    _shows(p, "green", "Bo")
    p.choose("somebody_else")
    _takes_turn_again(p, "Cy")
    _bo_comes_or_goes(p)
    p.choose_label("A card to look at: Green card. I want to speak.")
    p.expect("card.listed", "Cy")
    p.choose("go_back")
    _bo_comes_or_goes(p)
    p.press("back")
    p.expect("card.up")
    p.choose("not_here")
    p.press("back")
    _takes(p)
    p.choose("card_met.green")
    p.takes_turn("Bo")
    p.choose("put_card_away")


def _bo_comes_or_goes(p: Watcher) -> None:
    p.expect("agenda", "Cy")
    p.choose("who_is_here")
    p.choose_label("Bo")
    p.everyone_is_here()
    p.expect("agenda", "Cy")


def _takes(p: Watcher) -> None:
    p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def _takes_turn_again(p: Watcher, name: str) -> None:
    p.choose_label(name)
    p.takes_turn(name)


def a_card_between_meetings(p: Watcher) -> None:
    """A card raised while nobody meets is on the list of the next meeting."""
    friday.set_up(p)
    _shows(p, "green", "Bo")
    p.expect("cards.noted")
    p.choose("go_on")
    _shows(p, "red", "")
    p.choose("go_on")
    p.takes_turn("Bo")
    p.choose_label("Your card: Green card. I want to speak.")
    p.expect("card.mine", "Bo")
    p.press("back")
    p.choose("meet")
    p.choose_label("Cy")
    p.everyone_is_here()
    if p.sheet.kind == "HandOver":
        _takes(p)
    p.expect("agenda")
    p.choose_label("A card to look at: Green card. I want to speak.")
    p.choose("put_card_away")
    p.choose_label("A card to look at: Red card. Stop. I have a question, or I do not understand.")
    p.choose("put_card_away")
    p.expect("agenda")


STORIES: dict[str, Callable[[Watcher], None]] = {
    story.__name__: story
    for story in (
        a_red_card_in_anothers_turn,
        a_card_without_a_name,
        a_card_is_left_behind,
        a_card_between_meetings,
    )
}
