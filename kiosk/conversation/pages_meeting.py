"""A sitting: who is here, what it is about, breaks, waiting, and the end."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.absence_lines import decided_lines
from kiosk.conversation.handing import hand_over_to, people, turn_for
from kiosk.conversation.own_lives import why_over
from kiosk.conversation.place import KEPT, Frame, Place, frame
from kiosk.conversation.prompts import Choice, Kind, line, own
from kiosk.conversation.reading import topic_line, what_line, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step, there, with_check
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    View,
    ask,
    back,
    go,
    page,
    push,
    say,
    signed,
    stay,
    store,
)
from kiosk.governance import commands as c
from kiosk.governance.consent import held_back, to_be_heard
from kiosk.governance.process import HeldBack
from kiosk.governance.selection import nominating, still_to_name
from kiosk.governance.sittings import Items, phase, talked_about
from kiosk.governance.state import Circle, Organisation, Proposal

HERE = f"{KEPT}here:"
"""The list so far is kept beside who was here when it was begun: when that changes, it begins anew."""


@page("meeting.here")
def here(v: View) -> Page:
    """Choose who is here, beginning with who was before; the one who holds the turn is, and stays so."""
    before = tuple(p for p in _was_here(v.circle) if p in (*v.circle.members, *v.circle.guests))
    slot = f"{HERE}{','.join(before)}"
    kept = v.place.draft(slot)
    marked = kept[1:] if kept else tuple(dict.fromkeys((*before, v.me)))

    def toggle(member: str) -> Action:
        if member == v.me:
            return say(line("meeting.here.you"))
        now = tuple(m for m in marked if m != member) if member in marked else (*marked, member)
        # The first piece keeps a list of nobody apart from no list.
        return lambda place, _: Moved(place.keep(slot, ("here", *now)))

    actions: dict[str, Action] = {f"person.{m}": toggle(m) for m in v.circle.members}
    choices = [Choice(f"person.{m}", own(v.name(m)), marked=m in marked) for m in v.circle.members]
    actions |= {f"person.{g}": toggle(g) for g in v.circle.guests}
    choices += [
        Choice(f"person.{g}", line("people.guest", name=v.name(g)), marked=g in marked)
        for g in v.circle.guests
    ]
    somebody = any(m in v.circle.members for m in marked)
    actions["that_is_everyone"] = _those_are_here(v, marked) if somebody else say(line("refused.nobody_here"))
    choices.append(Choice("that_is_everyone", line("choice.that_is_everyone"), "that_is_everyone"))
    body = (line("meeting.here.so_far", names=v.names(marked)),)
    return Page(ask(v, Kind.CHOOSE_MANY, body=body, choices=tuple(choices)), actions)


def _those_are_here(v: View, here: tuple[str, ...]) -> Action:
    """What follows once it is known who is here: a meeting that is going on goes on with them."""
    meeting = v.circle.meeting
    if meeting is None:
        return go("meeting.form", here=",".join(here))
    if meeting.paused_by:
        return store(c.ResumeMeeting(here=here), _resumed if meeting.pauses > 1 else _begun)
    if set(here) == set(meeting.here):
        return lambda place, _: Moved(_begun(v.state, place))
    return store(c.ChangeHere(here=here), _begun)


@page("meeting.form")
def form(v: View) -> Page:
    """How they want to meet: with a round of "how are you?" or without."""
    here = tuple(p for p in v.arg("here").split(",") if p in (*v.circle.members, *v.circle.guests))
    if v.circle.meeting or not any(p in v.circle.members for p in here):
        raise LookupError("begun")
    item = v.place.item if v.place.item in v.circle.live else ""
    begins = {
        "just_begin": c.BeginMeeting(here=here),
        "short_meeting": c.BeginMeeting(here=here, form="short", item=item),
        "whole_meeting": c.BeginMeeting(here=here, form="whole", item=item),
    }
    actions: dict[str, Action] = {id: store(command, _begun) for id, command in begins.items()}
    return Page(ask(v, choices=tuple(actions)), actions)


def _was_here(circle: Circle) -> tuple[str, ...]:
    """Who is here, or was before the break, or when the last sitting ended."""
    return circle.meeting.here if circle.meeting else circle.last_here


def _begun(state: Organisation, place: Place) -> Place:
    for slot in [name for name in place.drafts.get(place.turn, {}) if name.startswith(HERE)]:
        place = place.keep(slot, ())
    place = place.ask_again().sit_down()
    circle = state.circles[place.circle]
    if not isinstance(phase(circle), Items):
        return after_step(state, replace(place, item=""))
    return with_check(circle, _at_items(state, place))


def _resumed(state: Organisation, place: Place) -> Place:
    """After a second break, how we meet is offered to be talked about (R12)."""
    after = _begun(state, place)
    asked = place.turn in state.circles[place.circle].members_here
    offered = after.take_turn(place.turn, frame("process.offer")) if asked else after
    return offered if there(state, offered, frame("process.offer")) else after


def _at_items(state: Organisation, place: Place) -> Place:
    circle = state.circles[place.circle]
    if place.item in circle.proposals and circle.proposals[place.item].decision is None:
        return after_step(state, place)
    place = replace(place, item="")
    return place.start_over(frame("agenda")) if place.turn in circle.here else place.end_turn()


AGENDA_FIRST: list[Callable[[View], list[tuple[Choice, Action]]]] = []
"""What heads the agenda, before the ideas and topics; each part of the conversation adds its own."""


AGENDA_LAST: list[Callable[[View], list[tuple[Choice, Action]]]] = []
"""What ends the agenda."""
INSTEAD: list[Callable[[View], Page | None]] = []
"""What stands in place of everything there is, where the sitting agreed on a list."""


@page("agenda")
def agenda(v: View) -> Page:
    """What the sitting is about next."""
    for agreed in INSTEAD:
        if listed := agreed(v):
            return listed
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for first in AGENDA_FIRST:
        for one, action in first(v):
            actions[one.id] = action
            choices.append(one)
    open_ = [pr for pr in (v.circle.proposals[id] for id in v.circle.live) if not pr.decision]
    # What has to wait stands after what the circle can go on with.
    open_ = [pr for pr in open_ if pr.id not in actions]
    for pr in sorted(open_, key=lambda pr: isinstance(v.step(pr), HeldBack)):
        actions[pr.id] = to_item(v, pr.id)
        choices.append(Choice(pr.id, what_line(v, pr)))
    for topic in v.circle.topics.values():
        if not topic.proposal and topic.id not in talked_about(v.circle):
            actions[topic.id] = store(c.BeginDraft(topic=topic.id), topic_taken)
            choices.append(Choice(topic.id, topic_line(topic.form, topic.words)))
    for id, to in (
        ("talk_about", "topic.form"),
        ("who_is_here", "meeting.here"),
        ("end_meeting", "meeting.end"),
    ):
        actions[id] = go(to)
        choices.append(Choice(id, line(f"choice.{id}"), id))
    for last in AGENDA_LAST:
        for one, action in last(v):
            actions[one.id] = action
            choices.append(one)
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


def other_item(place: Place, _: Way) -> Moved:
    """Leave what is on the table for now, and choose what to look at next."""
    return Moved(replace(place, item="").start_over(frame("agenda")))


def to_item(v: View, proposal: str) -> Action:
    """Put a proposal on the table; in a short meeting it is the list."""
    now = v.circle.course.now
    if now and now.form == "short" and (now.items != (proposal,) or now.concern):
        return lambda place, _: Moved(
            replace(place, item=proposal), signed(c.ProposeAgenda(items=(proposal,)), place), after_step
        )
    return lambda place, _: Moved(after_step(v.state, replace(place, item=proposal)))


def topic_taken(state: Organisation, place: Place) -> Place:
    """A topic became a draft: it is on the table now."""
    proposal = list(state.circles[place.circle].proposals)[-1]
    return after_step(state, replace(place, item=proposal))


@page("meeting.not_here")
def not_here(v: View) -> Page:
    """Somebody who is called is not here; another person says so, in a turn of their own (R16)."""
    person = v.arg("person")
    others = [m for m in v.circle.members_here if m != person]

    def says(by: str) -> Action:
        return push(turn_for(by, frame("meeting.says_not_here", absent=person)))

    choices, actions = people(v, others, says, leave_it=back)
    title = line("meeting.not_here.title", name=v.name(person))
    return Page(ask(v, Kind.FIND, title, choices=choices), actions)


@page("meeting.says_not_here")
def says_not_here(v: View) -> Page:
    """The one who says it confirms it; then the next one is called."""
    absent = v.arg("absent")
    if absent not in v.circle.here or absent == v.me:
        raise LookupError(absent)
    proposal = v.circle.proposals.get(v.place.item)
    round_ = proposal.round if proposal else None
    command: c.Command = c.ChangeHere(here=tuple(m for m in v.circle.here if m != absent))
    if round_ and round_.open and round_.kind != "consent" and absent not in round_.said:
        command = c.MarkNotHere(round=round_.id, person=absent)
    name = v.name(absent)
    actions: dict[str, Action] = {"is_here": lambda place, _: Moved(place.end_turn())}
    actions["not_here"] = store(command, _turn_over)
    choices = tuple(Choice(id, line(f"choice.{id}", name=name), id) for id in actions)
    return Page(ask(v, title=line("meeting.says_not_here.title", name=name), choices=choices), actions)


def _turn_over(state: Organisation, place: Place) -> Place:
    return place.end_turn()


def pause(state: Organisation, place: Place, top: Frame) -> Action:
    """What "pause" does: one press stops the sitting in the name of who holds the turn (R12).

    Where no sitting is going on it says so, and ends the turn; drafts stay.
    """
    circle = state.circles.get(place.circle)
    if circle is None or top.page.startswith("pause"):
        return stay
    if not circle.here or (place.turn and not belongs_here(circle, place.turn)):
        told = line("pause.see_you" if place.turn else "pause.no_meeting")
        return lambda place, _: Moved(place.end_turn(), notice=told)
    if not place.turn:
        return go("pause.who")

    return take_break


def take_break(place: Place, way: Way) -> Moved:
    """Stop the sitting in the name of who holds the turn; by voice, which can be misheard, after asking."""
    if way == "voice":
        return go("pause.sure")(place, way)
    return Moved(place, signed(c.PauseMeeting(), place), _turn_over)


def belongs_here(circle: Circle, person: str) -> bool:
    """Whether somebody has a part in this sitting: a member, or a guest who is here."""
    return person in circle.members or (person in circle.guests and person in circle.here)


@page("pause.who")
def pause_who(v: View) -> Page:
    """Nobody holds the turn: who asks for a break?"""

    def asks(member: str) -> Action:
        def do(place: Place, _: Way) -> Moved:
            place = place.take_turn(member)
            return Moved(place, signed(c.PauseMeeting(), place), _turn_over)

        return do

    choices, actions = people(v, v.circle.here, asks, leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("pause.sure")
def pause_sure(v: View) -> Page:
    """Asked by voice: stop for now?"""
    if not v.circle.here:
        raise LookupError("nothing to stop")
    actions = {"stop_now": store(c.PauseMeeting(), _turn_over), "go_on": back}
    return Page(ask(v, choices=tuple(actions)), actions)


@page("meeting.paused")
def paused(v: View) -> Page:
    """A break. Anyone may begin again; the one who paused is asked first."""
    person = v.arg("person")
    others: dict[str, Action] = {"somebody_else": go("meeting.resume_who"), "do_other": go("turn.who")}
    title = line("meeting.paused.title", name=v.name(person))
    return hand_over_to(v, person, others, to=frame("meeting.here"), title=title, ready="go_on_meeting")


@page("meeting.resume_who")
def resume_who(v: View) -> Page:
    """Somebody else begins again."""
    meet = frame("meeting.here")
    choices, actions = people(v, v.circle.members, lambda m: push(turn_for(m, meet)), leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


WAITS: list[Callable[[View, Proposal], dict[str, Action]]] = []
"""What else can be done about a proposal that waits; each part of the conversation adds its own."""


@page("meeting.waiting")
def waiting(v: View) -> Page:
    """Everyone here has answered; others are still to be heard, and nothing is shown (R3, R23)."""
    names = v.names(waited_for(v.circle, v.proposal))
    if not names:
        raise LookupError("nobody to wait for")
    actions: dict[str, Action] = {
        "another_item": other_item,
        "who_is_here": go("meeting.here"),
    }
    for more in WAITS:
        actions |= more(v, v.proposal)
    actions["end_meeting"] = go("meeting.end")
    body = (line("meeting.waiting.hidden"),)
    title = line("meeting.waiting.title", names=names)
    return Page(ask(v, title=title, body=body, choices=tuple(actions)), actions)


def waited_for(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Who is still to be heard in what is open: consent, or naming somebody for a role."""
    if round_ := proposal.consent_round:
        return to_be_heard(round_)
    naming = nominating(proposal)
    return still_to_name(circle, naming) if naming else ()


