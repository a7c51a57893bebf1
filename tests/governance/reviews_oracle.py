"""An oracle for what becomes of decisions: reads the plain history and calls no rule of the kiosk's."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.words import Matter, Wording
from tests.governance.seen import demand

WAYS = ("keep", "change", "end")
PARTS = ("helped", "stop", "better")


@dataclass
class Asked:
    """A consent round as the history tells of it."""

    proposal: str
    version: str
    roster: tuple[str, ...]
    said: dict[str, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)


@dataclass
class Matters:
    """A proposal: what it is about, its words with what they choose, and whether it is decided."""

    id: str
    matter: Matter
    versions: dict[str, tuple[Wording, str]] = field(default_factory=dict)
    decided: str = ""

    @property
    def choice(self) -> str:
        return self.versions[self.decided][1] if self.decided else ""


@dataclass
class Living:
    """A decision that stands by itself, and what has become of it."""

    id: str
    words: Wording
    day: str
    counted: list[str] = field(default_factory=list)
    stopped: bool = False
    gone: str = ""
    reviews: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    doubts: set[tuple[str, str]] = field(default_factory=set)

    @property
    def limit(self) -> int:
        return int(self.words.stop_at) if self.words.watch and self.words.stop_at.isdecimal() else 0


class ReviewOracle:
    """Watches what becomes of a circle's decisions, entry by entry."""

    def __init__(self) -> None:
        self.members: list[str] = []
        self.here: tuple[str, ...] = ()
        self.matters: dict[str, Matters] = {}
        self.rounds: dict[str, Asked] = {}
        self.living: dict[str, Living] = {}
        self.acts: dict[str, e.Event] = {}
        self.done: set[str] = set()
        self.evaluations: dict[str, e.RoundOpened] = {}
        self.evaluated: set[str] = set()
        self.heard: dict[tuple[str, str], dict[str, str]] = {}

    def watch(self, entry: Sequence[e.Recorded], command: c.Command | None = None) -> None:
        """Take in one entry and the command it came of. Raises Breach when a rule was broken by it."""
        events = [r.event for r in entry]
        for recorded in entry:
            self._take(recorded, events, command)
        for event in events:
            if isinstance(event, e.DecisionMade) and self.matters[event.proposal].matter.kind == "review":
                demand(event.decision in self.done, "R9", "a review was decided and nothing became of it")
            if isinstance(event, e.SaidNotRight):
                self._doubted(event)

    def going_on(self, living: Living) -> str:
        return next((id for id in living.reviews if not self.matters[id].decided), "")

    def now(self, proposal: str) -> Living | None:
        """The decision that this one comes to."""
        matters = self.matters[proposal]
        id = matters.matter.about if matters.choice in ("keep", "end") else proposal
        while id in self.living and self.living[id].gone not in ("", "ended"):
            id = self.living[id].gone
        return self.living.get(id)

    def _take(self, recorded: e.Recorded, entry: list[e.Event], command: c.Command | None) -> None:
        event = recorded.event
        match event:
            case e.MemberJoined():
                self.members.append(event.person)
            case e.MeetingBegun() | e.HereChanged() | e.Resumed():
                self.here = event.here
            case e.DraftBegun():
                demand(event.proposal not in self.matters, "R14", "a matter was begun twice")
                self.matters[event.proposal] = Matters(event.proposal, event.matter)
            case e.VersionWritten():
                about = self.matters[event.proposal].matter
                said = about.kind != "review" or event.proposal in self.evaluated
                demand(said, "R1", "what becomes of it was written before it was said how it went")
                words = (event.wording or Wording(), event.choice)
                self.matters[event.proposal].versions[recorded.id] = words
            case e.RoundOpened() if event.kind == "consent":
                self.rounds[event.round] = Asked(event.proposal, event.version_id, event.roster)
                self._roster(event)
            case e.RoundOpened() if event.kind == "evaluation":
                self.evaluations[event.round] = event
            case e.Evaluated():
                self.heard.setdefault((event.round, event.person), {})[recorded.id] = event.part
            case e.Passed() | e.NotHere():
                self.heard[event.round, event.person] = dict(enumerate(PARTS))  # type: ignore[arg-type]
            case e.RoundClosed() if event.round in self.evaluations:
                self._evaluated(self.evaluations[event.round])
            case e.AnswerGiven():
                round_ = self.rounds[event.round]
                round_.said[event.person] = event.answer.word if event.answer else ""
                round_.acts[event.person] = recorded.id
            case e.DecisionMade():
                self._decided(event)
            case e.DecisionReviewed():
                self._reviewed(event)
            case e.ReviewOpened():
                self._opened(event, recorded.actor, entry)
            case e.WorryHappened():
                self._happened(event, recorded, entry, command)
            case _:
                pass
        self.acts[recorded.id] = event

    def _roster(self, event: e.RoundOpened) -> None:
        matter = self.matters[event.proposal].matter
        asked = set(matter.people) if matter.kind == "early_review" else set(self.members)
        demand(set(event.roster) == asked, "R1", "other people are asked than are to be")

    def _evaluated(self, round_: e.RoundOpened) -> None:
        for person in round_.roster:
            parts = self.heard.get((round_.round, person), {})
            demand(set(parts.values()) >= set(PARTS), "R1", f"{person} was not asked how it went")
        self.evaluated.add(round_.proposal)

    def _decided(self, event: e.DecisionMade) -> None:
        matters, round_ = self.matters[event.proposal], self.rounds[event.round]
        for person in round_.roster:
            word = round_.said.get(person, "")
            demand(word != "problem", "R4", f"a round closed over {person}'s problem")
            demand(word == "ok", "R3", f"decided without {person}'s consent")
        matters.decided = event.version_id
        words, choice = matters.versions[event.version_id]
        if matters.matter.kind == "review":
            demand(choice in WAYS, "R8", "a review decided without a choice")
        if matters.matter.kind == "idea":
            self.living[event.proposal] = Living(event.proposal, words, event.review_day)

    def _reviewed(self, event: e.DecisionReviewed) -> None:
        review, living = self.matters[event.review], self.living[event.proposal]
        demand(bool(review.decided), "R3", f"{event.choice} without a decision of the circle")
        demand(event.decision not in self.done, "R9", "one decision was carried out twice")
        demand(review.choice == event.choice, "R8", "another way was taken than was decided")
        words = review.versions[review.decided][0]
        day = event.review_day == words.review_day and (bool(event.review_day) or event.choice == "end")
        demand(day, "R9", f"{event.choice} without the new day that was decided")
        self.done.add(event.decision)
        asked = set() if living.reviews.get(event.review) == "due" else living.asked
        living.counted, living.stopped, living.asked, living.doubts = [], False, asked, set()
        match event.choice:
            case "keep":
                living.words, living.day, living.gone = words, event.review_day, ""
            case "change":
                living.gone = event.review
                self.living[event.review] = Living(event.review, words, event.review_day, asked=set(asked))
            case _:
                living.gone = "ended"

    def _opened(self, event: e.ReviewOpened, actor: str, entry: list[e.Event]) -> None:
        living = self.living[event.proposal]
        demand(self.going_on(living) in ("", event.review), "R22", "two reviews of one decision at once")
        match event.why:
            case "changed_mind":
                demand(event.person == actor, "R16", "a mind was changed for another")
                demand(actor not in living.asked, "R22", "a second early review by right")
                living.asked.add(actor)
            case "agreed":
                early = any(
                    isinstance(one, e.DecisionMade) and one.decision == event.decision for one in entry
                )
                demand(early, "R22", "looked at early without the consent of those here")
            case "stopped":
                demand(living.stopped, "R22", "called stopped while it was not")
        living.reviews.setdefault(event.review, event.why)

    def _happened(
        self, event: e.WorryHappened, recorded: e.Recorded, entry: list[e.Event], command: c.Command | None
    ) -> None:
        living = self.living[event.proposal]
        mine = event.person == recorded.actor and isinstance(command, c.SayItHappened)
        demand(mine and len(entry) == 1, "R3", "it was counted and nobody said so")
        demand(not living.stopped and not living.gone, "R3", "counted where nothing is in force")
        living.counted.append(recorded.id)
        living.stopped = len(living.counted) >= living.limit

    def _doubted(self, event: e.SaidNotRight) -> None:
        act = self.acts[event.act]
        for parts in self.heard.values():
            parts.pop(event.act, None)
        for living in self.living.values():
            living.counted = [id for id in living.counted if id != event.act]
        if not isinstance(act, e.AnswerGiven):
            return
        round_ = self.rounds[act.round]
        matters = self.matters[round_.proposal]
        if not matters.decided:
            if round_.acts.get(event.person) == event.act:
                round_.said[event.person] = "void"
            return
        if matters.decided != round_.version or matters.matter.kind == "early_review":
            return
        if about := self.now(round_.proposal):
            about.doubts.add((round_.proposal, event.person))
            demand(bool(self.going_on(about)), "R22", "a doubt was ignored")
