"""Work on an objection."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeObjection(Command):
    """Turn to one objection."""

    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainObjection(Command):
    """Say what might happen; only the objector."""

    objection: str
    form: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieObjection(Command):
    """Say how the problem touches the circle's aim."""

    objection: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferIdea(Command):
    """Offer an idea for meeting an objection; no words means: you suggest."""

    objection: str
    words: str = ""
