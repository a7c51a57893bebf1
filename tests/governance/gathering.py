"""Meetings held in many ways, with people who raise cards and meddle, watched by an oracle of the history."""

import random
from dataclasses import dataclass, field

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.words import Answer
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Table

PEOPLE = (("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker"), ("Di", "advocate"))
ROUND_MOVES = (
    e.Passed,
    e.QuestionAsked,
    e.QuestionAnswered,
    e.ReactionGiven,
    e.MadeReady,
    e.Presented,
    e.LastCheckDone,
)
"""What moves a round on."""


@dataclass
class Check:
    """An opening or closing round, as the history tells of it."""

    roster: set[str]
    said: dict[str, str] = field(default_factory=dict)
    open: bool = True


class Watch:
    """Says when a rule of meetings was broken; it knows only what was stored."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = members
        self.meeting = ""
        self.here: tuple[str, ...] = ()
        self.paused = False
        self.cards: dict[str, tuple[str, str]] = {}
        self.form = ""
        self.listed: tuple[str, ...] | None = None
        self.oks: set[str] = set()
        self.agreed = False
        self.checks: dict[str, Check] = {}

    def take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        self._sitting(event)
        self._whole(recorded)
        match event:
            case e.CardShown():
                demand(event.person == recorded.actor, "R16", "a card was raised in another's name")
                demand(event.meeting == self.meeting, "R1", "a card belongs to another sitting")
                self.cards[event.card] = (event.person, event.meeting)
            case e.CardPutAway():
                demand(event.person == recorded.actor, "R16", "a card was put away in another's name")
                owner, _ = self.cards.pop(event.card)
                demand(owner in ("", event.person), "R16", "a named card was put away by another")
            case e.AnswerGiven() if event.answer and event.answer.word != "problem":
                demand(not self.up(), "R1", "answered while a card was up")
            case _ if isinstance(event, ROUND_MOVES):
                demand(not self.up(), "R1", "the round went on while a card was up")

    def settled(self) -> None:
        """What must be so once an entry is stored."""
        if self.paused or not self.meeting:
            return
        for check in self.checks.values():
            if check.open:
                demand(set(self.here) <= check.roster, "R1", "somebody here is not asked")
                waits = {p for p in check.roster if p not in check.said}
                demand(waits <= set(self.here), "R1", "a round waits for somebody who is not here")

    def _whole(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.CheckRoundOpened():
                demand(set(event.roster) == set(self.here), "R1", "the roster is not those here")
                self.checks[event.round] = Check(set(event.roster))
            case e.CheckRosterGrew():
                self.checks[event.round].roster = set(event.roster)
            case e.CheckSaid() | e.Passed() if event.round in self.checks:
                demand(event.person == recorded.actor, "R16", "spoke in another's name")
                demand(event.person in self.here or not self.here, "R1", "who is not here passed")
                what = "passed" if isinstance(event, e.Passed) else "spoke"
                self.checks[event.round].said[event.person] = what
            case e.NotHere() if event.round in self.checks:
                demand(event.person not in self.here, "R1", "somebody here was not asked")
                self.checks[event.round].said[event.person] = "not_here"
            case e.RoundClosed() if event.round in self.checks:
                check = self.checks[event.round]
                demand(event.why == "ended" or set(check.said) == check.roster, "R1", "not all were asked")
                check.open = False
            case e.AgendaProposed():
                self.listed, self.oks, self.agreed = event.items, set(), False
            case e.AgendaConcern():
                self.oks, self.agreed = set(), False
            case e.AgendaOk():
                demand(event.person == recorded.actor, "R16", "a list was OK in another's name")
                self.oks.add(event.person)
            case e.AgendaAgreed():
                here = set(self.here) & set(self.members)
                demand(here <= self.oks, "R12", "the list was agreed without somebody here")
                demand(event.items == self.listed, "R12", "another list was agreed")
                self.agreed = True
            case e.Presented() | e.MadeReady() | e.ItemTalked():
                demand(self.form != "whole" or self.agreed, "R12", "begun before the list was agreed")

    def _sitting(self, event: e.Event) -> None:
        match event:
            case e.MeetingBegun():
                self.meeting, self.here, self.paused = event.meeting, event.here, False
                self.form, self.listed, self.oks, self.agreed = event.form, None, set(), False
            case e.HereChanged():
                self.here = event.here
            case e.Resumed():
                self.here, self.paused = event.here, False
            case e.Paused():
                self.paused = True
            case e.MeetingEnded():
                self.meeting, self.here = "", ()

    def up(self) -> set[str]:
        """The cards that a round waits for."""
        if self.paused or not self.meeting:
            return set()
        return {
            card
            for card, (person, meeting) in self.cards.items()
            if meeting == self.meeting and (not person or person in self.here)
        }


class Meeting:
    """One circle that meets, watched at every step."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.table = Table()
        people = PEOPLE[: rng.randint(2, 4)]
        self.table.found(people, rng.randrange(len(people)))
        self.watch = Watch(self.table.members)
        for recorded in self.table.history:
            self.watch.take(recorded)

    def do(self, command: c.Command, person: str) -> bool:
        """Do it, watched. Whether it was stored."""
        signed = self.table.signed(command, person)
        if isinstance(command, c.ShowCard) and self.rng.random() < 0.3:
            signed = c.ShowCard(circle=self.table.circle.id, colour=command.colour)
        answers = [p.rounds for p in self.table.circle.proposals.values()]
        stored = self.table.do(signed)
        if isinstance(stored, Refused):
            return False
        if isinstance(command, c.ShowCard):
            after = [p.rounds for p in self.table.circle.proposals.values()]
            demand(answers == after, "R3", "a card was taken for an answer")
        for recorded in stored:
            self.watch.take(recorded)
        self.watch.settled()
        return True

    def anybody(self) -> str:
        return self.rng.choice(self.table.members)

    def acts(self) -> tuple[c.Command, ...]:
        """What somebody may try now, allowed or not."""
        circle, rng = self.table.circle, self.rng
        made: list[c.Command] = [c.ShowCard(colour=rng.choice(("red", "yellow", "green")))]
        made += [c.PutCardAway(card=card.id) for card in circle.cards]
        here = tuple(rng.sample(circle.members, rng.randint(1, len(circle.members))))
        if circle.meeting is None:
            return (*made, c.BeginMeeting(here=here, form=rng.choice(("", "short", "whole"))))
        made += [c.ChangeHere(here=here)] if rng.random() < 0.3 else []
        made += [c.PauseMeeting(), c.ResumeMeeting(here=here)] if rng.random() < 0.3 else []
        made += [c.EndMeeting()] if rng.random() < 0.1 else []
        return (*made, *self._whole(), *self._round())

    def _whole(self) -> list[c.Command]:
        circle, rng = self.table.circle, self.rng
        now = circle.course.now
        if now is None or not now.form:
            return []
        made: list[c.Command] = [c.FinishAdmin(), c.SayAgendaOk(), c.SayAgendaOk(), c.OpenClosing()]
        made += [c.ProposeAgenda(items=(item,)) for item in circle.live] if not now.listed else []
        made += [c.SeeAgendaProblem(words="Too long")] if rng.random() < 0.1 else []
        made += [c.ProposeAgenda(items=tuple(circle.live))] if rng.random() < 0.1 else []
        for round_ in (r for r in (now.opening, now.closing) if r):
            ok = rng.random() < 0.5
            made += [c.PassCheck(round=round_.id, list_ok=ok)]
            made += [c.SayInCheck(round=round_.id, form="picture", words="tired", list_ok=ok)]
        return made

    def _round(self) -> tuple[c.Command, ...]:
        proposal = list(self.table.circle.proposals.values())[-1]
        round_, version = proposal.round, proposal.current
        assert version
        made: list[c.Command] = [c.Present(proposal=proposal.id, version_id=version.id, how="aloud")]
        made.append(c.MakeReady(proposal=proposal.id, version_id=version.id))
        if round_:
            made += [c.Pass(round=round_.id), c.React(round=round_.id, words="Good.")]
            answer = Answer(self.rng.choice(("ok", "ok", "problem")))
            made.append(
                c.GiveAnswer(
                    round=round_.id, answer=answer, heard=round_.version_id, facts_heard=round_.facts
                )
            )
            made.append(c.ConfirmNobodyChanges(round=round_.id))
        return tuple(made)


def hold(seed: int) -> Table:
    """Some meetings of one circle about one idea."""
    meeting = Meeting(random.Random(seed))
    table, first = meeting.table, meeting.table.members[0]
    meeting.do(c.RaiseTopic(form="wish"), first)
    meeting.do(c.BeginDraft(topic=next(iter(table.circle.topics))), first)
    proposal = next(iter(table.circle.proposals))
    meeting.do(c.WriteVersion(proposal=proposal, wording=FRIDAYS, after=""), first)
    version = table.circle.proposals[proposal].current
    meeting.do(c.ConfirmMeaning(proposal=proposal, version_id=version.id if version else ""), first)
    nobody = c.AnswerAbout(proposal=proposal, version_id=version.id if version else "", what="nobody")
    meeting.do(nobody, first)
    meeting.do(c.PutOnAgenda(proposal=proposal), first)
    for _ in range(60):
        meeting.do(meeting.rng.choice(meeting.acts()), meeting.anybody())
    return table
