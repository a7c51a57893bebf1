"""Mistakes about choosing not to decide (R2, R6, R8)."""

import pytest

from kiosk.governance import commands as c
from kiosk.governance import without_me
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Proposal
from tests.governance.planted import mistake, put
from tests.governance.seen import demand
from tests.governance.test_story_without_me import Unsure
from tests.governance.watching import watched_story

WITHOUT = "without me"


@mistake("R8", WITHOUT)
def who_left_other_words_to_the_others_is_not_asked(m: pytest.MonkeyPatch) -> None:
    def wrong(proposal: Proposal, person: str) -> bool:
        return person in proposal.without

    put(m, without_me, "chose_not_to", wrong)


@mistake("R6", WITHOUT)
def a_problem_goes_with_who_leaves_it_to_the_others(m: pytest.MonkeyPatch) -> None:
    put(m, without_me, "own_problem", lambda proposal, round_, person: False)


@mistake("R2", WITHOUT)
def who_leaves_it_to_the_others_is_taken_for_consent(m: pytest.MonkeyPatch) -> None:
    put(m, without_me, "not_theirs", lambda org, circle, proposal: ())


@mistake("R2", WITHOUT)
def one_person_alone_decides(m: pytest.MonkeyPatch) -> None:
    m.setattr(without_me, "FEWEST_LEFT", 0)


@watched_story(WITHOUT)
def bo_leaves_it_to_the_others() -> None:
    """Bo sees no problem and leaves it; Cy then sees one, and other words are for Bo too."""
    story = Unsure()
    story.up_to_consent()
    story.by("Bo", story.without("Bo"))
    bo = story.id("Bo")
    demand(bo not in story.round.roster, "R2", "who chose not to decide is still asked")
    alone = story.do(story.signed(story.without("Ada"), story.id("Ada")))
    demand(isinstance(alone, Refused), "R2", "one person alone is left to decide")
    story.objects("Cy")
    story.ok("Ada")
    story.hear_objections()
    story.amend("Ada", what="Sundays.")
    story.restate()
    demand(bo in story.round.roster, "R8", "other words were not asked of who left the first to others")
    hidden = Unsure()
    hidden.up_to_consent()
    hidden.objects("Bo")
    said = hidden.do(hidden.signed(c.ChooseNotToDecide(round=hidden.round.id), hidden.id("Bo")))
    demand(isinstance(said, Refused), "R6", "a problem was ended by leaving")
