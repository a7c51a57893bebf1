"""A story of a circle that ends: its wider circle looks at what it had decided."""

from collections.abc import Callable

from kiosk.governance import events as e
from kiosk.governance.words import Wording
from tests.conversation.stories_circles import at_home, circle_of, person_of
from tests.conversation.stories_messages import linked
from tests.conversation.world import Watcher

Story = Callable[[Watcher], None]
WORDS = Wording("Dinner at six", "Then we can go out", "Cy", "We ask everyone", "2027-01-01", "stops")
OFFERED = "Friday circle has ended. Look at what it decided: Dinner at six"


def friday_circle_ended(p: Watcher) -> None:
    """It had decided about dinner; then it ended."""
    linked(p)
    home, ada = circle_of(p, "Friday circle").id, person_of(p, "Ada")
    p.home.tell(
        e.DraftBegun(home, "long-ago", "", ada),
        e.VersionWritten(home, "long-ago", 1, ada, (), (), "draft", WORDS),
    )
    version = circle_of(p, "Friday circle").proposals["long-ago"].current
    assert version
    p.home.tell(
        e.DecisionMade(home, "decided-long-ago", "long-ago", version.id, "", (ada,), "2027-01-01"),
        e.CircleClosed("board", home, "ended-long-ago", ""),
    )
    p.sit_down_again()


def the_board_takes_it_over(p: Watcher) -> None:
    """Eve finds it on her list and puts it to the board, with the words it had."""
    friday_circle_ended(p)
    at_home(p, "Eve")
    p.choose_label(OFFERED)
    p.expect("draft.check", "Eve")
    assert "The idea: Dinner at six" in p.session_texts()
    assert "Friday circle decided this before it ended." in p.session_texts()
    p.choose("keep_words")
    labels = [p.home.session.texts.say(choice.label) for choice in p.session_prompt().choices]
    assert OFFERED not in labels


def the_board_meets_about_it(p: Watcher) -> None:
    """It stands on the board's list when it meets."""
    friday_circle_ended(p)
    at_home(p, "Eve")
    p.choose("meet")
    p.everyone_is_here()
    p.choose_label(OFFERED)
    p.expect("draft.check")


def the_book_says_who_looks_after_it(p: Watcher) -> None:
    """In the book of the circle that ended it stands who looks after it now."""
    friday_circle_ended(p)
    home = circle_of(p, "Friday circle").id
    p.home.tell(e.DecisionTakenOver("board", home, "long-ago", "taken-long-ago"))
    p.sit_down_again()
    at_home(p, "Bo")
    p.choose("logbook")
    p.choose_label("Dinner at six")
    assert "The wider circle looks after this now." in p.session_texts()


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (the_board_takes_it_over, the_board_meets_about_it, the_book_says_who_looks_after_it)
}
