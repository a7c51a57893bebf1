"""Circles in which some cannot be reached, in the middle of deciding, and come back."""

import random
from dataclasses import replace

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Given, Matter, Wording
from tests.governance.absence_oracle import Warden
from tests.governance.oracle import Oracle
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table
from tests.governance.willing import willing

SEED = st.integers(0, 2**24)
NAMES = ("Ann", "Bo", "Cy", "Di", "Ed")
DAYS = ("2026-10-01", "2026-12-01", "2027-03-01")


class Wards(RuleBasedStateMachine):
    """One circle; after every step the oracle has watched who is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.warden = Warden()
        self.watched = 0
        self.sound = True

    @initialize(seed=SEED)
    def gather(self, seed: int) -> None:
        rng = random.Random(seed)
        most = rng.choice((3, 4, 5, 5))
        kinds = ("supported", "worker", "advocate")
        self.table.found([(name, rng.choice(kinds)) for name in NAMES[:most]], rng.randrange(most))
        circle = self.table.circle.id
        told: list[e.Event] = []
        if rng.random() < 0.3:
            told.append(e.TeamOwnerNamed(circle, rng.choice(self.table.members)))
        if rng.random() < 0.6:
            told += [e.PersonAdded("out", "advocate", "Olu"), e.OutsiderNamed(circle, "out")]
        if rng.random() < 0.3:
            told.append(e.RoleFilled(circle, "secretary", rng.choice(self.table.members), DAYS[0], False))
        self.table.keep(tuple(told), "", "")
        self.look()
        for person in self.table.members:
            if rng.random() < 0.7:
                self.do(c.SayWish(word=rng.choice(("go_on", "go_on", "wait"))), person)
        self.bring(seed)
        if rng.random() < 0.7:
            self.somebody_is_out_of_reach(seed, 3)
            if self.table.circle.absence.away and rng.random() < 0.6:
                self.without_them(seed)

    # --- what people do ------------------------------------------------------------------------------------

    @rule(seed=SEED)
    def bring(self, seed: int) -> None:
        """Somebody brings an idea, and those here go on with it, mostly up to consent."""
        rng = self.luck(seed)
        author = rng.choice(self.there(rng))
        if rng.random() < 0.15:
            self.do(c.OpenMatter(matter=Matter("role", "secretary")), author)
        elif rng.random() < 0.1:
            self.do(c.OpenMatter(matter=Matter("charter", self.table.circle.id)), author)
        else:
            self.do(c.RaiseTopic(form="wish"), author)
            self.do(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author)
        self.go_on(list(self.table.circle.proposals)[-1], rng.randrange(8, 24), rng)

    @rule(seed=SEED, times=st.integers(1, 14))
    def follow_the_kiosk(self, seed: int, times: int) -> None:
        rng = self.luck(seed)
        live = [id for id in self.table.circle.live if not self.table.circle.proposals[id].decision]
        if live:
            self.go_on(rng.choice(live), times, rng)

    @rule(seed=SEED)
    def object_or_answer(self, seed: int) -> None:
        """Anybody on a roster answers something, mostly a problem; some take it back."""
        rng = self.luck(seed)
        asking = [pr for pr in self.table.circle.proposals.values() if pr.consent_round]
        if asking:
            proposal = rng.choice(asking)
            person = rng.choice(self.table.members)
            self.answers(proposal, person, rng.choice(("problem", "problem", "ok", "withdrawn")))

    @rule(seed=SEED, often=st.sampled_from((2, 3, 3, 3, 4)))
    def somebody_is_out_of_reach(self, seed: int, often: int) -> None:
        """Sittings without somebody, and tries in vain: sometimes too few, or the same way, or one person."""
        rng = self.luck(seed)
        gone = rng.choice(self.table.members)
        others = [m for m in self.table.members if m != gone and m not in self.table.circle.absence.away]
        if not others:
            return
        for n in range(often):
            if rng.random() < 0.95:
                self.sit(others[: max(1, rng.randrange(len(others) + 1))])
            by, how = others[n % len(others)], ("telephone", "visit")[n % 2]
            if rng.random() < 0.1:
                by, how = others[0], "telephone"
            result = "not_reached" if rng.random() < 0.95 else rng.choice(("reached", "wants_time"))
            self.do(c.TryToReach(of=gone, how=how, result=result), by)
        if rng.random() < 0.8:
            self.away_round(gone, others[0], rng)

    def away_round(self, gone: str, by: str, rng: random.Random) -> None:
        people = [gone]
        if rng.random() < 0.2:
            people.append(rng.choice(self.table.members))
        before = len(self.table.circle.proposals)
        self.do(c.OpenMatter(matter=Matter("away", "", tuple(dict.fromkeys(people)))), by)
        if len(self.table.circle.proposals) == before:
            return
        id = list(self.table.circle.proposals)[-1]
        self.go_on(id, rng.choice((8, 30, 30, 30)), rng)
        if rng.random() < 0.6:
            self.do(c.AnswerFromOutside(proposal=id, agrees=rng.random() < 0.7), "out")

    @precondition(lambda self: self.table.circle.absence.away)
    @rule(seed=SEED)
    def without_them(self, seed: int) -> None:
        """Those who are there decide what is open, and sometimes something new."""
        rng = self.luck(seed)
        self.sit(self.there(rng))
        if rng.random() < 0.7:
            self.bring(seed)
        live = [id for id in self.table.circle.live if not self.table.circle.proposals[id].decision]
        if live:
            self.go_on(live[-1], 40, rng)

    @precondition(lambda self: self.table.circle.absence.away)
    @rule(seed=SEED)
    def somebody_is_back(self, seed: int) -> None:
        """A turn, or somebody has reached them, or they are at a sitting; then they say what they think."""
        rng = self.luck(seed)
        person = rng.choice(list(self.table.circle.absence.away))
        other = rng.choice([m for m in self.table.members if m != person])
        match rng.randrange(4):
            case 0:
                self.do(c.ComeBack(), person)
            case 1:
                result = rng.choice(("reached", "wants_time"))
                self.do(c.TryToReach(of=person, how="telephone", result=result), other)
            case 2:
                self.sit([person, other])
            case _:
                self.do(c.RaiseTopic(form="wish"), person)
        for proposal in list(self.table.circle.proposals.values()):
            if proposal.decision and rng.random() < 0.5:
                word = rng.choice(("ok", "problem", "problem", "withdrawn"))
                form = "fixed" if word == "withdrawn" else ""
                self.do(c.AnswerLater(proposal=proposal.id, word=word, form=form), person)

    @rule(seed=SEED)
    def a_word_or_not_right(self, seed: int) -> None:
        """Somebody says what they want, speaks for another, or says that something is not right."""
        rng = self.luck(seed)
        person = rng.choice(self.table.members)
        other = rng.choice(self.table.members)
        match rng.randrange(4):
            case 0:
                self.do(c.SayWish(word="ask", to=other), person)
            case 1:
                self.do(c.SpeakFor(of=other, word=rng.choice(("wait", "go_on"))), person)
            case 2:
                self.do(c.SayWish(word=rng.choice(("wait", "go_on"))), person)
            case _:
                kinds = e.TriedToReach | e.WishSaid | e.SpokenFor | e.HeardForSomebody | e.AnsweredLater
                acts = [a.id for a in self.table.circle.acts.get(person, ()) if isinstance(a.event, kinds)]
                if acts:
                    self.do(c.SayNotRight(act=rng.choice(acts)), person)

    @rule(seed=SEED)
    def somebody_goes(self, seed: int) -> None:
        """A member leaves, or the circle is asked whether one should go."""
        rng = self.luck(seed)
        person, by = rng.choice(self.table.members), rng.choice(self.table.members)
        if len(self.table.members) > 3 and rng.random() < 0.3:
            self.do(c.LeaveCircle(stays=tuple(self.table.circle.proposals)), person)
        elif person not in self.table.circle.absence.away or rng.random() < 0.3:
            self.do(c.OpenMatter(matter=Matter("remove", "", (person,))), by)

    # --- doing and watching --------------------------------------------------------------------------------

    def luck(self, seed: int) -> random.Random:
        return random.Random(seed * 1000 + len(self.table.history))

    def there(self, rng: random.Random) -> list[str]:
        """Who comes to a sitting: mostly not those who were tried in vain."""
        gone = {*self.table.circle.absence.away, *self.warden.vain} if rng.random() < 0.95 else {""}
        return [m for m in self.table.members if m not in gone] or list(self.table.members)

    def sit(self, here: list[str]) -> None:
        """A new sitting of these people."""
        if self.table.circle.meeting:
            self.do(c.EndMeeting(), here[0])
        self.do(c.BeginMeeting(here=tuple(here)), here[0])

    def do(self, command: c.Command, by: str) -> bool:
        note(f"{by}: {command}")
        self.sound = False
        done = self.table.do(self.table.signed(command, by))
        self.look()
        self.warden.settled()
        self.sound = True
        return not isinstance(done, Refused)

    def look(self) -> None:
        """The oracle takes in what was stored since."""
        for recorded in self.table.history[self.watched :]:
            self.warden.watch(recorded)
        self.watched = len(self.table.history)

    def answers(self, proposal: Proposal, person: str, word: str) -> bool:
        round_ = proposal.consent_round
        if round_ is None:
            return False
        self.do(c.Pass(round=round_.id), person)
        now = self.table.circle.proposals[proposal.id].consent_round
        if now is None:
            return False
        form = "fixed" if word == "withdrawn" else ""
        command = c.GiveAnswer(
            round=now.id,
            answer=Answer(word, form),
            heard=now.version_id,
            facts_heard=now.facts,
            given=Given("keys"),
        )
        return self.do(command, person)

    def go_on(self, id: str, times: int, rng: random.Random) -> None:
        """Those who are there do what is offered next, some times; now and then one sees a problem."""
        for _ in range(times):
            proposal = self.table.circle.proposals[id]
            if proposal.decision or proposal.dropped:
                return
            if not self.table.circle.members_here:
                self.sit(self.there(rng))
            step = p.next_step(self.table.circle, proposal)
            if isinstance(step, p.Wait) and not set(step.people) & {*self.warden.away, *self.warden.vain}:
                self.sit(self.there(rng))
                continue
            if isinstance(step, p.AskNext) and step.round.kind == "consent":
                word = "problem" if rng.random() < 0.02 else "ok"
                if not self.answers(proposal, step.person, word):
                    self.answers(proposal, step.person, "withdrawn")
            elif not self.offered(proposal, step, rng):
                return

    def offered(self, proposal: Proposal, step: p.Step, rng: random.Random) -> bool:
        here = self.table.circle.members_here
        if isinstance(step, p.Wait | p.HeldBack):
            return False
        if isinstance(step, p.FillIn):
            return self.do(self.words(proposal, rng), rng.choice(here))
        if isinstance(step, p.AskNext) and step.round.kind == "nominate":
            return False
        command = willing(self.table, Oracle(), proposal, {}, rng.randrange(99))
        return self.do(command, command.by if command.by in self.table.members else here[0])

    def words(self, proposal: Proposal, rng: random.Random) -> c.Command:
        wording = replace(FRIDAYS, review_day=rng.choice(DAYS), easy="We eat at six.", what="We eat at six.")
        wording = replace(wording, who="Somebody cooks.")
        if proposal.matter.kind == "idea" and rng.random() < 0.2:
            wording = replace(wording, who=f"{rng.choice(NAMES)} cooks.")
        if proposal.matter.kind != "idea":
            wording = Wording(why="For now.", review_day=rng.choice(DAYS), if_missed="stops")
        if proposal.matter.kind == "charter":
            wording = replace(wording, aim="Live well.", domain="Home.", absence="usual")
        current = proposal.current.id if proposal.current else ""
        return c.WriteVersion(proposal=proposal.id, wording=wording, after=current)

    def teardown(self) -> None:
        """The record tells it all again."""
        if self.sound and self.table.history:
            demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
