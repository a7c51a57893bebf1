"""Stories of several circles at one kiosk: chartered, made, linked, walked through and ended."""

from collections.abc import Callable

from kiosk.governance import events as e
from kiosk.governance.state import Circle
from tests.conversation.world import Watcher
from tests.journeys import friday

Story = Callable[[Watcher], None]

ANYWHERE = (
    "keep_decision",
    "keep_answer",
    "that_is_right",
    "ready",
    "that_is_everyone",
    "just_begin",
    "back_to_meeting",
    "heard_it",
    "ok",
    "nobody_changes",
    "no_question",
    "nothing_to_say",
    "one_idea",
    "everyone_heard",
    "ask_everyone",
    "fill_in",
    "keep_words",
    "usual_steps",
    "keep",
    "keep_day",
    "it_stops",
    "meet",
)
"""What willing people choose, on whatever page."""


def decide(p: Watcher, about: str = "") -> None:
    """Everyone does what is offered until it is decided; `about` is what to look at on the list."""
    for number in range(300):
        if p.sheet.page == "meeting.done":
            return
        if p.sheet.page == "agenda":
            p.choose_label(about)
        elif p.sheet.page == "meeting.here":
            _everyone_is_here(p)
        elif p.sheet.kind == "Write" and not p.sheet.text:
            p.write(f"Words number {number}")
        else:
            offered = {one.id for one in p.session_prompt().choices}
            p.choose(next(id for id in ANYWHERE if id in offered))
    raise AssertionError(p.describe())


def _everyone_is_here(p: Watcher) -> None:
    for choice in p.session_prompt().choices:
        if choice.id.startswith("person.") and not choice.marked:
            p.choose(choice.id)
    p.everyone_is_here()


def circle_of(p: Watcher, name: str) -> Circle:
    return next(c for c in p.home.desk.state.circles.values() if c.name == name)


def person_of(p: Watcher, name: str) -> str:
    return next(one.id for one in p.home.desk.state.people.values() if one.name == name)


def end_the_meeting(p: Watcher) -> None:
    p.expect("meeting.done")
    p.choose("end_meeting")
    p.choose("end_now")


def at_home(p: Watcher, name: str) -> None:
    """This person chooses their name at rest, and sees their own list."""
    if p.sheet.page == "home":
        p.choose("finish")
    if not any(tile.label == name for tile in p.sheet.tiles) and "other_people" in _ids(p):
        p.choose("other_people")
        p.choose_label(name)
        p.choose("ready")
        if p.sheet.page == "turn.right":
            p.choose("that_is_right")
    else:
        p.takes_turn(name)
    p.expect("home", name)


def _ids(p: Watcher) -> set[str]:
    return {choice.id for choice in p.session_prompt().choices}


def board_from_elsewhere(p: Watcher) -> None:
    """Board, of Dee and Eve, came to this kiosk from another home."""
    p.home.tell(
        e.CircleFounded("board", "Board", "All homes do well."),
        e.PersonAdded("dee", "advocate", "Dee"),
        e.PersonAdded("eve", "investor", "Eve"),
        e.MemberJoined("board", "dee"),
        e.MemberJoined("board", "eve"),
    )
    p.sit_down_again()


# --- the stories --------------------------------------------------------------------------------------------


def they_say_what_they_are_here_to_do(p: Watcher) -> None:
    friday.set_up(p)
    at_home(p, "Ada")
    p.choose_label("Say what Friday circle is here to do")
    p.expect("draft.check")
    p.choose("fill_in")
    p.write("What we do at home together")
    p.choose("usual_steps")
    p.write("So that we all know")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    p.expect("home", "Ada")
    decide(p, "This is what Friday circle is here to do.")
    end_the_meeting(p)
    at_home(p, "Bo")
    assert "Say what Friday circle is here to do" not in {t.label for t in p.sheet.tiles}
    p.choose("our_circle")
    p.choose("our_circles")
    assert "It can decide this: What we do at home together" in p.sheet.body
    p.choose("do_with_circle")
    p.choose("change_charter")


