"""A draft grows part by part: going back goes back one part, and nothing that was written is lost."""

from kiosk.conversation.outcomes import Turned
from kiosk.conversation.replies import Choose, Reply
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone


def begun(home: Home) -> Watcher:
    """Ada has raised a topic and begins an idea from it."""
    p = Watcher(home)
    friday.set_up(p)
    p.takes_turn("Ada")
    for act in ("talk_about", "in_words"):
        p.choose(act)
    p.write("Dinner on Fridays")
    p.choose("make_idea")
    p.expect("draft.part")
    return p


def labels(p: Watcher) -> list[str]:
    return [p.home.session.texts.say(choice.label) for choice in p.session_prompt().choices]


def test_back_goes_back_one_part_with_its_words(home: Home) -> None:
    p = begun(home)
    p.write("Dinner at six")
    p.write("Then we can go out")
    assert p.sheet.title == "Who does it?"
    p.press("back")
    assert p.sheet.text == "Then we can go out"
    p.press("back")
    assert p.sheet.text == "Dinner at six"
    p.press("back")
    p.expect("home", "Ada")


def test_what_is_left_open_is_asked_no_more_and_the_rest_is(home: Home) -> None:
    p = begun(home)
    for words in ("Dinner at six", "Then we can go out", "Cy cooks"):
        p.write(words)
    p.choose("ask_the_circle")
    assert p.sheet.kind == "Day"
    p.choose("keep_day")
    p.choose("it_stops")
    p.expect("draft.check")


def test_a_draft_without_words_has_the_name_of_its_topic(home: Home) -> None:
    p = begun(home)
    p.press("back")
    p.choose("our_ideas")
    assert "Dinner on Fridays" in labels(p)


def test_a_draft_in_writing_has_its_own_words_for_who_writes_it_and_its_topic_for_others(home: Home) -> None:
    p = begun(home)
    p.write("Dinner at six")
    while p.sheet.page != "home":
        p.press("back")
    p.choose("our_ideas")
    assert "Dinner at six" in labels(p)
    p.press("back")
    p.press("back")
    p.takes_turn("Bo")
    p.choose("our_ideas")
    assert "Dinner on Fridays" in labels(p)
    assert "Dinner at six" not in labels(p)


def test_throwing_away_leads_out_of_the_draft(home: Home) -> None:
    p = begun(home)
    p.write("Dinner at six")
    for _ in range(3):
        p.choose("ask_the_circle")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("throw_away")
    p.expect("home", "Ada")
    p.choose("our_ideas")
    assert "Dinner on Fridays" in labels(p)


def test_without_words_there_is_nothing_to_keep_and_it_is_said(home: Home) -> None:
    p = begun(home)
    (told,) = p.seat.reply(Reply(Choose("keep"), "keys", p.seat.prompt_id))
    assert isinstance(told, Turned)
    assert told.text == "There are no words yet. Write or say something first."
    p.expect("draft.part", "Ada")


def test_no_idea_yet_is_said(home: Home) -> None:
    p = Watcher(home)
    friday.set_up(p)
    p.takes_turn("Ada")
    p.choose("our_ideas")
    assert p.session_texts() == ("There is no idea here yet.",)


def test_a_day_is_moved_only_as_far_as_it_goes(home: Home) -> None:
    p = begun(home)
    for words in ("Dinner at six", "Then we can go out", "Cy cooks", "We ask everyone"):
        p.write(words)
    first = p.sheet.text
    for _ in range(12):
        p.choose("week_earlier")
    assert p.sheet.text < first
    assert p.sheet.text == "2026-09-28"
    p.choose("week_earlier")
    offered = {choice.id for choice in p.session_prompt().choices}
    assert offered == {"keep_day", "month_later", "week_later"}


def test_an_answer_is_heard_before_anybody_says_what_they_think(home: Home) -> None:
    p = Watcher(home)
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.whoever_is_called(p)
    p.choose("have_question")
    p.write("Who washes up?")
    everyone(p, "question.ask", "no_question", 2)
    friday.whoever_is_called(p)
    p.choose("answer_it")
    p.write("Cy does")
    friday.whoever_is_called(p)
    p.expect("reaction.ask")
    assert any("Who washes up?" in text for text in p.session_texts())
    assert any("Cy does" in text for text in p.session_texts())
