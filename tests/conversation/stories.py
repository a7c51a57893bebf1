"""Short stories that lead to where the story of Friday evenings does not go."""

import importlib
import pkgutil
from collections.abc import Callable

import tests.conversation
from kiosk.governance.events import CircleFounded, MemberJoined, PersonAdded
from tests.conversation.memory import Home
from tests.conversation.world import SECRET, Watcher, World
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]


def idea_on_the_table(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)


def rounds_without_bo(p: Watcher) -> None:
    """Bo is not at the meeting, so Bo is still to be heard."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("meet")
    p.choose_label("Cy")
    p.everyone_is_here()
    friday.cy_presents(p)
    everyone(p, "question.ask", "no_question", 2)
    everyone(p, "reaction.ask", "nothing_to_say", 2)
    friday.ask_everyone(p)


def bo_catches_up(p: Watcher) -> None:
    rounds_without_bo(p)
    everyone(p, "consent.read", friday.consents, 2)
    p.expect("meeting.waiting")
    p.choose("end_meeting")
    p.choose("end_now")
    p.takes_turn("Bo")
    p.choose_label("Give your answer: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.expect("consent.catch_up", "Bo")


def a_question_is_settled(p: Watcher) -> None:
    idea_on_the_table(p)
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")
    p.choose("have_question")
    p.write("Who washes up?")
    everyone(p, "question.ask", "no_question", 2)
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")
    p.expect("question.settle")
    p.choose("answer_it")
    p.write("Cy does")


def objects_in_secret_words(p: Watcher) -> None:
    p.choose("heard_it")
    p.choose("problem")
    p.choose("everyone_here")
    p.choose("in_words")
    p.write(SECRET)


def answers_are_coming_in(p: Watcher) -> None:
    """Whoever is asked first objects in words; the round is open and nothing is shown."""
    idea_on_the_table(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")
    objects_in_secret_words(p)


def two_see_a_problem(p: Watcher) -> None:
    answers_are_coming_in(p)
    everyone(p, "consent.read", friday.bo_objects, 1)
    everyone(p, "consent.read", friday.consents, 1)
    p.expect("objections.read")
    p.choose("everyone_heard")
    p.expect("objections.pick")


def a_decision_is_read(p: Watcher) -> None:
    friday.whole_story(p)
    p.choose("end_meeting")
    p.choose("end_now")
    p.takes_turn("Bo")
    p.choose("logbook")
    p.choose_label("On Fridays, dinner moves to half past five")
    p.expect("decision")


def a_draft_is_begun(p: Watcher) -> None:
    """Ada stops in the middle of writing and comes back."""
    friday.set_up(p)
    p.takes_turn("Ada")
    p.choose("talk_about")
    p.choose("in_words")
    p.types("Half a thought")
    for _ in range(3):
        p.press("back")
    p.press("back")
    p.choose_label("Ada")
    p.choose("ready")
    p.expect("turn.draft", "Ada")


def two_with_one_name(p: Watcher) -> None:
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    p.write("Ada")
    p.choose("kind.supported")
    p.write("ada")
    p.expect("setup.same_name")
    p.choose("go_on")
    p.write("A" * 41)
    p.expect("setup.long_name")


def two_talk_in_private(p: Watcher) -> None:
    """Bo sees a problem and tells only Ada, who then says that they have talked."""
    idea_on_the_table(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    p.takes_turn("Bo")
    for id in ("heard_it", "problem", "one_person"):
        p.choose(id)
    p.choose_label("Ada")
    p.choose("go_on")
    p.choose("somebody_else")
    p.choose_label("Ada")
    p.takes_turn("Ada")
    assert "Bo wants to talk to you." in p.sheet.body
    p.choose_label("I have talked with Bo")
    assert "Bo wants to talk to you." not in p.sheet.body


def an_objector_answers_again(p: Watcher) -> None:
    """The one who saw a problem looks at their own answer again, alone."""
    answers_are_coming_in(p)
    name = p.sheet.asked_of.name if p.sheet.asked_of else ""
    objector = "Bo" if name != "Bo" else "Ada"
    p.choose("somebody_else")
    p.choose_label(objector)
    p.choose("ready")
    if p.sheet.page == "turn.right":
        p.choose("that_is_right")
    p.choose_label("Look at my answer again: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.expect("consent.still")


def bo_goes_out_and_there_is_a_break(p: Watcher) -> None:
    """Somebody says that Bo is not here, Bo comes back, and they have a break."""
    idea_on_the_table(p)
    if p.sheet.kind == "HandOver":
        p.takes_turn(called(p))
    while called(p) != "Bo":
        p.choose("no_question")
        if called(p) != "Bo":
            takes(p)
    p.choose("not_here")
    p.choose_label("Cy")
    p.takes_turn("Cy")
    p.choose("not_here")
    takes(p)
    p.press("pause")
    p.choose("go_on_meeting")
    p.choose("that_is_right")
    for name in ("Ada", "Bo", "Cy"):
        if not next(tile.marked for tile in p.sheet.tiles if tile.label == name):
            p.choose_label(name)
    p.everyone_is_here()


def an_idea_is_put_away_and_taken_up(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("our_ideas")
    p.choose_label("On Fridays, dinner moves to six")
    p.choose("put_away")
    p.choose("put_away_now")
    p.choose("ideas_away")
    p.choose_label("On Fridays, dinner moves to six")
    p.choose("take_up")


def bo_belongs_to_two_circles(p: Watcher) -> None:
    """A second circle, of Bo and Dee, came to this kiosk from another home."""
    friday.set_up(p)
    bo = next(id for id, person in p.home.desk.state.people.items() if person.name == "Bo")
    p.home.tell(
        CircleFounded("garden", "Garden", "Things grow."),
        PersonAdded("dee", "worker", "Dee"),
        MemberJoined("garden", bo),
        MemberJoined("garden", "dee"),
    )
    p.sit_down_again()
    p.choose("other_people")
    p.choose_label("Dee")
    p.choose("ready")
    p.expect("home", "Dee")
    p.choose("talk_about")
    p.choose("just_something")
    p.choose("leave_it")
    p.choose("finish")
    p.takes_turn("Bo")
    p.choose("another_circle")
    p.choose_label("Garden")
    p.expect("home", "Bo")


def events(home: Home) -> int:
    return len(home.record.kept)


def called(person: Watcher) -> str:
    assert person.sheet.asked_of
    return person.sheet.asked_of.name


def takes(person: Watcher) -> None:
    person.takes_turn(called(person))


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        friday.whole_story,
        bo_catches_up,
        a_question_is_settled,
        two_see_a_problem,
        a_decision_is_read,
        a_draft_is_begun,
        two_with_one_name,
        two_talk_in_private,
        an_objector_answers_again,
        bo_goes_out_and_there_is_a_break,
        an_idea_is_put_away_and_taken_up,
        bo_belongs_to_two_circles,
    )
}

for _module in pkgutil.iter_modules(tests.conversation.__path__, "tests.conversation."):
    if _module.name.startswith("tests.conversation.stories_"):
        STORIES |= importlib.import_module(_module.name).STORIES


def worlds() -> tuple[World, ...]:
    """Every world on the way through every story."""
    found: list[World] = []
    for story in STORIES.values():
        person = Watcher(Home())
        story(person)
        found += person.worlds
    return tuple(found)
