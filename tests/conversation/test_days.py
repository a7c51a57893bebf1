"""The day to look again: any day people write is understood, refused in words, or kept within reach."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.days import YEARS, add_days, add_months, read_day, to_come
from kiosk.conversation.outcomes import Notice
from kiosk.conversation.replies import Reply, Write
from kiosk.governance.events import VersionWritten
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday


@pytest.fixture
def asked_for_a_day(home: Home) -> Watcher:
    """Ada's idea has its words, and now needs the day to look at it again."""
    person = Watcher(home)
    friday.set_up(person)
    person.takes_turn("Ada")
    person.choose("talk_about")
    person.choose("in_words")
    person.write("Dinner on Fridays")
    person.choose("make_idea")
    for words in ("Dinner at six", "Then we can go out", "Cy cooks", "We ask everyone"):
        person.write(words)
    assert person.sheet.kind == "Day"
    return person


def writes(person: Watcher, words: str) -> str:
    """What the kiosk says to this."""
    told = person.seat.reply(Reply(Write(words), "plain", person.seat.prompt_id))
    assert all(isinstance(one, Notice) for one in told), told
    return " ".join(one.text for one in told if isinstance(one, Notice))


@pytest.mark.parametrize(
    "words",
    ["1.3.2027", "2027-03-01", "1/3/2027", "01 03 2027", "1 March 2027", "1. mar 2027", "1 MARCH", "1.3."],
)
def test_a_day_is_written_as_people_write_days(asked_for_a_day: Watcher, words: str) -> None:
    assert writes(asked_for_a_day, words) == ""
    assert asked_for_a_day.sheet.text == "2027-03-01"


@pytest.mark.parametrize(
    "words",
    [
        "someday",
        "31.2.2027",
        "31.2",
        "1 ju 2027",
        "1.1.99999999999999999999",
        "9" * 3999,
        "-1.1.2027 1",
        "²/3/2027",
    ],
)
def test_what_is_no_day_changes_nothing_and_is_said(asked_for_a_day: Watcher, words: str) -> None:
    before = asked_for_a_day.sheet.text
    assert writes(asked_for_a_day, words).startswith("I do not know this day.")
    assert asked_for_a_day.sheet.text == before


@pytest.mark.parametrize("words", ["31.12.9999", "1.1.2050", "21.9.2026", "1.1.1999", "1.1.1"])
def test_a_day_that_is_over_or_very_far_away_changes_nothing_and_is_said(
    asked_for_a_day: Watcher, words: str
) -> None:
    before = asked_for_a_day.sheet.text
    assert writes(asked_for_a_day, words).startswith("This day does not fit.")
    assert asked_for_a_day.sheet.text == before
    asked_for_a_day.choose("keep_day")


def test_later_and_later_ends_where_a_day_may_be(asked_for_a_day: Watcher) -> None:
    writes(asked_for_a_day, "1.9.2046")
    asked_for_a_day.choose("month_later")
    assert asked_for_a_day.sheet.text == "2046-09-21"
    offered = {choice.id for choice in asked_for_a_day.session_prompt().choices}
    assert offered == {"keep_day", "month_earlier", "week_earlier"}


def test_an_impossible_day_from_elsewhere_is_brought_within_reach(home: Home) -> None:
    """A record written before days had a limit may hold one."""
    person = Watcher(home)
    friday.set_up(person)
    friday.ada_brings_an_idea(person)
    proposal = next(iter(next(iter(home.desk.state.circles.values())).proposals.values()))
    last = next(r.event for r in home.record.kept if isinstance(r.event, VersionWritten))
    assert isinstance(last, VersionWritten)
    home.tell(replace(last, wording=replace(proposal.wording, review_day="9999-12-31")))
    person.sit_down_again()
    person.takes_turn("Ada")
    for id in ("our_ideas", proposal.id, "change_words", "change_part", "part.review_day"):
        person.choose(id)
    assert person.sheet.text == "2046-09-21"


# --- any day at all --------------------------------------------------------------------------------


@given(
    st.text(max_size=40)
    | st.lists(st.integers(), min_size=3, max_size=3).map(lambda n: ".".join(map(str, n)))
)
def test_reading_a_day_never_fails(text: str) -> None:
    read_day(text)


@given(st.dates(min_value=date(32, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@given(st.dates(), st.integers(-(10**6), 10**6))
def test_counting_months_and_days_stays_in_the_calendar(day: date, count: int) -> None:
    assert (add_months(day, count) >= day) == (count >= 0) or add_months(day, count) == day
    assert (add_days(day, count) >= day) == (count >= 0) or add_days(day, count) == day


@given(st.dates(), st.dates())
def test_a_day_to_look_again_is_to_come_and_within_reach(day: date, today: date) -> None:
    kept = to_come(day, today)
    assert kept > today or today == date.max
    assert kept.year - today.year <= YEARS
