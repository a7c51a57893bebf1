"""Help in a turn, and who stands for an answer that was given with it."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInHelper(Command):
    """Say who helps in this turn and what they do; `name` where the kiosk does not know them."""

    who: str
    did: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWork(Command):
    """Say whose work a proposal would change."""

    proposal: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch(Command):
    """Say: I was there. It is this person's answer."""

    round: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToCheck(Command):
    """Say: please check with this person."""

    round: str
    of: str
