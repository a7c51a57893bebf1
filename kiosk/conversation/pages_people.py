"""Who belongs to the circle, asking somebody to join or to visit, and what stands on a visitor's list."""

from datetime import UTC, datetime

from kiosk.conversation.absence_lines import rests_lines
from kiosk.conversation.pages_turn import VISITORS, List, in_our_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import circle_line, day_words, says
from kiosk.conversation.reading_help import beside_lines
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    View,
    ask,
    back,
    go,
    page,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance.circles import KINDS, LONGEST_NAME
from kiosk.governance.membership import may_be_asked, to_admit
from kiosk.governance.state import Organisation, Proposal, Version
from kiosk.governance.words import Matter

JOBS = ("facilitator", "secretary", "leader", "delegate", "steward")
"""The roles that are said in words of everyday; any other by its own name."""


def day_of(when: int) -> Line:
    """The day of a moment, as people say it."""
    return day_words(datetime.fromtimestamp(when / 1000, UTC).date().isoformat())


@on_home
def our_people(own_list: List) -> None:
    """Everyone can see who belongs to the circle; who wants to join waits for the circle's word."""
    v = own_list.v
    for person in to_admit(v.circle):
        admit = store(c.OpenMatter(matter=Matter("admit", "", (person,))), matter_begun)
        own_list.offer(f"admit.{person}", admit, line("choice.admit", name=v.name(person)))


@in_our_circle
def _people(own_list: List) -> None:
    own_list.offer("our_people", go("people"))


def matter_begun(state: Organisation, place: Place) -> Place:
    """A matter was put to the circle: on with its words."""
    proposal = list(state.circles[place.circle].proposals.values())[-1]
    first = frame("draft.part", proposal=proposal.id, part=proposal.missing[0])
    return place.start_over(frame("home"), first)


