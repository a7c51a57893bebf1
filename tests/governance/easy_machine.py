"""A circle whose members use easy words or not, write them or not, and split ideas, watched."""

import random
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.governance import commands as c
from kiosk.governance import consent, process, splitting
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Given, Wording
from tests.governance.easy_oracle import EasyOracle
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table

SEED = st.integers(0, 2**24)
MOST_STEPS = 60


class EasyWords(RuleBasedStateMachine):
    """Three or four people with up to a few ideas at once."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.oracle = EasyOracle()
        self.sound = True

    @initialize(seed=SEED)
    def meet(self, seed: int) -> None:
        rng = self.luck(seed)
        people = [("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker"), ("Di", "worker")]
        self.table.found(people[: rng.randint(3, 4)])
        self.oracle.watch(self.table.history)
        self.do(self.table.signed(c.BeginMeeting(here=self.table.members), self.table.members[0]))
        self.raise_idea(seed)

    def luck(self, seed: int) -> random.Random:
        return random.Random(seed * 1000 + len(self.table.history))

    def do(self, command: c.Command) -> bool:
        self.sound = False
        done = self.table.do(command)
        if not isinstance(done, Refused):
            self.oracle.watch(done)
        self.sound = True
        return not isinstance(done, Refused)

    def some(self, rng: random.Random) -> Proposal:
        return rng.choice(list(self.table.circle.proposals.values()))

    def wording(self, rng: random.Random) -> Wording:
        more = f" {rng.randint(0, 9)}"
        easy = rng.choice(("", "Easy."))
        return replace(FRIDAYS, what=FRIDAYS.what + more, easy=easy + more.strip() * bool(easy))

    # --- what people do ------------------------------------------------------------------------------------

    @rule(seed=SEED)
    def raise_idea(self, seed: int) -> None:
        if len(self.table.circle.live) > 2:
            return
        rng = self.luck(seed)
        author = rng.choice(self.table.members)
        self.do(self.table.signed(c.RaiseTopic(form="wish"), author))
        self.do(self.table.signed(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author))

    @rule(seed=SEED)
    def say_how_to_read(self, seed: int) -> None:
        rng = self.luck(seed)
        self.do(self.table.signed(c.ChooseReading(easy=rng.random() < 0.6), rng.choice(self.table.members)))

    @rule(seed=SEED)
    def write(self, seed: int) -> None:
        """Other words, or only other easy words."""
        rng = self.luck(seed)
        proposal = self.some(rng)
        words = self.wording(rng)
        if proposal.versions and rng.random() < 0.5:
            words = replace(proposal.wording, easy=words.easy)
        self.do(self.table.signed(self.written(proposal, words), rng.choice(self.table.members)))

    def written(self, proposal: Proposal, words: Wording) -> c.Command:
        after = proposal.current.id if proposal.current else ""
        return c.WriteVersion(proposal=proposal.id, wording=words, after=after)

    @rule(seed=SEED)
    def split(self, seed: int) -> None:
        """Anyone may, until everyone is asked."""
        rng = self.luck(seed)
        proposal = self.some(rng)
        version = proposal.current.id if proposal.current else ""
        right = self.oracle.may_split(proposal.id)
        command = c.SplitIdea(proposal=proposal.id, version_id=version)
        stored = self.do(self.table.signed(command, rng.choice(self.table.members)))
        demand(stored == right, "R8", f"splitting was {stored}; by right it is {right}")

    @rule(seed=SEED)
    def ask_too_early(self, seed: int) -> None:
        rng = self.luck(seed)
        proposal = self.some(rng)
        version = proposal.current.id if proposal.current else ""
        ready = c.MakeReady(proposal=proposal.id, version_id=version)
        self.do(self.table.signed(ready, rng.choice(self.table.members)))

    @rule(seed=SEED, times=st.integers(1, 25))
    def go_on(self, seed: int, times: int) -> None:
        """The circle does what is offered next."""
        rng = self.luck(seed)
        live = [id for id in self.table.circle.live if not self.table.circle.proposals[id].decision]
        if live:
            self.follow(rng, rng.choice(live), times)

    def follow(self, rng: random.Random, id: str, times: int) -> bool:
        """Do what is offered for this idea; whether it came to an end."""
        for _ in range(times):
            proposal = self.table.circle.proposals[id]
            step = p.next_step(self.table.circle, proposal)
            if isinstance(step, p.Done):
                return True
            command = self.step(rng, proposal, step)
            demand(self.do(command), "R18", f"{step} was offered, and {command} refused")
        return False

    def step(self, rng: random.Random, proposal: Proposal, step: p.Step) -> c.Command:
        anyone = rng.choice(self.table.members)
        at, version = proposal.id, proposal.current.id if proposal.current else ""
        person, made = anyone, None
        match step:
            case p.FillIn():
                begins = splitting.beginning(self.table.circle, proposal)
                words = begins if begins.what else self.wording(rng)
                made = self.written(proposal, replace(words, what=f"{words.what} Shorter."))
            case p.WriteEasy():
                # Somebody would rather go on without.
                self.do(self.table.signed(c.MakeReady(proposal=at, version_id=version), anyone))
                made = self.written(
                    proposal, replace(proposal.wording, easy=f"Easy {len(proposal.versions)}.")
                )
            case p.AskMeaning():
                person, made = step.person, c.ConfirmMeaning(proposal=at, version_id=version)
            case p.AskAbout():
                made = c.AnswerAbout(proposal=at, version_id=version, what="nobody")
            case p.PutOn():
                made = c.PutOnAgenda(proposal=at)
            case p.ReadAloud():
                made = c.Present(proposal=at, version_id=version, how="aloud")
            case p.AskNext():
                person, made = step.person, self.asked(rng, proposal, step)
            case p.Restate():
                if rng.random() < 0.3:
                    self.do(self.table.signed(c.ChooseReading(easy=True), anyone))
                    if isinstance(p.next_step(self.table.circle, proposal), p.WriteEasy):
                        return self.step(rng, proposal, p.WriteEasy())
                person, made = step.person or anyone, c.MakeReady(proposal=at, version_id=version)
            case p.ReadObjections():
                made = c.HearObjections(round=step.round.id)
            case p.PickObjection():
                made = c.TakeObjection(objection=step.objections[0].id)
            case p.Understand():
                person = step.objection.person
                made = c.ExplainObjection(objection=step.objection.id, form="not_now")
            case p.Tie():
                person = next(m for m in self.table.members if m != step.objection.person)
                made = c.TieObjection(objection=step.objection.id, words="It matters.")
            case p.Explore():
                person, made = step.person, c.OfferIdea(objection=step.objection.id)
            case p.Amend():
                made = self.written(proposal, replace(proposal.wording, why=f"Why {len(proposal.versions)}."))
            case p.LastCheck():
                made = c.ConfirmNobodyChanges(round=step.round.id)
        demand(made is not None, "R18", f"{step} was offered, and nobody knows what to do")
        assert made
        return self.table.signed(made, person)

    def asked(self, rng: random.Random, proposal: Proposal, step: p.AskNext) -> c.Command:
        round_ = step.round
        if round_.kind != "consent":
            return c.Pass(round=round_.id)
        mine = consent.own_problem(proposal, round_, step.person)
        answer = Answer("withdrawn", "fixed") if mine else Answer("ok")
        if not mine and rng.random() < 0.1:
            answer = Answer("problem", "help")
        return c.GiveAnswer(
            round=round_.id,
            answer=answer,
            heard=round_.version_id,
            facts_heard=round_.facts,
            given=Given("touch"),
        )

    # --- what must always be so ----------------------------------------------------------------------------

    @invariant()
    def the_state_is_what_the_history_says(self) -> None:
        if not self.sound:
            return
        circle = self.table.circle
        demand(process.guided_moves(self.table.org, circle) == (), "R3", "something would move by itself")
        for id, idea in self.oracle.ideas.items():
            proposal = circle.proposals[id]
            demand(bool(proposal.split.into) == idea.over, "R8", "it is not shown as split")
            demand(proposal.split.of == idea.of, "R8", "a part does not say what it was a part of")
            same = {r.id for r in proposal.rounds} == set(idea.rounds)
            demand(same, "R8", "it has rounds of another idea")
            demand({v.id for v in proposal.versions} == set(idea.words), "R8", "words without a version")
            demand(proposal.author == idea.author, "R8", "it has another author")

    def teardown(self) -> None:
        """Every idea comes to an end, and the record tells it all again."""
        if not self.sound or not self.oracle.ideas:
            return
        rng = random.Random(7)
        for id in self.table.circle.live[:1]:
            demand(self.follow(rng, id, MOST_STEPS * 5), "R18", "a willing circle never came to an end")
        self.the_state_is_what_the_history_says()
        demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
