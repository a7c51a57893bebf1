"""Stories of how somebody does a role."""

from collections.abc import Callable

from kiosk.governance.events import RoleFilled
from tests.conversation.stories_membership import decides, id_of, takes_called, turn
from tests.conversation.stories_offers import LONG_AGO, labels
from tests.conversation.world import Watcher
from tests.journeys import friday

Story = Callable[[Watcher], None]


def chooses(p: Watcher) -> None:
    """Cy has the role of helping along, and wants to hear Ada and Bo; Ada helps along."""
    friday.set_up(p)
    turn(p, "Cy")
    p.choose("our_circle")
    p.choose("our_roles")
    p.choose("role.facilitator")
    p.choose("ask_how_i_do")
    p.expect("role_review.who", "Cy")
    p.choose_label("Ada")
    assert "Ada helps along." in p.session_texts()
    p.choose_label("Bo")
    p.choose_label("Bo")
    p.choose_label("Bo")
    p.choose("those_i_want")
    p.press("back")


def how_cy_does(p: Watcher) -> None:
    """They meet; Cy speaks first and last; they agree on a plan."""
    chooses(p)
    if p.sheet.page != "home":
        turn(p, "Cy")
    p.choose("meet")
    for name in ("Ada", "Bo"):
        p.choose_label(name)
    p.everyone_is_here()
    if p.sheet.page == "agenda":
        p.choose_label("How Cy does this: The one who helps")
    p.expect("role_review.begin")
    p.choose("go_round")
    spoke: list[str] = []
    for number in range(8):
        takes_called(p)
        p.expect("role_review.say")
        spoke.append(p.sheet.asked_of.name if p.sheet.asked_of else "")
        if number in (0, 3):
            p.choose("say_something")
            p.write("I listen to everyone")
        elif number in (1, 5):
            p.choose("by_picture")
            p.choose("feeling.good" if number == 1 else "reason.time")
        else:
            p.choose("nothing_to_say")
    assert spoke[0] == spoke[3] == spoke[4] == spoke[7] == "Cy", spoke
    takes_called(p)
    p.expect("draft.part")
    p.write("Cy speaks slower")
    p.choose("keep_day")
    p.choose("keep_words")
    takes_called(p)
    if p.sheet.page == "draft.agenda":
        p.choose("one_idea")
    friday.ask_everyone(p)
    decides(p, 3)
    assert p.stored[-1] == "RoleLookedAt"
    p.choose("end_meeting")
    p.choose("end_now")
    turn(p, "Ada")
    p.choose("logbook")
    p.choose_label("How Cy does this: The one who helps")


def it_is_due(p: Watcher) -> None:
    """On its day it is offered to Cy, and to nobody else."""
    friday.set_up(p)
    circle = next(iter(p.home.desk.state.circles))
    p.home.tell(RoleFilled(circle, "facilitator", id_of(p, "Cy"), LONG_AGO, False))
    p.sit_down_again()
    turn(p, "Ada")
    offered = "The day has come: ask how I do this: The one who helps"
    assert offered not in labels(p)
    turn(p, "Cy")
    p.choose_label(offered)
    p.expect("role_review.who", "Cy")
    p.choose("leave_it")


STORIES: dict[str, Story] = {story.__name__: story for story in (how_cy_does, it_is_due)}
