"""Ada, Bo and Cy decide about Friday evenings; Bo objects; they change the plan; all consent."""

from tests.journeys.driver import Person, everyone


def set_up(p: Person) -> None:
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    for name, kind in (("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker")):
        p.write(name)
        p.choose(f"kind.{kind}")
    p.choose("enough")
    p.choose("it_is_right")
    p.choose_label("Cy")
    p.choose("a_group")
    p.choose("keep_it")
    p.expect("welcome")


def ada_brings_an_idea(p: Person) -> None:
    p.takes_turn("Ada")
    p.choose("talk_about")
    p.choose("in_words")
    p.write("Dinner on Fridays")
    p.choose("make_idea")
    p.write("On Fridays, dinner moves to six")
    p.write("Then we can go out in the evening")
    p.write("Cy cooks earlier")
    p.write("We ask everyone how Friday was")
    p.choose("keep_day")
    p.choose("it_stops")
    p.choose("keep_words")
    p.choose("what_i_meant")


def they_meet(p: Person) -> None:
    p.choose("meet")
    for name in ("Bo", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()


def whoever_is_called(p: Person) -> None:
    """Takes the turn, unless they hold it already."""
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def cy_presents(p: Person) -> None:
    whoever_is_called(p)
    if p.sheet.page == "draft.agenda":
        p.choose("one_idea")
    p.choose("everyone_heard")


def questions_and_reactions(p: Person) -> None:
    everyone(p, "question.ask", "no_question", 3)
    everyone(p, "reaction.ask", "nothing_to_say", 3)


def ask_everyone(p: Person) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn("Cy")
    p.expect("ready.read", "Cy")
    p.choose("ask_everyone")


def consents(p: Person) -> None:
    p.choose("heard_it")
    p.choose("ok")
    p.choose("keep_answer")


def bo_objects(p: Person) -> None:
    p.choose("heard_it")
    p.choose("problem")
    if p.sheet.page == "consent.problem_sure":
        # A voice can be misheard, so what was said is read back first.
        p.choose("keep_problem")
    p.choose("everyone_here")
    p.choose("by_picture")
    p.choose("reason.time")
    p.choose("keep_answer")


def consent_round(p: Person, objecting: str = "") -> list[str]:
    def act(who: Person) -> None:
        assert who.sheet.asked_of
        (bo_objects if who.sheet.asked_of.name == objecting else consents)(who)

    return everyone(p, "consent.read", act, 3)


def they_work_on_it(p: Person) -> None:
    p.choose("everyone_heard")
    p.takes_turn("Bo")
    p.expect("objection.explain", "Bo")
    p.choose("say_what_happens")
    p.write("I miss the bus home")
    p.takes_turn("Cy")
    p.choose("still_counts")
    p.takes_turn("Bo")
    p.choose("have_idea")
    p.write("Half past five")
    p.expect("objection.amend")
    p.choose("change_words")
    p.write("On Fridays, dinner moves to half past five")
    p.choose("keep_words")


def last_check(p: Person) -> None:
    p.choose("nobody_changes")
    p.choose("keep_decision")
    p.expect("meeting.done")


def whole_story(p: Person) -> None:
    set_up(p)
    ada_brings_an_idea(p)
    they_meet(p)
    cy_presents(p)
    questions_and_reactions(p)
    ask_everyone(p)
    consent_round(p, objecting="Bo")
    they_work_on_it(p)
    ask_everyone(p)
    consent_round(p)
    last_check(p)
