"""Whatever people do who help and are helped, whose answer it is holds."""

from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from tests.governance.helping_circles import helped


def test_r15_holds_whoever_helps_presses_sees_and_checks() -> None:
    decided = 0
    for seed in range(200):
        story = helped(seed)
        decided += story.proposal.decision is not None
        assert fold(story.history, EMPTY) == story.org
    assert decided > 10
