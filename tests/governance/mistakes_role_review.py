"""Mistakes about looking at how somebody does a role (R9)."""

import pytest

from kiosk.governance import role_reviews, rounds
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Circle, Proposal
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.test_story_role_review import PLAN, HowCyDoes
from tests.governance.watching import watched_story

HOW = "how somebody does a role"


@mistake("R9", HOW)
def anyone_has_a_role_looked_at(m: pytest.MonkeyPatch) -> None:
    put(m, role_reviews, "open_", lambda org, circle, command: None)


@mistake("R9", HOW)
def whose_role_it_is_speaks_in_the_middle(m: pytest.MonkeyPatch) -> None:
    def wrong(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
        return tuple(sorted(p for p in proposal.matter.people if p in circle.here))

    m.setitem(rounds.SPEAKERS, "goes_well", wrong)


@mistake("R9", HOW)
def who_was_not_chosen_is_asked(m: pytest.MonkeyPatch) -> None:
    put(m, role_reviews, "not_chosen", lambda org, circle, proposal: ())


@watched_story(HOW)
def how_cy_does() -> None:
    """Ada cannot begin it; Cy speaks first and last; Di was not chosen."""
    review = HowCyDoes()
    said = review.do(review.signed(review.matter("Cy", "Ada"), review.id("Ada")))
    demand(isinstance(said, Refused), "R9", "somebody else began it")
    review.begins()
    order = review.goes_round()
    demand(order[0] == order[3] == "Cy", "R9", "whose role it is did not speak first and last")
    review.write("Cy", PLAN, way="draft")
    review.restate()
    demand(review.id("Di") not in review.round.roster, "R9", "who was not chosen is asked")
