"""Stories of ideas about one person: asked first and alone, stopped, and what no circle decides."""

from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

WORDS = "On Fridays, dinner moves to six"
YOURS = f"This is about you: {WORDS}"


def takes(p: Watcher) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def is_drafted(p: Watcher) -> None:
    """Ada's idea is drafted, and Ada is asked whether it is about one person."""
    friday.set_up(p)
    p.says_whom = True
    friday.ada_brings_an_idea(p)
    p.expect("about.ask", "Ada")


def is_about_bo(p: Watcher) -> None:
    is_drafted(p)
    p.choose("about_one")
    p.choose_label("Bo")
    p.choose("none_of_these")
    p.expect("home", "Ada")


def bo_is_asked_first_and_all_can_try_it(p: Watcher) -> None:
    """Bo is asked before the meeting, alone; and says OK."""
    is_about_bo(p)
    p.choose("finish")
    p.takes_turn("Bo")
    p.choose_label(YOURS)
    p.expect("own.ask", "Bo")
    assert p.sheet.private
    p.choose("own_ok")
    p.choose("change_it")
    p.choose("own_ok")
    p.choose("keep_own_ok")
    p.choose_label(f"About you. You can stop it: {WORDS}")
    p.choose("leave_it")
    p.choose("finish")
    p.takes_turn("Ada")
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p)
    takes(p)
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    a_decision_is_stopped(p)


def a_decision_is_stopped(p: Watcher) -> None:
    """Weeks later Bo does not want it any more; Cy only looks whether it is about Cy."""
    p.takes_turn("Cy")
    p.choose("logbook")
    p.choose_label(WORDS)
    p.choose("own_decision")
    p.choose("leave_it")
    p.choose("own_decision")
    p.choose("own_said")
    p.choose("leave_it")
    p.choose("go_back")
    p.choose("go_back")
    p.choose("finish")
    p.takes_turn("Bo")
    p.choose("logbook")
    p.choose_label(WORDS)
    p.choose("own_decision")
    p.choose("own_stop")
    assert "It has stopped. Bo does not want it any more." in p.sheet.body


def bo_is_asked_in_the_meeting_and_says_stop(p: Watcher) -> None:
    """Nobody had time before: the meeting waits for Bo's word, and goes on without it when Bo wants time."""
    is_about_bo(p)
    friday.they_meet(p)
    p.takes_turn("Bo")
    p.expect("own.ask", "Bo")
    p.choose("own_later")
    takes(p)
    p.expect("meeting.held_back")
    p.choose("end_meeting")
    p.choose("end_now")
    p.takes_turn("Bo")
    p.choose_label(YOURS)
    p.choose("own_stop")
    p.choose("our_ideas")
    p.choose("ideas_away")
    p.choose_label(WORDS)
    p.expect("draft.take_up", "Bo")
    p.choose("own_me")
    assert "You said: Stop. Only you can let us go on." in p.sheet.body
    p.choose("leave_it")
    p.choose("leave_it")
    p.choose("leave_it")
    p.choose("leave_it")
    p.choose("finish")
    p.takes_turn("Ada")
    p.choose("our_ideas")
    p.choose("ideas_away")
    p.choose_label(WORDS)
    assert "This is about Bo. Bo said stop, so we do not go on." in p.sheet.body
    assert [tile.id for tile in p.sheet.tiles] == ["change_words", "leave_it"]


def stopped_in_the_meeting(p: Watcher) -> None:
    is_about_bo(p)
    friday.they_meet(p)
    p.takes_turn("Bo")
    p.choose("own_stop")
    takes(p)
    p.expect("meeting.done")
    assert "This is about Bo. Bo said stop, so we do not go on." in p.sheet.body


def bo_says_in_the_round_that_it_is_about_bo(p: Watcher) -> None:
    """Nobody thought of it; Bo does, while everyone is asked. It was a mistake after all."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    takes(p)
    p.choose("read_again")
    p.choose("own_me")
    p.choose("leave_it")
    p.choose("go_on")
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    everyone(p, "consent.read", friday.consents, 1)
    takes(p)
    p.choose("own_me")
    p.choose("own_said")
    p.expect("own.ask")
    p.says_whom = True
    p.choose("own_not_me")
    takes(p)
    p.expect("about.ask")
    p.choose("about_oneself")
    p.choose("none_of_these")
    p.expect("own.ask")
    p.choose("own_ok")
    p.choose("keep_own_ok")


def a_circle_cannot_decide_this(p: Watcher) -> None:
    """It is about where Bo lives: whose it is, and whom to turn to; other words are for the circle."""
    is_drafted(p)
    p.choose("about_one")
    p.choose_label("Bo")
    p.choose("never.home")
    p.expect("about.not_ours", "Ada")
    assert "A circle cannot decide this. It belongs to Bo and the law." in p.sheet.body
    p.choose("leave_it")
    p.choose("our_ideas")
    p.choose("ideas_away")
    p.choose_label(WORDS)
    p.choose("change_words")
    p.choose("change_part")
    p.choose("part.what")
    p.write("We visit Bo")
    p.choose("keep_words")


def it_is_about_somebody_else(p: Watcher) -> None:
    """In the meeting: it is about somebody who does not belong to the circle."""
    is_drafted(p)
    p.press("back")
    p.choose("meet")
    p.everyone_is_here()
    takes(p)
    p.expect("about.ask")
    p.choose("about_one")
    p.choose("about_elsewhere")
    assert "A circle cannot decide this. It belongs to that person and the law." in p.sheet.body
    p.choose("another_item")


STORIES = {
    story.__name__: story
    for story in (
        bo_is_asked_first_and_all_can_try_it,
        bo_is_asked_in_the_meeting_and_says_stop,
        stopped_in_the_meeting,
        bo_says_in_the_round_that_it_is_about_bo,
        a_circle_cannot_decide_this,
        it_is_about_somebody_else,
    )
}
