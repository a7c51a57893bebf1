"""A circle chooses somebody for a role, in many ways, watched by an oracle of the plain history."""

import random

from kiosk.governance import commands as c
from kiosk.governance import consent
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.decide import follow_up
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Proposal
from kiosk.governance.words import Answer, Matter, Nomination, Wording
from tests.governance.seen import demand
from tests.governance.selecting_oracle import Watch
from tests.governance.table import Table

PEOPLE = (("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"), ("Ed", "investor"))
TERM = Wording(why="They listen.", review_day="2027-06-01")
MOST_STEPS = 300


def choose(seed: int) -> Table:
    """One selection from beginning to end, with people who come, go, hurry, object and meddle."""
    rng = random.Random(seed)
    table = Table()
    people = PEOPLE[: rng.randint(2, 5)]
    table.found(people, rng.randrange(len(people)))
    watch = Watch(table.members)
    role = rng.choice(("secretary", "facilitator"))
    do(table, watch, c.OpenMatter(matter=Matter("role", role)), table.members[0])
    proposal = next(iter(table.circle.proposals))
    patience = rng.randint(0, 60)
    for step in range(MOST_STEPS):
        now = table.circle.proposals[proposal]
        if now.decision:
            break
        if step < patience and rng.random() < 0.4:
            meddle(table, watch, rng, now)
        else:
            carry_on(table, watch, rng, now, objecting=step < patience)
    else:
        demand(False, "R18", "willing people never chose anybody")
    held = table.circle.roles.get(role, ())
    demand(len(held) == 1 and not held[0].temporary, "R13", "the role was not filled")
    return table


def do(table: Table, watch: Watch, command: c.Command, person: str) -> bool:
    done = table.do(table.signed(command, person))
    if isinstance(done, Refused):
        return False
    see(table, watch, tuple(done))
    return True


def see(table: Table, watch: Watch, stored: tuple[e.Recorded, ...]) -> None:
    watch.watch(stored, next(iter(table.circle.proposals.values()), None))


def nomination(table: Table, rng: random.Random) -> Nomination:
    return Nomination(rng.choice((*table.members, "")), rng.choice(("unsaid", "words")), "Kind.")


def meddle(table: Table, watch: Watch, rng: random.Random, now: Proposal) -> None:
    """Something that may not be due; or somebody joins, or leaves."""
    luck = rng.random()
    by = rng.choice(table.members)
    if luck < 0.06 and len(table.members) < 6:
        joins(table, watch, f"n{len(table.history)}")
    elif luck < 0.12 and len(table.members) > 2:
        do(table, watch, c.LeaveCircle(stays=tuple(table.circle.proposals)), by)
    elif luck < 0.25 and (acts := table.circle.acts.get(by)):
        do(table, watch, c.SayNotRight(act=rng.choice(acts).id), by)
    else:
        do(table, watch, not_due(table, rng, now), by)


def joins(table: Table, watch: Watch, person: str) -> None:
    added = (e.PersonAdded(person, "advocate", person), e.MemberJoined(table.circle.id, person))
    stored = table.keep(added, person, person)
    while following := follow_up(table.org, (table.circle.id,)):
        stored += table.keep(following.events, person, person)
    see(table, watch, stored)


def not_due(table: Table, rng: random.Random, now: Proposal) -> c.Command:
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
        c.Pass(round=round_id),
        c.GiveAnswer(round=round_id, answer=Answer("ok"), heard=version, facts_heard=0),
        c.OpenMatter(matter=Matter("role", "secretary")),
    ]
    return rng.choice(made)


def carry_on(table: Table, watch: Watch, rng: random.Random, now: Proposal, *, objecting: bool) -> None:
    """What the kiosk offers, done by whom it is offered to; who is needed comes for it."""
    circle = table.circle
    step = p.next_step(circle, now)
    needed = {getattr(step, "person", "")} - {""}
    missed = not circle.here or not needed <= set(circle.here) or isinstance(step, p.Wait | p.Tie)
    if missed and circle.here != circle.members:
        meet = c.ChangeHere if circle.meeting else c.BeginMeeting
        demand(do(table, watch, meet(here=circle.members), circle.members[0]), "R18", "they may not meet")
        return
    person, command = offered(table, watch, rng, now, step, objecting=objecting)
    before = table.org
    stored = do(table, watch, command, person)
    demand(stored and table.org is not before, "R18", f"{step} was offered, and {command} refused")


def offered(
    table: Table, watch: Watch, rng: random.Random, now: Proposal, step: p.Step, *, objecting: bool
) -> tuple[str, c.Command]:
    version, circle = now.current.id if now.current else "", table.circle
    helper = circle.facilitator if circle.facilitator in circle.here else circle.here[0]
    match step:
        case p.FillIn():
            return helper, c.WriteVersion(proposal=now.id, wording=TERM, after=version)
        case p.ReadAloud():
            return helper, c.Present(proposal=now.id, version_id=version, how="aloud")
        case p.AskNext(round=round_, person=person) if round_.kind == "nominate":
            who = rng.choice(table.members)
            return person, c.Nominate(round=round_.id, nomination=Nomination(who, "words", "Kind."))
        case p.AskNext(round=round_, person=person) if round_.kind == "consent" and person in watch.heard:
            word = "problem" if objecting and rng.random() < 0.3 else "ok"
            if consent.own_problem(now, round_, person):
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
            other = next(m for m in circle.here if m != objection.person)
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
            demand(False, "R18", f"{step} is nothing that can be done")
            raise AssertionError(step)
