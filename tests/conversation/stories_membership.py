"""Stories of belonging: joining, visiting, leaving, a death, a removal, setting aside and coming back."""

from collections.abc import Callable

from kiosk.governance.events import RoleFilled
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]


def out_of_the_circle(p: Watcher) -> None:
    """From the page about the circle back to one's own list."""
    if p.sheet.page == "circle.about":
        p.choose("go_back")


def id_of(p: Watcher, name: str) -> str:
    return next(id for id, person in p.home.desk.state.people.items() if person.name == name)


def turn(p: Watcher, name: str) -> None:
    """Somebody takes a turn at rest."""
    if p.sheet.page == "home":
        p.choose("finish")
    p.takes_turn(name)
    p.expect("home", name)


def invites(p: Watcher, name: str, kind: str = "worker", how: str = "belong") -> None:
    p.choose("our_circle")
    p.choose("our_people")
    p.expect("people")
    p.choose("ask_to_come")
    p.choose("somebody_new")
    p.write(name)
    p.choose(f"kind.{kind}")
    p.choose(how)
    p.choose("it_is_right")
    p.press("back")
    out_of_the_circle(p)
    p.expect("home")


def wants_to_join(p: Watcher, name: str) -> None:
    turn(p, name)
    p.choose("i_want_to_join")
    p.expect("word.ask")
    p.choose("leave_it")
    p.expect("home", name)
    assert "wants" in p.sheet.body[0] or "asked" in p.sheet.body[0]
    p.choose("finish")


def says_why(p: Watcher, why: str) -> None:
    """A matter says by itself what it is; the circle adds why, and the day it looks again."""
    p.expect("draft.part")
    p.write(why)
    for id in ("keep_day", "it_stops", "keep_words"):
        p.choose(id)


def meets(p: Watcher, item: str, *others: str) -> None:
    """Whoever holds the turn begins a meeting with these others and chooses what to look at."""
    p.choose("meet")
    for name in others:
        p.choose_label(name)
    p.everyone_is_here()
    if p.sheet.page == "agenda":
        p.choose_label(item)


def rounds(p: Watcher, questions: int, reactions: int) -> None:
    takes_called(p)
    if p.sheet.page == "draft.agenda":
        p.choose("one_idea")
    p.choose("everyone_heard")
    everyone(p, "question.ask", "no_question", questions)
    everyone(p, "reaction.ask", "nothing_to_say", reactions)
    friday.ask_everyone(p)


def takes_called(p: Watcher) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def decides(p: Watcher, people: int) -> None:
    everyone(p, "consent.read", friday.consents, people)
    friday.last_check(p)


def dee_joins(p: Watcher) -> None:
    """Ada asks Dee, Dee wants to, and then the circle is asked."""
    friday.set_up(p)
    turn(p, "Ada")
    invites(p, "Dee")
    wants_to_join(p, "Dee")
    turn(p, "Cy")
    p.choose_label("Ask everyone: can Dee join?")
    says_why(p, "Dee knows us well")
    meets(p, "Dee joins our circle.", "Ada", "Bo")
    rounds(p, 3, 3)
    decides(p, 3)
    assert p.stored[-1] == "MemberJoined"
    p.choose("another_item")


def the_item_is_left(p: Watcher, name: str) -> None:
    """Whoever is called does not take the turn; somebody else looks at another item."""
    p.choose("somebody_else")
    p.choose_label(name)
    p.choose("ready")
    if p.sheet.page == "turn.right":
        p.choose("that_is_right")
    p.expect("home", name)


