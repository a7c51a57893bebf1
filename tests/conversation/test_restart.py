"""Switching off and on: the round goes on, nobody holds the turn, drafts come back to their own people."""

import pytest

from kiosk.conversation.place import from_plain
from kiosk.conversation.replies import Choose, Reply
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import SECRET, Watcher
from tests.journeys import friday


def restarted(home: Home) -> Watcher:
    home.switch_on()
    return Watcher(home)


def name_of(person: Watcher) -> str:
    assert person.sheet.asked_of
    return person.sheet.asked_of.name


@pytest.fixture
def round_open(home: Home) -> Watcher:
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    return person


def test_r16_after_a_restart_nobody_holds_the_turn_and_the_round_goes_on(
    round_open: Watcher, home: Home
) -> None:
    name = name_of(round_open)
    round_open.takes_turn(name)
    round_open.choose("heard_it")
    person = restarted(home)
    assert home.session.place.turn == ""
    assert person.seat.quiet
    person.expect("handover", name)
    person.takes_turn(name)
    assert not person.seat.quiet
    person.expect("consent.read")


def test_nothing_is_said_aloud_until_somebody_acts(round_open: Watcher, home: Home) -> None:
    person = restarted(home)
    assert person.seat.quiet
    person.seat.show_again()
    assert person.seat.quiet
    person.press("again")
    assert not person.seat.quiet


def test_restarting_at_every_step_tells_the_same_story(home: Home) -> None:
    """The power goes before every single press of a whole consent round; each is asked again, none twice."""
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    for _ in range(3):
        name = name_of(person)
        for act in (["ready"], ["ready", "heard_it"], ["ready", "heard_it", "ok"]):
            for id in act:
                person.press(id)
                if person.sheet.page == "turn.right":
                    person.press("that_is_right")
            person = restarted(home)
            person.expect("handover", name)
        person.takes_turn(name)
        friday.consents(person)
        person = restarted(home)
    circle = next(iter(home.desk.state.circles.values()))
    round_ = next(iter(circle.proposals.values())).consent_round
    assert round_ is not None
    assert round_.shown
    assert set(round_.answers) == set(circle.members)


def test_a_draft_comes_back_to_its_own_person_only(round_open: Watcher, home: Home) -> None:
    owner = name_of(round_open)
    round_open.takes_turn(owner)
    round_open.choose("heard_it")
    round_open.choose("problem")
    round_open.choose("everyone_here")
    round_open.choose("in_words")
    round_open.types(SECRET)
    assert SECRET in round_open.sheet.text
    person = restarted(home)
    for other in [n for n in ("Ada", "Bo", "Cy") if n != owner]:
        person.choose("somebody_else")
        person.choose_label(other)
        person.choose("ready")
        if person.sheet.page == "turn.right":
            assert SECRET not in str(person.sheet)
            person.choose("that_is_right")
        person.expect("home", other)
        assert SECRET not in str(person.sheet)
        person.choose("finish")
    person.choose("somebody_else")
    person.choose_label(owner)
    person.choose("ready")
    if person.sheet.page == "turn.right":
        person.choose("that_is_right")
    person.expect("turn.draft", owner)
    assert any(SECRET in sentence for sentence in person.sheet.body)
    person.choose("go_on_with_it")
    # A reason is part of the answer, so the words are heard first in this turn too (R8).
    person.expect("consent.read", owner)
    person.choose("heard_it")
    person.expect("objection.words", owner)
    assert person.sheet.text == SECRET
    person.choose("keep")
    assert home.session.place.drafts.get(home.session.place.turn, {}) == {}


def test_a_draft_can_be_thrown_away(round_open: Watcher, home: Home) -> None:
    round_open.choose("somebody_else")
    round_open.choose_label("Ada")
    round_open.choose("ready")
    if round_open.sheet.page == "turn.right":
        round_open.choose("that_is_right")
    round_open.choose("talk_about")
    round_open.choose("in_words")
    round_open.types("half a thought")
    person = restarted(home)
    for choice in ("throw_away", None):
        person.choose("somebody_else")
        person.choose_label("Ada")
        person.choose("ready")
        if choice:
            person.expect("turn.draft", "Ada")
            person.choose(choice)
        person.expect("home", "Ada")
        person.choose("finish")
    assert not any(home.session.place.drafts.values())


def test_a_draft_whose_round_is_over_is_not_offered(home: Home) -> None:
    person = Watcher(home)
    stories.rounds_without_bo(person)
    person.press("back")
    person.choose("somebody_else")
    person.choose_label("Bo")
    person.choose("ready")
    person.choose_label("Give your answer: On Fridays, dinner moves to six")
    person.choose("heard_it")
    person.choose("have_question")
    person.types("Who cooks?")
    for _ in range(3):
        person.press("back")
    person.press("back")
    place = home.session.place
    bo = next(id for id, known in home.desk.state.people.items() if known.name == "Bo")
    assert "Who cooks?" in str(place.drafts[bo])
    proposal = next(iter(next(iter(home.desk.state.circles.values())).proposals.values()))
    slot = next(iter(place.drafts[bo])).replace(proposal.rounds[-1].id, proposal.rounds[0].id)
    home.places.saved = {**(home.places.saved or {}), "drafts": {bo: {slot: ["Who cooks?"]}}}
    person = restarted(home)
    person.choose("somebody_else")
    person.choose_label("Bo")
    person.choose("ready")
    person.expect("home", "Bo")


def test_set_up_goes_on_where_it_was(home: Home) -> None:
    person = Watcher(home)
    person.choose("begin")
    person.write("Friday circle")
    person.write("We live well together")
    person.write("Ada")
    person.choose("kind.supported")
    person = restarted(home)
    person.expect("setup.welcome")
    person.choose("go_on")
    person.expect("setup.check")
    assert any("Friday circle" in sentence for sentence in person.sheet.body)
    assert any("Ada" in sentence for sentence in person.sheet.body)


@pytest.mark.parametrize(
    "saved",
    [
        {},
        {"circle": 7, "item": None, "later": 3, "drafts": "no"},
        {"circle": "gone", "item": "gone", "later": ["gone"], "drafts": {"gone": {"gone|x": ["words"]}}},
        {"drafts": {"": {"setup.name": "text"}, 4: {}, "x": {5: ["y"]}}},
    ],
)
def test_a_saved_place_that_makes_no_sense_is_left_out(home: Home, saved: dict[str, object]) -> None:
    friday.set_up(Watcher(home))
    home.places.saved = saved
    person = restarted(home)
    person.expect("welcome")
    person.takes_turn("Ada")
    person.expect("home", "Ada")


def test_no_place_at_all_is_a_first_start() -> None:
    place = from_plain(None)
    assert (place.turn, place.resumed, dict(place.drafts)) == ("", False, {}), "it speaks at once"


def test_another_day_is_remembered_over_a_restart(round_open: Watcher, home: Home) -> None:
    name = name_of(round_open)
    round_open.takes_turn(name)
    for id in ("heard_it", "not_sure", "another_day"):
        round_open.choose(id)
    person = restarted(home)
    assert name_of(person) != name


def test_a_stale_press_from_before_the_restart_does_nothing(round_open: Watcher, home: Home) -> None:
    before = round_open.seat.prompt_id
    person = restarted(home)
    assert person.seat.reply(Reply(Choose("ready"), "keys", before))
    assert home.session.place.turn == ""