@page("meeting.absent")
def absent(v: View) -> Page:
    """The next step is one person's own, and they are not here: it waits, and the rest goes on (R3)."""
    person = v.arg("person")
    if person in v.circle.here or not v.circle.here:
        raise LookupError("here")
    actions: dict[str, Action] = {
        "another_item": other_item,
        "who_is_here": go("meeting.here"),
        "end_meeting": go("meeting.end"),
    }
    return Page(
        ask(v, title=line("meeting.absent.title", name=v.name(person)), choices=tuple(actions)), actions
    )


@page("meeting.held_back")
def waits(v: View) -> Page:
    """The circle may not go on with this now, and is told why; the rest goes on."""
    held = held_back(v.circle, v.proposal)
    if held is None or v.proposal.decision or v.proposal.dropped:
        raise LookupError("nothing in the way")
    actions: dict[str, Action] = {"another_item": other_item, "end_meeting": go("meeting.end")}
    body = (line(f"refused.{held.key}", names=v.names(held.names)),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("meeting.done")
def done(v: View) -> Page:
    """This item is finished: what was decided, and what next."""
    body = (*decided_lines(v, v.proposal), *wording_lines(v, v.proposal, v.proposal.wording))
    body = (*why_over(v, v.proposal), *body)
    actions: dict[str, Action] = {
        "another_item": other_item,
        "end_meeting": go("meeting.end"),
    }
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("meeting.end")
def end(v: View) -> Page:
    """End the sitting; open rounds stay open."""
    if v.circle.meeting is None:
        raise LookupError("no meeting")
    actions = {"end_now": store(c.EndMeeting(), _ended), "go_on": back}
    now = v.circle.course.now
    if now and now.form and not now.closing and isinstance(phase(v.circle), Items) and v.circle.members_here:
        actions = {"check_out": store(c.OpenClosing(), after_step), **actions}
    return Page(ask(v, choices=tuple(actions)), actions)


def _ended(state: Organisation, place: Place) -> Place:
    return replace(place.end_turn().ask_again(), item="")
