"""A whole meeting: how are you, last time, the list, its items, how was it."""

from datetime import date

from kiosk.conversation.days import add_days, add_months
from kiosk.conversation.minutes_lines import item_line, items_lines, last_lines
from kiosk.conversation.pages_meeting import AGENDA_FIRST, AGENDA_LAST, INSTEAD, to_item, topic_taken
from kiosk.conversation.place import KEPT, Place, frame
from kiosk.conversation.prompts import Choice, Kind, line
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.sittings import Items, backlog, phase, still_open
from kiosk.governance.state import CheckRound, Organisation, Sitting

MOODS = {"opening": ("fine", "tired", "worried"), "closing": ("went_well", "so_so", "went_badly")}
"""How somebody is, and how a meeting was, as pictures."""
LIST = f"{KEPT}list"


def _now(v: View) -> Sitting:
    now = v.circle.course.now
    if now is None or not now.form or not v.circle.here:
        raise LookupError("no meeting")
    return now


# --- how are you, and how was it ---------------------------------------------------------------------------


def _round(v: View) -> CheckRound:
    now = _now(v)
    found = next((r for r in (now.opening, now.closing) if r and r.id == v.arg("round")), None)
    if found is None or v.me not in found.roster or v.me not in v.circle.here:
        raise LookupError("round over")
    return found


def _open(v: View) -> CheckRound:
    round_ = _round(v)
    if not round_.open or v.me in round_.said:
        raise LookupError("round over")
    return round_


@page("check.ask")
def check(v: View) -> Page:
    """How are you, or how was the meeting? In words, as a picture, or nothing."""
    round_, now = _open(v), _now(v)
    at = {"round": round_.id}
    listed = now.form == "short" and round_.kind == "opening" and now.listed and not now.concern
    may_agree = listed and v.me in v.circle.members and v.me not in now.oks
    actions: dict[str, Action] = {}
    if may_agree:
        actions["pass_list_ok"] = store(c.PassCheck(round=round_.id, list_ok=True), _checked)
    else:
        actions["check_pass"] = store(c.PassCheck(round=round_.id), _checked)
    actions["check_feeling"] = go("check.feeling", **at)
    actions["check_words"] = go("check.words", **at)
    if may_agree and not now.agreed:
        actions["list_problem"] = go("list.problem")
    if round_.kind == "closing":
        actions["say_better"] = go("check.better", **at)
    body = items_lines(v, now) if listed else ()
    return Page(ask(v, title=line(f"check.{round_.kind}"), body=body, choices=tuple(actions)), actions)


@page("check.feeling")
def check_feeling(v: View) -> Page:
    """How somebody is, or how it was, as a picture."""
    round_ = _open(v)
    actions: dict[str, Action] = {
        f"mood.{mood}": store(c.SayInCheck(round=round_.id, form="picture", words=mood), _checked)
        for mood in MOODS[round_.kind]
    }
    return Page(ask(v, title=line(f"check.{round_.kind}"), choices=tuple(actions)), actions)


@page("check.words")
def check_words(v: View) -> Page:
    """How somebody is, or how it was, in their own words."""
    round_ = _open(v)

    def keep(text: str) -> Action:
        return store(c.SayInCheck(round=round_.id, form="words", words=text), _checked)

    return write_page(v, keep, title=line(f"check.{round_.kind}"))


def _checked(state: Organisation, place: Place) -> Place:
    """Said: in the last round, what to do better is asked too; in a short meeting the list comes with it."""
    circle = state.circles[place.circle]
    now = circle.course.now
    if now and now.closing and place.turn in now.closing.said:
        if now.closing.said[place.turn] == "spoke":
            return place.start_over(frame("check.better_ask", round=now.closing.id))
        return after_step(state, place)
    below = _without_checks(place)
    listed = now is not None and now.form == "short" and now.listed and not now.concern
    if now and listed and place.turn in circle.members_here and place.turn not in now.oks:
        return below.push(frame("list.ok"))
    return below if below.stack else after_step(state, place)


def _without_checks(place: Place) -> Place:
    """What the person was called for, without what came before it."""
    stack = tuple(f for f in place.stack if not f.page.startswith(("check.", "list.")))
    return place.start_over(*stack)


