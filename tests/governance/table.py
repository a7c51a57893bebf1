"""A table in memory: it decides, keeps what happened, and folds. And a story that reads as people act."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import decide as rules
from kiosk.governance import events as e
from kiosk.governance import fold, process
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Circle, Objection, Organisation, Proposal, Round
from kiosk.governance.words import Answer, Given, Wording

FRIDAYS = Wording(
    what="Ada has dinner with friends on Friday evenings, 6 to 9.",
    why="Ada misses her friends.",
    who="Bo and Cy take turns to come along.",
    how="Ada says each Saturday how it was.",
    review_day="2026-12-01",
    if_missed="stops",
    easy="Ada sees friends on Fridays.",
)
"""A wording with every part filled in."""


class Table:
    """One circle's record in memory; ids are the same in every run."""

    def __init__(self) -> None:
        self.org: Organisation = EMPTY
        self.history: list[e.Recorded] = []
        self._fresh = 0
        self._entries = 0

    def do(self, command: c.Command) -> tuple[e.Recorded, ...] | Refused:
        """Decide, keep what happened as one entry, and what follows from it as entries of their own."""
        self._fresh += 1
        made = rules.decide(self.org, replace(command, fresh=f"f{self._fresh}"))
        if isinstance(made, Refused):
            return made
        stored = self.keep(made, command.by, command.entered_by or command.turn)
        while following := rules.follow_up(self.org, tuple(self.org.circles)):
            stored += self.keep(following.events, command.by, command.turn)
        return stored

    def keep(self, made: tuple[e.Event, ...], by: str, turn: str) -> tuple[e.Recorded, ...]:
        """Keep these events as one entry, and fold them in."""
        self._entries += 1
        stored = tuple(
            e.Recorded(
                event,
                f"e{len(self.history) + at}",
                f"entry{self._entries}",
                "table",
                "w",
                len(self.history) + at,
                self._entries,
                by,
                turn,
            )
            for at, event in enumerate(made)
        )
        self.history.extend(stored)
        for recorded in stored:
            self.org = fold.apply(self.org, recorded)
        return stored

    def found(self, people: Iterable[tuple[str, str]], facilitator: int = 0) -> None:
        """Found the circle of these people, each a name and a kind."""
        new = tuple(c.NewPerson(name, kind) for name, kind in people)
        done = self.do(
            c.FoundCircle(
                name="Home",
                aim="Ada lives the way she wants to.",
                people=new,
                facilitator=facilitator,
                review_day="2026-11-01",
            )
        )
        assert not isinstance(done, Refused), done

    @property
    def circle(self) -> Circle:
        return next(iter(self.org.circles.values()))

    @property
    def members(self) -> tuple[str, ...]:
        return self.circle.members

    def signed(self, command: c.Command, person: str) -> c.Command:
        """The command as this person gives it in their own turn."""
        return replace(command, circle=self.circle.id, by=person, turn=person)


