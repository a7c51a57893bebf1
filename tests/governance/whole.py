"""A whole organisation: circles, links, roles, reviews and messages, and people who come and go in all."""

import dataclasses
import random
import typing
from dataclasses import replace

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.governance import commands as c
from kiosk.governance import consent
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.decide import decide
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Circle, Proposal
from kiosk.governance.words import Answer, Given, Matter, Nomination, Wording
from tests.governance.commons import Commons
from tests.governance.nest import WORDS, Nest
from tests.governance.seen import Breach, demand

SEED = st.integers(0, 2**24)
DAY, LATER = "2026-12-01", "2027-06-01"
MOST_STEPS = 300
PROBLEM = Answer("problem", "help")
HOMES = (("Home", "Ada", "Bo", "Cy", "Di"), ("Garden", "Cy", "Ed", "Flo"), ("Board", "Dee", "Eve", "Bo"))
KINDS: tuple[str, ...] = ("idea",) * 6 + (
    "role",
    "role",
    "admit",
    "remove",
    "leader",
    "accept_delegate",
    "charter",
    "belong",
)
KINDS += ("new_circle", "helping_circle", "close_circle", "agree", "agree", "review", "review")
KINDS += ("let_go", "role_review", "team_owner", "taken_over")


class Whole(RuleBasedStateMachine):
    """Three circles to begin with; after every act the oracle has watched, and the state agrees with it."""

    def __init__(self) -> None:
        super().__init__()
        self.nest = Nest()
        self.oracle = Commons()
        self.seen = 0
        self.sound = True

    @initialize(seed=SEED)
    def gather(self, seed: int) -> None:
        rng = self.luck(seed)
        for name, *people in HOMES[: rng.randint(2, 3)]:
            self.nest.found(name, *people)
        for circle in self.circles():
            members = self.nest.org.circles[circle].members
            stewards = [e.RoleFilled(circle, "steward", q, LATER, False) for q in rng.sample(members, 2)]
            self.nest.tell(*stewards, e.RoleFilled(circle, "facilitator", rng.choice(members), LATER, True))
        home = self.circles()[0]
        if rng.random() < 0.6:
            self.nest.tell(e.TeamOwnerNamed(home, self.nest.org.circles[home].members[0]))
        self.look()
        if rng.random() < 0.6:
            self.to_the_end(home, self.matter(rng, home, "belong", about=self.circles()[-1]), rng)
            self.agrees(rng)
        self.a_season(seed, 12)

    # --- what people do -----------------------------------------------------------------------------------

    @rule(seed=SEED)
    def something_new(self, seed: int) -> None:
        """A matter of any kind is put to a circle, mostly up to consent or to the end."""
        rng = self.luck(seed)
        circle, kind, about = self.some_circle(rng), rng.choice(KINDS), ""
        if kind in ("leader", "accept_delegate") and (below := self.below(rng)):
            circle, about = below
        if kind == "taken_over" and (left := self.left_over(rng)):
            circle, about = left
        match kind:
            case "agree":
                self.agrees(rng)
                return
            case "admit":
                self.invites(rng, circle)
                return
            case "review":
                at = self.reviews(rng, circle)
            case _:
                at = self.matter(rng, circle, kind, about)
        if at:
            how_far = rng.choice((3, 12, MOST_STEPS, MOST_STEPS))
            self.follow(circle, at, rng, how_far, objecting=rng.random() < 0.3)
        if kind in ("belong", "charter", "close_circle") and rng.random() < 0.8:
            self.agrees(rng)
        self.first_members(rng)

    @rule(seed=SEED, times=st.integers(1, 25))
    def go_on(self, seed: int, times: int) -> None:
        """A circle does what the kiosk offers next; some see a problem."""
        rng = self.luck(seed)
        if found := self.some_live(rng):
            self.follow(*found, rng, times, objecting=rng.random() < 0.4)

    @rule(seed=SEED, times=st.integers(1, 5))
    def answer(self, seed: int, times: int) -> None:
        """Anybody answers in any consent round; to see a problem is never refused to who is asked (R7)."""
        rng = self.luck(seed)
        for _ in range(times):
            asking = [t for t in self.oracle.things.values() if t.consent and not t.over]
            asking = [t for t in asking if t.circle not in self.oracle.links.closed]
            if not asking:
                return
            thing = rng.choice(asking)
            one = thing.consent
            assert one
            person = rng.choice((*one.roster, rng.choice(list(self.nest.org.people))))
            if rng.random() < 0.6:
                self.act(thing.circle, person, c.Pass(round=one.id))
            if rng.random() < 0.1:
                later = (c.AskQuestion(round=one.id, words="Who pays?"), c.React(round=one.id, words="Good."))
                self.act(thing.circle, person, rng.choice(later))
            said = rng.choice((PROBLEM, Answer("ok"), Answer("come_back"), Answer("withdrawn", "fixed")))
            circle = self.nest.org.circles[thing.circle]
            heard = consent.caught_up(circle.proposals[thing.id], person)
            if thing.consent is not one:
                continue
            command = c.GiveAnswer(round=one.id, answer=said, heard=thing.newest, facts_heard=one.facts)
            stored = self.act(thing.circle, person, command)
            if said.word == "problem" and person in one.roster and heard:
                demand(stored, "R7", "somebody who is asked was not let object")

    @rule(seed=SEED)
    def people_come_and_go(self, seed: int) -> None:
        """Somebody leaves, dies, is set aside or comes back; sittings begin, change and end."""
        rng = self.luck(seed)
        circle = self.some_circle(rng)
        group = self.nest.org.circles[circle]
        person = rng.choice((*self.nest.org.people, *group.members * 3))
        by = rng.choice(group.members)
        here = tuple(rng.sample(group.members, rng.randint(1, len(group.members))))
        many = len(group.members) > 2
        what = rng.choice(("died", "aside", "aside_over", "alive") if many else ("aside_over", "alive"))
        live = tuple(group.live) if rng.random() < 0.8 else ()
        made: tuple[c.Command, ...] = (
            c.ChangeHere(here=here) if group.meeting else c.BeginMeeting(here=here),
            c.EndMeeting(),
            c.PauseMeeting(),
            *((c.LeaveCircle(stays=live),) if many else ()),
        )
        if rng.random() < 0.5:
            self.act(circle, by, rng.choice(made))
            return
        for one in rng.sample(group.members, min(2, len(group.members))):
            self.act(circle, one, c.SayOfMember(person=person, what=what, review_day=DAY))

    @rule(seed=SEED)
    def not_right(self, seed: int) -> None:
        """Somebody says that what was stored in their name is not right."""
        rng = self.luck(seed)
        group = self.nest.org.circles[self.some_circle(rng)]
        acts = [(person, act.id) for person, kept in group.acts.items() for act in kept]
        if acts:
            person, act = rng.choice(acts)
            self.act(group.id, person, c.SayNotRight(act=act))

    @rule(seed=SEED, times=st.integers(1, 6))
    def tell(self, seed: int, times: int) -> None:
        """Somebody wants another circle to know something; it is carried, heard and reported, or is not."""
        rng = self.luck(seed)
        for _ in range(times):
            circle, other = self.some_circle(rng), self.some_circle(rng)
            sent = [(g.id, one) for g in self.nest.org.circles.values() for one in g.post.sent.values()]
            sent = [(frm, one) for frm, one in sent if not one.closed]
            if not sent or rng.random() < 0.1:
                other = self.nest.org.circles[circle].charter.parent or other
                members = self.nest.org.circles[circle].members
                self.act(circle, rng.choice(members), c.NoteMessage(to=other, words="We need a ramp"))
                continue
            frm, one = rng.choice(sent)
            report = one.report.id if one.report else ""
            acts: tuple[tuple[str, c.Command], ...] = (
                (one.to, c.CarryMessage(frm=frm, message=one.id)),
                (one.to, c.HearMessage(message=one.id)),
                (one.to, c.TakeUpMessage(message=one.id)),
                (frm, c.ReportBack(message=one.id, decided="a", why="b", can_change="c", whom="d")),
                (frm, c.StandBeside(message=one.id)),
                (frm, c.TakeNews(message=one.id)),
                (frm, c.AnswerReport(message=one.id, report=report, answer="heard")),
                (frm, c.CloseMessage(message=one.id)),
            )
            at, command = rng.choice(acts)
            if at in self.nest.org.circles and self.nest.org.circles[at].members:
                links = sorted(self.oracle.links.links(frm, one.to)) if one.to in self.oracle.groups else []
                likely = rng.choice((one.person, *links, *links))
                anyone = rng.choice(self.nest.org.circles[at].members)
                self.act(at, rng.choice((likely, anyone)), command)

    @rule(seed=SEED, times=st.integers(1, 6))
    def anything(self, seed: int, times: int) -> None:
        """Anybody asks for anything, anywhere."""
        rng = self.luck(seed)
        for _ in range(times):
            kind = rng.choice(sorted(kinds_of(c.Command), key=lambda one: one.__name__))
            hints = typing.get_type_hints(kind)
            fits: dict[str, typing.Any] = {
                one.name: self.fit(rng, one.name, hints[one.name]) for one in dataclasses.fields(kind)
            }
            self.act(self.some_circle(rng), fits["by"], kind(**fits))

    @rule(seed=SEED, times=st.integers(5, 15))
    def a_season(self, seed: int, times: int) -> None:
        """Many things happen one after the other."""
        rng = self.luck(seed)
        for _ in range(times):
            roll, again = rng.random(), rng.randrange(2**20)
            if roll < 0.4:
                self.something_new(again)
            elif roll < 0.6:
                self.go_on(again, rng.randint(1, 25))
            elif roll < 0.7:
                self.answer(again, 4)
            elif roll < 0.8:
                self.people_come_and_go(again)
            elif roll < 0.85:
                self.not_right(again)
            elif roll < 0.95:
                self.tell(again, 12)
            else:
                self.anything(again, 6)

    # --- matters ------------------------------------------------------------------------------------------

    def matter(self, rng: random.Random, circle: str, kind: str, about: str = "") -> str:
        """Put a matter of this kind to the circle; its id, or empty when it may not be."""
        group = self.nest.org.circles[circle]
        author = rng.choice(group.members)
        people: tuple[str, ...] = ()
        match kind:
            case "idea":
                if not self.act(circle, author, c.RaiseTopic(form="wish")):
                    return ""
                topics = list(self.nest.org.circles[circle].topics)
                return self.newest(circle, self.act(circle, author, c.BeginDraft(topic=topics[-1])))
            case "role":
                about = about or rng.choice(("secretary", "facilitator", "delegate", "steward"))
            case "let_go":
                asked = [q.id for q in group.proposals.values() if q.rounds and not q.decision]
                about = rng.choice(asked) if asked else ""
            case "team_owner":
                people = (author,)
            case "role_review":
                about = rng.choice(tuple(group.roles) or ("",))
                author = group.holder(about) or author
                others = [m for m in group.members if m != author]
                people = (author, *rng.sample(others, min(2, len(others))))
            case "remove" | "accept_delegate":
                chosen = self.nest.org.circles[about].holder("delegate") if about else ""
                people = (chosen or rng.choice(group.members),)
            case "new_circle" | "helping_circle":
                if len(self.circles()) > 4:
                    return ""
                people = tuple(rng.sample(list(self.nest.org.people), 2))
            case _:
                about = about or rng.choice((circle, *self.circles()))
        made = self.act(circle, author, c.OpenMatter(matter=Matter(kind, about, people)))
        return self.newest(circle, made)

    def left_over(self, rng: random.Random) -> tuple[str, str] | None:
        """A circle, and what a circle that belonged to it and has ended had decided."""
        ended = [g for g in self.nest.org.circles.values() if g.charter.closed]
        ended = [g for g in ended if g.charter.parent and self.nest.org.circles[g.charter.parent].members]
        made = [
            (g.charter.parent, f"{g.id}/{q.id}") for g in ended for q in g.proposals.values() if q.decision
        ]
        return rng.choice(made) if made else None

    def below(self, rng: random.Random) -> tuple[str, str] | None:
        """A circle and one that belongs to it; it has mostly chosen who takes its views there."""
        pairs = [(g.charter.parent, g.id) for g in self.nest.org.circles.values() if g.charter.parent]
        pairs = [pair for pair in pairs if self.nest.org.circles[pair[0]].members]
        if not pairs:
            return None
        parent, child = rng.choice(pairs)
        group = self.nest.org.circles[child]
        if group.members and not group.holder("delegate") and not group.charter.closed:
            self.to_the_end(child, self.matter(rng, child, "role", "delegate"), rng)
        return parent, child

    def newest(self, circle: str, made: bool) -> str:
        return list(self.nest.org.circles[circle].proposals)[-1] if made else ""

    def agrees(self, rng: random.Random) -> None:
        """The other circle is asked about what needs both."""
        if asks := list(self.nest.org.asks.values()):
            other = self.nest.org.circles[asks[-1].other]
            if other.members and not other.charter.closed:
                about = Matter("agree", asks[-1].decision)
                made = self.act(other.id, other.members[0], c.OpenMatter(matter=about))
                self.to_the_end(other.id, self.newest(other.id, made), rng)

    def invites(self, rng: random.Random, circle: str) -> None:
        by = rng.choice(self.nest.org.circles[circle].members)
        name, guest = f"P{len(self.nest.history)}", rng.random() < 0.2
        if not self.act(circle, by, c.InvitePerson(name=name, kind="supported", guest=guest)) or guest:
            return
        person = list(self.nest.org.people)[-1]
        if rng.random() < 0.8:
            self.act(circle, person, c.AnswerInvitation(wants=True))
        made = self.act(circle, by, c.OpenMatter(matter=Matter("admit", "", (person,))))
        self.follow(circle, self.newest(circle, made), rng, rng.choice((5, MOST_STEPS)), objecting=False)

    def reviews(self, rng: random.Random, circle: str) -> str:
        """Somebody wants a decision looked at again."""
        group = self.nest.org.circles[circle]
        decided = [q.id for q in group.proposals.values() if q.decision]
        if not decided:
            return ""
        why = rng.choice(("due", "changed_mind"))
        command = c.OpenReview(proposal=rng.choice(decided), why=why, today="2099-01-01")
        return self.newest(circle, self.act(circle, rng.choice(group.members), command))

    def first_members(self, rng: random.Random) -> None:
        """Who was named for a new circle says whether they want to be in it."""
        for new in self.circles():
            for asked in self.nest.org.circles[new].charter.first:
                for own in self.nest.org.circles_of(asked)[:1]:
                    self.act(own.id, asked, c.AnswerFirst(new=new, agree=rng.random() < 0.9))

    # --- doing what is offered ----------------------------------------------------------------------------

    def to_the_end(self, circle: str, at: str, rng: random.Random) -> None:
        self.follow(circle, at, rng, MOST_STEPS, objecting=False)

    def follow(self, circle: str, at: str, rng: random.Random, times: int, *, objecting: bool) -> bool:
        """Do what is offered for a proposal. Whether it came to its end, or is rightly held back."""
        for step_number in range(times if at else 0):
            group = self.nest.org.circles[circle]
            if group.charter.closed or not group.members:
                return True
            if not self.everyone_meets(group):
                continue
            group = self.nest.org.circles[circle]
            now = group.proposals[at]
            step = p.next_step(group, now)
            if isinstance(step, p.Done | p.HeldBack | p.CharterFirst):
                return True
            objects = objecting and rng.random() < 0.15 and step_number < 150
            person, command = self.offered(rng, group, now, step, objects=objects)
            if command is None:
                return True
            before = self.nest.org
            stored = self.act(circle, person, command)
            demand(stored and self.nest.org is not before, "R18", f"{step} was offered, {command} refused")
        return False

    def everyone_meets(self, group: Circle) -> bool:
        """Whether all are here in a sitting of no form; otherwise something is done towards it."""
        first = group.members[0]
        if group.meeting and group.course.now and group.course.now.form:
            self.act(group.id, first, c.EndMeeting())
        elif group.meeting and group.meeting.paused_by:
            self.act(group.id, first, c.ResumeMeeting(here=group.members))
        elif group.meeting is None:
            self.act(group.id, first, c.BeginMeeting(here=group.members))
        elif set(group.here) != {*group.members}:
            self.act(group.id, first, c.ChangeHere(here=group.members))
        elif up := [card for card in group.cards if card.meeting == group.meeting.id]:
            self.act(group.id, up[0].person or first, c.PutCardAway(card=up[0].id))
        else:
            return True
        return False

    def offered(
        self, rng: random.Random, group: Circle, now: Proposal, step: p.Step, *, objects: bool
    ) -> tuple[str, c.Command | None]:
        at, version = now.id, now.current.id if now.current else ""
        anyone, helper = rng.choice(group.members), group.facilitator or group.members[0]
        match step:
            case p.FillIn() | p.Amend() | p.Propose() | p.ChooseWay() | p.ChooseWho():
                return helper, self.words(rng, group, now, step)
            case p.WriteEasy():
                easy = replace(now.wording, easy="Cards for birthdays.")
                choice = now.current.choice if now.current else ""
                return anyone, c.WriteVersion(proposal=at, wording=easy, after=version, choice=choice)
            case p.AskMeaning(person):
                return person, c.ConfirmMeaning(proposal=at, version_id=version)
            case p.AskAbout():
                return anyone, c.AnswerAbout(proposal=at, version_id=version, what="nobody")
            case p.PutOn():
                return anyone, c.PutOnAgenda(proposal=at)
            case p.ReadAloud():
                return anyone, c.Present(proposal=at, version_id=version, how="aloud")
            case p.LookBack():
                return anyone, c.BeginEvaluation(proposal=at)
            case p.OfferAdvocate(person):
                return person, c.ChooseAdvocate(proposal=at)
            case p.AskNext(round=round_, person=person):
                return person, self.asked(rng, group, now, round_.id, person, objects=objects)
            case p.Settle(question):
                return anyone, c.AnswerQuestion(round=now.rounds[-1].id, question=question.id, noted=True)
            case p.Restate(person):
                return person or anyone, c.MakeReady(proposal=at, version_id=version)
            case p.ReadObjections(round_):
                return anyone, c.HearObjections(round=round_.id)
            case p.PickObjection(objections):
                return anyone, c.TakeObjection(objection=objections[0].id)
            case p.Understand(objection):
                return objection.person, c.ExplainObjection(objection=objection.id, form="not_now")
            case p.Tie(objection):
                others = [m for m in group.members if m != objection.person] or [anyone]
                return others[0], c.TieObjection(objection=objection.id, words="It touches the aim.")
            case p.Explore(objection=objection, person=person):
                return person, c.OfferIdea(objection=objection.id)
            case p.LastCheck(round_):
                return anyone, c.ConfirmNobodyChanges(round=round_.id)
            case _:
                raise Breach(f"R18: everyone is here, and {step} is offered")

    def words(self, rng: random.Random, group: Circle, now: Proposal, step: p.Step) -> c.Command | None:
        """The words that are missing, or other words; whoever may be is chosen with them."""
        more = f" {len(self.nest.history)}"
        kind = now.matter.kind
        wording = replace(WORDS, why=WORDS.why + more, what=WORDS.what + more, review_day=LATER)
        wording = replace(wording, name="" if kind == "charter" else f"C{more}")
        now_chosen = now.current.choice if now.current else ""
        choices = [now_chosen]
        if kind == "review":
            choices = [now_chosen or rng.choice(("keep", "change", "end"))]
        elif kind in ("role", "leader", "new_circle", "helping_circle"):
            others = rng.sample(group.members, len(group.members))
            # Who was chosen may be gone by now, or hold another link.
            drafting = kind == "role" and isinstance(step, p.FillIn)
            choices = [""] if drafting else [now_chosen, *others] if now_chosen else others
        if kind == "review" and choices[0] != "change":
            wording = Wording(why=WORDS.why + more) if choices[0] == "end" else replace(wording, what="")
        way = "amend" if isinstance(step, p.Amend) else "draft"
        first, after = group.members[0], now.current.id if now.current else ""
        for choice in choices:
            made = c.WriteVersion(proposal=now.id, wording=wording, after=after, way=way, choice=choice)
            signed = replace(made, circle=group.id, by=first, turn=first, fresh="try")
            if not isinstance(decide(self.nest.org, signed), Refused):
                return made
        # Nobody here may be chosen for it: the circle leaves it.
        return None

    def asked(
        self, rng: random.Random, group: Circle, now: Proposal, round_id: str, person: str, *, objects: bool
    ) -> c.Command:
        round_ = now.find_round(round_id)
        assert round_
        if round_.kind == "nominate":
            who = rng.choice(group.members)
            return c.Nominate(round=round_id, nomination=Nomination(who, "words", "Kind."))
        if round_.kind == "evaluation":
            said = [s.part for s in now.evaluation if s.person == person and s.form != "taken_back"]
            part = next((one for one in ("helped", "stop", "better") if one not in said), "helped")
            return c.Evaluate(round=round_id, part=part, form="pass")
        if round_.kind != "consent" or not consent.caught_up(now, person):
            return c.Pass(round=round_id)
        mine = consent.own_problem(now, round_, person)
        said_now = Answer("withdrawn", "fixed") if mine else PROBLEM if objects else Answer("ok")
        version = round_.version_id
        return c.GiveAnswer(
            round=round_id, answer=said_now, heard=version, facts_heard=round_.facts, given=Given("keys")
        )

    # --- chance -------------------------------------------------------------------------------------------

    def luck(self, seed: int) -> random.Random:
        return random.Random(seed * 1000 + len(self.nest.history))

    def circles(self) -> list[str]:
        return list(self.nest.org.circles)

    def some_circle(self, rng: random.Random) -> str:
        return rng.choice([g.id for g in self.nest.org.circles.values() if g.members])

    def some_live(self, rng: random.Random) -> tuple[str, str] | None:
        live = [(g.id, at) for g in self.nest.org.circles.values() for at in g.live if g.members]
        return rng.choice(live) if live else None

    def fit(self, rng: random.Random, name: str, hint: object) -> object:
        """Something of the right type: mostly what is there."""
        if hint is bool:
            return rng.random() < 0.5
        if hint is int:
            return rng.choice((0, 0, 1, -1))
        fixed: dict[object, object] = {
            Answer: rng.choice((PROBLEM, Answer("ok"), Answer("withdrawn", "tired"), Answer("abstain"))),
            Given: Given("keys"),
            Wording: rng.choice((WORDS, Wording(), replace(WORDS, review_day=""))),
            Matter: Matter(rng.choice((*KINDS, "nonsense")), rng.choice(self.circles())),
            Nomination: Nomination(rng.choice(list(self.nest.org.people)), "words", "Kind."),
        }
        if hint in fixed:
            return fixed[hint]
        if hint is not str:
            return tuple(rng.sample(list(self.nest.org.people), 2)) if "str" in str(hint) else ()
        things = list(self.oracle.things.values())
        pools: dict[str, list[str]] = {
            "circle": self.circles(),
            "proposal": [t.id for t in things],
            "round": [t.rounds[-1].id for t in things if t.rounds],
            "heard": [t.newest for t in things],
            "version_id": [t.newest for t in things],
            "after": [t.newest for t in things],
            "objection": [id for t in things for id in t.standing],
            "act": [r.id for r in self.nest.history[-60:]],
            "message": [m for g in self.nest.org.circles.values() for m in g.post.sent],
            "what": ["died", "alive", "aside", "aside_over"],
            "why": ["fixed", "tired", "due", "changed_mind"],
            "form": ["words", "pass", "short", "whole", ""],
            "choice": [*self.nest.org.people, "keep", "end", ""],
            "review_day": [DAY, ""],
            "today": [DAY, "2099-01-01"],
            "words": ["Words."],
            "fresh": [f"fresh{len(self.nest.history)}"],
        }
        return rng.choice([*(pools.get(name) or list(self.nest.org.people)), "nobody"])

    # --- doing and watching -------------------------------------------------------------------------------

    def act(self, circle: str, by: str, command: c.Command) -> bool:
        """Do it, watched. Whether it was stored."""
        note(f"{circle} {by}: {command}")
        self.sound = False
        done = self.nest.do(replace(command, circle=circle, by=by, turn=by))
        self.look()
        self.oracle.settled()
        self.agree_on_the_state()
        self.sound = True
        return not isinstance(done, Refused)

    def look(self) -> None:
        for entry in self.nest.entries[self.seen :]:
            self.oracle.watch(entry)
        self.seen = len(self.nest.entries)

    def agree_on_the_state(self) -> None:
        """The state says what the history says: who belongs, what is decided, which problems stand."""
        for id, group in self.nest.org.circles.items():
            known = self.oracle.groups[id]
            demand(set(group.members) == set(known.members), "R21", f"others are members of {id}")
            if known.owner:
                may_be = known.owner in group.members or known.owner in known.gone
                demand(may_be, "R20", "the one whose team it is is no member")
            for at in group.live:
                proposal, thing = group.proposals[at], self.oracle.things[at]
                demand(bool(proposal.decision) == bool(thing.decided), "R11", "another decision")
                step = p.next_step(group, proposal)
                named = {getattr(step, "person", ""), *getattr(step, "people", ())} - {""}
                demand(named <= {*group.members, *group.guests}, "R21", f"{step} calls who is gone")
                if isinstance(step, p.LastCheck):
                    demand(not thing.standing or self.met(group, proposal), "R4", "a close over a problem")

    def met(self, group: Circle, proposal: Proposal) -> bool:
        """Whether all who still stand are of people who are gone, and named in the words."""
        meets = proposal.current.meets if proposal.current else ()
        return all(o.person not in group.members and o.id in meets for o in proposal.standing)

    def teardown(self) -> None:
        """From wherever it got to, everything that is open can be brought to an end; and it replays."""
        if not self.sound or not self.nest.history:
            return
        rng = self.luck(7)
        for circle in self.circles():
            for at in tuple(self.nest.org.circles[circle].live)[:3]:
                done = self.follow(circle, at, rng, 2 * MOST_STEPS, objecting=False)
                group = self.nest.org.circles[circle]
                step = p.next_step(group, group.proposals[at])
                demand(done, "R18", f"willing people never came to an end: {step}")
        demand(fold(self.nest.history, EMPTY) == self.nest.org, "R14", "the record tells another story")


def kinds_of(kind: type[c.Command]) -> list[type[c.Command]]:
    """Every kind of command."""
    direct = kind.__subclasses__()
    return [*direct, *(below for one in direct for below in kinds_of(one))]
