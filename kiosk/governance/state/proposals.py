"""A proposal with its wordings, rounds, answers and objections."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.governance.state.own_life import OwnLife
from kiosk.governance.state.reviews import Evaluation, Life
from kiosk.governance.state.splitting import Split
from kiosk.governance.words import IDEA, Answer, Given, Matter, Nomination, Wording


@dataclass(frozen=True, slots=True)
class Version:
    """One exact wording; answers bind to its id (R8)."""

    id: str
    number: int
    wording: Wording
    person: str
    meets: tuple[str, ...] = ()
    choice: str = ""
    """What was chosen with these words, where the matter asks for it: a person, or keep, change or end."""


@dataclass(frozen=True, slots=True)
class Question:
    """A clarifying question and what came of it."""

    id: str
    person: str
    words: str | None
    answer: str | None = None
    answered_by: str = ""
    noted: bool = False
    taken_back: bool = False
    """Whether who asked said later that this is not right (R22)."""

    @property
    def settled(self) -> bool:
        """Whether it was answered, or noted as not answered yet."""
        return self.noted or bool(self.answered_by)


TAKEN_BACK = "taken_back"
"""The form of what somebody said was not right: it is left out, and shown as taken back (R22)."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What somebody thinks or feels; `form` is words, picture, or TAKEN_BACK."""

    person: str
    form: str
    words: str | None
    act: str = ""
    """The event in which it was said."""


AGAIN = "again"
"""Stands for who was there, when another helper has asked again and heard the same (R15)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last answer of one person in a consent round, and what it was given to."""

    act: str
    answer: Answer | None
    version_id: str
    facts: int
    void: bool = False
    way: str = ""
    tokens: tuple[str, ...] = ()
    """Names the keys that hide it until all are in: its own, and of the taking back that came before it."""
    took_back: bool = False
    """Whether the person took their problem back, with this answer or just before it."""
    given: Given | None = None
    vouched: str = ""
    """Who was there and says it is their answer, or AGAIN when another helper has asked again (R15)."""
    rests: bool = False
    """Somebody asked to check with the person; nobody has yet, or only the same helper (R15)."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom somebody names for a role: first in private, and what they changed it to after hearing all."""

    first: Nomination | None
    token: str = ""
    changed: Nomination | None = None
    taken_back: bool = False
    """Whether who named them said, once all were shown, that the first one is not right (R22)."""
    given: Given | None = None

    @property
    def now(self) -> Nomination | None:
        """The nomination as it is now; None where there is none that is right, or it cannot be read."""
        return self.changed or (None if self.taken_back else self.first)


@dataclass(frozen=True, slots=True)
class Round:
    """A round: who will be asked, what each did, and for a consent round each one's last answer.

    `facts` counts what was added since it opened: who answered before hears it and answers again (R23).
    """

    id: str
    kind: str
    version_id: str
    roster: tuple[str, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Standing] = field(default_factory=dict)
    facts: int = 0
    open: bool = True
    why: str = ""
    """Why it was closed: done, decided, new_version, or roster when other people are to be asked."""
    shown: bool = False
    """Whether all are in and the answers can be seen; what is added later hides the next ones again (R23)."""
    was_shown: bool = False
    objections_heard: bool = False
    checked: bool = False
    away: tuple[str, ...] = ()
    """Who was not asked in it, being away; with their coming back it stops and starts again (R19)."""
    nominations: Mapping[str, Named] = field(default_factory=dict)
    """Whom each has named; out of sight until `shown`."""
    concerned: tuple[str, ...] = ()
    """The author, and whose work would change: never anybody's only helper (R15)."""
    asked_to_check: tuple[tuple[str, str], ...] = ()
    """Who asked, and with whom to check."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A problem somebody sees, named round/person; `status` is standing, met or withdrawn (R6).

    `ended_by` are the objector's own answers that ended it: it stands again when none of them counts.
    """

    id: str
    person: str
    version_id: str
    reason: Answer | None
    status: str = "standing"
    taken: bool = False
    explained: str | None = None
    explained_form: str = ""
    tied: str | None = None
    ideas: tuple[Reaction, ...] = ()
    ended_by: tuple[str, ...] = ()
    proxy: str = ""
    """Who saw it in the person's place, or empty for their own (R15)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, on which words, by whom, and the day it is looked at again (R9, R11)."""

    id: str
    version_id: str
    round: str
    consented: tuple[str, ...]
    review_day: str
    when: int
    """Milliseconds since 1970 on the deciding device; for display."""
    away: tuple[str, ...] = ()
    """Who was not asked, being away (R19)."""
    doubted_by: tuple[str, ...] = ()
    """Who said afterwards that their answer is not right (R22)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with all its wordings, rounds and objections; nothing in it is ever lost."""

    id: str
    topic: str
    author: str
    matter: Matter = IDEA
    versions: tuple[Version, ...] = ()
    meant: bool = False
    on_agenda: bool = False
    presented: str = ""
    ready: str = ""
    questions: tuple[Question, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    rounds: tuple[Round, ...] = ()
    objections: tuple[Objection, ...] = ()
    decision: Decision | None = None
    dropped: bool = False
    qualities: tuple[Reaction, ...] = ()
    """What somebody for the role should be like."""
    life: Life = field(default_factory=Life)
    """What became of its decision."""
    evaluation: tuple[Evaluation, ...] = ()
    """Where it is a review: what each said of what is looked at again."""
    split: Split = field(default_factory=Split)
    """What it was split into, or what it is a part of."""
    own: OwnLife = field(default_factory=OwnLife)
    """Whose own life it is about."""
    without: Mapping[str, str] = field(default_factory=dict)
    """Who chose not to decide, and on which words."""
    work: tuple[str, ...] | None = None
    """Whose work it would change; None while nobody was asked."""

    @property
    def words_kind(self) -> str:
        """The kind of matter as its words know it: a review's differ by what is chosen."""
        choice = self.current.choice if self.current else ""
        return f"review.{choice}" if self.matter.kind == "review" and choice else self.matter.kind

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of its wording that are still the circle's work (R9)."""
        return self.wording.missing(self.words_kind)

    @property
    def current(self) -> Version | None:
        """The newest wording."""
        return self.versions[-1] if self.versions else None

    @property
    def wording(self) -> Wording:
        """The newest words, empty before the first."""
        return self.versions[-1].wording if self.versions else Wording()

    @property
    def round(self) -> Round | None:
        """The round that is open, or the last one."""
        return self.rounds[-1] if self.rounds else None

    @property
    def nominations(self) -> Mapping[str, Named]:
        """Whom each member has named, once all have; empty before."""
        asked = [r for r in self.rounds if r.kind == "nominate" and r.shown]
        return asked[-1].nominations if asked else {}

    @property
    def consent_round(self) -> Round | None:
        """The open consent round, if there is one."""
        last = self.round
        return last if last and last.kind == "consent" and last.open else None

    @property
    def standing(self) -> tuple[Objection, ...]:
        """The objections that stand, in the order they were heard."""
        return tuple(o for o in self.objections if o.status == "standing")

    def find_round(self, id: str) -> Round | None:
        """The round with this id."""
        return next((r for r in self.rounds if r.id == id), None)

    def version(self, id: str) -> Version | None:
        """The wording with this id."""
        return next((v for v in self.versions if v.id == id), None)
