"""Stories of what leaves a circle: about one person only with their word (R20, R21)."""

from collections.abc import Callable

from kiosk.governance import events as e
from kiosk.governance.words import Wording
from tests.conversation.stories_circles import at_home, circle_of, person_of
from tests.conversation.stories_messages import linked
from tests.conversation.world import Watcher

Story = Callable[[Watcher], None]


def bo_tells_of_ada(p: Watcher) -> None:
    """Bo wants the board to know something about Ada; it waits for Ada's word."""
    linked(p)
    p.says_whom = True
    at_home(p, "Bo")
    p.choose("our_circle")
    p.choose("tell_wider")
    p.write("Ada needs a key")
    p.expect("message.about", "Bo")
    p.choose_label("Ada")
    p.expect("message.noted")
    p.choose("go_on")
    p.choose("our_circle")
    p.choose("our_messages")
    assert "It waits for the word of Ada." in p.session_texts()
    p.choose("go_back")
    p.choose("go_back")


def ada_says_yes_and_then_stop(p: Watcher) -> None:
    """Ada lets it be told and carries it; then Ada stops it, and it is on no list any more."""
    bo_tells_of_ada(p)
    at_home(p, "Ada")
    p.choose_label("Say if this may be told: Ada needs a key")
    p.expect("message.own", "Ada")
    p.choose("may_be_told")
    p.choose("change_it")
    p.choose("may_be_told")
    p.choose("keep_may_tell")
    p.expect("home", "Ada")
    p.choose_label("Bring this to Board: Ada needs a key")
    p.choose("bring_it")
    at_home(p, "Eve")
    p.choose("meet")
    p.everyone_is_here()
    assert "Ada brings: Ada needs a key" in _labels(p)
    p.choose("end_meeting")
    p.choose("end_now")
    at_home(p, "Ada")
    p.choose_label("This is told about you: Ada needs a key")
    p.choose("not_to_be_told")
    p.expect("home", "Ada")
    at_home(p, "Eve")
    p.choose("meet")
    p.everyone_is_here()
    assert "Ada brings: Ada needs a key" not in _labels(p)
    p.choose("end_meeting")
    p.choose("end_now")
    at_home(p, "Bo")
    p.choose("our_circle")
    p.choose("our_messages")
    assert "Ada does not want it told. It is over." in p.session_texts()


def bo_tells_of_bo(p: Watcher) -> None:
    """What Bo tells of Bo is brought at once."""
    linked(p)
    p.says_whom = True
    at_home(p, "Bo")
    p.choose("our_circle")
    p.choose("tell_wider")
    p.write("I need a key")
    p.choose("about_oneself")
    p.choose("go_on")
    at_home(p, "Ada")
    p.choose_label("Bring this to Board: I need a key")


def the_board_hears_who_was_set_aside(p: Watcher) -> None:
    """Cy was set aside elsewhere; a link brings that, and nothing else, to the board."""
    linked(p)
    home = circle_of(p, "Friday circle").id
    cy = person_of(p, "Cy")
    p.home.tell(e.MemberSetAside(home, cy, person_of(p, "Bo"), "2027-01-01"))
    p.sit_down_again()
    at_home(p, "Ada")
    p.choose("talk_about")
    p.choose("just_something")
    p.choose("leave_it")
    p.choose_label("Bring this to Board: Cy was set aside for now. No reason is kept.")
    p.expect("message.carry", "Ada")
    assert "Board is told: Cy was set aside for now. No reason is kept." in p.session_texts()
    p.choose("bring_it")


def no_way_on_is_told(p: Watcher) -> None:
    """A decision that goes on although nothing was agreed about it is told to the board."""
    linked(p)
    home = circle_of(p, "Friday circle").id
    ada = person_of(p, "Ada")
    p.home.tell(
        e.DraftBegun(home, "long-ago", "", ada),
        e.VersionWritten(home, "long-ago", 1, ada, (), (), "draft", _words()),
        e.DecisionMade(home, "decided-long-ago", "long-ago", "e0", "", (ada,), "2027-01-01"),
        e.Referred(home, "long-ago", "long-ago"),
    )
    p.sit_down_again()
    at_home(p, "Ada")
    p.choose("talk_about")
    p.choose("just_something")
    p.choose("leave_it")
    assert any(label.startswith("Bring this to Board: We found no way on with this") for label in _labels(p))


def _words() -> Wording:
    return Wording("Dinner at six", "Why", "Cy", "We ask", "2027-01-01", "goes_on", "It is cold")


def _labels(p: Watcher) -> list[str]:
    return [p.home.session.texts.say(choice.label) for choice in p.session_prompt().choices]


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        ada_says_yes_and_then_stop,
        bo_tells_of_bo,
        the_board_hears_who_was_set_aside,
        no_way_on_is_told,
    )
}
