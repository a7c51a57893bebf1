"""A circle chooses somebody for a role, in many ways, watched by an oracle of the plain history."""

import random

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Proposal
from kiosk.governance.words import Answer, Matter, Nomination, Wording
from tests.governance.seen import demand
from tests.governance.table import Table

PEOPLE = (("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"), ("Ed", "investor"))
TERM = Wording(why="They listen.", review_day="2027-06-01")
MOST_STEPS = 300


class Watch:
    """Says when a rule of choosing was broken; it knows only what was stored."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = set(members)
        self.named: dict[str, dict[str, str]] = {}
        self.shown: set[str] = set()
        self.closed: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.rosters: dict[str, tuple[str, ...]] = {}
        self.choices: dict[str, str] = {}
        self.newest = ""
        self.answers: dict[str, dict[str, str]] = {}
        self.decided: dict[str, str] = {}

    def watch(self, history: list[e.Recorded]) -> None:
        for recorded in history:
            self.take(recorded)

    def take(self, recorded: e.Recorded) -> None:
        match recorded.event:
            case e.RoundOpened() as opened:
                self._opened(opened)
            case e.RoundClosed(round=round_id):
                if self.kinds.get(round_id) == "nominate":
                    demand(round_id in self.shown, "R13", "nominations ended before they were shown")
                self.closed.add(self.kinds.get(round_id, ""))
            case e.NominationGiven() as given:
                demand(given.person == recorded.actor, "R16", "named in another's name")
                demand(given.round not in self.shown, "R13", "named after all were shown")
                who = given.nomination.named if given.nomination else ""
                self.named.setdefault(given.round, {})[given.person] = who
            case e.NominationsShown(round=round_id):
                named = {person for person, who in self.named.get(round_id, {}).items() if who}
                demand(named == self.members, "R13", "shown before everyone had named somebody")
                self.shown.add(round_id)
            case e.NominationChanged() as changed:
                demand(bool(changed.nomination and changed.nomination.named), "R2", "changed to nobody")
            case e.VersionWritten() as written:
                self.newest = recorded.id
                self.choices[recorded.id] = written.choice
                rounds = {"qualities", "nominate", "change"}
                demand(not written.choice or rounds <= self.closed, "R13", "proposed before all were heard")
                demand(written.choice in {"", *self.members}, "R13", "one who is no member was proposed")
            case e.AnswerGiven(round=round_id, person=person, answer=answer):
                self.answers.setdefault(round_id, {})[person] = answer.word if answer else ""
            case e.DecisionMade() as made:
                said = self.answers.get(made.round, {})
                demand(all(said.get(m) == "ok" for m in self.members), "R4", "decided without all")
                self.decided[made.decision] = self.choices[made.version_id]
            case e.RoleFilled(temporary=False) as filled:
                demand(self.decided.get(filled.decision) == filled.person, "R13", "another holds the role")

    def _opened(self, opened: e.RoundOpened) -> None:
        self.kinds[opened.round] = opened.kind
        self.rosters[opened.round] = opened.roster
        if opened.kind in ("nominate", "consent"):
            demand(set(opened.roster) == self.members, "R1", f"somebody is not asked: {opened.kind}")
        if opened.kind == "consent":
            demand(opened.roster[-1] == self.choices[opened.version_id], "R13", "the nominee is not last")


def choose(seed: int) -> Table:
    """One selection from beginning to end, with people who come, go, hurry, object and meddle."""
    rng = random.Random(seed)
    table = Table()
    people = PEOPLE[: rng.randint(2, 5)]
    table.found(people, rng.randrange(len(people)))
    watch = Watch(table.members)
    do(table, watch, c.OpenMatter(matter=Matter("role", "secretary")), table.members[0])
    proposal = next(iter(table.circle.proposals))
    patience = rng.randint(0, 60)
    for step in range(MOST_STEPS):
        now = table.circle.proposals[proposal]
        if now.decision:
            break
        if step < patience and rng.random() < 0.4:
            do(table, watch, meddle(table, rng, now), rng.choice(table.members))
        else:
            carry_on(table, watch, rng, now, objecting=step < patience)
    else:
        demand(False, "R18", "willing people never chose anybody")
    held = table.circle.roles.get("secretary", ())
    demand(len(held) == 1 and not held[0].temporary, "R13", "the role was not filled")
    return table


def do(table: Table, watch: Watch, command: c.Command, person: str) -> bool:
    done = table.do(table.signed(command, person))
    if isinstance(done, Refused):
        return False
    watch.watch(list(done))
    return True


def nomination(table: Table, rng: random.Random) -> Nomination:
    return Nomination(rng.choice((*table.members, "")), rng.choice(("unsaid", "words")), "Kind.")


def meddle(table: Table, rng: random.Random, now: Proposal) -> c.Command:
    """Something that may not be due."""
    round_id = now.round.id if now.round else ""
    version = now.current.id if now.current else ""
    here = tuple(rng.sample(table.members, rng.randint(1, len(table.members))))
    made: list[c.Command] = [
        c.Nominate(round=round_id, nomination=nomination(table, rng)),
        c.ChangeNomination(round=round_id, nomination=nomination(table, rng)),
        c.NameQuality(round=round_id, words="Calm."),
        c.WriteVersion(proposal=now.id, wording=TERM, after=version, choice=rng.choice(table.members)),
        c.WriteVersion(proposal=now.id, wording=TERM, after=version, choice="somebody"),
        c.MakeReady(proposal=now.id, version_id=version),
        c.ConfirmNobodyChanges(round=round_id),
        c.ChangeHere(here=here),
        c.EndMeeting(),
        c.GiveAnswer(round=round_id, answer=Answer("ok"), heard=version, facts_heard=0),
        c.OpenMatter(matter=Matter("role", "secretary")),
    ]
    return rng.choice(made)


def carry_on(table: Table, watch: Watch, rng: random.Random, now: Proposal, *, objecting: bool) -> None:
    """What the kiosk offers, done by whom it is offered to. Everybody is here for it."""
    circle = table.circle
    if circle.here != circle.members:
        meet = c.ChangeHere if circle.meeting else c.BeginMeeting
        demand(do(table, watch, meet(here=circle.members), circle.members[0]), "R18", "they may not meet")
        return
    step = p.next_step(circle, now)
    person, command = offered(table, rng, now, step, objecting=objecting)
    before = table.org
    stored = do(table, watch, command, person)
    demand(stored and table.org is not before, "R18", f"{step} was offered, and {command} refused")


def offered(
    table: Table, rng: random.Random, now: Proposal, step: p.Step, *, objecting: bool
) -> tuple[str, c.Command]:
    version, helper = now.current.id if now.current else "", table.circle.facilitator
    match step:
        case p.FillIn():
            return helper, c.WriteVersion(proposal=now.id, wording=TERM, after=version)
        case p.ReadAloud():
            return helper, c.Present(proposal=now.id, version_id=version, how="aloud")
        case p.AskNext(round=round_, person=person) if round_.kind == "nominate":
            who = rng.choice(table.members)
            return person, c.Nominate(round=round_.id, nomination=Nomination(who, "words", "Kind."))
        case p.AskNext(round=round_, person=person) if round_.kind == "consent":
            word = "problem" if objecting and rng.random() < 0.3 else "ok"
            standing = [o for o in now.standing if o.person == person and o.version_id == version]
            if standing:
                word = "withdrawn"
            answer = Answer(word, "fixed" if word == "withdrawn" else "")
            return person, c.GiveAnswer(
                round=round_.id, answer=answer, heard=version, facts_heard=round_.facts
            )
        case p.AskNext(round=round_, person=person):
            return person, c.Pass(round=round_.id)
        case p.Propose():
            wording = Wording(why=f"They listen. {rng.random()}", review_day="2027-06-01")
            return helper, c.WriteVersion(
                proposal=now.id, wording=wording, after=version, choice=rng.choice(table.members)
            )
        case p.Restate():
            return helper, c.MakeReady(proposal=now.id, version_id=version)
        case p.ReadObjections(round=round_):
            return helper, c.HearObjections(round=round_.id)
        case p.PickObjection(objections=objections):
            return helper, c.TakeObjection(objection=objections[0].id)
        case p.Understand(objection=objection):
            return objection.person, c.ExplainObjection(objection=objection.id, form="not_now")
        case p.Tie(objection=objection):
            other = next(m for m in table.members if m != objection.person)
            return other, c.TieObjection(objection=objection.id, words="")
        case p.Explore(objection=objection, person=person):
            return person, c.OfferIdea(objection=objection.id)
        case p.Amend():
            wording = Wording(why=f"They are kind. {rng.random()}", review_day="2027-06-01")
            return helper, c.WriteVersion(
                proposal=now.id, wording=wording, after=version, choice=rng.choice(table.members)
            )
        case p.LastCheck(round=round_):
            return helper, c.ConfirmNobodyChanges(round=round_.id)
        case _:
            raise AssertionError(step)
