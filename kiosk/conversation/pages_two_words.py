"""What takes two people: somebody died, is set aside by law or to keep people safe, or is back (R21)."""

from datetime import date, timedelta

from kiosk.conversation.alone import own_press
from kiosk.conversation.days import add_months
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import day_words
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store
from kiosk.governance import commands as c
from kiosk.governance.state import FirstWord, Organisation
from kiosk.governance.two_words import first_word, of_whom, stewards, who_may_say

WHAT = ("died", "aside", "alive", "aside_over")
"""What can be said of somebody, by two people."""


@page("people.about")
def about(v: View) -> Page:
    """What is seldom needed: kept apart, so that nobody comes to it by mistake."""
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for word in v.circle.membership.first_words:
        if word.by == v.me:
            id = f"take_back_word.{word.what}.{word.person}"
            actions[id] = store(c.TakeBackWord(person=word.person, what=word.what), lambda _, after: after)
            label = line("choice.take_back_word", name=v.name(word.person))
            choices.append(Choice(id, label, "take_back_word"))
    for id, to in (
        ("somebody_died", "died"),
        ("set_aside", "aside"),
        ("is_alive", "alive"),
        ("is_back", "aside_over"),
    ):
        if to in ("died", "aside") or of_whom(v.circle, to):
            actions[id] = go("two.who", what=to)
            choices.append(Choice(id, line(f"choice.{id}"), id))
    actions |= {"ask_to_go": go("removal.who"), "go_back": back}
    choices += [Choice(id, line(f"choice.{id}"), id) for id in ("ask_to_go", "go_back")]
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


@page("two.who")
def who(v: View) -> Page:
    """Of whom; or, plainly, why it cannot be said here and what to do."""
    what = v.arg("what")
    can = tuple(p for p in of_whom(v.circle, what) if _may(v, p, what))
    if not can:
        return Page(ask(v, body=_why_not(v, what), choices=("go_back",)), {"go_back": back})
    to = "two.day" if what == "aside" else "two.confirm"
    actions: dict[str, Action] = {f"person.{p}": go(to, what=what, person=p) for p in can}
    choices = [Choice(f"person.{p}", own(v.name(p))) for p in can]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices), private=True), actions)


def _may(v: View, person: str, what: str) -> bool:
    may, said = who_may_say(v.circle, person, what), first_word(v.circle, person, what)
    return v.me in may and len(may) > 1 and (said is None or said.by != v.me)


def _why_not(v: View, what: str) -> tuple[Line, ...]:
    if what not in ("aside", "aside_over"):
        return (line("two.who.two_members"),)
    lines = [line("two.who.stewards_say")]
    if names := v.names(stewards(v.circle)):
        lines.append(line("two.who.stewards_are", names=names))
    if len(stewards(v.circle)) < 2:
        lines += [line("two.who.choose_stewards")]
    return (*lines, line("two.who.in_danger"))


@page("two.day")
def day(v: View) -> Page:
    """When it is looked at again: no setting aside without a day (R9)."""
    today = date.fromisoformat(v.today) if v.today else date(2000, 1, 1)
    days = {
        "in_two_weeks": today + timedelta(days=14),
        "in_a_month": add_months(today, 1),
        "in_three_months": add_months(today, 3),
    }
    args = dict(v.frame.args)
    actions = {id: go("two.confirm", **args, day=on.isoformat()) for id, on in days.items()}
    title = line("two.day.title", name=v.name(v.arg("person")))
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


@page("two.confirm")
@own_press
def confirm(v: View) -> Page:
    """The read-back; with the first person's word nothing changes yet, with the second's it is so."""
    what, person = v.arg("what"), v.arg("person")
    if person not in of_whom(v.circle, what) or not _may(v, person, what):
        raise LookupError(person)
    said = first_word(v.circle, person, what)
    day = said.review_day if said else v.arg("day")
    command = c.SayOfMember(person=person, what=what, review_day=day)
    actions: dict[str, Action] = {"change_it": back, "keep_word": store(command, _said)}
    body = _what_it_means(v, what, day, said)
    title = line(f"two.confirm.{what}", name=v.name(person))
    return Page(ask(v, title=title, body=body, choices=tuple(actions), binding=True, private=True), actions)


def _what_it_means(v: View, what: str, day: str, said: FirstWord | None) -> tuple[Line, ...]:
    lines: list[Line] = []
    if what == "aside":
        lines += [line("two.confirm.no_reason"), line("two.confirm.day", day=day_words(day))]
    if what in ("aside", "died"):
        lines.append(line("two.confirm.problems"))
    lines.append(line("two.confirm.second", name=v.name(said.by)) if said else line("two.confirm.first"))
    return tuple(lines)


def _said(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"))


@on_home
def waits_for_a_second_word(own_list: List) -> None:
    """What one has said waits for another; and a day to look again has come."""
    v = own_list.v
    for word in v.circle.membership.first_words:
        if _may(v, word.person, word.what):
            _offer(own_list, word.person, word.what, word.review_day)
    for person, gone in v.circle.membership.gone.items():
        come = bool(v.today) and gone.how == "aside" and gone.review_day <= v.today
        if come and first_word(v.circle, person, "aside_over") is None and _may(v, person, "aside_over"):
            _offer(own_list, person, "aside_over", "")


def _offer(own_list: List, person: str, what: str, day: str) -> None:
    label = line("choice.about_person", name=own_list.v.name(person))
    own_list.offer(
        f"about_person.{what}.{person}", go("two.confirm", what=what, person=person, day=day), label
    )
