"""Easy Read words, and one idea that becomes two."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kiosk.governance.events.base import Event, Keys, person_key


@dataclass(frozen=True, slots=True)
class ReadingChosen(Event):
    """Somebody said whether they use Easy Read words: `easy` is yes or no."""

    scope: ClassVar[Literal["org", "circle"]] = "org"
    person: str
    easy: str | None

    def keys(self) -> Keys:
        """It goes with the person's key."""
        return {"easy": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class IdeaSplit(Event):
    """An idea was two: each of `parts` is a draft of its own now, and nothing more comes of this one."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    proposal: str
    person: str
    version_id: str
    """The words that both begin with."""
    parts: tuple[str, ...]
