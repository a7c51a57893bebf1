"""How somebody does a role: they choose when, with whom, and speak first and last (governance, Review)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.role_reviews import MATTER, may_open
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter, Wording
from tests.governance.table import Story

PLAN = Wording("Cy speaks slower.", review_day="2027-03-01")
FOUR = (("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"))


class HowCyDoes(Story):
    """Cy helps meetings along, and asks Ada and Bo how that goes; Di is not asked."""

    def __init__(self) -> None:
        super().__init__(*FOUR)

    def matter(self, *people: str, role: str = "facilitator") -> c.OpenMatter:
        return c.OpenMatter(matter=Matter(MATTER, role, tuple(self.id(name) for name in people)))

    def begins(self) -> None:
        self.meet()
        self.by("Cy", self.matter("Cy", "Ada", "Bo"))
        self.by("Cy", c.BeginEvaluation(proposal=self.proposal.id))

    def called(self) -> str:
        step = self.next_step()
        assert isinstance(step, p.AskNext), step
        return self.name(step.person)

    def says(self, name: str, words: str = "It goes well.") -> None:
        self.by(name, c.Evaluate(round=self.round.id, part=self.round.kind, words=words))

    def goes_round(self) -> list[str]:
        """Everyone who is called says something; gives who was called, in this order."""
        order: list[str] = []
        while isinstance(self.next_step(), p.AskNext) and not self.proposal.consent_round:
            order.append(self.called())
            self.says(order[-1])
        return order


@pytest.fixture
def review() -> HowCyDoes:
    return HowCyDoes()


def test_r9_only_whose_role_it_is_begins_and_chooses_who_is_asked(review: HowCyDoes) -> None:
    assert review.refused("Ada", review.matter("Cy", "Ada")) == ("", "unknown")
    assert review.refused("Ada", review.matter("Ada", "Cy")) == ("", "unknown")
    assert review.refused("Cy", review.matter("Cy")) == ("", "unknown")
    assert review.refused("Cy", review.matter("Cy", "Ada", role="secretary")) == ("", "unknown")
    review.begins()
    assert not may_open(review.circle, "facilitator", review.id("Cy"))
    assert review.refused("Cy", review.matter("Cy", "Ada")) == ("", "unknown")
    said = c.Evaluate(round=review.round.id, part="goes_well", words="I was not asked.")
    assert review.refused("Di", said) == ("R7", "not_asked")


def test_r9_the_person_speaks_first_and_last_of_what_goes_well_and_of_what_could_be_better(
    review: HowCyDoes,
) -> None:
    review.begins()
    assert review.goes_round() == ["Cy", "Ada", "Bo", "Cy"] * 2
    assert review.next_step() == p.FillIn("what")


def test_r1_each_round_takes_its_own_answers(review: HowCyDoes) -> None:
    review.begins()
    early = c.Evaluate(round=review.round.id, part="could_better", words="Slower.")
    assert review.refused("Cy", early) == ("", "unknown")
    review.says("Cy")
    again = c.Evaluate(round=review.round.id, part="goes_well", words="More.")
    assert review.refused("Cy", again) == ("R1", "already_asked")


def test_r9_the_plan_needs_the_consent_of_all_who_were_asked_and_moves_the_day(review: HowCyDoes) -> None:
    review.begins()
    review.goes_round()
    review.write("Cy", PLAN, way="draft")
    if not review.proposal.on_agenda:
        review.by("Cy", c.PutOnAgenda(proposal=review.proposal.id))
    review.restate()
    assert set(review.names(review.round.roster)) == {"Ada", "Bo", "Cy"}
    review.objects("Bo")
    review.ok("Ada", "Cy")
    check = c.ConfirmNobodyChanges(round=review.round.id)
    assert review.refused("Ada", check) == ("R4", "objection_stands")
    review.withdraws("Bo")
    review.ok("Bo")
    review.last_check()
    (held,) = review.circle.roles["facilitator"]
    assert (review.name(held.person), held.review_day) == ("Cy", "2027-03-01")
    assert may_open(review.circle, "facilitator", review.id("Cy"))
    decision = review.proposal.decision
    assert decision
    (left,) = review.circle.openness.not_asked[decision.id]
    assert (review.name(left.person), left.why) == ("Di", MATTER)
    assert fold(review.history, EMPTY) == review.org


def test_r18_when_somebody_else_has_the_role_it_is_no_question_any_more(review: HowCyDoes) -> None:
    review.begins()
    review.by("Cy", c.LeaveCircle())
    assert review.proposal.dropped
