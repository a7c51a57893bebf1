"""Mistakes about meetings: cards, and who is asked (R1, R3, R16)."""

from dataclasses import replace

import pytest

from kiosk.governance import cards
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Card, Circle, Organisation
from kiosk.governance.words import Answer
from tests.governance.planted import mistake, put


@mistake("R1", "meetings")
def a_round_goes_on_while_a_card_is_up(m: pytest.MonkeyPatch) -> None:
    def wrong(org: Organisation, circle: Circle, command: c.Command) -> Refused | None:
        return None

    put(m, cards, "card_first", wrong)


@mistake("R16", "meetings")
def a_named_card_is_put_away_by_another(m: pytest.MonkeyPatch) -> None:
    put(m, cards, "may_put_away", lambda circle, card, person: True)


@mistake("R16", "meetings")
def a_card_is_stored_for_the_next_person(m: pytest.MonkeyPatch) -> None:
    right = cards.show

    def wrong(org: Organisation, circle: Circle, command: c.ShowCard) -> Result:
        at = circle.members.index(command.by) if command.by in circle.members else 0
        return right(org, circle, replace(command, by=circle.members[at - 1]))

    put(m, cards, "show", wrong)


@mistake("R3", "meetings")
def a_card_is_taken_for_an_answer(m: pytest.MonkeyPatch) -> None:
    right = cards.show

    def wrong(org: Organisation, circle: Circle, command: c.ShowCard) -> Result:
        made = right(org, circle, command)
        asked = next((p.consent_round for p in circle.proposals.values() if p.consent_round), None)
        if isinstance(made, Refused) or asked is None:
            return made
        said = e.AnswerGiven(
            circle.id, asked.id, asked.version_id, asked.facts, command.by, Answer("problem"), None
        )
        return (*made, said)

    put(m, cards, "show", wrong)


@mistake("R1", "meetings")
def the_card_of_somebody_who_is_here_is_overlooked(m: pytest.MonkeyPatch) -> None:
    right = cards.to_meet

    def wrong(circle: Circle) -> tuple[Card, ...]:
        return tuple(card for card in right(circle) if not card.person)

    put(m, cards, "to_meet", wrong)
