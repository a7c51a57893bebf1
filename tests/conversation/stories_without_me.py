"""Stories of somebody who is unsure, sitting after sitting."""

from collections.abc import Callable

from tests.conversation.stories import idea_on_the_table
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

Story = Callable[[Watcher], None]


def called(p: Watcher) -> str:
    return p.sheet.asked_of.name if p.sheet.asked_of else ""


def bo_says_not_yet(p: Watcher, times: int = 2) -> None:
    """Everyone is asked; Bo says "another day", in one sitting after the other."""
    idea_on_the_table(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    for sitting in range(times):
        if sitting:
            p.choose("meet")
            for name in ("Bo", "Cy"):
                p.choose_label(name)
            p.everyone_is_here()
            if p.sheet.page == "agenda":
                p.choose_label("On Fridays, dinner moves to six")
        for _ in range(3):
            friday.whoever_is_called(p)
            if p.sheet.page != "consent.read":
                break
            if called(p) == "Bo":
                p.choose("heard_it")
                p.choose("not_sure")
                assert "what_helps" not in {choice.id for choice in p.session_prompt().choices}
                p.choose("another_day")
            else:
                friday.consents(p)
        p.expect("meeting.waiting")
        p.choose("end_meeting")
        p.choose("end_now")
        p.takes_turn("Ada")
        p.expect("home", "Ada")
    p.choose("finish")
    p.takes_turn("Bo")
    p.choose_label("Give your answer: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.choose("not_sure")
    p.choose("what_helps")
    p.expect("consent.what_helps", "Bo")


def bo_leaves_it_to_the_others(p: Watcher) -> None:
    """After two sittings Bo lets the others decide; until they have, Bo can be asked after all."""
    bo_says_not_yet(p)
    p.choose("without_me")
    p.expect("consent.without_me", "Bo")
    p.choose("want_that")
    p.expect("consent.without_me_sure", "Bo")
    p.choose("change_it")
    p.choose("want_that")
    p.choose("keep_without_me")
    p.expect("home", "Bo")
    p.choose_label("Ask me after all: On Fridays, dinner moves to six")
    p.choose("finish")
    p.takes_turn("Bo")
    p.expect("home", "Bo")
    p.choose_label("Give your answer: On Fridays, dinner moves to six")
    p.choose("heard_it")
    p.choose("not_sure")
    p.choose("what_helps")
    p.choose("without_me")
    p.choose("want_that")
    p.choose("keep_without_me")
    p.choose("meet")
    for name in ("Ada", "Cy"):
        p.choose_label(name)
    p.everyone_is_here()
    if p.sheet.page == "agenda":
        p.choose_label("On Fridays, dinner moves to six")
    everyone(p, "consent.read", friday.consents, 2)
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    p.takes_turn("Ada")
    p.choose("logbook")
    p.choose_label("On Fridays, dinner moves to six")
    assert "Bo was not asked. Bo chose not to decide this." in p.session_texts()


def bo_wants_easier_words(p: Watcher) -> None:
    """What helps Bo are easier words: a card says so, and Bo comes back to the same page."""
    bo_says_not_yet(p)
    p.choose("easier_words")
    p.expect("cards.noted")


def bo_wants_somebody_beside(p: Watcher) -> None:
    bo_says_not_yet(p)
    p.choose("somebody_beside")
    p.expect("advocate.who", "Bo")
    p.press("back")
    p.choose("another_day")


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (bo_leaves_it_to_the_others, bo_wants_easier_words, bo_wants_somebody_beside)
}
