"""Stories of letting go: at a problem, while the circle waits, and among its ideas."""

from collections.abc import Callable

from tests.conversation.stories import rounds_without_bo, two_see_a_problem
from tests.conversation.stories_membership import decides, rounds, takes_called
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]


def let_go_at_a_problem(p: Watcher) -> None:
    """Two see a problem; the circle asks everyone whether to let go of it, and later somebody takes it up."""
    two_see_a_problem(p)
    p.choose(next(tile.id for tile in p.sheet.tiles if tile.id.startswith("objection.")))
    takes_called(p)
    p.choose("not_now")
    takes_called(p)
    p.choose("still_counts")
    takes_called(p)
    p.choose("you_suggest")
    p.expect("objection.amend")
    p.choose("let_it_go")
    p.expect("letgo.ask")
    p.choose("ask_the_others")
    p.expect("draft.part")
    p.write("We found no way")
    p.choose("keep_words")
    rounds(p, 3, 3)
    decides(p, 3)
    p.choose("end_meeting")
    p.choose("end_now")
    takes_turn_home(p, "Ada")
    p.choose("our_ideas")
    p.choose("ideas_away")
    p.choose_label("On Fridays, dinner moves to six")
    assert "We let go of it. Why: We found no way" in p.session_texts()
    p.choose("take_up")


def takes_turn_home(p: Watcher, name: str) -> None:
    p.takes_turn(name)
    p.expect("home", name)


def let_go_while_it_waits(p: Watcher) -> None:
    """Bo is still to be heard; from there, and among the ideas, the circle can be asked to let go."""
    rounds_without_bo(p)
    everyone(p, "consent.read", friday.consents, 2)
    p.expect("meeting.waiting")
    p.choose("let_it_go")
    p.choose("go_back")
    p.expect("meeting.waiting")
    p.choose("end_meeting")
    p.choose("end_now")
    takes_turn_home(p, "Ada")
    p.choose("our_ideas")
    p.choose_label("On Fridays, dinner moves to six")
    p.choose("let_it_go")
    p.expect("letgo.ask", "Ada")


STORIES: dict[str, Story] = {story.__name__: story for story in (let_go_at_a_problem, let_go_while_it_waits)}
