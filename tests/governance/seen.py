"""What the oracle sees: rounds, answers and proposals as the plain history tells of them."""

from dataclasses import dataclass, field

from kiosk.governance.words import Wording


class Breach(AssertionError):
    """A rule was broken."""


def demand(kept: bool, rule: str, what: str) -> None:
    if not kept:
        raise Breach(f"{rule}: {what}")


@dataclass
class Said:
    """One answer in a consent round."""

    act: str
    person: str
    word: str
    form: str
    round: "Seen"
    facts: int
    void: bool = False
    rests_on: "Said | None" = None
    """The taking back that was hidden with it."""
    open: bool = False
    """Whether all have seen it: what was taken back in the open stays so when a later answer is not right."""
    helper: str = ""


@dataclass
class Seen:
    """A round as the history tells of it."""

    id: str
    kind: str
    version: str
    roster: tuple[str, ...]
    open: bool = True
    shown: bool = False
    was_shown: bool = False
    facts: int = 0
    spoke: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    concerned: tuple[str, ...] = ()
    """Who brought it, and whose work it changes (R15)."""

    def hide(self) -> None:
        """Something was added: all answer again, hidden again."""
        self.shown = False

    def to_show(self, person: str) -> list[Said]:
        """The person's last answer, after the taking back that it rests on."""
        last = self.last(person)
        if last is None or last.void:
            return []
        own = [s for s in self.said if s.person == person]
        back: list[Said] = []
        for said in own[:-1]:
            if said.word == "problem" or said.void:
                back = []
            elif said.word == "withdrawn":
                back = [said]
        if last.word == "problem" or not back or back == [last]:
            return [last]
        if not back[0].open:
            last.rests_on = back[0]
        return [*back, last]

    def last(self, person: str) -> Said | None:
        return next((s for s in reversed(self.said) if s.person == person), None)

    def counting(self, person: str) -> str:
        """The word of this person's last answer, if it counts: not taken back, everything heard."""
        last = self.last(person)
        known = last and not last.void and last.facts == self.facts and last.word in ("ok", "problem")
        if last and last.word == "ok" and last.helper in self.concerned:
            # With nobody's help but that of somebody concerned (R15).
            return ""
        return last.word if last and known else ""

    def took_back(self, person: str) -> bool:
        """Whether this person took their problem back and has not raised it again since."""
        return any(said.word == "withdrawn" for said in self.to_show(person))

    def sees_problem(self, person: str) -> bool:
        """Whether this person said so to these words, and has not taken it back, or not rightly."""
        last = self.last(person)
        return last is not None and last.word == ("withdrawn" if last.void else "problem")


@dataclass
class Item:
    """A proposal as the history tells of it."""

    id: str
    author: str
    work: tuple[str, ...] = ()
    versions: dict[str, Wording] = field(default_factory=dict)
    rounds: list[Seen] = field(default_factory=list)
    public: list[Said] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    unheard: set[str] = field(default_factory=set)
    taken: str = ""
    decided: str = ""
    doubted: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    """Objections that ended otherwise than by an answer."""

    @property
    def newest(self) -> str:
        return list(self.versions)[-1] if self.versions else ""

    @property
    def consent(self) -> Seen | None:
        last = self.rounds[-1] if self.rounds else None
        return last if last and last.kind == "consent" and last.open else None

    def standing(self) -> set[str]:
        """The objections that stand, each named round/person: raised in the open and not ended since."""
        stand: dict[str, str] = {}
        for said in self.public:
            if said.word == "problem":
                stand[f"{said.round.id}/{said.person}"] = said.round.version
            elif not said.void and said.word in ("ok", "withdrawn"):
                for id, version in list(stand.items()):
                    # A consent meets what was raised against other words; only taking back ends the same.
                    mine = id.endswith(f"/{said.person}")
                    if mine and (said.word == "withdrawn" or version != said.round.version):
                        del stand[id]
        return set(stand) - self.ended

    def publish(self, said: Said) -> None:
        """From now on this answer is there for all to see."""
        id = f"{said.round.id}/{said.person}"
        if said.word == "problem" and id not in self.standing():
            self.unheard.add(id)
        said.open = True
        self.public.append(said)

    def asked(self, person: str) -> bool:
        """Whether this person was asked for what they think before their consent (R1)."""
        before = ("questions", "evaluation", "qualities", "nominate")
        return any(person in r.spoke for r in self.rounds if r.kind not in before)

    def can_decide(self) -> bool:
        """Whether only the last check is left (R11)."""
        r = self.consent
        all_ok = r is not None and all(r.counting(p) == "ok" for p in r.roster)
        return bool(r and r.shown and all_ok and not self.standing() and not self.questions)


def complete(wording: Wording) -> bool:
    parts = [wording.what, wording.why, wording.who, wording.how, wording.review_day]
    ends = wording.if_missed == "stops" or (wording.if_missed == "goes_on" and bool(wording.risk.strip()))
    return all(part.strip() for part in parts) and ends
