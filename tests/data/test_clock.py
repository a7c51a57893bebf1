"""Clocks that jump: the record stays in order, a person is told, and nothing that was said changes."""

from pathlib import Path

import pytest

from data.record import LocalRecord
from data.sentences import CLOCK_AHEAD, CLOCK_BACK
from data.stamps import JUMP
from kiosk.governance.events import Event
from tests.data.circle import NOON, MadeUpClock, answer, append, founding, open_record, reaction, shown

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


def test_whatever_the_clock_says_the_record_says_the_same(tmp_path: Path) -> None:
    commands: list[tuple[Event, ...]] = [founding(), (answer(),), (answer("bo", "ok"),), (shown(),)]
    said = []
    for number, jump in enumerate((0, YEAR_2099 - NOON, YEAR_1970 - NOON, -NOON, -DAY, 16 * MINUTE)):
        clock = MadeUpClock()
        record = open_record(tmp_path / str(number), clock)
        for events in commands:
            append(record, *events)
            clock.time += jump
        said.append([(type(item.event), item.stream, item.seq, item.actor) for item in record.read()])
        record.close()
    assert said == [said[0]] * 6
