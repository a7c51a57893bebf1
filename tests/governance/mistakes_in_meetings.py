"""Mistakes about meetings: cards, who is asked, and the list (R1, R3, R12, R16)."""

from dataclasses import replace

import pytest

from kiosk.governance import cards, sittings
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.registry import Result
from kiosk.governance.state import Card, Circle, Organisation
from kiosk.governance.words import Answer
from tests.governance import gathering
from tests.governance.planted import mistake, put
from tests.governance.watching import TRIES, watched


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


@mistake("R1", "meetings")
def somebody_is_not_asked_how_they_are(m: pytest.MonkeyPatch) -> None:
    right = sittings.opens_check

    def wrong(circle: Circle, meeting: str, kind: str, here: tuple[str, ...]) -> e.CheckRoundOpened:
        opened = right(circle, meeting, kind, here)
        return replace(opened, roster=opened.roster[1:] or opened.roster)

    put(m, sittings, "opens_check", wrong)
    put(m, sittings, "late", lambda org, circle: ())


@mistake("R1", "meetings")
def who_comes_late_is_not_asked_how_they_are(m: pytest.MonkeyPatch) -> None:
    right = sittings.late

    def wrong(org: Organisation, circle: Circle) -> tuple[e.Event, ...]:
        made = right(org, circle)
        return () if made and isinstance(made[0], e.CheckRosterGrew) else made

    put(m, sittings, "late", wrong)


@mistake("R1", "meetings")
def who_leaves_early_is_taken_for_one_who_passed(m: pytest.MonkeyPatch) -> None:
    right = sittings.late

    def wrong(org: Organisation, circle: Circle) -> tuple[e.Event, ...]:
        return tuple(
            e.Passed(one.circle, one.round, one.person, "opening") if isinstance(one, e.NotHere) else one
            for one in right(org, circle)
        )

    put(m, sittings, "late", wrong)


@mistake("R1", "meetings")
def a_last_round_is_cut_off_as_if_all_were_asked(m: pytest.MonkeyPatch) -> None:
    right = sittings.cut_short

    def wrong(circle: Circle) -> tuple[e.Event, ...]:
        return tuple(replace(one, why="done") for one in right(circle) if isinstance(one, e.RoundClosed))

    put(m, sittings, "cut_short", wrong)


@mistake("R12", "meetings")
def whoever_helps_skips_the_consent_to_the_list(m: pytest.MonkeyPatch) -> None:
    put(m, sittings, "agenda_first", lambda org, circle, command: None)


@mistake("R12", "meetings")
def the_first_ok_agrees_to_the_list_for_all(m: pytest.MonkeyPatch) -> None:
    right = sittings.to_agree

    def wrong(circle: Circle) -> tuple[str, ...]:
        now = circle.course.now
        return () if now and now.oks else right(circle)

    put(m, sittings, "to_agree", wrong)


@watched("meetings")
def meetings() -> None:
    for seed in range(TRIES):
        gathering.hold(seed)
