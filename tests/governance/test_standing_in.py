"""Whoever answers for another, however often: asked first, and never over their own word."""

from kiosk.governance.events import AnswerGiven
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from tests.governance.standing_in_circles import answered_for


def test_r15_holds_whoever_answers_for_ann() -> None:
    decided = in_her_place = 0
    for seed in range(150):
        story = answered_for(seed)
        decided += story.proposal.decision is not None
        answers = [r.event for r in story.history if isinstance(r.event, AnswerGiven)]
        in_her_place += sum(bool(a.given and a.given.proxy) for a in answers)
        assert fold(story.history, EMPTY) == story.org
    assert decided > 10
    assert in_her_place > 50
