"""Says when a rule of choosing somebody for a role was broken; it knows only the plain history."""

from kiosk.governance import events as e
from kiosk.governance.state import Proposal
from tests.governance.seen import demand

BEFORE = {"qualities", "nominate", "change"}
"""The rounds before somebody is proposed."""


class Watch:
    """One selection, as the plain history tells of it. It uses none of the functions that it checks."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = set(members)
        self.named: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self.acts: dict[str, str] = {}
        self.shown = False
        self.closed: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.rosters: dict[str, tuple[str, ...]] = {}
        self.choices: dict[str, str] = {}
        self.hearing: dict[str, tuple[str, str]] = {}
        self.over: set[str] = set()
        self.answers: dict[str, dict[str, str]] = {}
        self.given: dict[str, dict[str, str]] = {}
        self.decided: dict[str, str] = {}

    def watch(self, history: tuple[e.Recorded, ...], now: Proposal | None) -> None:
        """Take in what was stored, and look at what can be seen after it."""
        for recorded in history:
            self.take(recorded)
        if now and not self.shown:
            demand(not now.nominations, "R13", "whom somebody named can be seen before all are in")

    def take(self, recorded: e.Recorded) -> None:
        event = recorded.event
        match event:
            case e.MemberJoined(person=person):
                self.members.add(person)
            case e.MemberLeft(person=person):
                self.members.discard(person)
            case e.RoundOpened():
                self._opened(event)
            case e.RosterGrew(round=round_id, roster=roster):
                # Those who are here are asked what they think; every member names somebody and answers.
                everyone = self.kinds[round_id] in ("nominate", "consent")
                demand(not everyone or set(roster) >= self.members, "R1", "who joined is not asked")
                self.rosters[round_id] = roster
            case e.RoundClosed(round=round_id):
                self.over.add(round_id)
                self._closed(self.kinds[round_id])
            case e.Passed() | e.QualityNamed() | e.ReactionGiven() | e.NominationGiven():
                self._said(recorded)
            case e.NominationChanged() as changed:
                self._said(recorded)
                demand(bool(changed.nomination and changed.nomination.named), "R2", "changed to nobody")
            case e.SaidNotRight(act=act, person=person):
                self.given.get(act, {}).pop(person, None)
                if act in self.hearing and self.hearing[act][1] not in self.over:
                    del self.hearing[act]
                if not self.shown and act in self.acts:
                    self.named.pop(self.acts[act], None)
            case e.NominationsShown(tokens=tokens):
                self._all_are_in(tokens)
            case e.VersionWritten() as written:
                self.choices[recorded.id] = written.choice
                demand(not written.choice or self.closed >= BEFORE, "R13", "proposed before all were heard")
                demand(written.choice in {"", *self.members}, "R13", "one who is no member was proposed")
            case e.AnswerGiven(round=round_id, person=person, answer=answer):
                demand(person in self.heard, "R1", "answered without hearing whom the others named")
                self.answers.setdefault(round_id, {})[person] = answer.word if answer else ""
                self.given[recorded.id] = self.answers[round_id]
            case e.DecisionMade() as made:
                said = self.answers.get(made.round, {})
                demand(all(said.get(m) == "ok" for m in self.members), "R4", "decided over a problem")
                demand(self.choices[made.version_id] in self.members, "R21", "who left was chosen")
                self.decided[made.decision] = self.choices[made.version_id]
            case e.RoleFilled(temporary=False) as filled:
                demand(self.decided.get(filled.decision) == filled.person, "R13", "another holds the role")

    @property
    def heard(self) -> set[str]:
        """Who was asked once all had heard whom the others named."""
        return {person for person, _ in self.hearing.values()}

    def _said(self, recorded: e.Recorded) -> None:
        event = recorded.event
        assert isinstance(
            event,
            e.Passed | e.QualityNamed | e.ReactionGiven | e.NominationGiven | e.NominationChanged,
        )
        demand(event.person == recorded.actor, "R16", "said in another's name")
        if self.kinds[event.round] in ("change", "consent"):
            self.hearing[recorded.id] = (event.person, event.round)
        if not isinstance(event, e.NominationGiven):
            return
        demand(not self.shown, "R13", "named after all were shown")
        outermost = event.keys()["nomination"][0]
        demand(outermost.startswith(f"round:{event.round}"), "R13", "the key of the round does not hide it")
        self.acts[recorded.id] = event.person
        self.tokens[event.person] = event.token
        self.named[event.person] = event.nomination.named if event.nomination else ""

    def _all_are_in(self, tokens: tuple[str, ...]) -> None:
        missing = {m for m in self.members if not self.named.get(m)}
        demand(not missing, "R13", "shown before everyone had named somebody")
        roster = next(self.rosters[id] for id, kind in self.kinds.items() if kind == "nominate")
        asked = tuple(self.tokens[p] for p in roster if p in self.named)
        demand(tokens == asked, "R13", "they are in another order than that of asking")
        self.shown = True

    def _closed(self, kind: str) -> None:
        if kind == "nominate":
            demand(self.shown, "R13", "nominations ended before they were shown")
        self.closed.add(kind)

    def _opened(self, opened: e.RoundOpened) -> None:
        self.kinds[opened.round] = opened.kind
        self.rosters[opened.round] = opened.roster
        if opened.kind in ("nominate", "consent"):
            demand(set(opened.roster) == self.members, "R1", f"somebody is not asked: {opened.kind}")
        if opened.kind == "consent":
            demand(opened.roster[-1] == self.choices[opened.version_id], "R13", "the nominee is not last")
