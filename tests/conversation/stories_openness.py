"""Stories of looking things up: finding a decision, how it came about, past meetings, who was not heard."""

from tests.conversation.stories_easy import takes
from tests.conversation.stories_reviews import a_decision_is_ended_at_its_review, they_go_home
from tests.conversation.world import Watcher
from tests.journeys import friday

WORDS = "On Fridays, dinner moves to half past five"


def bo_finds_a_decision(p: Watcher) -> None:
    """By words, by a day, by the month, and by what it is now; then how it came about."""
    friday.whole_story(p)
    they_go_home(p)
    p.takes_turn("Bo")
    p.choose("logbook")
    p.choose("find_decision")
    p.choose("find_words")
    p.write("HALF bus ada")
    p.expect("logbook.found")
    p.choose_label(WORDS)
    p.choose("how_it_came")
    whole = p.session_prompt().body
    keys = [one.key for one in whole]
    for key in (
        "way.was",
        "way.answer.problem",
        "way.answer.ok",
        "way.ended.new_version",
        "objection.status.met",
    ):
        assert key in keys, key
    for _ in range(3):
        p.press("back")
    p.choose("find_words")
    p.write("elephants")
    assert "I found nothing." in p.sheet.body
    p.choose("go_back")
    p.choose("find_words")
    p.write("22.9.2026")
    p.choose("go_back")
    p.choose("find_month")
    p.press(p.sheet.tiles[0].id)
    p.choose_label(WORDS)
    for _ in range(3):
        p.press("back")
    for what in ("in_force", "due", "ended"):
        p.choose(f"find_now.{what}")
        p.choose("go_back")


def a_past_meeting_is_looked_at(p: Watcher) -> None:
    """Who was there and who chose what."""
    friday.whole_story(p)
    they_go_home(p)
    p.takes_turn("Ada")
    p.choose("logbook")
    p.choose("our_meetings")
    p.press(p.sheet.tiles[0].id)
    p.expect("logbook.meeting")
    assert "chosen.objection" in [one.key for one in p.session_prompt().body]


def what_has_ended_is_found(p: Watcher) -> None:
    a_decision_is_ended_at_its_review(p)
    for _ in range(2):
        p.press("back")
    p.choose("logbook")
    p.choose("find_decision")
    p.choose("find_now.ended")
    p.expect("logbook.found")


def meets_quietly(p: Watcher) -> None:
    p.takes_turn("Ada")
    p.choose("talk_about")
    p.choose("just_something")
    p.choose("leave_it")
    p.choose("meet")
    for name in ("Bo", "Cy"):
        p.choose_label(name)
    p.choose("that_is_everyone")
    p.choose("just_begin")
    takes(p)
    p.choose("end_meeting")
    p.choose("end_now")


def nobody_heard_cy(p: Watcher) -> None:
    """Three meetings in which Ada speaks; the circle sees the others' names, in no order of merit."""
    friday.set_up(p)
    for _ in range(3):
        p.takes_turn("Bo")
        p.choose("our_circle")
        p.choose("heard_lately")
        assert p.sheet.body == ("We need three meetings to tell. We have not had them yet.",)
        for _ in range(3):
            p.press("back")
        meets_quietly(p)
    p.takes_turn("Cy")
    p.choose("our_circle")
    p.choose("heard_lately")
    assert p.sheet.body[0] == "Not heard in the last three meetings: Bo and Cy."
    for _ in range(2):
        p.press("back")
    p.choose("about_me")
    assert "You were at 3 meetings." in p.sheet.body
    p.press("back")
    p.choose("finish")
    for name in ("Bo", "Cy"):
        p.takes_turn(name)
        p.choose("talk_about")
        p.choose("just_something")
        p.choose("leave_it")
        p.choose("finish")
    p.takes_turn("Ada")
    p.choose("our_circle")
    p.choose("heard_lately")
    assert p.sheet.body == ("Everyone here has been heard in the last three meetings.",)
    for _ in range(2):
        p.press("back")
    p.choose("about_me")
    assert "You brought 3 things to talk about." in p.sheet.body


STORIES = {
    story.__name__: story
    for story in (
        bo_finds_a_decision,
        a_past_meeting_is_looked_at,
        what_has_ended_is_found,
        nobody_heard_cy,
    )
}
