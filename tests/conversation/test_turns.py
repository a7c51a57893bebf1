"""Turns: nobody speaks for the next person, nothing late counts, nothing is answered unheard."""

import pytest

from kiosk.conversation.outcomes import Fault, Stored, Turned
from kiosk.conversation.place import to_plain
from kiosk.conversation.replies import Choose, Hear, Reply, Typed, Write
from kiosk.conversation.sheets import Room
from kiosk.ports import RecordFault
from kiosk.seating import LONGEST
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.stories import called, events, takes
from tests.conversation.world import Watcher
from tests.journeys import friday

SMALL = Room(columns=38, rows_with_tiles=2, rows_alone=3, tiles=3)


@pytest.mark.parametrize("times", [2, 3, 10])
def test_r16_pressing_again_never_speaks_for_the_next_person(
    consent: Watcher, home: Home, times: int
) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    before = events(home)
    press = Reply(Choose("keep_answer"), "keys", consent.seat.prompt_id)
    first = consent.seat.reply(press)
    assert isinstance(first[0], Stored)
    for _ in range(times - 1):
        again = consent.seat.reply(press)
        assert isinstance(again[0], Turned)
        assert again[0].reason == "stale"
    assert events(home) == before + 1
    assert consent.sheet.kind == "HandOver"


