"""Clocks that jump: the record stays in order, a person is told, and nothing that was said changes."""

from pathlib import Path

import pytest

from data.record import LocalRecord
from data.sentences import CLOCK_AHEAD, CLOCK_BACK
from data.stamps import JUMP
from kiosk.governance.events import (
    AnswerGiven,
    DecisionMade,
    DraftBegun,
    Event,
    MemberJoined,
    PersonAdded,
    RoleFilled,
    RoundOpened,
    TopicRaised,
    VersionWritten,
)
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Answer, Given, Wording
from tests.data.circle import NOON, MadeUpClock, append, founding, open_record, reaction, shown

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
YEAR_2099 = 4_070_908_800_000
YEAR_1970 = 86_400_000


def stamps(record: LocalRecord) -> list[int]:
    return [item.hlc for item in record.read()]


def test_stamps_follow_the_clock_and_never_repeat(record: LocalRecord, clock: MadeUpClock) -> None:
    for _ in range(3):
        append(record, reaction(1))
    clock.wait(DAY)
    append(record, reaction(2))
    assert stamps(record) == [NOON, NOON + 1, NOON + 2, NOON + DAY]
    assert record.alarms == ()


@pytest.mark.parametrize("jump", [16 * MINUTE, DAY, YEAR_2099 - NOON])
def test_a_clock_that_jumps_ahead_is_not_followed(record: LocalRecord, clock: MadeUpClock, jump: int) -> None:
    append(record, reaction(1))
    clock.time += jump
    append(record, reaction(2))
    clock.wait(MINUTE)
    append(record, reaction(3))
    assert stamps(record) == [NOON, NOON + JUMP, NOON + JUMP + MINUTE]
    assert record.alarms == (CLOCK_AHEAD,)


def test_a_clock_that_was_put_right_by_a_little_is_followed(record: LocalRecord, clock: MadeUpClock) -> None:
    for step in (5 * MINUTE, -3 * MINUTE):
        clock.time += step
        append(record, reaction(1))
    assert stamps(record) == [NOON + 5 * MINUTE, NOON + 5 * MINUTE + 1]
    assert record.alarms == ()


@pytest.mark.parametrize("back", [DAY, NOON - YEAR_1970, NOON, 2 * NOON])
def test_a_clock_that_goes_back_does_not_turn_the_order_round(
    record: LocalRecord, clock: MadeUpClock, back: int
) -> None:
    append(record, reaction(1))
    clock.time -= back
    append(record, reaction(2))
    assert stamps(record) == [NOON, NOON + 1]
    assert record.alarms == (CLOCK_BACK,)


def test_a_kiosk_that_was_off_for_a_month_follows_its_clock(home: Path) -> None:
    assert reopened_at(home, NOON + 30 * DAY) == (NOON + 30 * DAY, ())


def test_a_kiosk_that_wakes_up_in_2099_does_not_believe_it(home: Path) -> None:
    assert reopened_at(home, YEAR_2099) == (NOON + JUMP, (CLOCK_AHEAD,))


def test_a_kiosk_that_wakes_up_in_1970_goes_on_in_order(home: Path) -> None:
    assert reopened_at(home, YEAR_1970) == (NOON + 1, (CLOCK_BACK,))


def reopened_at(home: Path, now: int) -> tuple[int, tuple[str, ...]]:
    first = open_record(home)
    append(first, reaction(1))
    first.close()
    second = open_record(home, MadeUpClock(now))
    (item,) = append(second, reaction(2))
    alarms = second.alarms
    second.close()
    return item.hlc, alarms


def decided(record: LocalRecord, clock: MadeUpClock, jump: int) -> None:
    """Store a whole decision, the clock jumping between any two entries."""

    def then(*events: Event) -> str:
        item = append(record, *events)[-1]
        clock.time += jump
        return item.id

    then(
        *founding(), MemberJoined("hill", "ada"), RoleFilled("hill", "facilitator", "ada", "2027-01-01", True)
    )
    then(PersonAdded("bo", "worker", "Bo Reed"), MemberJoined("hill", "bo"))
    then(TopicRaised("hill", "t1", "ada", "words", "Friday dinners"), DraftBegun("hill", "p1", "t1", "ada"))
    version = then(VersionWritten("hill", "p1", 1, "ada", (), (), "touch", Wording("We eat together.")))
    then(RoundOpened("hill", "r1", "consent", "p1", version, ("ada", "bo")))
    for person in ("ada", "bo"):
        then(AnswerGiven("hill", "r1", version, 0, person, Answer("ok"), Given("touch")))
    then(shown("r1"), DecisionMade("hill", "d1", "p1", version, "r1", ("ada", "bo"), "2027-02-01"))


def told(record: LocalRecord) -> str:
    """Everything the record amounts to; ids and times, which must differ, by their order."""
    history = list(record.read())
    said = repr(fold(history, EMPTY))
    for number, item in enumerate(history):
        said = said.replace(item.id, f"<id {number}>").replace(f"={item.hlc}", "=<when>")
    for item in history:
        said = said.replace(item.entry, "<entry>").replace(item.writer, "<writer>")
    return said


def test_whatever_the_clock_says_decisions_roles_and_rights_are_the_same(tmp_path: Path) -> None:
    said = []
    for number, jump in enumerate((0, YEAR_2099 - NOON, YEAR_1970 - NOON, -NOON, -DAY, 16 * MINUTE)):
        clock = MadeUpClock()
        record = open_record(tmp_path / str(number), clock)
        decided(record, clock, jump)
        said.append(told(record))
        record.close()
    assert "d1" in said[0]
    assert "2027-02-01" in said[0]
    assert said == [said[0]] * 6
