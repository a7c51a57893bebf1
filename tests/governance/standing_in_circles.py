"""A circle in which people answer for Ann, rightly and wrongly, watched by an oracle of the plain history."""

import random
from dataclasses import dataclass, field, replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.words import Answer, Given
from tests.governance.oracle import entries
from tests.governance.seen import demand
from tests.governance.table import Story

PEOPLE = (("Ada", "worker"), ("Ann", "supported"), ("Bo", "worker"), ("Jo", "advocate"), ("Kim", "worker"))
TODAY = "2026-09-21"
DAYS = ("2026-12-31", "2026-12-31", "2026-01-31", "")
STEPS = 60


@dataclass
class Stands:
    """What the history says of one who answers for Ann: for what, until when, and whether it is over."""

    who: str
    about: str
    until: str
    over: bool = False


@dataclass
class Paper:
    """What the history says of a paper: who answers by it, which stewards saw it, and what it covers."""

    who: str
    seen_by: set[str] = field(default_factory=set)
    covers: set[str] = field(default_factory=set)


@dataclass
class InTheirPlace:
    """Watches that only who was named answers for Ann, after she was asked, and never over her own word."""

    ann: str
    proposal: str = ""
    concerned: set[str] = field(default_factory=set)
    named: dict[str, Stands] = field(default_factory=dict)
    papers: dict[str, "Paper"] = field(default_factory=dict)
    stewards: set[str] = field(default_factory=set)
    facts: int = 0
    asked: bool = False
    own: tuple[str, int] = ("", -1)
    own_problem: bool = False
    last: dict[str, str] = field(default_factory=dict)
    by_proxy: str = ""

    def take(self, recorded: e.Recorded) -> None:
        """Take in one event."""
        event = recorded.event
        match event:
            case e.DraftBegun():
                self.proposal, self.concerned = event.proposal, {event.author}
            case e.WorkNamed():
                self.concerned |= set(event.people)
            case e.ProxyNamed():
                demand(recorded.actor == recorded.entered_by == event.person, "R15", "named by another")
                if event.person == self.ann:
                    one = Stands(event.proxy or "", event.about or "", event.until or "")
                    self.named[event.stand_in] = one
            case e.StandInEnded():
                self._over(event.stand_in)
            case e.RoleFilled(role="steward", temporary=False):
                self.stewards.add(event.person)
            case e.PaperSeen():
                self._seen(event, recorded)
            case e.PaperCovers():
                paper = self.papers[event.stand_in]
                demand(
                    recorded.entered_by in paper.seen_by, "R15", "who never saw a paper says what it covers"
                )
                paper.covers.add(event.proposal)
            case e.AskedFirst(of=of, by=by):
                proxies = {one.who for one in self.named.values() if not one.over}
                proxies |= {paper.who for paper in self.papers.values()}
                right = by == of or by not in proxies | self.concerned
                demand(right, "R15", "who answers for Ann says that she was asked")
                self.asked = True
            case e.ReactionGiven():
                self.facts, self.asked = self.facts + 1, False
                self.last.clear()
            case e.AnswerGiven():
                self._answer(event, recorded)
            case e.DecisionMade():
                for person in event.consented:
                    demand(self.last.get(person) == "ok", "R15", "decided without a consent that counts")

    def _seen(self, event: e.PaperSeen, recorded: e.Recorded) -> None:
        paper = self.papers.setdefault(event.stand_in, Paper(event.proxy or ""))
        demand(recorded.entered_by in self.stewards, "R15", "who is no steward saw a paper")
        demand(recorded.entered_by not in (event.of, paper.who), "R15", "a steward saw a paper of their own")
        paper.seen_by.add(recorded.entered_by)

    def _over(self, id: str) -> None:
        who = ""
        if id in self.named:
            self.named[id].over, who = True, self.named[id].who
        elif id in self.papers:
            who = self.papers.pop(id).who
        if who and self.by_proxy == who and self.last.get(self.ann) == "ok":
            del self.last[self.ann]

    def _answer(self, event: e.AnswerGiven, recorded: e.Recorded) -> None:
        word = event.answer.word if event.answer else ""
        proxy = event.given.proxy if event.given else ""
        if not proxy:
            demand(recorded.actor == event.person, "R16", "an answer in another's name")
            if event.person == self.ann:
                self.asked, self.own, self.by_proxy = False, (word, self.facts), ""
                self.own_problem = word == "problem" or (self.own_problem and word == "come_back")
        else:
            self._for_ann(event, recorded, word, proxy)
            self.by_proxy = proxy
        self.last[event.person] = word

    def _for_ann(self, event: e.AnswerGiven, recorded: e.Recorded, word: str, proxy: str) -> None:
        demand(event.person == self.ann, "R15", "somebody answered for one who named nobody")
        demand(recorded.actor == recorded.entered_by == proxy, "R15", "another's press answered for Ann")
        able = any(self._may(one) for one in self.named.values() if one.who == proxy)
        for paper in self.papers.values():
            able |= paper.who == proxy and len(paper.seen_by) > 1 and self.proposal in paper.covers
        demand(able, "R15", "who was not named, or not for this, answered for Ann")
        demand(proxy not in self.concerned, "R15", "somebody concerned answered for Ann")
        mine = self.own[1] == self.facts and self.own[0] in ("ok", "problem")
        demand(not mine, "R15", "somebody answered over Ann's own answer")
        demand(self.asked, "R15", "Ann was not asked first")
        demand(word in ("ok", "problem"), "R6", "somebody took something back for Ann")
        demand(word == "problem" or not self.own_problem, "R6", "somebody agreed over Ann's own problem")

    def _may(self, one: Stands) -> bool:
        in_time = one.until >= TODAY if one.until else bool(one.about)
        return not one.over and one.about in ("", self.proposal) and in_time


