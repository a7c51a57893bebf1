"""Stories of who speaks beside somebody, who answers for them, and of papers."""

from collections.abc import Callable

from kiosk.governance.events import PersonAdded, ProxyNamed, RoleFilled
from tests.conversation.stories_helping import begins, called, others_consent, turn
from tests.conversation.stories_membership import id_of
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]
IDEA = "On Fridays, dinner moves to six"


def names_beside(p: Watcher) -> None:
    """Bo opens the page about who is beside Bo."""
    turn(p, "Bo")
    p.choose("about_me")
    p.choose("beside_and_for_me")
    p.expect("stand_in.mine", "Bo")
    assert p.sheet.private


def bo_names(p: Watcher, who: str) -> None:
    """Bo says that this one may answer for Bo, for a month."""
    names_beside(p)
    p.choose("name_proxy")
    assert "About your own life only you answer." in p.sheet.body
    p.choose_label(who)
    p.choose("for_all.in_a_month")
    assert "You can end it with one press." in p.sheet.body
    p.choose("change_it")
    p.choose("for_all.in_three_months")
    p.choose("keep_proxy")
    assert p.stored[-1] == "ProxyNamed"
    p.expect("stand_in.mine", "Bo")
    p.press("back")
    p.choose("finish")


def is_asked(p: Watcher, *here: str) -> None:
    """Ada's idea goes as far as consent with those who are here."""
    friday.ada_brings_an_idea(p)
    p.choose("finish")
    ada_meets(p, *here)


def ada_meets(p: Watcher, *here: str) -> None:
    turn(p, "Ada")
    p.choose("meet")
    for name in here:
        p.choose_label(name)
    p.everyone_is_here()
    friday.cy_presents(p)
    everyone(p, "question.ask", "no_question", 1 + len(here))
    everyone(p, "reaction.ask", "nothing_to_say", 1 + len(here))
    friday.ask_everyone(p)


def bo_lets_dee_answer(p: Watcher) -> None:
    """Bo is asked first and lets Dee answer this time; the record says who answered, and Bo hears it."""
    begins(p, "Dee", "Eve")
    bo_names(p, "Dee")
    is_asked(p, "Bo", "Cy", "Dee", "Eve")
    while called(p) != "Bo":
        everyone(p, "consent.read", friday.consents, 1)
    p.takes_turn("Bo")
    p.choose("let_answer")
    assert p.stored[-1] == "AskedFirst"
    others_consent(p)
    p.expect("proxy.ask")
    assert p.sheet.title == "Who answers for Bo?"
    assert "Bo can still answer. Then only the answer of Bo counts." in p.session_texts()
    p.choose_label("Dee")
    dee_says_ok(p)
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    turn(p, "Ada")
    p.choose("logbook")
    p.choose_label(IDEA)
    assert "Dee answered for Bo." in p.session_texts()
    p.choose("how_it_came")
    assert any(one.startswith("Dee for Bo: It is OK to try.") for one in p.session_texts())
    for _ in range(3):
        p.press("back")
    p.choose("our_circle")
    p.choose("our_people")
    assert any(one.startswith("Dee may answer for Bo until") for one in p.session_texts())


def dee_says_ok(p: Watcher) -> None:
    p.takes_turn("Dee")
    p.expect("proxy.read", "Dee")
    p.choose("heard_it")
    assert p.sheet.title == "What would Bo say?"
    p.choose("ok_for")
    p.choose("change_it")
    p.choose("ok_for")
    p.choose("keep_for")


def bo_answers_after_all(p: Watcher) -> None:
    """Dee answered for Bo, and then Bo answers: only that counts, and Bo hears what Dee said."""
    begins(p, "Dee", "Eve")
    bo_names(p, "Dee")
    is_asked(p, "Cy", "Dee", "Eve")
    others_consent(p)
    eve_asked(p)
    p.choose_label("Dee")
    dee_says_ok(p)
    p.expect("consent.last_check")
    bo_wants_a_turn(p)
    p.choose("ready")
    p.expect("turn.right", "Bo")
    assert "Dee answered for you: It is OK to try." in p.session_texts()
    p.choose("that_is_right")
    p.choose_label(f"Look at my answer again: {IDEA}")
    p.choose("heard_it")
    p.choose("nothing_to_say")
    p.choose("problem")
    p.choose("everyone_here")
    p.choose("need_help")


