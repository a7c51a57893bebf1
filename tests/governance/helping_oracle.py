"""An oracle for help: reads the plain history and says when an answer was not the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.governance import events as e
from kiosk.governance.words import Given
from tests.governance.seen import demand


@dataclass
class Act:
    """One answer, and what was said of it since."""

    id: str
    word: str
    facts: int
    given: Given
    witnesses: set[str] = field(default_factory=set)
    checked: bool = False
    void: bool = False

    @property
    def helper(self) -> tuple[str, str]:
        return self.given.helper, self.given.name


@dataclass
class Asking:
    """A consent round as the history tells of it."""

    roster: tuple[str, ...]
    facts: int = 0
    open: bool = True
    shown: bool = False
    acts: dict[str, list[Act]] = field(default_factory=dict)

    def last(self, person: str) -> Act | None:
        return self.acts[person][-1] if self.acts.get(person) else None


class Witnessed:
    """Watches whose answers count."""

    def __init__(self) -> None:
        self.concerned: set[str] = set()
        self.rounds: dict[str, Asking] = {}
        self.questions: set[str] = set()
        self.stand: set[str] = set()

    def watch(self, entry: Sequence[e.Recorded]) -> None:
        """Take in one entry."""
        for recorded in entry:
            self._take(recorded)
        for asking in self.rounds.values():
            if asking.open and not asking.shown and not self.questions:
                waiting = [p for p in asking.roster if not self.settled(asking, p)]
                demand(bool(waiting), "R4", "all are in, and no answer comes to light")

    def settled(self, asking: Asking, person: str) -> bool:
        """Whether this person has answered, a consent beyond doubt."""
        last = asking.last(person)
        if last is None or last.void or last.facts != asking.facts or last.word not in ("ok", "problem"):
            return False
        return last.word == "problem" or not self.why_not(asking, person)

    def why_not(self, asking: Asking, person: str) -> str:
        """Why this person's last consent does not count."""
        acts = asking.acts[person]
        last = acts[-1]
        if self._rests(acts):
            return "somebody asked to check, and nobody has"
        alone = not last.given.through and last.given.helper not in self.concerned
        if alone or last.witnesses or self._asked_again(acts):
            return ""
        return "nobody else was there"

    def _rests(self, acts: list[Act]) -> bool:
        """Since it was asked to check, only the same helper has asked."""
        rests = False
        for at, act in enumerate(acts):
            same = at > 0 and bool(act.given.helper) and act.helper == acts[at - 1].helper
            rests = act.checked or (rests and same)
        return rests

    def _asked_again(self, acts: list[Act]) -> bool:
        if len(acts) < 2:
            return False
        one, other = acts[-2:]
        both = one.given.through and other.given.through and not one.void
        same = (one.word, one.facts) == (other.word, other.facts) and one.helper != other.helper
        return both and same and not {one.given.helper, other.given.helper} <= self.concerned

    # --- taking it in --------------------------------------------------------------------------------------

    def _take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.DraftBegun():
                self.concerned = {event.author}
            case e.WorkNamed():
                self.concerned |= set(event.people)
            case e.RoundOpened(kind="consent"):
                self.rounds[event.round] = Asking(event.roster)
            case e.RoundClosed():
                if asking := self.rounds.get(event.round):
                    asking.open = False
            case e.QuestionAsked() | e.QuestionAnswered() | e.ReactionGiven():
                self._later(event)
            case e.AnswerGiven():
                self._answer(event, recorded)
            case e.AnswerVouched():
                self._vouched(event, recorded)
            case e.CheckAsked():
                self._checked(event)
            case e.SaidNotRight():
                self._not_right(event, recorded)
            case e.AnswersShown():
                self._shown(self.rounds[event.round])
            case e.DecisionMade():
                self._decided(event)

    def _later(self, event: e.QuestionAsked | e.QuestionAnswered | e.ReactionGiven) -> None:
        if isinstance(event, e.QuestionAsked):
            self.questions.add(event.question)
        if isinstance(event, e.QuestionAnswered):
            self.questions.discard(event.question)
        for asking in self.rounds.values():
            if asking.open:
                asking.facts += 1
                asking.shown = False

    def _answer(self, event: e.AnswerGiven, recorded: e.Recorded) -> None:
        asking, given = self.rounds[event.round], event.given or Given("")
        demand(recorded.actor == event.person, "R15", "an answer was given by another")
        presses = recorded.entered_by != event.person
        demand(given.through or not presses, "R15", "a helper's press confirmed an answer")
        right = not given.through or recorded.entered_by == given.helper != event.person
        demand(right, "R15", "what went through somebody is not marked so")
        word = event.answer.word if event.answer else ""
        demand(word != "withdrawn" or not given.helper, "R6", "a problem was taken back with somebody beside")
        act = Act(recorded.id, word, event.facts, given)
        asking.acts.setdefault(event.person, []).append(act)
        if asking.shown:
            self._publish(asking, event.person)

    def _vouched(self, event: e.AnswerVouched, recorded: e.Recorded) -> None:
        act = self.rounds[event.round].last(event.of)
        demand(act is not None and act.id == event.answer, "R15", "vouched for another answer")
        assert act
        own = event.person == recorded.actor == recorded.entered_by
        demand(own, "R15", "a helper's press said that somebody was there")
        other = event.person not in {event.of, act.given.helper, *self.concerned}
        demand(other, "R15", "the helper or somebody concerned said that they were there")
        act.witnesses.add(event.person)

    def _checked(self, event: e.CheckAsked) -> None:
        if act := self.rounds[event.round].last(event.of):
            act.checked = True

    def _not_right(self, event: e.SaidNotRight, recorded: e.Recorded) -> None:
        for asking in self.rounds.values():
            for acts in asking.acts.values():
                for act in acts:
                    if act.id == event.act and asking.open:
                        self._voided(act, recorded)

    def _voided(self, act: Act, recorded: e.Recorded) -> None:
        unsure = act.given.through and not act.witnesses
        helped = recorded.entered_by != recorded.actor
        alone = act.word != "problem" or not helped or unsure
        demand(alone, "R6", "a helper's press called a problem not right")
        act.void = True

    def _shown(self, asking: Asking) -> None:
        for person in asking.roster:
            last = asking.last(person)
            demand(last is not None, "R3", "answers were shown before all were in")
            if last and last.word == "ok":
                demand(
                    not self.why_not(asking, person),
                    "R15",
                    f"a consent counts: {self.why_not(asking, person)}",
                )
        asking.shown = True
        for person in asking.roster:
            self._publish(asking, person)

    def _publish(self, asking: Asking, person: str) -> None:
        last = asking.last(person)
        if last and last.word == "problem":
            self.stand.add(person)
        elif last and last.word in ("ok", "withdrawn"):
            self.stand.discard(person)

    def _decided(self, event: e.DecisionMade) -> None:
        asking = self.rounds[event.round]
        for person in asking.roster:
            last = asking.last(person)
            demand(last is not None and last.word == "ok" and not last.void, "R3", "decided without all")
            demand(not self.why_not(asking, person), "R15", f"decided: {self.why_not(asking, person)}")