def dee_joins_in_a_round(p: Watcher) -> None:
    """While the circle is asked about Fridays, Dee becomes a member, and is asked too."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    invites(p, "Dee")
    wants_to_join(p, "Dee")
    turn(p, "Cy")
    p.choose_label("Ask everyone: can Dee join?")
    says_why(p, "Dee knows us well")
    meets(p, "On Fridays, dinner moves to six", "Ada", "Bo")
    rounds(p, 3, 3)
    the_item_is_left(p, "Cy")
    p.choose("another_item")
    p.choose_label("Dee joins our circle.")
    rounds(p, 3, 3)
    decides(p, 3)
    assert "RosterGrew" in p.stored
    ends_the_meeting(p)
    turn(p, "Dee")
    p.choose_label("Give your answer: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.expect("consent.catch_up", "Dee")
    p.choose("nothing_to_say")
    p.choose("problem")
    p.expect("objection.who_hears", "Dee")


def ends_the_meeting(p: Watcher) -> None:
    p.choose("end_meeting")
    p.choose("end_now")
    p.expect("welcome")


def dee_does_not_want_to(p: Watcher) -> None:
    friday.set_up(p)
    turn(p, "Ada")
    invites(p, "Dee")
    turn(p, "Dee")
    p.choose("i_want_to_join")
    p.expect("word.ask")
    p.choose("leave_it")
    p.choose("i_changed_my_mind")
    p.expect("welcome")
    turn(p, "Ada")
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("ask_to_come")
    p.choose_label("Dee")
    p.choose("belong")
    p.choose("it_is_right")
    p.press("back")
    out_of_the_circle(p)
    wants_to_join(p, "Dee")
    turn(p, "Cy")
    p.choose_label("Ask everyone: can Dee join?")
    says_why(p, "Dee knows us well")
    turn(p, "Dee")
    p.choose("i_changed_my_mind")
    p.expect("welcome")
    assert "Overtaken" in p.stored
    turn(p, "Ada")
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("ask_to_come")
    p.choose_label("Dee")
    p.choose("belong")
    p.choose("it_is_right")
    p.press("back")
    out_of_the_circle(p)
    turn(p, "Dee")
    p.choose("i_do_not_want")
    p.expect("welcome")


def a_guest_comes(p: Watcher) -> None:
    """Eve visits one meeting: asked in questions, and in nothing else."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    invites(p, "Eve", "advocate", "visit")
    turn(p, "Eve")
    assert "Guests do not decide." in p.sheet.body
    p.choose("finish")
    turn(p, "Ada")
    p.choose("meet")
    for name in ("Bo", "Cy", "Eve (guest)"):
        p.choose_label(name)
    p.everyone_is_here()
    friday.cy_presents(p)
    asked = everyone(p, "question.ask", "no_question", 4)
    assert "Eve" in asked
    reacted = everyone(p, "reaction.ask", "nothing_to_say", 3)
    assert "Eve" not in reacted
    the_item_is_left(p, "Eve")


