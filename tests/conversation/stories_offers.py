"""What the kiosk offers by itself: roles that are nobody's or due, links broken or due (R10, R18)."""

from collections.abc import Callable

from kiosk import demo
from kiosk.governance.events import MemberLeft, RoleFilled
from tests.conversation.stories_membership import id_of, turn
from tests.conversation.world import Watcher
from tests.journeys import friday

Story = Callable[[Watcher], None]
LONG_AGO = "2026-01-01"


def labels(p: Watcher) -> list[str]:
    return [p.home.session.texts.say(choice.label) for choice in p.session_prompt().choices]


def nobody_helps_along(p: Watcher) -> None:
    """Cy, who helped meetings along and looked after the device, leaves: both stand on every list."""
    friday.set_up(p)
    p.home.tell(MemberLeft(next(iter(p.home.desk.state.circles)), id_of(p, "Cy")))
    p.sit_down_again()
    turn(p, "Ada")
    assert "Nobody does this now: The one who helps" in labels(p), labels(p)
    p.choose("meet")
    p.choose_label("Bo")
    p.everyone_is_here()
    p.expect("agenda")
    p.choose_label("Nobody does this now: The one who helps")
    p.expect("role.look")
    p.choose("choose_somebody")
    for id in ("keep_day",):
        p.choose(id)
    assert "Nobody does this now: The one who helps" not in labels(p)


def organisation(p: Watcher) -> tuple[str, str]:
    """The sample organisation; gives Ada's circle and the one it belongs to."""
    demo.seed(p.home.desk)
    p.home.switch_on()
    p.sit_down_again()
    home = next(iter(p.home.desk.state.circles.values()))
    return home.id, home.charter.parent


def a_new_leader_is_due(p: Watcher) -> None:
    """The day has come to choose again who brings news to Ada's circle: the wider circle is offered it."""
    home, _ = organisation(p)
    p.home.tell(RoleFilled(home, "leader", id_of(p, "Cy"), LONG_AGO, False, "long-ago"))
    p.sit_down_again()
    turn(p, "Ada")
    assert not [label for label in labels(p) if label.startswith("Choose who brings news")]
    turn(p, "Bo")
    p.choose_label("Choose who brings news to Ada's circle")
    p.expect("matter.who", "Bo")


def the_link_is_broken(p: Watcher) -> None:
    """Bo, who took the views of this circle to the wider one, has left: somebody is to be chosen."""
    home, places = organisation(p)
    for circle in (home, places):
        p.home.tell(MemberLeft(circle, id_of(p, "Bo")))
    p.sit_down_again()
    turn(p, "Ada")
    assert "Choose who takes our views to the wider circle" in labels(p)
    p.choose("meet")
    p.choose_label("Cy")
    p.everyone_is_here()
    p.choose_label("Choose who takes our views to the wider circle")
    assert "Choose who takes our views to the wider circle" not in labels(p)


STORIES: dict[str, Story] = {
    story.__name__: story for story in (nobody_helps_along, a_new_leader_is_due, the_link_is_broken)
}
