"""Double links: two people belong to both circles, one sent down and one sent up (R10)."""

from dataclasses import dataclass

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import brings_about, gates, moot_when, opens
from kiosk.governance.state import Circle, Organisation, Proposal


@dataclass(frozen=True, slots=True)
class Link:
    """Between a circle and the one it belongs to: who holds it, empty where nobody rightly does.

    `gaps` name what is broken: leader, delegate, delegate_waits (chosen, and the other circle has not agreed
    yet), or same (one person holds both, which came about on two devices).
    """

    circle: str
    parent: str
    leader: str
    delegate: str
    gaps: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Who can carry something across."""
        return tuple(person for person in (self.leader, self.delegate) if person)


def link(org: Organisation, circle: Circle) -> Link | None:
    """The link of a circle to the one it belongs to; None where it belongs to none."""
    parent = org.circles.get(circle.charter.parent)
    if parent is None or circle.charter.closed or parent.charter.closed:
        return None
    leader, delegate = circle.holder("leader"), circle.holder("delegate")
    both = {person for person in circle.members if person in parent.members}
    gaps: list[str] = []
    if leader not in both:
        leader = ""
        gaps.append("leader")
    if delegate and delegate == leader:
        delegate = ""
        gaps.append("same")
    elif delegate not in both:
        gaps.append("delegate_waits" if delegate in circle.members else "delegate")
        delegate = ""
    return Link(circle.id, parent.id, leader, delegate, tuple(gaps))


def links_of(org: Organisation, circle: Circle) -> tuple[Link, ...]:
    """The link of a circle upwards, and those to the circles that belong to it."""
    near = (circle, *(c for c in org.circles.values() if c.charter.parent == circle.id))
    return tuple(found for one in near if (found := link(org, one)))


def leader_misfit(org: Organisation, parent: Circle, child: Circle | None, person: str) -> Refused | None:
    """Why this person cannot bring the news of `parent` to `child`, or None (R10)."""
    if person not in parent.members:
        return Refused("R10", "not_of_both", (person,) if person in org.people else ())
    if child and person == child.holder("delegate"):
        return Refused("R10", "two_people", (person,))
    return None


def delegate_misfit(child: Circle, person: str) -> Refused | None:
    """Why this person cannot take the views of `child` to the wider circle, or None (R10)."""
    if not person or person != child.holder("delegate") or person not in child.members:
        return Refused("R10", "not_chosen", (person,) if person else ())
    return leads(child, person)


def leads(circle: Circle, person: str) -> Refused | None:
    """Why somebody who brings the news of the wider circle cannot take the views of this one to it (R10)."""
    return Refused("R10", "two_people", (person,)) if person == circle.holder("leader") else None


def _child(org: Organisation, circle: Circle, id: str) -> Circle | None:
    child = org.circles.get(id)
    return child if child and child.charter.parent == circle.id and not child.charter.closed else None


@opens("leader")
def open_leader(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """The wider circle chooses who brings its news to one of its circles."""
    return None if _child(org, circle, command.matter.about) else UNKNOWN


@opens("accept_delegate")
def open_delegate(org: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """The wider circle is asked about who was chosen to take a circle's views to it."""
    child = _child(org, circle, command.matter.about)
    if child is None or len(command.matter.people) != 1:
        return UNKNOWN
    return delegate_misfit(child, command.matter.people[0])


@gates("links")
def fits(org: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """Whoever is put forward for a link fits it, when the words are written and when they are asked about."""
    if isinstance(command, c.OpenMatter) and (command.matter.kind, command.matter.about) == (
        "role",
        "leader",
    ):
        return Refused("R10", "wider_chooses") if circle.charter.parent else None
    if not isinstance(command, c.WriteVersion | c.MakeReady):
        return None
    proposal = circle.proposals.get(command.proposal)
    if proposal is None:
        return None
    current = proposal.current.choice if proposal.current else ""
    choice = command.choice if isinstance(command, c.WriteVersion) else current
    matter, child = proposal.matter, org.circles.get(proposal.matter.about)
    match matter.kind:
        case "new_circle" | "helping_circle" | "leader" if choice or isinstance(command, c.MakeReady):
            return leader_misfit(org, circle, child if matter.kind == "leader" else None, choice)
        case "accept_delegate" if child and isinstance(command, c.MakeReady):
            return delegate_misfit(child, matter.people[0])
        case "role" if matter.about == "delegate" and choice:
            return leads(circle, choice)
        case _:
            return None


@moot_when("accept_delegate")
def _chose_another(org: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """The circle has chosen somebody else meanwhile, or belongs here no more (R10)."""
    child = _child(org, circle, proposal.matter.about)
    return child is None or delegate_misfit(child, proposal.matter.people[0]) is not None


@moot_when("leader")
def _cannot_be_sent(org: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """The circle belongs here no more, or whoever was put forward cannot be its link any more (R10)."""
    child = _child(org, circle, proposal.matter.about)
    choice = proposal.current.choice if proposal.current else ""
    return child is None or bool(choice and leader_misfit(org, circle, child, choice))


@brings_about("leader")
def send_leader(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The leader brings news from now on, and is a full member of both circles."""
    decision = proposal.decision
    version = proposal.version(decision.version_id) if decision else None
    child = org.circles.get(proposal.matter.about)
    if decision is None or version is None or child is None:
        return ()
    person = version.choice
    joined = () if person in child.members else (e.MemberJoined(child.id, person),)
    return (
        e.LeaderSent(circle.id, child.id, person, decision.id),
        *joined,
        e.RoleFilled(child.id, "leader", person, decision.review_day, False, decision.id),
    )


@brings_about("accept_delegate")
def take_delegate(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The delegate is a full member of the wider circle from now on."""
    decision, child = proposal.decision, org.circles.get(proposal.matter.about)
    if decision is None or child is None:
        return ()
    person = proposal.matter.people[0]
    # Who has left meanwhile is no link: then the place shows as empty, and nobody joins.
    there = person in circle.members or person not in child.members
    joined = () if there else (e.MemberJoined(circle.id, person),)
    return (e.DelegateTaken(circle.id, child.id, person, decision.id), *joined)
