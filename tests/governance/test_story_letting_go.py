"""Letting go of what everyone was asked about: only by consent, and nothing is ended by it (R4, R12, R23)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.letting_go import MATTER, let_go_by, may_let_go
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Matter, Wording
from tests.governance.table import Story


class Stuck(Story):
    """The circle was asked about Fridays, and Bo sees a problem."""

    at = ""

    @property
    def proposal(self) -> Proposal:
        return self.circle.proposals[self.at] if self.at else super().proposal

    def friday(self) -> Proposal:
        return next(pr for pr in self.circle.proposals.values() if pr.matter.kind == "idea")

    def lets_go(self, by: str = "Ada") -> None:
        """The circle is asked whether to let go of it, up to the consent round."""
        self.by(by, c.OpenMatter(matter=Matter(MATTER, self.friday().id)))
        self.write(by, Wording(why="It does not work for Bo."), way="draft")
        self.present()
        self.everyone_passes()
        self.everyone_passes()
        self.restate()


@pytest.fixture
def stuck() -> Stuck:
    story = Stuck()
    story.up_to_consent()
    story.objects("Bo")
    story.ok("Cy", "Ada")
    return story


def test_r12_before_anyone_is_asked_the_author_puts_it_away_and_then_only_the_circle() -> None:
    story = Stuck()
    story.meet()
    story.draft()
    matter = c.OpenMatter(matter=Matter(MATTER, story.proposal.id))
    assert story.refused("Bo", matter) == ("", "unknown")
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    story.restate()
    assert story.refused("Ada", c.Drop(proposal=story.proposal.id)) == ("R4", "round_open")
    assert may_let_go(story.circle, story.proposal)


def test_r12_the_circle_lets_go_by_consent_with_its_reason(stuck: Stuck) -> None:
    stuck.lets_go()
    again = c.OpenMatter(matter=Matter(MATTER, stuck.friday().id))
    assert stuck.refused("Bo", again) == ("", "unknown")
    stuck.ok()
    assert not stuck.friday().dropped
    stuck.last_check()
    assert stuck.friday().dropped
    assert stuck.friday().decision is None
    assert not any(r.open for r in stuck.friday().rounds)
    by = let_go_by(stuck.circle, stuck.friday())
    assert by
    assert by.wording.why == "It does not work for Bo."
    assert p.next_step(stuck.circle, stuck.friday()) == p.Done()
    assert fold(stuck.history, EMPTY) == stuck.org


def test_r4_one_problem_stands_in_the_way_of_letting_go_too(stuck: Stuck) -> None:
    stuck.lets_go()
    stuck.objects("Cy")
    stuck.ok("Bo", "Ada")
    check = c.ConfirmNobodyChanges(round=stuck.round.id)
    assert stuck.refused("Ada", check) == ("R4", "objection_stands")
    assert not stuck.friday().dropped


def test_r4_the_problem_stands_still_when_somebody_takes_it_up_again(stuck: Stuck) -> None:
    stuck.lets_go()
    stuck.ok()
    stuck.last_check()
    stuck.by("Cy", c.PutOnAgenda(proposal=stuck.friday().id))
    assert not stuck.friday().dropped
    assert [stuck.org.name(o.person) for o in stuck.friday().standing] == ["Bo"]
    assert isinstance(p.next_step(stuck.circle, stuck.friday()), p.Restate)


def test_r23_what_was_hidden_stays_hidden() -> None:
    story = Stuck()
    story.up_to_consent()
    story.objects("Bo", "words", words="It is late.")
    story.lets_go()
    story.ok()
    story.last_check()
    assert story.friday().dropped
    assert story.friday().objections == ()
    assert not story.friday().rounds[-1].was_shown
    shown = [r.event.round for r in story.history if isinstance(r.event, e.AnswersShown)]
    assert story.friday().rounds[-1].id not in shown


def test_r18_what_was_decided_meanwhile_is_let_go_of_no_more(stuck: Stuck) -> None:
    stuck.lets_go()
    letting = stuck.proposal.id
    stuck.at = stuck.friday().id
    stuck.withdraws("Bo")
    stuck.ok("Bo")
    stuck.last_check()
    assert stuck.friday().decision
    assert stuck.circle.proposals[letting].dropped
