"""Sittings and set-up: breaks, people who come and go, items that wait, and a full circle."""

import pytest

from kiosk.conversation.outcomes import Notice, Stored
from kiosk.conversation.replies import Choose, Reply, Typed
from kiosk.governance.circles import MOST
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone


@pytest.fixture
def person(home: Home) -> Watcher:
    return Watcher(home)


def called(person: Watcher) -> str:
    assert person.sheet.asked_of
    return person.sheet.asked_of.name


def bo_objects(person: Watcher) -> None:
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    friday.consent_round(person, objecting="Bo")
    person.choose("everyone_heard")
    person.expect("handover", "Bo")


def test_one_press_takes_a_break_and_the_same_item_goes_on(person: Watcher, home: Home) -> None:
    stories.idea_on_the_table(person)
    if person.sheet.kind == "HandOver":
        person.takes_turn(called(person))
    outcomes = person.press("pause")
    assert isinstance(outcomes[0], Stored)
    person.expect("meeting.paused")
    person.choose("go_on_meeting")
    person.choose("that_is_right")
    for name in ("Ada", "Bo", "Cy"):
        if not next(tile.marked for tile in person.sheet.tiles if tile.label == name):
            person.choose_label(name)
    person.everyone_is_here()
    assert person.sheet.page in ("question.ask", "handover")


def test_without_a_sitting_pause_ends_the_turn(person: Watcher, home: Home) -> None:
    friday.set_up(person)
    person.takes_turn("Ada")
    person.choose("talk_about")
    (told,) = person.press("pause")
    assert told == Notice("See you. What you began to write is kept for you.")
    person.expect("welcome")
    assert home.session.place.turn == ""


def test_without_a_sitting_pause_at_rest_says_that_there_is_nothing_to_stop(person: Watcher) -> None:
    friday.set_up(person)
    (told,) = person.press("pause")
    assert told == Notice("There is no meeting to stop now.")
    person.expect("welcome")


def test_pause_at_rest_asks_who_wants_the_break(person: Watcher) -> None:
    bo_objects(person)
    person.press("pause")
    person.expect("pause.who")
    person.choose_label("Ada")
    person.expect("meeting.paused", "Ada")


def test_saying_again_who_is_here_goes_on_without_storing(person: Watcher) -> None:
    friday.set_up(person)
    friday.ada_brings_an_idea(person)
    friday.they_meet(person)
    person.press("back")
    person.choose("somebody_else")
    person.choose_label("Ada")
    person.choose("ready")
    if person.sheet.page == "turn.right":
        person.choose("that_is_right")
    person.choose("another_item")
    person.choose("who_is_here")
    assert person.choose("that_is_everyone") == ()


def ticked(person: Watcher) -> list[str]:
    return [tile.label for tile in person.sheet.tiles if tile.marked]


def test_whoever_holds_the_turn_is_here_and_nothing_on_the_list_moves(person: Watcher) -> None:
    friday.set_up(person)
    person.takes_turn("Ada")
    person.choose("meet")
    places = [tile.id for tile in person.sheet.tiles]
    assert ticked(person) == ["Ada"]
    person.choose_label("Bo")
    (told,) = person.seat.reply(Reply(Choose(places[0])))
    assert told == Notice("You hold the turn, so you are here.")
    person.choose_label("Bo")
    assert ticked(person) == ["Ada"]
    assert [tile.id for tile in person.sheet.tiles] == places
    person.choose_label("Cy")
    assert [tile.id for tile in person.sheet.tiles] == places
    assert person.sheet.tiles[-1].label == "That is everyone here"
    person.everyone_is_here()
    person.choose("who_is_here") if called(person) == "Ada" else None


def test_after_a_break_and_at_the_next_meeting_those_who_were_here_are_ticked(person: Watcher) -> None:
    friday.set_up(person)
    person.takes_turn("Ada")
    person.choose("meet")
    person.choose_label("Cy")
    person.everyone_is_here()
    person.press("pause")
    person.choose("go_on_meeting")
    if person.sheet.page == "turn.right":
        person.choose("that_is_right")
    person.expect("meeting.here", "Ada")
    assert ticked(person) == ["Ada", "Cy"]
    person.everyone_is_here()
    person.takes_turn("Cy") if person.sheet.kind == "HandOver" else None
    person.choose("end_meeting")
    person.choose("end_now")
    person.takes_turn("Bo")
    person.press("meet")
    assert ticked(person) == ["Ada", "Bo", "Cy"]


