"""Meetings held in many ways, with people who raise cards and meddle, watched by an oracle of the history."""

import random

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


class Watch:
    """Says when a rule of meetings was broken; it knows only what was stored."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = members
        self.meeting = ""
        self.here: tuple[str, ...] = ()
        self.paused = False
        self.cards: dict[str, tuple[str, str]] = {}

    def take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        self._sitting(event)
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

    def _sitting(self, event: e.Event) -> None:
        match event:
            case e.MeetingBegun():
                self.meeting, self.here, self.paused = event.meeting, event.here, False
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
            return (*made, c.BeginMeeting(here=here))
        made += [c.ChangeHere(here=here)] if rng.random() < 0.3 else []
        made += [c.PauseMeeting(), c.ResumeMeeting(here=here)] if rng.random() < 0.3 else []
        made += [c.EndMeeting()] if rng.random() < 0.1 else []
        return (*made, *self._round())

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
    meeting.do(c.PutOnAgenda(proposal=proposal), first)
    for _ in range(60):
        meeting.do(meeting.rng.choice(meeting.acts()), meeting.anybody())
    return table
