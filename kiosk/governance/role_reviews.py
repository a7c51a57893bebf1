"""Looking at how somebody does a role: they choose when, with whom and who helps along (governance, Review).

What goes well, then what could be better: the person speaks first and last in each. Then a plan, with the
consent of all of them, and the next day.
"""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold_reviews import PARTS_OF_ROUND
from kiosk.governance.process import PREPARATIONS, FillIn, LookBack, Step, in_speaking
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import brings_about, folds_org, moot_when, opens, takes_off
from kiosk.governance.rounds import SPEAKERS
from kiosk.governance.sequences import SEQUENCES, SPEAKING
from kiosk.governance.state import Circle, Organisation, Proposal

MATTER = "role_review"
"""The matter; `about` is the role, `people` are whose it is, who helps along, and whoever else is asked."""
ROUNDS = ("goes_well", "goes_well_last", "could_better", "could_better_last")
"""What goes well and what could be better, each with the person's own last word."""

SEQUENCES[MATTER] = ROUNDS
SPEAKING |= set(ROUNDS)
PARTS_OF_ROUND.update({kind: (kind,) for kind in ROUNDS})


def holds(circle: Circle, role: str, person: str) -> bool:
    """Whether this person has this role."""
    return any(held.person == person for held in circle.roles.get(role, ()))


def may_open(circle: Circle, role: str, person: str) -> bool:
    """Whether this person can have it looked at how they do this role: it is theirs, and not going on yet."""
    live = (circle.proposals[id] for id in circle.live)
    going_on = any(_is_of(p, role, person) and not p.decision for p in live)
    return person in circle.members and holds(circle, role, person) and not going_on


def _is_of(proposal: Proposal, role: str, person: str) -> bool:
    matter = proposal.matter
    return (matter.kind, matter.about, matter.people[:1]) == (MATTER, role, (person,))


@opens(MATTER)
def open_(_: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """Only the person whose role it is begins it, and says who takes part: at least who helps along."""
    people = command.matter.people
    if people[:1] != (command.by,):
        return UNKNOWN
    if len(people) < 2 or len(set(people)) < len(people) or not set(people) <= set(circle.members):
        return UNKNOWN
    return None if may_open(circle, command.matter.about, command.by) else UNKNOWN


@takes_off(MATTER)
def not_chosen(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Whom the person did not choose is not asked."""
    if proposal.matter.kind != MATTER:
        return ()
    return tuple(m for m in circle.members if m not in proposal.matter.people)


def _speakers(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Who speaks: the person first, then the others who are here."""
    return tuple(p for p in proposal.matter.people if p in circle.members and p in circle.here)


def _alone(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    return tuple(p for p in proposal.matter.people[:1] if p in circle.members)


SPEAKERS.update({kind: _alone if kind.endswith("_last") else _speakers for kind in ROUNDS})


def _prepare(circle: Circle, proposal: Proposal) -> Step | None:
    last = proposal.round
    if last is None:
        return LookBack(proposal.matter.people[0])
    if last.open and last.kind in ROUNDS:
        return in_speaking(circle, proposal, last)
    return None if proposal.versions else FillIn("what")


PREPARATIONS[MATTER] = _prepare


@moot_when(MATTER)
def no_question(_: Organisation, circle: Circle, proposal: Proposal) -> bool:
    """The role is somebody else's now."""
    return not holds(circle, proposal.matter.about, proposal.matter.people[0])


@brings_about(MATTER)
def looked_at(_: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
    """The role is looked at again on the day that all of them said."""
    decision = proposal.decision
    assert decision
    role, person = proposal.matter.about, proposal.matter.people[0]
    return (e.RoleLookedAt(circle.id, role, person, decision.review_day, decision.id),)


@folds_org(e.RoleLookedAt)
def _next_day(state: Organisation, event: e.RoleLookedAt, _: e.Recorded) -> Organisation:
    circle = state.circles.get(event.circle)
    if circle is None:
        return state
    held = tuple(
        replace(one, review_day=event.review_day) if one.person == event.person else one
        for one in circle.roles.get(event.role, ())
    )
    circle = replace(circle, roles={**circle.roles, event.role: held})
    return replace(state, circles={**state.circles, circle.id: circle})