def they_make_a_garden_circle(p: Watcher) -> None:
    """A new circle is made; Cy leads it, Bo is in it too, Ada rather not."""
    friday.set_up(p)
    at_home(p, "Ada")
    p.choose("our_circle")
    p.choose("our_circles")
    p.choose("do_with_circle")
    p.choose("new_circle")
    p.choose("helping_circle")
    for name in ("Bo", "Ada"):
        p.choose("add_first")
        p.choose_label(name)
    p.choose("enough_people")
    p.expect("matter.who")
    p.choose_label("Cy")
    p.write("Garden")
    for words in ("Things grow.", "The garden", "We like it"):
        p.write(words)
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "We make a circle that helps for some time: Garden")
    end_the_meeting(p)
    for name, wants in (("Cy", True), ("Bo", True), ("Ada", False)):
        at_home(p, name)
        p.choose_label("You are asked to be in Garden")
        p.expect("join.ask", name)
        p.choose("want_to_join" if wants else "rather_not_join")
        p.choose("keep_answer")
        p.expect("home", name)


def a_new_circle_wants_to_decide_at_once(p: Watcher) -> None:
    they_make_a_garden_circle(p)
    at_home(p, "Bo")
    p.choose("another_circle")
    p.choose_label("Garden")
    p.choose("talk_about")
    p.choose("just_something")
    p.choose("make_idea")
    for words in ("Beans", "They are good", "Bo", "We eat them"):
        p.write(words)
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    p.choose("what_i_meant")
    p.choose("meet")
    _everyone_is_here(p)
    for _ in range(60):
        if p.sheet.page == "charter.first":
            break
        offered = _ids(p)
        p.choose(next(id for id in ANYWHERE if id in offered))
    p.expect("charter.first")


def the_garden_says_yes(p: Watcher) -> None:
    """First the new circle says yes to its aim, then the other idea goes on."""
    a_new_circle_wants_to_decide_at_once(p)
    p.choose("charter")
    decide(p)
    p.choose("another_item")
    decide(p, "Beans")


def the_home_belongs_to_the_board(p: Watcher) -> None:
    """Both circles agree; then Board chooses who brings its news, and agrees to who brings views."""
    friday.set_up(p)
    board_from_elsewhere(p)
    at_home(p, "Ada")
    p.choose("our_circle")
    p.choose("our_circles")
    p.choose("other_top")
    p.choose_label("Board")
    p.choose("people_in_it")
    p.choose("go_back")
    for _ in range(2):
        p.press("back")
    p.choose("do_with_circle")
    p.choose("belong_to_wider")
    p.choose_label("Board")
    p.write("We want to be heard")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Our circle belongs to Board.")
    end_the_meeting(p)
    at_home(p, "Dee")
    p.choose_label("Friday circle wants to belong to us. Is it OK for us too?")
    p.write("They are welcome")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Friday circle wants to belong to us. Is it OK for us too?")
    end_the_meeting(p)


def both_links_are_made(p: Watcher) -> None:
    the_home_belongs_to_the_board(p)
    at_home(p, "Dee")
    p.choose("our_circle")
    p.choose("our_circles")
    assert "Nobody brings news from Board to Friday circle. This link is broken." in p.sheet.body
    p.choose_label("Down to Friday circle")
    p.choose("do_with_circle")
    p.choose_label("Choose who brings news to Friday circle")
    p.choose_label("Dee")
    p.write("Dee knows us")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Dee brings our news to Friday circle.")
    end_the_meeting(p)
    home = circle_of(p, "Friday circle").id
    p.home.tell(e.RoleFilled(home, "delegate", person_of(p, "Ada"), "2027-01-01", False))
    p.sit_down_again()
    at_home(p, "Eve")
    p.choose("our_circle")
    p.choose("our_circles")
    assert "Board has not said yet who may bring views from Friday circle." in p.sheet.body
    p.choose("do_with_circle")
    p.choose_label("Say if their views may come: Friday circle")
    p.write("Ada speaks well")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Ada takes the views of Friday circle to us, and is a member here.")
    end_the_meeting(p)
    at_home(p, "Bo")
    p.choose("our_circle")
    p.choose("our_circles")
    assert {
        "Friday circle belongs to Board.",
        "Dee brings news from Board.",
        "Ada takes the views of Friday circle there.",
    } <= set(p.sheet.body)


