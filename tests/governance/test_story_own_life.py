"""Nobody's own life is decided by others: they say first, and their stop ends it (R20)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import lives
from kiosk.governance import process as p
from kiosk.governance.fold import fold
from kiosk.governance.own_life import people_of
from kiosk.governance.state import EMPTY
from kiosk.governance.words import Matter
from tests.governance.table import FRIDAYS, Story


class OwnLives(Story):
    """Ada, Bo and Cy; Bo's idea may be about Ada."""

    def drafts(self) -> None:
        """Bo's draft has its words; whether it is about one person is not said yet."""
        self.by("Bo", c.RaiseTopic(form="wish"))
        self.by("Bo", c.BeginDraft(topic=list(self.circle.topics)[-1]))
        self.write("Bo", FRIDAYS, way="draft")
        self.by("Bo", c.ConfirmMeaning(proposal=self.proposal.id, version_id=self.version))

    def about(self, what: str, about: str = "") -> c.AnswerAbout:
        return c.AnswerAbout(
            proposal=self.proposal.id,
            version_id=self.version,
            what=what,
            about=self.id(about) if about else "",
        )

    def is_about(self, name: str, by: str = "Bo") -> None:
        self.by(by, self.about("one", name))

    def word(self, word: str) -> c.GiveOwnWord:
        return c.GiveOwnWord(proposal=self.proposal.id, version_id=self.version, word=word)

    def about_me(self, name: str) -> None:
        self.by(name, c.SayAboutMe(proposal=self.proposal.id))

    def concerned(self) -> list[str]:
        return self.names(people_of(self.circle, self.proposal))

    def to_consent(self) -> None:
        """From a draft that may go on to the open consent round."""
        self.by("Bo", c.PutOnAgenda(proposal=self.proposal.id))
        self.present()
        self.everyone_passes()
        self.everyone_passes()
        self.restate()

    def decided(self) -> None:
        self.ok()
        self.last_check()


@pytest.fixture
def story() -> OwnLives:
    story = OwnLives()
    story.meet()
    story.drafts()
    return story


def test_r20_every_draft_is_asked_whether_it_is_about_one_person(story: OwnLives) -> None:
    assert story.next_step() == p.AskAbout()
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", present) == ("R20", "ask_about_first")
    assert story.refused("Cy", ready) == ("R20", "ask_about_first")
    story.by("Cy", story.about("nobody"))
    assert story.next_step() == p.PutOn()
    assert story.refused("Cy", story.about("nobody")) == ("", "nothing_changed")
    story.to_consent()
    assert story.round.kind == "consent"


def test_r20_that_person_is_asked_first_and_without_their_ok_there_is_no_proposal(story: OwnLives) -> None:
    story.is_about("Ada")
    assert story.next_step() == p.AskOwn(story.id("Ada"))
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    assert story.refused("Cy", present) == ("R20", "own_word_first")
    # Who wants time gets it; the others go on with something else.
    later = frozenset((story.id("Ada"),))
    waits = p.HeldBack("own_word_first", (story.id("Ada"),))
    assert p.next_step(story.circle, story.proposal, later) == waits
    assert story.refused("Bo", story.word("ok")) == ("R20", "not_about_you")
    assert story.refused("Bo", story.word("stop")) == ("R20", "not_about_you")
    story.by("Ada", story.word("ok"))
    assert story.next_step() == p.PutOn()
    assert story.refused("Ada", story.word("ok")) == ("", "nothing_changed")
    story.to_consent()
    story.decided()
    assert story.proposal.decision
    assert fold(story.history, EMPTY) == story.org


def test_r20_other_words_need_their_ok_anew(story: OwnLives) -> None:
    story.is_about("Ada")
    old = story.word("ok")
    story.by("Ada", old)
    story.to_consent()
    story.objects("Bo")
    story.ok("Cy", "Ada")
    story.hear_objections()
    story.amend("Bo", what="Ada has dinner with friends on Saturdays.")
    assert story.next_step() == p.AskOwn(story.id("Ada"))
    assert story.refused("Ada", old) == ("R8", "words_changed")
    ready = c.MakeReady(proposal=story.proposal.id, version_id=story.version)
    assert story.refused("Cy", ready) == ("R20", "own_word_first")
    story.by("Ada", story.word("ok"))
    story.restate()
    assert story.round.kind == "consent"


