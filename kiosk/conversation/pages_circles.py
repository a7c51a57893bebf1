"""What can be done about circles: make, charter, link, end; and the second circle's say."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.lists import Entry, find_page
from kiosk.conversation.pages_draft import BEGINNINGS
from kiosk.conversation.pages_map import acting_circle, circle_name, place_at
from kiosk.conversation.pages_meeting import AGENDA_FIRST, other_item
from kiosk.conversation.pages_turn import List, in_circle, in_our_circle, on_home
from kiosk.conversation.place import KEPT, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import SAYINGS, says, says_more
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step, step_frame
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, store
from kiosk.governance import commands as c
from kiosk.governance import links, process
from kiosk.governance import structure as rules
from kiosk.governance.circles import FEWEST
from kiosk.governance.state import Asked, Circle, Organisation, Proposal, Version
from kiosk.governance.words import Matter, Wording

KINDS = ("charter", *rules.NEW, "leader", "accept_delegate", "belong", "close_circle", "agree")


# --- what a matter says of itself -------------------------------------------------------------------------


def _chosen(v: View, version: Version | None) -> str:
    return v.name(version.choice) if version and version.choice else ""


def _new(kind: str) -> Callable[[View, Proposal, Version | None], Line]:
    return lambda v, proposal, version: line(
        f"matter.{kind}", words=version.wording.name if version and version.wording.name else "…"
    )


for _kind in rules.NEW:
    SAYINGS[_kind] = _new(_kind)


@says_more(*rules.NEW)
def _first_people(v: View, proposal: Proposal, version: Version | None) -> tuple[Line, ...]:
    lines = [line("matter.first_people", names=v.names(proposal.matter.people))]
    if leader := _chosen(v, version):
        lines.append(line("matter.first_leader", name=leader))
    if proposal.matter.kind == "helping_circle":
        lines.append(line("matter.helping_ends"))
    return tuple(lines)


@says("charter")
def _charter(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.charter", name=circle_name(v, proposal.matter.about))


@says("leader")
def _leader(v: View, proposal: Proposal, version: Version | None) -> Line:
    name = circle_name(v, proposal.matter.about)
    if chosen := _chosen(v, version):
        return line("matter.leader", person=chosen, name=name)
    return line("matter.leader_open", name=name)


@says("accept_delegate")
def _delegate(v: View, proposal: Proposal, _: Version | None) -> Line:
    name = circle_name(v, proposal.matter.about)
    return line("matter.accept_delegate", person=v.name(proposal.matter.people[0]), name=name)


@says("belong")
def _belong(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.belong", name=circle_name(v, proposal.matter.about))


@says("close_circle")
def _close(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.close_circle", name=circle_name(v, proposal.matter.about))


@says("agree")
def _agree(v: View, proposal: Proposal, _: Version | None) -> Line:
    asked = v.state.asks[proposal.matter.about]
    return asked_line(v, asked)


def asked_line(v: View, asked: Asked) -> Line:
    """What another circle has decided and asks about."""
    asking, name = circle_name(v, asked.asking), circle_name(v, asked.of)
    own = "_own" if asked.asking == asked.of and asked.what != "belong" else ""
    return line(f"matter.agree.{asked.what}{own}", asking=asking, name=name)


@says_more("agree")
def _agree_words(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    asked = v.state.asks[proposal.matter.about]
    words = (("name", asked.name), ("aim", asked.aim), ("domain", asked.domain))
    return tuple(line(f"wording.{part}", words=said) for part, said in words if said)


def _charter_so_far(v: View, proposal: Proposal) -> Wording:
    of = v.state.circles[proposal.matter.about]
    charter = of.charter
    return Wording(aim=of.aim or "", domain=charter.domain or "", absence=charter.absence or "")


BEGINNINGS["charter"] = _charter_so_far


# --- opening a matter -------------------------------------------------------------------------------------


def opening(v: View, acting: Circle, kind: str, about: str = "", people: tuple[str, ...] = ()) -> Action:
    """Put the matter to that circle, or go on with it where it is on the table already."""
    for pr in (acting.proposals[id] for id in acting.live):
        if (pr.matter.kind, pr.matter.about, pr.decision) == (kind, about, None) and kind not in rules.NEW:
            return in_circle(acting, go("draft.read", proposal=pr.id))
    return in_circle(acting, store(c.OpenMatter(matter=Matter(kind, about, people)), matter_begun))


def matter_begun(state: Organisation, place: Place) -> Place:
    """A matter was put to the circle: its first words are asked for, or it waits for the meeting."""
    circle = state.circles[place.circle]
    proposal = list(circle.proposals.values())[-1]
    if circle.meeting and place.turn in circle.here:
        return after_step(state, _on_table(place, proposal))
    first = step_frame(proposal, process.next_step(circle, proposal))
    return _on_table(place, proposal).start_over(frame("home"), first)


def _on_table(place: Place, proposal: Proposal) -> Place:
    return replace(place, item=proposal.id)


def is_open(circle: Circle, kind: str, about: str) -> bool:
    """Whether this matter is on the circle's table."""
    return any(
        (pr.matter.kind, pr.matter.about, pr.decision) == (kind, about, None)
        for pr in (circle.proposals[id] for id in circle.live)
    )