def bo_objects_alone(p: Watcher) -> None:
    """Bo sees a problem with Fridays; the round is open, and nobody knows."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    p.takes_turn("Bo")
    for id in ("heard_it", "problem", "everyone_here", "by_picture"):
        p.choose(id)
    for _ in range(2):
        p.choose("none_of_these")
        p.choose("other_pictures")
    p.choose("reason.before")
    p.choose("change_it")
    p.choose("reason.feeling")
    p.choose("keep_answer")
    the_item_is_left(p, "Bo")


def bo_leaves_and_the_problem_stays(p: Watcher) -> None:
    bo_objects_alone(p)
    leaves(p)
    p.choose("take_back")
    p.choose("tired")
    p.choose("go_on")
    p.expect("leave.confirm", "Bo")
    p.choose("leave_now")
    # The others answer anew; then Bo's problem is there for all, and is met without calling Bo.
    everyone(p, "consent.read", friday.consents, 2)
    p.expect("objections.read")
    p.choose("everyone_heard")
    takes_called(p)
    p.choose("still_counts")
    p.expect("objection.amend")
    p.choose("change_words")
    p.write("On Fridays, dinner moves to half past five")
    p.choose("keep_words")
    friday.ask_everyone(p)
    everyone(p, "consent.read", friday.consents, 2)
    p.expect("consent.last_check")
    assert "Bo saw a problem and is gone." in p.sheet.body[0]
    friday.last_check(p)
    assert "ObjectionMet" in p.stored
    ends_the_meeting(p)
    turn(p, "Cy")
    p.choose("our_circle")
    p.choose("our_people")
    assert "Bo was here before, and left." in p.sheet.body


def leaves(p: Watcher) -> None:
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("want_to_leave")
    p.choose("go_on_leaving")


def bo_takes_it_back_and_leaves(p: Watcher) -> None:
    bo_objects_alone(p)
    leaves(p)
    p.expect("leave.problem", "Bo")
    p.choose("take_back")
    p.choose("fixed")
    p.choose("keep_taken_back")
    p.choose("leave_now")
    assert "MemberLeft" in p.stored
    everyone(p, "consent.read", friday.consents, 2)
    friday.last_check(p)


def bo_takes_a_standing_problem_back(p: Watcher) -> None:
    """The words were changed for Bo, and nobody was asked yet; Bo leaves."""
    idea_changed_for_bo(p)
    the_item_is_left(p, "Bo")
    leaves(p)
    p.choose("take_back")
    p.choose("can_live")
    p.choose("keep_taken_back")
    for _ in range(3):
        p.press("back")
        out_of_the_circle(p)
    the_item_is_left(p, "Bo")


def idea_changed_for_bo(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p, objecting="Bo")
    friday.they_work_on_it(p)


def cy_leaves_and_someone_else_does_it(p: Watcher) -> None:
    """Cy helped the meetings along and was to cook: both are free, and head the next agenda."""
    friday.whole_story(p)
    ends_the_meeting(p)
    turn(p, "Cy")
    leaves(p)
    p.choose("leave_now")
    p.expect("welcome")
    turn(p, "Ada")
    p.choose("our_circle")
    p.choose("our_people")
    assert "Nobody does this now: help everyone have a turn." in p.sheet.body
    p.press("back")
    out_of_the_circle(p)
    p.choose("meet")
    p.choose_label("Bo")
    p.everyone_is_here()
    p.choose_label("Somebody is gone. Who does this now? On Fridays, dinner moves to half past five")
    p.choose("seen_to")
    ends_the_meeting(p)


def the_last_one_stays(p: Watcher) -> None:
    friday.set_up(p)
    for name in ("Cy", "Bo"):
        turn(p, name)
        leaves(p)
        p.choose("leave_now")
    turn(p, "Ada")
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("want_to_leave")
    p.expect("leave.ask", "Ada")
    p.choose("go_back")
    out_of_the_circle(p)
    p.choose("about_somebody")
    p.choose("set_aside")
    p.choose("go_back")
    out_of_the_circle(p)


def about(p: Watcher, name: str, what: str) -> None:
    turn(p, name)
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("about_somebody")
    p.choose(what)


def bo_dies(p: Watcher) -> None:
    """Ada and Cy both have to say so; then nobody calls Bo."""
    friday.set_up(p)
    about(p, "Ada", "somebody_died")
    p.choose_label("Bo")
    p.choose("keep_word")
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("about_somebody")
    p.choose_label("Take back what I said of Bo")
    p.choose("somebody_died")
    p.choose_label("Bo")
    p.choose("keep_word")
    p.choose("our_circle")
    p.choose("our_people")
    p.choose("about_somebody")
    p.choose("somebody_died")
    p.press("back")
    p.press("back")
    p.press("back")
    out_of_the_circle(p)
    turn(p, "Cy")
    p.choose_label("Something about Bo")
    p.choose("keep_word")
    assert "MemberDied" in p.stored
    p.choose("our_circle")
    p.choose("our_people")
    assert "Bo was here before, and has died." in p.sheet.body


def bo_has_not_died(p: Watcher) -> None:
    friday.set_up(p)
    for name in ("Ada", "Cy"):
        about(p, name, "somebody_died")
        p.choose_label("Bo")
        p.choose("keep_word")
    # With Bo gone there are two; a third one joins from the first day.
    for name in ("Ada", "Cy"):
        about(p, name, "is_alive")
        p.choose_label("Bo")
        p.choose("keep_word")
    assert "MemberBack" in p.stored
    turn(p, "Bo")


def with_stewards(p: Watcher) -> None:
    """Ada and Cy were chosen as stewards."""
    friday.set_up(p)
    circle = p.home.desk.state.circles[p.home.session.place.circle].id
    for name in ("Ada", "Cy"):
        p.home.tell(RoleFilled(circle, "steward", id_of(p, name), "2027-09-01", False))
    p.sit_down_again()


def bo_is_set_aside(p: Watcher) -> None:
    with_stewards(p)
    about(p, "Bo", "set_aside")
    p.press("back")
    p.press("back")
    p.press("back")
    out_of_the_circle(p)
    about(p, "Ada", "set_aside")
    p.choose_label("Bo")
    p.choose("in_a_month")
    p.choose("keep_word")
    turn(p, "Cy")
    p.choose_label("Something about Bo")
    p.choose("keep_word")
    assert "MemberSetAside" in p.stored
    p.choose("our_circle")
    p.choose("our_people")
    assert "Bo takes no part for now." in p.sheet.body
    p.press("back")
    out_of_the_circle(p)
    about(p, "Ada", "is_back")
    p.choose_label("Bo")
    p.choose("keep_word")
    turn(p, "Cy")
    p.choose_label("Something about Bo")
    p.choose("keep_word")
    assert "MemberBack" in p.stored


def bo_is_asked_about(p: Watcher) -> None:
    """The circle is asked if Bo should go; Bo is offered somebody first, and has no answer to give."""
    friday.set_up(p)
    about(p, "Ada", "ask_to_go")
    p.choose_label("Bo")
    p.choose("ask_about_it")
    says_why(p, "It is hard together")
    meets(p, "Bo no longer belongs to our circle.", "Cy")
    p.expect("meeting.absent")
    p.choose("who_is_here")
    p.choose_label("Bo")
    p.everyone_is_here()
    p.takes_turn("Bo")
    p.expect("removal.advocate", "Bo")
    p.choose("want_somebody")
    p.choose_label("Cy")
    rounds(p, 3, 3)


def bo_is_removed(p: Watcher) -> None:
    bo_is_asked_about(p)
    assert sorted(everyone(p, "consent.read", friday.consents, 2)) == ["Ada", "Cy"]
    friday.last_check(p)
    assert "MemberRemoved" in p.stored
    ends_the_meeting(p)
    turn(p, "Ada")
    p.choose("our_circle")
    p.choose("our_people")
    assert "The circle decided that Bo goes." in " ".join(p.sheet.body)


def bo_sees_a_problem_meanwhile(p: Watcher) -> None:
    """While Bo is asked about Fridays, nobody goes on with asking if Bo should go."""
    friday.set_up(p)
    about(p, "Ada", "ask_to_go")
    p.choose_label("Bo")
    p.choose("ask_about_it")
    says_why(p, "It is hard together")
    turn(p, "Bo")
    p.choose_label("Choose somebody to help me be heard")
    p.choose("want_nobody")
    friday.ada_brings_an_idea(p)
    meets(p, "On Fridays, dinner moves to six", "Bo", "Cy")
    rounds(p, 3, 3)
    the_item_is_left(p, "Cy")
    p.choose("another_item")
    p.choose_label("Bo no longer belongs to our circle.")
    takes_called(p)
    p.choose("everyone_heard")
    everyone(p, "question.ask", "no_question", 3)
    everyone(p, "reaction.ask", "nothing_to_say", 3)
    takes_called(p)
    p.expect("meeting.held_back")


def adas_team(p: Watcher) -> None:
    """The circle is Ada's team: nobody is asked whether Ada belongs to it."""
    p.choose("begin")
    p.write("Ada's team")
    p.write("Ada lives well")
    for name, kind in (("Ada", "supported"), ("Bo", "worker")):
        p.write(name)
        p.choose(f"kind.{kind}")
    p.choose("enough")
    p.choose("it_is_right")
    p.choose_label("Bo")
    p.choose_label("Ada")
    p.choose("keep_it")
    about(p, "Bo", "ask_to_go")
    p.choose("leave_it")
    p.press("back")
    p.press("back")
    out_of_the_circle(p)
    turn(p, "Ada")
    leaves(p)
    p.choose("leave_now")
    turn(p, "Bo")
    p.choose("our_circle")
    p.choose("our_people")
    assert "This is the team of Ada." in p.sheet.body
    p.choose("ask_to_come")
    p.choose_label("Ada")
    p.choose("belong")
    p.choose("it_is_right")
    p.press("back")
    out_of_the_circle(p)
    turn(p, "Ada")


