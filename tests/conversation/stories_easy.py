"""Stories of easy words: who uses them, who writes them; and of one idea that becomes two."""

from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.journeys.driver import everyone

WORDS = "On Fridays, dinner moves to six"
EASY = "We eat at six on Fridays."
LONG = "On each and every Friday of the year we all eat our dinner together at six and not at seven."


def takes(p: Watcher) -> None:
    if p.sheet.kind == "HandOver":
        p.takes_turn(p.sheet.asked_of.name if p.sheet.asked_of else "")


def uses_easy_words(p: Watcher, name: str) -> None:
    p.takes_turn(name)
    p.choose("about_me")
    p.choose("read_easy")
    assert "You use easy words. You hear them first." in p.sheet.body
    p.choose("go_back")
    p.choose("finish")


def easy_words_are_written_first(p: Watcher) -> None:
    """Bo uses easy words, so the circle writes some before it goes on; Bo hears them first."""
    friday.set_up(p)
    uses_easy_words(p, "Bo")
    friday.ada_brings_an_idea(p)
    p.choose("our_ideas")
    p.choose_label(WORDS)
    p.choose("write_easy")
    p.press("back")
    for _ in range(2):
        p.choose("leave_it")
    friday.they_meet(p)
    takes(p)
    p.expect("easy.need")
    p.choose("write_easy")
    p.write(LONG)
    p.expect("draft.check")
    assert any(one.startswith("This sentence is long:") for one in p.sheet.body)
    p.choose("change_part")
    p.choose("part.easy")
    p.write(EASY)
    assert not any(one.startswith("This sentence is long:") for one in p.sheet.body)
    p.choose("keep_words")
    takes(p)
    p.choose("what_i_meant")
    friday.cy_presents(p)
    ask_again(p)
    everyone(p, "reaction.ask", "nothing_to_say", 3)
    friday.ask_everyone(p)
    everyone(p, "consent.read", hears_their_words, 3)
    takes(p)
    friday.last_check(p)
    p.choose("end_meeting")
    p.choose("end_now")
    p.takes_turn("Bo")
    p.choose("logbook")
    p.choose_label(WORDS)
    assert EASY in p.sheet.body
    assert f"The idea: {WORDS}" not in p.sheet.body
    p.choose("full_words")
    assert "wording.what" in [one.key for one in p.session_prompt().body]


def ask_again(p: Watcher) -> None:
    """Bo looks at the words again in the round of questions."""
    while not (p.sheet.asked_of and p.sheet.asked_of.name == "Bo"):
        takes(p)
        p.choose("no_question")
    takes(p)
    p.choose("read_again")
    p.choose("full_words")
    p.choose("easy_words")
    p.choose("go_on")
    p.choose("no_question")
    while p.sheet.page != "reaction.ask":
        takes(p)
        if p.sheet.page == "question.ask":
            p.choose("no_question")


def hears_their_words(p: object) -> None:
    """Who uses easy words hears those, and the full ones if they like; the others hear it all."""
    assert isinstance(p, Watcher)
    body = p.session_prompt().body
    whole = str(body)
    if p.sheet.asked_of and p.sheet.asked_of.name == "Bo":
        assert EASY in whole
        assert WORDS not in whole
        p.choose("full_words")
        assert WORDS in str(p.session_prompt().body)
    else:
        assert WORDS in whole
    friday.consents(p)


def easy_words_are_missing_in_the_middle(p: Watcher) -> None:
    """Bo says so while the round is open: the kiosk tells Bo that there are none yet."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)
    p.choose("somebody_else")
    p.choose_label("Bo")
    p.takes_turn("Bo")
    p.choose("about_me")
    p.choose("read_easy")
    p.choose("go_back")
    p.choose_label(f"Give your answer: {WORDS}")
    assert any(one.startswith("This has no easy words.") for one in p.sheet.body)
    for id in ("heard_it", "not_sure", "go_back"):
        p.choose(id)
    for _ in range(2):
        p.press("back")
    p.choose("about_me")
    p.choose("read_full")


def one_idea_becomes_two(p: Watcher) -> None:
    """On the way to the list Cy finds that it is two; each part goes its own way."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    takes(p)
    p.expect("draft.agenda")
    p.choose("two_ideas")
    assert "There will be two ideas. Each begins with these words." in p.sheet.body
    p.choose("split_now")
    p.expect("draft.part")
    p.write("Dinner is at six")
    p.choose("keep_words")
    takes(p)
    p.expect("draft.meaning", "Ada")
    p.choose("what_i_meant")
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    p.expect("handover")
    takes(p)
    p.expect("ready.read")
    p.choose("two_ideas")
    p.choose("leave_it")
    p.choose("ask_everyone")
    everyone(p, "consent.read", friday.consents, 3)
    takes(p)
    friday.last_check(p)
    p.choose("another_item")
    p.choose_label(f"Part 2 of: {WORDS}")
    p.expect("draft.part")
    p.press("back")
    p.choose("somebody_else")
    p.choose_label("Bo")
    p.takes_turn("Bo")
    p.choose("our_ideas")
    p.choose("ideas_away")
    p.choose_label(f"Split into two: {WORDS}")
    p.expect("split.read")
    assert "One of them: Dinner is at six" in p.sheet.body


def an_idea_is_split_at_home(p: Watcher) -> None:
    """Outside a meeting, in a turn of one's own."""
    friday.set_up(p)
    friday.ada_brings_an_idea(p)
    p.choose("our_ideas")
    p.choose_label(WORDS)
    p.choose("two_ideas")
    p.choose("split_now")
    p.expect("draft.part", "Ada")
    p.write("Dinner is at six")
    p.choose("keep_words")
    p.expect("draft.meaning")
    p.choose("what_i_meant")
    p.choose("finish")
    p.choose_label("Ada")
    p.choose("ready")
    assert "You made two ideas of one." in p.sheet.body


STORIES = {
    story.__name__: story
    for story in (
        easy_words_are_written_first,
        easy_words_are_missing_in_the_middle,
        one_idea_becomes_two,
        an_idea_is_split_at_home,
    )
}
