"""Joining, visiting, leaving, a death, a removal and setting aside; and what stays of those who are gone."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process as p
from kiosk.governance.consent import still_to_hear
from kiosk.governance.fold import fold
from kiosk.governance.leaving import without_hands
from kiosk.governance.membership import may_be_asked, to_admit
from kiosk.governance.refusals import Refused
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter, Wording
from tests.governance.table import Story

WHY = Wording(why="It is better so.", review_day="2026-12-01", if_missed="stops")


class House(Story):
    """A story in which people come and go."""

    def invite(self, by: str, name: str, kind: str = "worker", *, guest: bool = False) -> None:
        self.by(by, c.InvitePerson(name=name, kind=kind, guest=guest))

    def agrees(self, name: str) -> None:
        self.by(name, c.AnswerInvitation(wants=True))

    def opens(self, by: str, kind: str, name: str) -> None:
        """A matter about somebody is put to the circle, with all its words, on the agenda."""
        self.by(by, c.OpenMatter(matter=Matter(kind, "", (self.id(name),))))
        self.write(by, WHY, way="draft")
        if not self.proposal.on_agenda:
            self.by(by, c.PutOnAgenda(proposal=self.proposal.id))

    def goes_round(self, helper: str = "Cy") -> None:
        """Presented, questions and reactions done; the consent round is open."""
        if self.circle.meeting is None:
            self.meet()
        self.by(helper, c.Present(proposal=self.proposal.id, version_id=self.version, how="read aloud"))
        self.everyone_passes()
        self.everyone_passes()
        self.restate(helper)

    def joins(self, name: str, kind: str = "worker") -> None:
        """The whole way in."""
        self.invite("Ada", name, kind)
        self.agrees(name)
        self.opens("Ada", "admit", name)
        self.goes_round()
        self.ok()
        self.last_check()

    def proposal_of(self, kind: str) -> str:
        return next(p.id for p in self.circle.proposals.values() if p.matter.kind == kind)

    def stewards(self, *names: str) -> None:
        for name in names:
            event = e.RoleFilled(self.circle.id, "steward", self.id(name), "2027-01-01", False)
            self.keep((event,), "", "")

    def events(self) -> list[str]:
        return [type(r.event).__name__ for r in self.history]


@pytest.fixture
def house() -> House:
    return House()


def folds_again(house: House) -> None:
    assert fold(house.history, EMPTY) == house.org


# --- joining -----------------------------------------------------------------------------------------------


def test_r7_a_member_asks_the_person_agrees_and_then_the_circle(house: House) -> None:
    house.invite("Ada", "Dee")
    dee = house.id("Dee")
    assert to_admit(house.circle) == ()
    early = c.OpenMatter(matter=Matter("admit", "", (dee,)))
    assert house.refused("Ada", early) == ("", "unknown")
    assert house.refused("Dee", c.RaiseTopic(form="wish")) == ("R7", "not_member")
    assert house.refused("Bo", c.AnswerInvitation(wants=True)) == ("", "unknown")
    house.agrees("Dee")
    assert house.refused("Dee", c.AnswerInvitation(wants=True)) == ("", "nothing_changed")
    assert to_admit(house.circle) == (dee,)
    house.opens("Bo", "admit", "Dee")
    assert house.refused("Bo", early) == ("", "unknown")
    house.goes_round()
    assert dee not in house.round.roster
    house.ok()
    house.last_check()
    assert house.history[-1].event == e.MemberJoined(
        house.circle.id,
        dee,
        house.proposal.decision.id,  # type: ignore[union-attr]
    )
    assert dee in house.members
    folds_again(house)


def test_r7_who_changed_their_mind_is_not_admitted(house: House) -> None:
    house.invite("Ada", "Dee")
    house.agrees("Dee")
    house.opens("Ada", "admit", "Dee")
    house.goes_round()
    house.ok()
    house.by("Dee", c.AnswerInvitation(wants=False))
    assert house.events()[-2:] == ["RoundClosed", "Overtaken"]
    assert house.next_step() == p.Done()
    assert house.id("Dee") not in house.members
    assert house.id("Dee") in may_be_asked(house.org, house.circle)


def test_r7_who_joins_in_an_open_round_is_asked_caught_up_and_can_object_at_once(house: House) -> None:
    house.up_to_consent()
    friday = house.proposal
    house.ok("Cy", "Bo")
    house.invite("Ada", "Dee", "supported")
    house.agrees("Dee")
    house.opens("Ada", "admit", "Dee")
    house.goes_round()
    house.ok()
    house.last_check()
    round_ = house.circle.proposals[friday.id].consent_round
    assert round_
    assert house.names(round_.roster) == ["Cy", "Bo", "Dee", "Ada"]
    # What was said before Dee came still counts.
    assert house.names(still_to_hear(round_)) == ["Dee", "Ada"]
    problem = replace(house.answer("problem"), round=round_.id, heard=round_.version_id, facts_heard=0)
    assert house.refused("Dee", problem) == ("R1", "not_caught_up")
    house.by("Dee", c.Pass(round=round_.id))
    house.by("Dee", problem)
    house.by("Ada", replace(house.answer("ok"), round=round_.id, heard=round_.version_id, facts_heard=0))
    assert [house.name(o.person) for o in house.circle.proposals[friday.id].standing] == ["Dee"]
    folds_again(house)


def test_r7_who_joins_when_all_are_in_is_heard_before_the_close(house: House) -> None:
    house.up_to_consent()
    friday = house.proposal.id
    house.ok()
    assert house.round.shown
    house.joins("Dee")
    round_ = house.circle.proposals[friday].consent_round
    assert round_
    assert not round_.shown
    check = c.ConfirmNobodyChanges(round=round_.id)
    assert house.refused("Cy", check) == ("R3", "still_to_hear")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.InvitePerson(name=" ", kind="worker"), "empty"),
        (c.InvitePerson(name="D" * 41, kind="worker"), "long_name"),
        (c.InvitePerson(name="BO", kind="worker"), "same_name"),
        (c.InvitePerson(name="Dee", kind="king"), "unknown"),
        (c.InvitePerson(person="nobody"), "unknown"),
    ],
)
def test_an_invitation_names_somebody_who_can_be_told_apart(
    house: House, command: c.Command, why: str
) -> None:
    assert house.refused("Ada", command) == ("", why)


# --- guests ------------------------------------------------------------------------------------------------


def test_r7_a_guest_is_heard_in_questions_and_has_no_consent_right(house: House) -> None:
    house.invite("Ada", "Eve", "advocate", guest=True)
    eve = house.id("Eve")
    house.draft()
    assert house.refused("Bo", c.BeginMeeting(here=(eve,))) == ("R1", "nobody_here")
    house.by("Bo", c.BeginMeeting(here=(*house.members, eve)))
    house.present()
    assert eve in house.round.roster
    house.by("Eve", c.AskQuestion(round=house.round.id, words="Who drives?"))
    house.by(
        "Bo", c.AnswerQuestion(round=house.round.id, question=house.proposal.questions[0].id, noted=True)
    )
    house.everyone_passes()
    assert house.round.kind == "reactions"
    assert eve not in house.round.roster
    assert house.refused("Eve", c.Pass(round=house.round.id)) == ("R7", "not_member")
    assert house.refused("Eve", c.React(round=house.round.id, words="Good.")) == ("R7", "not_member")
    house.everyone_passes()
    house.restate()
    assert eve not in house.round.roster
    assert house.refused("Eve", house.answer("problem")) == ("R7", "not_member")
    assert house.refused("Eve", c.AskQuestion(round=house.round.id, words="Now?")) == ("R7", "not_member")
    # Anyone who is here may stop for a break; and what is stored in one's own name is one's own.
    house.by("Eve", c.SayNotRight(act=house.circle.acts[eve][0].id))
    house.by("Eve", c.PauseMeeting())
    house.by("Bo", c.ResumeMeeting(here=house.members))
    house.go_home()
    assert house.circle.guests == ()
    assert eve in may_be_asked(house.org, house.circle)
    folds_again(house)


# --- leaving -----------------------------------------------------------------------------------------------


def test_r21_who_leaves_is_asked_no_more_and_all_answer_anew_on_the_same_words(house: House) -> None:
    house.joins("Dee")
    house.meet()
    house.draft()
    house.present()
    house.everyone_passes()
    house.everyone_passes()
    house.restate()
    house.ok("Bo", "Dee")
    first = house.round
    house.by("Dee", c.LeaveCircle())
    assert not house.proposal.find_round(first.id).open  # type: ignore[union-attr]
    assert house.proposal.find_round(first.id).why == "roster"  # type: ignore[union-attr]
    assert house.round.version_id == first.version_id
    assert sorted(house.names(house.round.roster)) == ["Ada", "Bo", "Cy"]
    assert house.round.answers == {}
    assert house.refused("Dee", house.answer("ok")) == ("R7", "not_member")
    house.ok()
    house.last_check()
    assert sorted(house.names(house.proposal.decision.consented)) == ["Ada", "Bo", "Cy"]  # type: ignore[union-attr]
    folds_again(house)


def test_r21_a_problem_is_spoken_of_before_one_leaves(house: House) -> None:
    house.up_to_consent()
    house.objects("Bo")
    assert house.refused("Bo", c.LeaveCircle()) == ("R21", "say_of_problem")
    house.withdraws("Bo")
    house.by("Bo", c.LeaveCircle())
    house.ok()
    assert house.objectors() == []
    house.last_check()


def test_r21_a_hidden_problem_of_one_who_left_stays_hidden_until_all_are_in_and_then_stands(
    house: House,
) -> None:
    house.up_to_consent()
    house.objects("Bo", "words", words="It is late.")
    house.by("Bo", c.LeaveCircle(stays=(house.proposal.id,)))
    house.ok("Cy")
    assert house.objectors() == []
    house.ok("Ada")
    assert house.objectors() == ["Bo"]
    assert house.objection("Bo").reason.words == "It is late."  # type: ignore[union-attr]
    assert house.refused("Cy", c.ConfirmNobodyChanges(round=house.round.id)) == ("R4", "objection_stands")
    house.hear_objections()
    # Nobody calls Bo: the circle ties the problem to its aim, and changes the words.
    assert isinstance(house.next_step(), p.Tie)
    house.by("Ada", c.TieObjection(objection=house.objection("Bo").id, words="It is about rest."))
    assert isinstance(house.next_step(), p.Amend)
    folds_again(house)


def test_r21_a_problem_of_one_who_left_is_met_only_by_words_that_name_it(house: House) -> None:
    house.up_to_consent()
    house.objects("Bo")
    house.objects("Cy")
    house.ok("Ada")
    house.by("Bo", c.LeaveCircle(stays=(house.proposal.id,)))
    house.objects("Cy")
    house.ok("Ada")
    house.hear_objections()
    house.by("Ada", c.TakeObjection(objection=house.objection("Cy").id))
    house.amend("Ada", what="Sundays.")
    assert house.proposal.versions[-1].meets == (house.objection("Cy").id,)
    house.restate()
    house.ok()
    # These words were made for Cy's problem; Bo's is still there.
    assert house.objectors() == ["Bo"]
    assert house.refused("Cy", c.ConfirmNobodyChanges(round=house.round.id)) == ("R4", "objection_stands")
    house.hear_objections()
    house.amend("Ada", what="Saturdays.")
    house.restate()
    house.ok()
    assert house.next_step() == p.LastCheck(house.round)
    house.last_check()
    assert house.objection("Bo").status == "met_by_words"
    assert "ObjectionMet" in house.events()
    folds_again(house)


def test_r21_the_problems_of_two_who_left_are_met_one_after_the_other() -> None:
    house = House(("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"))
    house.up_to_consent()
    house.objects("Bo", "words", words="It gets late.")
    house.objects("Di", "words", words="It costs a lot.")
    house.ok("Cy", "Ada")
    for name in ("Bo", "Di"):
        house.by(name, c.LeaveCircle(stays=(house.proposal.id,)))
    for end in ("until eight", "and the bus"):
        house.ok(*(name for name in ("Cy", "Ada") if house.id(name) in still_to_hear(house.round)))
        house.hear_objections()
        step = house.next_step()
        if isinstance(step, p.PickObjection):
            house.by("Cy", c.TakeObjection(objection=step.objections[0].id))
        taken = next(o for o in house.proposal.standing if o.taken)
        house.by("Cy", c.TieObjection(objection=taken.id, words="It is about rest."))
        house.amend("Cy", what=f"{house.proposal.wording.what} {end}")
        house.restate()
    house.ok()
    house.last_check()
    assert house.proposal.decision
    assert house.objectors() == []


def test_r21_a_standing_problem_is_taken_back_alone_where_nobody_is_being_asked(house: House) -> None:
    house.up_to_consent()
    house.objects("Bo")
    house.ok("Ada", "Cy")
    take_back = c.TakeBackObjection(objection=house.objection("Bo").id, why="fixed")
    assert house.refused("Bo", take_back) == ("R6", "withdraw_in_round")
    assert house.refused("Cy", take_back) == ("R6", "nothing_to_withdraw")
    house.hear_objections()
    house.amend("Ada", what="Sundays.")
    assert house.refused("Bo", replace(take_back, why="tired")) == ("R6", "problem_stays")
    house.by("Bo", take_back)
    assert house.objectors() == []
    assert house.refused("Bo", take_back) == ("R6", "objection_over")
    house.not_right("Bo", e.ObjectionWithdrawn)
    assert house.objectors() == ["Bo"]


def test_r21_jobs_and_turns_of_one_who_left_are_free_and_decisions_head_the_agenda(house: House) -> None:
    house.up_to_consent()
    house.ok()
    house.last_check()
    house.by("Cy", c.LeaveCircle())
    assert house.circle.roles["facilitator"] == ()
    assert house.circle.facilitator == ""
    assert house.id("Cy") not in house.circle.here
    assert without_hands(house.org, house.circle) == (house.proposal,)
    house.by("Ada", c.TakeOver(proposal=house.proposal.id))
    assert without_hands(house.org, house.circle) == ()
    assert house.refused("Ada", c.TakeOver(proposal=house.proposal.id)) == ("", "unknown")


def test_r21_a_round_of_questions_does_not_wait_for_one_who_left(house: House) -> None:
    house.meet()
    house.draft()
    house.present()
    house.by("Ada", c.Pass(round=house.round.id))
    house.by("Cy", c.Pass(round=house.round.id))
    house.by("Bo", c.LeaveCircle())
    assert house.round.kind == "reactions"
    assert house.id("Bo") not in house.round.roster


def test_r18_a_draft_of_one_who_left_goes_on_without_asking_them(house: House) -> None:
    house.by("Bo", c.RaiseTopic(form="wish"))
    house.by("Ada", c.BeginDraft(topic=list(house.circle.topics)[-1]))
    house.write("Ada", replace(WHY, what="x", who="y", how="z"), way="draft")
    assert house.next_step() == p.AskMeaning(house.id("Bo"))
    house.by("Bo", c.LeaveCircle())
    assert house.next_step() == p.AskAbout()
    house.about_nobody("Ada")
    assert house.next_step() == p.PutOn()


def test_r21_the_last_one_does_not_leave_an_empty_circle(house: House) -> None:
    house.by("Bo", c.LeaveCircle())
    house.by("Cy", c.LeaveCircle())
    assert house.refused("Ada", c.LeaveCircle()) == ("R21", "last_member")


# --- a death -----------------------------------------------------------------------------------------------


def test_r21_a_death_is_said_by_two_members_and_can_be_taken_back_before_the_second(house: House) -> None:
    house.up_to_consent()
    bo = house.id("Bo")
    died = c.SayOfMember(person=bo, what="died")
    assert house.refused("Bo", died) == ("R21", "not_of_oneself")
    house.by("Ada", died)
    assert house.refused("Ada", died) == ("R21", "another_says_it_too")
    assert bo in house.members
    assert house.refused("Cy", c.TakeBackWord(person=bo, what="died")) == ("", "unknown")
    house.by("Ada", c.TakeBackWord(person=bo, what="died"))
    house.by("Cy", died)
    assert bo in house.members
    house.by("Ada", died)
    assert bo not in house.members
    assert bo not in house.round.roster
    assert bo not in may_be_asked(house.org, house.circle)
    assert house.name(bo) == "Bo"
    folds_again(house)


def test_r21_a_death_that_was_not_so_is_undone_by_two_members(house: House) -> None:
    bo = house.id("Bo")
    for what in ("died", "alive"):
        for name in ("Ada", "Cy"):
            house.by(name, c.SayOfMember(person=bo, what=what))
    assert bo in house.members
    assert house.refused("Ada", c.SayOfMember(person=bo, what="alive")) == ("", "unknown")
    assert house.refused("Ada", c.SayOfMember(person=bo, what="rich")) == ("", "unknown")


def test_r21_of_two_members_none_can_be_said_to_have_died(house: House) -> None:
    house.by("Cy", c.LeaveCircle())
    died = c.SayOfMember(person=house.id("Bo"), what="died")
    assert house.refused("Ada", died) == ("R21", "two_members")


def test_r21_a_death_is_so_in_every_circle(house: House) -> None:
    bo = house.id("Bo")
    garden = e.CircleFounded("garden", "Garden", "Things grow.")
    joined = tuple(e.MemberJoined("garden", id) for id in (bo, house.id("Ada")))
    house.keep((garden, *joined), "", "")
    for name in ("Ada", "Cy"):
        house.by(name, c.SayOfMember(person=bo, what="died"))
    assert bo not in house.org.circles["garden"].members
    for name in ("Ada", "Cy"):
        house.by(name, c.SayOfMember(person=bo, what="alive"))
    assert bo in house.org.circles["garden"].members


# --- removal -----------------------------------------------------------------------------------------------


def test_r7_in_the_round_about_a_removal_the_one_concerned_speaks_and_has_no_consent_right(
    house: House,
) -> None:
    house.meet()
    house.opens("Ada", "remove", "Bo")
    bo, at = house.id("Bo"), house.proposal.id
    assert house.next_step() == p.OfferAdvocate(bo)
    assert house.refused("Ada", c.ChooseAdvocate(proposal=at)) == ("", "unknown")
    assert house.refused("Bo", c.ChooseAdvocate(proposal=at, to=bo)) == ("", "unknown")
    house.by("Bo", c.ChooseAdvocate(proposal=at, to=house.id("Cy")))
    house.present()
    assert bo in house.round.roster
    house.everyone_passes()
    house.by("Bo", c.React(round=house.round.id, words="I want to stay."))
    house.everyone_passes()
    house.restate()
    assert bo not in house.round.roster
    assert house.refused("Bo", house.answer("problem")) == ("R7", "not_asked")
    house.by("Bo", c.React(round=house.round.id, words="Please."))
    house.ok()
    house.last_check()
    assert bo not in house.members
    assert house.circle.membership.gone[bo].how == "removed"
    folds_again(house)


def test_r21_nobody_is_removed_while_they_see_a_problem_nor_before_somebody_was_offered(
    house: House,
) -> None:
    bo = house.id("Bo")
    house.up_to_consent()
    removal = c.OpenMatter(matter=Matter("remove", "", (bo,)))
    # Whether Bo sees a problem is hidden still, so it waits for the round whatever Bo said.
    assert house.refused("Ada", removal) == ("R21", "rounds_first_remove")
    house.objects("Bo")
    house.ok("Ada", "Cy")
    assert house.refused("Ada", removal) == ("R21", "sees_a_problem")
    assert house.refused("Bo", removal) == ("R21", "leave_instead")
    house.withdraws("Bo")
    house.ok("Bo")
    house.last_check()
    house.opens("Ada", "remove", "Bo")
    assert house.refused("Ada", removal) == ("", "nothing_changed")
    house.present()
    house.everyone_passes()
    house.everyone_passes()
    ready = c.MakeReady(proposal=house.proposal.id, version_id=house.version)
    assert house.refused("Cy", ready) == ("R21", "offer_advocate")
    house.by("Bo", c.ChooseAdvocate(proposal=house.proposal.id))
    house.restate()
    house.ok()
    removing = house.proposal.id
    # Meanwhile Bo is asked about something else: the removal waits.
    house.draft("Bo")
    house.present()
    house.everyone_passes()
    house.everyone_passes()
    house.restate()
    check = c.ConfirmNobodyChanges(round=house.circle.proposals[removing].rounds[-1].id)
    assert house.refused("Cy", check) == ("R21", "rounds_first_remove")
    assert isinstance(p.next_step(house.circle, house.circle.proposals[removing]), p.HeldBack)


def test_r21_a_removal_is_no_question_any_more_when_the_person_left(house: House) -> None:
    house.meet()
    house.opens("Ada", "remove", "Bo")
    house.by("Bo", c.LeaveCircle())
    assert house.next_step() == p.Done()
    assert house.circle.membership.gone[house.id("Bo")].how == "left"


def test_r20_whose_team_it_is_belongs_by_right() -> None:
    house = House()
    house.keep((e.TeamOwnerNamed(house.circle.id, house.id("Ada")),), "", "")
    ada = house.id("Ada")
    assert house.circle.owner == ada
    assert house.refused("Bo", c.OpenMatter(matter=Matter("remove", "", (ada,)))) == ("R20", "owner_stays")
    house.stewards("Bo", "Cy")
    aside = c.SayOfMember(person=ada, what="aside", review_day="2026-12-01")
    assert house.refused("Bo", aside) == ("R20", "owner_stays")
    house.by("Ada", c.LeaveCircle())
    house.by("Bo", c.InvitePerson(person=ada))
    # No round: Ada says so, and belongs again.
    house.agrees("Ada")
    assert ada in house.members


# --- setting aside -----------------------------------------------------------------------------------------


def test_r21_setting_aside_takes_two_stewards_a_day_and_no_reason(house: House) -> None:
    bo = house.id("Bo")
    aside = c.SayOfMember(person=bo, what="aside", review_day="2026-12-01")
    assert house.refused("Ada", aside) == ("R21", "two_stewards")
    house.stewards("Ada", "Cy", "Bo")
    house.by("Bo", c.LeaveCircle())
    house.by("Ada", c.InvitePerson(person=bo))
    house.agrees("Bo")
    house.opens("Ada", "admit", "Bo")
    house.goes_round()
    house.ok()
    house.last_check()
    assert house.refused("Bo", aside) == ("R21", "only_stewards")
    assert house.refused("Ada", replace(aside, review_day="soon")) == ("R9", "missing_review_day")
    house.by("Ada", aside)
    assert bo in house.members
    assert house.refused("Ada", aside) == ("R21", "another_says_it_too")
    house.by("Cy", replace(aside, review_day="2030-01-01"))
    assert house.circle.membership.gone[bo].review_day == "2026-12-01"
    assert bo not in house.members
    assert bo not in may_be_asked(house.org, house.circle)
    for name in ("Cy", "Ada"):
        house.by(name, c.SayOfMember(person=bo, what="aside_over"))
    assert bo in house.members
    folds_again(house)


def test_r21_a_temporary_steward_sets_nobody_aside(house: House) -> None:
    for name in ("Ada", "Cy"):
        role = e.RoleFilled(house.circle.id, "steward", house.id(name), "2027-01-01", True)
        house.keep((role,), "", "")
    aside = c.SayOfMember(person=house.id("Bo"), what="aside", review_day="2026-12-01")
    assert house.refused("Ada", aside) == ("R21", "two_stewards")


def test_r12_after_whoever_asked_for_the_break_is_gone_anyone_begins_again(house: House) -> None:
    house.up_to_consent()
    house.by("Bo", c.PauseMeeting())
    house.by("Bo", c.LeaveCircle())
    house.by("Ada", c.ResumeMeeting(here=house.members))
    assert house.id("Bo") not in house.circle.here


def test_a_team_of_one_person_is_founded_with_its_owner() -> None:
    found = c.FoundCircle(
        name="Ada's team",
        aim="Ada lives well.",
        people=(c.NewPerson("Ada", "supported"), c.NewPerson("Bo", "worker")),
        facilitator=1,
        review_day="2026-11-01",
        owner=0,
    )
    house = House()
    house.org, house.history = EMPTY, []
    assert house.do(replace(found, owner=1)) == Refused("R20", "owner_supported")
    assert house.do(replace(found, owner=2)) == Refused("R20", "owner_supported")
    house.do(found)
    assert house.name(house.circle.owner) == "Ada"
