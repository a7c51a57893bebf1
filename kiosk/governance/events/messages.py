"""Messages between circles: each event stands in the stream of the circle whose act it is.

What is told is sealed with the key of the circle that keeps it, so the other one gets only what was carried.
"""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, circle_key, person_key


@dataclass(frozen=True, slots=True)
class MessageNoted(Event):
    """Somebody wants the circle `to` to know something.

    `kind` is news, back or referred; aside (`about` is who was set aside) and no_way_on (`about` is the
    decision) are told by nobody's choice.

    `about` is a decision, the message that is answered, or the objection, or empty; `of` is the person whose
    own life it tells about: they say first whether it may be told (R20).
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    message: str
    to: str
    kind: str
    person: str
    about: str
    words: str | None
    of: str = ""

    def keys(self) -> Keys:
        """The words go with the key of the circle that asks."""
        return {"words": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class MessageWordGiven(Event):
    """Whose own life a message tells about says whether it may be told: ok, or stop at any time (R20)."""

    own: ClassVar[bool] = True
    circle: str
    message: str
    person: str
    word: str


@dataclass(frozen=True, slots=True)
class MessageCarried(Event):
    """A link brought a message here, in their own turn; `note` is the event that noted it there."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    message: str
    frm: str
    note: str
    kind: str
    person: str
    about: str
    words: str | None

    def keys(self) -> Keys:
        """This copy goes with the key of the circle that hears it."""
        return {"words": circle_key(self.circle)}


@dataclass(frozen=True, slots=True)
class ObjectorHeard(Event):
    """The one whose objection was handed on was heard here first."""

    circle: str
    message: str
    person: str


@dataclass(frozen=True, slots=True)
class MessageHeard(Event):
    """The circle heard a message that was brought, and decides nothing about it."""

    circle: str
    message: str
    person: str


@dataclass(frozen=True, slots=True)
class MessageReported(Event):
    """A link told what came of it: what was decided, why, what can still change, whom to ask.

    `after` is what happened in the other circle: its decision, or empty where it only heard.
    """

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    message: str
    person: str
    after: str
    decided: str | None
    why: str | None
    can_change: str | None
    whom: str | None

    def keys(self) -> Keys:
        """The words go with the key of the circle that asked."""
        key = circle_key(self.circle)
        return {"decided": key, "why": key, "can_change": key, "whom": key}


@dataclass(frozen=True, slots=True)
class ReportJoined(Event):
    """The other link stood beside the one who told it."""

    circle: str
    message: str
    person: str


@dataclass(frozen=True, slots=True)
class NewsTold(Event):
    """The one who asked was told, before others, that there is news, and said who should be with them."""

    circle: str
    message: str
    person: str
    beside: str | None

    def keys(self) -> Keys:
        """Whom they chose goes with their own key."""
        return {"beside": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class ReportAnswered(Event):
    """Somebody said heard, not_understood, answer_back or later to the report `report`."""

    own: ClassVar[bool] = True
    circle: str
    message: str
    report: str
    person: str
    answer: str


@dataclass(frozen=True, slots=True)
class MessageClosed(Event):
    """Everybody in the circle that asked has heard what came of it (R17)."""

    circle: str
    message: str
    person: str


@dataclass(frozen=True, slots=True)
class OutsideHelpOffered(Event):
    """Help from outside was offered with this objection."""

    circle: str
    objection: str
    person: str


@dataclass(frozen=True, slots=True)
class ReferralWanted(Event):
    """Somebody wants the wider circle to look at this objection; it goes on standing."""

    circle: str
    objection: str
    person: str
