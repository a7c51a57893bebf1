"""A whole meeting."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class SayInCheck(Command):
    """Say how one is, how the meeting was, or what to do better; with `list_ok` the list is OK too."""

    round: str
    form: str
    words: str
    list_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassCheck(Command):
    """Say nothing in such a round; with `list_ok` the list is OK."""

    round: str
    list_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAdmin(Command):
    """Say how long this sitting is and when the next one is."""

    length: str = ""
    next_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAgenda(Command):
    """Put this list to everyone here."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToAgenda(Command):
    """Raise a topic and put it at the end of the list."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAgendaOk(Command):
    """Say that the list is OK."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeAgendaProblem(Command):
    """Say that one sees a problem with the list."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndItem(Command):
    """Say that the circle has talked about an item, or heard it."""

    item: str
    how: str = "explore"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClosing(Command):
    """Go on to the last round: how was the meeting?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAboutProcess(Command):
    """Ask for a round about how we meet: a wish, or own words; `person` is who else could help along."""

    wish: str = ""
    person: str = ""
    words: str = ""
    review_day: str = ""