@page("matter.who")
def who(v: View) -> Page:
    """Whom the words choose: a member of this circle."""
    proposal = v.proposal
    if proposal.decision or proposal.consent_round:
        raise LookupError("not now")
    child = v.state.circles.get(proposal.matter.about) if proposal.matter.kind == "leader" else None
    fitting = [m for m in v.circle.members if not links.leader_misfit(v.state, v.circle, child, m)]

    def choose(person: str) -> Action:
        after = proposal.current.id if proposal.current else ""
        wording = proposal.wording
        command = c.WriteVersion(proposal=proposal.id, wording=wording, after=after, choice=person)
        return store(command, _who_chosen)

    entries = [Entry(f"person.{m}", v.name(m), choose(m)) for m in fitting]
    body = (line("matter.who.both"),)
    return find_page(v, entries, (_not_now(),), title=line("matter.who.title"), body=body)


def _who_chosen(state: Organisation, place: Place) -> Place:
    circle = state.circles[place.circle]
    if circle.meeting and place.turn in circle.here:
        return after_step(state, place)
    proposal = circle.proposals[place.item]
    first = step_frame(proposal, process.next_step(circle, proposal))
    return place.start_over(frame("home"), first)


def _not_now() -> tuple[Choice, Action]:
    return Choice("leave_it", line("choice.leave_it"), "leave_it"), back


@page("charter.first")
def charter_first(v: View) -> Page:
    """A new circle says yes to its own aim before it decides anything else."""
    if v.circle.charter.decision:
        raise LookupError("chartered")
    actions: dict[str, Action] = {
        "charter": opening(v, v.circle, "charter", v.circle.id),
        "another_item": other_item,
        "end_meeting": go("meeting.end"),
    }
    choices = tuple(Choice(id, line(f"choice.{id}", name=v.circle.name or ""), id) for id in actions)
    return Page(ask(v, choices=choices), actions)


# --- what can be done about one circle --------------------------------------------------------------------


@page("circle.do")
def do(v: View) -> Page:
    """What this person's circle can decide about the circle on the map."""
    of = place_at(v)
    acting = acting_circle(v, of)
    if acting is None:
        raise LookupError(of.id)
    found: list[tuple[Choice, Action]] = []
    for id, action, about in _doings(v, of, acting):
        kind = id.split(".")[0]
        found.append((Choice(id, line(f"choice.{kind}", name=circle_name(v, about)), kind), action))
    found.append((Choice("leave_it", line("choice.leave_it"), "leave_it"), back))
    choices = tuple(choice for choice, _ in found)
    title = line("circle.do.title", name=of.name or "")
    return Page(ask(v, Kind.FIND, title, choices=choices), {one.id: action for one, action in found})


def _doings(v: View, of: Circle, acting: Circle) -> list[tuple[str, Action, str]]:
    """What can be opened, as (id, action, the circle it names)."""
    found: list[tuple[str, Action, str]] = []
    own = acting.id == of.id
    if rules.charter_due(of):
        if own:
            found.append(("charter", opening(v, acting, "charter", of.id), of.id))
    elif of.charter.decision:
        found.append(("change_charter", opening(v, acting, "charter", of.id), of.id))
    for link in links.links_of(v.state, acting):
        # From a circle of one's own all its links can be mended, from above the one to this circle.
        if own or link.circle == of.id:
            found += _mending(v, acting, link)
    if own:
        found.append(("new_circle", go("circle.new", of=of.id), of.id))
        if not rules.partner(v.state, of, of):
            found.append(("belong_to_wider", go("circle.belong", of=of.id), of.id))
    if not rules.children(v.state, of):
        found.append(("close_circle", opening(v, acting, "close_circle", of.id), of.id))
    return found


