"""Stories of somebody looking on, of going back and forth, and of whom to call."""

from tests.conversation.world import Watcher
from tests.journeys import friday

CALL = "Care line 0800 111 222"


def takes(p: Watcher) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def is_asked(p: Watcher) -> str:
    """Somebody is asked for their answer; gives their name."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    takes(p)
    assert p.sheet.asked_of
    p.choose("heard_it")
    return p.sheet.asked_of.name


def somebody_is_looking(p: Watcher) -> None:
    """One press, and the page tells nothing; nothing is lost, and the question comes again in their turn."""
    name = is_asked(p)
    p.choose("ok")
    before = len(p.home.record.kept)
    p.press("hide")
    p.expect("hidden")
    assert p.sheet.asked_of is None
    assert name not in p.sheet.spoken
    assert "On Fridays" not in p.sheet.spoken
    assert len(p.home.record.kept) == before
    p.choose("go_on")
    p.expect("turn.back", name)
    p.choose("ready")
    # No key pressed on and on is an answer.
    p.expect("turn.again", name)
    p.choose("go_on")
    p.expect("consent.confirm", name)
    p.press("help")
    p.choose("hide_this")
    p.expect("hidden")
    p.choose("go_on")
    p.choose("ready")
    p.choose("go_on")
    p.choose("keep_answer")


def somebody_goes_back_and_forth(p: Watcher) -> None:
    """Twice back from an answer: a pause is offered, and nobody is hurried."""
    name = is_asked(p)
    p.choose("ok")
    p.choose("change_it")
    p.choose("not_sure")
    p.choose("go_back")
    p.choose("ok")
    p.expect("consent.no_hurry", name)
    p.choose("go_on")
    p.expect("consent.confirm", name)
    p.choose("change_it")
    for _ in range(2):
        p.choose("not_sure")
        p.press("back")
    p.choose("ok")
    p.choose("not_now_maybe")
    p.expect("consent.not_sure", name)
    p.press("back")
    for _ in range(2):
        p.choose("ok")
        p.press("back")
    p.choose("not_sure")
    p.choose("have_break")
    p.expect("meeting.paused", name)


def whom_to_call_is_written_at_set_up(p: Watcher) -> None:
    """And shown to whoever does not feel safe, without a turn."""
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    for name, kind in (("Ada", "supported"), ("Bo", "supported")):
        p.write(name)
        p.choose(f"kind.{kind}")
    p.choose("enough")
    p.choose("add_number")
    p.write("Wrong number")
    p.choose("no_numbers")
    p.choose("add_number")
    p.write("A number with much too much said about it, so that it would not fit a page")
    p.expect("setup.number")
    p.write(CALL)
    p.choose("it_is_right")
    p.choose_label("Ada")
    p.choose("a_group")
    assert f"You can call: {CALL}" in p.sheet.body
    p.choose("keep_it")
    p.expect("welcome")
    before = len(p.home.record.kept)
    p.press("help")
    p.choose("not_safe")
    assert f"You can call: {CALL}" in p.sheet.body
    assert "I cannot send this to anyone." in p.sheet.body
    assert len(p.home.record.kept) == before
    p.choose("go_on")
    p.choose("go_on")
    p.takes_turn("Bo")
    p.choose("our_circle")
    p.choose("help_numbers")
    p.choose("add_number")
    p.write("My sister 0170 1234")
    p.choose("take_number")
    p.choose_label(CALL)
    assert p.sheet.body == ("You can call: My sister 0170 1234",)


def no_number_yet(p: Watcher) -> None:
    friday.set_up(p)
    p.takes_turn("Bo")
    p.choose("our_circle")
    p.choose("help_numbers")
    assert p.sheet.body == ("There is no number yet.",)


STORIES = {
    story.__name__: story
    for story in (
        somebody_is_looking,
        somebody_goes_back_and_forth,
        whom_to_call_is_written_at_set_up,
        no_number_yet,
    )
}
