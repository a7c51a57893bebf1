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


STORIES: dict[str, Callable[[Watcher], None]] = {
    story.__name__: story
    for story in (a_picture_says_what_might_happen, none_of_the_pictures, help_is_needed_to_say)
}
