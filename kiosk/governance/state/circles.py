"""The organisation and its circles: people, sittings, roles, and what is on the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.governance.events.base import Recorded
from kiosk.governance.state.absence import Absence
from kiosk.governance.state.cards import Card
from kiosk.governance.state.membership import Membership
from kiosk.governance.state.messages import Post
from kiosk.governance.state.openness import Openness
from kiosk.governance.state.proposals import Proposal
from kiosk.governance.state.sittings import Course
from kiosk.governance.state.standing_in import Beside, StandIn
from kiosk.governance.state.structure import Asked, Charter, Claim


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the kiosk knows; `name` is None when it was erased or cannot be read here."""

    id: str
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """Something somebody wants to talk about; `proposal` once it became a draft."""

    id: str
    person: str
    form: str
    words: str | None
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A sitting: who is here now, and whether it is paused."""

    id: str
    here: tuple[str, ...]
    paused_by: str = ""
    pauses: int = 0


@dataclass(frozen=True, slots=True)
class Role:
    """Who holds a role until which day; `temporary` means nobody has consented to it yet."""

    name: str
    person: str
    review_day: str
    temporary: bool = False
    decision: str = ""
    """The decision that filled it, or empty."""


@dataclass(frozen=True, slots=True)
class Described:
    """A role of the circle's own: its name, and what it is for."""

    name: str | None
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle and its table. `acts` are each person's stored acts that they have not confirmed yet (R14)."""

    id: str
    name: str | None
    aim: str | None
    members: tuple[str, ...] = ()
    roles: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """By name, the latest holder last; only stewards are several at once."""
    described: Mapping[str, Described] = field(default_factory=dict)
    """The roles of the circle's own."""
    meeting: Meeting | None = None
    topics: Mapping[str, Topic] = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    acts: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)
    sittings: int = 0
    asked_first: tuple[str, ...] = ()
    """Who was asked first in a consent round, the latest last (R23)."""
    carried: frozenset[str] = frozenset()
    """The decisions whose effects are stored."""
    live: tuple[str, ...] = ()
    """The proposals that something can still become of, oldest first."""
    last_here: tuple[str, ...] = ()
    """Who was here when the last sitting ended."""
    membership: Membership = field(default_factory=Membership)
    charter: Charter = field(default_factory=Charter)
    post: Post = field(default_factory=Post)
    cards: tuple[Card, ...] = ()
    """The cards that nobody has put away yet, oldest first."""
    course: Course = field(default_factory=Course)
    openness: Openness = field(default_factory=Openness)
    absence: Absence = field(default_factory=Absence)
    numbers: tuple[str, ...] = ()
    """Whom to call when somebody does not feel safe."""
    beside: Beside = field(default_factory=Beside)
    readers: frozenset[str] = frozenset()
    """Everyone in the organisation who uses Easy Read words; the same in every circle."""

    @property
    def stand_ins(self) -> tuple[StandIn, ...]:
        """Who may answer for whom: for one matter, until that is over."""
        return tuple(one for one in self.beside.stand_ins if not one.about or self._is_open(one.about))

    def _is_open(self, id: str) -> bool:
        proposal = self.proposals.get(id)
        return proposal is not None and not proposal.decision and not proposal.dropped

    def stands_in(self, person: str) -> bool:
        """Whether this person may answer for somebody; a paper counts when two stewards have seen it."""
        return any(one.who == person and len(one.seen_by) != 1 for one in self.stand_ins)

    def holder(self, role: str) -> str:
        """Who holds a role now, empty where nobody does."""
        held = self.roles.get(role, ())
        return held[-1].person if held else ""

    @property
    def facilitator(self) -> str:
        """Who helps the meeting along: in this sitting somebody else, where those here consented to it."""
        now = self.course.now
        return now.helper if now and now.helper in self.members else self.holder("facilitator")

    @property
    def here(self) -> tuple[str, ...]:
        """Who is here now; nobody while there is no sitting or it is paused."""
        return self.meeting.here if self.meeting and not self.meeting.paused_by else ()

    @property
    def members_here(self) -> tuple[str, ...]:
        """The full members who are here now, without guests."""
        return tuple(person for person in self.here if person in self.members)

    @property
    def owner(self) -> str:
        """The person whose team this is (the Team Owner), or empty (R20)."""
        return self.membership.owner

    @property
    def guests(self) -> tuple[str, ...]:
        """Who is asked to the next sitting, or to this one, without a consent right."""
        return self.membership.guests


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everyone and everything the record tells of."""

    people: Mapping[str, Person] = field(default_factory=dict)
    circles: Mapping[str, Circle] = field(default_factory=dict)
    asks: Mapping[str, Asked] = field(default_factory=dict)
    """By the first decision: what another circle has to agree to."""
    claims: tuple[Claim, ...] = ()
    readers: frozenset[str] = frozenset()
    """Everyone who uses Easy Read words."""

    def circles_of(self, person: str) -> tuple[Circle, ...]:
        """The circles this person is a full member of, the first first; a closed one asks nobody anything."""
        return tuple(c for c in self.circles.values() if person in c.members and not c.charter.closed)

    def name(self, person: str) -> str:
        """The person's name, empty when it was erased or cannot be read here."""
        known = self.people.get(person)
        return (known.name or "") if known else ""


EMPTY = Organisation()
"""The organisation before the first event."""