def answered_for(seed: int) -> Story:
    """Ann names people, they answer for her, she answers herself, and things are added."""
    rng = random.Random(seed)
    story = Story(*PEOPLE, facilitator="Bo")
    begin(story, rng)
    oracle = InTheirPlace(story.id("Ann"))
    for recorded in story.history:
        oracle.take(recorded)
    for _ in range(STEPS):
        if story.proposal.decision:
            break
        person = rng.choice([*story.members, story.id("Ann"), story.id("Jo")])
        done = story.do(story.signed(act(story, rng, person), person))
        if not isinstance(done, Refused):
            for entry in entries(done):
                for recorded in entry:
                    oracle.take(recorded)
    return story


def begin(story: Story, rng: random.Random) -> None:
    """Ann may have named somebody; Ada brings Fridays, and everyone is asked."""
    for name in ("Ada", "Bo", "Kim"):
        story.keep((e.RoleFilled(story.circle.id, "steward", story.id(name), "2027-06-01", False),), "", "")
    for name in rng.sample(("Jo", "Kim"), rng.randrange(3)):
        story.by("Ann", c.NameProxy(proxy=story.id(name), about="", until="2026-12-31"))
    story.meet()
    story.draft()
    story.by("Bo", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    story.everyone_passes()
    story.restate("Bo")


def for_ann(story: Story) -> c.AnswerFor:
    """An answer for Ann, to what is asked now."""
    said = story.answer("ok")
    return c.AnswerFor(
        round=said.round,
        of=story.id("Ann"),
        answer=said.answer,
        heard=said.heard,
        facts_heard=said.facts_heard,
        given=Given("touch"),
        today=TODAY,
    )


def paper_act(story: Story, rng: random.Random) -> c.Command:
    """A paper by which Jo could answer is seen once more, or said to cover this."""
    known = [one.id for one in story.circle.beside.stand_ins if one.is_paper]
    if not known:
        return c.SeePaper(of=story.id("Ann"), proxy=story.id(rng.choice(("Jo", "Kim"))), covers="Going out.")
    if rng.random() < 0.5:
        return c.SeePaper(stand_in=rng.choice(known))
    return c.SayPaperCovers(stand_in=rng.choice(known), proposal=story.proposal.id)


def act(story: Story, rng: random.Random, person: str) -> c.Command:
    """Something that this person tries to do."""
    ann, what = story.id("Ann"), rng.random()
    said = replace(story.answer("ok"), answer=rng.choice((*[Answer("ok")] * 12, Answer("problem"))))
    if what < 0.3:
        if person == ann and rng.random() < 0.8:
            return c.SayAskedFirst(round=story.round.id, of=ann)
        return said
    if what < 0.6:
        words = rng.choice((said.answer, said.answer, Answer("withdrawn", "fixed"), Answer("come_back")))
        return replace(for_ann(story), answer=words)
    if what < 0.72:
        return c.SayAskedFirst(round=story.round.id, of=ann)
    if what < 0.84:
        about = rng.choice(("", story.proposal.id))
        return c.NameProxy(proxy=rng.choice(story.members), about=about, until=rng.choice(DAYS))
    if what < 0.88:
        return paper_act(story, rng)
    if what < 0.91:
        mine = [one.id for one in story.circle.beside.stand_ins if one.person == ann] or [""]
        return c.EndStandIn(stand_in=rng.choice(mine))
    if what < 0.93:
        return c.React(round=story.round.id, words="It rains.")
    return c.ConfirmNobodyChanges(round=story.round.id)
