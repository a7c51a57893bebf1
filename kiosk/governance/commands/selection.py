"""Choosing somebody for a role."""

from dataclasses import dataclass, field

from kiosk.governance.commands.base import Command
from kiosk.governance.words import Given, Nomination


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeRole(Command):
    """Say that the circle has a role of its own, and what it is for."""

    name: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuality(Command):
    """Say what somebody for this role should be like."""

    round: str
    words: str
    form: str = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominate(Command):
    """Name somebody for the role, in private, and why."""

    round: str
    nomination: Nomination
    given: Given = field(default_factory=lambda: Given("keys"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNomination(Command):
    """Name another person after hearing all, and say why."""

    round: str
    nomination: Nomination
