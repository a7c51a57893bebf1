"""A story in which Ann cannot be reached: what is tried, the away round, and when she is back."""

from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.state import Proposal
from kiosk.governance.words import Matter, Wording
from tests.governance.table import FRIDAYS, Story

AWAY_DAY = "2026-11-20"
"""The day on which the away record is looked at again: before that of an idea."""
WHY = Wording(why="We want to go on for now.", review_day=AWAY_DAY, if_missed="stops")
FOUR = (("Ann", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "supported"))


class Absent(Story):
    """Ann, Bo, Cy and Di; Ann may have said before what she wants."""

    def __init__(self, *people: tuple[str, str], word: str = "go_on") -> None:
        super().__init__(*(people or FOUR))
        if word:
            self.by("Ann", c.SayWish(word=word))

    # --- trying --------------------------------------------------------------------------------------------

    def tries(self, name: str, how: str = "telephone", result: str = "not_reached", of: str = "Ann") -> None:
        self.by(name, c.TryToReach(of=self.id(of), how=how, result=result))

    def three_tries(self, of: str = "Ann", *here: str) -> None:
        """Three tries in vain, two ways, by two people, over three sittings without them."""
        for name, how in (("Bo", "telephone"), ("Cy", "visit"), ("Bo", "message")):
            self.without(*here)
            self.tries(name, how, of=of)
        if self.circle.meeting:
            self.go_home()

    def without(self, *here: str) -> None:
        """A new sitting in which these are, or everyone but Ann."""
        if self.circle.meeting:
            self.go_home()
        names = here or tuple(self.name(m) for m in self.members if self.name(m) != "Ann")
        self.meet(*names)

    # --- the away round ------------------------------------------------------------------------------------

    def matter(self, *names: str) -> c.OpenMatter:
        return c.OpenMatter(matter=Matter("away", "", self.here(*(names or ("Ann",)))))

    def asks(self, *names: str, wording: Wording = WHY, by: str = "Bo") -> None:
        """The away round is opened, somebody is heard for each, and the circle is asked."""
        self.by(by, self.matter(*names))
        for name in names or ("Ann",):
            self.by(by, c.HearFor(proposal=self.proposal.id, of=self.id(name), words="Ann would say: go on."))
        self.write(by, wording, way="draft")
        self.through()

    def through(self) -> None:
        """Read out, questions, reactions; then everybody on the roster is asked."""
        if self.circle.meeting is None:
            self.without()
        self.by("Cy", c.Present(proposal=self.proposal.id, version_id=self.version, how="read aloud"))
        while self.round.open and self.round.kind in ("questions", "reactions"):
            self.everyone_passes()
        self.restate()

    def decides(self) -> tuple[e.Recorded, ...]:
        self.ok()
        return self.last_check()

    def is_away(self, *names: str) -> None:
        """All of it, until they are away."""
        self.three_tries()
        self.asks(*names)
        self.decides()

    # --- looking -------------------------------------------------------------------------------------------

    @property
    def away(self) -> list[str]:
        return self.names(self.circle.absence.away)

    @property
    def asked(self) -> list[str]:
        return sorted(self.names(self.round.roster))

    def goes_to_consent(self, **parts: str) -> Proposal:
        """An idea of Bo's that is asked about by those who are here."""
        if self.circle.meeting is None:
            self.without()
        self.draft("Bo", replace(FRIDAYS, **parts) if parts else FRIDAYS)
        self.through()
        return self.proposal

    def events(self, kind: type[e.Event]) -> list[e.Event]:
        return [r.event for r in self.history if isinstance(r.event, kind)]
