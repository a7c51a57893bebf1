"""Circles of every kind, deciding, objecting, wandering off and cheating, watched at every step."""

import random

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.governance import commands as c
from kiosk.governance import consent, process
from kiosk.governance import decide as rules
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY
from tests.governance.hostile import SAYS, WAYS_TO_SAY_IT, hostile
from tests.governance.oracle import Oracle, entries
from tests.governance.seen import Item, Seen, demand
from tests.governance.table import Table
from tests.governance.willing import Wants, carry_on, willing

SEED = st.integers(0, 2**24)
NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")
MOST_STEPS = 400
"""A willing circle of six comes from any state to a decision in fewer steps than this."""


class Circles(RuleBasedStateMachine):
    """One circle and up to three proposals; after every step the oracle and the state must agree."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.oracle = Oracle()
        self.sound = True

    @initialize(seed=SEED)
    def gather(self, seed: int) -> None:
        rng = self.luck(seed)
        people = [(n, rng.choice(("supported", "supported", "worker", "advocate"))) for n in NAMES]
        people = people[: rng.randint(3, 6)]
        note(f"people: {people}")
        self.table.found(people, rng.randrange(len(people)))
        for entry in entries(self.table.history):
            self.oracle.watch(entry)
        self.bring(seed)

    @precondition(lambda self: len(self.table.circle.proposals) < 4)
    @rule(seed=SEED)
    def bring(self, seed: int) -> None:
        """Somebody brings a proposal, and the circle goes some way with it, mostly up to consent."""
        rng = self.luck(seed)
        author = rng.choice(self.table.members)
        self.do(self.table.signed(c.RaiseTopic(form="wish"), author))
        self.do(self.table.signed(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author))
        if rng.random() < 0.2:
            self.go_on(rng, rng.randrange(15), {})
            return
        if self.table.circle.meeting is None:
            here = rng.sample(self.table.members, rng.randint(2, len(self.table.members)))
            self.do(self.table.signed(c.BeginMeeting(here=tuple(here)), author))
        newest = list(self.oracle.items)[-1]
        for _ in range(MOST_STEPS):
            if self.oracle.items[newest].consent:
                break
            self.go_on(rng, 1, {}, newest)
            if rng.random() < 0.1:
                self.add_later(seed)
        else:
            demand(False, "R18", "a willing circle never came to the consent round")
        self.go_on(rng, rng.choice((0, 0, 2, 9)), {}, newest)

    @rule(seed=SEED, times=st.integers(1, 20))
    def follow_the_kiosk(self, seed: int, times: int) -> None:
        """The circle does what is offered next; each says what they want to say."""
        rng = self.luck(seed)
        people = rng.sample(self.table.members, rng.randint(0, 2))
        self.go_on(rng, times, {p: rng.choice(SAYS[:4]) for p in people})

    @rule(seed=SEED, times=st.integers(1, 6))
    def answer(self, seed: int, times: int) -> None:
        """People answer as they like; to see a problem is never refused to who was asked and heard."""
        rng = self.luck(seed)
        for _ in range(times):
            item, seen = self.asking(rng)
            if item is None or seen is None or seen is not item.consent:
                return
            person = rng.choice(self.table.members)
            if not item.asked(person) and rng.random() < 0.7:
                self.do(self.table.signed(c.Pass(round=seen.id), person))
            said = rng.choice(SAYS[5:] if seen.sees_problem(person) else SAYS)
            heard = item.newest if rng.random() < 0.9 else rng.choice(["", *item.versions])
            command = c.GiveAnswer(round=seen.id, answer=said, heard=heard, facts_heard=seen.facts)
            stored = self.do(self.table.signed(command, person))
            if said.word == "problem" and item.asked(person) and heard == item.newest:
                demand(stored, "R7", f"{person} was not let object")

    @rule(seed=SEED)
    def last_check(self, seed: int) -> None:
        """Somebody asks for the close, facilitator or not: it comes exactly when the rules say so."""
        rng = self.luck(seed)
        item, seen = self.asking(rng)
        if item is None or seen is None:
            return
        ready = item.can_decide()
        person = rng.choice([*self.table.members, self.oracle.facilitator])
        closed = self.do(self.table.signed(c.ConfirmNobodyChanges(round=seen.id), person))
        demand(closed == ready, "R11", f"the close was {closed}, and by the history it is {ready}")

    @rule(seed=SEED)
    def add_later(self, seed: int) -> None:
        """A question or a reaction in whatever round is open, or somebody is not here."""
        rng = self.luck(seed)
        _, seen = self.asking(rng)
        if seen:
            made: list[c.Command] = [
                c.AskQuestion(round=seen.id, words="Who pays?"),
                c.React(round=seen.id, words="Good."),
            ]
            if seen.kind != "consent" or rng.random() < 0.1:
                made.append(c.MarkNotHere(round=seen.id, person=rng.choice(seen.roster)))
            self.do(self.table.signed(rng.choice(made), rng.choice(self.table.members)))

    @rule(seed=SEED, times=st.integers(1, 4))
    def somebody_else_does_it(self, seed: int, times: int) -> None:
        """What is offered next is done by whoever comes first."""
        rng = self.luck(seed)
        for _ in range(times):
            for item in [i for i in self.oracle.items.values() if not i.decided]:
                proposal = self.table.circle.proposals[item.id]
                if not proposal.dropped:
                    next_ = willing(self.table, self.oracle, proposal, {}, rng.randrange(99))
                    self.do(self.table.signed(next_, rng.choice(self.table.members)))

    @rule(seed=SEED, times=st.integers(1, 9))
    def object_together(self, seed: int, times: int) -> None:
        """One or two see a problem, the others consent, and the circle goes some way with it."""
        rng = self.luck(seed)
        item, seen = self.asking(rng)
        if item and seen and seen is item.consent:
            people = rng.sample(self.table.members, rng.randint(1, 2))
            self.go_on(rng, len(seen.roster) + times, {p: SAYS[2] for p in people}, item.id)
            for id in sorted(item.standing()):
                made = (
                    c.TakeObjection(objection=id),
                    c.ExplainObjection(objection=id, form="words", words="It gets late."),
                    c.TieObjection(objection=id, words="It is about rest."),
                    c.OfferIdea(objection=id, words="Until eight."),
                )
                for command in rng.sample(made, 3):
                    self.do(self.table.signed(command, rng.choice((*people, *self.table.members))))

    @rule(seed=SEED)
    def knock_again(self, seed: int) -> None:
        """Somebody tries to go on with what is decided."""
        rng = self.luck(seed)
        for item in [i for i in self.oracle.items.values() if i.decided]:
            at, version = item.id, item.newest
            made = (
                c.MakeReady(proposal=at, version_id=version),
                c.Present(proposal=at, version_id=version, how="aloud"),
                c.WriteVersion(proposal=at, wording=rng.choice(WAYS_TO_SAY_IT), after=version),
                c.ConfirmNobodyChanges(round=item.rounds[-1].id),
            )
            by = rng.choice([*self.table.members, self.oracle.facilitator])
            self.do(self.table.signed(rng.choice(made), by))

    @rule(seed=SEED)
    def amend(self, seed: int) -> None:
        """Somebody writes other words."""
        rng = self.luck(seed)
        undecided = [i for i in self.oracle.items.values() if not i.decided]
        item = rng.choice(undecided or list(self.oracle.items.values()))
        self.do(
            self.table.signed(
                c.WriteVersion(
                    proposal=item.id,
                    wording=rng.choice(WAYS_TO_SAY_IT),
                    after=item.newest,
                    way="amend",
                ),
                rng.choice(self.table.members),
            )
        )

    @rule(seed=SEED)
    def come_and_go(self, seed: int) -> None:
        """People come, leave, pause and end the sitting."""
        rng = self.luck(seed)
        here = tuple(rng.sample(self.table.members, rng.randint(1, len(self.table.members))))
        meeting = self.table.circle.meeting
        made: list[c.Command] = [c.ChangeHere(here=here), c.PauseMeeting(), c.EndMeeting()]
        if meeting is None or meeting.paused_by:
            made = [c.BeginMeeting(here=here), c.ResumeMeeting(here=here), c.ChangeHere(here=here)]
        self.do(self.table.signed(rng.choice(made), rng.choice(self.table.members)))

    @rule(seed=SEED)
    def not_right(self, seed: int) -> None:
        """Somebody says that what was stored in their name is not right."""
        rng = self.luck(seed)
        acts = [(p, act, event) for p, kept in self.oracle.acts.items() for act, event in kept.items()]
        answers = [a for a in acts if isinstance(a[2], e.AnswerGiven)]
        if acts:
            person, act, _ = rng.choice(answers if answers and rng.random() < 0.6 else acts)
            self.do(self.table.signed(c.SayNotRight(act=act), person))

    @rule(seed=SEED, times=st.integers(1, 8))
    def anything(self, seed: int, times: int) -> None:
        """Anybody asks for anything."""
        rng = self.luck(seed)
        for _ in range(times):
            self.do(hostile(self.table, rng))

    # --- doing and watching --------------------------------------------------------------------------------

    def luck(self, seed: int) -> random.Random:
        """Chance that differs from step to step even when the seed is the same."""
        return random.Random(seed * 1000 + len(self.table.history))

    def do(self, command: c.Command) -> bool:
        """Do it, watched. Whether it was stored."""
        note(f"{command}")
        self.sound = False
        before, many = self.table.org, len(self.table.history)
        done = self.table.do(command)
        demand(
            rules.decide(before, command) == rules.decide(before, command),
            "R3",
            "the same act had two outcomes",
        )
        if isinstance(done, Refused):
            demand(self.table.org is before and len(self.table.history) == many, "R14", "a refusal stored")
        else:
            demand(bool(done), "R3", "an act stored nothing")
            self.oracle.watch(done)
            if isinstance(command, c.GiveAnswer):
                self.heard(command)
        self.sound = True
        return not isinstance(done, Refused)

    def heard(self, command: c.GiveAnswer) -> None:
        item = next(i for i in self.oracle.items.values() if any(r.id == command.round for r in i.rounds))
        demand(command.heard == item.newest, "R8", "an answer by one who did not hear these words")

    def go_on(self, rng: random.Random, times: int, wants: Wants, proposal: str = "") -> None:
        undecided = [i.id for i in self.oracle.items.values() if not i.decided]
        proposal = proposal or rng.choice(undecided or list(self.oracle.items))
        self.sound = False
        for _ in range(times):
            many = len(self.table.history)
            if not carry_on(self.table, self.oracle, proposal, wants, rng.randrange(99)):
                break
            note(f"followed: {[type(r.event).__name__ for r in self.table.history[many:]]}")
        self.sound = True

    def asking(self, rng: random.Random) -> tuple[Item | None, Seen | None]:
        """A proposal with an open round, and that round; a consent round if there is one."""
        items = [i for i in self.oracle.items.values() if i.rounds and i.rounds[-1].open]
        items = [i for i in items if i.consent] or items
        item = rng.choice(items) if items else None
        return item, item.rounds[-1] if item else None

    # --- what must always be so ----------------------------------------------------------------------------

    @invariant()
    def the_state_is_what_the_history_says(self) -> None:
        if not self.sound or not self.table.history:
            return
        circle = self.table.circle
        demand(process.guided_moves(self.table.org, circle) == (), "R3", "something would move by itself")
        for id, proposal in circle.proposals.items():
            item = self.oracle.items[id]
            decision = proposal.decision
            demand((decision.round if decision else "") == item.decided, "R11", "another decision")
            demand(set(decision.doubted_by if decision else ()) == item.doubted, "R22", "a doubt was lost")
            if not decision:
                demand({o.id for o in proposal.standing} == item.standing(), "R4", "other objections stand")
            if proposal.consent_round and item.consent:
                waiting = {p for p in item.consent.roster if not item.consent.counting(p)}
                demand(
                    set(consent.still_to_hear(proposal.consent_round)) == waiting,
                    "R1",
                    "others are waited for",
                )
        for person in circle.members:
            acts = {a.id for a in circle.acts.get(person, ())}
            demand(acts == set(self.oracle.acts.get(person, {})), "R14", "other acts are read back")

    def teardown(self) -> None:
        """From wherever it got to, a willing circle comes to an end; and the record tells it all again."""
        if not self.sound or not self.table.history:
            return
        for id in self.table.circle.proposals:
            for _ in range(MOST_STEPS):
                if not carry_on(self.table, self.oracle, id):
                    break
            else:
                demand(False, "R18", "a willing circle never came to an end")
            dropped = self.table.circle.proposals[id].dropped
            demand(bool(self.oracle.items[id].decided) != dropped, "R18", "it ended undecided")
        self.the_state_is_what_the_history_says()
        demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
