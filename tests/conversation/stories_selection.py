"""Somebody is chosen for a role: names in private, changed after hearing all; a nominee objects."""

from tests.journeys import friday
from tests.journeys.driver import Person


def they_meet_about_a_role(p: Person) -> None:
    friday.set_up(p)
    p.takes_turn("Ada")
    p.choose("our_circle")
    p.choose("our_roles")
    p.choose_label("The one who writes down: nobody yet")
    p.choose("choose_somebody")
    p.choose("keep_day")
    p.choose("keep_words")
    p.choose("finish")
    p.takes_turn("Cy")
    p.choose("meet")
    p.choose_label("Ada")
    p.choose_label("Bo")
    p.everyone_is_here()


def up_to_the_names(p: Person) -> None:
    """The role is read, and each says what somebody for it should be like."""
    p.choose("everyone_heard")
    for nth in range(3):
        hands_over(p)
        p.expect("quality.ask")
        if nth == 0:
            p.choose("say_quality")
            p.write("Writes large")
        elif nth == 1:
            p.choose("by_picture")
            p.choose("quality.listens")
        else:
            p.choose("nothing_to_say")


def names_in_secret(p: Person, why: str) -> str:
    """The first one who is asked names Bo, for a reason that nobody else may see yet; gives who it was."""
    hands_over(p)
    assert p.sheet.asked_of
    namer = p.sheet.asked_of.id
    p.choose("heard_it")
    p.choose_label("Bo")
    p.choose("in_words")
    p.write(why)
    p.choose("keep_nomination")
    return namer


def everyone_names(p: Person, names: dict[str, str]) -> None:
    """Each names somebody in private; Bo cannot say why."""
    for _ in names:
        hands_over(p)
        p.expect("nominate.read")
        assert p.sheet.asked_of
        me = p.sheet.asked_of.name
        p.choose("heard_it")
        p.choose_label(names[me])
        if me == "Ada":
            p.choose("in_words")
            p.write("Listens to me")
        elif me == "Bo":
            p.choose("cannot_say")
        else:
            p.choose("by_picture")
            p.choose("quality.calm")
        p.choose("keep_nomination")


def a_role_is_chosen(p: Person) -> None:
    """Ada and Cy name Bo, Bo names Ada, Cy changes to Ada; Bo is proposed and objects; Ada does it."""
    they_meet_about_a_role(p)
    up_to_the_names(p)
    everyone_names(p, {"Ada": "Bo", "Bo": "Ada", "Cy": "Bo"})
    for _ in range(3):
        hands_over(p)
        p.expect("change.ask")
        assert p.sheet.asked_of
        if p.sheet.asked_of.name == "Cy":
            p.choose("change_mine")
            p.choose_label("Ada")
            p.choose("cannot_say")
            p.choose("keep_nomination")
        else:
            p.choose("keep_mine")
    propose(p, "Bo", "Bo listens")
    friday.ask_everyone(p)
    for _ in range(3):
        hands_over(p)
        if called(p) == "Bo":
            p.choose("heard_it")
            p.choose("problem")
            p.choose("everyone_here")
            p.choose("need_help")
        else:
            friday.consents(p)
    p.choose("everyone_heard")
    hands_over(p)
    p.choose("not_now")
    hands_over(p)
    p.choose("still_counts")
    hands_over(p)
    p.choose("you_suggest")
    p.choose("other_person")
    propose(p, "Ada", "Ada writes large")
    friday.ask_everyone(p)
    for _ in range(3):
        hands_over(p)
        friday.consents(p)
    friday.last_check(p)


def propose(p: Person, name: str, why: str) -> None:
    hands_over(p)
    p.expect("selection.propose")
    p.choose_label(name)
    p.write(why)


def hands_over(p: Person) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(called(p))


def called(p: Person) -> str:
    assert p.sheet.asked_of
    return p.sheet.asked_of.name


def a_role_of_our_own(p: Person) -> None:
    friday.set_up(p)
    p.takes_turn("Ada")
    p.choose("our_circle")
    p.choose("our_roles")
    p.choose("new_role")
    p.write("Plant helper")
    p.write("Waters the plants")
    p.choose_label("Plant helper: nobody yet")
    p.choose("choose_somebody")


STORIES = {story.__name__: story for story in (a_role_is_chosen, a_role_of_our_own)}