def test_r20_this_is_about_me_counts_at_once_even_while_everyone_is_asked(story: OwnLives) -> None:
    story.about_nobody("Bo")
    story.to_consent()
    story.ok("Cy")
    story.about_me("Ada")
    assert not story.round.open
    assert story.round.why == "own"
    assert story.next_step() == p.AskOwn(story.id("Ada"))
    assert story.refused("Ada", c.SayAboutMe(proposal=story.proposal.id)) == ("", "nothing_changed")
    story.by("Ada", story.word("ok"))
    assert isinstance(story.next_step(), p.Restate)
    story.restate()
    # What was said before does not count for them: all are asked anew.
    assert story.round.answers == {}
    story.decided()
    assert story.proposal.decision


def test_r20_it_counts_at_once_while_people_speak(story: OwnLives) -> None:
    story.about_nobody("Bo")
    story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
    story.present()
    story.about_me("Ada")
    assert story.next_step() == p.AskOwn(story.id("Ada"))
    story.by("Ada", story.word("ok"))
    assert isinstance(story.next_step(), p.AskNext)


@pytest.mark.parametrize("when", ["first", "speaking", "asked", "later"])
def test_r20_their_stop_ends_it_at_any_time_with_no_round(story: OwnLives, when: str) -> None:
    story.is_about("Ada")
    if when != "first":
        story.by("Ada", story.word("ok"))
    if when == "speaking":
        story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
        story.present()
    if when in ("asked", "later"):
        story.to_consent()
    if when == "later":
        story.ok()
    story.by("Ada", story.word("stop"))
    assert story.next_step() == p.Done()
    assert not any(r.open for r in story.proposal.rounds)
    assert story.proposal.decision is None
    again = c.PutOnAgenda(proposal=story.proposal.id)
    assert story.refused("Bo", again) == ("R20", "own_stop")
    assert story.refused("Ada", again) == ("R20", "own_stop")
    assert story.refused("Ada", story.word("stop")) == ("", "nothing_changed")
    # Only Ada lets them go on.
    story.by("Ada", story.word("ok"))
    assert not story.proposal.dropped
    assert story.next_step() != p.Done()


def test_r20_a_decision_about_somebody_stops_when_they_say_so(story: OwnLives) -> None:
    story.is_about("Ada")
    story.by("Ada", story.word("ok"))
    story.to_consent()
    story.decided()
    assert lives.condition(story.circle, story.proposal, "") == "in_force"
    assert story.refused("Ada", story.word("ok")) == ("R11", "already_decided")
    story.by("Ada", story.word("stop"))
    assert lives.condition(story.circle, story.proposal, "") == "by_person"
    assert story.names([lives.stopped_by(story.circle, story.proposal)]) == ["Ada"]


def test_r20_what_becomes_of_a_decision_about_somebody_needs_their_ok_too(story: OwnLives) -> None:
    story.is_about("Ada")
    story.by("Ada", story.word("ok"))
    story.to_consent()
    story.decided()
    decision = story.proposal.id
    story.by("Bo", c.OpenReview(proposal=decision, why="changed_mind"))
    assert story.concerned() == ["Ada"]
    review = story.proposal.id
    story.by("Cy", c.BeginEvaluation(proposal=review))
    for person in story.round.roster:
        for part in ("helped", "stop", "better"):
            story.by(story.name(person), c.Evaluate(round=story.round.id, part=part, form="pass"))
    keep = c.WriteVersion(proposal=review, wording=FRIDAYS, after="", choice="keep")
    story.by("Cy", keep)
    assert story.next_step() == p.AskOwn(story.id("Ada"))
    story.by("Ada", story.word("stop"))
    about = story.circle.proposals[decision]
    assert lives.condition(story.circle, about, "") == "by_person"
    assert story.next_step() == p.HeldBack("own_stop", (story.id("Ada"),))


