"""Stories of what becomes of a decision: kept, changed, ended, stopped by its own number, doubted."""

from collections.abc import Callable

from kiosk.governance.events import DecisionMade
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

WORDS = "On Fridays, dinner moves to six"
OLD_DAY = "2026-09-01"


def takes(p: Watcher) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def decided_long_ago(p: Watcher, missed: str = "it_stops") -> None:
    """What was decided came to this kiosk from another one, and its day is over."""
    friday.set_up(p)
    p.takes_turn("Ada")
    for id in ("talk_about", "in_words"):
        p.choose(id)
    p.write("Dinner on Fridays")
    p.choose("make_idea")
    for words in (WORDS, "Then we can go out", "Cy cooks earlier", "We ask everyone"):
        p.write(words)
    p.choose("keep_day")
    p.choose(missed)
    if missed == "it_goes_on":
        p.write("Ada would not see her friends")
    p.choose("keep_words")
    circle = next(iter(p.home.desk.state.circles.values()))
    proposal = next(iter(circle.proposals.values()))
    assert proposal.current
    p.home.tell(
        DecisionMade(circle.id, "long-ago", proposal.id, proposal.current.id, "", circle.members, OLD_DAY)
    )
    p.sit_down_again()


def decided_today(p: Watcher) -> None:
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p)
    takes(p)
    friday.last_check(p)


def reads_decision(p: Watcher, name: str) -> None:
    p.takes_turn(name)
    p.choose("logbook")
    p.choose_label(WORDS)
    p.expect("decision", name)


def they_go_home(p: Watcher) -> None:
    p.choose("end_meeting")
    p.choose("end_now")


def all_say_how_it_went(p: Watcher) -> None:
    """The first one says something, shows a picture and passes; the others pass."""
    takes(p)
    p.expect("review.begin")
    p.choose("go_round")
    takes(p)
    p.choose("say_something")
    p.write("I met my friends")
    p.choose("nothing_to_say")
    p.choose("by_picture")
    p.choose("reason.time")
    for _ in range(2):
        takes(p)
        p.choose("by_picture")
        p.choose("feeling.good")
        p.choose("nothing_to_say")
        p.choose("nothing_to_say")
    takes(p)
    p.expect("review.choose")


def the_words_go_round(p: Watcher, objecting: Callable[[Watcher], None] | None = None) -> None:
    """Presented, questions, reactions, the consent round; `objecting` is what Bo does in it."""
    takes(p)
    p.choose("everyone_heard")
    everyone(p, "question.ask", "no_question", 3)
    takes(p)
    p.choose("say_something")
    p.write("That is good for us")
    everyone(p, "reaction.ask", "nothing_to_say", 2)
    all_are_asked(p, objecting)


def all_are_asked(p: Watcher, objecting: Callable[[Watcher], None] | None = None) -> None:
    friday.ask_everyone(p)

    def act(who: object) -> None:
        asked = p.sheet.asked_of
        (objecting if objecting and asked and asked.name == "Bo" else friday.consents)(p)

    everyone(p, "consent.read", act, 3)
    takes(p)


