"""Choosing somebody for a role: what it needs, names given in private, and who is proposed."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.handing import people
from kiosk.conversation.pages_consent import given, who_presses
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_turn import List, in_our_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import day_words, if_open, says, says_more, what_line
from kiosk.conversation.reading_help import given_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    View,
    ask,
    back,
    go,
    instead,
    page,
    signed,
    store,
    write_page,
)
from kiosk.governance import commands as c
from kiosk.governance.selection import is_due, is_vacant, still_to_name
from kiosk.governance.state import TAKEN_BACK, Circle, Organisation, Proposal, Version
from kiosk.governance.words import Matter, Nomination

EVERYWHERE = ("facilitator", "secretary", "steward")
"""The roles that every circle is offered."""
QUALITIES = ("listens", "on_time", "calm")
"""What somebody for a role should be like, as pictures."""
REASONS = ("listens", "on_time", "calm")
"""Reasons for naming somebody, as pictures."""


ABOUT_ROLE: list[Callable[[View, str], dict[str, Action]]] = []
"""What else can be done about a role; each part of the conversation adds its own."""


def role_name(circle: Circle, role: str) -> Line:
    """What a role is called."""
    described = circle.described.get(role)
    if described:
        return own(described.name or "") if described.name else line("role.closed")
    return line(f"role.{role}")


def role_purpose(circle: Circle, role: str) -> Line:
    """What a role is for."""
    described = circle.described.get(role)
    if described:
        return line("role.purpose", words=described.purpose or "")
    return line(f"role.{role}.what")


@says("role")
def _what(v: View, proposal: Proposal, version: Version | None) -> Line:
    role = role_name(v.circle, proposal.matter.about)
    if version and version.choice:
        return line("matter.role.person", name=v.name(version.choice), role=role)
    return line("matter.role", role=role)


@says_more("role")
def _purpose(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    return (role_purpose(v.circle, proposal.matter.about),)


# --- the roles of the circle ------------------------------------------------------------------------------


@on_home
def _offer_roles(own_list: List) -> None:
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for pr in (circle.proposals[id] for id in circle.live):
            round_ = pr.round
            names = round_ and round_.kind == "nominate" and round_.open
            if round_ and names and v.me in still_to_name(circle, round_):
                read = go("nominate.read", proposal=pr.id, round=round_.id)
                own_list.offer_about(circle, pr, "nominate", _within(circle, read))
    for id, action, label in _to_choose(v):
        own_list.offer(id, action, label)


def _to_choose(v: View) -> list[tuple[str, Action, Line]]:
    """The roles whose day has come and those that are nobody's now, until somebody is being chosen (R18)."""
    found: list[tuple[str, Action, Line]] = []
    for role in v.circle.roles:
        if is_due(v.circle, role, v.today):
            label = line("choice.renew", role=role_name(v.circle, role))
        elif is_vacant(v.circle, role):
            label = line("choice.fill", role=role_name(v.circle, role))
        else:
            continue
        found.append((f"renew.{role}", go("role.look", role=role), label))
    return found


@AGENDA_FIRST.append
def _on_agenda(v: View) -> list[tuple[Choice, Action]]:
    return [(Choice(id, label, "renew"), action) for id, action, label in _to_choose(v)]


@in_our_circle
def _roles(own_list: List) -> None:
    own_list.offer("our_roles", go("roles"))


def _within(circle: Circle, action: Action) -> Action:
    return lambda place, way: action(place.enter(circle.id), way)


