"""Choosing somebody for a role: on reasons, by consent, the nominee last."""

import dataclasses

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.decide import follow_up
from kiosk.governance.fold import fold
from kiosk.governance.selection import is_due, is_vacant, stewards_complete
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter, Nomination
from tests.governance import selecting
from tests.governance.selecting import TERM
from tests.governance.table import Story


@pytest.fixture
def story() -> Story:
    """Everyone has said what a secretary should be like; now they name somebody."""
    story = Story()
    story.meet()
    story.by("Ada", c.OpenMatter(matter=Matter("role", "secretary")))
    story.by("Ada", c.WriteVersion(proposal=story.proposal.id, wording=TERM, after=""))
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    for name in story.names(story.round.roster):
        story.by(name, c.NameQuality(round=story.round.id, words="Writes large."))
    assert story.round.kind == "nominate"
    return story


def names(story: Story, by: str, whom: str, why: str = "Is calm.") -> None:
    nomination = Nomination(story.id(whom), "words", why) if whom else Nomination("")
    story.by(by, c.Nominate(round=story.round.id, nomination=nomination))


def proposes(story: Story, by: str, whom: str) -> None:
    wording = dataclasses.replace(TERM, why=f"{whom} is calm.")
    chosen = c.WriteVersion(
        proposal=story.proposal.id, wording=wording, after=story.version, choice=story.id(whom)
    )
    story.by(by, chosen)


def test_r13_names_are_out_of_sight_until_all_are_in_and_then_shown_together(story: Story) -> None:
    names(story, "Ada", "Bo")
    names(story, "Bo", "Bo")
    assert not story.proposal.nominations
    assert story.next_step() == p.AskNext(story.round, story.id("Cy"))
    names(story, "Cy", "Ada")
    named = {story.name(by): story.name(n.now.named) for by, n in story.proposal.nominations.items() if n.now}
    assert named == {"Ada": "Bo", "Bo": "Bo", "Cy": "Ada"}
    assert story.round.kind == "change"


def test_r2_come_back_to_me_is_cleared_before_the_names_are_shown(story: Story) -> None:
    names(story, "Ada", "")
    names(story, "Bo", "Cy")
    names(story, "Cy", "Bo")
    assert story.next_step() == p.AskNext(story.round, story.id("Ada"))
    names(story, "Ada", "Cy")
    assert story.proposal.nominations


def test_r1_who_is_not_here_still_names_somebody(story: Story) -> None:
    story.meet("Ada", "Cy")
    names(story, "Ada", "Bo")
    names(story, "Cy", "Bo")
    assert story.next_step() == p.Wait((story.id("Bo"),))
    assert not story.proposal.nominations
    names(story, "Bo", "Ada")
    assert story.proposal.nominations


def test_r13_a_nominee_who_objects_is_heard_and_another_is_proposed(story: Story) -> None:
    for by, whom in (("Ada", "Bo"), ("Bo", "Ada"), ("Cy", "Bo")):
        names(story, by, whom)
    for name in story.names(story.round.roster):
        if name == "Cy":
            changed = Nomination(story.id("Ada"), "unsaid")
            story.by("Cy", c.ChangeNomination(round=story.round.id, nomination=changed))
        else:
            story.by(name, c.Pass(round=story.round.id))
    before_and_after = story.proposal.nominations[story.id("Cy")]
    assert before_and_after.first
    assert before_and_after.changed
    assert story.next_step() == p.Propose(story.id("Cy"))
    proposes(story, "Cy", "Bo")
    story.by("Cy", c.MakeReady(proposal=story.proposal.id, version_id=story.version))
    assert story.names(story.round.roster)[-1] == "Bo"
    story.ok("Ada", "Cy")
    story.by("Bo", story.answer("problem"))
    assert story.objectors() == ["Bo"]
    story.hear_objections()
    proposes(story, "Cy", "Ada")
    story.by("Cy", c.MakeReady(proposal=story.proposal.id, version_id=story.version))
    story.ok(*story.names(story.round.roster))
    story.last_check()
    assert [story.name(r.person) for r in story.circle.roles["secretary"]] == ["Ada"]
    filled = story.history[-1].event
    assert isinstance(filled, e.RoleFilled)
    assert filled.decision == story.proposal.decision.id if story.proposal.decision else False
    assert fold(story.history, EMPTY) == story.org


def test_r13_nobody_is_proposed_before_all_were_heard(story: Story) -> None:
    chosen = c.WriteVersion(
        proposal=story.proposal.id, wording=TERM, after=story.version, choice=story.id("Bo")
    )
    assert story.refused("Cy", chosen) == ("R13", "nominations_first")


