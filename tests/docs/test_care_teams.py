"""What docs/care-teams.md advises, when something goes wrong, is done here step by step and comes out so."""

import pytest

from tests.conversation import stories, stories_reviews
from tests.conversation.memory import Home
from tests.conversation.stories import called
from tests.conversation.world import Watcher
from tests.docs.pages import ALL
from tests.journeys import friday

ADVICE = " ".join(ALL["docs/care-teams.md"].prose.split())


@pytest.fixture
def home() -> Home:
    return Home()


@pytest.fixture
def person(home: Home) -> Watcher:
    return Watcher(home)


def says(words: str) -> None:
    """The page gives this advice."""
    assert words in ADVICE


def asked(person: Watcher) -> str:
    """Somebody has heard the idea and is asked; their name."""
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    name = called(person)
    person.takes_turn(name)
    person.choose("heard_it")
    person.expect("consent.answer")
    return name


def stored(home: Home) -> list[str]:
    return [type(one.event).__name__ for one in home.record.kept]


def test_an_answer_counts_only_after_it_is_confirmed(person: Watcher, home: Home) -> None:
    says("Press Back. An answer counts only after you confirm it.")
    asked(person)
    person.choose("ok")
    person.press("back")
    person.expect("consent.answer")
    assert "AnswerGiven" not in stored(home)
    person.choose("ok")
    person.choose("keep_answer")
    assert stored(home).count("AnswerGiven") == 1


def test_a_problem_counts_at_once(person: Watcher, home: Home) -> None:
    says("A problem counts at once, and only you can take it back.")
    asked(person)
    person.choose("problem")
    assert stored(home).count("AnswerGiven") == 1
    person.press("back")
    person.press("back")
    (circle,) = home.desk.state.circles.values()
    (idea,) = circle.proposals.values()
    assert [one.answer and one.answer.word for one in idea.rounds[-1].answers.values()] == ["problem"]


def test_what_is_not_right_stops_counting_and_is_asked_again(person: Watcher, home: Home) -> None:
    says(
        'At your next turn the kiosk shows what was kept in your name. Choose "That is not right", then what'
    )
    says("It stops counting at once, and you are asked again.")
    name = asked(person)
    person.choose("ok")
    person.choose("keep_answer")
    person.choose("somebody_else")
    person.choose_label(name)
    person.choose("ready")
    person.expect("turn.right", name)
    person.choose("not_right")
    person.choose_label("Your answer was: It is OK to try.")
    person.expect("turn.noted")
    assert stored(home)[-1] == "SaidNotRight"
    person.choose("go_on")
    if person.sheet.page == "turn.right":
        person.choose("that_is_right")
    person.choose_label("Give your answer: On Fridays, dinner moves to six")
    friday.consents(person)


def test_nothing_is_decided_without_who_is_not_here_and_they_are_asked_later(
    person: Watcher, home: Home
) -> None:
    says('Choose "is not here", then who says so. They are asked when they come.')
    says("Nothing is decided without them.")
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    missing = called(person)
    person.choose("not_here")
    person.expect("meeting.not_here")
    teller = person.sheet.tiles[0]
    person.press(teller.id)
    person.takes_turn(teller.label)
    person.choose("not_here")
    for _ in range(2):
        person.takes_turn(called(person))
        friday.consents(person)
    person.expect("meeting.waiting")
    assert person.sheet.title == f"We still need to hear {missing}."
    assert "DecisionMade" not in stored(home)
    person.choose("end_meeting")
    person.choose("end_now")
    person.takes_turn(missing)
    person.choose_label("Give your answer: On Fridays, dinner moves to six")
    person.expect("consent.read", missing)


def test_anyone_takes_a_break_and_is_asked_for_no_reason(person: Watcher) -> None:
    says("Press Pause. Anyone may, and nobody has to say why.")
    asked(person)
    person.press("pause")
    person.expect("meeting.paused")


def test_between_turns_a_break_asks_only_who_wants_it(person: Watcher) -> None:
    says("Between turns it asks who wants the break.")
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    assert person.sheet.kind == "HandOver"
    person.press("pause")
    person.expect("pause.who")
    person.choose_label("Bo")
    person.expect("meeting.paused")


def test_after_the_power_went_it_goes_on_where_it_was(person: Watcher, home: Home) -> None:
    says("Start the kiosk. It goes on where it was. What it said it kept is kept.")
    name = asked(person)
    before = stored(home)
    home.switch_on()
    again = Watcher(home)
    assert stored(home) == before
    again.takes_turn(name)
    again.choose("heard_it")
    again.expect("consent.answer", name)


def test_a_page_of_help_is_there_for_who_does_not_feel_safe(person: Watcher, home: Home) -> None:
    says("Help has a page for this. The kiosk cannot send a message to anyone.")
    asked(person)
    before = stored(home)
    person.press("help")
    person.choose("not_safe")
    person.expect("help.safe")
    assert "I cannot send this to anyone." in person.sheet.body
    assert stored(home) == before


def test_what_is_due_stands_first_on_ones_own_list(person: Watcher) -> None:
    says('"Look at a decision again" stands first on your own list and in the meeting.')
    stories_reviews.decided_long_ago(person)
    person.takes_turn("Bo")
    assert person.sheet.tiles[0].label.startswith("Look at a decision again")


def test_at_its_number_a_decision_stops_until_the_circle_decides(person: Watcher) -> None:
    says("At that number it stops. It starts again only if the circle decides so.")
    stories_reviews.a_decision_is_stopped_by_its_own_number(person)


def test_the_first_time_nobody_has_to_say_yes(person: Watcher) -> None:
    says("The first time, nobody has to say yes.")
    says("After that those who are here decide, until its day has come.")
    stories_reviews.bo_changes_his_mind_twice(person)


def test_what_was_not_right_shows_on_the_decision(person: Watcher) -> None:
    says("It shows on the decision, and a review is on the list.")
    stories_reviews.that_is_not_right_after_the_decision(person)
