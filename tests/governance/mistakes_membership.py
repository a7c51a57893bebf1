"""Mistakes about who belongs, who is asked, and what stays of those who are gone (R7, R20, R21)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import (
    consent,
    fold_membership,
    leaving,
    membership,
    owner,
    process,
    registry,
    removal,
    rounds,
    two_words,
)
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Circle, Objection, Organisation, Proposal, Round
from kiosk.governance.words import Matter
from tests.governance.membership_machine import Houses
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.test_story_membership import House
from tests.governance.watching import watch_machine, watched_story

HOUSES = "houses"


@mistake("R7", HOUSES)
def who_joins_in_an_open_round_is_not_asked(m: pytest.MonkeyPatch) -> None:
    right = consent.ask_anew

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        return tuple(event for event in right(org, circle, proposal) if not isinstance(event, e.RosterGrew))

    put(m, consent, "ask_anew", wrong)


@mistake("R7", "a removal")
def the_one_concerned_is_on_the_roster_of_their_own_removal(m: pytest.MonkeyPatch) -> None:
    put(m, removal, "no_right_in_own_removal", lambda org, circle, proposal: ())


@mistake("R7", HOUSES)
def a_guest_is_asked_for_consent(m: pytest.MonkeyPatch) -> None:
    right = consent.roster_for
    put(m, consent, "roster_for", lambda org, circle, pr: (*right(org, circle, pr), *circle.guests))


@mistake("R7", "a visit")
def a_guest_is_asked_what_they_think(m: pytest.MonkeyPatch) -> None:
    right = rounds.open_round

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, kind: str) -> e.RoundOpened:
        everyone = replace(circle, members=(*circle.members, *circle.guests))
        return right(org, everyone, proposal, kind)

    m.setattr(process, "open_round", wrong)


@mistake("R7", HOUSES)
def somebody_is_admitted_who_did_not_say_so(m: pytest.MonkeyPatch) -> None:
    put(m, membership, "to_admit", lambda circle: tuple(circle.membership.invited))
    put(m, membership, "hold_admit", lambda circle, proposal: None)


@mistake("R20", "a removal")
def the_one_whose_team_it_is_can_be_removed(m: pytest.MonkeyPatch) -> None:
    right = removal._never

    def wrong(circle: Circle, person: str) -> object:
        return right(replace(circle, membership=replace(circle.membership, owner="")), person)

    put(m, removal, "_never", wrong)


@mistake("R20", "whose team it is")
def anyone_says_whose_team_it_is(m: pytest.MonkeyPatch) -> None:
    m.setitem(registry.OPENINGS, owner.MATTER, lambda org, circle, command: None)


@mistake("R20", "a removal")
def the_one_whose_team_it_is_can_be_set_aside(m: pytest.MonkeyPatch) -> None:
    right = two_words.say

    def wrong(org: Organisation, circle: Circle, command: c.SayOfMember) -> Result:
        return right(org, replace(circle, membership=replace(circle.membership, owner="")), command)

    put(m, two_words, "say", wrong)


@mistake("R21", "leaving with a problem")
def leaving_ends_an_objection(m: pytest.MonkeyPatch) -> None:
    right = fold_membership._left

    def ended(o: Objection, person: str) -> Objection:
        return replace(o, status="withdrawn") if o.person == person else o

    def wrong(circle: Circle, event: e.MemberLeft, recorded: e.Recorded) -> Circle:
        after = right(circle, event, recorded)
        proposals = {
            id: replace(p, objections=tuple(ended(o, event.person) for o in p.objections))
            for id, p in after.proposals.items()
        }
        return replace(after, proposals=proposals)

    put(m, fold_membership, "_left", wrong)


@mistake("R21", "leaving with a problem")
def leaving_ends_a_problem_that_is_hidden_still(m: pytest.MonkeyPatch) -> None:
    put(m, leaving, "left_behind", lambda org, circle, proposal: ())


@mistake("R21", "leaving with a problem")
def any_new_words_meet_the_problem_of_one_who_is_gone(m: pytest.MonkeyPatch) -> None:
    right = consent.unmet

    def wrong(circle: Circle, proposal: Proposal) -> tuple[Objection, ...]:
        return tuple(o for o in right(circle, proposal) if o.person in circle.members)

    put(m, consent, "unmet", wrong)
    m.setattr(process, "unmet", wrong)


@mistake("R21", HOUSES)
def who_died_is_still_waited_for(m: pytest.MonkeyPatch) -> None:
    right = fold_membership._died

    def wrong(state: Organisation, event: e.MemberDied, recorded: e.Recorded) -> Organisation:
        return replace(
            right(state, event, recorded),
            circles={
                id: replace(circle, members=state.circles[id].members)
                for id, circle in right(state, event, recorded).circles.items()
            },
        )

    put(m, fold_membership, "_died", wrong)


@mistake("R21", HOUSES)
def a_round_goes_on_waiting_for_one_who_is_gone(m: pytest.MonkeyPatch) -> None:
    right = consent.ask_anew

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        return tuple(event for event in right(org, circle, proposal) if not isinstance(event, e.RoundClosed))

    put(m, consent, "ask_anew", wrong)


@mistake("R21", HOUSES)
def the_answers_of_one_who_is_gone_still_count(m: pytest.MonkeyPatch) -> None:
    right = consent.ask_anew

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        last: Round | None = proposal.consent_round
        answered = last is not None and all(p in last.answers for p in last.roster if p not in circle.members)
        return () if answered else right(org, circle, proposal)

    put(m, consent, "ask_anew", wrong)


@mistake("R21", HOUSES)
def somebody_is_removed_while_they_object(m: pytest.MonkeyPatch) -> None:
    put(m, removal, "_never", lambda circle, person: None)


@mistake("R21", "a removal")
def nobody_offers_to_speak_beside_them(m: pytest.MonkeyPatch) -> None:
    put(m, removal, "hold_removal", lambda circle, pr: removal._never(circle, removal.concerned(pr)))
    m.setitem(process.PREPARATIONS, "remove", lambda circle, proposal: None)


@mistake("R21", HOUSES)
def one_steward_alone_sets_somebody_aside(m: pytest.MonkeyPatch) -> None:
    right = two_words.first_word

    def wrong(circle: Circle, person: str, what: str) -> object:
        said = right(circle, person, what)
        return replace(said, by="somebody") if said else None

    put(m, two_words, "first_word", wrong)
    may = two_words.who_may_say
    put(m, two_words, "who_may_say", lambda *a: (*may(*a), "somebody"))


@mistake("R21", HOUSES)
def any_two_members_set_somebody_aside(m: pytest.MonkeyPatch) -> None:
    put(m, two_words, "BY_STEWARDS", ())


watch_machine("houses", Houses)


@watched_story("a visit")
def a_visit() -> None:
    """A guest is heard in questions, and asked nothing else."""
    house = House()
    house.invite("Ada", "Eve", "advocate", guest=True)
    house.draft()
    house.by("Bo", c.BeginMeeting(here=(*house.members, house.id("Eve"))))
    house.present()
    house.everyone_passes()
    demand(house.round.kind == "reactions", "R1", "the questions did not end")
    demand(house.id("Eve") not in house.round.roster, "R7", "a guest is asked what they think")


@watched_story("leaving with a problem")
def leaving_with_a_problem() -> None:
    """What somebody saw stands when they leave, hidden still or read out already."""
    hidden = House()
    hidden.up_to_consent()
    hidden.objects("Bo", "words", words="It is late.")
    hidden.by("Bo", c.LeaveCircle(stays=(hidden.proposal.id,)))
    hidden.ok("Cy", "Ada")
    demand(hidden.objectors() == ["Bo"], "R21", "a problem that was hidden still is gone with who saw it")
    told = House()
    told.up_to_consent()
    told.objects("Bo")
    told.ok("Cy", "Ada")
    told.by("Bo", c.LeaveCircle(stays=(told.proposal.id,)))
    demand(told.objectors() == ["Bo"], "R21", "a problem is gone with who saw it")
    unnamed = House()
    unnamed.up_to_consent()
    unnamed.objects("Bo")
    unnamed.objects("Cy")
    unnamed.ok("Ada")
    unnamed.by("Bo", c.LeaveCircle(stays=(unnamed.proposal.id,)))
    unnamed.objects("Cy")
    unnamed.ok("Ada")
    unnamed.hear_objections()
    unnamed.by("Ada", c.TakeObjection(objection=unnamed.objection("Cy").id))
    unnamed.amend("Ada", what="Sundays.")
    unnamed.restate()
    unnamed.ok()
    check = c.ConfirmNobodyChanges(round=unnamed.round.id)
    what = "words that do not name the problem of one who left met it"
    demand(isinstance(unnamed.do(unnamed.signed(check, unnamed.id("Ada"))), Refused), "R21", what)


@watched_story("whose team it is")
def whose_team_it_is() -> None:
    """Nobody says it of somebody else, nor a worker of themselves."""
    for by, of in (("Cy", "Ada"), ("Cy", "Cy")):
        house = House()
        matter = c.OpenMatter(matter=Matter(owner.MATTER, "", (house.id(of),)))
        said = house.do(house.signed(matter, house.id(by)))
        demand(isinstance(said, Refused), "R20", f"{by} said that it is the team of {of}")


@watched_story("a removal")
def a_removal() -> None:
    """Whose team it is stays; who is concerned is offered an advocate, and has no consent right."""
    house = House()
    house.keep((e.TeamOwnerNamed(house.circle.id, house.id("Ada")),), "", "")
    of_ada = c.OpenMatter(matter=Matter("remove", "", (house.id("Ada"),)))
    said = house.do(house.signed(of_ada, house.id("Bo")))
    demand(isinstance(said, Refused), "R20", "whose team it is can be removed")
    house.stewards("Bo", "Cy")
    aside = c.SayOfMember(person=house.id("Ada"), what="aside", review_day="2026-12-01")
    said = house.do(house.signed(aside, house.id("Bo")))
    demand(isinstance(said, Refused), "R20", "whose team it is can be set aside")
    house.meet()
    house.opens("Ada", "remove", "Bo")
    bo = house.id("Bo")
    demand(house.next_step() == process.OfferAdvocate(bo), "R21", "nobody offers to speak beside them")
    house.by("Bo", c.ChooseAdvocate(proposal=house.proposal.id, to=house.id("Cy")))
    house.present()
    house.everyone_passes()
    house.everyone_passes()
    house.restate()
    demand(bo not in house.round.roster, "R7", "somebody is asked about their own removal")