def test_r13_no_event_holds_a_number_of_names() -> None:
    for kind in (e.NominationGiven, e.NominationChanged, e.NominationsShown, e.QualityNamed):
        assert int not in {field.type for field in dataclasses.fields(kind)}


def test_r22_a_name_that_is_not_right_is_asked_for_again(story: Story) -> None:
    names(story, "Ada", "Bo")
    story.not_right("Ada", e.NominationGiven)
    names(story, "Bo", "Cy")
    names(story, "Cy", "Bo")
    assert story.next_step() == p.AskNext(story.round, story.id("Ada"))


def test_a_role_of_the_circles_own_is_described_once(story: Story) -> None:
    story.by("Ada", c.DescribeRole(name="Plant helper", purpose="Waters the plants."))
    again = c.DescribeRole(name="plant helper", purpose="Waters.")
    assert story.refused("Bo", again) == ("", "same_name")
    role = next(iter(story.circle.described))
    story.by("Bo", c.OpenMatter(matter=Matter("role", role)))
    assert story.refused("Bo", c.OpenMatter(matter=Matter("role", role))) == ("R13", "choosing_already")
    assert story.refused("Bo", c.OpenMatter(matter=Matter("role", "king"))) == ("", "unknown")


def test_two_stewards_of_whom_one_is_not_paid_staff_make_the_stewards_complete(story: Story) -> None:
    def fill(name: str, instead: str = "") -> None:
        role = e.RoleFilled(
            story.circle.id, "steward", story.id(name), "2027-01-01", False, f"d-{name}", instead
        )
        story.keep((role,), story.id("Ada"), story.id("Ada"))

    fill("Bo")
    assert not stewards_complete(story.org, story.circle)
    fill("Ada")
    assert stewards_complete(story.org, story.circle)
    fill("Cy", instead=story.id("Ada"))
    assert {story.name(r.person) for r in story.circle.roles["steward"]} == {"Bo", "Cy"}


@pytest.mark.parametrize("seed", range(40))
def test_r13_however_a_circle_chooses_the_rules_of_choosing_hold(seed: int) -> None:
    table = selecting.choose(seed)
    assert fold(table.history, EMPTY) == table.org


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_r13_the_rules_of_choosing_hold_in_thousands_of_selections() -> None:
    for seed in range(40, 3040):
        selecting.choose(seed)


# --- somebody comes or goes meanwhile ----------------------------------------------------------------------


def heard(story: Story, *whom: str) -> None:
    """Each names somebody, in the order of the roster, and nobody changes."""
    for by, named in zip(story.names(story.round.roster), whom, strict=True):
        names(story, by, named)
    story.everyone_passes()


def asked(story: Story, by: str, whom: str) -> None:
    proposes(story, by, whom)
    story.by(by, c.MakeReady(proposal=story.proposal.id, version_id=story.version))


def test_r21_when_the_one_proposed_leaves_nobody_is_asked_and_another_is_proposed(story: Story) -> None:
    heard(story, "Bo", "Bo", "Bo")
    asked(story, "Cy", "Bo")
    story.by("Bo", c.LeaveCircle(stays=()))
    assert not story.round.open
    assert story.next_step() == p.Propose(story.id("Cy"))
    again = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", again) == ("R21", "nominee_gone")
    asked(story, "Cy", "Ada")
    assert story.names(story.round.roster) == ["Cy", "Ada"]
    story.ok()
    story.last_check()
    assert story.circle.holder("secretary") == story.id("Ada")


def test_r13_nobody_is_asked_before_somebody_is_proposed(story: Story) -> None:
    heard(story, "Bo", "Bo", "Bo")
    early = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", early) == ("R13", "nobody_chosen")


def joins(story: Story, name: str) -> None:
    story.by("Ada", c.InvitePerson(name=name, kind="advocate"))
    person = story.id(name)
    joined = (e.MemberJoined(story.circle.id, person),)
    story.keep(joined, person, person)
    while following := follow_up(story.org, (story.circle.id,)):
        story.keep(following.events, person, person)


def test_r1_who_joins_while_others_name_somebody_names_somebody_too(story: Story) -> None:
    names(story, "Ada", "Bo")
    names(story, "Bo", "Ada")
    joins(story, "Di")
    names(story, "Cy", "Bo")
    assert not story.proposal.nominations
    names(story, "Di", "Di")
    assert set(story.names(story.proposal.nominations)) == {"Ada", "Bo", "Cy", "Di"}


def test_r1_who_was_not_there_hears_whom_the_others_named_before_their_consent(story: Story) -> None:
    names(story, "Ada", "Bo")
    names(story, "Bo", "Ada")
    story.meet("Ada", "Cy")
    names(story, "Cy", "Bo")
    story.everyone_passes()
    asked(story, "Cy", "Ada")
    assert story.refused("Bo", story.answer("ok")) == ("R1", "not_caught_up")
    story.by("Bo", c.React(round=story.round.id, words="Ada is away a lot."))
    # What was added goes to everyone before the close.
    story.ok()
    assert story.round.shown


