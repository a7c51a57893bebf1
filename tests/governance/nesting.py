"""Organisations of several circles that decide, link and tell each other things, watched entry by entry.

The oracle reads the plain history and uses none of the functions that it checks.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter
from tests.governance.nest import WORDS, Nest, next_act
from tests.governance.seen import Breach, demand

STEPS = 30


@dataclass
class Told:
    """A message as the history tells of it."""

    frm: str
    to: str
    asker: str
    kind: str
    carried: bool = False
    objector_heard: bool = False
    over: bool = False
    report: str = ""
    tellers: set[str] = field(default_factory=set)
    told: bool = False
    heard: set[str] = field(default_factory=set)
    closed: bool = False


class NestOracle:
    """Watches the history of several circles."""

    def __init__(self) -> None:
        self.members: dict[str, list[str]] = {}
        self.leader: dict[str, str] = {}
        self.delegate: dict[str, str] = {}
        self.parent: dict[str, str] = {}
        self.words: dict[str, tuple[str | None, str | None]] = {}
        self.chartered: set[str] = set()
        self.closed: set[str] = set()
        self.decided: dict[str, tuple[str, Matter]] = {}
        self.matters: dict[str, Matter] = {}
        self.messages: dict[str, Told] = {}

    def watch(self, entry: Sequence[e.Recorded]) -> None:
        """Take in one entry. Raises Breach when a rule was broken by it."""
        for recorded in entry:
            event = recorded.event
            if event.scope == "circle":
                demand(getattr(event, "circle", "") not in self.closed, "R11", "a circle that ended acts")
            self._structure(event)
            self._message(event, recorded.id)
        for recorded in entry:
            self._linked(recorded.event)

    def links(self, one: str, other: str) -> set[str]:
        """Who rightly links two circles: sent down or up, and a member of both. Nobody, once one ended."""
        if {one, other} & self.closed:
            return set()
        child = one if self.parent.get(one) == other else other
        people = {self.leader.get(child, ""), self.delegate.get(child, "")} - {""}
        return {p for p in people if p in self.members[one] and p in self.members[other]}

    # --- circles ------------------------------------------------------------------------------------------

    def _structure(self, event: e.Event) -> None:
        match event:
            case e.CircleFounded():
                self.members[event.circle] = []
                self.words[event.circle] = (event.aim, "")
            case e.MemberJoined():
                demand(event.person not in self.members[event.circle], "R10", "somebody joined twice")
                self.members[event.circle].append(event.person)
            case e.RoleFilled(role="delegate"):
                self.delegate[event.circle] = event.person
            case e.RoleFilled(role="leader"):
                self.leader[event.circle] = event.person
            case e.DraftBegun():
                self.matters[event.proposal] = event.matter
            case e.DecisionMade():
                self.decided[event.decision] = (event.circle, self.matters[event.proposal])
            case e.CircleProposed():
                self.members[event.new] = []
                self.words[event.new] = (event.aim, event.domain)
                if event.kind != "wider_circle":
                    demand(event.leader in self.members[event.circle], "R10", "a leader from elsewhere")
                    self.leader[event.new] = event.leader
                    self.parent[event.new] = event.circle
            case e.CharterKept():
                self._charter(event)
            case e.CircleBelongs():
                self._belongs(event)
            case e.CircleClosed():
                self._both(event.of, event.decision, event.first)
                self.closed.add(event.of)

    def _charter(self, event: e.CharterKept) -> None:
        as_made = event.of not in self.chartered and (event.aim, event.domain) == self.words[event.of]
        if not as_made:
            self._both(event.of, event.decision, event.first)
        self.words[event.of] = (event.aim, event.domain)
        self.chartered.add(event.of)

    def _both(self, of: str, decision: str, first: str) -> None:
        """What is about a circle that belongs to another was decided by both of them."""
        parent = self.parent.get(of, "")
        needed = {of} | ({parent} if parent and parent not in self.closed else set())
        by = {self.decided[id][0] for id in (decision, first) if id in self.decided}
        demand(by == needed, "R11", "something of two circles was decided by one")
        if first:
            matter = self.decided[decision][1]
            demand(matter == Matter("agree", first), "R11", "the second decision does not name the first")

    def _belongs(self, event: e.CircleBelongs) -> None:
        at, line = event.parent, {event.child}
        while at:
            demand(at not in line, "R10", "a circle is its own ancestor")
            line.add(at)
            at = self.parent.get(at, "")
        self.parent[event.child] = event.parent

    def _linked(self, event: e.Event) -> None:
        """Once the whole entry is there: whoever was made a link belongs to both, and is one of two."""
        match event:
            case e.LeaderSent():
                both = event.person in self.members[event.circle] and event.person in self.members[event.to]
                demand(both, "R10", "a leader who is no member of both")
                demand(event.person != self.delegate.get(event.to), "R10", "one person holds both links")
            case e.DelegateTaken():
                both = event.person in self.members[event.circle] and event.person in self.members[event.frm]
                demand(both, "R10", "a delegate who is no member of both")
                demand(event.person == self.delegate.get(event.frm), "R10", "a delegate nobody chose")
                demand(event.person != self.leader.get(event.frm), "R10", "one person holds both links")

    # --- messages -----------------------------------------------------------------------------------------

    def _message(self, event: e.Event, id: str) -> None:
        if isinstance(event, e.MessageNoted):
            self.messages[event.message] = Told(event.circle, event.to, event.person, event.kind)
        if isinstance(event, e.DecisionMade) and self.matters[event.proposal].kind == "brought":
            self.messages[self.matters[event.proposal].about].over = True
        if isinstance(event, e.DraftBegun) and event.matter.kind == "brought":
            self._first_heard(self.messages[event.matter.about])
        told = self.messages.get(str(getattr(event, "message", "")))
        if told is None:
            return
        match event:
            case e.MessageCarried():
                demand(not told.carried, "R17", "it was carried twice")
                demand(event.person in self.links(told.frm, told.to), "R17", "another than a link carried it")
                told.carried = True
            case e.ObjectorHeard():
                told.objector_heard = True
            case e.MessageHeard():
                self._first_heard(told)
                told.over = True
            case e.MessageReported():
                demand(told.over, "R17", "it was told before it was heard there")
                demand(event.person in self.links(told.frm, told.to), "R17", "another than a link told it")
                told.report, told.tellers, told.heard = id, {event.person}, set()
            case e.ReportJoined():
                demand(event.person not in told.tellers, "R17", "one link stood beside themselves")
                told.tellers.add(event.person)
            case e.NewsTold():
                demand(event.person == told.asker, "R17", "another was told first")
                told.told = True
            case e.ReportAnswered():
                self._answered(told, event)
            case e.MessageClosed():
                missing = set(self.members[told.frm]) - told.heard - told.tellers
                demand(bool(told.report) and not missing, "R17", "it was closed unheard")
                told.closed = True

    def _first_heard(self, told: Told) -> None:
        demand(told.carried, "R17", "it was heard before it was carried")
        demand(told.kind != "referred" or told.objector_heard, "R17", "the objector was not heard first")

    def _answered(self, told: Told, event: e.ReportAnswered) -> None:
        demand(event.report == told.report, "R17", "an answer to what was told before")
        whole = len(told.tellers) > 1 or len(self.links(told.frm, told.to)) < 2
        demand(whole, "R17", "it was answered before both links stood by it")
        # Who asked may be gone by then.
        first = told.told or event.person == told.asker or told.asker not in self.members[told.frm]
        demand(first, "R17", "others were told before the one who asked")
        told.heard.discard(event.person)
        if event.answer == "heard":
            told.heard.add(event.person)


# --- what they do -------------------------------------------------------------------------------------------


class Play:
    """People of two or more circles who do what comes to their minds, willing or not."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.nest = Nest()
        self.oracle = NestOracle()
        self.seen = 0
        self.nest.found("Home", "Ada", "Bo", "Cy")
        self.nest.found("Board", "Dee", "Eve")
        home, board = self.circles()
        if self.rng.random() < 0.7:
            self.decide(home, Matter("belong", board))
            self.agree()
            self.decide(board, Matter("leader", home), choice=self.nest.id("Dee"))
            self.delegate(home, self.nest.id("Ada"))
            self.decide(board, Matter("accept_delegate", home, (self.nest.id("Ada"),)))
        self.look()

    def circles(self) -> list[str]:
        return list(self.nest.org.circles)

    def look(self) -> None:
        for entry in self.nest.entries[self.seen :]:
            self.oracle.watch(entry)
        self.seen = len(self.nest.entries)

    def act(self, circle: str, by: str, command: c.Command) -> bool:
        done = self.nest.do(replace(command, circle=circle, by=by, turn=by))
        self.look()
        return not isinstance(done, Refused)

    def decide(self, circle: str, matter: Matter, choice: str = "", **parts: str) -> None:
        """The circle decides it, as far as the rules let it."""
        members = self.nest.org.circles[circle].members
        if not members or not self.act(circle, members[0], c.OpenMatter(matter=matter)):
            return
        at = list(self.nest.org.circles[circle].proposals)[-1]
        words = replace(WORDS, **({"name": ""} if matter.kind == "charter" else {}) | parts)
        written = c.WriteVersion(proposal=at, wording=words, after="", choice=choice)
        if self.act(circle, members[0], written):
            self.go_on(circle, at)

    def go_on(self, circle: str, at: str) -> None:
        for _ in range(150):
            now = self.nest.org.circles[circle]
            if now.proposals[at].decision or now.charter.closed:
                return
            try:
                who, command = next_act(now, now.proposals[at])
            except Breach:
                raise
            except AssertionError:
                return
            if not self.act(circle, who, command):
                return

    def agree(self) -> None:
        """Somebody is asked to agree to what was decided last, mostly the right circle."""
        if not self.nest.org.asks:
            return
        asked = list(self.nest.org.asks.values())[-1]
        circle = asked.other if self.rng.random() < 0.8 else self.rng.choice(self.circles())
        self.decide(circle, Matter("agree", asked.decision))

    def delegate(self, circle: str, person: str) -> None:
        """A circle chose its delegate, as a selection does."""
        home = self.nest.org.circles[circle]
        if person in home.members and person != home.holder("leader") and not home.charter.closed:
            self.nest.tell(e.RoleFilled(circle, "delegate", person, "2027-01-01", False))

    def step(self) -> None:
        rng = self.rng
        circle, other = rng.choice(self.circles()), rng.choice(self.circles())
        person = rng.choice(list(self.nest.org.people))
        roll = rng.random()
        if roll < 0.6:
            self.message(circle, other, person)
        elif roll < 0.66:
            self.delegate(circle, person)
        elif roll < 0.72:
            self.agree()
        elif roll < 0.75:
            self.close(rng.choice(self.circles()))
        else:
            self.matter(circle, other, person)
        self.look()

    def close(self, circle: str) -> None:
        if self.rng.random() < 0.3:
            self.decide(circle, Matter("close_circle", circle))
            self.agree()

    def matter(self, circle: str, other: str, person: str) -> None:
        rng = self.rng
        people = tuple(rng.sample(list(self.nest.org.people), 2))
        kind = rng.choice(("leader", "accept_delegate", "charter", "charter", "belong", "new_circle", "idea"))
        match kind:
            case "leader":
                held = self.nest.org.circles[other].holder("delegate")
                self.decide(circle, Matter(kind, other), choice=rng.choice((person, held or person)))
            case "accept_delegate":
                held = self.nest.org.circles[other].holder("delegate")
                self.decide(circle, Matter(kind, other, (rng.choice((held or person, held, person)),)))
            case "new_circle" if len(self.circles()) < 4:
                self.decide(circle, Matter(kind, "", people), choice=person, name=f"C{len(self.circles())}")
                for new in self.circles():
                    for asked in self.nest.org.circles[new].charter.first:
                        own = self.nest.org.circles_of(asked)
                        if own:
                            self.act(own[0].id, asked, c.AnswerFirst(new=new, agree=rng.random() < 0.9))
            case "charter":
                self.decide(circle, Matter(kind, rng.choice((circle, other))), aim=f"Aim {rng.random()}")
                self.agree()
            case "belong":
                self.decide(circle, Matter(kind, other))
                self.agree()
            case _:
                self.act(circle, person, c.RaiseTopic(form="wish"))

    def message(self, circle: str, other: str, person: str) -> None:
        """Somebody does something with a message: often what comes next, by whom it may be."""
        rng, posts = self.rng, self.nest.org.circles
        sent = [
            (home.id, one) for home in posts.values() for one in home.post.sent.values() if not one.closed
        ]
        if not sent or rng.random() < 0.15:
            self.act(circle, person, c.NoteMessage(to=other, words="We need a ramp"))
            return
        for _ in range(6):
            frm, one = rng.choice(sent)
            members = posts[rng.choice((frm, one.to))].members or (person,)
            report = one.report.id if one.report else ""
            answer = rng.choice(("heard", "heard", "heard", "not_understood", "answer_back", "later"))
            what: tuple[tuple[str, c.Command], ...] = (
                (one.to, c.CarryMessage(frm=frm, message=one.id)),
                (one.to, rng.choice((c.HearMessage(message=one.id), c.TakeUpMessage(message=one.id)))),
                (one.to, c.HearObjector(message=one.id)),
                (frm, c.ReportBack(message=one.id, decided="a", why="b", can_change="c", whom="d")),
                (frm, c.StandBeside(message=one.id)),
                (frm, c.TakeNews(message=one.id)),
                (frm, c.AnswerReport(message=one.id, report=report, answer=answer, words="But")),
                (frm, c.AnswerReport(message=one.id, report=report, answer="heard")),
                (frm, c.CloseMessage(message=one.id)),
            )
            at, command = rng.choice(what)
            by = rng.choice((one.person, rng.choice(members), rng.choice(members)))
            self.act(at, by, command)
            taken = [p for p in posts[one.to].proposals.values() if p.matter.kind == "brought"]
            if taken and not taken[-1].decision and rng.random() < 0.3:
                self.go_on(one.to, taken[-1].id)

    def hand_on(self) -> None:
        """An objection that was handed on, as the rules of the other circle see it."""
        home = self.nest.org.circles[self.circles()[0]]
        if home.charter.parent and not home.charter.closed:
            note = e.MessageNoted(
                home.id,
                "handed",
                home.charter.parent,
                "referred",
                home.members[0],
                f"r/{home.members[1]}",
                "x",
            )
            self.nest.tell(note)
            self.look()


def play(seed: int) -> Play:
    """One organisation, from its first circle on; raises Breach where a rule is broken."""
    one = Play(seed)
    if seed % 3 == 0:
        one.hand_on()
    for _ in range(STEPS):
        one.step()
    demand(fold(one.nest.history, EMPTY) == one.nest.org, "R14", "the record tells another story")
    return one
