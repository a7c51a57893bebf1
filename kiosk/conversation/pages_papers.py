"""A paper by which somebody may answer for a member: seen by two stewards, for what it covers only (R15)."""

from kiosk.conversation.alone import own_press
from kiosk.conversation.handing import people
from kiosk.conversation.pages_turn import List, in_circle, in_our_circle, on_home
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import what_line
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.consent import to_be_heard
from kiosk.governance.membership import has_died
from kiosk.governance.standing_in import about_themselves
from kiosk.governance.state import Circle, Organisation, Proposal, StandIn
from kiosk.governance.two_words import stewards


def _papers(circle: Circle) -> tuple[StandIn, ...]:
    return tuple(one for one in circle.stand_ins if one.is_paper)


@in_our_circle
def _offer(own_list: List) -> None:
    if own_list.v.me in stewards(own_list.v.circle):
        own_list.offer("answer_papers", go("paper.list"))


@page("paper.list")
def papers(v: View) -> Page:
    """The papers that stewards have seen; with the second one who has seen it, it counts."""
    if v.me not in stewards(v.circle):
        raise LookupError("no steward")
    own_list = List(v)
    body: list[Line] = []
    for one in _papers(v.circle):
        names = {"first": v.name(one.who), "name": v.name(one.person)}
        body += [line("stand_in.paper", **names, words=one.covers)]
        body += [line("paper.seen_by", names=v.names(one.seen_by))]
        if len(one.seen_by) == 1 and v.me not in (*one.seen_by, one.who, one.person):
            label = line("choice.seen_too", **names)
            own_list.offer(f"seen_too.{one.id}", go("paper.confirm", paper=one.id), label)
    own_list.offer("new_paper", go("paper.of"))
    own_list.offer("go_back", back)
    body.append(line("paper.never_kept"))
    choices = tuple(own_list.choices)
    return Page(ask(v, Kind.FIND, body=tuple(body), choices=choices, private=True), own_list.actions)


@page("paper.of")
def whose(v: View) -> Page:
    """For whom somebody may answer by the paper."""
    others = [m for m in v.circle.members if m != v.me]
    choices, actions = people(v, others, lambda p: go("paper.who", of=p), leave_it=back)
    body = (line("paper.of.can_decide"), line("paper.of.asked_first"))
    return Page(ask(v, Kind.FIND, body=body, choices=choices, private=True), actions)


@page("paper.who")
def who(v: View) -> Page:
    """Who may answer by it."""
    of = v.arg("of")
    others = [p for p in v.state.people if p not in (v.me, of) and not has_died(v.state, p)]
    choices, actions = people(v, others, lambda p: go("paper.covers", of=of, who=p), leave_it=back)
    title = line("paper.who.title", name=v.name(of))
    return Page(ask(v, Kind.FIND, title, choices=choices, private=True), actions)


@page("paper.covers")
def covers(v: View) -> Page:
    """What it covers, in the words of the paper; never why there is one."""
    args = dict(v.frame.args)
    body = (line("paper.covers.only"),)
    return write_page(v, lambda text: go("paper.confirm", **args, words=text), body=body, private=True)


@page("paper.confirm")
@own_press
def confirm(v: View) -> Page:
    """The read-back of a steward who has seen the paper."""
    known = v.circle.beside.find(v.arg("paper"))
    if v.arg("paper") and (known is None or v.me in known.seen_by):
        raise LookupError("seen")
    one = known or StandIn("", v.arg("of"), v.arg("who"), covers=v.arg("words"))
    if known:
        command = c.SeePaper(stand_in=known.id)
    else:
        command = c.SeePaper(of=one.person, proxy=one.who, covers=one.covers)
    actions: dict[str, Action] = {"change_it": back, "keep_paper": store(command, _seen)}
    names = {"first": v.name(one.who), "name": v.name(one.person)}
    second = line("paper.confirm.second" if known else "paper.confirm.first")
    body = (line("stand_in.paper", **names, words=one.covers), second, line("paper.never_kept"))
    return Page(ask(v, body=body, choices=tuple(actions), binding=True, private=True), actions)


def _seen(_: Organisation, place: Place) -> Place:
    return place.start_over(frame("home"), frame("paper.list"))


# --- whether it covers this --------------------------------------------------------------------------------


def _to_say(v: View, circle: Circle) -> tuple[tuple[Proposal, StandIn], ...]:
    """Of which papers this steward could say that they cover what somebody was asked."""
    if v.me not in stewards(circle):
        return ()
    asking = (p for p in (circle.proposals[id] for id in circle.live) if p.consent_round)
    return tuple(
        (proposal, one)
        for proposal in asking
        for one in _papers(circle)
        if v.me in one.seen_by
        and proposal.id not in one.covered
        and _only_waits_for(circle, proposal, one.person)
        and not about_themselves(circle, proposal, one.person)
    )


def _only_waits_for(circle: Circle, proposal: Proposal, person: str) -> bool:
    """Whether all others have answered, or only such wait too for whom there is a paper."""
    waiting = set(to_be_heard(proposal.rounds[-1]))
    return person in waiting <= {one.person for one in _papers(circle)}


@on_home
def does_it_cover(own_list: List) -> None:
    """Somebody was asked and gave no answer, and a paper could be for this."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        if circle.charter.closed:
            continue
        for proposal, one in _to_say(v, circle):
            to = go("paper.for_this", proposal=proposal.id, paper=one.id)
            label = line("choice.cover", name=v.name(one.person), words=what_line(v.within(circle), proposal))
            own_list.offer(f"cover.{proposal.id}.{one.id}", in_circle(circle, to), label)


@page("paper.for_this")
@own_press
def for_this(v: View) -> Page:
    """Does the paper cover this decision? It is for no other."""
    found = (one for pr, one in _to_say(v, v.circle) if pr.id == v.proposal.id and one.id == v.arg("paper"))
    one = next(found, None)
    if one is None:
        raise LookupError("said")
    says = c.SayPaperCovers(stand_in=one.id, proposal=v.proposal.id)
    does = store(says, lambda _, place: place.start_over(frame("home")))
    actions: dict[str, Action] = {"not_covered": back, "it_covers": does}
    names = {"first": v.name(one.who), "name": v.name(one.person)}
    body = (
        line("wording.what", words=what_line(v, v.proposal)),
        line("stand_in.paper", **names, words=one.covers),
    )
    choices = tuple(Choice(id, line(f"choice.{id}"), id) for id in actions)
    return Page(ask(v, body=body, choices=choices, binding=True, private=True), actions)
