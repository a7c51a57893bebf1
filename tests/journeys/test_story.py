"""The story of Friday evenings, from an empty record to the book of decisions."""

from pathlib import Path

from kiosk import wiring
from kiosk.conversation.sheets import Room
from tests.journeys import friday
from tests.journeys.driver import Person


def test_a_circle_decides_with_an_objection_met(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        person = Person(kiosk.session.join())
        friday.whole_story(person)
        circle = next(iter(kiosk.desk.state.circles.values()))
        proposal = next(iter(circle.proposals.values()))
        assert proposal.decision is not None
        assert [v.number for v in proposal.versions] == [1, 2]
        assert proposal.wording.what == "On Fridays, dinner moves to half past five"
        assert [o.status for o in proposal.objections] == ["met"]
        assert person.stored[-3:] == ["LastCheckDone", "DecisionMade", "RoundClosed"]


def test_the_same_story_fits_the_smallest_screen(tmp_path: Path) -> None:
    small = Room(columns=38, rows_with_tiles=2, rows_alone=3, tiles=3)
    with wiring.open_kiosk(tmp_path) as kiosk:
        friday.whole_story(Person(kiosk.session.join(small)))
        circle = next(iter(kiosk.desk.state.circles.values()))
        assert all(p.decision for p in circle.proposals.values())
