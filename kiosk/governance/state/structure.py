"""How circles hang together: what each is for, where it belongs, and what two of them must agree on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Charter:
    """What a circle is here to do beside its aim, where it belongs, and how far its life has come."""

    parent: str = ""
    """The circle it belongs to, or empty."""
    domain: str | None = ""
    absence: str | None = ""
    decision: str = ""
    """The circle's own decision on its aim and domain; empty until it has made one."""
    review_day: str = ""
    maker: str = ""
    """The circle that decided to make it; a first circle has none."""
    first: tuple[str, ...] = ()
    """Who was asked to be a first member."""
    answered: Mapping[str, bool] = field(default_factory=dict)
    """What those said: True for yes."""
    ends: str = ""
    """The last day of a helping circle, as YYYY-MM-DD."""
    folding: str = ""
    """The decision with which one of the two circles wants it to end."""
    closed: bool = False
    returned: tuple[str, ...] = ()
    """The closed circles whose domain came back here."""
    doubted: bool = False
    """Two homes decided things that would make it its own ancestor: people have to look at it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one circle decided and another has to agree to: a charter, an end, or where a circle belongs."""

    decision: str
    what: str
    of: str
    """The circle it is about."""
    asking: str
    other: str
    """The circle whose consent is still needed."""
    name: str | None = None
    aim: str | None = None
    domain: str | None = None
    absence: str | None = None
    review_day: str = ""
    agreed: str = ""
    """The decision of the other circle, once it is there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One decision that a circle belongs to another; `when` and `event` put claims into one order."""

    child: str
    parent: str
    when: int
    event: str


def parents_of(claims: tuple[Claim, ...]) -> tuple[dict[str, str], frozenset[str]]:
    """Each circle's parent, and the circles about which two homes decided what cannot both be.

    The same on every device, whatever came first there: a claim that would make a circle its own ancestor is
    left out and its circle is named.
    """
    parents: dict[str, str] = {}
    doubted: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.when, c.event)):
        at, line = claim.parent, {claim.child}
        while at and at not in line:
            line.add(at)
            at = parents.get(at, "")
        if at:
            doubted.add(claim.child)
        else:
            parents[claim.child] = claim.parent
    return parents, frozenset(doubted)
