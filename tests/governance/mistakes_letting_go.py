"""Mistakes about letting go of what everyone was asked about (R12, R23)."""

from dataclasses import replace

import pytest

from kiosk.governance import commands as c
from kiosk.governance import drafting, letting_go
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Circle, Organisation, Proposal
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.test_story_letting_go import Stuck
from tests.governance.watching import watched_story

LETTING_GO = "letting go"


@mistake("R12", LETTING_GO)
def the_author_alone_puts_away_what_all_were_asked_about(m: pytest.MonkeyPatch) -> None:
    right = drafting.drop

    def wrong(org: Organisation, circle: Circle, proposal: Proposal, command: c.Drop) -> Result:
        return right(org, circle, replace(proposal, rounds=()), command)

    put(m, drafting, "drop", wrong)


@mistake("R23", LETTING_GO)
def what_was_hidden_is_shown_when_it_is_let_go(m: pytest.MonkeyPatch) -> None:
    right = letting_go.let_go

    def wrong(org: Organisation, circle: Circle, proposal: Proposal) -> tuple[e.Event, ...]:
        about = circle.proposals[proposal.matter.about]
        last = about.rounds[-1]
        tokens = tuple(t for one in last.answers.values() for t in one.tokens)
        return (e.AnswersShown(circle.id, last.id, tokens=tokens), *right(org, circle, proposal))

    put(m, letting_go, "let_go", wrong)


@mistake("R4", LETTING_GO)
def a_problem_is_gone_with_what_is_let_go(m: pytest.MonkeyPatch) -> None:
    right = letting_go._away

    def wrong(proposal: Proposal, event: e.LetGo, recorded: e.Recorded) -> Proposal:
        return replace(right(proposal, event, recorded), objections=())

    put(m, letting_go, "_away", wrong)


@watched_story(LETTING_GO)
def letting_go_of_fridays() -> None:
    """Once with a problem that all heard, once with one that is hidden still."""
    heard = Stuck()
    heard.up_to_consent()
    put_away = c.Drop(proposal=heard.proposal.id)
    said = heard.do(heard.signed(put_away, heard.id("Ada")))
    demand(isinstance(said, Refused), "R12", "one person put away what all were asked about")
    heard.objects("Bo")
    heard.ok("Cy", "Ada")
    heard.lets_go()
    heard.ok()
    heard.last_check()
    heard.by("Cy", c.PutOnAgenda(proposal=heard.friday().id))
    stands = [o.person for o in heard.friday().standing]
    demand(stands == [heard.id("Bo")], "R4", "a problem is gone with what was let go of")
    hidden = Stuck()
    hidden.up_to_consent()
    hidden.objects("Bo", "words", words="It is late.")
    hidden.lets_go()
    hidden.ok()
    hidden.last_check()
    demand(not hidden.friday().rounds[-1].was_shown, "R23", "an answer that was hidden was shown")
