"""What becomes of a decision after it is made: notes, what is counted, reviews, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What somebody said of a decision that is looked at again.

    `part` is helped, stop or better; `form` is words, picture, pass, or taken_back.
    """

    person: str
    part: str
    form: str
    words: str | None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """How it is going, as somebody said on the way. `form` is words, picture, or taken_back."""

    person: str
    form: str
    words: str | None
    act: str
    when: int
    """Milliseconds since 1970, for display."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The watched worry happened, as somebody said."""

    person: str
    act: str
    when: int
    """Milliseconds since 1970, for display."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review that was decided: it was kept, changed or ended."""

    review: str
    choice: str
    review_day: str
    when: int
    """Milliseconds since 1970, for display."""


@dataclass(frozen=True, slots=True)
class Life:
    """A decision's life. `stopped` stays until the circle decides, whatever is taken back of the counting.

    A term goes from one review because its day had come to the next: whoever asked for one before its day
    has no right to another until then, or the same people could ask again and again (R22).
    """

    terms: tuple[Reviewed, ...] = ()
    reviews: Mapping[str, str] = field(default_factory=dict)
    """The reviews about it, by their own ids, and why each was opened."""
    changed: frozenset[str] = frozenset()
    """Who opened a review by right in this term."""
    took_back: frozenset[str] = frozenset()
    """Who changed their mind since the circle last decided about it."""
    notes: tuple[Note, ...] = ()
    happened: tuple[Happening, ...] = ()
    """What was counted since the circle last decided about it."""
    stopped: bool = False
    referred: bool = False
    taken_by: str = ""
    """The circle that took it over, after the circle that decided it had ended."""
    heard: tuple[str, ...] = ()
    """Whose doubts were there when it was last decided, each as proposal/person."""

    @property
    def last(self) -> Reviewed | None:
        """How it was last decided again, if it ever was."""
        return self.terms[-1] if self.terms else None

    @property
    def ended(self) -> bool:
        """Whether the circle decided that it ends."""
        return self.last is not None and self.last.choice == "end"

    @property
    def replaced_by(self) -> str:
        """The decision that took its place, or empty."""
        return self.last.review if self.last and self.last.choice == "change" else ""
