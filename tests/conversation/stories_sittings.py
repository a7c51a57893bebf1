"""Stories of whole meetings: how are you, last time, the list, its items, how was it; and short ones."""

from collections.abc import Callable

from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone


def called(p: Watcher) -> str:
    return p.sheet.asked_of.name if p.sheet.asked_of else ""


def goes_on(p: Watcher) -> None:
    """Whoever is called takes the turn."""
    if p.sheet.kind == "HandOver":
        p.takes_turn(called(p))


def they_begin(p: Watcher, form: str) -> None:
    p.choose("meet")
    for name in ("Ada", "Bo", "Cy"):
        if not next(t.marked for t in p.sheet.tiles if t.label == name):
            p.choose_label(name)
    p.everyone_is_here(f"{form}_meeting")


def bo_wants_to_talk(p: Watcher) -> None:
    p.takes_turn("Bo")
    p.choose("talk_about")
    p.choose("in_words")
    p.write("The broken gate")
    p.choose("leave_it")
    p.choose("finish")


def until_the_items(p: Watcher) -> None:
    """Everyone says how they are; last time; the list, and Bo sees a problem with it."""
    friday.set_up(p)
    bo_wants_to_talk(p)
    friday.ada_brings_an_idea(p)
    they_begin(p, "whole")
    goes_on(p)
    p.expect("check.ask")
    p.choose("check_words")
    p.write("I slept well")
    goes_on(p)
    p.choose("check_feeling")
    p.choose("mood.tired")
    goes_on(p)
    p.choose("check_pass")
    goes_on(p)
    p.expect("admin.read", "Cy")
    p.choose("length_30")
    p.choose("next_week")
    p.expect("list.make", "Cy")
    p.choose_label("The broken gate")
    p.choose("that_is_list")
    for _ in range(3):
        goes_on(p)
        p.expect("list.ok")
        if called(p) == "Bo":
            p.choose("list_problem")
            p.write("The gate is not on it")
            break
        p.choose("list_ok")
    goes_on(p)
    p.expect("list.fix", "Cy")
    p.choose("change_list")
    p.choose_label("The broken gate")
    p.choose("that_is_list")
    goes_on(p)
    p.choose("list_add")
    p.write("News from the garden")
    everyone(p, "list.ok", "list_ok", 2)
    goes_on(p)
    p.expect("agenda", "Cy")


def how_it_was(p: Watcher) -> None:
    goes_on(p)
    p.choose("check_words")
    p.write("It was long")
    p.choose("say_better")
    p.write("A break in the middle")
    goes_on(p)
    p.choose("check_feeling")
    p.choose("mood.went_well")
    p.choose("nothing_better")
    goes_on(p)
    p.choose("check_pass")
    goes_on(p)
    p.expect("meeting.end")
    p.choose("end_now")
    p.expect("welcome")


def a_whole_meeting(p: Watcher) -> None:
    """One item is talked about, one is heard, one is not reached: the next meeting begins with it."""
    until_the_items(p)
    p.choose_label("The broken gate")
    p.expect("item.talk")
    p.choose("we_talked")
    p.choose_label("News from the garden")
    p.choose("we_heard")
    p.choose("check_out")
    how_it_was(p)
    p.takes_turn("Ada")
    they_begin(p, "whole")
    for _ in range(3):
        goes_on(p)
        p.choose("check_pass")
    goes_on(p)
    p.expect("admin.read")
    assert "To do better: A break in the middle" in p.sheet.body
    assert "Still to do: On Fridays, dinner moves to six" in p.sheet.body


def an_item_of_the_list_is_decided(p: Watcher) -> None:
    until_the_items(p)
    p.choose_label("The broken gate")
    p.choose("another_time")
    p.choose_label("On Fridays, dinner moves to six")
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p)
    friday.last_check(p)
    p.choose("another_item")
    p.choose_label("The broken gate")
    p.choose("make_idea")
    p.press("back")
    goes_on(p)


