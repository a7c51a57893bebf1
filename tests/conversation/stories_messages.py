"""Stories of messages between a home and its board, both at one kiosk."""

from collections.abc import Callable

from kiosk.governance import events as e
from tests.conversation.stories_circles import (
    ANYWHERE,
    at_home,
    board_from_elsewhere,
    circle_of,
    decide,
    end_the_meeting,
    person_of,
)
from tests.conversation.world import Watcher
from tests.journeys import friday

Story = Callable[[Watcher], None]


def linked(p: Watcher) -> None:
    """Friday circle (Ada, Bo, Cy) belongs to Board (Dee, Eve); Dee leads it, Ada takes its views."""
    friday.set_up(p)
    board_from_elsewhere(p)
    home = circle_of(p, "Friday circle").id
    p.home.tell(
        e.CircleBelongs("board", home, "board", "d1", ""),
        e.MemberJoined(home, "dee"),
        e.MemberJoined("board", person_of(p, "Ada")),
        e.RoleFilled(home, "leader", "dee", "2027-01-01", False),
        e.RoleFilled(home, "delegate", person_of(p, "Ada"), "2027-01-01", False),
    )
    p.sit_down_again()


def bo_asks_for_a_ramp(p: Watcher) -> None:
    linked(p)
    at_home(p, "Bo")
    p.choose("our_circle")
    p.choose("tell_wider")
    p.write("We need a ramp")
    p.expect("message.noted")
    p.choose("go_on")
    p.choose("our_circle")
    p.choose("our_messages")
    assert "It waits for Ada to bring it." in p.sheet.body
    p.choose("go_back")
    p.choose("go_back")
    at_home(p, "Ada")
    p.choose_label("Bring this to Board: We need a ramp")
    p.choose("bring_it")
    p.expect("home", "Ada")


def the_board_has_heard(p: Watcher) -> None:
    """Board meets at this kiosk; it has heard it."""
    bo_asks_for_a_ramp(p)
    at_home(p, "Eve")
    p.choose("meet")
    p.everyone_is_here()
    p.expect("agenda", "Eve")
    p.choose_label("Ada brings: We need a ramp")
    assert "Ada did not decide it alone." in p.sheet.body
    p.choose("have_heard")
    p.expect("agenda", "Eve")
    p.choose("end_meeting")
    p.choose("end_now")


def what_came_of_it_is_told(p: Watcher) -> None:
    """Ada and Dee tell it side by side; Bo is told first, then the others."""
    the_board_has_heard(p)
    at_home(p, "Ada")
    p.choose_label("Tell what came of: We need a ramp")
    for words in ("Nothing yet", "There is no money", "All of it", "Dee"):
        p.write(words)
    p.expect("report.check", "Ada")
    p.choose("keep_report")
    at_home(p, "Dee")
    p.choose_label("Hear what will be told about: We need a ramp")
    p.choose("stand_beside")
    at_home(p, "Cy")
    assert not any("We need a ramp" in t.label for t in p.sheet.tiles)
    at_home(p, "Bo")
    p.choose_label("There is news for you")
    p.choose_label("Cy")
    p.expect("news.with", "Bo")
    p.choose("not_here_yet")
    p.expect("home", "Bo")
    # Nothing was told yet, so nobody else hears it before Bo.
    assert not any(sent.told for sent in circle_of(p, "Friday circle").post.sent.values())
    p.choose_label("There is news for you")
    p.choose_label("Cy")
    p.choose("both_here")
    p.expect("report.read", "Bo")
    p.choose("report_answer_back")
    p.write("It cannot wait")
    p.choose("go_on")
    p.choose_label("Hear what came of: We need a ramp")
    p.choose("report_heard")
    at_home(p, "Cy")
    p.choose_label("Hear what came of: We need a ramp")
    p.choose("report_not_understood")
    at_home(p, "Ada")
    p.choose_label("Tell what came of: We need a ramp")


def all_have_heard(p: Watcher) -> None:
    """Told anew; everybody has heard it, and it is done."""
    what_came_of_it_is_told(p)
    for words in ("Nothing yet, and we ask again", "There is no money", "All of it", "Dee"):
        p.write(words)
    p.choose("keep_report")
    at_home(p, "Dee")
    p.choose_label("Hear what will be told about: We need a ramp")
    p.choose("stand_beside")
    for name in ("Cy", "Bo"):
        at_home(p, name)
        p.choose_label("Hear what came of: We need a ramp")
        p.choose("report_heard")
    p.choose("our_circle")
    p.choose("our_messages")
    assert "This is done. All have heard what came of it." in p.sheet.body


