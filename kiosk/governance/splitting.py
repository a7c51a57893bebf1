"""One idea or two? Until everyone is asked, any member may make two drafts of one (R8)."""

import hashlib
from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import UNKNOWN, Refused
from kiosk.governance.registry import Result, asks_proposal, gates
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import IDEA, Wording

PARTS = 2


def may_split(proposal: Proposal) -> bool:
    """Whether it can still become two: an idea with words, about which nobody was asked for consent yet."""
    asked = any(r.kind == "consent" for r in proposal.rounds)
    there = proposal.matter == IDEA and proposal.versions and not proposal.dropped
    return bool(there) and not asked and not proposal.decision


def beginning(circle: Circle, proposal: Proposal) -> Wording:
    """The words a part begins with: those of the whole, to be made shorter.

    Its Easy Read words are written anew, as the old ones speak of both.
    """
    whole = circle.proposals.get(proposal.split.of)
    version = whole.version(proposal.split.version_id) if whole else None
    return replace(version.wording, easy="") if version else Wording()


def part_ids(proposal: Proposal, version_id: str) -> tuple[str, ...]:
    """The ids of the parts: the same on every device that takes this step (compare-and-set)."""
    made = (hashlib.sha256(f"{proposal.id}\0{version_id}\0{n}".encode()) for n in range(PARTS))
    return tuple(f"proposal-{one.hexdigest()[:24]}" for one in made)


@asks_proposal(c.SplitIdea)
def split(_: Organisation, circle: Circle, proposal: Proposal, command: c.SplitIdea) -> Result:
    """Store that one idea was two: drafts of their own by the same author, and the end of this one."""
    current = proposal.current
    if proposal.matter != IDEA or current is None or proposal.dropped:
        return UNKNOWN
    if not may_split(proposal):
        return Refused("R8", "split_too_late")
    if current.id != command.version_id:
        return Refused("R8", "words_changed")
    parts = part_ids(proposal, current.id)
    begun = (
        e.DraftBegun(circle.id, part, proposal.topic, proposal.author, proposal.matter) for part in parts
    )
    ended = (e.RoundClosed(circle.id, r.id, "overtaken") for r in proposal.rounds if r.open)
    return (*begun, *ended, e.IdeaSplit(circle.id, proposal.id, command.by, current.id, parts))


def parts_of(circle: Circle, proposal: str) -> tuple[str, ...]:
    """The drafts that a proposal became, itself where it was not split."""
    known = circle.proposals.get(proposal)
    if known is None or not known.split.into:
        return (proposal,)
    return tuple(found for part in known.split.into for found in parts_of(circle, part))


@gates("split")
def over(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
    """Nothing more comes of what was split."""
    named = circle.proposals.get(str(getattr(command, "proposal", "")))
    return Refused("R8", "was_split") if named and named.split.into else None
