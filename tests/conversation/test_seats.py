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
