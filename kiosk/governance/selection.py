"""Choosing somebody for a role by consent, on reasons and never on a count (R13)."""

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.consent import roster_for
from kiosk.governance.helped import unmarked
from kiosk.governance.links import leads
from kiosk.governance.process import (
    PREPARATIONS,
    AskNext,
    FillIn,
    Propose,
    ReadAloud,
    Step,
    Wait,
    in_speaking,
)
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import (
    CHOICES,
    Events,
    Result,
    asks_circle,
    asks_proposal,
    brings_about,
    holds_back,
    moves_itself,
    opens,
)
from kiosk.governance.sequences import SEQUENCES, SPEAKING
from kiosk.governance.state import Circle, Organisation, Proposal, Round
from kiosk.governance.words import Nomination

ROLES = ("facilitator", "secretary", "steward", "leader", "delegate")
"""The roles every circle can have; beside them it describes its own."""
FORMS = ("words", "picture", "unsaid")
"""The forms of a reason for naming somebody."""
LONGEST_NAME = 40
"""Letters of a role's name, as of a person's."""

SPEAKING |= {"qualities", "change"}
SEQUENCES["role"] = ("qualities", "nominate", "change")


@asks_circle(c.DescribeRole)
def describe(_: Organisation, circle: Circle, command: c.DescribeRole) -> Result:
    """Store a role of the circle's own."""
    name = command.name.strip()
    if not name or not command.purpose.strip():
        return Refused("", "empty")
    if len(name) > LONGEST_NAME:
        return Refused("", "long_name")
    if any((known.name or "").casefold() == name.casefold() for known in circle.described.values()):
        return Refused("", "same_name")
    id = f"role-{command.fresh}"
    return (e.RoleDescribed(circle.id, id, command.by, name, command.purpose.strip()),)


@opens("role")
def may_choose(_: Organisation, circle: Circle, command: c.OpenMatter) -> Refused | None:
    """One selection at a time for each role."""
    role, instead = command.matter.about, command.matter.people
    if role not in ROLES and role not in circle.described:
        return UNKNOWN
    if not set(instead) <= {held.person for held in circle.roles.get(role, ())}:
        return UNKNOWN
    if sent := sent_by_the_wider(circle, role):
        return sent
    live = (circle.proposals[id] for id in circle.live)
    if any(p.matter.kind == "role" and p.matter.about == role and p.decision is None for p in live):
        return Refused("R13", "choosing_already")
    return None


def sent_by_the_wider(circle: Circle, role: str) -> Refused | None:
    """Why a circle does not choose for this role itself: its links go by what it belongs to (R10)."""
    belongs = bool(circle.charter.parent)
    if role == "leader" and belongs:
        return Refused("R10", "wider_chooses")
    if role == "delegate" and not belongs:
        return Refused("R10", "no_wider_circle")
    return None


def _links(circle: Circle) -> tuple[str, ...]:
    """The roles that are the wider circle's to fill, or are offered as links to be mended."""
    return ("leader", "delegate") if circle.charter.parent else ()


def _choosing(circle: Circle, role: str) -> bool:
    live = (circle.proposals[id] for id in circle.live)
    return any((p.matter.kind, p.matter.about) == ("role", role) and not p.decision for p in live)


def is_due(circle: Circle, role: str, today: str) -> bool:
    """Whether a role's day has come and nobody is being chosen: its holder goes on; for offering only."""
    held = circle.roles.get(role, ())
    if (role == "leader" and circle.charter.parent) or _choosing(circle, role):
        return False
    return any(bool(today) and one.review_day <= today for one in held)


def is_vacant(circle: Circle, role: str) -> bool:
    """Whether a role that somebody held is nobody's now, and nobody is being chosen."""
    empty = role in circle.roles and not circle.roles[role]
    return empty and role not in _links(circle) and not _choosing(circle, role)


def _open(proposal: Proposal, id: str, *kinds: str) -> Round | Refused:
    round_ = proposal.find_round(id)
    if round_ is None or not round_.open or round_.kind not in kinds:
        return Refused("R1", "round_over")
    return round_


@asks_proposal(c.NameQuality)
def name_quality(_: Organisation, circle: Circle, proposal: Proposal, command: c.NameQuality) -> Result:
    """Store what somebody for the role should be like."""
    round_ = _open(proposal, command.round, "qualities")
    if isinstance(round_, Refused):
        return round_
    if command.form not in ("words", "picture") or not command.words.strip():
        return Refused("", "empty")
    return (e.QualityNamed(circle.id, round_.id, command.by, command.form, command.words),)


@asks_proposal(c.Nominate)
def nominate(_: Organisation, circle: Circle, proposal: Proposal, command: c.Nominate) -> Result:
    """Store whom a member names; nobody sees it before all have named somebody (R2, R13)."""
    round_ = _open(proposal, command.round, "nominate")
    if isinstance(round_, Refused):
        return round_
    if round_.shown:
        return Refused("R13", "nominations_shown")
    if refusal := unmarked(command, command.given) or _wrong(circle, command.nomination, come_back=True):
        return refusal
    given = e.NominationGiven(
        circle.id, round_.id, command.by, command.nomination, command.given, command.fresh
    )
    return (given,)


@asks_proposal(c.ChangeNomination)
def change(_: Organisation, circle: Circle, proposal: Proposal, command: c.ChangeNomination) -> Result:
    """Store that somebody names another person now; what they named before stays in the record (R13)."""
    round_ = _open(proposal, command.round, "change")
    if isinstance(round_, Refused):
        return round_
    if refusal := _wrong(circle, command.nomination):
        return refusal
    return (e.NominationChanged(circle.id, round_.id, command.by, command.nomination),)