def bo_wants_a_turn(p: Watcher) -> None:
    """In the middle of a meeting Bo, who was not there, comes to the kiosk."""
    p.press("back")
    p.choose("somebody_else")
    p.choose_label("Bo")


def eve_asked(p: Watcher) -> None:
    """In the sitting: Bo is not here; Eve asked Bo, and says so. Whoever is concerned is not offered."""
    p.expect("proxy.ask")
    assert p.sheet.title == "Was Bo asked?"
    offered = {tile.label for tile in p.sheet.tiles}
    assert offered >= {"Eve"}
    assert not offered & {"Ada", "Cy", "Dee", "Bo"}
    p.choose("wait_for")
    p.expect("meeting.waiting")
    p.press("back")
    p.choose_label("Eve")
    p.takes_turn("Eve")
    p.expect("proxy.asked", "Eve")
    p.choose("did_not_ask")
    p.takes_turn(called(p))
    p.choose_label("Eve")
    p.takes_turn("Eve")
    p.choose("did_ask")
    p.expect("proxy.ask")


def dee_sees_a_problem_for_bo(p: Watcher) -> None:
    """A problem that Dee saw for Bo counts as much; and Bo takes it back alone."""
    begins(p, "Dee", "Eve")
    bo_names(p, "Dee")
    is_asked(p, "Cy", "Dee", "Eve")
    others_consent(p)
    eve_asked(p)
    p.choose_label("Dee")
    p.takes_turn("Dee")
    p.choose("heard_it")
    p.choose("problem_for")
    p.press("back")
    p.choose("leave_it")
    p.choose("heard_it")
    p.choose("problem_for")
    p.write("It is too late for Bo")
    p.expect("objections.read")
    assert "Dee saw it for Bo." in p.session_texts()
    p.choose("everyone_heard")
    p.expect("objection.tie")
    bo_wants_a_turn(p)
    p.takes_turn("Bo")
    p.choose_label(f"Look at my answer again: {IDEA}")
    p.choose("heard_it")
    p.choose("nothing_to_say")
    p.press("back")


def jo_is_no_member(p: Watcher) -> None:
    """Bo names Jo, whom the kiosk knows, for this one matter; Jo answers it from Jo's own list."""
    begins(p, "Eve")
    p.home.tell(PersonAdded("f77", "other", "Jo"))
    p.sit_down_again()
    friday.ada_brings_an_idea(p)
    p.choose("finish")
    names_beside(p)
    p.choose("name_proxy")
    p.choose_label("Jo")
    p.choose("leave_it")
    p.choose_label("Jo")
    p.choose_label(f"Only this: {IDEA}")
    p.choose("keep_proxy")
    p.press("back")
    p.choose("finish")
    ada_meets(p, "Cy", "Eve")
    everyone(p, "consent.read", friday.consents, 3)
    p.choose_label("Eve")
    p.takes_turn("Eve")
    p.choose("did_ask")
    p.choose("end_meeting")
    p.choose("end_now")
    turn(p, "Jo")
    assert "You may answer for Bo. Bo is always asked first." in p.session_texts()
    p.choose_label(f"Answer for Bo: {IDEA}")
    p.choose("heard_it")
    p.choose("ok_for")
    p.choose("keep_for")
    turn(p, "Jo")
    p.choose_label("I do not answer for Bo any more")


def nobody_may_today(p: Watcher) -> None:
    """The day that Bo named is over, so nobody answers for Bo."""
    begins(p, "Dee", "Eve")
    circle = p.home.session.place.circle
    p.home.tell(ProxyNamed(circle, "old", id_of(p, "Bo"), id_of(p, "Dee"), "", "2026-01-31"))
    p.sit_down_again()
    is_asked(p, "Cy", "Dee", "Eve")
    others_consent(p)
    p.expect("proxy.ask")
    assert "Nobody may answer for Bo today." in p.session_texts()
    p.choose("another_item")