def test_r16_the_same_key_without_knowing_the_page_takes_no_answer(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    consent.choose("keep_answer")
    before = events(home)
    refused = consent.seat.reply(Reply(Choose("keep_answer"), "keys"))
    assert isinstance(refused[0], Turned)
    assert refused[0].reason == "not_offered"
    assert events(home) == before


def test_r16_a_late_reply_is_told_so_and_stores_nothing(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    late = consent.seat.prompt_id
    consent.choose("ok")
    before = events(home)
    for said in (Choose("problem"), Write("words"), Typed("words"), Hear("I see a problem")):
        refused = consent.seat.reply(Reply(said, "keys", late))
        assert [type(one) for one in refused] == [Turned]
        assert isinstance(refused[0], Turned)
        assert refused[0].reason == "stale"
        assert "Nothing was stored" in refused[0].text
    assert events(home) == before
    assert consent.sheet.page == "consent.confirm"


def test_r16_only_who_holds_the_turn_can_answer(consent: Watcher, home: Home) -> None:
    takes(consent)
    me = home.session.place.turn
    consent.choose("heard_it")
    others = [m for m in home.desk.state.people if m != me]
    for claimed in (*others, "nobody", ""):
        refused = consent.seat.reply(Reply(Choose("problem"), "keys", consent.seat.prompt_id, claimed))
        assert isinstance(refused[0], Turned)
        assert refused[0].reason == "not_your_turn"
    stored = consent.seat.reply(Reply(Choose("problem"), "keys", consent.seat.prompt_id, me))
    assert isinstance(stored[0], Stored)


def test_r16_at_a_hand_over_nobody_can_answer_as_the_one_called(consent: Watcher, home: Home) -> None:
    assert consent.sheet.asked_of
    claimed = consent.sheet.asked_of.id
    refused = consent.seat.reply(Reply(Choose("ready"), "keys", consent.seat.prompt_id, claimed))
    assert isinstance(refused[0], Turned)
    assert refused[0].reason == "not_your_turn"


def test_r8_the_answer_page_comes_only_after_every_page_of_the_wording(home: Home) -> None:
    big = Watcher(home)
    stories.idea_on_the_table(big)
    friday.questions_and_reactions(big)
    friday.ask_everyone(big)
    takes(big)
    seat = home.seat(SMALL)
    pages = 0
    while seat.sheet.number < seat.sheet.of:
        assert "heard_it" not in {tile.id for tile in seat.sheet.tiles}
        refused = seat.reply(Reply(Choose("heard_it"), "keys", seat.prompt_id))
        assert isinstance(refused[0], Turned)
        seat.reply(Reply(Choose("more"), "keys", seat.prompt_id))
        pages += 1
    assert pages >= 2
    assert seat.reply(Reply(Choose("heard_it"), "keys", seat.prompt_id)) == ()
    assert seat.sheet.page == "consent.answer"


def test_r8_what_another_heard_does_not_count_for_me(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    assert home.session.place.heard
    for _ in range(2):
        consent.press("back")
    takes(consent)
    assert home.session.place.heard == ""
    assert consent.sheet.page == "consent.read"


def test_asking_for_another_day_stores_nothing_and_is_no_answer(consent: Watcher, home: Home) -> None:
    name = called(consent)
    takes(consent)
    before = events(home)
    consent.choose("heard_it")
    consent.choose("not_sure")
    consent.choose("another_day")
    assert events(home) == before
    asked = [called(consent)]
    takes(consent)
    friday.consents(consent)
    asked.append(called(consent))
    takes(consent)
    friday.consents(consent)
    consent.expect("meeting.waiting")
    assert name not in asked
    assert name in consent.sheet.title


def test_r2_come_back_to_me_is_stored_and_asked_after_the_others(consent: Watcher, home: Home) -> None:
    first = called(consent)
    takes(consent)
    consent.choose("heard_it")
    consent.choose("not_sure")
    outcomes = consent.choose("come_back")
    assert isinstance(outcomes[0], Stored)
    for _ in range(2):
        assert called(consent) != first
        takes(consent)
        friday.consents(consent)
    assert called(consent) == first


def test_a_problem_is_one_press_by_key_and_held_by_voice_until_confirmed(
    consent: Watcher, home: Home
) -> None:
    takes(consent)
    consent.choose("heard_it")
    before = events(home)
    heard = consent.seat.reply(Reply(Hear("I see a problem"), "voice", consent.seat.prompt_id))
    assert heard == ()
    assert (consent.sheet.page, consent.sheet.binding) == ("consent.problem_sure", True)
    assert events(home) == before
    consent.choose("change_it")
    consent.expect("consent.answer")
    assert events(home) == before
    outcomes = consent.choose("problem")
    assert isinstance(outcomes[0], Stored)


def test_r14_a_turn_begins_with_what_was_stored_in_ones_name(consent: Watcher, home: Home) -> None:
    name = called(consent)
    takes(consent)
    friday.consents(consent)
    consent.choose("somebody_else")
    consent.choose_label(name)
    consent.choose("ready")
    consent.expect("turn.right", name)
    assert "Your answer was: It is OK to try." in consent.sheet.body
    consent.choose("not_right")
    consent.choose_label("Your answer was: It is OK to try.")
    consent.expect("turn.noted")
    consent.choose("go_on")
    if consent.sheet.page == "turn.right":
        consent.choose("that_is_right")
    assert any(tile.id.startswith("answer.") for tile in consent.sheet.tiles)


def test_who_had_no_question_is_told_just_that(home: Home) -> None:
    person = Watcher(home)
    stories.idea_on_the_table(person)
    takes(person) if person.sheet.kind == "HandOver" else None
    name = called(person)
    person.choose("no_question")
    for _ in range(5):
        if called(person) == name:
            break
        takes(person)
        person.choose("no_question" if person.sheet.page == "question.ask" else "nothing_to_say")
    person.choose("ready")
    assert "You had no question." in person.sheet.body
    assert "You had nothing to add." not in person.sheet.body


def test_who_is_called_to_ask_everyone_is_told_why(home: Home) -> None:
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    person.expect("handover", "Cy")
    assert person.sheet.body == ("Cy helps the meeting along.",)


def test_what_could_not_be_stored_is_not_shown_as_kept(consent: Watcher, home: Home) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    home.record.fault = RecordFault("This was not stored. The disk is full.")
    told = consent.seat.reply(Reply(Choose("keep_answer"), "keys", consent.seat.prompt_id))
    assert told == (Fault("This was not stored. The disk is full."),)
    assert consent.sheet.page == "consent.confirm"
    home.record.fault = None
    consent.choose("keep_answer")
    assert consent.sheet.kind == "HandOver"


def test_where_you_are_is_saved_before_the_next_page_is_shown(consent: Watcher, home: Home) -> None:
    shown_at_save: list[str] = []
    save = home.places.save

    def noting(place: object) -> None:
        shown_at_save.append(consent.seat.prompt_id)
        save(place)  # type: ignore[arg-type]

    home.places.save = noting  # type: ignore[method-assign]
    before = consent.seat.prompt_id
    consent.press("ready")
    assert shown_at_save == [before]
    assert home.places.saved == to_plain(home.session.place)


def test_a_place_that_cannot_be_saved_is_told_and_the_answer_is_still_kept(
    consent: Watcher, home: Home
) -> None:
    takes(consent)
    consent.choose("heard_it")
    consent.choose("ok")
    home.places.fault = RecordFault("The kiosk could not keep where you are.")
    told = consent.seat.reply(Reply(Choose("keep_answer"), "keys", consent.seat.prompt_id))
    assert [type(one) for one in told] == [Stored, Fault]
    assert consent.sheet.kind == "HandOver"


def test_words_without_end_are_refused_in_words(consent: Watcher, home: Home) -> None:
    takes(consent)
    for said in (Write("a" * (LONGEST + 1)), Hear("a" * (LONGEST + 1)), Choose("a" * (LONGEST + 1))):
        told = consent.seat.reply(Reply(said, "keys", consent.seat.prompt_id))
        assert isinstance(told[0], Turned)
        assert told[0].reason == "too_long"
        assert str(LONGEST) in told[0].text


def test_every_showing_has_an_id_of_its_own(consent: Watcher) -> None:
    ids = [consent.seat.prompt_id]
    for said in (Choose("again"), Choose("nonsense"), Write("no words fit"), Hear("mumble"), Choose("help")):
        consent.seat.reply(Reply(said, "keys", consent.seat.prompt_id))
        ids.append(consent.seat.prompt_id)
    consent.seat.reply(Reply(Choose("again"), "keys", "an old one"))
    consent.seat.show_again()
    ids += [consent.seat.prompt_id]
    assert len(set(ids)) == len(ids)
