"""Mistakes about a circle that has ended (R20)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import structure
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Organisation
from tests.governance import test_story_taking_over as stories
from tests.governance.planted import mistake, put
from tests.governance.seen import Breach
from tests.governance.test_story_messages import nest as made
from tests.governance.watching import watched_story

ENDED = "a circle that has ended"


@mistake("R20", ENDED)
def nobody_can_stop_what_is_about_them_once_the_circle_ended(m: pytest.MonkeyPatch) -> None:
    def wrong(_: Organisation, circle: Circle, command: c.Command) -> Refused | None:
        return Refused("", "circle_closed") if circle.charter.closed else None

    put(m, structure, "is_open", wrong)


@watched_story(ENDED)
def a_circle_has_ended() -> None:
    """Home has ended, and Bo stops what is about Bo."""
    try:
        nest = stories.ended.__wrapped__(made.__wrapped__())  # type: ignore[attr-defined]
        stories.test_r20_whoever_it_is_about_stops_it_after_the_circle_ended(nest)
    except AssertionError as wrong:
        raise Breach("R20: nobody could stop what is about them") from wrong