def a_short_meeting(p: Watcher) -> None:
    """How are you and the list come with everyone's first turn; then it is as quick as ever."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    they_begin(p, "short")
    p.expect("check.ask", "Ada")
    p.choose("check_words")
    p.write("I am glad")
    p.expect("list.ok", "Ada")
    p.choose("list_ok")
    if p.sheet.kind == "HandOver":
        p.takes_turn("Cy")
    if p.sheet.page == "check.ask":
        p.choose("pass_list_ok")
    friday.cy_presents(p)
    for _ in range(3):
        goes_on(p)
        if p.sheet.page == "check.ask":
            p.choose("check_feeling")
            p.choose("mood.fine")
            p.expect("list.ok")
            p.choose("list_ok")
        p.expect("question.ask")
        p.choose("no_question")
    goes_on(p)
    p.press("back")
    p.choose("somebody_else")
    p.choose_label("Cy")
    p.takes_turn("Cy")
    p.choose("another_item")
    p.choose("end_meeting")
    p.choose("check_out")
    how_it_was(p)


def a_short_meeting_about_something_else(p: Watcher) -> None:
    """Bo sees a problem with the one thing on the list, so another one is chosen."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    they_begin(p, "short")
    p.choose("pass_list_ok")
    for _ in range(3):
        goes_on(p)
        if called(p) == "Bo":
            break
        if p.sheet.page == "check.ask":
            p.choose("pass_list_ok")
        if p.sheet.page == "draft.agenda":
            friday.cy_presents(p)
        if p.sheet.page == "question.ask":
            p.choose("no_question")
    p.expect("check.ask", "Bo")
    p.choose("list_problem")
    p.write("I am too tired for this")
    goes_on(p)
    p.choose("check_pass")
    p.expect("list.fix")
    p.choose("change_list")
    p.choose_label("On Fridays, dinner moves to six")


def asks_how_we_meet(p: Watcher, name: str) -> None:
    """The idea is on the table; somebody who is not called takes a turn and asks how we meet."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    p.press("back")
    p.choose("somebody_else")
    p.choose_label(name)
    p.takes_turn(name)
    p.choose("process_round")


def those_here_say_ok(p: Watcher) -> None:
    goes_on(p)
    p.choose("everyone_heard")
    everyone(p, "reaction.ask", "nothing_to_say", 3)
    friday.ask_everyone(p)
    friday.consent_round(p)
    friday.last_check(p)


def somebody_else_helps_along(p: Watcher) -> None:
    asks_how_we_meet(p, "Bo")
    p.choose("wish.other_helper")
    p.choose_label("Bo")
    those_here_say_ok(p)
    p.choose("another_item")
    p.press("back")
    p.expect("handover", "Bo")


def we_go_more_slowly(p: Watcher) -> None:
    asks_how_we_meet(p, "Bo")
    p.choose("wish.slower")
    p.press("back")
    p.choose("somebody_else")
    p.choose_label("Cy")
    p.takes_turn("Cy")
    p.choose("another_item")
    p.choose_label("We go more slowly.")


def a_wish_in_own_words_after_two_breaks(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    for _ in range(2):
        p.press("pause")
        if p.sheet.page == "pause.who":
            p.choose_label("Bo")
        p.choose("go_on_meeting")
        if p.sheet.page == "turn.right":
            p.choose("that_is_right")
        for name in ("Ada", "Bo", "Cy"):
            if not next(t.marked for t in p.sheet.tiles if t.label == name):
                p.choose_label(name)
        p.everyone_is_here()
    p.expect("process.offer")
    p.choose("process_round")
    p.choose("in_words")
    p.write("Please sit in a circle")
    goes_on(p)
    p.expect("present.read")


def papers_before_the_meeting(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("papers")
    p.choose_label("On Fridays, dinner moves to six")
    p.choose("looked_at")
    p.choose_label("On Fridays, dinner moves to six (you looked at it)")
    p.choose("go_back")


def cy_comes_late(p: Watcher) -> None:
    """Who comes while the others say how they are is asked too, and the one who goes is not waited for."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("meet")
    p.choose_label("Bo")
    p.everyone_is_here("whole_meeting")
    goes_on(p)
    p.choose("check_pass")
    p.choose("somebody_else")
    p.choose_label("Cy")
    p.takes_turn("Cy")
    p.choose("here_now")
    asked = []
    while p.sheet.page != "admin.read":
        goes_on(p)
        if p.sheet.page == "check.ask":
            asked.append(called(p))
            p.choose("check_pass")
    assert sorted(asked) == ["Bo", "Cy"]


STORIES: dict[str, Callable[[Watcher], None]] = {
    story.__name__: story
    for story in (
        a_whole_meeting,
        an_item_of_the_list_is_decided,
        a_short_meeting,
        a_short_meeting_about_something_else,
        somebody_else_helps_along,
        we_go_more_slowly,
        a_wish_in_own_words_after_two_breaks,
        papers_before_the_meeting,
        cy_comes_late,
    )
}