def one_left_before_hearing(p: Watcher) -> None:
    """Cy had not heard it, and is no member any more: the others close it."""
    the_board_has_heard(p)
    home = circle_of(p, "Friday circle")
    (id,) = home.post.sent
    p.home.record.append(home.id, "", "", [e.MessageReported(home.id, id, "dee", "", "a", "b", "c", "d")])
    p.home.switch_on()
    report = circle_of(p, "Friday circle").post.sent[id].report
    assert report
    ada, bo, cy = (person_of(p, name) for name in ("Ada", "Bo", "Cy"))
    p.home.record.append(
        home.id,
        "",
        "",
        [
            e.ReportJoined(home.id, id, ada),
            e.NewsTold(home.id, id, bo, None),
            e.ReportAnswered(home.id, id, report.id, bo, "heard"),
        ],
    )
    p.home.tell(e.MemberLeft(home.id, cy))
    p.sit_down_again()
    at_home(p, "Bo")
    p.choose_label("All have heard. This is done: We need a ramp")


def the_board_makes_it_an_idea(p: Watcher) -> None:
    bo_asks_for_a_ramp(p)
    at_home(p, "Eve")
    p.choose("meet")
    for name in ("Dee", "Ada"):
        p.choose_label(name)
    p.everyone_is_here()
    p.choose_label("Ada brings: We need a ramp")
    p.choose("idea_of_ours")
    decide(p)
    end_the_meeting(p)
    at_home(p, "Eve")
    p.choose("logbook")
    p.press(p.sheet.tiles[0].id)
    assert "Ada brought this from Friday circle." in p.sheet.body


def bo_does_not_give_way(p: Watcher) -> None:
    """Two wordings went round; then somebody from outside, then the wider circle."""
    linked(p)
    friday.ada_brings_an_idea(p)
    p.choose("meet")
    for name in ("Bo", "Cy", "Dee"):
        p.choose_label(name)
    p.everyone_is_here()
    for _ in range(2):
        for _ in range(60):
            if p.sheet.page in ("objections.read", "objection.amend"):
                break
            _with_a_problem(p)
        if p.sheet.page == "objections.read":
            p.choose("everyone_heard")
        for _ in range(14):
            if p.sheet.page == "objection.amend":
                break
            _work(p)
        p.expect("objection.amend")
        if "outside_help" in {one.id for one in p.session_prompt().choices}:
            break
        p.choose("change_words")
        p.write("On Fridays, dinner moves to half past five")
        p.choose("keep_words")
    p.choose("outside_help")
    p.choose("hand_on")
    p.choose("keep_hand_on")


def _with_a_problem(p: Watcher) -> None:
    name = p.sheet.asked_of.name if p.sheet.asked_of else ""
    if p.sheet.page == "consent.read" and name == "Bo":
        p.choose("heard_it")
        for id in ("problem", "everyone_here", "by_picture", "reason.time", "keep_answer"):
            p.choose(id)
        return
    offered = {one.id for one in p.session_prompt().choices}
    p.choose(next(id for id in ANYWHERE if id in offered))


def _work(p: Watcher) -> None:
    offered = {one.id for one in p.session_prompt().choices}
    for id in ("ready", "that_is_right", "not_now", "still_counts", "you_suggest"):
        if id in offered:
            p.choose(id)
            return
    raise AssertionError(p.describe())


def a_problem_is_handed_on(p: Watcher) -> None:
    """The objector asks for it; Board hears Bo first."""
    bo_does_not_give_way(p)
    home = circle_of(p, "Friday circle")
    (id,) = home.post.sent
    about = home.post.sent[id].about
    carried = e.MessageCarried("board", id, home.id, "n", "referred", person_of(p, "Ada"), about, "Dinner")
    p.home.record.append("board", "", "", [carried, e.MeetingBegun("board", "mb", ("eve", "dee"))])
    # The device stands in the room where Board meets.
    p.home.places.saved = {"circle": "board"}
    p.home.switch_on()
    p.sit_down_again()
    p.takes_turn("Eve")
    p.choose_label("Ada brings: Dinner")
    assert "Bo sees a problem with it. The problem still stands." in p.sheet.body
    p.choose("objector_heard")
    p.choose("idea_of_ours")


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        all_have_heard,
        one_left_before_hearing,
        the_board_makes_it_an_idea,
        a_problem_is_handed_on,
    )
}
