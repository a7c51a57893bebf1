"""One idea or two: any member may make two drafts of one, until everyone is asked (R8)."""

from dataclasses import replace

from kiosk.conversation.pages_turn import ACTS
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Kind, Line, line
from kiosk.conversation.reading import version_lines, what_line
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Page, Then, View, ask, back, page, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.splitting import may_split, parts_of
from kiosk.governance.state import Organisation, Proposal

ACTS[e.IdeaSplit] = lambda _: line("act.split")


@page("split.sure")
def sure(v: View) -> Page:
    """What splitting means; it is read before it is done."""
    proposal = v.proposal
    if not may_split(proposal) or proposal.current is None:
        raise LookupError("not now")
    command = c.SplitIdea(proposal=proposal.id, version_id=proposal.current.id)
    actions: dict[str, Action] = {"leave_it": back, "split_now": store(command, _split(proposal.id))}
    body = (
        *version_lines(v, proposal, proposal.current),
        *(line(f"split.sure.{part}") for part in ("two", "shorter", "anew")),
    )
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _split(whole: str) -> Then:
    """On with the first part; the other one waits on the list."""

    def after(state: Organisation, place: Place) -> Place:
        circle = state.circles[place.circle]
        first = parts_of(circle, whole)[0]
        if circle.meeting and place.turn in circle.here:
            return after_step(state, replace(place, item=first))
        place = replace(place, item=first) if circle.meeting is None else place
        return place.start_over(frame("home"), frame("draft.part", proposal=first, part="what"))

    return after


@page("split.read")
def read(v: View) -> Page:
    """An idea that was split: its words, and what it became."""
    if not v.proposal.split.into:
        raise LookupError("whole")
    current = v.proposal.current
    words = version_lines(v, v.proposal, current) if current else ()
    body = (*words, *split_lines(v, v.proposal))
    return Page(ask(v, Kind.READ, body=body, choices=("leave_it",)), {"leave_it": back})


def split_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who split it and into what; or what it is a part of."""
    lines: list[Line] = []
    if proposal.split.into:
        lines.append(line("split.by", name=v.name(proposal.split.by)))
        parts = (v.circle.proposals[id] for id in proposal.split.into if id in v.circle.proposals)
        lines += [line("split.into", words=what_line(v, part)) for part in parts]
    if whole := v.circle.proposals.get(proposal.split.of):
        lines.append(line("split.of", words=what_line(v, whole)))
    return tuple(lines)
