"""A circle whose decision is noted, counted, doubted, looked at again, kept, changed and ended, watched."""

import random
from dataclasses import replace

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.governance import commands as c
from kiosk.governance import consent, lives, process
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Wording
from tests.governance.reviews_oracle import WAYS, ReviewOracle
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table

SEED = st.integers(0, 2**24)
DAYS = ("2026-11-30", "2026-12-01", "2027-06-01", "2099-01-01", "soon", "")
WATCHED = replace(FRIDAYS, watch="Ada comes home tired.", counted_by="Bo", stop_at="2")
WORDINGS = (
    FRIDAYS,
    WATCHED,
    replace(WATCHED, stop_at="1"),
    replace(WATCHED, if_missed="goes_on", risk="Ada would lose her friends."),
)
MOST_STEPS = 300
AHEAD = "2099-01-01"


class Reviews(RuleBasedStateMachine):
    """One circle of three or four with a decision in force; the oracle and the state must agree."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self.oracle = ReviewOracle()
        self.sound = True

    @initialize(seed=SEED)
    def decide(self, seed: int) -> None:
        rng = self.luck(seed)
        people = [("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker"), ("Di", "worker")]
        self.table.found(people[: rng.randint(3, 4)], rng.randrange(3))
        self.oracle.watch(self.table.history)
        self.words = rng.choice(WORDINGS)
        author = rng.choice(self.table.members)
        self.do(self.table.signed(c.RaiseTopic(form="wish"), author))
        self.do(self.table.signed(c.BeginDraft(topic=list(self.table.circle.topics)[-1]), author))
        self.follow(rng, list(self.table.circle.proposals)[-1], MOST_STEPS, patient=True)

    # --- what people do ------------------------------------------------------------------------------------

    @rule(seed=SEED)
    def open_a_review(self, seed: int) -> None:
        """Somebody wants it looked at again, whether it is due or not."""
        rng = self.luck(seed)
        living, person = self.some(rng), rng.choice(self.table.members)
        why = rng.choice(("due", "changed_mind", "changed_mind", "stopped", "doubted", "bored"))
        today = rng.choice(DAYS)
        right = self.by_right(living.id, person, why, today)
        command = c.OpenReview(proposal=living.id, why=why, today=today)
        stored = self.do(self.table.signed(command, person))
        demand(stored == right, "R22", f"a review because of {why} was {stored}; by right it is {right}")

    def by_right(self, id: str, person: str, why: str, today: str) -> bool:
        living = self.oracle.living[id]
        if living.gone or self.oracle.going_on(living):
            return False
        due = today not in ("soon", "") and today >= living.day
        rights = {"due": due, "changed_mind": person not in living.asked, "stopped": living.stopped}
        return rights.get(why, False)

    @rule(seed=SEED)
    def it_happened(self, seed: int) -> None:
        """Somebody presses "it happened", perhaps twice; one press counts once."""
        rng = self.luck(seed)
        living = self.some(rng)
        counted = rng.choice((len(living.counted),) * 4 + (0, 7))
        command = c.SayItHappened(proposal=living.id, counted=counted)
        press = self.table.signed(command, rng.choice(self.table.members))
        open_ = living.limit and not living.gone and not living.stopped
        stored = self.do(press)
        demand(stored == bool(open_ and counted == self.before), "R3", f"the counting was {stored}")
        demand(not (self.do(press) and stored), "R16", "one press was counted twice")

    @rule(seed=SEED)
    def leave_a_note(self, seed: int) -> None:
        rng = self.luck(seed)
        command = c.LeaveNote(proposal=self.some(rng).id, words=rng.choice(("It is fun.", " ")))
        self.do(self.table.signed(command, rng.choice(self.table.members)))

    @rule(seed=SEED)
    def ask_early(self, seed: int) -> None:
        rng = self.luck(seed)
        command = c.AskEarlyReview(proposal=self.some(rng).id, words="It got louder.")
        self.do(self.table.signed(command, rng.choice(self.table.members)))

    @rule(seed=SEED)
    def not_right(self, seed: int) -> None:
        """Somebody says that what was kept in their name is not right."""
        rng = self.luck(seed)
        circle = self.table.circle
        kinds = e.AnswerGiven | e.WorryHappened | e.NoteLeft | e.Evaluated
        acts = [(q, a.id) for q, kept in circle.acts.items() for a in kept if isinstance(a.event, kinds)]
        if acts:
            person, act = rng.choice(acts)
            self.do(self.table.signed(c.SayNotRight(act=act), person))

    @rule(seed=SEED, times=st.integers(1, 30))
    def go_on(self, seed: int, times: int) -> None:
        """The circle does what the kiosk offers next, each as they like."""
        rng = self.luck(seed)
        for id in [q.id for q in self.table.circle.proposals.values() if not q.decision][:2]:
            self.follow(rng, id, times)

    @rule(seed=SEED)
    def look_at_it_to_the_end(self, seed: int) -> None:
        rng = self.luck(seed)
        for id in [q.id for q in self.table.circle.proposals.values() if not q.decision][:1]:
            self.follow(rng, id, MOST_STEPS, patient=True)

    @rule(seed=SEED)
    def somebody_wants_to_close(self, seed: int) -> None:
        """Whoever asks for the close of a round, it comes only when the rules say so."""
        rng = self.luck(seed)
        for proposal in self.table.circle.proposals.values():
            if round_ := proposal.consent_round:
                command = c.ConfirmNobodyChanges(round=round_.id)
                self.do(self.table.signed(command, rng.choice(self.table.members)))

    @rule(seed=SEED)
    def say_what_becomes_of_it(self, seed: int) -> None:
        """Somebody wants to keep, change or end it before anybody else has."""
        rng = self.luck(seed)
        early = [q for q in self.table.circle.proposals.values() if not q.decision and not q.versions]
        for proposal in early:
            version, way = proposal.current.id if proposal.current else "", rng.choice(WAYS)
            wording = self.wording(rng, way)
            command = c.WriteVersion(proposal=proposal.id, wording=wording, after=version, choice=way)
            self.do(self.table.signed(command, rng.choice(self.table.members)))

    @rule(seed=SEED)
    def come_and_go(self, seed: int) -> None:
        rng = self.luck(seed)
        here = tuple(rng.sample(self.table.members, rng.randint(1, len(self.table.members))))
        meets = self.table.circle.meeting
        made: c.Command = c.ChangeHere(here=here) if meets else c.BeginMeeting(here=here)
        self.do(self.table.signed(made, here[0]))

    @rule(seed=SEED)
    def anything(self, seed: int) -> None:
        """What nobody offers: other choices, steps out of order, putting a review away."""
        rng = self.luck(seed)
        proposal = rng.choice(list(self.table.circle.proposals.values()))
        at, version = proposal.id, proposal.current.id if proposal.current else ""
        round_ = proposal.rounds[-1].id if proposal.rounds else ""
        way = rng.choice((*WAYS, "", "pause"))
        made = (
            c.WriteVersion(proposal=at, wording=self.wording(rng, way), after=version, choice=way),
            c.BeginEvaluation(proposal=at),
            c.Evaluate(round=round_, part=rng.choice(("helped", "stop", "x")), form="pass"),
            c.ConfirmNobodyChanges(round=round_),
            c.MakeReady(proposal=at, version_id=version),
            c.Drop(proposal=at),
            c.Pass(round=round_),
        )
        self.do(self.table.signed(rng.choice(made), rng.choice(self.table.members)))

    # --- doing and watching --------------------------------------------------------------------------------

    def luck(self, seed: int) -> random.Random:
        return random.Random(seed * 1000 + len(self.table.history))

    def some(self, rng: random.Random):  # type: ignore[no-untyped-def]
        living = rng.choice(list(self.oracle.living.values()))
        self.before = len(living.counted)
        return living

    def wording(self, rng: random.Random, way: str) -> Wording:
        if way == "end":
            return Wording(why="Ada does not want it.")
        words = replace(self.words, review_day=rng.choice(("2027-03-01", "2027-03-01", "")))
        more = rng.choice(("", " Until nine.", " With a taxi."))
        return replace(words, what="" if way == "keep" else f"{words.what}{more}", why=f"It helps.{more}")

    def do(self, command: c.Command) -> bool:
        """Do it, watched. Whether it was stored."""
        note(f"{command}")
        self.sound = False
        done = self.table.do(command)
        if not isinstance(done, Refused):
            self.oracle.watch(done, command)
        self.sound = True
        return not isinstance(done, Refused)

    def follow(self, rng: random.Random, id: str, times: int, *, patient: bool = False) -> None:
        """Do what is offered next for this proposal; the patient come to an end."""
        for _ in range(times):
            circle = self.table.circle
            proposal = circle.proposals[id]
            if circle.meeting is None or not circle.here:
                self.do(self.table.signed(c.BeginMeeting(here=circle.members), circle.members[0]))
                continue
            step = p.next_step(circle, proposal)
            if isinstance(step, p.Done):
                return
            command = self.step(rng, proposal, step, patient)
            demand(self.do(command), "R18", f"{step} was offered, and {command} refused")
        demand(not patient, "R18", "a willing circle never came to an end")

    def step(self, rng: random.Random, proposal: Proposal, step: p.Step, patient: bool) -> c.Command:
        circle = self.table.circle
        anyone = rng.choice(circle.here)
        at, version = proposal.id, proposal.current.id if proposal.current else ""
        person, made = anyone, None
        match step:
            case p.FillIn() | p.Amend() | p.ChooseWay():
                made = self.words_for(rng, proposal, version, patient)
            case p.AskMeaning():
                person, made = step.person, c.ConfirmMeaning(proposal=at, version_id=version)
            case p.AskAbout():
                made = c.AnswerAbout(proposal=at, version_id=version, what="nobody")
            case p.PutOn():
                made = c.PutOnAgenda(proposal=at)
            case p.ReadAloud():
                made = c.Present(proposal=at, version_id=version, how="aloud")
            case p.LookBack():
                made = c.BeginEvaluation(proposal=at)
            case p.AskNext():
                person, made = step.person, self.asked(rng, proposal, step, patient)
            case p.Restate():
                person, made = step.person or anyone, c.MakeReady(proposal=at, version_id=version)
            case p.Wait():
                made = c.ChangeHere(here=circle.members)
            case p.ReadObjections():
                # Somebody would rather have it over.
                self.do(self.table.signed(c.ConfirmNobodyChanges(round=step.round.id), anyone))
                made = c.HearObjections(round=step.round.id)
            case p.PickObjection():
                made = c.TakeObjection(objection=step.objections[0].id)
            case p.Understand():
                person = step.objection.person
                made = c.ExplainObjection(objection=step.objection.id, form="not_now")
            case p.Tie():
                person = next(m for m in circle.members if m != step.objection.person)
                made = c.TieObjection(objection=step.objection.id, words="It touches the aim.")
            case p.Explore():
                person, made = step.person, c.OfferIdea(objection=step.objection.id)
            case p.LastCheck():
                made = c.ConfirmNobodyChanges(round=step.round.id)
        demand(made is not None, "R18", f"{step} was offered, and nobody knows what to do")
        assert made
        return self.table.signed(made, person)

    def words_for(self, rng: random.Random, proposal: Proposal, version: str, patient: bool) -> c.Command:
        at = proposal.id
        if proposal.matter.kind != "review":
            words = replace(self.words, why=f"Ada misses her friends {len(proposal.versions)} times.")
            return c.WriteVersion(proposal=at, wording=words, after=version)
        way = rng.choice(WAYS)
        words = replace(self.wording(rng, way), easy=f"Words number {len(proposal.versions)}.")
        if patient and way != "end":
            words = replace(words, review_day="2027-03-01")
        return c.WriteVersion(proposal=at, wording=words, after=version, choice=way)

    def asked(self, rng: random.Random, proposal: Proposal, step: p.AskNext, patient: bool) -> c.Command:
        round_ = step.round
        if round_.kind == "evaluation":
            said = [s.part for s in proposal.evaluation if s.person == step.person and s.form != "taken_back"]
            part = next(one for one in ("helped", "stop", "better") if one not in said)
            form = rng.choice(("words", "pass"))
            return c.Evaluate(round=round_.id, part=part, form=form, words="Good.")
        if round_.kind != "consent" or not consent.caught_up(proposal, step.person):
            return c.Pass(round=round_.id)
        mine = consent.own_problem(proposal, round_, step.person)
        answer = Answer("withdrawn", "fixed") if mine else Answer("ok")
        if not patient and not mine and rng.random() < 0.2:
            answer = Answer("problem", "help")
        heard = proposal.current.id if proposal.current else ""
        return c.GiveAnswer(round=round_.id, answer=answer, heard=heard, facts_heard=round_.facts)

    # --- what must always be so ----------------------------------------------------------------------------

    @invariant()
    def the_state_is_what_the_history_says(self) -> None:
        if not self.sound or not self.oracle.living:
            return
        circle = self.table.circle
        demand(process.guided_moves(self.table.org, circle) == (), "R3", "something would move by itself")
        for id, living in self.oracle.living.items():
            proposal = circle.proposals[id]
            for today in ("", AHEAD):
                is_now = lives.condition(circle, proposal, today)
                demand(
                    (is_now == "by_number") == (living.stopped and not living.gone), "R3", "it started again"
                )
                demand((is_now == "ended") == (living.gone == "ended"), "R9", f"it is {is_now}")
            demand(bool(proposal.life.replaced_by) == (living.gone not in ("", "ended")), "R9", "replaced")
            demand(len(proposal.life.happened) == len(living.counted), "R3", "another number was counted")
            if not living.gone:
                demand(lives.review_day(proposal) == living.day != "", "R9", "it has another day")
            doubt = {person for _, person in living.doubts}
            same = set(lives.doubters(circle, proposal)) == doubt
            demand(same or living.gone not in ("", "ended"), "R22", "other people doubt it")
            going_on = lives.open_review(circle, proposal)
            demand((going_on.id if going_on else "") == self.oracle.going_on(living), "R22", "another review")

    def teardown(self) -> None:
        """Whatever is being looked at comes to an end, and the record tells it all again."""
        if not self.sound or not self.oracle.living:
            return
        rng = random.Random(7)
        for _ in range(20):
            live = [q.id for q in self.table.circle.proposals.values() if not q.decision and not q.dropped]
            if not live:
                break
            self.follow(rng, live[0], MOST_STEPS, patient=True)
        self.the_state_is_what_the_history_says()
        demand(fold(self.table.history, EMPTY) == self.table.org, "R14", "the record tells another story")