def test_r22_a_name_called_not_right_after_all_were_shown_speaks_for_nobody(story: Story) -> None:
    for by, named in zip(story.names(story.round.roster), ("Bo", "Bo", "Ada"), strict=True):
        names(story, by, named)
    story.not_right("Ada", e.NominationGiven)
    mine = story.proposal.nominations[story.id("Ada")]
    assert mine.first
    assert mine.now is None
    story.by("Ada", c.ChangeNomination(round=story.round.id, nomination=Nomination(story.id("Cy"), "unsaid")))
    after = story.proposal.nominations[story.id("Ada")].now
    assert after
    assert after.named == story.id("Cy")


def test_r21_two_problems_of_somebody_who_left_are_both_met_by_new_words() -> None:
    story = Story(("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "investor"))
    story.up_to_consent()
    first = story.round.id
    story.objects("Bo", "help")
    story.ok(*(n for n in story.names(story.round.roster) if n != "Bo"))
    story.by("Di", c.LeaveCircle(stays=()))
    story.by("Bo", story.answer("withdrawn", "fixed"))
    story.objects("Bo", "help")
    story.by("Bo", c.LeaveCircle(stays=(story.proposal.id,)))
    story.ok()
    assert {o.id.split("/")[0] for o in story.proposal.standing} > {first}
    for _ in range(2):
        story.hear_objections()
        step = story.next_step()
        if isinstance(step, p.PickObjection):
            story.by("Cy", c.TakeObjection(objection=step.objections[0].id))
        taken = next(o for o in story.proposal.standing if o.taken)
        story.by("Cy", c.TieObjection(objection=taken.id, words="It touches the aim."))
        story.amend("Cy", how=f"{story.proposal.wording.how} We watch it.")
        story.restate()
        story.ok()
    assert isinstance(story.next_step(), p.LastCheck)


# --- links and stewards ------------------------------------------------------------------------------------


def test_r10_a_first_circle_has_no_link_to_choose_for(story: Story) -> None:
    delegate = c.OpenMatter(matter=Matter("role", "delegate"))
    assert story.refused("Ada", delegate) == ("R10", "no_wider_circle")
    story.by("Ada", c.OpenMatter(matter=Matter("role", "leader")))


def test_two_stewards_are_never_both_paid_staff() -> None:
    story = Story(("Ada", "supported"), ("Bo", "worker"), ("Cy", "worker"))
    story.meet()
    filled = e.RoleFilled(story.circle.id, "steward", story.id("Bo"), "2027-01-01", False, "d-1")
    story.keep((filled,), story.id("Ada"), story.id("Ada"))
    story.by("Ada", c.OpenMatter(matter=Matter("role", "steward")))
    story.by("Ada", c.WriteVersion(proposal=story.proposal.id, wording=TERM, after=""))
    story.by("Cy", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    heard(story, "Cy", "Cy", "Cy")
    both_paid = c.WriteVersion(
        proposal=story.proposal.id, wording=TERM, after=story.version, choice=story.id("Cy")
    )
    assert story.refused("Cy", both_paid) == ("R13", "steward_not_paid")
    asked(story, "Cy", "Ada")
    story.ok()
    story.last_check()
    assert stewards_complete(story.org, story.circle)


def test_somebody_is_chosen_instead_of_one_who_holds_the_role_only(story: Story) -> None:
    wrong = Matter("role", "steward", (story.id("Bo"),))
    assert story.refused("Ada", c.OpenMatter(matter=wrong)) == ("", "unknown")


# --- what is offered again ---------------------------------------------------------------------------------


def test_r9_a_role_is_due_on_its_day_and_not_while_somebody_is_being_chosen() -> None:
    story = Story()
    assert not is_due(story.circle, "facilitator", "2026-10-31")
    assert is_due(story.circle, "facilitator", "2026-11-01")
    assert not is_due(story.circle, "facilitator", "")
    story.by("Ada", c.OpenMatter(matter=Matter("role", "facilitator")))
    assert not is_due(story.circle, "facilitator", "2026-11-01")


def test_r18_a_role_that_is_nobodys_is_offered_until_somebody_is_being_chosen() -> None:
    story = Story()
    assert not is_vacant(story.circle, "facilitator")
    assert not is_vacant(story.circle, "secretary")
    story.by("Cy", c.LeaveCircle())
    assert is_vacant(story.circle, "facilitator")
    assert is_vacant(story.circle, "steward")
    story.by("Ada", c.OpenMatter(matter=Matter("role", "facilitator")))
    assert not is_vacant(story.circle, "facilitator")