@page("check.better_ask")
def better_ask(v: View) -> Page:
    """Is there something to do better next time?"""
    round_ = _round(v)
    actions: dict[str, Action] = {
        "nothing_better": lambda place, _: Moved(after_step(v.state, place)),
        "say_better": go("check.better", round=round_.id),
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("check.better")
def better(v: View) -> Page:
    """What to do better next time: read at the beginning of the next meeting."""
    round_ = _round(v)
    if round_.kind != "closing":
        raise LookupError("not yet")
    return write_page(
        v, lambda text: store(c.SayInCheck(round=round_.id, form="better", words=text), after_step)
    )


# --- last time ---------------------------------------------------------------------------------------------


@page("admin.read")
def admin(v: View) -> Page:
    """Who is here, what was decided last time, what is still to do; then: how long do we have?"""
    now = _now(v)
    if now.form != "whole" or now.admin:
        raise LookupError("done")
    here = line("meeting.here.so_far", names=v.names(v.circle.here))
    lengths = {"length_30": "30", "length_60": "60", "length_open": ""}
    actions = {id: go("admin.next", length=length) for id, length in lengths.items()}
    body = (here, *last_lines(v))
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("admin.next")
def next_meeting(v: View) -> Page:
    """When the next meeting is."""
    now = _now(v)
    if now.admin:
        raise LookupError("done")
    today = date.fromisoformat(v.today) if v.today else date(2000, 1, 1)
    days = {
        "next_week": add_days(today, 7).isoformat(),
        "next_two_weeks": add_days(today, 14).isoformat(),
        "next_month": add_months(today, 1).isoformat(),
        "next_unknown": "",
    }
    actions = {
        id: store(c.FinishAdmin(length=v.arg("length"), next_day=day), after_step) for id, day in days.items()
    }
    return Page(ask(v, choices=tuple(actions)), actions)


# --- the list ----------------------------------------------------------------------------------------------


@page("list.make")
def make(v: View) -> Page:
    """What could stand on the list, what was not reached last time first; nothing is fixed by this."""
    now = _now(v)
    if now.form != "whole":
        raise LookupError("no list")
    could = tuple(dict.fromkeys((*still_open(v.circle), *backlog(v.circle))))
    kept = v.place.draft(LIST)
    before = now.items if now.listed else could
    marked = tuple(item for item in (kept[1:] if kept else before) if item in could)

    def toggle(item: str) -> Action:
        after = tuple(i for i in marked if i != item) if item in marked else (*marked, item)
        return lambda place, _: Moved(place.keep(LIST, ("list", *after)))

    actions: dict[str, Action] = {f"item.{item}": toggle(item) for item in could}
    choices = [Choice(f"item.{item}", item_line(v, item), marked=item in marked) for item in could]
    actions["that_is_list"] = store(c.ProposeAgenda(items=marked), _proposed)
    actions["talk_about"] = go("topic.form")
    choices += [Choice(id, line(f"choice.{id}"), id) for id in ("that_is_list", "talk_about")]
    body = tuple(
        line("list.nth", number=str(n), words=item_line(v, item)) for n, item in enumerate(marked, start=1)
    )
    return Page(ask(v, Kind.CHOOSE_MANY, body=body, choices=tuple(choices)), actions)


def _proposed(state: Organisation, place: Place) -> Place:
    return after_step(state, place.keep(LIST, ()))


@page("list.ok")
def list_ok(v: View) -> Page:
    """Each one here sees the list, may add to it, and may say that there is a problem with it."""
    now = _now(v)
    if not now.listed or now.concern or v.me in now.oks or v.me not in v.circle.members_here:
        raise LookupError("no list")
    actions: dict[str, Action] = {"list_ok": store(c.SayAgendaOk(), _agreed)}
    if now.form == "whole":
        actions["list_add"] = go("list.add")
    if not now.agreed:
        actions["list_problem"] = go("list.problem")
    return Page(ask(v, Kind.READ, body=items_lines(v, now), choices=tuple(actions)), actions)


def _agreed(state: Organisation, place: Place) -> Place:
    below = _without_checks(place)
    return below if below.stack else after_step(state, place)


@page("list.add")
def list_add(v: View) -> Page:
    """Something more for the list, in one's own words; the others are asked about it too."""
    if _now(v).form != "whole":
        raise LookupError("no list")
    return write_page(v, lambda text: store(c.AddToAgenda(words=text), after_step))


@page("list.problem")
def list_problem(v: View) -> Page:
    """What the problem with the list is."""
    now = _now(v)
    if not now.listed or now.concern or now.agreed or v.me not in v.circle.members_here:
        raise LookupError("settled")
    return write_page(v, lambda text: store(c.SeeAgendaProblem(words=text), after_step))


@page("list.fix")
def fix(v: View) -> Page:
    """Somebody sees a problem with the list: it is changed, and then all are asked again."""
    now = _now(v)
    if now.concern is None:
        raise LookupError("no problem")
    name = v.name(now.concern.person)
    body = (*items_lines(v, now), line("list.concern", name=name, words=now.concern.words or ""))
    change = go("list.make") if now.form == "whole" else go("agenda")
    actions: dict[str, Action] = {"change_list": change, "end_meeting": go("meeting.end")}
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


# --- its items ---------------------------------------------------------------------------------------------


@INSTEAD.append
def items(v: View) -> Page | None:
    """In a whole meeting only what stands on the agreed list, in its order, and the way on."""
    now = v.circle.course.now
    if now is None or now.form != "whole" or not isinstance(phase(v.circle), Items):
        return None
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for first in AGENDA_FIRST:
        for one, action in first(v):
            actions[one.id] = action
            choices.append(one)
    for item in still_open(v.circle) if now.agreed else ():
        topic = v.circle.topics.get(item)
        at = topic.proposal if topic and topic.proposal else item
        actions[f"item.{item}"] = to_item(v, at) if at in v.circle.proposals else go("item.talk", item=item)
        choices.append(Choice(f"item.{item}", item_line(v, item)))
    more: dict[str, Action] = {
        "check_out": store(c.OpenClosing(), after_step),
        "change_list": go("list.make"),
        "who_is_here": go("meeting.here"),
        "end_meeting": go("meeting.end"),
    }
    if now.closing or not now.agreed:
        del more["check_out"]
    choices += [Choice(id, line(f"choice.{id}"), id) for id in more]
    for last in AGENDA_LAST:
        for one, action in last(v):
            more[one.id] = action
            choices.append(one)
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions | more)


@page("item.talk")
def talk(v: View) -> Page:
    """An item to hear or to talk about; it need not end with a decision."""
    item = v.arg("item")
    topic, now = v.circle.topics.get(item), _now(v)
    if topic is None or topic.proposal or item in now.talked:
        raise LookupError("talked about")
    actions: dict[str, Action] = {
        "we_talked": store(c.EndItem(item=item, how="explore"), after_step),
        "we_heard": store(c.EndItem(item=item, how="report"), after_step),
        "make_idea": store(c.BeginDraft(topic=item), topic_taken),
        "another_time": back,
    }
    raised = line("item.raised", name=v.name(topic.person))
    return Page(ask(v, title=item_line(v, item), body=(raised,), choices=tuple(actions)), actions)
