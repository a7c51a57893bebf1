"""Several circles in memory: the moves that follow are stored as their own entries, as the desk does."""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.decide import decide, follow_up
from kiosk.governance.fold import apply
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY, Circle, Organisation, Proposal
from kiosk.governance.words import Answer, Given, Matter, Wording

WORDS = Wording(
    what="A card for every birthday",
    why="It is clearer for everyone.",
    who="Cy",
    how="We look at it together.",
    review_day="2026-12-01",
    if_missed="stops",
    name="Places Circle",
    aim="Every home is a good place.",
    domain="Houses and repairs.",
    absence="usual",
)
"""Every part that any matter needs."""
KINDS = {"Ada": "supported", "Bo": "supported", "Cy": "worker", "Dee": "advocate", "Eve": "investor"}


class Nest:
    """An organisation in memory. People and circles are called by their names."""

    def __init__(self) -> None:
        self.org: Organisation = EMPTY
        self.history: list[e.Recorded] = []
        self.entries: list[tuple[e.Recorded, ...]] = []
        self._fresh = 0

    # --- looking ----------------------------------------------------------------------------------------

    def circle(self, name: str) -> Circle:
        return [one for one in self.org.circles.values() if one.name == name][-1]

    def id(self, name: str) -> str:
        return next(p.id for p in self.org.people.values() if p.name == name)

    def names(self, people: tuple[str, ...]) -> list[str]:
        return [self.org.name(person) for person in people]

    def newest(self, name: str) -> Proposal:
        return list(self.circle(name).proposals.values())[-1]

    # --- doing ------------------------------------------------------------------------------------------

    def tell(self, *events: e.Event, actor: str = "", when: int = 0) -> None:
        """Store these events as one entry, as another device's may come."""
        self._fresh += 1
        stored = tuple(
            e.Recorded(
                event,
                f"e{len(self.history) + at}",
                f"entry{self._fresh}",
                "org" if event.scope == "org" else str(getattr(event, "circle", "")),
                "w",
                len(self.history) + at,
                when or self._fresh,
                actor,
                actor,
            )
            for at, event in enumerate(events)
        )
        self.history += stored
        self.entries.append(stored)
        for recorded in stored:
            self.org = apply(self.org, recorded)

    def do(self, command: c.Command) -> tuple[e.Event, ...] | Refused:
        """Decide, keep it as one entry, then what follows from it as entries of their own."""
        self._fresh += 1
        made = decide(self.org, replace(command, fresh=f"f{self._fresh}"))
        if isinstance(made, Refused):
            return made
        assert len({event.scope for event in made}) == 1, "an entry belongs to one stream"
        self.tell(*made, actor=command.by)
        while following := follow_up(self.org, tuple(self.org.circles)):
            self.tell(*following.events)
        return made

    def found(self, name: str, *people: str) -> None:
        """A circle that founded itself, here or on another device."""
        circle = f"circle-{name}"
        known = {p.name: p.id for p in self.org.people.values()}
        fresh = [n for n in people if n not in known]
        self.tell(
            e.CircleFounded(circle, name, f"The aim of {name}."),
            *(e.PersonAdded(f"person-{n}", KINDS.get(n, "worker"), n) for n in fresh),
            *(e.MemberJoined(circle, known.get(n, f"person-{n}")) for n in people),
        )

    def by(self, person: str, circle: str, command: c.Command) -> tuple[e.Event, ...]:
        """This person does it in this circle, in their own turn, and it is stored."""
        done = self.do(self.signed(person, circle, command))
        assert not isinstance(done, Refused), done
        return done

    def refused(self, person: str, circle: str, command: c.Command) -> tuple[str, str]:
        """This person may not; nothing is stored. Gives the rule and the sentence."""
        before = self.org, len(self.history)
        done = self.do(self.signed(person, circle, command))
        assert isinstance(done, Refused), done
        assert (self.org, len(self.history)) == before
        return done.rule, done.key

    def signed(self, person: str, circle: str, command: c.Command) -> c.Command:
        who = self.id(person)
        return replace(command, circle=self.circle(circle).id, by=who, turn=who)

    # --- deciding ---------------------------------------------------------------------------------------

    def opens(self, circle: str, kind: str, about: str = "", *people: str, **parts: str) -> Proposal:
        """A matter is put to a circle, by the first of its members, with its words."""
        choice = parts.pop("choice", "")
        first = self.org.name(self.circle(circle).members[0])
        matter = Matter(kind, about, tuple(self.id(n) for n in people))
        self.by(first, circle, c.OpenMatter(matter=matter))
        at = self.newest(circle).id
        # A charter keeps the circle's name unless it is said anew.
        words = replace(WORDS, **({"name": ""} if kind == "charter" else {}) | parts)
        chosen = self.id(choice) if choice else ""
        self.by(first, circle, c.WriteVersion(proposal=at, wording=words, after="", choice=chosen))
        return self.newest(circle)

    def decides(self, circle: str, kind: str, about: str = "", *people: str, **parts: str) -> str:
        """The circle decides it with everybody's consent; gives the decision's id."""
        return self.goes_through(circle, self.opens(circle, kind, about, *people, **parts).id)

    def agrees(self, circle: str) -> str:
        """The circle agrees to what another one decided last."""
        asked = list(self.org.asks.values())[-1]
        return self.decides(circle, "agree", asked.decision)

    def goes_through(self, circle: str, proposal: str) -> str:
        """Everyone does what is offered next, until it is decided."""
        id = self.circle(circle).id
        for _ in range(200):
            home = self.org.circles[id]
            at = home.proposals[proposal]
            if at.decision:
                return at.decision.id
            who, command = next_act(home, at)
            done = self.do(replace(command, circle=home.id, by=who, turn=who))
            assert not isinstance(done, Refused), (command, done)
        raise AssertionError("never decided")

    def goes_to_answers(self, circle: str, proposal: str, against: str = "") -> None:
        """Everyone answers, and one of them may see a problem each time they are asked."""
        id, objector = self.circle(circle).id, self.id(against) if against else ""
        for _ in range(200):
            home = self.org.circles[id]
            at = home.proposals[proposal]
            if at.rounds and at.rounds[-1].shown and at.rounds[-1].open:
                return
            who, command = next_act(home, at)
            if isinstance(command, c.GiveAnswer) and who == objector:
                command = replace(command, answer=Answer("problem", "help"))
            done = self.do(replace(command, circle=home.id, by=who, turn=who))
            assert not isinstance(done, Refused), (command, done)
        raise AssertionError("never answered")

    def amends(self, person: str, circle: str, proposal: str, words: str) -> None:
        """Other words in place of those with a problem."""
        at = self.circle(circle).proposals[proposal]
        wording = replace(at.wording, what=words + at.wording.what)
        after = at.current.id if at.current else ""
        write = c.WriteVersion(proposal=proposal, wording=wording, after=after, way="amend")
        self.by(person, circle, write)


