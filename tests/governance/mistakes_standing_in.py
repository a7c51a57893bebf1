"""Mistakes about who answers for another, and when (R6, R15)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import fold_rounds, fold_standing_in, standing_in
from kiosk.governance.state import StandIn
from tests.governance import standing_in_circles
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.table import Story
from tests.governance.watching import TRIES, watched, watched_story

FOR_ANN = "answered for"
OWN_LIFE = "answered for, about their own life"


@mistake("R15", FOR_ANN)
def somebody_answers_for_one_who_was_not_asked(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "was_asked", lambda circle, round_, person: True)


@mistake("R15", FOR_ANN)
def an_answer_for_another_takes_the_place_of_their_own(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "is_in_anothers_place", lambda before, event: False)
    put(
        m, standing_in, "was_asked", lambda circle, round_, person: (round_.id, person) in circle.beside.asked
    )
    put(m, fold_rounds, "is_in_anothers_place", lambda before, event: False)
    put(m, standing_in, "counts", lambda round_, standing: False)


@mistake("R15", FOR_ANN)
def who_answers_for_another_says_that_they_were_asked(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "may_say_asked", lambda circle, round_, person, by: True)


@mistake("R15", FOR_ANN)
def what_was_agreed_stays_when_it_is_ended(m: pytest.MonkeyPatch) -> None:
    put(m, fold_standing_in, "_without_consent", lambda proposal, gone: proposal)


@mistake("R15", FOR_ANN)
def the_day_that_was_named_is_not_read(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "_in_time", lambda one, today: True)


@mistake("R15", FOR_ANN)
def the_author_answers_for_another(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "_concerned", lambda proposal, who: False)


@mistake("R6", FOR_ANN)
def somebody_agrees_over_anothers_own_problem(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "_own_problem_stands", lambda proposal, round_, person: False)


@mistake("R6", FOR_ANN)
def somebody_takes_back_for_another(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "_not_theirs", lambda circle, proposal, round_, command: None)


@mistake("R15", FOR_ANN)
def a_paper_counts_with_one_steward(m: pytest.MonkeyPatch) -> None:
    def wrong(one: StandIn, proposal: str) -> bool:
        return proposal in one.covered if one.is_paper else one.about in ("", proposal)

    m.setattr(StandIn, "reaches", wrong)


@mistake("R15", FOR_ANN)
def a_paper_is_for_everything(m: pytest.MonkeyPatch) -> None:
    def wrong(one: StandIn, proposal: str) -> bool:
        return len(one.seen_by) > 1 if one.is_paper else one.about in ("", proposal)

    m.setattr(StandIn, "reaches", wrong)


@mistake("R15", FOR_ANN)
def anyone_sees_a_paper(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "stewards", lambda circle: circle.members)


@mistake("R20", OWN_LIFE)
def somebody_answers_about_anothers_own_life(m: pytest.MonkeyPatch) -> None:
    put(m, standing_in, "about_themselves", lambda circle, proposal, person: False)


@watched_story(OWN_LIFE)
def jo_tries_to_answer_about_anns_life() -> None:
    story = Story(*standing_in_circles.PEOPLE, facilitator="Bo")
    ann, jo = story.id("Ann"), story.id("Jo")
    story.by("Ann", c.NameProxy(proxy=jo, about="", until="2026-12-31"))
    story.meet()
    story.draft()
    story.by("Ann", c.SayAboutMe(proposal=story.proposal.id))
    story.by("Ann", c.GiveOwnWord(proposal=story.proposal.id, version_id=story.version, word="ok"))
    story.by("Bo", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    story.everyone_passes()
    story.restate("Bo")
    story.by("Kim", c.SayAskedFirst(round=story.round.id, of=ann))
    said = standing_in_circles.for_ann(story)
    story.do(story.signed(said, jo))
    answers = [one.event for one in story.history if isinstance(one.event, e.AnswerGiven)]
    demand(not answers, "R20", "somebody answered about Ann's own life")


@watched(FOR_ANN)
def circles_in_which_some_answer_for_ann() -> None:
    for seed in range(TRIES):
        standing_in_circles.answered_for(seed)