@pytest.mark.parametrize(("what", "about"), [("never", "Ada"), ("elsewhere", "")])
def test_r20_what_belongs_to_somebody_and_the_law_is_refused(story: OwnLives, what: str, about: str) -> None:
    story.by("Bo", story.about(what, about))
    assert story.next_step() == p.Done()
    assert story.refused("Bo", c.PutOnAgenda(proposal=story.proposal.id)) == ("R20", "not_ours")
    present = c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud")
    assert story.refused("Cy", present) == ("R20", "not_ours")
    # Other words are asked about anew.
    story.amend("Bo", what="We cook together.")
    story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
    assert story.next_step() in (p.AskAbout(), p.AskMeaning(story.id("Bo")))


def test_r20_whom_it_is_about_has_to_make_sense(story: OwnLives) -> None:
    assert story.refused("Bo", story.about("maybe")) == ("", "unknown")
    assert story.refused("Bo", story.about("one")) == ("", "unknown")
    assert story.refused("Bo", story.about("nobody", "Ada")) == ("", "unknown")
    story.is_about("Ada")
    assert story.refused("Ada", story.word("maybe")) == ("", "unknown")


def test_r20_only_they_say_that_it_is_not_about_them_and_then_it_is_asked_again(story: OwnLives) -> None:
    story.is_about("Ada")
    assert story.refused("Bo", story.word("not_me")) == ("R20", "not_about_you")
    story.by("Ada", story.word("not_me"))
    assert story.concerned() == []
    assert story.next_step() == p.AskAbout()


def test_r20_an_idea_about_two_waits_for_both(story: OwnLives) -> None:
    story.is_about("Ada")
    story.about_me("Bo")
    assert story.concerned() == ["Ada", "Bo"]
    story.by("Ada", story.word("ok"))
    assert story.next_step() == p.AskOwn(story.id("Bo"))


def test_r20_nobody_says_ok_for_who_is_gone(story: OwnLives) -> None:
    story.is_about("Cy")
    story.by("Cy", c.LeaveCircle())
    assert story.next_step() == p.HeldBack("own_gone", (story.id("Cy"),))


def test_r22_an_ok_that_was_not_right_does_not_count_any_more(story: OwnLives) -> None:
    story.is_about("Ada")
    story.by("Ada", story.word("ok"))
    story.to_consent()
    story.not_right("Ada", e.OwnWordGiven)
    assert not story.round.open
    assert story.next_step() == p.AskOwn(story.id("Ada"))


def test_r22_an_ok_to_a_decision_that_was_not_right_stops_it_at_once(story: OwnLives) -> None:
    story.is_about("Ada")
    story.by("Ada", story.word("ok"))
    story.to_consent()
    story.decided()
    story.not_right("Ada", e.OwnWordGiven)
    assert lives.condition(story.circle, story.proposal, "") == "by_person"


def test_r22_whatever_somebody_said_of_their_own_life_can_be_taken_back(story: OwnLives) -> None:
    story.about_me("Ada")
    story.not_right("Ada", e.SaidAboutMe)
    assert story.concerned() == []
    story.is_about("Ada")
    story.by("Ada", story.word("not_me"))
    story.not_right("Ada", e.OwnWordGiven)
    assert story.concerned() == ["Ada"]
    story.by("Ada", story.word("stop"))
    story.not_right("Ada", e.OwnWordGiven)
    # It stays away, and whoever takes it up asks Ada first.
    assert story.proposal.dropped
    story.by("Bo", c.PutOnAgenda(proposal=story.proposal.id))
    story.whose("Bo")
    assert story.next_step() == p.AskOwn(story.id("Ada"))


def test_r20_only_what_is_in_the_circles_own_words_is_asked_about(story: OwnLives) -> None:
    story.by("Cy", c.OpenMatter(matter=Matter("remove", "", (story.id("Bo"),))))
    assert story.refused("Ada", c.SayAboutMe(proposal=story.proposal.id)) == ("", "unknown")
