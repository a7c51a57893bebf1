"""Help in a turn: named on every page of it, and gone with it."""

from kiosk.governance.events import AnswerGiven
from tests.conversation.helped_turns import watched
from tests.conversation.memory import Home
from tests.conversation.stories_helping import bo_through, consent_is_asked, helps, until
from tests.conversation.world import Watcher


def test_r16_a_helper_goes_with_the_turn_and_with_the_power() -> None:
    home = watched()
    answers = [r.event for r in home.record.kept if isinstance(r.event, AnswerGiven)]
    assert [bool(a.given and a.given.helper) for a in answers].count(True) == 1


def test_r15_who_helps_is_on_every_page_of_the_turn_and_on_no_other() -> None:
    p = Watcher(Home())
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "read_out")
    for id in ("heard_it", "not_sure", "tell_me_more"):
        assert p.sheet.body[0] == "Cy helps Bo."
        p.choose(id)
    for _ in range(4):
        p.press("back")
    assert p.sheet.kind == "HandOver"
    assert "Cy helps Bo." not in p.sheet.body


def test_r15_the_entry_names_whose_press_it_was() -> None:
    home = Home()
    p = Watcher(home)
    consent_is_asked(p)
    until(p, "Bo")
    bo_through(p)
    answer = next(r for r in home.record.kept if isinstance(r.event, AnswerGiven) and r.event.given.through)  # type: ignore[union-attr]
    names = [home.desk.state.name(id) for id in (answer.actor, answer.entered_by)]
    assert names == ["Bo", "Cy"]


def test_r15_who_types_enters_the_words_and_the_person_presses_their_answer() -> None:
    home = Home()
    p = Watcher(home)
    consent_is_asked(p)
    until(p, "Bo")
    helps(p, "Cy", "typed")
    p.choose("heard_it")
    p.choose("not_sure")
    p.choose("tell_me_more")
    p.write("Who cooks?")
    asked = home.record.kept[-1]
    assert [home.desk.state.name(id) for id in (asked.actor, asked.entered_by)] == ["Bo", "Cy"]
