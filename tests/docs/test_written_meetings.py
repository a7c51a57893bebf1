"""The written meeting on its page plays as it stands there."""

from kiosk.play import play
from kiosk.script import read_script
from tests.docs.pages import PAGES, kind

MEETINGS = [block for page in PAGES for block in page.blocks if kind(block) == "meeting"]


def test_the_meeting_that_is_shown_plays() -> None:
    assert MEETINGS
    for meeting in MEETINGS:
        assert play(read_script(meeting), lambda _: None) > 3
