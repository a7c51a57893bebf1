"""Easy Read words beside the full ones, and one idea that becomes two (R8, R18)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import process
from kiosk.governance.easy import needs_easy
from kiosk.governance.fold import fold
from kiosk.governance.splitting import beginning, may_split
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Wording
from tests.governance.table import FRIDAYS, Story
from tests.governance.test_story_reviews import Reviewing

PLAIN = replace(FRIDAYS, easy="")
DUTIES = replace(PLAIN, what="Dinner moves to six, and Cy buys a taxi card.")


@pytest.fixture
def story() -> Story:
    return Story()


def up_to_ready(story: Story, wording: Wording = PLAIN) -> None:
    story.meet()
    story.draft("Ada", wording)
    story.present()
    story.everyone_passes()
    story.everyone_passes()


def reads_easy(story: Story, name: str, easy: bool = True) -> None:
    story.by(name, c.ChooseReading(easy=easy))


# --- easy words ------------------------------------------------------------------------------------------


def test_r8_nobody_is_asked_before_there_are_easy_words_for_who_uses_them(story: Story) -> None:
    up_to_ready(story)
    reads_easy(story, "Bo")
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R8", "easy_words_missing")
    assert isinstance(story.next_step(), process.WriteEasy)
    story.amend("Ada", easy="Dinner is at six on Fridays.")
    assert isinstance(story.next_step(), process.Restate)
    story.restate()
    assert story.round.kind == "consent"


def test_r8_easy_words_are_needed_for_the_newest_version(story: Story) -> None:
    reads_easy(story, "Bo")
    up_to_ready(story, FRIDAYS)
    story.amend("Cy", what="Ada has lunch with friends.", easy="")
    assert isinstance(story.next_step(), process.WriteEasy)


def test_r18_easy_words_are_offered_as_soon_as_the_draft_is_whole(story: Story) -> None:
    reads_easy(story, "Bo")
    story.by("Ada", c.RaiseTopic(form="wish"))
    story.by("Ada", c.BeginDraft(topic=list(story.circle.topics)[-1]))
    story.write("Ada", replace(PLAIN, how=""), way="draft")
    assert story.next_step() == process.FillIn("how")
    story.amend("Ada", how="We ask Ada.")
    assert isinstance(story.next_step(), process.WriteEasy)


def test_r8_nobody_needs_them_where_nobody_uses_them(story: Story) -> None:
    up_to_ready(story)
    reads_easy(story, "Bo")
    reads_easy(story, "Bo", easy=False)
    assert not needs_easy(story.circle, story.proposal)
    story.restate()
    assert story.refused("Bo", c.ChooseReading(easy=False)) == ("", "nothing_changed")


def test_r8_what_the_kiosk_says_by_itself_is_easy_already(story: Story) -> None:
    reads_easy(story, "Bo")
    up_to_ready(story, FRIDAYS)
    silent = Wording(review_day="2026-12-01", if_missed="stops", absence="usual")
    version = replace(story.proposal.versions[-1], wording=silent)
    assert not needs_easy(story.circle, replace(story.proposal, versions=(version,)))


@pytest.mark.parametrize("part", ["easy", "what"])
def test_r8_changing_either_of_the_twins_is_a_new_version(story: Story, part: str) -> None:
    story.up_to_consent()
    story.ok("Bo", "Cy")
    story.objects("Ada")
    story.hear_objections()
    old = story.version
    story.amend("Cy", **{part: "Ada sees friends on Fridays until ten."})
    assert story.version != old
    story.restate()
    assert story.round.answers == {}
    assert story.refused("Bo", replace(story.answer("ok"), heard=old)) == ("R8", "not_heard")


def test_r8_a_role_and_a_review_need_easy_words_too() -> None:
    """What is chosen with the words stays chosen when the easy words are written."""
    story = Reviewing()
    reads_easy(story, "Bo")
    story.opens()
    story.evaluates()
    story.chooses("keep", replace(PLAIN, what="", review_day="2027-03-01"))
    story.present()
    story.everyone_passes()
    story.everyone_passes()
    assert isinstance(story.next_step(), process.WriteEasy)
    words = replace(story.proposal.wording, easy="We keep it.")
    keep = c.WriteVersion(proposal=story.proposal.id, wording=words, after=story.version, choice="keep")
    story.by("Ada", keep)
    story.restate()
    story.ok()
    story.last_check()
    assert story.decision.life.last
    assert story.decision.life.last.choice == "keep"


def test_r16_somebody_says_in_their_own_turn_how_they_read(story: Story) -> None:
    assert story.refused("Bo", c.ChooseReading(easy=True), turn="Cy")[0] == "R16"
    reads_easy(story, "Bo")
    assert story.org.readers == story.circle.readers == {story.id("Bo")}
    chosen = story.history[-1].event
    assert chosen.scope == "org"
    assert chosen.keys() == {"easy": (f"person:{story.id('Bo')}",)}


def joins(story: Story, name: str, *, easy: bool) -> None:
    person = f"new-{name}"
    story.keep((e.PersonAdded(person, "supported", name),), "", "")
    if easy:
        story.keep((e.ReadingChosen(person, "yes"),), "", "")
    story.keep((e.MemberJoined(story.circle.id, person),), "", "")
    follow(story)


def follow(story: Story) -> None:
    while moves := process.guided_moves(story.org, story.circle):
        story.keep(moves, "", "")


def test_r8_who_joins_and_uses_easy_words_is_asked_when_there_are_some(story: Story) -> None:
    up_to_ready(story)
    story.restate()
    story.ok("Ada")
    joins(story, "Di", easy=True)
    assert (story.round.open, story.round.why) == (False, "roster")
    assert isinstance(story.next_step(), process.WriteEasy)
    story.amend("Cy", easy="Dinner is at six on Fridays.")
    assert isinstance(story.next_step(), process.Restate)
    story.restate()
    assert len(story.round.roster) == 4
    assert story.round.answers == {}


def test_r7_who_joins_and_reads_the_full_words_is_asked_at_once(story: Story) -> None:
    up_to_ready(story)
    story.restate()
    joins(story, "Di", easy=False)
    assert story.round.open
    assert len(story.round.roster) == 4


def test_r8_a_round_that_stopped_waits_for_easy_words(story: Story) -> None:
    """Somebody leaves, and only then it turns out that easy words are missing."""
    up_to_ready(story)
    story.restate()
    reads_easy(story, "Bo")
    story.by("Ada", c.LeaveCircle())
    assert not story.round.open
    assert isinstance(story.next_step(), process.WriteEasy)


# --- one idea or two -------------------------------------------------------------------------------------


def splits(story: Story, name: str = "Bo") -> tuple[Proposal, Proposal, Proposal]:
    """This person makes two of the idea: the whole, and its parts."""
    whole = story.proposal.id
    story.by(name, c.SplitIdea(proposal=whole, version_id=story.version))
    known = story.circle.proposals
    one, two = known[whole].split.into
    return known[whole], known[one], known[two]


def test_r8_any_member_may_make_two_of_one_idea_until_everyone_is_asked(story: Story) -> None:
    up_to_ready(story, DUTIES)
    whole, one, two = splits(story)
    assert whole.dropped
    assert whole.id not in story.circle.live
    for part in (one, two):
        assert part.author == story.id("Ada")
        assert part.id in story.circle.live
        assert (part.versions, part.rounds, part.questions, part.on_agenda) == ((), (), (), False)
        assert beginning(story.circle, part) == DUTIES
        assert process.next_step(story.circle, part) == process.FillIn("what")
    assert story.acts("Bo")[-1] == "IdeaSplit"


def test_r8_no_word_of_a_round_goes_along_with_a_part(story: Story) -> None:
    story.meet()
    story.draft("Ada", DUTIES)
    story.present()
    story.by(story.name(story.round.roster[0]), c.AskQuestion(round=story.round.id, words="Who pays?"))
    whole, one, _ = splits(story)
    assert [r.why for r in whole.rounds] == ["overtaken"]
    assert whole.questions
    assert one.questions == ()
    shorter = replace(DUTIES, what="Dinner moves to six.")
    story.by("Cy", c.WriteVersion(proposal=one.id, wording=shorter, after=""))
    part = story.circle.proposals[one.id]
    assert process.next_step(story.circle, part) == process.AskMeaning(story.id("Ada"))
    assert part.rounds == ()


def test_r8_easy_words_of_the_whole_are_written_anew_for_a_part(story: Story) -> None:
    up_to_ready(story, FRIDAYS)
    _, one, _ = splits(story)
    assert beginning(story.circle, one) == PLAIN


def test_r8_once_everyone_is_asked_it_is_too_late_to_split(story: Story) -> None:
    story.up_to_consent()
    split = c.SplitIdea(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Bo", split) == ("R8", "split_too_late")
    story.objects("Ada")
    story.ok("Bo", "Cy")
    story.hear_objections()
    story.amend("Cy", what="At six.")
    assert not may_split(story.proposal)
    assert story.refused("Bo", replace(split, version_id=story.version)) == ("R8", "split_too_late")


def test_r8_it_is_split_as_it_was_read(story: Story) -> None:
    up_to_ready(story)
    old = story.version
    story.amend("Cy", what="At six.")
    assert story.refused("Bo", c.SplitIdea(proposal=story.proposal.id, version_id=old)) == (
        "R8",
        "words_changed",
    )


def test_r8_nothing_more_comes_of_what_was_split(story: Story) -> None:
    up_to_ready(story, DUTIES)
    whole, _, _ = splits(story)
    at, version = whole.id, whole.versions[-1].id
    for command in (
        c.PutOnAgenda(proposal=at),
        c.WriteVersion(proposal=at, wording=FRIDAYS, after=version),
        c.MakeReady(proposal=at, version_id=version),
        c.SplitIdea(proposal=at, version_id=version),
    ):
        assert story.refused("Ada", command) == ("R8", "was_split")
    assert isinstance(process.next_step(story.circle, whole), process.Done)


def test_r18_a_part_can_be_split_again_and_stands_on_the_list_of_the_meeting(story: Story) -> None:
    up_to_ready(story, DUTIES)
    _, one, two = splits(story)
    story.by("Ada", c.WriteVersion(proposal=one.id, wording=DUTIES, after=""))
    part = story.circle.proposals[one.id]
    story.by("Ada", c.SplitIdea(proposal=one.id, version_id=part.versions[-1].id))
    assert set(story.circle.live) == {two.id, *story.circle.proposals[one.id].split.into}


def test_r8_only_an_idea_can_be_two(story: Story) -> None:
    story.by("Ada", c.RaiseTopic(form="wish"))
    story.by("Ada", c.BeginDraft(topic=list(story.circle.topics)[-1]))
    no_words = c.SplitIdea(proposal=story.proposal.id, version_id="")
    assert story.refused("Ada", no_words) == ("", "unknown")


def test_two_devices_split_the_same_words_into_the_same_parts(story: Story) -> None:
    up_to_ready(story, DUTIES)
    before = len(story.history)
    splits(story)
    again = story.history[before:]
    assert fold([*story.history, *again], EMPTY).circles[story.circle.id].proposals == story.circle.proposals


def test_r14_easy_words_and_parts_are_read_again_from_the_record(story: Story) -> None:
    reads_easy(story, "Bo")
    up_to_ready(story, replace(DUTIES, easy="Dinner is at six. Cy buys a card."))
    splits(story)
    assert fold(story.history, EMPTY) == story.org


def test_what_was_stored_of_something_unknown_here_changes_nothing(story: Story) -> None:
    before = story.circle
    story.keep((e.IdeaSplit(story.circle.id, "gone", story.id("Ada"), "v", ("a", "b")),), "", "")
    assert story.circle.proposals == before.proposals
    assert story.refused("Ada", c.SplitIdea(proposal="gone", version_id="")) == ("", "unknown")