def it_is_adas_team(p: Watcher) -> None:
    """Ada gets support and says that this is her team; the circle agrees, and nobody else can say it then."""
    friday.set_up(p)
    turn(p, "Ada")
    p.choose("about_me")
    p.choose("my_team")
    p.expect("owner.ask", "Ada")
    p.choose("ask_the_others")
    says_why(p, "They are here for me")
    meets(p, "This circle is the team of Ada.", "Bo", "Cy")
    rounds(p, 3, 3)
    decides(p, 3)
    assert p.stored[-1] == "TeamOwnerNamed"
    p.choose("end_meeting")
    p.choose("end_now")
    turn(p, "Bo")
    p.choose("our_circle")
    p.choose("our_people")
    assert "This is the team of Ada." in p.session_texts()


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        it_is_adas_team,
        dee_joins,
        dee_joins_in_a_round,
        dee_does_not_want_to,
        a_guest_comes,
        bo_leaves_and_the_problem_stays,
        bo_takes_it_back_and_leaves,
        bo_takes_a_standing_problem_back,
        cy_leaves_and_someone_else_does_it,
        the_last_one_stays,
        bo_dies,
        bo_has_not_died,
        bo_is_set_aside,
        bo_is_removed,
        bo_sees_a_problem_meanwhile,
        adas_team,
    )
}
