"""An oracle of absence: reads the plain history, and says when somebody was left out who may not be (R19).

It calls no rule of the kiosk's: who may be missing from a roster is worked out here a second time.
"""

import re
from dataclasses import dataclass, field

from kiosk.governance import events as e
from kiosk.governance.words import Matter, Wording
from tests.governance.seen import demand

KEPT_KINDS = {"charter", "close_circle", "belong", "agree", "wider_circle"}


@dataclass
class Asking:
    """A round as the history tells of it."""

    kind: str
    roster: tuple[str, ...]
    missing: set[str]
    open: bool = True
    shown: bool = False
    hidden: bool = True
    """Whether answers are out of sight now: again so after something was added."""
    facts: int = 0
    answers: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """By person: the word, how many additions they had heard, and the event."""


@dataclass
class Thing:
    """A proposal as the history tells of it."""

    matter: Matter
    words: Wording = field(default_factory=Wording)
    choice: str = ""
    rounds: dict[str, Asking] = field(default_factory=dict)
    decided: e.DecisionMade | None = None
    over: bool = False
    problems: set[str] = field(default_factory=set)
    """Who sees a problem with it, hidden or not."""
    seen: set[str] = field(default_factory=set)
    """Whose problem all have seen: it ends when an answer that ends it is seen too."""


@dataclass
class Vain:
    """A try in vain."""

    by: str
    how: str
    sitting: str
    act: str


