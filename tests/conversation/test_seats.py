"""Several ways in at once, and words that were not heard well."""

import pytest

from kiosk.conversation.outcomes import Turned
from kiosk.conversation.replies import Choose, Hear, Reply
from tests.conversation.memory import Home
from tests.conversation.stories import events, takes
from tests.conversation.world import Watcher

# --- did you mean ----------------------------------------------------------------------------------------


def test_an_unsure_answer_is_asked_before_anything_happens(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    before = events(home)
    consent.seat.reply(Reply(Hear("it is OK to try", sure=False), "voice"))
    consent.expect("did_you_mean")
    assert consent.sheet.title == "Did you mean: It is OK to try?"
    assert events(home) == before
    consent.choose("no_something_else")
    consent.expect("consent.answer")


@pytest.mark.parametrize("way_out", ["back", "no_something_else"])
def test_a_wrong_guess_leads_back_to_the_same_question(consent: Watcher, way_out: str) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.seat.reply(Reply(Hear("I see a problem", sure=False), "voice"))
    consent.press(way_out)
    consent.expect("consent.answer")


def test_did_you_mean_is_said_again_and_outlasts_a_mumble(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.seat.reply(Reply(Hear("I see a problem", sure=False), "voice"))
    consent.press("again")
    consent.expect("did_you_mean")
    consent.seat.reply(Reply(Hear("yes I mean that", sure=False), "voice"))
    consent.expect("did_you_mean")
    consent.seat.reply(Reply(Hear("something in the television"), "voice"))
    consent.expect("did_you_mean")
    before = events(home)
    consent.seat.reply(Reply(Hear("yes"), "voice"))
    consent.expect("consent.problem_sure")
    assert events(home) == before


def test_after_two_mumbles_the_keys_are_offered(consent: Watcher) -> None:
    takes(consent)
    told = [consent.seat.reply(Reply(Hear("mumble mumble"), "voice"))[0] for _ in range(2)]
    texts = [getattr(one, "text", "") for one in told]
    assert texts[0] != texts[1]
    assert "press a number" in texts[1]
    consent.choose("heard_it")
    again = consent.seat.reply(Reply(Hear("mumble mumble"), "voice"))[0]
    assert getattr(again, "text", "") == texts[0]


def test_a_number_or_a_word_heard_never_confirms_what_binds(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    consent.expect("consent.confirm")
    before = events(home)
    for words in ("one", "One.", "1", "yes", "answer", "keep"):
        consent.seat.reply(Reply(Hear(words), "voice"))
        consent.expect("consent.confirm")
    assert events(home) == before
    consent.seat.reply(Reply(Hear("that is my answer"), "voice"))
    assert events(home) > before


def test_a_wrong_guess_of_what_binds_is_not_confirmed_by_one_word(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    before = events(home)
    consent.seat.reply(Reply(Hear("that is my answer", sure=False), "voice"))
    consent.expect("did_you_mean")
    for words in ("yes", "one"):
        consent.seat.reply(Reply(Hear(words), "voice"))
        consent.expect("did_you_mean")
    assert events(home) == before
    consent.seat.reply(Reply(Hear("yes I mean that"), "voice"))
    assert events(home) > before


def test_what_the_recogniser_rejected_is_asked_at_most(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.seat.reply(Reply(Hear("I have heard it", sure=False, rejected=True), "voice"))
    consent.expect("did_you_mean")
    consent.choose("yes_i_mean")
    before = events(home)
    consent.seat.reply(Reply(Hear("I see a problem", sure=False, rejected=True), "voice"))
    consent.expect("did_you_mean")
    consent.choose("no_something_else")
    consent.choose("ok")
    for words in ("that is my answer", "keep my answer", "That is my answer."):
        consent.seat.reply(Reply(Hear(words, sure=False, rejected=True), "voice"))
        consent.expect("consent.confirm")
    assert events(home) == before


def test_what_the_recogniser_rejected_is_never_written(home: Home) -> None:
    person = Watcher(home)
    person.choose("begin")
    person.seat.reply(Reply(Hear("the television", sure=False, rejected=True), "voice"))
    assert person.sheet.text == ""


# --- two seats -------------------------------------------------------------------------------------------


def test_what_another_way_in_moved_makes_my_reply_late(consent: Watcher, home: Home) -> None:
    other = home.seat()
    told: list[str] = []
    other.on_change(lambda: told.append(other.sheet.page))
    mine = other.prompt_id
    consent.press("ready")
    assert told == [other.sheet.page]
    refused = other.reply(Reply(Choose("ready"), "touch", mine))
    assert isinstance(refused[0], Turned)
    assert refused[0].reason == "stale"


def test_what_changed_nothing_does_not_disturb_another_way_in(consent: Watcher, home: Home) -> None:
    takes(consent)
    other = home.seat()
    before = other.prompt_id
    consent.press("again")
    consent.seat.reply(Reply(Hear("mumble"), "voice"))
    consent.seat.reply(Reply(Choose("nonsense"), "keys"))
    assert other.prompt_id == before


def test_a_seat_that_left_is_told_nothing(consent: Watcher, home: Home) -> None:
    other = home.seat()
    told: list[int] = []
    other.on_change(lambda: told.append(1))
    other.leave()
    other.leave()
    consent.press("ready")
    assert told == []
