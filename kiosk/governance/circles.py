"""A first circle charters itself: name, aim, people, and who helps the first meeting along (R9)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result, asks_circle
from kiosk.governance.state import Circle, Organisation
from kiosk.governance.words import is_day

KINDS = ("supported", "worker", "advocate", "investor")
"""Kinds of member, in Equal Care's words."""
LONGEST_NAME = 40
"""Letters of a name: on a small screen more would not fit a page [ours]."""
LONGEST_NUMBER, MOST_NUMBERS = 60, 5
"""Letters of a number for help with whose it is, and how many there are [ours]."""
FEWEST, MOST = 2, 12
"""How many people a first circle has at set-up."""


def found(org: Organisation, command: c.FoundCircle) -> Result:
    """Store the first circle, its people and its first facilitator as one entry."""
    if org.circles:
        return Refused("", "circle_exists")
    if refusal := _wrong(command):
        return refusal
    circle = f"circle-{command.fresh}"
    ids = [f"{command.fresh}{at:02d}" for at in range(len(command.people))]
    people = list(zip(ids, command.people, strict=True))
    return (
        e.CircleFounded(circle, command.name.strip(), command.aim.strip()),
        *(e.PersonAdded(id, new.kind, new.name.strip()) for id, new in people),
        *(e.MemberJoined(circle, id) for id in ids),
        e.RoleFilled(circle, "facilitator", ids[command.facilitator], command.review_day, True),
        e.RoleFilled(circle, "steward", ids[command.facilitator], command.review_day, True),
        *((e.TeamOwnerNamed(circle, ids[command.owner]),) if command.owner >= 0 else ()),
        *_outsider(circle, command),
        *((e.HelpNumbersKept(circle, "", command.numbers),) if command.numbers else ()),
    )


def _outsider(circle: str, command: c.FoundCircle) -> tuple[e.Event, ...]:
    """Somebody from outside, who is no member: they are asked when somebody cannot be reached (R19)."""
    if not command.outsider.strip():
        return ()
    person = f"{command.fresh}99"
    return (
        e.PersonAdded(person, "advocate", command.outsider.strip()),
        e.OutsiderNamed(circle, person),
    )


@asks_circle(c.KeepHelpNumbers)
def keep_numbers(_: Organisation, circle: Circle, command: c.KeepHelpNumbers) -> Result:
    """Store whom to call when somebody does not feel safe; any member may add a number."""
    if refusal := _wrong_numbers(command.numbers):
        return refusal
    if command.numbers == circle.numbers:
        return Refused("", "nothing_changed")
    return (e.HelpNumbersKept(circle.id, command.by, command.numbers),)


def _wrong_numbers(numbers: tuple[str, ...]) -> Refused | None:
    if len(numbers) > MOST_NUMBERS or any(len(one) > LONGEST_NUMBER for one in numbers):
        return Refused("", "long_number")
    return None if all(one.strip() for one in numbers) else Refused("", "empty")


def _wrong(command: c.FoundCircle) -> Refused | None:
    names = [new.name.strip() for new in command.people]
    if not command.name.strip() or not command.aim.strip() or not all(names):
        return Refused("", "empty")
    if not FEWEST <= len(names) <= MOST:
        return Refused("", "how_many_people")
    outside = command.outsider.strip()
    if len({name.casefold() for name in (*names, outside)}) <= len(names):
        return Refused("", "same_name")
    if any(len(name) > LONGEST_NAME for name in (command.name.strip(), *names, outside)):
        return Refused("", "long_name")
    if any(new.kind not in KINDS for new in command.people):
        return Refused("", "unknown")
    if not 0 <= command.facilitator < len(names):
        return Refused("", "unknown")
    if refusal := _wrong_numbers(command.numbers):
        return refusal
    if command.owner >= 0 and not _is_supported(command, command.owner):
        return Refused("R20", "owner_supported")
    if not is_day(command.review_day):
        return Refused("R9", "missing_review_day")
    return None


def _is_supported(command: c.FoundCircle, at: int) -> bool:
    return at < len(command.people) and command.people[at].kind == "supported"