@page("roles")
def roles(v: View) -> Page:
    """Who holds which role until when; nobody where a role is empty."""
    named = (*EVERYWHERE, *(r for r in v.circle.roles if r not in EVERYWHERE))
    all_of = tuple(dict.fromkeys((*named, *v.circle.described)))
    actions: dict[str, Action] = {f"role.{role}": go("role.look", role=role) for role in all_of}
    choices = [Choice(f"role.{role}", _held(v, role)) for role in all_of]
    for id, to in (("new_role", "role.name"),):
        actions[id] = go(to)
        choices.append(Choice(id, line(f"choice.{id}"), id))
    actions["go_back"] = back
    choices.append(Choice("go_back", line("choice.go_back"), "go_back"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


def _held(v: View, role: str) -> Line:
    holders = v.circle.roles.get(role, ())
    name = role_name(v.circle, role)
    if not holders:
        return line("roles.nobody", role=name)
    return line("roles.held", role=name, names=v.names(tuple(r.person for r in holders)))


@page("role.look")
def look(v: View) -> Page:
    """One role: what it is for, who holds it, until when; somebody can be chosen for it."""
    role = v.arg("role")
    holders = v.circle.roles.get(role, ())
    body = [role_purpose(v.circle, role)]
    for held in holders:
        key = "role.temporary" if held.temporary else "role.until"
        body.append(line(key, name=v.name(held.person), day=day_words(held.review_day)))
        if v.today and held.review_day <= v.today:
            body.append(line("role.renew", name=v.name(held.person)))
    if not holders:
        body.append(line("role.nobody"))
    actions: dict[str, Action] = {}
    if role == "steward" and holders:
        for held in holders:
            actions[f"instead.{held.person}"] = _choose(role, held.person)
    live = [v.circle.proposals[id] for id in v.circle.live]
    if role == "leader" and v.circle.charter.parent:
        # The wider circle chooses who brings its news.
        pass
    elif not any(p.matter.kind == "role" and p.matter.about == role and not p.decision for p in live):
        actions["choose_somebody"] = _choose(role)
    else:
        body.append(line("role.choosing"))
    for more in ABOUT_ROLE:
        actions |= more(v, role)
    actions["go_back"] = back
    labels = {f"instead.{h.person}": line("choice.instead", name=v.name(h.person)) for h in holders}
    choices = tuple(Choice(id, labels.get(id, line(f"choice.{id}")), id.split(".")[0]) for id in actions)
    title = line("role.look.title", role=role_name(v.circle, role))
    return Page(ask(v, Kind.READ, title, tuple(body), choices), actions)


def _choose(role: str, instead_of: str = "") -> Action:
    matter = Matter("role", role, (instead_of,) if instead_of else ())
    return store(c.OpenMatter(matter=matter), _choosing)


def _choosing(state: Organisation, place: Place) -> Place:
    circle = state.circles[place.circle]
    proposal = list(circle.proposals)[-1]
    term = frame("draft.part", proposal=proposal, part="review_day")
    place = place.start_over(frame("home"), term)
    return replace(place, item=proposal) if not circle.meeting else place


@page("role.name")
def name(v: View) -> Page:
    """The name of a role of the circle's own."""
    return write_page(v, lambda text: instead("role.purpose", name=text))


@page("role.purpose")
def purpose(v: View) -> Page:
    """What the new role is for."""

    def keep(text: str) -> Action:
        return store(c.DescribeRole(name=v.arg("name"), purpose=text), lambda _, after: after.pop())

    return write_page(v, keep, title=line("role.purpose.title", words=v.arg("name")))


# --- qualities --------------------------------------------------------------------------------------------


@page("quality.ask")
def quality(v: View) -> Page:
    """What should somebody for this role be like?"""
    round_id = _open(v, "qualities")
    at = {"proposal": v.proposal.id, "round": round_id}
    actions: dict[str, Action] = {
        "say_quality": go("quality.words", **at),
        "by_picture": go("quality.picture", **at),
        "nothing_to_say": store(c.Pass(round=round_id), after_step),
        "read_again": go("idea.read", proposal=v.proposal.id),
    }
    return Page(ask(v, body=quality_lines(v, v.proposal), choices=tuple(actions)), actions)


@page("quality.words")
def quality_words(v: View) -> Page:
    """It in one's own words."""
    round_id = _open(v, "qualities")
    return write_page(v, lambda text: store(c.NameQuality(round=round_id, words=text), after_step))


@page("quality.picture")
def quality_picture(v: View) -> Page:
    """It as a picture."""
    round_id = _open(v, "qualities")
    actions = {
        f"quality.{what}": store(c.NameQuality(round=round_id, words=what, form="picture"), after_step)
        for what in QUALITIES
    }
    return Page(ask(v, choices=tuple(actions)), actions)


def _open(v: View, kind: str) -> str:
    if not v.round.open or v.round.kind != kind:
        raise LookupError("round over")
    return v.round.id


def quality_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """What was said that somebody for the role should be like."""
    lines: list[Line] = []
    for quality in proposal.qualities:
        name = v.name(quality.person)
        if quality.form == TAKEN_BACK:
            lines.append(line("talk.taken_back", name=name))
        elif quality.form == "picture":
            lines.append(line("quality.said", name=name, words=_picture(quality.words)))
        else:
            lines.append(line("quality.said", name=name, words=quality.words or ""))
    return tuple(lines)


def _picture(what: str | None) -> Line:
    return if_open(what, line(f"choice.quality.{what}"))


# --- naming somebody, in private --------------------------------------------------------------------------


@page("nominate.read")
def nominate_read(v: View) -> Page:
    """The role once more, and what somebody for it should be like; then each names somebody alone."""
    at = {"proposal": v.proposal.id, "round": _open(v, "nominate")}
    body = (
        what_line(v, v.proposal),
        role_purpose(v.circle, v.proposal.matter.about),
        *quality_lines(v, v.proposal),
        line("nominate.hidden"),
    )
    return Page(ask(v, Kind.READ, body=body, choices=("heard_it",)), {"heard_it": go("nominate.who", **at)})


@page("nominate.who")
def who(v: View) -> Page:
    """Whom do you name? It can be yourself; nobody is asked whether they are willing."""
    at = {"proposal": v.proposal.id, "round": _open(v, "nominate")}

    def later(place: Place, way: Way) -> Moved:
        return Moved(place, _nominate(v, place, Nomination("", "unsaid"), way), after_step_or_home)

    choices, actions = people(
        v, v.circle.members, lambda m: go("nominate.why", **at, person=m), come_back=later
    )
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


def _nominate(v: View, place: Place, nomination: Nomination, way: Way) -> c.Command:
    return signed(c.Nominate(round=v.round.id, nomination=nomination, given=given(place, way)), place)


def after_step_or_home(state: Organisation, place: Place) -> Place:
    """In a sitting on with the next; alone, back to one's own list."""
    circle = state.circles[place.circle]
    if circle.meeting and not circle.meeting.paused_by:
        return after_step(state, place)
    return place.start_over(frame("home"))


@page("nominate.why")
def why(v: View) -> Page:
    """Why this person? Words, a picture, or a reason that cannot be said."""
    at = {"proposal": v.proposal.id, "round": _still_open(v), "person": v.arg("person")}
    actions: dict[str, Action] = {
        "in_words": go("nominate.words", **at),
        "by_picture": go("nominate.picture", **at),
        "cannot_say": go("nominate.confirm", **at, form="unsaid"),
    }
    title = line("nominate.why.title", name=v.name(v.arg("person")))
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


def _still_open(v: View) -> str:
    if not v.round.open or v.round.kind not in ("nominate", "change"):
        raise LookupError("round over")
    return v.round.id


@page("nominate.words")
def words(v: View) -> Page:
    """The reason in one's own words."""
    at = {"proposal": v.proposal.id, "round": _still_open(v), "person": v.arg("person")}
    title = line("nominate.why.title", name=v.name(v.arg("person")))
    return write_page(
        v, lambda text: go("nominate.confirm", **at, form="words", words=text), title=title, private=True
    )


@page("nominate.picture")
def picture(v: View) -> Page:
    """The reason as a picture."""
    at = {"proposal": v.proposal.id, "round": _still_open(v), "person": v.arg("person")}
    actions: dict[str, Action] = {
        f"quality.{what}": go("nominate.confirm", **at, form="picture", words=what) for what in REASONS
    }
    title = line("nominate.why.title", name=v.name(v.arg("person")))
    return Page(ask(v, title=title, choices=tuple(actions), private=True), actions)


@page("nominate.confirm")
def confirm(v: View) -> Page:
    """Whom, and why, read back before it is kept."""
    _still_open(v)
    nomination = Nomination(v.arg("person"), v.arg("form"), v.arg("words"))

    def keep(place: Place, way: Way) -> Moved:
        if v.round.kind == "change":
            changed = c.ChangeNomination(round=v.round.id, nomination=nomination)
            return Moved(place, signed(changed, place), after_step)
        return Moved(place, _nominate(v, place, nomination, way), after_step_or_home)

    who, actions, choices = who_presses(v, keep, "keep_nomination")
    body = (line("nominate.confirm.who", name=v.name(nomination.named)), reason_line(nomination), *who)
    prompt = ask(v, body=body, choices=choices, binding=True, private=v.round.kind == "nominate")
    return Page(prompt, actions)


def reason_line(nomination: Nomination) -> Line:
    """Why somebody is named, in the form it was given."""
    match nomination.form:
        case "words":
            return line("nomination.because", words=nomination.words)
        case "picture":
            return line("nomination.because", words=_picture(nomination.words))
        case _:
            return line("nomination.unsaid")


def nomination_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Whom each named and why, before and after, in the order they were asked; never a count (R13)."""
    lines: list[Line] = []
    for person, named in proposal.nominations.items():
        for key, nomination in (("nomination.names", named.first), ("nomination.then", named.changed)):
            if nomination is not None and nomination.named:
                args = {"name": v.name(person), "other": v.name(nomination.named)}
                lines += [line(key, **args), reason_line(nomination)]
        if named.first is None:
            lines.append(line("nomination.closed", name=v.name(person)))
        lines += given_lines(v, person, named.given)
    return tuple(lines)


# --- after all are in -------------------------------------------------------------------------------------


@page("change.ask")
def change(v: View) -> Page:
    """All names and reasons are heard; does this one still name the same person?"""
    round_id = _open(v, "change")
    at = {"proposal": v.proposal.id, "round": round_id}
    actions: dict[str, Action] = {
        "keep_mine": store(c.Pass(round=round_id), after_step),
        "change_mine": go("change.who", **at),
    }
    return Page(ask(v, Kind.READ, body=nomination_lines(v, v.proposal), choices=tuple(actions)), actions)


@page("change.who")
def change_who(v: View) -> Page:
    """Whom do you name now?"""
    at = {"proposal": v.proposal.id, "round": _open(v, "change")}
    choices, actions = people(
        v, v.circle.members, lambda m: go("nominate.why", **at, person=m), leave_it=back
    )
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("selection.propose")
def propose(v: View) -> Page:
    """Whoever helps says whom the reasons speak for; who that is is stored (R12)."""
    if v.proposal.consent_round and not v.proposal.standing:
        raise LookupError("asked already")
    named = {n.now.named for n in v.proposal.nominations.values() if n.now}
    listed = [m for m in v.circle.members if m in named and m != _chosen(v)]
    listed += [m for m in v.circle.members if m not in named and m != _chosen(v)]
    if v.proposal.matter.about == "delegate":
        # The two links are two people (R10).
        listed = [m for m in listed if m != v.circle.holder("leader")]
    choices, actions = people(
        v, listed, lambda m: go("selection.why", proposal=v.proposal.id, person=m), leave_it=back
    )
    body = nomination_lines(v, v.proposal)
    return Page(ask(v, Kind.FIND, body=body, choices=choices), actions)


def _chosen(v: View) -> str:
    return v.proposal.current.choice if v.proposal.current else ""


@page("selection.why")
def propose_why(v: View) -> Page:
    """The reasons that speak for this person, in the words of who proposes."""
    proposal, person = v.proposal, v.arg("person")
    current = proposal.current
    if current is None or person not in v.circle.members:
        raise LookupError(person)

    def keep(text: str) -> Action:
        wording = replace(proposal.wording, why=text)
        command = c.WriteVersion(
            proposal=proposal.id, wording=wording, after=current.id, way="selection", choice=person
        )
        return store(command, after_step_or_home)

    return write_page(v, keep, title=line("selection.why.title", name=v.name(person)))
