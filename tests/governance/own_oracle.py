"""Whose own life an idea is about, as the plain history tells of it, and when R20 was broken."""

from dataclasses import dataclass, field

from kiosk.governance import events as e
from tests.governance.seen import demand

NOT_FOR_A_CIRCLE = ("elsewhere", "never")


@dataclass
class Told:
    """One idea as the history tells of it."""

    words: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    """By wording: the last thing that was said of it when it was asked if it is about one person."""
    people: set[str] = field(default_factory=set)
    ok: dict[str, str] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    asked: str = ""
    """The consent round that is open."""
    asked_for: str = ""
    done: bool = False

    @property
    def newest(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def waits(self) -> bool:
        """Whether somebody it is about has not said OK to the newest words."""
        return any(self.ok.get(person) != self.newest for person in self.people)


class OwnOracle:
    """Knows only what was stored."""

    def __init__(self) -> None:
        self.ideas: dict[str, Told] = {}
        self.rounds: dict[str, str] = {}
        self.acts: dict[str, e.Event] = {}

    def watch(self, history: tuple[e.Recorded, ...] | list[e.Recorded]) -> None:
        for recorded in history:
            self.acts[recorded.id] = recorded.event
            self._take(recorded)
        for idea in self.ideas.values():
            # What was stored is stored with all that follows from it.
            demand(
                not idea.asked or not idea.waits, "R20", "they are asked without the word of whose life it is"
            )
            demand(not idea.asked or not idea.stopped, "R20", "a round goes on after somebody said stop")

    def _take(self, recorded: e.Recorded) -> None:
        match recorded.event:
            case e.DraftBegun(proposal=at):
                self.ideas.setdefault(at, Told())
            case e.VersionWritten(proposal=at):
                self.ideas[at].words.append(recorded.id)
            case e.AboutAnswered() as answered:
                idea = self.ideas[answered.proposal]
                idea.said[answered.version_id] = answered.what
                idea.people |= {answered.about} - {""}
            case e.SaidAboutMe(proposal=at, person=person):
                demand(person == recorded.actor, "R20", "somebody said for another that it is about them")
                self.ideas[at].people.add(person)
            case e.OwnWordGiven() as given:
                demand(given.person == recorded.actor, "R20", "somebody else said it for them")
                self._own_word(given)
            case e.SaidNotRight(act=act):
                self._taken_back(self.acts.get(act))
            case e.PutOnAgenda(proposal=at) | e.Presented(proposal=at) | e.MadeReady(proposal=at):
                demand(not self.ideas[at].stopped, "R20", "it went on after somebody said stop")
            case e.RoundOpened(kind="consent") as opened:
                self._opened(opened)
            case e.RoundClosed(round=round_id) if round_id in self.rounds:
                idea = self.ideas[self.rounds[round_id]]
                idea.asked = "" if idea.asked == round_id else idea.asked
            case e.AnswerGiven(round=round_id):
                demand(
                    self.ideas[self.rounds[round_id]].asked == round_id, "R20", "an answer in no open round"
                )
            case e.DecisionMade(proposal=at):
                self._fit(self.ideas[at])
                self.ideas[at].done = True

    def _own_word(self, given: e.OwnWordGiven) -> None:
        idea, person = self.ideas[given.proposal], given.person
        demand(person in idea.people, "R20", "somebody spoke of what is not about them")
        idea.ok.pop(person, None)
        idea.stopped.discard(person)
        match given.word:
            case "ok":
                demand(given.version_id == idea.newest, "R20", "an OK to other words than the newest")
                idea.ok[person] = given.version_id
            case "stop":
                idea.stopped.add(person)
            case _:
                idea.people.discard(person)
                if not idea.people:
                    idea.said.clear()

    def _taken_back(self, event: e.Event | None) -> None:
        match event:
            case e.SaidAboutMe(proposal=at, person=person):
                self.ideas[at].people.discard(person)
                self.ideas[at].ok.pop(person, None)
            case e.OwnWordGiven(proposal=at, person=person, word="ok"):
                self.ideas[at].ok.pop(person, None)
            case e.OwnWordGiven(proposal=at, person=person, word="stop"):
                self.ideas[at].stopped.discard(person)
            case e.OwnWordGiven(proposal=at, person=person):
                self.ideas[at].people.add(person)

    def _opened(self, opened: e.RoundOpened) -> None:
        idea = self.ideas[opened.proposal]
        self.rounds[opened.round] = opened.proposal
        idea.asked = opened.round
        self._fit(idea)

    def _fit(self, idea: Told) -> None:
        """Whether the circle may be asked about the newest words, and decide."""
        demand(bool(idea.said), "R20", "nobody was asked whether it is about one person")
        last = list(idea.said)[-1] if idea.said else ""
        fit = idea.said.get(last) not in NOT_FOR_A_CIRCLE
        demand(fit, "R20", "a circle decides what belongs to somebody and the law")
        demand(not idea.waits, "R20", "it goes on without the word of whose life it is")
        demand(not idea.stopped, "R20", "it goes on after somebody said stop")