def _mending(v: View, acting: Circle, link: links.Link) -> list[tuple[str, Action, str]]:
    found: list[tuple[str, Action, str]] = []
    child = v.state.circles[link.circle]
    if acting.id == child.id and {"delegate", "same"} & set(link.gaps):
        action = opening(v, acting, "role", "delegate")
        found.append((f"choose_delegate.{child.id}", action, child.id))
    if acting.id == link.parent:
        if {"leader", "same"} & set(link.gaps) or rules.leader_due(child, v.today):
            action = opening(v, acting, "leader", child.id)
            found.append((f"choose_leader.{child.id}", action, child.id))
        delegate = child.holder("delegate")
        if "delegate_waits" in link.gaps and not links.delegate_misfit(child, delegate):
            action = opening(v, acting, "accept_delegate", child.id, (delegate,))
            found.append((f"take_delegate.{child.id}", action, child.id))
    return found


# --- a new circle -----------------------------------------------------------------------------------------


@page("circle.new")
def new(v: View) -> Page:
    """Which kind of circle: one that stays, one that helps for a time, or a wider one."""
    of = v.arg("of")
    actions: dict[str, Action] = {kind: go("circle.begin_with", of=of, kind=kind) for kind in rules.NEW}
    labels = [Choice(kind, line(f"choice.make.{kind}"), kind) for kind in actions]
    actions["leave_it"] = back
    labels.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, body=(line("circle.new.what"),), choices=tuple(labels)), actions)


def _slot(v: View) -> str:
    return f"{KEPT}first:{v.arg('of')}:{v.arg('kind')}"


@page("circle.begin_with")
def begin_with(v: View) -> Page:
    """Who is asked to be in the new circle; each of them answers for themselves later."""
    of, kind = place_at(v), v.arg("kind")
    people = v.place.draft(_slot(v))
    actions: dict[str, Action] = {}
    if len(people) >= FEWEST:
        actions["enough_people"] = _clearing(_slot(v), opening(v, of, kind, people=people))
    actions["add_first"] = go("circle.add_first", of=of.id, kind=kind)
    if people:
        actions["clear"] = lambda place, _: Moved(place.keep(_slot(v), ()))
    actions["leave_it"] = back
    so_far = (line("circle.begin_with.so_far", names=v.names(people)),) if people else ()
    body = (line("circle.begin_with.each"), *so_far)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _clearing(slot: str, action: Action) -> Action:
    return lambda place, way: action(place.keep(slot, ()), way)


@page("circle.add_first")
def add_first(v: View) -> Page:
    """One more person for the new circle: those of this circle first."""
    of = place_at(v)
    chosen = v.place.draft(_slot(v))
    known = dict.fromkeys((*of.members, *(m for one in v.state.circles.values() for m in one.members)))

    def add(person: str) -> Action:
        def act(place: Place, _: Way) -> Moved:
            kept = place.keep(_slot(v), (*place.draft(_slot(v)), person))
            while kept.top and kept.top.page == "circle.add_first":
                kept = kept.pop()
            return Moved(kept)

        return act

    entries = [Entry(f"person.{m}", v.name(m), add(m)) for m in known if m not in chosen]
    return find_page(v, entries, (_not_now(),))


@page("circle.belong")
def belong(v: View) -> Page:
    """Which wider circle to ask."""
    of = place_at(v)
    entries = [
        Entry(f"wider.{one.id}", one.name or "", opening(v, of, "belong", one.id))
        for one in v.state.circles.values()
        if not one.charter.closed and not rules.own_ancestor(v.state, of.id, one.id)
    ]
    return find_page(v, entries, (_not_now(),), body=() if entries else (line("circle.belong.none"),))


# --- being asked ------------------------------------------------------------------------------------------


@page("join.ask")
def join(v: View) -> Page:
    """Somebody was asked to be a first member of a new circle."""
    new = _invited(v)
    at = {"of": new.id}
    actions: dict[str, Action] = {
        "want_to_join": go("join.keep", **at, answer="yes"),
        "rather_not_join": go("join.keep", **at, answer="no"),
        "leave_it": back,
    }
    asking = circle_name(v, new.charter.maker)
    body = (
        line("join.asks", name=asking),
        line("wording.name", words=new.name or ""),
        line("wording.aim", words=new.aim or ""),
        line("wording.domain", words=new.charter.domain or ""),
    )
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _invited(v: View) -> Circle:
    new = place_at(v)
    if new not in rules.invited_to(v.state, v.me):
        raise LookupError(new.id)
    return new


