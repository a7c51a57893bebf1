"""Mistakes about what a circle can see of how it decides (R12, R14, R23)."""

from dataclasses import replace

import pytest

from kiosk.conversation import pages_heard, pages_logbook, way_here
from kiosk.conversation.prompts import Line, line
from kiosk.conversation.view import View
from kiosk.governance import consent, fold_openness, openness
from kiosk.governance import events as e
from kiosk.governance.registry import WATCHES
from kiosk.governance.state import Circle, NotAsked, Proposal, Round
from kiosk.governance.words import Answer
from tests.conversation.memory import TEXTS
from tests.governance.open_book import SECRET
from tests.governance.planted import mistake

BOOK, HEARD = "the open book", "who was heard"


@mistake("R12", HEARD)
def who_was_not_heard_lately_is_ranked(m: pytest.MonkeyPatch) -> None:
    def wrong(v: View) -> tuple[Line, ...]:
        heard = v.circle.openness.heard
        quiet = sorted(openness.not_heard_lately(v.circle), key=lambda p: (heard[p], p))
        if openness.sittings_done(v.circle) < openness.LATELY or not quiet:
            return ()
        return (line("heard.not", names=v.names(tuple(quiet))),)

    m.setattr(pages_heard, "heard_lines", wrong)


@mistake("R12", HEARD)
def there_is_a_number_beside_a_name(m: pytest.MonkeyPatch) -> None:
    right = pages_heard.heard_lines

    def wrong(v: View) -> tuple[Line, ...]:
        return (*right(v), line("me.figure.meetings.times", number="4"))

    m.setattr(pages_heard, "heard_lines", wrong)


@mistake("R12", HEARD)
def passing_counts_as_being_heard(m: pytest.MonkeyPatch) -> None:
    right = openness.not_heard_lately

    def wrong(circle: Circle) -> frozenset[str]:
        passed = {p for pr in circle.proposals.values() for r in pr.rounds for p in r.said}
        return right(circle) - passed

    m.setattr(pages_heard, "not_heard_lately", wrong)


@mistake("R12", HEARD)
def a_hidden_answer_counts_as_being_heard(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, event: e.Event, _: e.Recorded) -> Circle:
        person = str(getattr(event, "person", ""))
        heard = {**circle.openness.heard, person: circle.sittings}
        return fold_openness._openly(circle, lambda o: replace(o, heard=heard))

    key = next(key for key in WATCHES[e.AnswerGiven] if key.startswith("kiosk.governance.fold_openness"))
    m.setitem(WATCHES[e.AnswerGiven], key, wrong)


@mistake("R14", BOOK)
def who_was_not_asked_is_left_out(m: pytest.MonkeyPatch) -> None:
    m.setattr(way_here, "not_asked", lambda v, proposal: ())


@mistake("R14", BOOK)
def nobody_says_why_somebody_was_not_asked(m: pytest.MonkeyPatch) -> None:
    right = way_here.not_asked

    def wrong(v: View, proposal: Proposal) -> tuple[NotAsked, ...]:
        return tuple(replace(one, why="") for one in right(v, proposal))

    m.setattr(way_here, "not_asked", wrong)


@mistake("R14", BOOK)
def old_words_are_forgotten(m: pytest.MonkeyPatch) -> None:
    right = way_here.way_lines

    def wrong(v: View, proposal: Proposal) -> tuple[Line, ...]:
        return right(v, replace(proposal, versions=proposal.versions[-1:]))

    m.setattr(way_here, "way_lines", wrong)


@mistake("R14", BOOK)
def the_kiosks_own_words_are_searched(m: pytest.MonkeyPatch) -> None:
    def wrong(lines: tuple[Line, ...], words: str) -> bool:
        said = " ".join(TEXTS.say(one) for one in lines).casefold()
        return all(word in said for word in words.casefold().split())

    m.setattr(pages_logbook, "has_words", wrong)


@mistake("R23", BOOK)
def the_book_shows_answers_before_all_are_in(m: pytest.MonkeyPatch) -> None:
    right = way_here.consent_lines
    m.setattr(way_here, "consent_lines", lambda v, round_: right(v, replace(round_, shown=True)))


@mistake("R23", BOOK)
def the_book_shows_answers_of_a_round_that_stopped(m: pytest.MonkeyPatch) -> None:
    right = way_here.consent_lines

    def wrong(v: View, round_: Round) -> tuple[Line, ...]:
        return right(v, replace(round_, shown=round_.shown or not round_.open))

    m.setattr(way_here, "consent_lines", wrong)


@mistake("R23", BOOK)
def the_words_of_a_private_reason_are_kept(m: pytest.MonkeyPatch) -> None:
    def wrong(word: str, form: str = "", words: str = "", pictures: tuple[str, ...] = ()) -> Answer:
        return Answer("problem", "words", SECRET)

    m.setattr(consent, "Answer", wrong)