def sam_speaks_beside_bo(p: Watcher) -> None:
    """Somebody whom the kiosk does not know speaks beside Bo, and says it in Bo's turn."""
    begins(p)
    names_beside(p)
    p.choose("name_advocate")
    p.choose("leave_it")
    p.choose("name_advocate")
    p.choose("other_helper")
    p.write("A" * 41)
    p.choose("go_on")
    p.write("Sam")
    assert "Sam speaks beside Bo." in p.session_texts()
    p.press("back")
    p.choose("finish")
    friday.ada_brings_an_idea(p)
    p.choose("meet")
    for name in ("Bo", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()
    friday.cy_presents(p)
    everyone(p, "question.ask", "no_question", 3)
    while called(p) != "Bo":
        everyone(p, "reaction.ask", "nothing_to_say", 1)
    p.takes_turn("Bo")
    p.choose("say_something")
    p.choose("i_say")
    p.press("back")
    p.choose("say_something")
    p.choose("speaks_beside")
    p.expect("advocate.speaks", "Bo")
    p.write("Bo goes to bed early")
    p.expect("reaction.ask", "Bo")
    p.choose("read_again")
    assert "Beside Bo somebody said: Bo goes to bed early" in p.session_texts()
    p.choose("go_on")
    p.choose("nothing_to_say")


def bo_ends_it(p: Watcher) -> None:
    """Each is ended by one press."""
    begins(p, "Dee")
    bo_names(p, "Dee")
    p.choose_label("Bo")
    p.choose("ready")
    assert "You said who may answer for you." in p.session_texts()
    p.choose("that_is_right")
    p.choose("finish")
    names_beside(p)
    p.choose("name_advocate")
    p.choose_label("Dee")
    p.choose("end_advocate")
    p.choose_label("Dee does not answer for me any more")
    assert p.stored[-1] == "StandInEnded"
    p.press("back")
    p.choose("finish")
    p.choose_label("Bo")
    p.choose("ready")
    assert "You said: nobody speaks beside me now." in p.session_texts()
    p.choose("that_is_right")


def a_paper_for_bo(p: Watcher) -> None:
    """Two stewards have seen Jo's paper, and one says that it covers this; Bo is asked first all the same."""
    begins(p, "Dee", "Eve")
    circle = p.home.session.place.circle
    p.home.tell(PersonAdded("f77", "other", "Jo"))
    for name in ("Dee", "Eve"):
        p.home.tell(RoleFilled(circle, "steward", id_of(p, name), "2027-09-01", False))
    p.sit_down_again()
    is_asked(p, "Cy", "Dee", "Eve")
    others_consent(p)
    p.expect("meeting.waiting")
    p.choose("end_meeting")
    p.choose("end_now")
    papers(p, "Dee")
    p.choose("new_paper")
    assert "We take it that everyone can decide for themselves." in p.session_texts()
    p.choose_label("Bo")
    p.choose_label("Jo")
    p.write("Going out and what it costs")
    assert "It counts when another steward saw it too." in p.session_texts()
    p.choose("change_it")
    p.write("Going out and what it costs")
    p.choose("keep_paper")
    assert p.stored[-1] == "PaperSeen"
    p.press("back")
    p.choose("finish")
    papers(p, "Eve")
    p.choose_label("I saw the paper of Jo for Bo too")
    assert "You are the second steward. Now it counts." in p.session_texts()
    p.choose("keep_paper")
    p.press("back")
    p.choose_label(f"Is the paper for Bo about this? {IDEA}")
    p.choose("not_covered")
    p.choose_label(f"Is the paper for Bo about this? {IDEA}")
    p.choose("it_covers")
    assert p.stored[-1] == "PaperCovers"
    p.choose("finish")
    turn(p, "Jo")
    assert f"Answer for Bo: {IDEA}" not in {tile.label for tile in p.sheet.tiles}


def papers(p: Watcher, name: str) -> None:
    turn(p, name)
    p.choose("our_circle")
    p.choose("answer_papers")
    p.expect("paper.list", name)


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        bo_lets_dee_answer,
        bo_answers_after_all,
        dee_sees_a_problem_for_bo,
        jo_is_no_member,
        nobody_may_today,
        sam_speaks_beside_bo,
        bo_ends_it,
        a_paper_for_bo,
    )
}