def a_decision_is_kept_at_its_review(p: Watcher) -> None:
    """Its day has come: it heads Bo's own list, and the circle keeps it until another day."""
    decided_long_ago(p)
    p.takes_turn("Bo")
    assert p.sheet.tiles[0].label == f"Look at a decision again: {WORDS}"
    p.choose_label(f"Look at a decision again: {WORDS}")
    assert "Its day has passed. Nobody has agreed to go on." in p.sheet.body
    p.choose("how_it_goes")
    p.choose("say_something")
    p.write("It is fun")
    p.choose("how_it_goes")
    p.choose("show_feeling")
    p.choose("feeling.good")
    p.choose("look_again_now")
    p.expect("review.opened", "Bo")
    p.choose("meet")
    for name in ("Ada", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()
    all_say_how_it_went(p)
    p.choose("way.keep")
    p.choose("keep_day")
    p.choose("keep_words")
    the_words_go_round(p)
    friday.last_check(p)
    they_go_home(p)
    reads_decision(p, "Ada")
    assert "This is how we do it now." in p.sheet.body
    assert "Bo said: It is fun" in p.sheet.body


def a_decision_is_ended_at_its_review(p: Watcher) -> None:
    """It heads the list of the sitting; the circle ends it."""
    decided_long_ago(p, "it_goes_on")
    p.takes_turn("Cy")
    p.choose("meet")
    for name in ("Ada", "Bo"):
        p.choose_label(name)
    p.everyone_is_here()
    p.expect("agenda")
    assert p.sheet.tiles[0].label == f"Look at a decision again: {WORDS}"
    p.choose_label(f"Look at a decision again: {WORDS}")
    all_say_how_it_went(p)
    p.choose("way.end")
    p.write("Nobody is hungry at six")
    p.choose("keep_words")
    the_words_go_round(p)
    friday.last_check(p)
    they_go_home(p)
    reads_decision(p, "Ada")
    assert any(sentence.startswith("It has ended.") for sentence in p.sheet.body)


def a_decision_is_changed_at_its_review(p: Watcher) -> None:
    """Other words take its place; both can be read, and each names the other."""
    decided_long_ago(p)
    p.takes_turn("Bo")
    p.choose_label(f"Look at a decision again: {WORDS}")
    p.choose("look_again_now")
    p.choose("meet")
    for name in ("Ada", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()
    all_say_how_it_went(p)
    p.choose("way.change")
    p.write("On Fridays, dinner moves to seven")
    p.choose("keep_day")
    p.choose("change_part")
    p.choose("part.watch")
    p.write("Cy is late")
    p.write("Ada counts")
    p.choose("times.1")
    p.choose("change_part")
    p.choose("part.watch")
    p.choose("watch_nothing")
    p.choose("keep_words")
    the_words_go_round(p)
    friday.last_check(p)
    they_go_home(p)
    reads_decision(p, "Ada")
    assert "It was changed. The words now: On Fridays, dinner moves to seven" in p.sheet.body


def bo_wants_it_watched(p: Watcher) -> None:
    p.choose("everyone_heard")
    p.takes_turn("Bo")
    p.choose("say_what_happens")
    p.write("I miss the bus home")
    p.takes_turn("Cy")
    p.choose("still_counts")
    p.takes_turn("Bo")
    p.choose("you_suggest")
    p.choose("watch_worry")
    p.write("Bo misses the bus")
    p.write("Bo counts")
    p.choose("times.2")
    p.choose("keep_words")


def a_decision_is_stopped_by_its_own_number(p: Watcher) -> None:
    """A worry is watched; it happens twice; then it stops, and only a new decision begins it again."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    friday.consent_round(p, objecting="Bo")
    bo_wants_it_watched(p)
    friday.ask_everyone(p)
    friday.consent_round(p)
    takes(p)
    friday.last_check(p)
    they_go_home(p)
    for name in ("Bo", "Ada"):
        reads_decision(p, name)
        p.choose("it_happened")
        p.choose("keep_count")
        p.expect("decision", name)
        for id in ("go_back", "go_back", "finish"):
            p.choose(id)
    p.takes_turn("Cy")
    p.choose_label(f"Look at a decision again: {WORDS}")
    assert "It was stopped by its own words. It starts again only if we decide so." in p.sheet.body
    p.choose("look_again_now")
    p.choose("meet")
    for name in ("Ada", "Bo"):
        p.choose_label(name)
    p.everyone_is_here()
    all_say_how_it_went(p)
    p.choose("way.keep")
    p.choose("keep_day")
    p.choose("keep_words")
    the_words_go_round(p)
    friday.last_check(p)
    they_go_home(p)
    reads_decision(p, "Bo")
    assert "It has not happened so far." in p.sheet.body


def that_is_not_right_after_the_decision(p: Watcher) -> None:
    """Bo looks at what was kept in his name; it shows on the decision, and a review is on the list."""
    decided_today(p)
    they_go_home(p)
    p.choose_label("Bo")
    p.choose("ready")
    p.expect("turn.right", "Bo")
    p.choose("not_right")
    p.choose_label("Your answer was: It is OK to try.")
    p.choose("go_on")
    p.choose("our_ideas")
    p.choose_label(f"Look at this again: {WORDS}")
    p.choose("leave_it")
    p.choose("leave_it")
    p.choose("logbook")
    p.choose_label(WORDS)
    assert "Bo says: my answer is not right. Please look at it again." in p.sheet.body
    assert "We are looking at it again." in p.sheet.body


def bo_changes_his_mind(p: Watcher) -> None:
    """It is looked at again by right, and kept."""
    decided_today(p)
    they_go_home(p)
    reads_decision(p, "Bo")
    p.choose("changed_mind")
    p.choose("look_again_please")
    p.expect("review.opened", "Bo")
    p.choose("meet")
    for name in ("Ada", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()
    all_say_how_it_went(p)
    p.choose("way.keep")
    p.choose("keep_day")
    p.choose("keep_words")
    the_words_go_round(p)
    friday.last_check(p)


def bo_changes_his_mind_twice(p: Watcher) -> None:
    """The second time before its day, those who are here decide whether to look at it again."""
    bo_changes_his_mind(p)
    they_go_home(p)
    reads_decision(p, "Bo")
    p.choose("changed_mind")
    assert "You can ask them in a meeting." in p.sheet.body
    for id in ("leave_it", "go_back", "go_back", "meet"):
        p.choose(id)
    p.choose_label("Cy")
    p.everyone_is_here()
    p.press("back")
    p.choose("somebody_else")
    p.choose_label("Bo")
    p.takes_turn("Bo")
    p.choose("logbook")
    p.choose_label(WORDS)
    p.choose("changed_mind")
    p.choose("ask_those_here")
    p.write("It got too early")
    takes(p)
    p.choose("everyone_heard")
    everyone(p, "reaction.ask", "nothing_to_say", 2)
    friday.ask_everyone(p)
    everyone(p, "consent.read", friday.consents, 2)
    takes(p)
    friday.last_check(p)
    p.choose("another_item")
    p.choose_label(f"Look at this again: {WORDS}")
    p.expect("review.begin")


def no_way_on_is_found(p: Watcher) -> None:
    """Bo sees a problem with keeping, with changing and with ending it: it goes on, and is referred."""
    decided_long_ago(p, "it_goes_on")
    p.takes_turn("Cy")
    p.choose("meet")
    for name in ("Ada", "Bo"):
        p.choose_label(name)
    p.everyone_is_here()
    p.choose_label(f"Look at a decision again: {WORDS}")
    all_say_how_it_went(p)
    p.choose("way.keep")
    p.choose("keep_day")
    p.choose("keep_words")
    the_words_go_round(p, friday.bo_objects)
    p.choose("everyone_heard")
    they_try(p, "way.change")
    p.choose("everyone_heard")
    they_try(p, "way.end")
    p.choose("everyone_heard")
    understood(p)
    p.choose("other_way")
    assert "It goes on. The wider circle should hear of it." in p.sheet.body


def understood(p: Watcher) -> None:
    takes(p)
    p.choose("not_now")
    takes(p)
    p.choose("still_counts")
    takes(p)
    p.choose("you_suggest")
    takes(p)


def they_try(p: Watcher, way: str) -> None:
    """Another way, on which Bo sees a problem too."""
    understood(p)
    p.choose("other_way")
    p.choose(way)
    if way == "way.change":
        p.write("On Fridays, dinner moves to seven")
        p.choose("keep_day")
    else:
        p.write("Nobody is hungry at six")
    p.choose("keep_words")
    all_are_asked(p, friday.bo_objects)


TOLD = (
    a_decision_is_kept_at_its_review,
    a_decision_is_ended_at_its_review,
    a_decision_is_changed_at_its_review,
    a_decision_is_stopped_by_its_own_number,
    that_is_not_right_after_the_decision,
    bo_changes_his_mind_twice,
    no_way_on_is_found,
)
STORIES = {story.__name__: story for story in TOLD}