def the_home_ends(p: Watcher) -> None:
    """Board and the home agree that the home ends; its book can still be read."""
    both_links_are_made(p)
    p.choose("do_with_circle")
    p.choose("close_circle")
    p.write("We all move")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Friday circle ends.")
    end_the_meeting(p)
    at_home(p, "Eve")
    p.choose_label("Friday circle wants to end. Is it OK for us too?")
    p.write("They move")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    decide(p, "Friday circle wants to end. Is it OK for us too?")
    end_the_meeting(p)
    at_home(p, "Ada")
    p.choose("our_circle")
    p.choose("our_circles")
    assert "What Friday circle decided has come back here." in p.sheet.body
    p.choose("other_top")
    p.choose_label("Friday circle")
    p.choose("its_decisions")
    p.choose_label("Friday circle ends.")


def a_map_with_faults(p: Watcher) -> None:
    """A helping circle past its day, one with one person in both places, and a ring from two homes."""
    friday.set_up(p)
    home = circle_of(p, "Friday circle")
    ada, bo = person_of(p, "Ada"), person_of(p, "Bo")
    below = [
        e.CircleProposed(
            home.id, f"c{n:02d}", "helping_circle", f"Help {n:02d}", "Help.", "This.", ada, (), "2026-01-01",
            "2026-01-01", f"d{n}",
        )
        for n in range(14)
    ]  # fmt: skip
    p.home.tell(
        *below,
        e.MemberJoined("c00", ada),
        e.MemberJoined("c00", bo),
        e.CharterKept("c00", "c00", "Help 00", "Help.", "This.", "We ask Cy.", "2027-01-01", "dx", ""),
        e.RoleFilled("c00", "leader", ada, "2027-01-01", False),
        e.RoleFilled("c00", "delegate", ada, "2027-01-01", False),
        e.CircleBelongs("c00", home.id, "c00", "dy", ""),
    )
    p.sit_down_again()
    at_home(p, "Ada")
    p.choose("our_circle")
    p.choose("our_circles")
    p.choose("circles_below")
    p.choose_label("Names with Help 0")
    p.choose_label("Help 00")


def fourteen_people(p: Watcher) -> None:
    """A larger circle: names are found by their first letters."""
    friday.set_up(p)
    home = circle_of(p, "Friday circle").id
    names = ("Ann", "Al", "Beth", "Dan", "Ed", "Flo", "Gus", "Hana", "Ida", "Jo", "Kim")
    p.home.tell(
        *(e.PersonAdded(f"p{n}", "worker", name) for n, name in enumerate(names)),
        *(e.MemberJoined(home, f"p{n}") for n in range(len(names))),
    )
    p.sit_down_again()
    p.expect("welcome")
    p.choose_label("A to B")
    p.choose_label("Beth")


def who_raised_it_is_away(p: Watcher) -> None:
    """Nobody but Ada can say what Ada meant, so it waits for her."""
    friday.set_up(p)
    at_home(p, "Ada")
    for id in ("talk_about", "just_something", "make_idea"):
        p.choose(id)
    for words in ("Beans", "They are good", "Bo", "We eat them"):
        p.write(words)
    for id in ("keep_day", "it_stops", "keep_words"):
        p.choose(id)
    p.press("back")
    at_home(p, "Bo")
    p.choose("meet")
    p.choose_label("Cy")
    p.everyone_is_here()
    if p.sheet.page == "agenda":
        p.choose_label("Beans")
    p.expect("meeting.absent")


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        they_say_what_they_are_here_to_do,
        the_garden_says_yes,
        the_home_ends,
        a_map_with_faults,
        fourteen_people,
        who_raised_it_is_away,
    )
}
