"""Joining, visiting, and leaving."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePerson(Command):
    """Ask somebody to join, or (`guest`) to one sitting: a person known here, or a new name and kind."""

    person: str = ""
    name: str = ""
    kind: str = ""
    guest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInvitation(Command):
    """Say whether one wants to belong to the circle; only who was asked."""

    wants: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCircle(Command):
    """Leave; only oneself. `stays` names the proposals in which one's own problem is to stay."""

    stays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackObjection(Command):
    """Take back one's own standing problem while nobody is being asked."""

    objection: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayOfMember(Command):
    """Say that somebody died or is alive, is set aside or back: it takes two people."""

    person: str
    what: str
    review_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackWord(Command):
    """Take back what one said of somebody, before another has said it too."""

    person: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAdvocate(Command):
    """Say who should speak beside one when one's removal is being decided, or nobody."""

    proposal: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Command):
    """Say that the circle has seen to who carries out a decision now."""

    proposal: str
