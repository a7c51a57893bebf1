"""Circles come to be, belong to each other, are linked by two people, change and end."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import links
from kiosk.governance import structure as rules
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, Claim, parents_of
from kiosk.governance.words import Matter
from tests.governance.nest import WORDS, Nest


@pytest.fixture
def nest() -> Nest:
    """Home (Ada, Bo, Cy) has founded itself; Board (Dee, Eve) on another device."""
    nest = Nest()
    nest.found("Home", "Ada", "Bo", "Cy")
    nest.found("Board", "Dee", "Eve")
    return nest


def home_belongs(nest: Nest, delegate: str = "Ada", leader: str = "Dee") -> None:
    """Home belongs to Board, with both links whole."""
    nest.decides("Home", "belong", nest.circle("Board").id)
    nest.agrees("Board")
    home, board = nest.circle("Home"), nest.circle("Board")
    nest.decides("Board", "leader", home.id, choice=leader)
    nest.tell(e.RoleFilled(home.id, "delegate", nest.id(delegate), "2026-12-01", False))
    nest.decides("Board", "accept_delegate", home.id, delegate)
    assert board.id == nest.circle("Home").charter.parent


def new_circle(nest: Nest, kind: str = "new_circle") -> None:
    """Home makes Places Circle, which Cy leads; Ada and Bo are asked too."""
    nest.decides("Home", kind, "", "Ada", "Bo", choice="Cy")


def test_a_first_circle_charters_itself(nest: Nest) -> None:
    assert rules.charter_due(nest.circle("Home"))
    decision = nest.decides("Home", "charter", nest.circle("Home").id, review_day="2026-10-21")
    home = nest.circle("Home")
    assert (home.charter.decision, home.aim, home.charter.domain) == (decision, WORDS.aim, WORDS.domain)
    assert home.charter.absence == "usual"
    assert home.charter.review_day == "2026-10-21"
    assert not rules.charter_due(home)


def test_a_new_circle_waits_for_its_people_and_its_own_yes(nest: Nest) -> None:
    new_circle(nest)
    places = nest.circle("Places Circle")
    assert (places.charter.parent, rules.life(nest.org, places)) == (nest.circle("Home").id, "proposed")
    assert nest.names(places.charter.first) == ["Cy", "Ada", "Bo"]
    assert (places.members, rules.charter_due(places)) == ((), False)
    for name, wants in (("Cy", True), ("Ada", True), ("Bo", False)):
        nest.by(name, "Home", c.AnswerFirst(new=places.id, agree=wants))
    places = nest.circle("Places Circle")
    assert nest.names(places.members) == ["Cy", "Ada"]
    nest.decides("Places Circle", "charter", places.id)
    assert nest.circle("Places Circle").charter.decision
    assert rules.life(nest.org, nest.circle("Places Circle")) == "chartered"
    assert links.link(nest.org, nest.circle("Places Circle")) == links.Link(
        places.id, nest.circle("Home").id, nest.id("Cy"), "", ("delegate",)
    )


def test_r15_nobody_answers_for_another_whether_to_join(nest: Nest) -> None:
    new_circle(nest)
    places = nest.circle("Places Circle")
    assert nest.refused("Dee", "Board", c.AnswerFirst(new=places.id, agree=True)) == ("", "unknown")
    nest.by("Ada", "Home", c.AnswerFirst(new=places.id, agree=False))
    assert nest.refused("Ada", "Home", c.AnswerFirst(new=places.id, agree=True)) == ("", "unknown")
    assert nest.circle("Places Circle").members == ()


def test_a_new_circle_decides_nothing_before_its_own_yes(nest: Nest) -> None:
    new_circle(nest)
    places = nest.circle("Places Circle")
    for name in ("Cy", "Ada"):
        nest.by(name, "Home", c.AnswerFirst(new=places.id, agree=True))
    nest.by("Cy", "Places Circle", c.RaiseTopic(form="wish"))
    topic = next(iter(nest.circle("Places Circle").topics))
    nest.by("Cy", "Places Circle", c.BeginDraft(topic=topic))
    with pytest.raises(AssertionError, match="CharterFirst"):
        nest.goes_through("Places Circle", nest.newest("Places Circle").id)
    at = nest.newest("Places Circle")
    version = at.current.id if at.current else ""
    make = c.MakeReady(proposal=at.id, version_id=version)
    assert nest.refused("Cy", "Places Circle", make) == ("", "charter_first")


def test_other_words_than_the_wider_circles_need_both(nest: Nest) -> None:
    new_circle(nest)
    places = nest.circle("Places Circle")
    for name in ("Cy", "Ada", "Bo"):
        nest.by(name, "Home", c.AnswerFirst(new=places.id, agree=True))
    first = nest.decides("Places Circle", "charter", places.id, aim="Something else.")
    assert nest.circle("Places Circle").aim == WORDS.aim
    second = nest.agrees("Home")
    places = nest.circle("Places Circle")
    assert (places.aim, places.charter.decision) == ("Something else.", second)
    assert nest.org.asks[first].agreed == second


@pytest.mark.parametrize(("begins", "agrees"), [("Home", "Board"), ("Board", "Home")])
def test_aim_and_domain_change_with_both_circles_consent(nest: Nest, begins: str, agrees: str) -> None:
    nest.decides("Home", "charter", nest.circle("Home").id)
    home_belongs(nest)
    before = nest.circle("Home").aim
    first = nest.decides(begins, "charter", nest.circle("Home").id, aim="New.")
    assert nest.circle("Home").aim == before
    second = nest.agrees(agrees)
    kept = [r.event for r in nest.history if isinstance(r.event, e.CharterKept)][-1]
    assert (kept.first, kept.decision, nest.circle("Home").aim) == (first, second, "New.")
    agree = c.OpenMatter(matter=Matter("agree", first))
    assert nest.refused("Ada", agrees, agree) == ("", "unknown")


def test_a_circle_cannot_agree_for_the_other_one(nest: Nest) -> None:
    home_belongs(nest)
    first = nest.decides("Home", "close_circle", nest.circle("Home").id)
    asked = c.OpenMatter(matter=Matter("agree", first))
    assert nest.refused("Ada", "Home", asked) == ("", "unknown")


def test_a_helping_circle_has_a_last_day_and_nothing_happens_by_itself(nest: Nest) -> None:
    new_circle(nest, "helping_circle")
    places = nest.circle("Places Circle")
    assert places.charter.ends == WORDS.review_day
    assert rules.life(nest.org, places) != "closed"


def test_a_wider_circle_belongs_to_none_and_others_may_belong_to_it(nest: Nest) -> None:
    nest.decides("Home", "wider_circle", "", "Ada", "Dee")
    places = nest.circle("Places Circle")
    assert (places.charter.parent, places.roles) == ("", {})
    for name, at in (("Ada", "Home"), ("Dee", "Board")):
        nest.by(name, at, c.AnswerFirst(new=places.id, agree=True))
    nest.decides("Places Circle", "charter", places.id)
    nest.decides("Home", "belong", places.id)
    nest.agrees("Places Circle")
    assert nest.circle("Home").charter.parent == places.id


# --- links ----------------------------------------------------------------------------------------------


def test_r10_leader_and_delegate_are_full_members_of_both(nest: Nest) -> None:
    home_belongs(nest)
    home, board = nest.circle("Home"), nest.circle("Board")
    assert nest.names(home.members) == ["Ada", "Bo", "Cy", "Dee"]
    assert nest.names(board.members) == ["Dee", "Eve", "Ada"]
    found = links.link(nest.org, home)
    assert found
    assert (nest.names(found.people), found.gaps) == (["Dee", "Ada"], ())
    assert rules.life(nest.org, home) == "active"


def test_r10_leader_and_delegate_are_two_people(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    first = nest.opens("Board", "leader", home, choice="Dee")
    made = c.WriteVersion(
        proposal=first.id,
        wording=WORDS,
        after=first.current.id if first.current else "",
        choice=nest.id("Ada"),
    )
    assert nest.refused("Dee", "Board", made) == ("R10", "two_people")


def test_r10_who_brings_news_is_a_member_of_the_wider_circle(nest: Nest) -> None:
    home_belongs(nest)
    first = nest.opens("Board", "leader", nest.circle("Home").id, choice="Dee")
    version = first.current.id if first.current else ""
    made = c.WriteVersion(proposal=first.id, wording=WORDS, after=version, choice=nest.id("Bo"))
    assert nest.refused("Dee", "Board", made) == ("R10", "not_of_both")


def test_r10_the_wider_circle_is_asked_only_about_whom_the_circle_chose(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    for name, key in (("Bo", "not_chosen"), ("Dee", "not_chosen")):
        asked = c.OpenMatter(matter=Matter("accept_delegate", home, (nest.id(name),)))
        assert nest.refused("Dee", "Board", asked) == ("R10", key)
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Dee"), "2026-12-01", False))
    asked = c.OpenMatter(matter=Matter("accept_delegate", home, (nest.id("Dee"),)))
    assert nest.refused("Eve", "Board", asked) == ("R10", "two_people")


def test_r10_a_delegate_chosen_anew_meanwhile_is_not_asked_about(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Bo"), "2026-12-01", False))
    nest.opens("Board", "accept_delegate", home, "Bo")
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Cy"), "2026-12-01", False))
    nest.by("Dee", "Board", c.RaiseTopic(form="wish"))
    asked = nest.newest("Board")
    assert asked.dropped
    assert asked.decision is None


def test_r10_whoever_became_the_delegate_meanwhile_is_not_sent_as_leader(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    sent = nest.opens("Board", "leader", home, choice="Dee")
    nest.goes_to_answers("Board", sent.id, against="Eve")
    nest.tell(e.MemberJoined(home, nest.id("Dee")))
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Dee"), "2026-12-01", False))
    nest.by("Dee", "Board", c.RaiseTopic(form="wish"))
    assert nest.circle("Board").proposals[sent.id].dropped


def test_r10_one_person_in_both_places_from_two_devices_shows_as_broken(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Dee"), "2026-12-01", False))
    found = links.link(nest.org, nest.circle("Home"))
    assert found
    assert (found.leader, found.delegate, found.gaps) == (nest.id("Dee"), "", ("same",))


def test_r10_a_link_without_somebody_shows_as_broken_on_both_sides(nest: Nest) -> None:
    nest.decides("Home", "belong", nest.circle("Board").id)
    nest.agrees("Board")
    for name in ("Home", "Board"):
        (found,) = links.links_of(nest.org, nest.circle(name))
        assert found.gaps == ("leader", "delegate")
    home = nest.circle("Home").id
    nest.tell(e.RoleFilled(home, "delegate", nest.id("Ada"), "2026-12-01", False))
    (found,) = links.links_of(nest.org, nest.circle("Board"))
    assert found.gaps == ("leader", "delegate_waits")


# --- no ring --------------------------------------------------------------------------------------------


def test_no_circle_is_its_own_ancestor(nest: Nest) -> None:
    home_belongs(nest)
    asked = c.OpenMatter(matter=Matter("belong", nest.circle("Home").id))
    assert nest.refused("Dee", "Board", asked) == ("", "own_ancestor")
    itself = c.OpenMatter(matter=Matter("belong", nest.circle("Board").id))
    assert nest.refused("Dee", "Board", itself) == ("", "own_ancestor")


def test_two_homes_that_each_made_the_other_wider_are_told(nest: Nest) -> None:
    home, board = nest.circle("Home").id, nest.circle("Board").id
    nest.tell(e.CircleBelongs(board, home, board, "d1", ""), when=1)
    nest.tell(e.CircleBelongs(home, board, home, "d2", ""), when=2)
    assert nest.circle("Home").charter.parent == board
    assert (nest.circle("Board").charter.parent, nest.circle("Board").charter.doubted) == ("", True)
    assert rules.ancestors(nest.org, home) == (board,)


def test_the_same_ring_is_found_whatever_came_first() -> None:
    claims = (Claim("a", "b", 1, "x"), Claim("b", "c", 2, "y"), Claim("c", "a", 3, "z"))
    first = parents_of(claims)
    assert first == parents_of(tuple(reversed(claims)))
    assert first == ({"a": "b", "b": "c"}, frozenset({"c"}))


# --- ending ---------------------------------------------------------------------------------------------


def test_a_circle_ends_when_both_agree_and_its_domain_comes_back(nest: Nest) -> None:
    home_belongs(nest)
    home = nest.circle("Home").id
    first = nest.decides("Home", "close_circle", home)
    assert rules.life(nest.org, nest.circle("Home")) == "folding"
    nest.agrees("Board")
    assert rules.life(nest.org, nest.circle("Home")) == "closed"
    assert nest.circle("Board").charter.returned == (home,)
    assert nest.circle("Home").proposals[first_proposal(nest, first)].decision


def first_proposal(nest: Nest, decision: str) -> str:
    home = nest.circle("Home")
    return next(p.id for p in home.proposals.values() if p.decision and p.decision.id == decision)


def test_a_circle_that_has_ended_asks_nobody_and_decides_nothing(nest: Nest) -> None:
    nest.by("Ada", "Home", c.RaiseTopic(form="wish"))
    nest.decides("Home", "close_circle", nest.circle("Home").id)
    home = nest.circle("Home")
    assert (home.charter.closed, home.meeting, home.live, dict(home.acts)) == (True, None, (), {})
    assert home not in nest.org.circles_of(nest.id("Ada"))
    for command in (
        c.RaiseTopic(form="wish"),
        c.BeginMeeting(here=home.members),
        c.OpenMatter(matter=Matter("charter", home.id)),
    ):
        assert nest.refused("Ada", "Home", command) == ("", "circle_closed")


def test_a_circle_to_which_others_belong_does_not_end(nest: Nest) -> None:
    home_belongs(nest)
    asked = c.OpenMatter(matter=Matter("close_circle", nest.circle("Board").id))
    assert nest.refused("Dee", "Board", asked) == ("", "has_circles")


def test_the_history_tells_the_same_again(nest: Nest) -> None:
    home_belongs(nest)
    nest.decides("Home", "close_circle", nest.circle("Home").id)
    nest.agrees("Board")
    assert fold(nest.history, EMPTY) == nest.org


def test_what_one_circle_does_changes_no_other(nest: Nest) -> None:
    """Only the events that name another circle reach it."""
    home_belongs(nest)
    before = nest.circle("Board")
    nest.by("Ada", "Home", c.RaiseTopic(form="wish"))
    nest.by("Ada", "Home", c.BeginDraft(topic=next(iter(nest.circle("Home").topics))))
    nest.goes_through("Home", nest.newest("Home").id)
    assert nest.circle("Board") is before
