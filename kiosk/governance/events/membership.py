"""Joining a circle, visiting it, and every way off its roster (R7, R20, R21)."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event, Keys, person_key, round_key


@dataclass(frozen=True, slots=True)
class TeamOwnerNamed(Event):
    """This circle is the team of one person, who is a member by right (R20).

    `decision` made it so, where it was not said when the circle was set up.
    """

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class MemberInvited(Event):
    """A member asked somebody to join the circle."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str


@dataclass(frozen=True, slots=True)
class InvitationAnswered(Event):
    """Who was asked said, in their own turn, whether they want to belong to the circle."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    wants: bool


@dataclass(frozen=True, slots=True)
class GuestInvited(Event):
    """A member asked somebody to one sitting; they are heard, and have no consent right."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str


@dataclass(frozen=True, slots=True)
class RosterGrew(Event):
    """Who joined while a consent round is open is asked in it too; `roster` is everyone asked now (R7)."""

    circle: str
    round: str
    roster: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberLeft(Event):
    """A member left, by their own act."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str


@dataclass(frozen=True, slots=True)
class MemberRemoved(Event):
    """A member was removed by a decision of the circle."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    decision: str


@dataclass(frozen=True, slots=True)
class FirstWordSaid(Event):
    """One of the two people it takes said this of somebody: died, alive, aside or aside_over.

    No reason is stored.
    """

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str
    what: str
    review_day: str = ""


@dataclass(frozen=True, slots=True)
class FirstWordTakenBack(Event):
    """Who had said it first took it back before somebody else said so too."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class MemberDied(Event):
    """A second member said so too: this person has died, in every circle of theirs."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str


@dataclass(frozen=True, slots=True)
class MemberSetAside(Event):
    """A second steward said so too: this member takes no part until it is ended. No reason is stored.

    `wider` is the circle that is told, where there is one.
    """

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str
    review_day: str
    wider: str = ""


@dataclass(frozen=True, slots=True)
class MemberBack(Event):
    """Two people said so: a member who was set aside, or wrongly said to have died, is a member again."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    circle: str
    person: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class ProblemLeftBehind(Event):
    """A problem seen in a round that stopped, by somebody not asked any more, comes to light and stands.

    It does so when all who are asked now have answered, and not before. `tokens` and `shown` are those of
    the answer, as with AnswersShown.
    """

    circle: str
    round: str
    person: str
    tokens: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def opens(self) -> tuple[str, ...]:
        """Name the keys that this event makes public."""
        return tuple(round_key(self.round, token) for token in self.tokens or ("",))


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn(Event):
    """The objector took a standing problem back while nobody was being asked. `why` is fixed or can_live."""

    own: ClassVar[bool] = True
    circle: str
    objection: str
    person: str
    why: str


@dataclass(frozen=True, slots=True)
class ObjectionMet(Event):
    """A problem of somebody who is gone was met: these words name it, and all who were asked consented."""

    circle: str
    objection: str
    version_id: str


@dataclass(frozen=True, slots=True)
class AdvocateOffered(Event):
    """Who may be removed was asked, in their own turn, whether somebody should speak beside them.

    `to` is whom they chose, or empty for nobody.
    """

    circle: str
    proposal: str
    person: str
    to: str | None

    def keys(self) -> Keys:
        """Whom they chose goes with their own key."""
        return {"to": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class Overtaken(Event):
    """What was asked about has come about, or can no longer be, without a decision."""

    circle: str
    proposal: str


@dataclass(frozen=True, slots=True)
class TakenOver(Event):
    """The circle has seen to who carries out a decision now that somebody is gone."""

    circle: str
    proposal: str
    person: str
