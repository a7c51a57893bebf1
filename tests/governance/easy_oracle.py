"""Easy words, versions and splitting as the plain history tells of them, and when a rule was broken."""

from dataclasses import dataclass, field

from kiosk.governance import events as e
from kiosk.governance.words import Wording
from tests.governance.seen import demand

IN_OWN_WORDS = ("what", "why", "who", "how", "risk")


@dataclass
class Told:
    """One idea as the history tells of it."""

    author: str
    words: dict[str, Wording] = field(default_factory=dict)
    rounds: dict[str, str] = field(default_factory=dict)
    asked: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """By consent round: each one's last answer and the words it was given to."""
    was_asked: bool = False
    over: bool = False
    of: str = ""

    @property
    def newest(self) -> str:
        return list(self.words)[-1] if self.words else ""


class EasyOracle:
    """Knows only what was stored."""

    def __init__(self) -> None:
        self.members: list[str] = []
        self.readers: set[str] = set()
        self.ideas: dict[str, Told] = {}
        self.of_round: dict[str, str] = {}

    def lacks_easy(self, idea: Told) -> bool:
        """Whether the newest words have no easy ones, and somebody uses them."""
        words = idea.words.get(idea.newest, Wording())
        own = any(getattr(words, part).strip() for part in IN_OWN_WORDS)
        return own and not words.easy.strip() and bool(self.readers & set(self.members))

    def may_split(self, id: str) -> bool:
        idea = self.ideas[id]
        return bool(idea.words) and not idea.was_asked and not idea.over

    def watch(self, history: tuple[e.Recorded, ...] | list[e.Recorded]) -> None:
        for recorded in history:
            self._take(recorded)

    def _take(self, recorded: e.Recorded) -> None:
        match recorded.event:
            case e.MemberJoined(person=person):
                self.members.append(person)
            case e.ReadingChosen(person=person, easy=easy):
                demand(person == recorded.actor, "R16", "somebody said for another how they read")
                (self.readers.add if easy == "yes" else self.readers.discard)(person)
            case e.DraftBegun() as begun:
                self.ideas.setdefault(begun.proposal, Told(begun.author))
            case e.VersionWritten() as written:
                self._goes_on(written.proposal)
                self.ideas[written.proposal].words[recorded.id] = written.wording or Wording()
            case e.RoundOpened() as opened:
                self._opened(opened)
            case e.AnswerGiven() as given:
                self._answered(given)
            case e.DecisionMade() as made:
                self._decided(made)
            case e.IdeaSplit() as split:
                self._split(split)

    def _goes_on(self, id: str) -> None:
        demand(not self.ideas[id].over, "R8", "something became of an idea that was split")

    def _opened(self, opened: e.RoundOpened) -> None:
        idea = self.ideas[opened.proposal]
        self._goes_on(opened.proposal)
        self.of_round[opened.round] = opened.proposal
        idea.rounds[opened.round] = opened.kind
        if opened.kind != "consent":
            return
        idea.was_asked = True
        idea.asked[opened.round] = {}
        demand(opened.version_id == idea.newest, "R8", "they are asked about other words than the newest")
        demand(not self.lacks_easy(idea), "R8", "somebody is asked who has no easy words")

    def _answered(self, given: e.AnswerGiven) -> None:
        idea = self.ideas[self.of_round[given.round]]
        word = given.answer.word if given.answer else ""
        idea.asked[given.round][given.person] = (word, given.version_id)

    def _decided(self, made: e.DecisionMade) -> None:
        idea = self.ideas[made.proposal]
        demand(made.version_id == idea.newest, "R8", "other words were decided than the newest")
        answers = idea.asked.get(made.round)
        demand(answers is not None, "R8", "decided with the answers of another idea")
        for person in made.consented:
            said = (answers or {}).get(person)
            demand(said == ("ok", made.version_id), "R8", "an answer to other words was counted")

    def _split(self, split: e.IdeaSplit) -> None:
        whole = self.ideas[split.proposal]
        demand(not whole.was_asked, "R8", "split after everyone was asked")
        whole.over = True
        for part in split.parts:
            demand(part in self.ideas and part != split.proposal, "R8", "a part is no draft of its own")
            own = self.ideas[part]
            demand(own.author == whole.author, "R8", "a part has another author")
            demand(not own.rounds and not own.words, "R8", "something was carried over to a part")
            own.of = split.proposal
