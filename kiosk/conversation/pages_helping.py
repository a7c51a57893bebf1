"""Somebody helps in one turn: who it is, what they do, and whose work a proposal would change (R15)."""

from dataclasses import replace

from kiosk.conversation.alone import step_away
from kiosk.conversation.handing import people
from kiosk.conversation.pages_turn import List, below_home
from kiosk.conversation.place import Helper, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
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
from kiosk.governance.circles import LONGEST_NAME
from kiosk.governance.helped import DID
from kiosk.governance.state import Organisation
from kiosk.governance.words import OTHER, names_person

PRESSES = "presses"
"""What a helper can do beside the others: press for who cannot."""


@below_home
def somebody_helps(own_list: List) -> None:
    """Somebody helps in this turn; nobody is asked about it who does not say so."""
    v = own_list.v
    if v.place.helper is None:
        own_list.offer("somebody_helps", go("beside.who"))
        return
    gone: Action = lambda place, _: Moved(replace(place, helper=None))  # noqa: E731
    own_list.offer("helper_gone", gone, line("choice.helper_gone", first=v.helper_name))


@page("beside.who")
def who(v: View) -> Page:
    """Who helps: somebody of the circle, a guest, or anybody else by name."""
    others = [m for m in (*v.circle.members, *v.circle.guests) if m != v.me]
    chosen = lambda m: go("beside.did", who=m)  # noqa: E731
    choices, actions = people(v, others, chosen, other_helper=go("beside.name"), leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("beside.name")
def name(v: View) -> Page:
    """The name of somebody whom the kiosk does not know: kept with what this person says, nowhere else."""

    def keep(text: str) -> Action:
        if len(text) > LONGEST_NAME:
            return go("beside.long_name")
        return instead("beside.did", who=OTHER, name=text)

    return write_page(v, keep)


@page("beside.long_name")
def long_name(v: View) -> Page:
    """A name so long would not fit a page."""
    return Page(ask(v, title=line("setup.long_name.title"), choices=("go_on",)), {"go_on": back})


@page("beside.did")
def did(v: View) -> Page:
    """What they do: several may hold. Where the person cannot press, the helper does."""
    marked = tuple(what for what in v.arg("did").split(",") if what)
    args = {name: value for name, value in v.frame.args if name != "did"}
    names = {"first": v.arg("name") or v.name(v.arg("who")), "name": v.name(v.me)}

    def toggle(what: str) -> Action:
        now = tuple(m for m in marked if m != what) if what in marked else (*marked, what)
        return lambda place, _: Moved(place.instead(frame("beside.did", **args, did=",".join(now))))

    actions: dict[str, Action] = {f"did.{what}": toggle(what) for what in (*DID, PRESSES)}
    choices = [Choice(id, line(f"choice.{id}", **names), id, marked=id[4:] in marked) for id in actions]
    if marked:
        actions["begin_help"] = _begins(v, marked)
        choices.append(Choice("begin_help", line("choice.begin_help"), "begin_help"))
    title = line("beside.did.title", **names)
    return Page(ask(v, Kind.CHOOSE_MANY, title, _concerned(v), tuple(choices)), actions)


def _concerned(v: View) -> tuple[Line, ...]:
    """Who brought an idea, or whose work it changes, is nobody's only helper with it."""
    asked = (pr.consent_round for pr in (v.circle.proposals[id] for id in v.circle.live))
    if any(r and v.me in r.roster and v.arg("who") in r.concerned for r in asked):
        return (line("beside.did.concerned", first=v.name(v.arg("who"))),)
    return ()


def _begins(v: View, marked: tuple[str, ...]) -> Action:
    did = tuple(what for what in DID if what in marked or (what == "typed" and PRESSES in marked))
    helper = Helper(v.arg("who"), did, v.arg("name"), PRESSES in marked)
    command = c.SignInHelper(who=helper.who, did=did, name=helper.name)

    def begun(_: Organisation, place: Place) -> Place:
        while place.top and place.top.page.split(".")[0] in ("beside", "help"):
            place = place.pop()
        return replace(place, helper=helper)

    return lambda place, _: Moved(place, signed(command, place), begun)


@page("beside.alone")
def beside_alone(v: View) -> Page:
    """Taking a problem back is done alone, in whatever words (R6)."""
    if v.place.helper is None:
        raise LookupError("alone")
    return step_away(v, lambda place: place.pop())


# --- whose work a proposal would change --------------------------------------------------------------------


@page("work.who")
def work(v: View) -> Page:
    """Whose work would this change? They are nobody's only helper with it."""
    proposal = v.proposal
    if proposal.decision or proposal.consent_round or proposal.dropped:
        raise LookupError("not now")
    marked = proposal.work
    if "people" in dict(v.frame.args):
        marked = tuple(p for p in v.arg("people").split(",") if p)
    elif marked is None:
        who = proposal.wording.who
        marked = tuple(m for m in v.circle.members if names_person(who, v.name(m)))

    def toggle(member: str) -> Action:
        now = tuple(m for m in v.circle.members if (m in marked) != (m == member))
        to = frame("work.who", proposal=proposal.id, people=",".join(now))
        return lambda place, _: Moved(place.instead(to))

    actions: dict[str, Action] = {f"person.{m}": toggle(m) for m in v.circle.members}
    choices = [Choice(f"person.{m}", own(v.name(m)), marked=m in marked) for m in v.circle.members]
    keep = store(c.NameWork(proposal=proposal.id, people=marked), lambda _, place: place.pop())
    actions["it_is_right"] = back if marked == proposal.work else keep
    choices.append(Choice("it_is_right", line("choice.it_is_right"), "it_is_right"))
    return Page(ask(v, Kind.CHOOSE_MANY, body=(line("work.who.why"),), choices=tuple(choices)), actions)
