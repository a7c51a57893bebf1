"""Stories of who speaks beside somebody and who answers for them: asked first, never over their own word."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process
from kiosk.governance.consent import still_to_hear
from kiosk.governance.fold import fold
from kiosk.governance.membership import belongs, may_be_asked
from kiosk.governance.standing_in import for_proposal
from kiosk.governance.state import EMPTY, OwnLife
from kiosk.governance.words import OTHER, Answer, Given, Matter
from tests.governance.table import Story

PEOPLE = (
    ("Ada", "worker"),
    ("Ann", "supported"),
    ("Bo", "supported"),
    ("Cy", "advocate"),
    ("Jo", "advocate"),
)
TODAY = "2026-09-21"


@pytest.fixture
def story() -> Story:
    """Ada brings Fridays, which change the work of Bo and Cy; Ann has named Jo for the whole circle."""
    story = Story(*PEOPLE, ("Kim", "worker"), ("Lu", "worker"))
    names_proxy(story)
    story.up_to_consent()
    return story


def names_proxy(story: Story, who: str = "Jo", about: str = "", until: str = "2026-12-31") -> str:
    """Ann names somebody; gives the id."""
    story.by("Ann", c.NameProxy(proxy=story.id(who), about=about, until=until))
    return story.circle.beside.stand_ins[-1].id


def asked_first(story: Story, by: str = "Kim") -> None:
    story.by(by, c.SayAskedFirst(round=story.round.id, of=story.id("Ann")))


def for_ann(story: Story, word: str = "ok", today: str = TODAY, **rest: str) -> c.AnswerFor:
    own = story.answer(word, **rest)
    return c.AnswerFor(
        round=own.round,
        of=story.id("Ann"),
        answer=own.answer,
        heard=own.heard,
        facts_heard=own.facts_heard,
        given=own.given,
        today=today,
    )


def waiting(story: Story) -> list[str]:
    return story.names(still_to_hear(story.round))


def others_consent(story: Story) -> None:
    story.ok(*(name for name in story.names(story.round.roster) if name != "Ann"))


def test_r15_jo_answers_for_ann_after_ann_was_asked(story: Story) -> None:
    others_consent(story)
    assert waiting(story) == ["Ann"]
    assert story.refused("Jo", for_ann(story)) == ("R15", "asked_first")
    asked_first(story)
    stored = story.by("Jo", for_ann(story))
    answer = stored[0].event
    assert isinstance(answer, e.AnswerGiven)
    assert (answer.person, stored[0].actor) == (story.id("Ann"), story.id("Jo"))
    assert answer.given
    assert answer.given.proxy == story.id("Jo")
    assert waiting(story) == []
    story.last_check()
    assert story.proposal.decision
    assert story.id("Ann") in story.proposal.decision.consented


def test_r3_the_silence_of_a_proxy_is_nothing_either(story: Story) -> None:
    others_consent(story)
    asked_first(story)
    assert waiting(story) == ["Ann"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R3", "still_to_hear")


@pytest.mark.parametrize("by", ["Jo", "Ada", "Bo", "Cy"])
def test_r15_that_ann_was_asked_is_not_said_by_who_answers_nor_by_anyone_concerned(
    story: Story, by: str
) -> None:
    said = c.SayAskedFirst(round=story.round.id, of=story.id("Ann"))
    assert story.refused(by, said) == ("R15", "not_a_witness")


def test_r15_ann_herself_says_that_jo_answers_this_time(story: Story) -> None:
    asked_first(story, "Ann")
    story.by("Jo", for_ann(story))
    assert "Ann" not in waiting(story)


def test_r15_anns_own_answer_alone_counts(story: Story) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story))
    story.objects("Ann")
    assert story.refused("Jo", for_ann(story))[0] == "R15"
    others_consent(story)
    assert story.objectors() == ["Ann"]


def test_r15_anns_own_answer_counts_until_the_decision_is_made(story: Story) -> None:
    others_consent(story)
    asked_first(story)
    story.by("Jo", for_ann(story))
    assert story.round.shown
    story.objects("Ann")
    assert story.objectors() == ["Ann"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")


def test_r15_what_another_device_took_from_jo_never_replaces_anns_own(story: Story) -> None:
    story.ok("Ann")
    own = story.round.answers[story.id("Ann")]
    late = e.AnswerGiven(
        story.circle.id,
        story.round.id,
        story.round.version_id,
        story.round.facts,
        story.id("Ann"),
        Answer("problem"),
        Given("touch", proxy=story.id("Jo")),
    )
    story.keep((late,), story.id("Jo"), story.id("Jo"))
    assert story.round.answers[story.id("Ann")] == own


def test_r15_who_asked_to_be_come_back_to_is_asked_again_first(story: Story) -> None:
    asked_first(story)
    story.come_back("Ann")
    assert story.refused("Jo", for_ann(story)) == ("R15", "asked_first")


def test_r23_what_is_added_later_is_put_to_ann_first_again(story: Story) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story))
    story.by("Bo", c.React(round=story.round.id, words="It rains."))
    assert story.refused("Jo", for_ann(story)) == ("R15", "asked_first")
    asked_first(story)
    story.by("Jo", for_ann(story))


@pytest.mark.parametrize("who", ["Ada", "Bo"])
def test_r15_the_author_and_whose_work_it_changes_answer_for_nobody(story: Story, who: str) -> None:
    names_proxy(story, who)
    asked_first(story)
    assert story.refused(who, for_ann(story)) == ("R15", "does_not_answer_for")


def test_r15_a_proxy_is_named_by_the_person_alone_in_their_own_turn(story: Story) -> None:
    names = c.NameProxy(proxy=story.id("Kim"), about="", until="2026-12-31")
    assert story.refused("Ann", replace(names, entered_by=story.id("Lu"))) == ("R15", "own_press")
    assert story.refused("Ann", replace(names, helper=story.id("Kim"))) == ("R15", "not_with_this_helper")
    assert story.refused("Ann", names, turn="Kim") == ("R16", "not_your_turn")
    story.by("Ann", replace(names, helper=story.id("Lu")))
    assert story.acts("Ann")[-1] == "ProxyNamed"


def test_r15_a_proxy_has_an_end(story: Story) -> None:
    kim = story.id("Kim")
    assert story.refused("Ann", c.NameProxy(proxy=kim, about="", until="")) == ("R9", "until_when")
    assert story.refused("Ann", c.NameProxy(proxy=kim, about="", until="soon")) == ("R9", "until_when")
    story.by("Ann", c.NameProxy(proxy=kim, about=story.proposal.id, until=""))
    again = c.NameProxy(proxy=kim, about=story.proposal.id, until="")
    assert story.refused("Ann", again) == ("", "nothing_changed")
    assert story.refused("Ann", c.NameProxy(proxy=kim, about="nothing", until="")) == ("", "unknown")
    assert story.refused("Ann", c.NameProxy(proxy=story.id("Ann"), about="", until="2026-12-31")) == (
        "",
        "unknown",
    )


@pytest.mark.parametrize("today", ["2027-01-01", ""])
def test_r15_after_the_day_or_without_a_day_nobody_answers_for_ann(story: Story, today: str) -> None:
    asked_first(story)
    assert story.refused("Jo", for_ann(story, today=today)) == ("R15", "does_not_answer_for")


def test_r15_a_proxy_for_one_matter_is_none_for_another(story: Story) -> None:
    first = story.proposal.id
    story.by("Ann", c.NameProxy(proxy=story.id("Kim"), about=first, until=""))
    story.draft("Ada")
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    story.restate()
    asked_first(story, "Lu")
    assert story.proposal.id != first
    assert story.refused("Kim", for_ann(story)) == ("R15", "does_not_answer_for")
    story.by("Jo", for_ann(story))


@pytest.mark.parametrize("by", ["Ann", "Jo"])
def test_r15_it_is_ended_by_one_press_and_what_was_agreed_counts_no_more(story: Story, by: str) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story))
    ends = c.EndStandIn(stand_in=story.circle.beside.stand_ins[0].id)
    assert story.refused("Kim", ends) == ("R15", "not_yours_to_end")
    story.by(by, ends)
    assert "Ann" in waiting(story)
    assert story.refused("Jo", for_ann(story)) == ("R15", "does_not_answer_for")
    assert story.refused(by, ends) == ("", "unknown")


def test_r4_a_problem_seen_in_anns_place_stands_when_jo_does_not_answer_any_more(story: Story) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story, "problem"))
    others_consent(story)
    story.by("Ann", c.EndStandIn(stand_in=story.circle.beside.stand_ins[0].id))
    assert story.objectors() == ["Ann"]
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")


@pytest.mark.parametrize("word", ["withdrawn", "come_back", "maybe"])
def test_r6_nobody_takes_anything_back_for_another(story: Story, word: str) -> None:
    asked_first(story)
    assert story.refused("Jo", for_ann(story, word)) == ("R6", "only_their_own")


def test_r6_jo_does_not_agree_over_anns_own_problem(story: Story) -> None:
    story.objects("Ann")
    others_consent(story)
    story.hear_objections()
    story.amend("Bo", what="Ada has dinner with friends on Saturdays.")
    story.restate()
    asked_first(story)
    assert story.refused("Jo", for_ann(story)) == ("R6", "only_their_own")
    others_consent(story)
    story.ok("Ann")
    assert story.objectors() == []


def test_r6_what_jo_saw_for_ann_is_met_by_jo_or_by_ann(story: Story) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story, "problem"))
    others_consent(story)
    story.hear_objections()
    story.amend("Bo", what="Ada has dinner with friends on Saturdays.")
    story.restate()
    asked_first(story)
    story.by("Jo", for_ann(story))
    others_consent(story)
    assert story.objectors() == []


def test_r20_nobody_answers_for_ann_about_ann() -> None:
    story = Story(*PEOPLE, ("Kim", "worker"), ("Lu", "worker"))
    names_proxy(story)
    story.meet()
    story.by("Kim", c.OpenMatter(matter=Matter("remove", "", (story.id("Bo"),))))
    ann = story.id("Ann")
    own_life = replace(story.proposal, own=OwnLife(asked="x", people=(ann,)))
    her_place = replace(story.proposal, matter=Matter("remove", "", (ann,)))
    assert for_proposal(story.circle, story.proposal, ann, TODAY)
    assert not for_proposal(story.circle, own_life, ann, TODAY)
    assert not for_proposal(story.circle, her_place, ann, TODAY)


def test_r18_a_problem_that_jo_saw_for_ann_is_met_without_waiting_for_her(story: Story) -> None:
    story.meet("Ada", "Bo", "Cy", "Jo", "Kim", "Lu")
    others_consent(story)
    asked_first(story)
    story.by("Jo", for_ann(story, "problem"))
    story.hear_objections()
    assert isinstance(story.next_step(), process.Tie)
    story.meet()
    assert isinstance(story.next_step(), process.Understand)


def test_r18_nobody_waits_for_an_answer_from_somebody_concerned() -> None:
    story = Story(*PEOPLE, ("Kim", "worker"), ("Lu", "worker"))
    names_proxy(story, "Ada")
    story.up_to_consent()
    story.meet("Ada", "Bo", "Cy", "Jo", "Kim", "Lu")
    others_consent(story)
    assert isinstance(story.next_step(), process.Wait)


def test_r15_a_proxy_for_one_matter_has_no_part_here_when_it_is_over() -> None:
    story = Story(*PEOPLE, ("Kim", "worker"), ("Lu", "worker"))
    story.keep((e.PersonAdded("olu", "other", "Olu"),), "", "")
    story.up_to_consent()
    story.by("Ann", c.NameProxy(proxy="olu", about=story.proposal.id, until=""))
    assert belongs(story.circle, "olu")
    assert "olu" in may_be_asked(story.org, story.circle)
    others_consent(story)
    story.ok("Ann")
    story.last_check()
    assert not belongs(story.circle, "olu")


def test_r21_nobody_leaves_or_says_anything_else_for_ann(story: Story) -> None:
    ann = story.id("Ann")
    for command in (c.LeaveCircle(), story.answer("ok"), c.NameProxy(proxy=ann, about="", until=TODAY)):
        signed = replace(command, circle=story.circle.id, by=ann, turn=story.id("Jo"))
        assert getattr(story.do(signed), "rule", "") == "R16"


def test_r22_what_jo_answered_is_read_back_to_ann_and_she_can_say_that_it_is_not_right(story: Story) -> None:
    asked_first(story)
    story.by("Jo", for_ann(story))
    assert "AnswerGiven" in story.acts("Ann")
    assert "AnswerGiven" not in story.acts("Jo")
    story.not_right("Ann", e.AnswerGiven)
    assert "Ann" in waiting(story)


def test_r8_whoever_answers_for_ann_has_heard_every_page(story: Story) -> None:
    asked_first(story)
    assert story.refused("Jo", replace(for_ann(story), heard="")) == ("R8", "not_heard")
    assert story.refused("Jo", replace(for_ann(story), round="")) == ("", "unknown")


def test_r15_no_helpers_press_answers_for_ann(story: Story) -> None:
    asked_first(story)
    kim = story.id("Kim")
    pressed = replace(for_ann(story), entered_by=kim, helper=kim, given=Given("touch", kim, ("typed",), True))
    assert story.refused("Jo", pressed) == ("R15", "own_press")
    assert story.refused("Jo", replace(for_ann(story), given=Given("touch", kim))) == ("R15", "helper_named")


def test_r18_the_kiosk_asks_for_ann_when_all_others_have_answered(story: Story) -> None:
    story.meet("Ada", "Bo", "Cy", "Jo", "Kim", "Lu")
    others_consent(story)
    step = story.next_step()
    assert isinstance(step, process.AskForAnother)
    assert step.person == story.id("Ann")
    story.meet()
    assert isinstance(story.next_step(), process.AskNext)
    asked_first(story, "Ann")
    assert isinstance(story.next_step(), process.AskForAnother)


def test_r14_the_record_tells_who_answers_for_whom(story: Story) -> None:
    story.by("Ann", c.NameAdvocate(who=OTHER, name="Sam"))
    asked_first(story)
    story.by("Jo", for_ann(story, "problem"))
    others_consent(story)
    story.by("Ann", c.EndStandIn(stand_in=story.circle.beside.stand_ins[0].id))
    assert fold(story.history, EMPTY) == story.org


# --- speaking beside ---------------------------------------------------------------------------------------


def test_r15_who_speaks_beside_ann_is_named_by_ann() -> None:
    story = Story(*PEOPLE)
    story.by("Ann", c.NameAdvocate(who=OTHER, name="Sam"))
    assert story.circle.beside.advocates[story.id("Ann")] == (OTHER, "Sam")
    assert story.refused("Ann", c.NameAdvocate(who=OTHER, name="Sam")) == ("", "nothing_changed")
    assert story.refused("Ann", c.NameAdvocate(who=OTHER)) == ("", "empty")
    assert story.refused("Ann", c.NameAdvocate(who=OTHER, name="S" * 41)) == ("", "long_name")
    assert story.refused("Ann", c.NameAdvocate(who=story.id("Ann"))) == ("", "unknown")
    pressed = c.NameAdvocate(who=story.id("Jo"), entered_by=story.id("Jo"))
    assert story.refused("Ann", pressed) == ("R15", "own_press")
    story.by("Ann", c.NameAdvocate(who=story.id("Jo")))
    story.by("Ann", c.NameAdvocate(who=""))
    assert not story.circle.beside.advocates


def test_r15_what_is_said_beside_ann_is_heard_in_the_round_and_is_no_answer_of_hers() -> None:
    story = Story(*PEOPLE)
    story.by("Ann", c.NameAdvocate(who=story.id("Jo")))
    story.meet()
    story.draft()
    story.present()
    says = c.SpeakBeside(round=story.round.id, words="Ann likes Fridays.")
    assert story.refused("Bo", says) == ("", "unknown")
    assert story.refused("Ann", replace(says, words=" ")) == ("", "empty")
    story.by("Ann", says)
    assert story.id("Ann") not in story.round.said
    assert story.proposal.reactions[-1].form == "beside"
    story.not_right("Ann", e.SpokenBeside)
    assert story.proposal.reactions[-1].form == "taken_back"
    first = story.round.id
    story.everyone_passes()
    assert story.refused("Ann", replace(says, round=first)) == ("R8", "round_over")


# --- papers ------------------------------------------------------------------------------------------------


@pytest.fixture
def with_paper() -> Story:
    """Lu has a paper for Ann's money; Kim and Bo are stewards by the circle's consent."""
    story = Story(*PEOPLE, ("Kim", "worker"), ("Lu", "advocate"))
    for name in ("Kim", "Jo"):
        filled = e.RoleFilled(story.circle.id, "steward", story.id(name), "2027-06-01", False)
        story.keep((filled,), "", "")
    story.up_to_consent()
    return story


def sees_paper(story: Story, by: str, **rest: str) -> None:
    story.by(by, c.SeePaper(**rest))


def first_sees(story: Story) -> str:
    paper = {"of": story.id("Ann"), "proxy": story.id("Lu"), "covers": "Going out and what it costs."}
    sees_paper(story, "Kim", **paper)
    return story.circle.beside.stand_ins[-1].id


def test_r15_a_paper_counts_with_the_second_steward_and_only_for_what_it_covers(with_paper: Story) -> None:
    story = with_paper
    paper = first_sees(story)
    story.by("Kim", c.SayPaperCovers(stand_in=paper, proposal=story.proposal.id))
    asked_first(story)
    assert story.refused("Lu", for_ann(story)) == ("R15", "does_not_answer_for")
    assert story.refused("Kim", c.SeePaper(stand_in=paper)) == ("", "unknown")
    sees_paper(story, "Jo", stand_in=paper)
    story.by("Lu", for_ann(story))
    assert "Ann" not in waiting(story)


def test_r15_a_paper_that_does_not_cover_it_is_none(with_paper: Story) -> None:
    story = with_paper
    paper = first_sees(story)
    sees_paper(story, "Jo", stand_in=paper)
    asked_first(story)
    assert story.refused("Lu", for_ann(story)) == ("R15", "does_not_answer_for")
    covers = c.SayPaperCovers(stand_in=paper, proposal=story.proposal.id)
    assert story.refused("Lu", covers) == ("R21", "only_stewards")
    story.by("Jo", covers)
    assert story.refused("Jo", covers) == ("", "unknown")
    story.by("Lu", for_ann(story))


def test_r15_with_a_paper_too_ann_is_asked_first_and_her_own_answer_alone_counts(with_paper: Story) -> None:
    story = with_paper
    paper = first_sees(story)
    sees_paper(story, "Jo", stand_in=paper)
    story.by("Jo", c.SayPaperCovers(stand_in=paper, proposal=story.proposal.id))
    assert story.refused("Lu", for_ann(story)) == ("R15", "asked_first")
    asked_first(story)
    story.by("Lu", for_ann(story))
    story.objects("Ann")
    assert story.refused("Lu", for_ann(story))[0] == "R15"
    story.by("Ann", c.EndStandIn(stand_in=paper))


def test_r15_only_stewards_who_are_neither_of_the_two_see_a_paper(with_paper: Story) -> None:
    story = with_paper
    ann, lu, kim = (story.id(name) for name in ("Ann", "Lu", "Kim"))
    whole = c.SeePaper(of=ann, proxy=lu, covers="Going out.")
    assert story.refused("Bo", whole) == ("R21", "only_stewards")
    assert story.refused("Kim", replace(whole, proxy=kim)) == ("R21", "not_of_oneself")
    assert story.refused("Kim", replace(whole, of=kim)) == ("R21", "not_of_oneself")
    assert story.refused("Kim", replace(whole, covers=" ")) == ("", "empty")
    assert story.refused("Kim", replace(whole, of=lu)) == ("", "unknown")
    assert story.refused("Kim", replace(whole, proxy="nobody")) == ("", "unknown")
    assert story.refused("Kim", c.SeePaper(stand_in="nothing")) == ("", "unknown")


def test_r15_of_a_paper_only_what_it_covers_is_kept_and_that_sealed(with_paper: Story) -> None:
    first_sees(with_paper)
    seen = with_paper.history[-1].event
    assert isinstance(seen, e.PaperSeen)
    assert set(seen.keys()) == {"proxy", "covers"}
