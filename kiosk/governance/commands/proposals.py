"""From a topic to a proposal that is ready to be asked about."""

from dataclasses import dataclass

from kiosk.governance.commands.base import Command
from kiosk.governance.words import Matter, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseTopic(Command):
    """Bring something to the circle, as words, a picture, or the bare wish to talk."""

    form: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDraft(Command):
    """Make a topic into a draft."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter(Command):
    """Put a matter to the circle that says by itself what it is."""

    matter: Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteVersion(Command):
    """Put a new wording in place of the last one; `way` says how it came about."""

    proposal: str
    wording: Wording
    after: str
    way: str = "draft"
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMeaning(Command):
    """Say: that is what I meant. Only who raised the topic can."""

    proposal: str
    version_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnAgenda(Command):
    """Put a complete draft on the agenda."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Command):
    """Say that the whole text was shown and read out to those here."""

    proposal: str
    version_id: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReady(Command):
    """Restate the final wording and open the consent round."""

    proposal: str
    version_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Command):
    """Put a proposal away; its author, before the consent round."""

    proposal: str
    reason: str = ""