@says("admit")
def _joins(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.admit", name=v.name(proposal.matter.people[0]))


@page("people")
def people(v: View) -> Page:
    """Who belongs to this circle, since when, who visits, and who belonged."""
    actions: dict[str, Action] = {
        "ask_to_come": go("invite.who"),
        "want_to_leave": go("leave.ask"),
        "about_somebody": go("people.about"),
        "go_back": back,
    }
    return Page(ask(v, Kind.READ, body=people_lines(v), choices=tuple(actions)), actions)


def people_lines(v: View) -> tuple[Line, ...]:
    """Everyone who belongs, visits, was asked, or belonged, a sentence each."""
    known, lines = v.circle.membership, list[Line]()
    if v.circle.owner:
        lines.append(line("people.owner", name=v.name(v.circle.owner)))
    for m in v.circle.members:
        kind = v.state.people[m].kind if m in v.state.people else "investor"
        lines.append(line("people.member", name=v.name(m), kind=line(f"choice.kind.{kind}")))
        if m in known.since:
            lines.append(line("people.since", name=v.name(m), day=day_of(known.since[m].when)))
    lines += [line("people.away", name=v.name(m)) for m in v.circle.members if m in v.circle.absence.away]
    lines += [*rests_lines(v, v.circle), *beside_lines(v)]
    for role, held in v.circle.roles.items():
        if not held:
            named = v.circle.described.get(role)
            what = line(f"people.job.{role}") if role in JOBS else own((named and named.name) or "")
            lines.append(line("people.vacant", what=what))
    for person, invited in known.invited.items():
        lines.append(line("people.wants" if invited.agreed else "people.invited", name=v.name(person)))
    lines += [line("people.visits", name=v.name(guest)) for guest in v.circle.guests]
    for person, gone in known.gone.items():
        lines.append(line(f"people.gone.{gone.how}", name=v.name(person)))
        if gone.review_day:
            lines.append(line("people.gone.until", day=day_words(gone.review_day)))
    return tuple(lines)


# --- asking somebody ---------------------------------------------------------------------------------------


@page("invite.who")
def invite_who(v: View) -> Page:
    """Somebody the kiosk knows already, or somebody new."""
    known = may_be_asked(v.state, v.circle)
    actions: dict[str, Action] = {f"person.{p}": go("invite.as", person=p) for p in known}
    choices = [Choice(f"person.{p}", own(v.name(p))) for p in known]
    for id, action in (("somebody_new", go("invite.name")), ("leave_it", back)):
        actions[id] = action
        choices.append(Choice(id, line(f"choice.{id}"), id))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


@page("invite.name")
def invite_name(v: View) -> Page:
    """The name of somebody new."""
    taken = {(p.name or "").strip().casefold() for p in v.state.people.values()}

    def keep(text: str) -> Action:
        if len(text) > LONGEST_NAME:
            return go("setup.long_name")
        return go("setup.same_name") if text.casefold() in taken else go("invite.kind", name=text)

    return write_page(v, keep)


@page("invite.kind")
def invite_kind(v: View) -> Page:
    """What kind of member this person would be."""
    name = v.arg("name")
    actions = {f"kind.{kind}": go("invite.as", name=name, kind=kind) for kind in KINDS}
    return Page(ask(v, title=line("setup.kind.title", name=name), choices=tuple(actions)), actions)


@page("invite.as")
def invite_as(v: View) -> Page:
    """To belong to the circle, or to visit one meeting."""
    actions = {
        "belong": go("invite.check", **dict(v.frame.args)),
        "visit": go("invite.check", **dict(v.frame.args), guest="1"),
    }
    body = (line("invite.as.belong"), line("invite.as.visit"))
    return Page(
        ask(v, title=line("invite.as.title", name=_name(v)), body=body, choices=tuple(actions)), actions
    )


def _name(v: View) -> str:
    return v.arg("name") or v.name(v.arg("person"))


@page("invite.check")
def invite_check(v: View) -> Page:
    """Read back, then the person is asked at their own turn."""
    person, guest = v.arg("person"), bool(v.arg("guest"))
    if person and person not in may_be_asked(v.state, v.circle):
        raise LookupError(person)
    command = c.InvitePerson(person=person, name=v.arg("name"), kind=v.arg("kind"), guest=guest)
    actions = {"it_is_right": store(command, _asked), "go_back": back}
    key = "invite.check.guest" if guest else "invite.check.member"
    body = (line(key, name=_name(v)), line("invite.check.then", name=_name(v)))
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _asked(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"), frame("people"))


# --- the lists of those who were asked, and of guests ------------------------------------------------------


def _joins_and_says(_: Organisation, place: Place) -> Place:
    """On joining everybody is asked what to do when they cannot be reached (R19)."""
    return place.push(frame("word.ask"))


@VISITORS.append
def invited(own_list: List) -> tuple[Line, ...]:
    """Who was asked to join says whether they want to, in their own turn."""
    v = own_list.v
    known = v.circle.membership.invited.get(v.me)
    if known is None:
        return ()
    if not known.agreed:
        own_list.offer("i_want_to_join", store(c.AnswerInvitation(wants=True), _joins_and_says))
    no = "i_changed_my_mind" if known.agreed else "i_do_not_want"
    own_list.offer(no, store(c.AnswerInvitation(wants=False), lambda _, after: after.end_turn()))
    if known.agreed:
        return (line("invited.agreed"),)
    return (line("invited.asked", name=v.name(known.by), words=circle_line(v.circle)),)


@VISITORS.append
def guest(own_list: List) -> tuple[Line, ...]:
    """A guest hears what a guest can do, and goes on with the meeting."""
    v = own_list.v
    if v.me not in v.circle.guests:
        return ()
    if v.me in v.circle.here:
        to_meeting: Action = lambda place, _: Moved(after_step(v.state, place))  # noqa: E731
        own_list.offer("back_to_meeting", to_meeting)
    return (line("guest.welcome"), line("guest.hears"), line("guest.does_not_decide"))
