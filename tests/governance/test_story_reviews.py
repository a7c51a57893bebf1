"""What becomes of a decision: its day, notes, a watched worry, reviews, doubts, and its end."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance import lives, process
from kiosk.governance.fold import fold
from kiosk.governance.state import EMPTY, Proposal
from kiosk.governance.words import Answer, Matter, Wording
from tests.governance.table import FRIDAYS, Story

DAY = "2026-12-01"
NEXT = "2027-03-01"
WATCHED = replace(FRIDAYS, watch="Ada comes home tired.", counted_by="Bo", stop_at="2")
GOES_ON = replace(FRIDAYS, if_missed="goes_on", risk="Ada would lose her friends.")


class Reviewing(Story):
    """The three, after their decision about Friday evenings."""

    def __init__(self, wording: Wording = FRIDAYS) -> None:
        super().__init__()
        self.meet()
        self.draft("Ada", wording)
        self.to_consent()
        self.decide()
        self.old = self.proposal.id

    def to_consent(self) -> None:
        self.present()
        self.everyone_passes()
        if self.round.open:
            self.everyone_passes()
        self.restate()

    def decide(self) -> None:
        self.ok()
        self.last_check()

    @property
    def decision(self) -> Proposal:
        return self.circle.proposals[self.old]

    def opens(self, name: str = "Bo", why: str = "due", today: str = DAY) -> None:
        self.by(name, c.OpenReview(proposal=self.old, why=why, today=today))

    def evaluates(self) -> None:
        """Everyone here is asked how it went, and passes."""
        self.by("Cy", c.BeginEvaluation(proposal=self.proposal.id))
        self.everyone_passes()

    def chooses(self, way: str, wording: Wording | None = None, by: str = "Cy") -> None:
        words = wording or replace(FRIDAYS, what="" if way == "keep" else FRIDAYS.what, review_day=NEXT)
        if way == "end":
            words = wording or Wording(why="Ada does not want it any more.")
        at, after = self.proposal.id, self.version
        self.by(by, c.WriteVersion(proposal=at, wording=words, after=after, way="amend", choice=way))

    def reviews(self, way: str, wording: Wording | None = None) -> None:
        """A whole review, from the round to the decision."""
        self.evaluates()
        self.chooses(way, wording)
        self.to_consent()
        self.decide()

    def is_now(self, today: str = "") -> str:
        return lives.condition(self.circle, self.decision, today)

    def happens(self, name: str = "Bo") -> None:
        self.by(name, c.SayItHappened(proposal=self.old, counted=len(self.decision.life.happened)))


@pytest.fixture
def story() -> Reviewing:
    return Reviewing()


# --- its day ---------------------------------------------------------------------------------------------


def test_r9_a_decision_that_stops_has_nobodys_yes_after_its_day(story: Reviewing) -> None:
    days = ["2026-11-30", DAY, "2026-12-02"]
    assert [story.is_now(day) for day in days] == ["in_force", "due", "passed"]
    assert lives.to_look_at(story.circle, "2026-11-30") == ()
    assert [p.id for p in lives.to_look_at(story.circle, DAY)] == [story.old]


def test_r9_one_that_goes_on_says_so_after_its_day() -> None:
    assert Reviewing(GOES_ON).is_now("2026-12-02") == "goes_on"


def test_r3_a_day_that_has_come_changes_nothing_by_itself(story: Reviewing) -> None:
    assert process.guided_moves(story.org, story.circle) == ()
    assert lives.in_force(story.decision)


def test_r9_any_member_opens_the_review_when_its_day_has_come(story: Reviewing) -> None:
    assert story.refused("Bo", c.OpenReview(proposal=story.old, why="due", today="2026-11-30")) == (
        "R22",
        "not_due",
    )
    assert story.refused("Bo", c.OpenReview(proposal=story.old, why="due", today="soon"))[1] == "not_due"
    assert story.refused("Bo", c.OpenReview(proposal=story.old, why="bored"))[1] == "unknown"
    story.opens()
    assert story.proposal.matter == Matter("review", story.old)
    assert story.proposal.on_agenda
    assert lives.to_look_at(story.circle, DAY) == ()
    again = c.OpenReview(proposal=story.old, why="due", today=DAY)
    assert story.refused("Ada", again) == ("", "review_open")


def test_r18_two_devices_open_the_same_review(story: Reviewing) -> None:
    story.opens()
    begun = next(r for r in story.history if isinstance(r.event, e.DraftBegun) and not r.event.topic)
    story.evaluates()
    assert fold([*story.history, begun], EMPTY) == story.org


# --- the review ------------------------------------------------------------------------------------------


def test_r1_everyone_here_says_how_it_went_before_anyone_says_what_becomes_of_it(story: Reviewing) -> None:
    story.opens()
    assert story.next_step() == process.LookBack()
    too_early = c.WriteVersion(proposal=story.proposal.id, wording=Wording(why="x"), after="", choice="end")
    assert story.refused("Cy", too_early) == ("R1", "rounds_first")
    story.by("Cy", c.BeginEvaluation(proposal=story.proposal.id))
    asked = story.round.roster
    assert set(asked) == set(story.members)
    for person in asked:
        name = story.name(person)
        for part, form, words in (
            ("helped", "words", "I see my friends."),
            ("stop", "pass", ""),
            ("better", "picture", "time"),
        ):
            said = c.Evaluate(round=story.round.id, part=part, form=form, words=words)
            story.by(name, said)
            assert story.refused(name, said)[1] in ("already_asked", "round_over")
    assert not story.round.open
    assert [s.form for s in story.proposal.evaluation] == ["words", "pass", "picture"] * 3
    assert story.next_step() == process.ChooseWay()


def test_r1_passing_is_stored_and_an_empty_word_is_not(story: Reviewing) -> None:
    story.opens()
    story.by("Cy", c.BeginEvaluation(proposal=story.proposal.id))
    at = story.round.id
    assert story.refused("Bo", c.Evaluate(round=at, part="helped", words=" ")) == ("", "empty")
    assert story.refused("Bo", c.Evaluate(round=at, part="liked", words="A lot"))[1] == "unknown"
    assert story.refused("Bo", c.React(round=at, words="Good."))[1] == "rounds_first"
    for part in ("helped", "stop", "better"):
        story.by("Bo", c.Evaluate(round=at, part=part, form="pass"))
    assert story.round.said == {story.id("Bo"): "evaluation"}


def test_r1_whoever_was_only_at_the_evaluation_is_still_asked_what_they_think(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    story.meet("Bo", "Cy")
    story.chooses("keep")
    story.to_consent()
    assert story.refused("Ada", story.answer("ok")) == ("R1", "not_caught_up")


def test_r22_what_somebody_said_in_a_review_is_asked_again_when_it_is_not_right(story: Reviewing) -> None:
    story.opens()
    story.by("Cy", c.BeginEvaluation(proposal=story.proposal.id))
    for part in ("helped", "stop", "better"):
        story.by("Bo", c.Evaluate(round=story.round.id, part=part, words="It is loud."))
    story.not_right("Bo", e.Evaluated)
    assert story.id("Bo") not in story.round.said
    assert [s.words for s in story.proposal.evaluation] == ["It is loud.", "It is loud.", None]
    story.by("Bo", c.Evaluate(round=story.round.id, part="better", words="Earlier."))
    assert story.round.said[story.id("Bo")] == "spoke"


def test_r9_keeping_sets_a_new_day(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    story.chooses("keep", replace(FRIDAYS, what="", review_day=""))
    assert story.proposal.missing == ("review_day",)
    story.chooses("keep")
    story.to_consent()
    story.decide()
    assert lives.review_day(story.decision) == NEXT
    assert story.is_now(DAY) == "in_force"
    assert story.is_now(NEXT) == "due"
    assert lives.words_now(story.circle, story.decision).what == FRIDAYS.what


def test_r9_changing_puts_new_words_in_place_of_the_old_ones_and_both_stay(story: Reviewing) -> None:
    story.opens()
    story.reviews("change", replace(FRIDAYS, what="Ada meets her friends on Saturdays.", review_day=NEXT))
    assert story.is_now() == "replaced"
    assert story.decision.life.replaced_by == story.proposal.id
    assert story.decision.wording == FRIDAYS
    story.old = story.proposal.id
    assert story.is_now(DAY) == "in_force"
    assert lives.review_day(story.decision) == NEXT
    story.opens(today=NEXT)
    story.reviews("end")
    assert story.is_now() == "ended"


def test_r9_ending_is_a_decision_of_everyone_and_has_a_date(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    story.chooses("end")
    story.to_consent()
    story.ok("Ada", "Bo")
    assert story.is_now() == "in_force"
    story.ok("Cy")
    story.last_check()
    assert story.is_now() == "ended"
    assert story.decision.life.last
    assert story.decision.life.last.when > 0
    assert story.refused("Bo", c.OpenReview(proposal=story.old, why="due", today=NEXT))[1] == "not_in_force"


def test_r8_another_choice_is_another_version(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    story.chooses("keep")
    story.to_consent()
    story.ok("Ada")
    story.objects("Bo", "help")
    story.ok("Cy")
    story.hear_objections()
    story.chooses("end")
    assert story.proposal.consent_round is None
    assert story.objectors() == ["Bo"]
    story.restate()
    story.decide()
    assert story.is_now() == "ended"
    other = c.WriteVersion(proposal=story.proposal.id, wording=FRIDAYS, after=story.version, choice="keep")
    assert story.refused("Bo", other) == ("R11", "already_decided")


def test_r8_a_review_chooses_one_of_three(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    for wrong in ("", "pause"):
        said = c.WriteVersion(proposal=story.proposal.id, wording=FRIDAYS, after="", choice=wrong)
        assert story.refused("Bo", said)[1] == "unknown"
    no_words = c.WriteVersion(proposal=story.proposal.id, wording=Wording(why="x"), after="", choice="change")
    assert story.refused("Bo", no_words)[1] == "empty"


def test_r4_a_review_does_not_close_over_a_problem(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    story.chooses("end")
    story.to_consent()
    story.ok("Ada", "Cy")
    story.objects("Bo", "help")
    assert story.refused("Cy", c.ConfirmNobodyChanges(round=story.round.id)) == ("R4", "objection_stands")
    assert story.is_now() == "in_force"


def all_three_meet_problems(story: Reviewing) -> None:
    story.opens()
    story.evaluates()
    for way in ("keep", "change", "end"):
        story.chooses(way)
        story.to_consent() if way == "keep" else story.restate()
        story.ok("Ada", "Cy")
        story.objects("Bo", "help")
        if way != "end":
            story.hear_objections()


def test_r9_when_no_way_meets_consent_what_goes_on_is_referred_and_the_problems_stand() -> None:
    story = Reviewing(GOES_ON)
    all_three_meet_problems(story)
    assert story.decision.life.referred
    assert story.objectors() == ["Bo"] * 3
    assert [type(r.event) for r in story.history].count(e.Referred) == 1
    assert story.is_now("2026-12-02") == "goes_on"


def test_r9_when_no_way_meets_consent_what_stops_has_stopped_on_its_day(story: Reviewing) -> None:
    all_three_meet_problems(story)
    assert not story.decision.life.referred
    assert story.is_now("2026-12-02") == "passed"


def test_r12_nobody_puts_a_review_away(story: Reviewing) -> None:
    story.opens()
    assert story.refused("Bo", c.Drop(proposal=story.proposal.id)) == ("R22", "review_stays")
    assert story.refused("Bo", c.OpenMatter(matter=Matter("review", story.old)))[1] == "unknown"


# --- on the way ------------------------------------------------------------------------------------------


def test_r14_a_note_on_how_it_goes_is_kept_and_can_be_taken_back(story: Reviewing) -> None:
    story.by("Bo", c.LeaveNote(proposal=story.old, words="It is fun."))
    story.by("Ada", c.LeaveNote(proposal=story.old, words="good", form="picture"))
    assert [n.words for n in story.decision.life.notes] == ["It is fun.", "good"]
    story.not_right("Bo", e.NoteLeft)
    assert [n.words for n in story.decision.life.notes] == [None, "good"]
    assert story.refused("Bo", c.LeaveNote(proposal=story.old, words=" "))[1] == "empty"
    assert story.refused("Bo", c.LeaveNote(proposal=story.old, words="x", form="sound"))[1] == "unknown"
    story.opens()
    story.reviews("end")
    assert story.refused("Bo", c.LeaveNote(proposal=story.old, words="x"))[1] == "not_in_force"


def test_a_watched_worry_needs_who_counts_and_a_number() -> None:
    assert replace(WATCHED, counted_by="").missing() == ("counted_by",)
    assert replace(WATCHED, stop_at="often").missing() == ("stop_at",)
    assert [replace(WATCHED, stop_at=n).limit for n in ("0", "7", "100", "٣")] == [0, 7, 0, 0]
    assert FRIDAYS.limit == 0


def test_a_decision_stops_by_its_own_number_and_only_consent_begins_it_again() -> None:
    story = Reviewing(WATCHED)
    story.happens("Bo")
    assert story.is_now(DAY) == "due"
    story.happens("Ada")
    assert story.is_now() == "by_number"
    assert [story.name(h.person) for h in story.decision.life.happened] == ["Bo", "Ada"]
    assert story.refused("Cy", c.SayItHappened(proposal=story.old, counted=2))[1] == "has_stopped"
    story.not_right("Ada", e.WorryHappened)
    assert story.is_now(NEXT) == "by_number"
    assert [p.id for p in lives.to_look_at(story.circle, "")] == [story.old]
    story.opens("Ada", "stopped")
    story.evaluates()
    story.chooses("keep", replace(WATCHED, what="", review_day=NEXT))
    story.to_consent()
    assert story.is_now() == "by_number"
    story.decide()
    assert story.is_now() == "in_force"
    story.happens("Bo")
    assert story.is_now() == "in_force"


def test_one_press_counts_once() -> None:
    story = Reviewing(WATCHED)
    press = c.SayItHappened(proposal=story.old, counted=0)
    story.by("Bo", press)
    assert story.refused("Bo", press) == ("", "counted_meanwhile")
    assert len(story.decision.life.happened) == 1


def test_nothing_is_counted_where_nothing_is_watched(story: Reviewing) -> None:
    assert story.refused("Bo", c.SayItHappened(proposal=story.old, counted=0))[1] == "not_in_force"
    assert story.refused("Bo", c.OpenReview(proposal=story.old, why="stopped"))[1] == "not_due"


# --- second thoughts -------------------------------------------------------------------------------------


def test_r22_changing_ones_mind_opens_a_review_by_right_once_a_term(story: Reviewing) -> None:
    mind = c.OpenReview(proposal=story.old, why="changed_mind")
    story.by("Bo", mind)
    story.reviews("keep")
    assert story.refused("Bo", mind) == ("R22", "once_a_term")
    story.by("Ada", mind)
    story.reviews("keep")
    story.opens(today=NEXT)
    story.reviews("keep")
    story.by("Bo", mind)


def test_r22_new_words_are_no_new_right(story: Reviewing) -> None:
    story.opens("Bo", "changed_mind", "")
    story.reviews("change", replace(FRIDAYS, what="On Saturdays.", review_day=NEXT))
    mind = c.OpenReview(proposal=story.proposal.id, why="changed_mind")
    assert story.refused("Bo", mind) == ("R22", "once_a_term")


def test_r22_a_second_time_in_a_term_is_for_those_here_to_say(story: Reviewing) -> None:
    story.opens("Bo", "changed_mind", "")
    story.reviews("keep")
    story.meet("Bo", "Cy")
    assert story.refused("Ada", c.AskEarlyReview(proposal=story.old, words="x")) == ("R1", "nobody_here")
    assert story.refused("Bo", c.AskEarlyReview(proposal=story.old, words=" ")) == ("", "empty")
    story.by("Bo", c.AskEarlyReview(proposal=story.old, words="It got louder."))
    assert story.refused("Cy", c.AskEarlyReview(proposal=story.old, words="x"))[1] == "review_open"
    assert lives.open_review(story.circle, story.decision) is None
    story.present()
    story.everyone_passes()
    story.restate()
    assert set(story.round.roster) == {story.id("Bo"), story.id("Cy")}
    story.decide()
    review = lives.open_review(story.circle, story.decision)
    assert review is not None
    assert review.matter == Matter("review", story.old)
    assert process.guided_moves(story.org, story.circle) == ()


def test_r22_an_early_review_that_was_opened_meanwhile_will_do(story: Reviewing) -> None:
    story.by("Bo", c.AskEarlyReview(proposal=story.old, words="It got louder."))
    story.present()
    story.everyone_passes()
    story.restate()
    early = story.proposal.id
    story.by("Ada", c.OpenReview(proposal=story.old, why="changed_mind"))
    review, round_ = story.proposal.id, story.circle.proposals[early].rounds[-1]
    for person in round_.roster:
        said = c.GiveAnswer(
            round=round_.id,
            answer=Answer("ok"),
            heard=round_.version_id,
            facts_heard=0,
        )
        story.by(story.name(person), said)
    story.by("Cy", c.ConfirmNobodyChanges(round=round_.id))
    assert dict(story.decision.life.reviews) == {review: "changed_mind"}


def test_r22_that_is_not_right_shows_on_the_decision_and_opens_a_review(story: Reviewing) -> None:
    story.not_right("Ada", e.AnswerGiven)
    review = lives.open_review(story.circle, story.decision)
    assert review
    assert story.names(lives.doubters(story.circle, story.decision)) == ["Ada"]
    story.not_right("Bo", e.AnswerGiven)
    assert lives.open_review(story.circle, story.decision) == review
    story.reviews("keep")
    assert lives.doubters(story.circle, story.decision) == ()
    assert story.names(p for _, p in lives.doubts(story.circle, story.decision)) == ["Ada", "Bo"]


def test_r22_a_doubt_about_keeping_it_is_about_the_decision(story: Reviewing) -> None:
    story.opens()
    story.reviews("keep")
    story.not_right("Ada", e.AnswerGiven)
    assert lives.open_review(story.circle, story.decision)


def test_r22_a_doubt_about_words_that_were_replaced_is_about_those_in_force(story: Reviewing) -> None:
    story.opens()
    story.reviews("change", replace(FRIDAYS, what="On Saturdays.", review_day=NEXT))
    first, story.old = story.old, story.proposal.id
    answers = [a.id for a in story.circle.acts[story.id("Ada")] if isinstance(a.event, e.AnswerGiven)]
    story.by("Ada", c.SayNotRight(act=answers[0]))
    assert lives.open_review(story.circle, story.circle.proposals[first]) is None
    assert lives.open_review(story.circle, story.decision)


def test_r22_a_decision_about_the_one_who_takes_back_their_word_stops_at_once(
    story: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "people_of", lambda circle, _: (story.id("Ada"),))
    story.not_right("Bo", e.AnswerGiven)
    assert story.is_now() == "in_force"
    story.not_right("Ada", e.AnswerGiven)
    assert story.is_now() == "by_person"
    story.reviews("keep")
    assert story.is_now() == "in_force"
    story.opens("Ada", "changed_mind", "")
    assert story.is_now() == "by_person"


def test_the_record_tells_it_all_again() -> None:
    story = Reviewing(WATCHED)
    story.by("Bo", c.LeaveNote(proposal=story.old, words="It is fun."))
    story.happens()
    story.not_right("Ada", e.AnswerGiven)
    story.reviews("change", replace(WATCHED, what="On Saturdays.", review_day=NEXT))
    assert fold(story.history, EMPTY) == story.org
