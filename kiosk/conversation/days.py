"""Days, as dates without a clock."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def read_day(text: str) -> date | None:
    """A day as people write it: 2027-03-01, 1.3.2027 or 1/3/2027 (day first); None for anything else."""
    parts = text.replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
    try:
        numbers = [int(part) for part in parts if part]
        if len(numbers) != 3:
            return None
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
        return date(year, month, day)
    except ValueError:
        return None
