"""What the kiosk offers by itself: roles that are nobody's or due, links broken or due (R10, R18)."""

from collections.abc import Callable

from kiosk import demo
from kiosk.governance.events import CharterKept, CircleProposed, MemberJoined, MemberLeft, RoleFilled
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


def what_it_is_here_to_do_is_due(p: Watcher) -> None:
    """The day has come to say anew what Ada's circle is here to do: it heads the list until it is asked."""
    home, _ = organisation(p)
    words = ("Ada's circle", "Ada lives the way she wants to.", "What Ada's team does.", "usual")
    p.home.tell(CharterKept(home, home, *words, LONG_AGO, "long-ago", ""))
    p.sit_down_again()
    turn(p, "Ada")
    p.choose_label("The day has come: what is Ada's circle here to do?")
    p.expect("draft.check", "Ada")
    p.choose("change_part")
    p.choose("part.review_day")
    p.choose("keep_day")
    p.choose("keep_words")
    p.expect("home", "Ada")
    assert "The day has come: what is Ada's circle here to do?" not in labels(p)


def a_helping_circle_is_over_or_goes_on(p: Watcher) -> None:
    """Its end has come: it says that it goes on, or ends; nothing ends by itself."""
    home, _ = organisation(p)
    ada, cy = id_of(p, "Ada"), id_of(p, "Cy")
    help_ = ("c-help", "helping_circle", "Trip circle", "We plan the trip.", "The trip.")
    p.home.tell(CircleProposed(home, *help_, cy, (ada, cy), LONG_AGO, LONG_AGO, "long-ago"))
    words = ("Trip circle", "We plan the trip.", "The trip.", "usual")
    p.home.tell(
        MemberJoined("c-help", ada),
        MemberJoined("c-help", cy),
        CharterKept("c-help", "c-help", *words, "2026-01-01", "long-ago-too", ""),
    )
    p.sit_down_again()
    turn(p, "Ada")
    assert "The day has come: what is Trip circle here to do?" in labels(p)
    p.choose_label("End Trip circle")
    p.expect("draft.part", "Ada")


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        nobody_helps_along,
        a_new_leader_is_due,
        the_link_is_broken,
        what_it_is_here_to_do_is_due,
        a_helping_circle_is_over_or_goes_on,
    )
}
