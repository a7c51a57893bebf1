"""Friday evenings: the whole way from a wish to a decision, with a problem on the way."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Wording
from tests.governance.oracle import watched
from tests.governance.table import FRIDAYS, Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_r11_ada_bo_and_cy_decide_about_friday_evenings(story: Story) -> None:
    story.meet()
    story.draft()
    assert story.next_step() == p.ReadAloud()
    story.present()
    assert story.round.kind == "questions"
    story.by("Bo", c.AskQuestion(round=story.round.id, words="Who brings Ada home?"))
    story.by("Ada", c.Pass(round=story.round.id))
    story.by("Cy", c.Pass(round=story.round.id))
    question = story.proposal.questions[0].id
    assert story.next_step() == p.Settle(story.proposal.questions[0])
    story.by("Ada", c.AnswerQuestion(round=story.round.id, question=question, words="Cy does."))
    assert story.round.kind == "reactions"
    story.by("Cy", c.React(round=story.round.id, words="I am glad."))
    story.by("Ada", c.React(round=story.round.id, words="happy", form="picture"))
    story.by("Bo", c.Pass(round=story.round.id))
    assert story.next_step() == p.Restate(story.id("Cy"))
    story.restate()

    # A worker is asked after the advocate, the author last.
    assert story.names(story.round.roster) == ["Cy", "Bo", "Ada"]
    story.ok("Cy")
    story.objects("Bo", "pictures", pictures=("time", "sleep"))
    assert story.objectors() == []
    story.ok("Ada")
    assert story.objectors() == ["Bo"]
    assert story.objection("Bo").reason.pictures == ("time", "sleep")  # type: ignore[union-attr]

    assert story.next_step() == p.ReadObjections(story.round)
    story.hear_objections()
    bo = story.objection("Bo").id
    assert story.next_step() == p.Understand(story.objection("Bo"))
    story.by("Bo", c.ExplainObjection(objection=bo, form="words", words="I start at six on Saturdays."))
    assert story.next_step() == p.Tie(story.objection("Bo"))
    story.by("Cy", c.TieObjection(objection=bo, words="Who is tired cannot help Ada well."))
    assert story.next_step() == p.Explore(story.objection("Bo"), story.id("Bo"))
    story.by("Bo", c.OfferIdea(objection=bo, words="Home by eight."))
    assert story.next_step() == p.Amend(story.objection("Bo"))
    first_round = story.round.id
    story.amend("Ada", what="Ada has dinner with friends on Friday evenings, 6 to 8.")
    assert story.proposal.versions[-1].meets == (bo,)
    assert not story.proposal.find_round(first_round).open  # type: ignore[union-attr]
    assert story.objection("Bo").status == "standing"

    story.restate()
    story.ok()
    assert story.objection("Bo").status == "met"
    assert story.next_step() == p.LastCheck(story.round)
    entry = story.last_check()
    assert [type(r.event).__name__ for r in entry] == ["LastCheckDone", "DecisionMade", "RoundClosed"]
    assert len({r.entry for r in entry}) == 1
    decision = story.proposal.decision
    assert decision
    assert decision.version_id == story.version
    assert sorted(story.names(decision.consented)) == ["Ada", "Bo", "Cy"]
    assert decision.review_day == FRIDAYS.review_day
    assert story.next_step() == p.Done()
    watched(story.history)
    assert fold(story.history, EMPTY) == story.org


def test_r18_a_bare_wish_is_enough_and_the_kiosk_asks_for_what_is_missing(story: Story) -> None:
    story.by("Ada", c.RaiseTopic(form="wish"))
    story.by("Bo", c.BeginDraft(topic=list(story.circle.topics)[-1]))
    assert story.proposal.author == story.id("Ada")
    assert story.next_step() == p.FillIn("what")
    story.write("Bo", Wording(what="Ada sees her friends."), way="draft")
    assert story.next_step() == p.FillIn("why")
    story.write("Bo", FRIDAYS, way="draft")
    assert story.next_step() == p.AskMeaning(story.id("Ada"))
    meant = c.ConfirmMeaning(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Bo", meant) == ("R15", "only_raiser")
    story.by("Ada", meant)
    assert story.next_step() == p.AskAbout()
    story.about_nobody("Cy")
    assert story.next_step() == p.PutOn()
    # Other words, and Ada is asked again whether that is what she meant.
    story.amend("Bo", what="Ada has lunch with friends.")
    assert story.refused("Ada", meant) == ("R8", "words_changed")
    assert story.next_step() == p.AskMeaning(story.id("Ada"))
    story.by("Ada", replace(meant, version_id=story.version))
    story.by("Cy", c.PutOnAgenda(proposal=story.proposal.id))
    assert story.refused("Cy", c.PutOnAgenda(proposal=story.proposal.id)) == ("", "nothing_changed")
    assert story.next_step() == p.ReadAloud()


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({"why": " "}, "missing_why"),
        ({"who": ""}, "missing_who"),
        ({"how": ""}, "missing_how"),
        ({"review_day": ""}, "missing_review_day"),
        ({"review_day": "next spring"}, "missing_review_day"),
        ({"review_day": "2026-02-30"}, "missing_review_day"),
        ({"if_missed": ""}, "missing_if_missed"),
        ({"if_missed": "it depends"}, "missing_if_missed"),
        ({"if_missed": "goes_on", "risk": ""}, "missing_risk"),
    ],
)
def test_r9_nobody_is_asked_for_consent_while_a_part_is_missing(
    story: Story, parts: dict[str, str], missing: str
) -> None:
    story.meet()
    story.draft()
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    story.amend("Bo", **parts)
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R9", missing)
    assert story.next_step() == p.FillIn(missing.removeprefix("missing_"))
    story.amend("Bo", review_day="2027-01-01", why="x", who="y", how="z", if_missed="goes_on", risk="falls")
    story.restate()
    assert story.round.kind == "consent"


def test_r8_words_are_changed_only_from_the_newest_and_only_for_other_words(story: Story) -> None:
    story.draft()
    first = story.version
    write = c.WriteVersion(proposal=story.proposal.id, wording=FRIDAYS, after=first)
    assert story.refused("Bo", write) == ("R8", "same_words")
    assert story.refused("Bo", replace(write, wording=Wording())) == ("", "empty")
    story.amend("Bo", easy="Friends on Fridays.")
    assert story.refused("Bo", replace(write, wording=replace(FRIDAYS, easy=""))) == ("R8", "words_changed")
    assert [v.number for v in story.proposal.versions] == [1, 2]
    assert story.proposal.version(first) == story.proposal.versions[0]


def test_a_topic_is_raised_as_words_a_picture_or_a_wish(story: Story) -> None:
    assert story.refused("Ada", c.RaiseTopic(form="words", words="  ")) == ("", "empty")
    assert story.refused("Ada", c.RaiseTopic(form="song", words="la")) == ("", "unknown")
    story.by("Ada", c.RaiseTopic(form="picture", words="food"))
    begin = c.BeginDraft(topic=list(story.circle.topics)[-1])
    story.by("Cy", begin)
    assert story.refused("Cy", begin) == ("", "already_draft")
    assert story.refused("Cy", c.BeginDraft(topic="none")) == ("", "unknown")


def test_the_author_puts_an_idea_away_until_people_are_asked_for_consent(story: Story) -> None:
    story.meet()
    story.draft()
    drop = c.Drop(proposal=story.proposal.id, reason="Not now.")
    assert story.refused("Bo", drop) == ("R12", "only_author")
    story.by("Ada", drop)
    assert story.next_step() == p.Done()
    assert story.refused("Ada", drop) == ("", "nothing_changed")
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    assert story.refused("Bo", present) == ("", "unknown")
    # Anyone may take it up again.
    story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
    story.present()
    story.by("Ada", drop)
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("", "unknown")
    story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
    story.everyone_passes()
    story.everyone_passes()
    story.restate()
    assert story.refused("Ada", drop) == ("R4", "round_open")


def test_r11_nothing_is_opened_or_changed_after_a_decision(story: Story) -> None:
    story.up_to_consent()
    story.ok()
    round_id = story.round.id
    story.last_check()
    at, version = story.proposal.id, story.version
    for command in (
        c.MakeReady(proposal=at, version_id=version),
        c.Present(proposal=at, version_id=version, how="aloud"),
        c.PutOnAgenda(proposal=at),
        c.WriteVersion(proposal=at, wording=replace(FRIDAYS, easy=""), after=version),
    ):
        assert story.refused("Cy", command) == ("R11", "already_decided")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=round_id)) == ("R11", "round_over")
    assert story.refused("Bo", story.answer("problem")) == ("R8", "round_over")
    assert story.refused("Bo", c.React(round=round_id, words="Hm.")) == ("R1", "round_over")
    assert story.refused("Cy", c.HearObjections(round=round_id)) == ("", "unknown")
