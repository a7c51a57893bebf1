"""Rounds: questions, reactions, answers, and the decision."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.governance.events.base import Event, Keys, person_key, round_key
from kiosk.governance.words import Answer, Given


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    """Everyone on `roster` will be asked, in this order. `kind` is questions, reactions or consent.

    `away` are the members who cannot be reached and are not asked (R19).
    """

    circle: str
    round: str
    kind: str
    proposal: str
    version_id: str
    roster: tuple[str, ...]
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A clarifying question."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    question: str
    person: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """A question was answered, or (`noted`) kept as not answered yet."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    question: str
    person: str
    noted: bool
    words: str | None

    def keys(self) -> Keys:
        """The words go with the answerer's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class ReactionGiven(Event):
    """What somebody thinks or feels about a proposal. `form` is words or picture."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    form: str
    words: str | None

    def keys(self) -> Keys:
        """The words go with the person's key."""
        return {"words": person_key(self.person)}


@dataclass(frozen=True, slots=True)
class Passed(Event):
    """Somebody was asked and had nothing to add. `about` is questions, reactions or catch_up."""

    own: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    about: str


@dataclass(frozen=True, slots=True)
class NotHere(Event):
    """Somebody on a round's roster was not here when their turn came; they were not asked."""

    circle: str
    round: str
    person: str


@dataclass(frozen=True, slots=True)
class RoundClosed(Event):
    """A round ended. `why` is done, decided, new_version when the wording changed under it, or roster.

    After "roster" the same words are asked about again, of other people than before (R19, R21). It is
    overtaken when nothing is left to decide.
    """

    circle: str
    round: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerGiven(Event):
    """An answer in a consent round, to one exact wording, having heard `facts` later additions.

    The answer is sealed with a key of its own in the round (until all are in) and inside that with the
    person's. `token` names that key, so an answer that was replaced before all were in is never opened. In
    version 1 there was one key for the whole round.
    """

    own: ClassVar[bool] = True
    version: ClassVar[int] = 2
    circle: str
    round: str
    version_id: str
    facts: int
    person: str
    answer: Answer | None
    given: Given | None
    token: str = ""

    def keys(self) -> Keys:
        """Outer: its key in the round, made public when all are in. Inner: the person's."""
        return {
            "answer": (round_key(self.round, self.token), *person_key(self.person)),
            "given": person_key(self.person),
        }


@dataclass(frozen=True, slots=True)
class AnswersShown(Event):
    """Everyone on the roster has answered: the keys of the answers that count become public.

    `shown` is filled in by the record when it stores the event: base64, in the order of the names. In
    version 1 it was one key, of the whole round.
    """

    version: ClassVar[int] = 2
    circle: str
    round: str
    tokens: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def opens(self) -> tuple[str, ...]:
        """Name the keys that this event makes public."""
        return tuple(round_key(self.round, token) for token in self.tokens or ("",))


@dataclass(frozen=True, slots=True)
class LastCheckDone(Event):
    """Everyone here was asked: does anyone want to change? `here` is who that was."""

    own: ClassVar[bool] = True
    stays: ClassVar[bool] = True
    circle: str
    round: str
    person: str
    here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionMade(Event):
    """The rules found that everyone on the roster consented to this wording (R11).

    `away` are the members who were not asked, as they could not be reached (R19).
    """

    circle: str
    decision: str
    proposal: str
    version_id: str
    round: str
    consented: tuple[str, ...]
    review_day: str
    away: tuple[str, ...] = ()
