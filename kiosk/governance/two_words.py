"""What two people have to say before it is so: somebody died, is set aside, or is back (R21)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_circle
from kiosk.governance.state import Circle, FirstWord, Organisation
from kiosk.governance.words import is_day

BY_STEWARDS = ("aside", "aside_over")
"""What takes two stewards; a death takes any two members."""


def stewards(circle: Circle) -> tuple[str, ...]:
    """Who holds the role of steward by the circle's consent; a temporary one does set-up and backup only."""
    held = circle.roles.get("steward", ())
    return tuple(r.person for r in held if not r.temporary and r.person in circle.members)


def who_may_say(circle: Circle, person: str, what: str) -> tuple[str, ...]:
    """Those of whom two have to say it."""
    may = stewards(circle) if what in BY_STEWARDS else circle.members
    return tuple(p for p in may if p != person)


def first_word(circle: Circle, person: str, what: str) -> FirstWord | None:
    """What somebody has said already of this person, without a second one yet."""
    return next((w for w in circle.membership.first_words if (w.person, w.what) == (person, what)), None)


def of_whom(circle: Circle, what: str) -> tuple[str, ...]:
    """Of whom it can be said."""
    gone = circle.membership.gone
    match what:
        case "died":
            return (*circle.members, *(p for p, g in gone.items() if g.how != "died"))
        case "alive":
            return tuple(p for p, g in gone.items() if g.how == "died")
        case "aside":
            return tuple(m for m in circle.members if m != circle.owner)
        case "aside_over":
            return tuple(p for p, g in gone.items() if g.how == "aside")
        case _:
            return ()


@asks_circle(c.SayOfMember)
def say(_: Organisation, circle: Circle, command: c.SayOfMember) -> Result:
    """Store one person's word; with another person's it is so."""
    person, what = command.person, command.what
    if what == "aside" and person == circle.owner:
        return Refused("R20", "owner_stays", (person,))
    if person not in of_whom(circle, what):
        return UNKNOWN
    may = who_may_say(circle, person, what)
    if len(may) < 2:
        return Refused("R21", "two_stewards" if what in BY_STEWARDS else "two_members")
    if command.by not in may:
        return Refused("R21", "only_stewards" if what in BY_STEWARDS else "not_of_oneself", may)
    if what == "aside" and not is_day(command.review_day):
        return Refused("R9", "missing_review_day")
    said = first_word(circle, person, what)
    if said is None or said.by not in may:
        day = command.review_day if what == "aside" else ""
        return (e.FirstWordSaid(circle.id, person, command.by, what, day),)
    if said.by == command.by:
        return Refused("R21", "another_says_it_too")
    return (_so(circle, said, command),)


def _so(circle: Circle, said: FirstWord, command: c.SayOfMember) -> e.Event:
    match said.what:
        case "died":
            return e.MemberDied(circle.id, said.person, command.by)
        case "aside":
            # The day is the one the first steward named: the second one saw it and said so too.
            told = circle.charter.parent
            return e.MemberSetAside(circle.id, said.person, command.by, said.review_day, told)
        case _:
            return e.MemberBack(circle.id, said.person, command.by, said.what)


@asks_circle(c.TakeBackWord)
def take_back(_: Organisation, circle: Circle, command: c.TakeBackWord) -> Result:
    """Store that who said it first took it back, before another said it too."""
    said = first_word(circle, command.person, command.what)
    if said is None or said.by != command.by:
        return UNKNOWN
    return (e.FirstWordTakenBack(circle.id, command.person, command.by, command.what),)
