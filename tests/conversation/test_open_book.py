"""Easy words and full words both count as heard; a search finds what one may read, and nothing else."""

from dataclasses import replace

import pytest

from kiosk.conversation import pages_heard, searching
from kiosk.conversation.place import Place, frame
from kiosk.conversation.replies import Choose
from kiosk.conversation.view import View
from kiosk.governance.events import AnswerGiven, CircleFounded, MemberJoined
from tests.conversation import stories, stories_easy, stories_reviews
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import TODAY, Seen, Watcher, World, answer, explore
from tests.journeys import friday


@pytest.fixture(scope="module")
def easy() -> Watcher:
    person = Watcher(Home())
    stories_easy.easy_words_are_written_first(person)
    return person


@pytest.fixture(scope="module")
def decided() -> Watcher:
    person = Watcher(Home())
    friday.whole_story(person)
    stories_reviews.they_go_home(person)
    return person


def bo_reads(easy: Watcher) -> World:
    """Bo, who uses easy words, is asked for consent."""
    return next(
        w for w in easy.worlds if w.prompt.page == "consent.read" and w.state.name(w.place.turn) == "Bo"
    )


@pytest.mark.parametrize("way", [(), ("full_words",), ("full_words", "easy_words")])
def test_r8_easy_and_full_words_are_one_version_and_either_counts_as_heard(
    easy: Watcher, way: tuple[str, ...]
) -> None:
    world = bo_reads(easy)
    for id in (*way, "heard_it", "ok", "keep_answer"):
        step = answer(world, Choose(id))
        world = step.world
    assert any(isinstance(event, AnswerGiven) for event in step.events)


def test_r8_looking_at_other_words_is_not_yet_having_heard_them(easy: Watcher) -> None:
    world = answer(bo_reads(easy), Choose("full_words")).world
    assert world.place.heard == ""
    assert [choice.id for choice in world.prompt.choices] == ["heard_it", "easy_words", "own_me"]


def test_only_who_uses_easy_words_hears_less_at_first(seen: Seen) -> None:
    met = set()
    for world in seen.prompts.values():
        if world.prompt.page != "consent.read":
            continue
        circle = world.state.circles[world.place.circle]
        ids = {choice.id for choice in world.prompt.choices} - {"own_me", "let_answer"}
        uses = world.place.turn in circle.readers
        met.add((uses, frozenset(ids)))
        assert uses or ids == {"heard_it"}
    assert (True, frozenset({"heard_it", "full_words"})) in met


def book(home: Home, circle: str = "", **args: str) -> View:
    state = home.desk.state
    circle = circle or next(iter(state.circles))
    bo = next(id for id, person in state.people.items() if person.name == "Bo")
    return View(state, Place(circle=circle, turn=bo), frame("logbook.found", **args), TODAY)


def found(home: Home, circle: str = "", **args: str) -> list[str]:
    prompt = World(home.desk.state, place_at(book(home, circle, **args))).prompt
    return [TEXTS.sheet(prompt).tiles[n].label for n, c in enumerate(prompt.choices) if c.id != "go_back"]


def place_at(v: View) -> Place:
    return replace(v.place, stack=(v.frame,))


@pytest.mark.parametrize("words", ["half past five", "FIVE friday", "bus home", "Ada bo", "22.9.2026"])
def test_r14_a_decision_is_found_by_what_was_said_by_a_name_and_by_a_day(
    decided: Watcher, words: str
) -> None:
    there = ["On Fridays, dinner moves to half past five"]
    made = next(
        p for p in next(iter(decided.home.desk.state.circles.values())).proposals.values() if p.decision
    )
    day = "/".join(reversed(searching.day_of(made).split("-")))
    assert found(decided.home, words=day if words == "22.9.2026" else words) == there


@pytest.mark.parametrize("words", ["elephants", "five elephants", "1.1.1999", "consent"])
def test_nothing_else_is_found(decided: Watcher, words: str) -> None:
    assert found(decided.home, words=words) == []


def test_r14_nothing_of_another_circle_is_found() -> None:
    person = Watcher(Home())
    friday.whole_story(person)
    bo = next(id for id, p in person.home.desk.state.people.items() if p.name == "Bo")
    person.home.tell(CircleFounded("garden", "Garden", "Things grow."), MemberJoined("garden", bo))
    assert found(person.home, words="five")
    assert found(person.home, "garden", words="five") == []
    assert found(person.home, "garden", now="in_force") == []


def test_a_decision_is_found_as_what_it_is_now(decided: Watcher) -> None:
    v = book(decided.home)
    made = searching.decisions(v)[0]
    passed = replace(v, today="2099-01-01")
    due = replace(v, today="2026-12-21")
    for at, now in ((v, {"in_force"}), (due, {"in_force", "due"}), (passed, {"due", "ended"})):
        assert {what for what in searching.NOW if searching.is_now(at, made, what)} == now, at.today


def test_r12_the_page_of_those_not_heard_has_no_number_and_no_rank(seen: Seen) -> None:
    pages = [w for w in seen.prompts.values() if w.prompt.page == "heard.lately"]
    told = [" ".join(TEXTS.sheet(world.prompt).body) for world in pages]
    assert len(set(told)) > 2
    assert not any(sign.isdigit() for text in told for sign in text)


def test_r14_own_figures_are_on_nobody_elses_page(seen: Seen) -> None:
    keys = {
        one.key for w in seen.prompts.values() for one in w.prompt.body if one.key.startswith("me.figure.")
    }
    assert keys
    for world in seen.prompts.values():
        if world.prompt.page != "me":
            assert not any(one.key.startswith("me.figure.") for one in world.prompt.body)
        else:
            assert world.prompt.private
            at = View(world.state, world.place, frame("me"), TODAY)
            assert set(pages_heard.figure_lines(at)) <= set(world.prompt.body)


def all_use_easy_words(world: World) -> World:
    people = frozenset(world.state.people)
    circles = {id: replace(circle, readers=people) for id, circle in world.state.circles.items()}
    return replace(world, state=replace(world.state, readers=people, circles=circles))


def test_r18_where_all_use_easy_words_nobody_is_offered_what_is_refused() -> None:
    worlds = stories.worlds()
    reviews = [world for world in worlds if world.prompt.page == "review.choose"]
    starts = [all_use_easy_words(world) for world in (*reviews[::3], *worlds[::7])]
    walked = explore(starts, most=600, ways=("keys",))
    assert walked.refused == {}
    needing = [w for w in walked.prompts.values() if w.prompt.page == "easy.need"]
    kinds = {
        w.state.circles[w.place.circle].proposals[w.place.stack[-1].arg("proposal")].matter for w in needing
    }
    assert {matter.kind for matter in kinds} >= {"idea", "review", "role"}
