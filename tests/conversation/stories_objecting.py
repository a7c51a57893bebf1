"""An objection that is only raised, for the kiosk stops just then: every form of a reason is open (R5)."""

from collections.abc import Callable

from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone


def only_raised(p: Watcher) -> None:
    """Somebody sees a problem, and the power goes before anybody could ask why."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.whoever_is_called(p)
    p.choose("heard_it")
    p.choose("problem")
    p.expect("objection.who_hears")
    p.home.switch_on()
    p.sit_down_again()
    everyone(p, "consent.read", friday.consents, 2)
    p.choose("everyone_heard")
    friday.whoever_is_called(p)
    p.expect("objection.explain")


def a_picture_says_what_might_happen(p: Watcher) -> None:
    only_raised(p)
    p.choose("by_picture")
    p.choose("reason.money")
    _next_turn(p, "It is about money.")


def none_of_the_pictures(p: Watcher) -> None:
    only_raised(p)
    p.choose("by_picture")
    p.choose("none_of_these")
    _next_turn(p, "It is about something else.")


def help_is_needed_to_say(p: Watcher) -> None:
    only_raised(p)
    p.choose("need_help")
    _next_turn(p, "What might happen is hard to say. It counts just as much.")


def _next_turn(p: Watcher, heard: str) -> None:
    """The circle hears it; in their next turn the objector reads it back (R14)."""
    objector = next(
        o.person
        for c in p.home.desk.state.circles.values()
        for pr in c.proposals.values()
        for o in pr.standing
    )
    name = p.home.desk.state.name(objector)
    friday.whoever_is_called(p)
    p.expect("objection.tie")
    assert heard in p.session_texts(), p.session_texts()
    p.choose("still_counts")
    p.takes_turn(name)
    p.expect("objection.idea")
    assert heard in p.session_texts()


def two_ideas_become_one(p: Watcher) -> None:
    """Bo sees a problem with Fridays; the circle puts the idea together with another one of Cy's."""
    friday.set_up(p)
    p.takes_turn("Cy")
    for act in ("talk_about", "in_words"):
        p.choose(act)
    p.write("Saturdays")
    p.choose("make_idea")
    p.write("On Saturdays we eat at five")
    for _ in range(3):
        p.choose("ask_the_circle")
    for act in ("keep_day", "it_stops", "keep_words", "what_i_meant", "finish"):
        p.choose(act)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    if p.sheet.page == "agenda":
        p.choose_label("On Fridays, dinner moves to six")
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p, objecting="Bo")
    p.choose("everyone_heard")
    friday.whoever_is_called(p)
    p.choose("not_now")
    friday.whoever_is_called(p)
    p.choose("still_counts")
    friday.whoever_is_called(p)
    p.choose("you_suggest")
    p.expect("objection.amend")
    p.choose("ask_helping")
    p.expect("circle.begin_with")
    p.press("back")
    p.choose("combine")
    p.choose_label("On Saturdays we eat at five")
    p.expect("draft.check")
    both = "The idea: On Fridays, dinner moves to six On Saturdays we eat at five"
    assert both in p.session_texts()
    p.choose("keep_words")


STORIES: dict[str, Callable[[Watcher], None]] = {
    story.__name__: story
    for story in (
        a_picture_says_what_might_happen,
        none_of_the_pictures,
        help_is_needed_to_say,
        two_ideas_become_one,
    )
}