class Story(Table):
    """Ada (supported), Bo and Cy, and what they do about one proposal of Ada's, Friday evenings."""

    def __init__(self, *people: tuple[str, str], facilitator: str = "Cy") -> None:
        super().__init__()
        named = people or (("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"))
        self.found(named, [name for name, _ in named].index(facilitator))

    # --- looking ---------------------------------------------------------------------------------------

    def id(self, name: str) -> str:
        return next(p.id for p in self.org.people.values() if p.name == name)

    def name(self, person: str) -> str:
        return self.org.name(person)

    def names(self, people: Iterable[str]) -> list[str]:
        return [self.name(p) for p in people]

    @property
    def proposal(self) -> Proposal:
        return list(self.circle.proposals.values())[-1]

    @property
    def round(self) -> Round:
        round_ = self.proposal.round
        assert round_
        return round_

    @property
    def version(self) -> str:
        return self.proposal.current.id if self.proposal.current else ""

    def next_step(self) -> process.Step:
        """What the kiosk offers now (R18)."""
        return process.next_step(self.circle, self.proposal)

    def objection(self, name: str) -> Objection:
        """The newest objection of this person."""
        return [o for o in self.proposal.objections if o.person == self.id(name)][-1]

    def objectors(self) -> list[str]:
        """Whose objections stand."""
        return self.names(o.person for o in self.proposal.standing)

    def doubters(self) -> list[str]:
        """Who said after the decision that their answer is not right."""
        return self.names(self.proposal.decision.doubted_by) if self.proposal.decision else []

    def acts(self, name: str) -> list[str]:
        """What is read back to this person at their next turn (R14)."""
        return [type(a.event).__name__ for a in self.circle.acts.get(self.id(name), ())]

    # --- doing -----------------------------------------------------------------------------------------

    def by(self, name: str, command: c.Command) -> tuple[e.Recorded, ...]:
        """This person does it in their own turn, and it is stored."""
        done = self.do(self.signed(command, self.id(name)))
        assert not isinstance(done, Refused), done
        return done

    def refused(self, name: str, command: c.Command, *, turn: str = "") -> tuple[str, str]:
        """This person may not; nothing is stored. Gives the rule and the sentence."""
        before, stored = self.org, len(self.history)
        asked = self.signed(command, self.id(name))
        answer = self.do(replace(asked, turn=self.id(turn)) if turn else asked)
        assert isinstance(answer, Refused), answer
        assert self.org is before
        assert len(self.history) == stored
        return answer.rule, answer.key

    def here(self, *names: str) -> tuple[str, ...]:
        return tuple(self.id(n) for n in names) if names else self.members

    def meet(self, *names: str) -> None:
        """Begin a sitting, or say who is here now; without names everyone is."""
        here = self.here(*names)
        first = self.name(here[0])
        self.by(first, c.ChangeHere(here=here) if self.circle.meeting else c.BeginMeeting(here=here))

    def go_home(self) -> None:
        self.by("Cy", c.EndMeeting())

    def draft(self, author: str = "Ada", wording: Wording = FRIDAYS) -> None:
        """A topic becomes a complete draft on the agenda."""
        self.by(author, c.RaiseTopic(form="words", words="Friday evenings"))
        self.by(author, c.BeginDraft(topic=list(self.circle.topics)[-1]))
        self.write(author, wording, way="draft")
        self.by(author, c.ConfirmMeaning(proposal=self.proposal.id, version_id=self.version))
        self.about_nobody(author)
        self.by(author, c.PutOnAgenda(proposal=self.proposal.id))

    def whose(self, name: str) -> None:
        """Where it is asked whether it is about one person, it is not."""
        if self.next_step() == process.AskAbout():
            self.about_nobody(name)

    def about_nobody(self, name: str) -> None:
        """It is not about one person."""
        self.by(name, c.AnswerAbout(proposal=self.proposal.id, version_id=self.version, what="nobody"))

    def write(self, name: str, wording: Wording, way: str = "amend") -> None:
        self.by(name, c.WriteVersion(proposal=self.proposal.id, wording=wording, after=self.version, way=way))

    def amend(self, name: str, **parts: str) -> None:
        """New words in place of the old ones."""
        self.write(name, replace(self.proposal.wording, **parts))

    def present(self) -> None:
        self.whose("Cy")
        self.by("Cy", c.Present(proposal=self.proposal.id, version_id=self.version, how="read aloud"))

    def everyone_passes(self) -> None:
        """Each one still to ask in the open round has nothing to add."""
        round_ = self.round
        for person in round_.roster:
            if person not in self.round.said and self.round.id == round_.id:
                self.by(self.name(person), c.Pass(round=round_.id))

    def restate(self, by: str = "Cy") -> None:
        self.whose(by)
        self.by(by, c.MakeReady(proposal=self.proposal.id, version_id=self.version))

    def up_to_consent(self, *here: str, author: str = "Ada") -> None:
        """From nothing to an open consent round, with these people here for all of it."""
        self.meet(*here)
        self.draft(author)
        self.present()
        self.everyone_passes()
        self.everyone_passes()
        self.restate("Cy" if not here or "Cy" in here else here[0])

    def answer(self, word: str, form: str = "", **rest: object) -> c.GiveAnswer:
        """An answer to these very words, everything heard."""
        return c.GiveAnswer(
            round=self.round.id,
            answer=replace(Answer(word, form), **rest),  # type: ignore[arg-type]
            heard=self.round.version_id,
            facts_heard=self.round.facts,
            given=Given("touch"),
        )

    def ok(self, *names: str) -> None:
        """These people say it is OK to try; without names everyone still to hear."""
        for name in names or [self.name(p) for p in self.round.roster]:
            self.by(name, self.answer("ok"))

    def objects(self, name: str, form: str = "", **rest: object) -> None:
        self.by(name, self.answer("problem", form, **rest))

    def come_back(self, name: str) -> None:
        self.by(name, self.answer("come_back"))

    def withdraws(self, name: str, why: str = "fixed") -> None:
        self.by(name, self.answer("withdrawn", why))

    def hear_objections(self) -> None:
        self.by("Cy", c.HearObjections(round=self.round.id))

    def last_check(self, name: str = "Cy") -> tuple[e.Recorded, ...]:
        return self.by(name, c.ConfirmNobodyChanges(round=self.round.id))

    def not_right(self, name: str, kind: type[e.Event]) -> None:
        """This person says that what was last stored in their name of this kind is not right."""
        acts = [a.id for a in self.circle.acts[self.id(name)] if isinstance(a.event, kind)]
        self.by(name, c.SayNotRight(act=acts[-1]))
