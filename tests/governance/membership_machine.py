"""Circles whose people join, visit, leave, die, are removed and set aside, in the middle of deciding."""

import dataclasses
import random
import typing

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Matter, Wording
from tests.governance.membership_oracle import Household, split
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table
from tests.governance.willing import Wants, willing

SEED = st.integers(0, 2**24)
WHY = Wording(why="It is better so.", review_day="2026-12-01", if_missed="stops")
DAY = "2026-12-01"
PROBLEM = Answer("problem")


class Houses(RuleBasedStateMachine):
    """One circle; after every step the oracle has watched, and nobody who is gone is called."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.oracle = Household()
        self.sound = True

    @initialize(seed=SEED)
    def gather(self, seed: int) -> None:
        rng = self.luck(seed)
        people = [(n, rng.choice(("supported", "worker", "advocate"))) for n in ("Ada", "Bo", "Cy", "Di")]
        self.table.found(people, rng.randrange(4))
        circle = self.table.circle.id
        told: list[e.Event] = [
            e.RoleFilled(circle, "steward", person, DAY, False)
            for person in rng.sample(self.table.members, rng.choice((0, 2, 2, 3)))
        ]
        if rng.random() < 0.6:
            told.append(e.TeamOwnerNamed(circle, self.table.members[0]))
        self.table.keep(tuple(told), "", "")
        for entry in split(self.table.history):
            self.oracle.watch(entry)
        self.do(c.BeginMeeting(here=self.table.members), self.table.members[0])
        self.bring(seed)

    # --- what people do ------------------------------------------------------------------------------------

    @precondition(lambda self: sum(not i.decided for i in self.oracle.items.values()) < 3)
    @rule(seed=SEED)
    def bring(self, seed: int) -> None:
        """Somebody brings an idea, and the circle goes on with it, mostly up to consent."""
        rng = self.luck(seed)
        author = rng.choice(self.table.members)
        self.do(c.RaiseTopic(form="wish"), author)
        self.do(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author)
        self.up_to_consent(list(self.table.circle.proposals)[-1], rng)

    @rule(seed=SEED, times=st.integers(1, 12))
    def follow_the_kiosk(self, seed: int, times: int) -> None:
        """The circle does what is offered next; one or none sees a problem."""
        rng = self.luck(seed)
        if open_ := self.open_items():
            wants = {rng.choice(self.table.members): PROBLEM} if rng.random() < 0.4 else {}
            self.go_on(rng.choice(open_), times, rng, wants)

    @rule(seed=SEED)
    def answer(self, seed: int) -> None:
        """Anybody answers; to see a problem is never refused to who is a member and heard (R7)."""
        rng = self.luck(seed)
        asking = [i for i in self.oracle.items.values() if i.consent and i.id not in self.oracle.over]
        if not asking:
            return
        item = rng.choice(asking)
        seen = item.consent
        assert seen
        person = rng.choice([*self.oracle.members, *self.oracle.gone, *self.oracle.guests])
        if not item.asked(person):
            self.do(c.Pass(round=seen.id), person)
        given = rng.choice((PROBLEM, PROBLEM, Answer("ok"), Answer("withdrawn", "fixed")))
        if item.consent is not seen:
            return
        command = c.GiveAnswer(round=seen.id, answer=given, heard=item.newest, facts_heard=seen.facts)
        stored = self.do(command, person)
        if given.word == "problem" and person in self.oracle.expected(item) and item.asked(person):
            demand(stored, "R7", "a member was not let object")

    @rule(seed=SEED)
    def somebody_comes(self, seed: int) -> None:
        """Somebody is asked to join or to visit; mostly they agree, and the circle is asked."""
        rng = self.luck(seed)
        by = rng.choice(self.table.members)
        name = f"P{len(self.table.history)}"
        guest = rng.random() < 0.3
        kind = rng.choice(("supported", "worker"))
        if not self.do(c.InvitePerson(name=name, kind=kind, guest=guest), by):
            return
        person = list(self.table.org.people)[-1]
        if guest:
            everyone = (*self.table.members, *self.table.circle.guests)
            comes = c.ChangeHere if self.table.circle.meeting else c.BeginMeeting
            self.do(comes(here=everyone), by)
            self.bring(seed)
            return
        if rng.random() < 0.8:
            self.do(c.AnswerInvitation(wants=True), person)
        if self.do(c.OpenMatter(matter=Matter("admit", "", (person,))), by):
            self.matter(rng)

    @rule(seed=SEED)
    def somebody_leaves(self, seed: int) -> None:
        """A member leaves; their problems stay."""
        rng = self.luck(seed)
        if len(self.table.members) > 2:
            stays = tuple(self.oracle.items) if rng.random() < 0.8 else ()
            self.do(c.LeaveCircle(stays=stays), rng.choice(self.table.members))

    @rule(seed=SEED)
    def somebody_says(self, seed: int) -> None:
        """One or two people say that somebody died, is alive, is set aside or back; or take it back."""
        rng = self.luck(seed)
        known = [*self.table.members, *self.oracle.gone]
        person, what = (
            rng.choice(known),
            rng.choice(("died", "died", "alive", "aside", "aside", "aside_over")),
        )
        if what in ("died", "aside") and len(self.table.members) < 4:
            return
        for _ in range(rng.choice((1, 2, 2))):
            by = rng.choice(sorted(self.oracle.stewards) or self.table.members)
            self.do(c.SayOfMember(person=person, what=what, review_day=DAY), by)
            if rng.random() < 0.2:
                self.do(c.TakeBackWord(person=person, what=what), by)

    @rule(seed=SEED)
    def somebody_should_go(self, seed: int) -> None:
        """The circle is asked about removing somebody; some try to hurry."""
        rng = self.luck(seed)
        by, person = rng.choice(self.table.members), rng.choice(self.table.members)
        if len(self.table.members) > 2 and self.do(c.OpenMatter(matter=Matter("remove", "", (person,))), by):
            self.matter(rng)

    @rule(seed=SEED, times=st.integers(1, 6))
    def anything(self, seed: int, times: int) -> None:
        """Anybody asks for anything that is about belonging."""
        rng = self.luck(seed)
        for _ in range(times):
            kind = rng.choice([k for k in c.Command.__subclasses__() if k.__module__.endswith(".membership")])
            hints = typing.get_type_hints(kind)
            fits: dict[str, typing.Any] = {
                f.name: self.fit(rng, f.name, hints[f.name]) for f in dataclasses.fields(kind)
            }
            self.do(kind(**fits), fits["by"])

    def fit(self, rng: random.Random, name: str, hint: object) -> object:
        if hint is bool:
            return rng.random() < 0.5
        if hint is not str:
            return tuple(self.oracle.items)
        pools = {
            "what": ("died", "alive", "aside", "aside_over", "gone"),
            "review_day": (DAY, ""),
            "why": ("fixed", "tired"),
            "proposal": (*self.oracle.items, ""),
            "objection": (*(id for i in self.oracle.items.values() for id in i.standing()), "x/y"),
            "name": ("New", "Ada"),
            "kind": ("worker",),
        }
        return rng.choice(pools.get(name) or (*self.table.org.people, "nobody"))

    # --- doing and watching --------------------------------------------------------------------------------

    def luck(self, seed: int) -> random.Random:
        return random.Random(seed * 1000 + len(self.table.history))

    def do(self, command: c.Command, by: str) -> bool:
        """Do it, watched. Whether it was stored."""
        note(f"{by}: {command}")
        self.sound = False
        done = self.table.do(self.table.signed(command, by))
        if not isinstance(done, Refused):
            for entry in split(done):
                self.oracle.watch(entry)
        self.oracle.settled()
        self.nobody_gone_is_called()
        self.sound = True
        return not isinstance(done, Refused)

    def nobody_gone_is_called(self) -> None:
        """Whom the kiosk asks or waits for belongs to the circle (R21)."""
        circle = self.table.circle
        belong = {*self.oracle.members, *self.oracle.guests}
        demand(set(circle.members) == set(self.oracle.members), "R21", "others are members")
        for id in circle.live:
            step = p.next_step(circle, circle.proposals[id])
            named = [getattr(step, "person", ""), *getattr(step, "people", ())]
            if isinstance(step, p.Understand):
                named.append(step.objection.person)
            demand({n for n in named if n} <= belong, "R21", f"{type(step).__name__} calls who is gone")

    def open_items(self) -> list[str]:
        return [i.id for i in self.oracle.items.values() if not i.decided and i.id not in self.oracle.over]

    def matter(self, rng: random.Random) -> None:
        """A matter gets its words and, mostly, goes up to consent or to the end."""
        id = list(self.table.circle.proposals)[-1]
        self.up_to_consent(id, rng)
        if rng.random() < 0.6:
            self.go_on(id, 12, rng, {})

    def up_to_consent(self, id: str, rng: random.Random) -> None:
        for _ in range(40):
            if self.oracle.items[id].consent or not self.go_on(id, 1, rng, {}):
                return

    def go_on(self, id: str, times: int, rng: random.Random, wants: Wants) -> bool:
        """Do what is offered next, some times. Whether something came of it."""
        for _ in range(times):
            proposal = self.table.circle.proposals[id]
            if proposal.decision or proposal.dropped:
                return False
            if not self.table.circle.members_here:
                everyone = self.table.members
                begin = c.ChangeHere if self.table.circle.meeting else c.BeginMeeting
                self.do(begin(here=everyone), everyone[0])
            if not self.do(*self.next_act(proposal, rng, wants)):
                return False
        return True

    def next_act(self, proposal: Proposal, rng: random.Random, wants: Wants) -> tuple[c.Command, str]:
        step = p.next_step(self.table.circle, proposal)
        if isinstance(step, p.FillIn):
            words = FRIDAYS if proposal.matter.kind == "idea" else WHY
            current = proposal.current.id if proposal.current else ""
            write = c.WriteVersion(proposal=proposal.id, wording=words, after=current)
            return write, rng.choice(self.table.members)
        if isinstance(step, p.HeldBack):
            # Somebody tries all the same.
            ready = c.MakeReady(proposal=proposal.id, version_id=self.oracle.items[proposal.id].newest)
            check = c.ConfirmNobodyChanges(round=proposal.rounds[-1].id)
            made = check if proposal.consent_round else ready
            return made, self.table.circle.facilitator or self.table.members[0]
        command = willing(self.table, self.oracle, proposal, wants, rng.randrange(99))
        by = command.by if command.by in self.oracle.members or self.guest(command) else self.table.members[0]
        return command, by

    def guest(self, command: c.Command) -> bool:
        return command.by in self.oracle.guests

    def teardown(self) -> None:
        """The record tells it all again."""
        if self.sound and self.table.history:
            demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
