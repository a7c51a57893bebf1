"""What a circle that ended had decided goes to the wider circle; whom it is about can stop it (R20)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.lives import condition, in_force
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.taking_over import MATTER, is_asked, left_over, name
from kiosk.governance.words import Matter
from tests.governance.nest import Nest
from tests.governance.test_story_messages import nest as board_and_home

nest = board_and_home


@pytest.fixture
def ended(nest: Nest) -> Nest:
    """Home decided about birthdays; then it ended."""
    nest.by("Bo", "Home", c.RaiseTopic(form="wish"))
    nest.by("Bo", "Home", c.BeginDraft(topic=list(nest.circle("Home").topics)[-1]))
    nest.goes_through("Home", nest.newest("Home").id)
    assert nest.newest("Home").decision
    assert left_over(nest.org, nest.circle("Board")) == ()
    home = nest.circle("Home").id
    nest.tell(e.CircleClosed(nest.circle("Board").id, home, "d-end", ""))
    return nest


def old(nest: Nest) -> Proposal:
    return next(p for p in nest.circle("Home").proposals.values() if p.decision)


def matter(nest: Nest) -> c.OpenMatter:
    return c.OpenMatter(matter=Matter(MATTER, name(nest.circle("Home"), old(nest))))


def test_r9_the_wider_circle_takes_it_over_by_consent_in_words_of_its_own(ended: Nest) -> None:
    assert [p.id for _, p in left_over(ended.org, ended.circle("Board"))] == [old(ended).id]
    assert ended.refused("Eve", "Board", c.OpenMatter(matter=Matter(MATTER, "x/y"))) == ("", "unknown")
    ended.by("Eve", "Board", matter(ended))
    assert is_asked(ended.circle("Board"), matter(ended).matter.about)
    assert ended.refused("Dee", "Board", matter(ended)) == ("", "unknown")
    ended.goes_through("Board", ended.newest("Board").id)
    assert ended.newest("Board").decision
    assert condition(ended.circle("Home"), old(ended), "2026-09-21") == "taken_over"
    assert not in_force(old(ended))
    assert left_over(ended.org, ended.circle("Board")) == ()
    assert in_force(ended.newest("Board"))
    assert fold(ended.history, EMPTY) == ended.org


def test_r20_whoever_it_is_about_stops_it_after_the_circle_ended(ended: Nest) -> None:
    at = old(ended)
    assert at.current
    ok = c.GiveOwnWord(proposal=at.id, version_id=at.current.id, word="ok")
    assert ended.refused("Bo", "Home", ok) == ("", "circle_closed")
    ended.by("Bo", "Home", c.SayAboutMe(proposal=at.id))
    ended.by("Bo", "Home", c.GiveOwnWord(proposal=at.id, version_id=at.current.id, word="stop"))
    assert condition(ended.circle("Home"), old(ended), "") == "by_person"
    assert ended.refused("Bo", "Home", c.RaiseTopic(form="wish")) == ("", "circle_closed")
