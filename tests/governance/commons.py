"""An oracle for a whole organisation: reads the plain history of all its circles and calls no rule.

It knows less of each process than the oracles of the parts do, and more of how they meet: every decision of
every kind, in every circle, with people who belong to several and come and go.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.governance import events as e
from kiosk.governance.words import Matter, Wording
from tests.governance.nesting import NestOracle
from tests.governance.seen import demand

OF_THOSE_HERE = ("early_review", "process", "process_own")
"""Kinds of matter that those who are here settle."""
LATER = (e.QuestionAsked, e.QuestionAnswered, e.ReactionGiven)
"""What everyone in a consent round hears before their answer counts."""


@dataclass
class Word:
    """The last answer of one person in a consent round."""

    word: str
    form: str
    act: str
    facts: int
    void: bool = False


@dataclass
class Asking:
    """A round as the history tells of it."""

    id: str
    kind: str
    version: str
    roster: tuple[str, ...]
    open: bool = True
    shown: bool = False
    facts: int = 0
    words: dict[str, Word] = field(default_factory=dict)
    spoke: dict[str, set[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    named: dict[str, str] = field(default_factory=dict)


@dataclass
class Thing:
    """A proposal of any kind as the history tells of it."""

    id: str
    circle: str
    author: str
    matter: Matter
    versions: dict[str, tuple[Wording, str, tuple[str, ...]]] = field(default_factory=dict)
    rounds: list[Asking] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    standing: dict[str, str] = field(default_factory=dict)
    """The objections that all can see, each with the version it was raised against."""
    decided: str = ""
    over: bool = False
    without: dict[str, str] = field(default_factory=dict)
    """Who chose not to decide, and on which words."""

    @property
    def newest(self) -> str:
        return list(self.versions)[-1] if self.versions else ""

    @property
    def consent(self) -> Asking | None:
        last = self.rounds[-1] if self.rounds else None
        return last if last and last.kind == "consent" and last.open else None


@dataclass
class Group:
    """A circle as the history tells of it."""

    members: list[str] = field(default_factory=list)
    guests: set[str] = field(default_factory=set)
    here: tuple[str, ...] = ()
    owner: str = ""
    wants: set[str] = field(default_factory=set)
    gone: dict[str, str] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)


class Commons:
    """Watches the history of a whole organisation, entry by entry."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.things: dict[str, Thing] = {}
        self.rounds: dict[str, tuple[Thing, Asking]] = {}
        self.acts: dict[str, e.Event] = {}
        self.dead: set[str] = set()
        self.links = NestOracle()
        self.filled: dict[str, str] = {}

    def watch(self, entry: Sequence[e.Recorded]) -> None:
        """Take in one entry. Raises Breach when a rule was broken by it."""
        kinds = [type(recorded.event) for recorded in entry]
        for recorded in entry:
            event = recorded.event
            if event.own:
                who = getattr(event, "person", "")
                demand(who in ("", recorded.actor), "R16", f"{type(event).__name__} in another's name")
            self._belonging(event, kinds, recorded.actor)
            self._thing(recorded, kinds)
            self.acts[recorded.id] = event
        self.links.watch(entry)
        for circle, group in self.groups.items():
            self.links.members[circle] = list(group.members)

    def expected(self, thing: Thing) -> set[str]:
        """Whose consent it takes (R1, R7)."""
        group, matter = self.groups[thing.circle], thing.matter
        left = {p for p, version in thing.without.items() if version == thing.newest}
        if matter.kind == "role_review":
            # Of whom the one whose role it is chose.
            return set(group.members) & set(matter.people) - left
        return self._by_kind(group, matter) - left

    def _by_kind(self, group: Group, matter: Matter) -> set[str]:
        if matter.kind == "early_review":
            # Of those who were here when somebody asked for it.
            return set(group.members) & set(matter.people)
        if matter.kind in OF_THOSE_HERE:
            return set(group.members) & set(group.here)
        return set(group.members) - (set(matter.people) if matter.kind == "remove" else set())

    def settled(self) -> None:
        """What holds once everything that follows is stored too."""
        for thing in self.things.values():
            if thing.consent and not thing.over and thing.circle not in self.links.closed:
                missing = self.expected(thing) - set(thing.consent.roster)
                if thing.matter.kind not in OF_THOSE_HERE:
                    demand(not missing, "R7", "a member is not asked in an open round")
                waited = set(thing.consent.roster) - set(self.groups[thing.circle].members)
                demand(not waited, "R21", "somebody is waited for who belongs no more")

    # --- who belongs --------------------------------------------------------------------------------------

    def _belonging(self, event: e.Event, kinds: list[type[e.Event]], actor: str) -> None:
        group = self.groups.setdefault(str(getattr(event, "circle", "")), Group())
        match event:
            case e.MemberJoined():
                if not {e.CircleFounded, e.CircleProposed, e.FirstAnswered} & set(kinds):
                    self._joins(group, event)
                self._comes(group, event.person)
            case e.MemberBack(why="alive"):
                for one in self.groups.values():
                    if one.gone.get(event.person) == "died":
                        self._comes(one, event.person)
            case e.MemberBack():
                self._comes(group, event.person)
            case e.CircleProposed():
                self.groups.setdefault(event.new, Group())
            case e.InvitationAnswered():
                (group.wants.add if event.wants else group.wants.discard)(event.person)
            case e.TeamOwnerNamed():
                group.owner = event.person
            case e.RoleFilled():
                chosen = event.temporary or event.person in group.members or not event.decision
                demand(chosen, "R21", f"somebody who is no member is {event.role}")
            case e.MemberLeft():
                demand(actor == event.person, "R21", "somebody was made to leave")
                self._goes(group, event.person)
            case e.MemberRemoved():
                demand(event.person != group.owner, "R20", "the one whose team it is was removed")
                about = Matter("remove", "", (event.person,))
                decided = [t.matter for t in self.things.values() if t.decided and t.circle == event.circle]
                demand(about in decided, "R21", "somebody was removed without a decision")
                self._goes(group, event.person)
            case e.MemberDied():
                for one in self.groups.values():
                    self._goes(one, event.person, "died")
            case e.MemberSetAside():
                demand(event.person != group.owner, "R20", "the one whose team it is was set aside")
                self._goes(group, event.person)
            case e.MeetingBegun() | e.HereChanged() | e.Resumed():
                group.here = event.here
            case e.Paused() | e.MeetingEnded():
                group.here = ()

    def _joins(self, group: Group, event: e.MemberJoined) -> None:
        kinds = [t.matter for t in self.things.values() if t.decided]
        admitted = any(m.kind in ("admit", "leader", "accept_delegate", "agree") for m in kinds)
        demand(event.person == group.owner or admitted, "R7", "somebody joined whom nobody decided on")

    def _comes(self, group: Group, person: str) -> None:
        group.gone.pop(person, None)
        if person not in group.members:
            group.members.append(person)

    def _goes(self, group: Group, person: str, how: str = "gone") -> None:
        if how == "died" and person in group.gone:
            group.gone[person] = how
        if person not in group.members:
            return
        group.members = [one for one in group.members if one != person]
        group.here = tuple(one for one in group.here if one != person)
        group.gone[person] = how

    # --- what is decided ----------------------------------------------------------------------------------

    def _thing(self, recorded: e.Recorded, kinds: list[type[e.Event]]) -> None:
        event = recorded.event
        if isinstance(event, e.DraftBegun):
            demand(event.proposal not in self.things, "R14", "a proposal was begun twice")
            self.things[event.proposal] = Thing(event.proposal, event.circle, event.author, event.matter)
        if isinstance(event, e.SaidNotRight):
            self._void(event)
        thing = self.things.get(str(getattr(event, "proposal", "")))
        if thing is not None:
            self._of_proposal(thing, recorded, kinds)
        at = self.rounds.get(str(getattr(event, "round", "")))
        if at is not None and not isinstance(event, e.RoundOpened):
            self._in_round(*at, recorded)
        if isinstance(event, e.ObjectionMet | e.ObjectionWithdrawn):
            self._ended(event, recorded.actor)

    def _of_proposal(self, thing: Thing, recorded: e.Recorded, kinds: list[type[e.Event]]) -> None:
        event = recorded.event
        match event:
            case e.VersionWritten():
                demand(not thing.decided, "R11", "the words were changed after the decision")
                closes = e.RoundClosed in kinds
                demand(thing.consent is None or closes, "R8", "words changed in an open consent round")
                thing.versions[recorded.id] = (event.wording or Wording(), event.choice, event.meets)
            case e.RoundOpened():
                self._opened(thing, event)
            case e.DecisionMade():
                self._decided(thing, event, kinds)
            case e.Dropped() | e.Overtaken():
                thing.over = True
            case e.LetGo():
                about = (t for t in self.things.values() if t.decided and t.circle == thing.circle)
                let_go = any((t.matter.kind, t.matter.about) == ("let_go", thing.id) for t in about)
                demand(let_go, "R12", "let go of without a decision")
                thing.over = True
            case e.ChoseNotToDecide():
                mine = [id for id in thing.standing if id.endswith(f"/{event.person}")]
                demand(not mine, "R6", "a problem was left to the others")
                thing.without[event.person] = event.version_id
            case e.DecidesAfterAll():
                thing.without.pop(event.person, None)
            case e.PutOnAgenda():
                thing.over = False

    def _opened(self, thing: Thing, event: e.RoundOpened) -> None:
        group = self.groups[thing.circle]
        demand(not thing.decided, "R11", "a round opened after the decision")
        demand(not any(r.open for r in thing.rounds), "R1", "two rounds are open at once")
        if event.kind == "consent":
            demand(event.version_id == thing.newest, "R8", "everyone is asked about old words")
            demand(set(event.roster) == self.expected(thing), "R1", f"others are asked: {thing.matter}")
            nominee = thing.versions[thing.newest][1]
            last = event.roster[-1] if event.roster else ""
            if nominee in event.roster:
                demand(last == nominee, "R13", "the nominee is not asked last")
            elif thing.author in event.roster:
                demand(last == thing.author, "R23", "the author is not asked last")
        elif event.kind == "nominate":
            demand(set(event.roster) == set(group.members), "R13", "somebody is not asked for a name")
        else:
            demand(set(event.roster) <= {*group.members, *group.here}, "R1", "a stranger is asked to speak")
        one = Asking(event.round, event.kind, event.version_id, event.roster)
        thing.rounds.append(one)
        self.rounds[event.round] = (thing, one)

    def _in_round(self, thing: Thing, round_: Asking, recorded: e.Recorded) -> None:
        event = recorded.event
        if isinstance(event, LATER) and round_.kind == "consent" and round_.open:
            round_.facts += 1
            round_.shown = False
        match event:
            case e.QuestionAsked():
                thing.questions.add(event.question)
            case e.QuestionAnswered():
                thing.questions.discard(event.question)
            case e.RosterGrew():
                round_.roster, round_.shown = event.roster, False
            case e.AnswerGiven():
                self._answers(thing, round_, event, recorded.id)
            case e.AnswersShown():
                self._shows(thing, round_)
            case e.NominationGiven():
                who = event.nomination.named if event.nomination else ""
                round_.named[event.person] = who
            case e.NominationsShown():
                named = {p for p, who in round_.named.items() if who}
                demand(named >= set(self.groups[thing.circle].members), "R13", "names shown too early")
            case e.ProblemLeftBehind():
                self._left_behind(thing, round_, event)
            case e.RoundClosed():
                self._closes(thing, round_, event)

    def _answers(self, thing: Thing, round_: Asking, event: e.AnswerGiven, act: str) -> None:
        word, form = (event.answer.word, event.answer.form) if event.answer else ("", "")
        demand(round_.open, "R8", "an answer in a round that is over")
        demand(event.person in round_.roster, "R7", "an answer of one who is not asked")
        demand(event.version_id == round_.version == thing.newest, "R8", "an answer to other words")
        demand(event.facts == round_.facts, "R23", "an answer without hearing what was added")
        demand(word in ("ok", "problem", "come_back", "withdrawn"), "R2", "an answer that is none")
        if word == "withdrawn":
            demand(form in ("fixed", "can_live"), "R6", f"a problem was taken back because: {form}")
        before = round_.words.get(event.person)
        if before and before.word == "problem" and not before.void:
            demand(word in ("problem", "withdrawn"), "R6", "a problem was consented away")
        round_.words[event.person] = Word(word, form, act, event.facts)
        mine = [id for id in thing.standing if id.endswith(f"/{event.person}")]
        if round_.shown and word == "problem":
            thing.standing[f"{round_.id}/{event.person}"] = round_.version
        elif word == "withdrawn" and round_.shown:
            for id in mine:
                del thing.standing[id]

    def _shows(self, thing: Thing, round_: Asking) -> None:
        for person in round_.roster:
            demand(self._counts(round_, person) in ("ok", "problem"), "R23", "shown before all were in")
        round_.shown = True
        for person in round_.roster:
            mine = [id for id in thing.standing if id.endswith(f"/{person}")]
            if round_.words[person].word == "problem":
                thing.standing[f"{round_.id}/{person}"] = round_.version
            else:
                # A consent to these words ends what this person raised before.
                for id in mine:
                    del thing.standing[id]

    def _counts(self, round_: Asking, person: str) -> str:
        said = round_.words.get(person)
        return said.word if said and not said.void and said.facts == round_.facts else ""

    def _left_behind(self, thing: Thing, round_: Asking, event: e.ProblemLeftBehind) -> None:
        said = round_.words.get(event.person)
        demand(said is not None and said.word == "problem", "R21", "a problem was made up")
        thing.standing[f"{round_.id}/{event.person}"] = round_.version

    def _closes(self, thing: Thing, round_: Asking, event: e.RoundClosed) -> None:
        demand(round_.open, "R1", "a round closed twice")
        round_.open = False
        if round_.kind == "consent" and event.why == "roster":
            changed = set(round_.roster) != self.expected(thing)
            demand(changed, "R21", "a round stopped though the same people are asked")

    def _decided(self, thing: Thing, event: e.DecisionMade, kinds: list[type[e.Event]]) -> None:
        round_ = thing.consent
        demand(round_ is not None and round_.id == event.round, "R11", "decided outside of a round")
        demand(e.LastCheckDone in kinds, "R11", "decided without the last check")
        demand(not thing.decided, "R11", "decided twice")
        assert round_
        demand(set(round_.roster) == self.expected(thing), "R3", "decided by others than those to be asked")
        demand(round_.shown, "R23", "decided on hidden answers")
        demand(not thing.questions, "R1", "decided while a question was open")
        for person in round_.roster:
            demand(self._counts(round_, person) == "ok", "R3", f"decided without {person}'s consent")
        demand(not thing.standing, "R4", "decided while an objection stands")
        wording = thing.versions[event.version_id][0]
        demand(event.review_day == wording.review_day, "R9", "another review day than the words say")
        thing.decided = event.version_id

    def _ended(self, event: e.ObjectionMet | e.ObjectionWithdrawn, actor: str) -> None:
        thing, _ = self.rounds[event.objection.partition("/")[0]]
        person = event.objection.partition("/")[2]
        if isinstance(event, e.ObjectionWithdrawn):
            demand(actor == person == event.person, "R6", "another took the problem back")
            demand(event.why in ("fixed", "can_live"), "R6", "a problem was taken back under pressure")
        else:
            members = self.groups[thing.circle].members
            demand(person not in members, "R6", "a problem was met without the one who sees it")
            named = event.objection in thing.versions[event.version_id][2]
            demand(named, "R21", "the words that meet a problem do not name it")
        thing.standing.pop(event.objection, None)

    def _void(self, event: e.SaidNotRight) -> None:
        act = self.acts.get(event.act)
        demand(getattr(act, "person", "") == event.person, "R14", "another's act was called not right")
        if isinstance(act, e.AnswerGiven) and act.round in self.rounds:
            thing, round_ = self.rounds[act.round]
            said = round_.words.get(event.person)
            if said and said.act == event.act and not thing.decided:
                self._stands_again(thing, round_, said, event.person)
                said.void = True
        if isinstance(act, e.ChoseNotToDecide) and not self.things[act.proposal].decided:
            self.things[act.proposal].without.pop(act.person, None)
        if isinstance(act, e.QuestionAsked) and act.round in self.rounds:
            self.rounds[act.round][0].questions.discard(act.question)

    def _stands_again(self, thing: Thing, round_: Asking, said: Word, person: str) -> None:
        """Who says that taking it back was not right sees the problem still."""
        if said.word == "withdrawn" and round_.shown:
            thing.standing[f"{round_.id}/{person}"] = round_.version