def next_act(circle: Circle, proposal: Proposal) -> tuple[str, c.Command]:
    """Who does what is offered next, all willing."""
    first, at = circle.members[0], proposal.id
    if circle.meeting is None:
        return first, c.BeginMeeting(here=circle.members)
    if set(circle.here) != set(circle.members):
        return first, c.ChangeHere(here=circle.members)
    version = proposal.current.id if proposal.current else ""
    match p.next_step(circle, proposal):
        case p.FillIn():
            return first, c.WriteVersion(proposal=at, wording=WORDS, after=version)
        case p.AskMeaning(person):
            return person, c.ConfirmMeaning(proposal=at, version_id=version)
        case p.AskAbout():
            return first, c.AnswerAbout(proposal=at, version_id=version, what="nobody")
        case p.PutOn():
            return first, c.PutOnAgenda(proposal=at)
        case p.ReadAloud():
            return first, c.Present(proposal=at, version_id=version, how="aloud")
        case p.AskNext(round=round_, person=person) if round_.kind == "consent":
            answer = Answer("ok")
            return person, c.GiveAnswer(
                round=round_.id,
                answer=answer,
                heard=round_.version_id,
                facts_heard=round_.facts,
                given=Given("keys"),
            )
        case p.AskNext(round=round_, person=person):
            return person, c.Pass(round=round_.id)
        case p.Restate(person):
            return person or first, c.MakeReady(proposal=at, version_id=version)
        case p.LastCheck(round_):
            return first, c.ConfirmNobodyChanges(round=round_.id)
        case step:
            raise AssertionError(step)
