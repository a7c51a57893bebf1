"""Mistakes about easy words and splitting (R8, R16, R18)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import consent, easy, fold, fold_easy, process, splitting
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Circle, Organisation, Proposal
from tests.governance.easy_machine import EasyWords
from tests.governance.planted import mistake, put
from tests.governance.watching import watch_machine

EASY = "easy words"


@mistake("R8", EASY)
def consent_begins_without_the_easy_words_that_are_needed(m: pytest.MonkeyPatch) -> None:
    m.setattr(consent, "needs_easy", lambda circle, proposal: False)


@mistake("R8", EASY)
def easy_words_of_an_earlier_version_are_enough(m: pytest.MonkeyPatch) -> None:
    right = easy.needs_easy

    def wrong(circle: Circle, proposal: Proposal) -> bool:
        return right(circle, proposal) and not any(v.wording.easy for v in proposal.versions)

    m.setattr(consent, "needs_easy", wrong)
    m.setattr(process, "needs_easy", wrong)


@mistake("R8", EASY)
def easy_words_change_without_a_new_version(m: pytest.MonkeyPatch) -> None:
    right = fold._version

    def wrong(proposal: Proposal, event: e.VersionWritten, recorded: e.Recorded) -> Proposal:
        old, new = proposal.current, event.wording
        if old and new and replace(new, easy=old.wording.easy) == old.wording:
            return replace(proposal, versions=(*proposal.versions[:-1], replace(old, wording=new)))
        return right(proposal, event, recorded)

    put(m, fold, "_version", wrong)


@mistake("R18", EASY)
def nobody_is_offered_to_write_the_easy_words(m: pytest.MonkeyPatch) -> None:
    m.setattr(process, "needs_easy", lambda circle, proposal: False)


@mistake("R16", EASY)
def how_somebody_reads_is_said_for_another(m: pytest.MonkeyPatch) -> None:
    def wrong(org: Organisation, circle: Circle, command: c.ChooseReading) -> Result:
        return (e.ReadingChosen(circle.members[0], "yes" if command.easy else "no"),)

    put(m, easy, "choose_reading", wrong)


@mistake("R8", EASY)
def a_split_carries_the_rounds_over(m: pytest.MonkeyPatch) -> None:
    right = fold_easy._split

    def wrong(circle: Circle, event: e.IdeaSplit, recorded: e.Recorded) -> Circle:
        circle = right(circle, event, recorded)
        whole = circle.proposals[event.proposal]
        parts = {p: replace(circle.proposals[p], rounds=whole.rounds) for p in event.parts}
        return replace(circle, proposals={**circle.proposals, **parts})

    put(m, fold_easy, "_split", wrong)


@mistake("R8", EASY)
def an_idea_is_split_after_everyone_was_asked(m: pytest.MonkeyPatch) -> None:
    m.setattr(splitting, "may_split", lambda proposal: not proposal.decision)


@mistake("R8", EASY)
def only_the_author_may_split(m: pytest.MonkeyPatch) -> None:
    right = splitting.split

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.SplitIdea) -> Result:
        if command.by != proposal.author:
            return Refused("R12", "only_author", (proposal.author,))
        return right(org, circle, proposal, command)

    put(m, splitting, "split", wrong)


@mistake("R8", EASY)
def who_splits_it_becomes_the_author(m: pytest.MonkeyPatch) -> None:
    right = splitting.split

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.SplitIdea) -> Result:
        return right(org, circle, replace(proposal, author=command.by), command)

    put(m, splitting, "split", wrong)


@mistake("R8", EASY)
def what_was_split_goes_on(m: pytest.MonkeyPatch) -> None:
    put(m, splitting, "over", lambda org, circle, command: None)


watch_machine(EASY, EasyWords)