@page("join.keep")
def join_keep(v: View) -> Page:
    """The answer read back; only this stores it."""
    new, answer = _invited(v), v.arg("answer")

    def keep(place: Place, _: Way) -> Moved:
        command = c.AnswerFirst(new=new.id, agree=answer == "yes")
        return Moved(place, signed(command, place), lambda _, after: after.pop().pop())

    actions: dict[str, Action] = {"change_it": back, "keep_answer": keep}
    title = line(f"join.keep.{answer}", name=new.name or "")
    return Page(ask(v, title=title, choices=tuple(actions), binding=True), actions)


@on_home
def _asked(own_list: List) -> None:
    v = own_list.v
    for new in rules.invited_to(v.state, v.me):
        label = line("choice.join", name=new.name or "")
        own_list.offer(f"join.{new.id}", go("join.ask", of=new.id), label)
    for circle in v.state.circles_of(v.me):
        for asked in rules.asked_of(v.state, circle):
            if not is_open(circle, "agree", asked.decision):
                action = opening(v, circle, "agree", asked.decision)
                own_list.offer(f"agree.{asked.decision}", action, asked_line(v, asked))


@in_our_circle
def _circles(own_list: List) -> None:
    own_list.offer("our_circles", go("circle.look", of=own_list.v.circle.id))


OPENED = {"choose_delegate": "role", "choose_leader": "leader", "take_delegate": "accept_delegate"}
"""By what is offered: the kind of matter that it opens."""


def _to_mend(v: View, circle: Circle) -> list[tuple[str, Action, Line]]:
    """What this circle can do about its links that are broken or due, and has not begun to (R18)."""
    found: list[tuple[str, Action, Line]] = []
    for link in links.links_of(v.state, circle):
        for id, action, about in _mending(v, circle, link):
            kind = OPENED[id.split(".")[0]]
            if not is_open(circle, kind, "delegate" if kind == "role" else about):
                label = line(f"choice.{id.split('.')[0]}", name=circle_name(v, about))
                found.append((id, action, label))
    return found


def _again(v: View, circle: Circle) -> list[tuple[str, Action, Line]]:
    """On its day a circle says anew what it is here to do; a helping one goes on, or ends (R9)."""
    asked = is_open(circle, "charter", circle.id) or is_open(circle, "close_circle", circle.id)
    if not rules.look_again(circle, v.today) or asked:
        return []
    kinds = {"charter_again": "charter"}
    if circle.charter.ends and not rules.children(v.state, circle):
        kinds["close_circle"] = "close_circle"
    name = circle_name(v, circle.id)
    return [
        (f"{id}.{circle.id}", opening(v, circle, kind, circle.id), line(f"choice.{id}", name=name))
        for id, kind in kinds.items()
    ]


@on_home
def _charters(own_list: List) -> None:
    """A first circle charters itself, and mends its links: it is offered until it is done."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for id, action, words in (*_to_mend(v, circle), *_again(v, circle)):
            own_list.offer(id, action, words)
        if rules.charter_due(circle) and not is_open(circle, "charter", circle.id):
            label = line("choice.charter", name=circle.name or "")
            own_list.offer(f"charter.{circle.id}", opening(v, circle, "charter", circle.id), label)


def _on_our_agenda(v: View) -> list[tuple[Choice, Action]]:
    found: list[tuple[Choice, Action]] = []
    circle = v.circle
    for asked in rules.asked_of(v.state, circle):
        if not is_open(circle, "agree", asked.decision):
            choice = Choice(f"agree.{asked.decision}", asked_line(v, asked), "agree")
            found.append((choice, opening(v, circle, "agree", asked.decision)))
    if rules.charter_due(circle) and not is_open(circle, "charter", circle.id):
        label = line("choice.charter", name=circle.name or "")
        found.append((Choice("charter", label, "charter"), opening(v, circle, "charter", circle.id)))
    for id, action, words in (*_to_mend(v, circle), *_again(v, circle)):
        found.append((Choice(id, words, id.split(".")[0]), action))
    return found


AGENDA_FIRST.append(_on_our_agenda)
