"""How we meet: wishes for it, breaks, and what can be looked at before the meeting."""

from datetime import date

from kiosk.conversation.days import add_months
from kiosk.conversation.handing import people
from kiosk.conversation.minutes_lines import item_line
from kiosk.conversation.pages_meeting import AGENDA_FIRST, AGENDA_LAST, take_break, to_item
from kiosk.conversation.pages_turn import List, on_home
from kiosk.conversation.place import KEPT, Place
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import says, what_line, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, write_page
from kiosk.governance import commands as c
from kiosk.governance.about_process import about_process
from kiosk.governance.sittings import backlog
from kiosk.governance.state import Organisation, Proposal, Version

BREAK_AFTER = 20
"""What people do before a break is offered, never forced; no clock is read [ours]."""
LOOKED = f"{KEPT}looked"
"""What somebody has looked at before the meeting: theirs alone, and never taken for having heard it (R8)."""


@says("process")
def _wish(v: View, proposal: Proposal, _: Version | None) -> Line:
    if proposal.matter.people:
        return line("process.other_helper", name=v.name(proposal.matter.people[0]))
    return line(f"process.{proposal.matter.about}")


# --- a wish ------------------------------------------------------------------------------------------------


@page("process.which")
def which(v: View) -> Page:
    """What would make it easier to meet; or in one's own words."""
    _may(v)
    actions: dict[str, Action] = {
        f"wish.{wish}": _asks(v, c.AskAboutProcess(wish=wish)) for wish in ("quieter", "slower", "shorter")
    }
    if _others(v):
        actions["wish.other_helper"] = go("process.helper")
    actions["in_words"] = go("process.words")
    return Page(ask(v, Kind.FIND, choices=tuple(actions)), actions)


@page("process.helper")
def helper(v: View) -> Page:
    """Who else could help this meeting along."""
    _may(v)

    def chosen(person: str) -> Action:
        return _asks(v, c.AskAboutProcess(wish="other_helper", person=person))

    choices, actions = people(v, _others(v), chosen, leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("process.words")
def words(v: View) -> Page:
    """The wish in one's own words."""
    _may(v)
    return write_page(v, lambda text: _asks(v, c.AskAboutProcess(words=text)))


def _others(v: View) -> tuple[str, ...]:
    return tuple(m for m in v.circle.members_here if m != v.circle.facilitator)


def _may(v: View) -> None:
    if v.me not in v.circle.members_here or about_process(v.circle):
        raise LookupError("not now")


def _asks(v: View, command: c.AskAboutProcess) -> Action:
    day = add_months(date.fromisoformat(v.today or "2000-01-01"), 1).isoformat()
    asked = c.AskAboutProcess(wish=command.wish, person=command.person, words=command.words, review_day=day)

    def do(place: Place, _: Way) -> Moved:
        return Moved(place, signed(asked, place), _asked)

    return do


def _asked(state: Organisation, place: Place) -> Place:
    proposal = about_process(state.circles[place.circle])
    return after_step(state, place.on_the_table(proposal.id if proposal else ""))


@page("process.offer")
def offer(v: View) -> Page:
    """After a second break: is there something about how we meet?"""
    _may(v)
    actions: dict[str, Action] = {
        "process_round": go("process.which"),
        "go_on": lambda place, _: Moved(after_step(v.state, place)),
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@on_home
def ask_for_it(own_list: List) -> None:
    """Any member here can ask for a round about the process at any time (R12)."""
    v = own_list.v
    if v.me in v.circle.members_here and not about_process(v.circle):
        own_list.offer("process_round", go("process.which"))


@AGENDA_FIRST.append
def on_agenda(v: View) -> list[tuple[Choice, Action]]:
    """How we meet comes before what we meet about."""
    proposal = about_process(v.circle)
    if proposal is None:
        return []
    return [(Choice(proposal.id, what_line(v, proposal)), to_item(v, proposal.id))]


@AGENDA_LAST.append
def a_break(v: View) -> list[tuple[Choice, Action]]:
    """After a while a break is offered."""
    now = v.circle.course.now
    if now is None or now.acts < BREAK_AFTER or not v.circle.here:
        return []
    return [(Choice("have_break", line("choice.have_break"), "have_break"), take_break)]


# --- before the meeting ------------------------------------------------------------------------------------


@on_home
def papers_ahead(own_list: List) -> None:
    """What may come up next can be looked at before, at one's own pace."""
    v = own_list.v
    if v.circle.meeting is None and backlog(v.circle):
        own_list.offer("papers", go("papers"))


@page("papers")
def papers(v: View) -> Page:
    """What may come up at the next meeting, what was left over first."""
    looked = v.place.draft(LOOKED)
    actions: dict[str, Action] = {}
    choices: list[Choice] = []
    for item in backlog(v.circle):
        words = item_line(v, item)
        actions[f"item.{item}"] = go("paper", item=item)
        label = line("papers.looked", words=words) if item in looked else words
        choices.append(Choice(f"item.{item}", label))
    actions["go_back"] = back
    choices.append(Choice("go_back", line("choice.go_back"), "go_back"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


@page("paper")
def paper(v: View) -> Page:
    """One of them, its easy words first. That it was looked at is known to this person alone."""
    item = v.arg("item")
    proposal = v.circle.proposals.get(item)
    if item not in backlog(v.circle):
        raise LookupError(item)
    body = wording_lines(v, proposal, proposal.wording) if proposal else ()
    looked = v.place.draft(LOOKED)

    def seen(place: Place, _: Way) -> Moved:
        kept = tuple(dict.fromkeys((*looked, item)))
        return Moved(place.pop().keep(LOOKED, kept))

    actions: dict[str, Action] = {"looked_at": seen, "go_back": back}
    return Page(ask(v, Kind.READ, item_line(v, item), body=body, choices=tuple(actions)), actions)
