"""Who speaks beside somebody, and who may answer for them when they have given no answer (R15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who may answer for a person: named by them, or by a paper that two stewards have seen.

    `about` is a proposal, or empty for the whole circle; `until` is YYYY-MM-DD, or empty for the end of the
    proposal.
    """

    id: str
    person: str
    who: str
    about: str = ""
    until: str = ""
    covers: str = ""
    """For a paper: what it covers, in words."""
    seen_by: tuple[str, ...] = ()
    """For a paper: the stewards who have seen it; it counts with the second."""
    covered: tuple[str, ...] = ()
    """For a paper: the proposals of which a steward who has seen it says that it covers them."""

    @property
    def is_paper(self) -> bool:
        """Whether it rests on a paper, not on the person's own word."""
        return bool(self.seen_by)

    def reaches(self, proposal: str) -> bool:
        """Whether it is for this matter: a paper with two stewards who have seen it, and as they say."""
        if self.is_paper:
            return len(self.seen_by) > 1 and proposal in self.covered
        return self.about in ("", proposal)


@dataclass(frozen=True, slots=True)
class Beside:
    """Who speaks beside people, who may answer for them, and whom of them somebody has asked first."""

    advocates: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By person: who speaks beside them, or OTHER and a name."""
    stand_ins: tuple[StandIn, ...] = ()
    asked: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By round and person: how much had been added when they were asked and gave no answer."""

    def find(self, id: str) -> StandIn | None:
        """The one with this id."""
        return next((one for one in self.stand_ins if one.id == id), None)
