"""A circle whose ideas are about one person or another, who say OK, stop, or that it is not about them."""

import random
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.governance import commands as c
from kiosk.governance import consent, lives
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Given
from tests.governance.own_oracle import OwnOracle
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table

SEED = st.integers(0, 2**24)


class OwnLives(RuleBasedStateMachine):
    """Three people with up to two ideas at once."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.oracle = OwnOracle()
        self.sound = True

    @initialize(seed=SEED)
    def meet(self, seed: int) -> None:
        self.table.found([("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker")])
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

    def anyone(self, rng: random.Random) -> str:
        return rng.choice(self.table.members)

    def version(self, proposal: Proposal) -> str:
        return proposal.current.id if proposal.current else ""

    # --- what people do ------------------------------------------------------------------------------------

    @rule(seed=SEED)
    def raise_idea(self, seed: int) -> None:
        if len(self.table.circle.live) > 1:
            return
        author = self.anyone(self.luck(seed))
        self.do(self.table.signed(c.RaiseTopic(form="wish"), author))
        self.do(self.table.signed(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author))

    @rule(seed=SEED)
    def write(self, seed: int) -> None:
        rng = self.luck(seed)
        proposal = self.some(rng)
        self.do(self.table.signed(self.written(proposal, rng), self.anyone(rng)))

    def written(self, proposal: Proposal, rng: random.Random) -> c.Command:
        words = replace(FRIDAYS, what=f"{FRIDAYS.what} {rng.randint(0, 99)}")
        return c.WriteVersion(proposal=proposal.id, wording=words, after=self.version(proposal))

    def about(self, proposal: Proposal, rng: random.Random) -> c.Command:
        what = rng.choice(("nobody", "nobody", "one", "one", "one", "never", "elsewhere"))
        named = what in ("one", "never")
        about = self.anyone(rng) if named else ""
        return c.AnswerAbout(proposal=proposal.id, version_id=self.version(proposal), what=what, about=about)

    @rule(seed=SEED)
    def say_whom_it_is_about(self, seed: int) -> None:
        rng = self.luck(seed)
        self.do(self.table.signed(self.about(self.some(rng), rng), self.anyone(rng)))

    @rule(seed=SEED)
    def this_is_about_me(self, seed: int) -> None:
        """Any member may, of whatever is not decided; it is never refused."""
        rng = self.luck(seed)
        proposal, person = self.some(rng), self.anyone(rng)
        stored = self.do(self.table.signed(c.SayAboutMe(proposal=proposal.id), person))
        new = person in self.oracle.ideas[proposal.id].people
        demand(stored or new, "R20", "somebody could not say that it is about them")

    @rule(seed=SEED, word=st.sampled_from(("ok", "ok", "stop", "not_me")))
    def own_word(self, seed: int, word: str) -> None:
        """Whoever it is about says what they want; whoever it is not about tries to."""
        rng = self.luck(seed)
        proposal = self.some(rng)
        told = self.oracle.ideas[proposal.id]
        person = rng.choice(sorted(told.people)) if told.people and rng.random() < 0.7 else self.anyone(rng)
        may_stop = bool(proposal.versions) and person in told.people and person not in told.stopped
        given = c.GiveOwnWord(proposal=proposal.id, version_id=self.version(proposal), word=word)
        stored = self.do(self.table.signed(given, person))
        if word == "stop":
            demand(stored == may_stop, "R20", f"stop was {stored}; by right it is {may_stop}")
            now = self.table.circle.proposals[proposal.id]
            over = lives.condition(self.table.circle, now, "") == "by_person" if told.done else now.dropped
            demand(not stored or over, "R20", "it goes on after somebody said stop")

    @rule(seed=SEED)
    def not_right(self, seed: int) -> None:
        rng = self.luck(seed)
        person = self.anyone(rng)
        kinds = (e.SaidAboutMe, e.OwnWordGiven)
        acts = [a.id for a in self.table.circle.acts.get(person, ()) if isinstance(a.event, kinds)]
        if acts:
            self.do(self.table.signed(c.SayNotRight(act=rng.choice(acts)), person))

    @rule(seed=SEED)
    def go_on_too_early(self, seed: int) -> None:
        rng = self.luck(seed)
        proposal = self.some(rng)
        at, version = proposal.id, self.version(proposal)
        tries = (
            c.PutOnAgenda(proposal=at),
            c.Present(proposal=at, version_id=version, how="aloud"),
            c.MakeReady(proposal=at, version_id=version),
        )
        self.do(self.table.signed(rng.choice(tries), self.anyone(rng)))

    @rule(seed=SEED, times=st.integers(1, 25))
    def go_on(self, seed: int, times: int) -> None:
        """What the kiosk offers is done, and the last ones say what they want."""
        rng = self.luck(seed)
        proposal = self.some(rng)
        for _ in range(times):
            if not self.step(rng, proposal.id):
                return

    @rule(seed=SEED, more=st.integers(0, 2))
    def ask_everyone(self, seed: int, more: int) -> None:
        """The willing go on until everyone is asked, and some have answered."""
        rng = self.luck(seed)
        id = self.some(rng).id
        for _ in range(40):
            if self.table.circle.proposals[id].consent_round or not self.step(rng, id, willing=True):
                break
        for _ in range(more):
            if self.table.circle.proposals[id].consent_round:
                self.step(rng, id, willing=True)

    def step(self, rng: random.Random, id: str, *, willing: bool = False) -> bool:
        proposal = self.table.circle.proposals[id]
        step = p.next_step(self.table.circle, proposal)
        if isinstance(step, p.Done | p.HeldBack):
            return False
        person, made = self.offered(rng, proposal, step, willing)
        stored = self.do(self.table.signed(made, person))
        demand(stored, "R18", f"{type(step).__name__} was offered, and {made} was refused")
        return True

    def offered(
        self, rng: random.Random, now: Proposal, step: p.Step, willing: bool
    ) -> tuple[str, c.Command]:
        at, version, anyone = now.id, self.version(now), self.anyone(rng)
        match step:
            case p.FillIn() | p.Amend():
                return anyone, self.written(now, rng)
            case p.AskMeaning(person):
                return person, c.ConfirmMeaning(proposal=at, version_id=version)
            case p.AskAbout() if willing:
                whom = rng.choice(("", *self.table.members))
                what = "one" if whom else "nobody"
                return anyone, c.AnswerAbout(proposal=at, version_id=version, what=what, about=whom)
            case p.AskAbout():
                return anyone, self.about(now, rng)
            case p.AskOwn(person):
                word = "ok" if willing or rng.random() < 0.7 else rng.choice(("stop", "not_me"))
                return person, c.GiveOwnWord(proposal=at, version_id=version, word=word)
            case p.PutOn():
                return anyone, c.PutOnAgenda(proposal=at)
            case p.ReadAloud():
                return anyone, c.Present(proposal=at, version_id=version, how="aloud")
            case p.AskNext(round=round_, person=person) if round_.kind != "consent":
                return person, c.Pass(round=round_.id)
            case p.AskNext(round=round_, person=person):
                mine = consent.own_problem(now, round_, person)
                answer = Answer("withdrawn", "fixed") if mine else Answer("ok")
                return person, c.GiveAnswer(
                    round=round_.id,
                    answer=answer,
                    heard=round_.version_id,
                    facts_heard=round_.facts,
                    given=Given("touch"),
                )
            case p.Restate(person):
                return person or anyone, c.MakeReady(proposal=at, version_id=version)
            case p.LastCheck(round=round_):
                return anyone, c.ConfirmNobodyChanges(round=round_.id)
            case _:
                raise AssertionError(step)

    # --- what must always be so ----------------------------------------------------------------------------

    @invariant()
    def whose_life_it_is_can_be_seen(self) -> None:
        if not self.sound:
            return
        for id, told in self.oracle.ideas.items():
            own = self.table.circle.proposals[id].own
            demand(set(own.people) == told.people, "R20", "it is shown as about somebody else")
            demand(set(own.stopped) == told.stopped, "R20", "it is shown as stopped by somebody else")

    def teardown(self) -> None:
        """What is left goes on to its end with the willing, and the record tells it all again."""
        if not self.sound or not self.oracle.ideas:
            return
        rng = random.Random(7)
        for id in self.table.circle.live[:1]:
            over = any(not self.step(rng, id, willing=True) for _ in range(80))
            demand(over, "R18", "a willing circle never came to an end")
            proposal = self.table.circle.proposals[id]
            demand(bool(proposal.decision), "R18", "a willing circle came to no decision")
        demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