def test_when_the_objector_has_left_only_their_item_waits(person: Watcher) -> None:
    bo_objects(person)
    person.choose("not_here")
    person.choose_label("Cy")
    person.takes_turn("Cy")
    person.expect("meeting.says_not_here", "Cy")
    person.choose("not_here")
    person.takes_turn("Cy")
    person.expect("meeting.absent", "Cy")
    assert person.sheet.title == "Bo is not here. This waits for Bo."
    person.choose("another_item")
    person.expect("agenda", "Cy")
    person.choose("who_is_here")
    person.choose_label("Bo")
    person.everyone_is_here()
    person.choose_label("On Fridays, dinner moves to six")
    person.expect("handover", "Bo")


def test_whoever_has_another_idea_takes_the_turn_for_it(person: Watcher) -> None:
    bo_objects(person)
    person.takes_turn("Bo")
    person.choose("not_now")
    person.takes_turn(called(person))
    person.choose("still_counts")
    person.takes_turn("Bo")
    person.choose("you_suggest")
    person.expect("objection.amend")
    person.choose("more_ideas")
    person.choose_label("Ada")
    person.takes_turn("Ada")
    person.expect("objection.idea", "Ada")
    person.choose("have_idea")
    person.write("Half past five")
    assert any("Ada has an idea: Half past five" in sentence for sentence in person.sheet.body)


def test_who_takes_their_answer_back_before_the_last_check_is_asked_again(person: Watcher) -> None:
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    everyone(person, "consent.read", friday.consents, 3)
    person.expect("consent.last_check")
    person.press("back")
    name = called(person)
    person.choose("ready")
    person.expect("turn.right", name)
    person.choose("not_right")
    person.choose_label("Your answer was: It is OK to try.")
    person.choose("go_on")
    assert person.sheet.page != "consent.last_check"
    if person.sheet.page == "turn.right":
        person.choose("that_is_right")
    person.takes_turn(name)
    friday.consents(person)
    person.expect("consent.last_check")


def test_back_goes_one_page_and_what_was_written_can_be_changed(person: Watcher, home: Home) -> None:
    person.choose("begin")
    for words in ("Friday circle", "We live well together", "Ada"):
        person.write(words)
    person.choose("kind.supported")
    person.write("Bo")
    person.choose("kind.worker")
    person.press("back")
    person.expect("setup.kind")
    assert person.sheet.title == "What fits Bo best?"
    person.press("back")
    person.expect("setup.person")
    assert person.sheet.text == "Bo"
    person.seat.reply(Reply(Typed("Bob")))
    person.choose("keep")
    person.choose("kind.supported")
    assert person.sheet.body[0] == "In the circle so far: Ada and Bob."
    person.choose("enough")
    person.choose("change_name")
    assert person.sheet.text == "Friday circle"
    person.seat.reply(Reply(Typed("Friday circle two")))
    person.choose("keep")
    person.choose("change_aim")
    person.choose("clear")
    assert person.sheet.text == ""
    person.write("We live better")
    person.expect("setup.check")
    assert person.sheet.body[:2] == ("Circle: Friday circle two", "Aim: We live better")


def test_what_is_said_as_a_whole_takes_the_place_of_the_words_before(person: Watcher) -> None:
    person.choose("begin")
    for words in ("Friday circle", "We live well together"):
        person.write(words)
    person.press("back")
    assert person.sheet.text == "We live well together"
    person.types("We live as we want to")
    person.types("every day")
    assert person.sheet.text == "We live as we want to every day"
    person.choose("undo")
    assert person.sheet.text == "We live as we want to"
    person.seat.reply(Reply(Typed("")))
    assert person.sheet.text == ""
    person.press("back")
    person.choose("keep")
    person.expect("setup.aim")


def test_a_circle_of_twelve_is_full(person: Watcher) -> None:
    person.choose("begin")
    person.write("A large circle")
    person.write("We live well together")
    for number in range(MOST):
        person.write(f"Person {number + 1}")
        person.choose("kind.worker")
    person.expect("setup.check")
    assert "add_person" not in {tile.id for tile in person.sheet.tiles}
    person.press("back")
    person.expect("setup.kind")
    person.choose("kind.worker")
    person.expect("setup.check")
    person.choose("change_aim")
    person.write("Another aim")
    person.expect("setup.check")
    person.choose("it_is_right")
    person.choose_label("Person 12")
    person.choose("keep_it")
    person.expect("welcome")
