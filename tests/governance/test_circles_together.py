"""Whatever several circles do together, the rules of links and messages hold."""

import pytest

from kiosk.governance import events as e
from tests.governance import nesting


def test_r10_and_r17_hold_in_every_organisation() -> None:
    met: set[type[e.Event]] = set()
    for seed in range(60):
        met |= {type(r.event) for r in nesting.play(seed).nest.history}
    # They came far enough to break the rules, if these let them.
    assert met >= {
        e.CircleProposed, e.BothAsked, e.CharterKept, e.CircleBelongs, e.CircleClosed, e.LeaderSent,
        e.DelegateTaken, e.MessageCarried, e.MessageHeard, e.MessageReported, e.ReportJoined, e.NewsTold,
        e.ReportAnswered, e.MessageClosed, e.ObjectorHeard,
    }  # fmt: skip


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r10_and_r17_hold_in_thousands_of_organisations() -> None:
    for seed in range(3000):
        nesting.play(seed)