class Warden:
    """Watches who is left out of one circle's rosters."""

    def __init__(self) -> None:
        self.members: list[str] = []
        self.names: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.owner = ""
        self.sitting, self.been = "", set[str]()
        self.here: tuple[str, ...] = ()
        self.vain: dict[str, list[Vain]] = {}
        self.time: set[tuple[str, str]] = set()
        self.word: dict[str, tuple[str, str]] = {}
        self.spoken: dict[str, tuple[str, str]] = {}
        self.outside: dict[str, bool] = {}
        self.away: dict[str, str] = {}
        self.heard: set[tuple[str, str]] = set()
        self.things: dict[str, Thing] = {}
        self.later: dict[tuple[str, str], str] = {}
        self.acts: dict[str, e.Event] = {}
        self.holds: dict[str, str] = {}

    def watch(self, recorded: e.Recorded) -> None:
        self._before(recorded.event)
        self._take(recorded)
        self._seen(recorded)

    # --- who may be missing --------------------------------------------------------------------------------

    def enough(self, off: set[str]) -> bool:
        left = [m for m in self.members if m not in off]
        helped = [m for m in self.members if self.kinds[m] == "supported"]
        some = not helped or any(m in left for m in helped)
        return len(left) > 1 and len(left) * 2 >= len(self.members) and some

    def unreached(self, person: str) -> bool:
        tries = self.vain.get(person, [])
        sittings = {one.sitting for one in tries if one.sitting}
        counted = (len(tries), len({one.how for one in tries}), len({one.by for one in tries}), len(sittings))
        return all(has >= most for has, most in zip(counted, (3, 2, 2, 3), strict=True))

    def may_miss(self, thing: Thing, id: str) -> set[str]:
        """Who may be left out of this proposal's roster."""
        gone = {m for m in self.members if m in self.away and m != self.owner}
        if not self.enough(gone):
            gone = set()
        if thing.matter.kind == "away":
            return gone | set(thing.matter.people)
        if thing.matter.kind == "remove":
            return set(thing.matter.people) | {m for m in gone if not self.kept(thing, id, m)}
        return {m for m in gone if not self.kept(thing, id, m)}

    def kept(self, thing: Thing, id: str, person: str) -> bool:
        """Whether nobody goes on without this person here."""
        matter = thing.matter
        if matter.kind in KEPT_KINDS or (person, id) in self.time or person in thing.problems:
            return True
        if person in matter.people or person == thing.choice:
            return True
        if matter.kind == "role" and self.holds.get(matter.about) == person:
            return True
        if matter.kind == "review" and self.later.get((matter.about, person)) == "problem":
            return True
        text = " ".join((thing.words.what, thing.words.who, thing.words.easy)).lower()
        return re.search(rf"\b{self.names[person].lower()}\b", text) is not None

    def answered(self, round_: Asking, person: str) -> bool:
        """Whether who is away has said something in the round that is open, and so stays in it."""
        word, facts, _ = round_.answers.get(person, ("", 0, ""))
        return word in ("ok", "problem") and (not round_.shown or facts == round_.facts)

    def waits(self, person: str) -> bool:
        word, to = self.word.get(person, ("wait", ""))
        if word == "ask":
            said, by = self.spoken.get(person, ("wait", ""))
            word = said if by == to else "wait"
        return word == "wait"

    # --- what must be so when it happens -------------------------------------------------------------------

    def _before(self, event: e.Event) -> None:
        match event:
            case e.RoundOpened(kind="consent" | "nominate"):
                self._opening(event)
            case e.DecisionMade():
                self._deciding(event)
            case e.AwayBegan():
                self._beginning(event)
            case e.MemberRemoved():
                demand(event.person not in self.away, "R21", "somebody was removed while they are away")

    def _opening(self, event: e.RoundOpened) -> None:
        thing = self.things[event.proposal]
        missing = set(self.members) - set(event.roster)
        allowed = self.may_miss(thing, event.proposal)
        demand(missing <= allowed, "R19", "somebody is left out who may not be")
        demand(not set(event.away) & set(event.roster), "R19", "one who is asked is called away")
        if thing.matter.kind == "away":
            people = set(thing.matter.people)
            demand(not people & set(event.roster), "R19", "one whom the round is about is on its roster")
            heard = all((event.proposal, p) in self.heard for p in people)
            demand(heard, "R19", "nobody was heard for one who is not there")

    def _deciding(self, event: e.DecisionMade) -> None:
        thing = self.things[event.proposal]
        round_ = thing.rounds[event.round]
        for person in event.consented:
            word, facts, _ = round_.answers.get(person, ("", 0, ""))
            demand(word == "ok" and facts == round_.facts, "R3", "silence was counted as consent")
        missing = set(self.members) - set(event.consented)
        allowed = self.may_miss(thing, event.proposal)
        demand(missing <= allowed, "R19", "decided without one who is to be asked")
        if thing.matter.kind != "remove":
            demand(missing == set(event.away), "R19", "the decision does not say who was not asked")
        if thing.matter.kind == "away":
            return
        days = [self.away[p] for p in missing if p in self.away]
        if days and event.review_day:
            demand(event.review_day <= min(days), "R19", "a review day later than that of the away record")

    def _beginning(self, event: e.AwayBegan) -> None:
        thing = self.things[event.proposal]
        made = thing.decided
        demand(made is not None and made.decision == event.decision, "R19", "away without a decision")
        demand(bool(event.review_day), "R9", "away without a day to look again")
        demand(set(event.people) <= set(thing.matter.people), "R19", "another is away than was decided")
        for person in event.people:
            demand(person != self.owner, "R19", "the one whose team it is was set aside")
            demand(self.unreached(person), "R19", "away, and too little was tried in vain")
            agreed = self.outside.get(event.decision, False)
            demand(not self.waits(person) or agreed, "R19", "one who wants us to wait was not waited for")
        if event.people:
            off = {*event.people, *self.away}
            demand(self.enough(off), "R19", "too few remain")

    def settled(self) -> None:
        """What holds once everything that follows is stored too."""
        for id, thing in self.things.items():
            for round_ in thing.rounds.values():
                if not round_.open or thing.over or round_.kind != "consent":
                    continue
                allowed = self.may_miss(thing, id)
                missing = set(self.members) - set(round_.roster)
                demand(missing <= allowed, "R19", "one who is back is not asked")
                # Who has left meanwhile is not back.
                back = (round_.missing & set(self.members)) - allowed
                demand(not back, "R19", "who is back was let in, and the round did not start again")
                still = {p for p in allowed & set(round_.roster) if not self.answered(round_, p)}
                demand(not still, "R19", "a round waits for one who is away")

    # --- taking it in --------------------------------------------------------------------------------------

    def _take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.PersonAdded():
                self.names[event.person], self.kinds[event.person] = event.name or "", event.kind
            case e.MemberJoined():
                self.members.append(event.person)
            case e.MemberLeft() | e.MemberRemoved():
                self.members.remove(event.person)
                self.away.pop(event.person, None)
                self.vain.pop(event.person, None)
            case e.TeamOwnerNamed():
                self.owner = event.person
            case e.RoleFilled():
                self.holds[event.role] = event.person
            case e.WishSaid():
                self.word[event.person] = (event.word, event.to)
            case e.SpokenFor():
                self.spoken[event.of] = (event.word, event.person)
            case e.OutsiderAnswered():
                self.outside[event.about] = event.agrees
            case e.TriedToReach():
                self._tried(event, recorded.id)
            case e.HeardForSomebody():
                self.heard.add((event.proposal, event.of))
            case e.AwayBegan():
                self.away |= dict.fromkeys(event.people, event.review_day)
            case e.AnsweredLater():
                self.later[event.proposal, event.person] = event.word
            case e.SaidNotRight():
                self._unsaid(self.acts.get(event.act), event)
            case _:
                self._thing(recorded)
        self.acts[recorded.id] = event

    def _tried(self, event: e.TriedToReach, act: str) -> None:
        if event.result == "not_reached":
            at = "" if event.of in self.been else self.sitting
            self.vain.setdefault(event.of, []).append(Vain(event.person, event.how, at, act))
            return
        self._there(event.of)
        if event.result == "wants_time":
            open_ = [id for id, t in self.things.items() if not t.decided and not t.over]
            self.time |= {(event.of, id) for id in open_}

    def _unsaid(self, act: e.Event | None, event: e.SaidNotRight) -> None:
        match act:
            case e.TriedToReach():
                vain = self.vain.get(act.of, [])
                self.vain[act.of] = [one for one in vain if one.act != event.act]
                if act.result == "wants_time":
                    self.time = {(p, id) for p, id in self.time if p != act.of or id not in act.about}
            case e.WishSaid():
                self.word.pop(act.person, None)
            case e.SpokenFor():
                self.spoken.pop(act.of, None)
            case e.HeardForSomebody():
                self.heard.discard((act.proposal, act.of))
            case e.AnsweredLater():
                self.later.pop((act.proposal, act.person), None)
            case e.AnswerGiven():
                self._answer_undone(act, event.act)
            case _:
                pass

    def _answer_undone(self, act: e.AnswerGiven, id: str) -> None:
        for thing in self.things.values():
            for round_ in thing.rounds.values():
                for person, (word, _, given) in list(round_.answers.items()):
                    if given == id:
                        del round_.answers[person]
                        if not thing.decided and word == "problem" and not round_.shown:
                            thing.problems.discard(act.person)

    def _there(self, person: str) -> None:
        """Somebody was reached, or is there: nothing before counts any more."""
        self.vain.pop(person, None)
        self.away.pop(person, None)
        self.spoken.pop(person, None)

    def _thing(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.DraftBegun():
                self.things[event.proposal] = Thing(event.matter)
            case e.VersionWritten():
                thing = self.things[event.proposal]
                thing.words, thing.choice = event.wording or Wording(), event.choice
            case e.RoundOpened():
                roster = event.roster
                missing = set(self.members) - set(roster)
                self.things[event.proposal].rounds[event.round] = Asking(event.kind, roster, missing)
            case e.RosterGrew():
                if found := self.round(event.round):
                    found[1].roster = event.roster
            case e.RoundClosed():
                if found := self.round(event.round):
                    found[1].open = False
            case e.AnswersShown():
                if found := self.round(event.round):
                    self._shown(*found)
            case e.QuestionAsked() | e.QuestionAnswered() | e.ReactionGiven():
                self._added()
            case e.AnswerGiven():
                self._answered(event, recorded.id)
            case e.DecisionMade():
                self.things[event.proposal].decided = event
            case e.Overtaken() | e.Dropped():
                self.things[event.proposal].over = True
            case _:
                pass

    def _added(self) -> None:
        for thing in self.things.values():
            for round_ in thing.rounds.values():
                if round_.open and round_.kind == "consent":
                    round_.facts += 1
                    round_.hidden = True

    def _answered(self, event: e.AnswerGiven, act: str) -> None:
        found = self.round(event.round)
        if found is None or event.answer is None:
            return
        thing, round_ = found
        round_.answers[event.person] = (event.answer.word, event.facts, act)
        if event.answer.word == "problem":
            thing.problems.add(event.person)
            thing.seen |= set() if round_.hidden else {event.person}
        elif event.answer.word in ("ok", "withdrawn") and not (round_.hidden and event.person in thing.seen):
            thing.problems.discard(event.person)
            thing.seen.discard(event.person)

    def _shown(self, thing: Thing, round_: Asking) -> None:
        """What was hidden counts now: a problem is seen, and what ends one ends it."""
        round_.shown, round_.hidden = True, False
        for person, (word, facts, _) in round_.answers.items():
            if facts != round_.facts:
                continue
            if word == "problem":
                thing.seen.add(person)
            elif word in ("ok", "withdrawn"):
                thing.problems.discard(person)
                thing.seen.discard(person)

    def round(self, id: str) -> tuple[Thing, Asking] | None:
        return next(((t, t.rounds[id]) for t in self.things.values() if id in t.rounds), None)

    def _seen(self, recorded: e.Recorded) -> None:
        """Whoever is in a sitting, or does something, is there."""
        event = recorded.event
        match event:
            case e.MeetingBegun():
                self.sitting, self.been = event.meeting, set(event.here)
            case e.HereChanged() | e.Resumed():
                self.been |= set(event.here)
        if isinstance(event, e.MeetingBegun | e.HereChanged | e.Resumed):
            for person in event.here:
                self._there(person)
        acted = event.own or isinstance(event, e.CameBack)
        if acted and (person := str(getattr(event, "person", ""))):
            self._there(person)
        self._there(recorded.actor)