def _wrong(circle: Circle, named: Nomination, *, come_back: bool = False) -> Refused | None:
    if not named.named:
        return None if come_back else Refused("R2", "no_abstaining")
    if named.named not in circle.members or named.form not in FORMS:
        return UNKNOWN
    if named.form != "unsaid" and not named.words.strip():
        return Refused("", "empty")
    return None


def still_to_name(circle: Circle, round_: Round) -> tuple[str, ...]:
    """Who on the roster has not named anybody yet; who asked to be come back to comes last (R2)."""
    members = [p for p in round_.roster if p in circle.members]
    waiting = [p for p in members if not _has_named(round_, p)]
    return tuple(sorted(waiting, key=lambda p: p in round_.nominations))


def _has_named(round_: Round, person: str) -> bool:
    named = round_.nominations.get(person)
    return named is not None and (named.first is None or bool(named.first.named))


def nominating(proposal: Proposal) -> Round | None:
    """The open round of nominations, if there is one."""
    last = proposal.round
    return last if last and last.kind == "nominate" and last.open else None


@moves_itself("names_of_who_joined")
def ask_who_joined(org: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """Who joins before all have named somebody names somebody too (R1)."""
    round_ = nominating(proposal)
    if round_ is None or round_.shown:
        return ()
    joined = tuple(p for p in roster_for(org, circle, proposal) if p not in round_.roster)
    return (e.RosterGrew(circle.id, round_.id, (*round_.roster, *joined)),) if joined else ()


@moves_itself("nominations")
def show_nominations(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """When all have named somebody, all are shown at once."""
    round_ = nominating(proposal)
    if round_ is None or still_to_name(circle, round_):
        return ()
    if not round_.shown:
        named = (round_.nominations[p] for p in round_.roster if p in round_.nominations)
        return (e.NominationsShown(circle.id, round_.id, tuple(one.token for one in named)),)
    return (e.RoundClosed(circle.id, round_.id, "done"),)


def _prepare(circle: Circle, proposal: Proposal) -> Step | None:
    """Term, role read, qualities, nominations, changes, and who is proposed."""
    last = proposal.round
    if "review_day" in proposal.missing:
        return FillIn("review_day")
    if last and last.open and last.kind in SPEAKING:
        return in_speaking(circle, proposal, last)
    if round_ := nominating(proposal):
        waiting = still_to_name(circle, round_)
        here = [p for p in waiting if p in circle.here]
        return AskNext(round_, here[0]) if here else Wait(waiting)
    if not {r.kind for r in proposal.rounds} >= set(SEQUENCES["role"]):
        return ReadAloud()
    if still_there(circle, proposal):
        return Propose(circle.facilitator if circle.facilitator in circle.here else "")
    return None


PREPARATIONS["role"] = _prepare


def _may_be_chosen(
    org: Organisation, circle: Circle, proposal: Proposal, command: c.WriteVersion
) -> Refused | None:
    """Somebody is proposed once all were named and heard; whoever is proposed is a member."""
    if not command.choice:
        chosen = proposal.current and proposal.current.choice
        return Refused("R13", "nobody_chosen") if chosen else None
    if command.choice not in circle.members:
        return UNKNOWN
    closed = {r.kind for r in proposal.rounds if not r.open}
    if not closed >= set(SEQUENCES["role"]):
        return Refused("R13", "nominations_first")
    return misfit(org, circle, proposal, command.choice)


def misfit(org: Organisation, circle: Circle, proposal: Proposal, person: str) -> Refused | None:
    """Why this person cannot be proposed for this role, or None."""
    if person not in circle.members:
        return UNKNOWN
    role = proposal.matter.about
    if role == "delegate" and (refusal := leads(circle, person)):
        return refusal
    if role == "steward" and _all_paid(org, {*_other_stewards(circle, proposal), person}):
        return Refused("R13", "steward_not_paid", (person,))
    return None


def _other_stewards(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    chosen = (held for held in circle.roles.get("steward", ()) if not held.temporary)
    return tuple(held.person for held in chosen if held.person not in proposal.matter.people)


def _all_paid(org: Organisation, people: set[str]) -> bool:
    """Whether two or more stewards would all be paid staff; one alone only sets up yet."""
    return len(people) > 1 and all(p in org.people and org.people[p].kind == "worker" for p in people)


@holds_back("role")
def still_there(circle: Circle, proposal: Proposal) -> Refused | None:
    """Somebody is proposed (R13), and is a member still: else the circle proposes another (R21)."""
    chosen = proposal.current.choice if proposal.current else ""
    if not chosen:
        return Refused("R13", "nobody_chosen")
    if chosen not in circle.members:
        return Refused("R21", "nominee_gone", (chosen,))
    # They may have become the other link since (R10).
    return leads(circle, chosen) if proposal.matter.about == "delegate" else None


CHOICES["role"] = _may_be_chosen


@brings_about("role")
def fill_role(_: Organisation, circle: Circle, proposal: Proposal) -> Events:
    """Who was chosen holds the role until its next holder is chosen."""
    decision = proposal.decision
    version = proposal.version(decision.version_id) if decision else None
    if decision is None or version is None:
        return ()
    instead = next(iter(proposal.matter.people), "")
    role = e.RoleFilled(
        circle.id, proposal.matter.about, version.choice, decision.review_day, False, decision.id, instead
    )
    return (role,)


def stewards_complete(org: Organisation, circle: Circle) -> bool:
    """Whether there are two chosen stewards, one of them not paid staff; before, they only set up."""
    chosen = {r.person for r in circle.roles.get("steward", ()) if not r.temporary}
    return len(chosen) > 1 and not _all_paid(org, chosen)
