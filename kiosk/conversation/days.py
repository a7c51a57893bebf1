"""Days, as dates without a clock."""

import calendar
from datetime import date, timedelta

YEARS = 20
"""How far ahead a day to look again may be [ours]."""


DIVIDERS = str.maketrans("/.,-", "    ")
"""What stands between the numbers of a day."""


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month; never past the calendar's end."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def to_come(day: date, today: date) -> date:
    """The nearest day from tomorrow until as far ahead as a day may be."""
    tomorrow = date.fromordinal(min(today.toordinal() + 1, date.max.toordinal()))
    return min(max(day, tomorrow), add_months(today, 12 * YEARS))


def add_days(day: date, days: int) -> date:
    """Some days later or earlier; never past the calendar's end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def read_day(text: str, today: date | None = None) -> date | None:
    """A day as people write it: 2027-03-01, 1.3.2027 or 1/3/2027 (day first); None for anything else.

    With `today` the year can be left out: then it is the next such day.
    """
    parts = text.translate(DIVIDERS).split()
    if today and len(parts) == 2:
        found = (read_day(f"{text} {year}") for year in range(today.year, today.year + 2))
        return next((day for day in found if day and day > today), None)
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
