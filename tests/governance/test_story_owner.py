"""Whose team it is can be said later: only by the person, and the circle agrees (R20)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold import fold
from kiosk.governance.owner import MATTER, may_ask
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter
from tests.governance.test_story_membership import House


@pytest.fixture
def house() -> House:
    return House()


def of(house: House, name: str) -> c.OpenMatter:
    return c.OpenMatter(matter=Matter(MATTER, "", (house.id(name),)))


def test_r20_only_a_person_who_gets_support_asks_and_only_for_themselves(house: House) -> None:
    assert house.refused("Cy", of(house, "Ada")) == ("", "unknown")
    assert house.refused("Cy", of(house, "Cy")) == ("R20", "owner_supported")
    house.meet()
    house.opens("Ada", MATTER, "Ada")
    assert not may_ask(house.org, house.circle, house.id("Ada"))
    assert house.circle.owner == ""
    house.goes_round()
    house.ok()
    house.last_check()
    assert house.circle.owner == house.id("Ada")
    made = house.history[-1].event
    assert made == e.TeamOwnerNamed(house.circle.id, house.id("Ada"), house.proposal.decision.id)  # type: ignore[union-attr]
    assert house.refused("Ada", of(house, "Ada")) == ("R20", "has_owner")
    remove = c.OpenMatter(matter=Matter("remove", "", (house.id("Ada"),)))
    assert house.refused("Cy", remove) == ("R20", "owner_stays")
    assert fold(house.history, EMPTY) == house.org


def test_r20_one_problem_stands_in_the_way_of_it_too(house: House) -> None:
    house.meet()
    house.opens("Ada", MATTER, "Ada")
    house.goes_round()
    house.objects("Cy")
    house.ok("Ada", "Bo")
    assert house.refused("Bo", c.ConfirmNobodyChanges(round=house.round.id)) == ("R4", "objection_stands")
    assert house.circle.owner == ""


def test_r20_who_leaves_meanwhile_ends_the_question(house: House) -> None:
    house.meet()
    house.opens("Ada", MATTER, "Ada")
    house.by("Ada", c.LeaveCircle())
    assert house.proposal.dropped
