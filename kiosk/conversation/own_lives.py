"""Where a page leads when it turns out whose own life an idea is about (R20)."""

from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Then, View, go
from kiosk.governance.own_life import is_asked, lacking, may_be_own, people_of
from kiosk.governance.state import Organisation, Proposal


def can_say(v: View, proposal: Proposal) -> bool:
    """Whether whoever holds the turn may say of this that it is about them."""
    open_ = not proposal.decision and not proposal.dropped and proposal.current is not None
    return v.me in v.circle.members and open_ and may_be_own(proposal)


def why_over(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Why nothing more comes of these words: whose it is and whom to turn to, or who said stop."""
    own = proposal.own
    if own.not_ours and is_asked(proposal):
        names = v.names(own.people)
        first = line("about.belongs", names=names) if names else line("about.belongs_elsewhere")
        return (first, line("about.turn_to"))
    return (line("own.stopped", names=v.names(own.stopped)),) if own.stopped else ()


def about_oneself(v: View) -> dict[str, Action]:
    """The way to say "this is about me", or what one wants of it; any member has it, at any time."""
    if not can_say(v, v.proposal):
        return {}
    to = "own.ask" if v.me in people_of(v.circle, v.proposal) else "own.me"
    return {"own_me": go(to, proposal=v.proposal.id)}


def after_about(proposal_id: str) -> Then:
    """On with the sitting; alone, to one's own word where it is about oneself."""

    def after(state: Organisation, place: Place) -> Place:
        circle = state.circles[place.circle]
        proposal = circle.proposals[proposal_id]
        if proposal.own.not_ours and is_asked(proposal):
            return place.start_over(frame("home"), frame("about.not_ours", proposal=proposal_id))
        if place.turn in circle.here and place.item == proposal_id:
            return after_step(state, place)
        place = place.start_over(frame("home"))
        mine = place.turn in lacking(circle, proposal)
        return place.push(frame("own.ask", proposal=proposal_id)) if mine else place

    return after
