"""The same story by keys, by mouse, by spoken words and line by line stores the same events, in order."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from data.export import public_events
from kiosk import wiring
from kiosk.app import KioskApp
from kiosk.governance.events import Recorded
from tests.journeys import friday
from tests.journeys.driver import Person
from tests.journeys.hands import AtTheScreen, Speaking, Typing, in_a_thread

ID = re.compile(r"[0-9a-f]{16,}(?:\.\d+)?")
Facts = list[tuple[str, str, object]]


def facts(events: list[Recorded]) -> Facts:
    """Type, actor and opened body of each event, without how it was given; random ids by first use."""
    seen: dict[str, str] = {}

    def known(value: object) -> object:
        if isinstance(value, str):
            return ID.sub(lambda found: seen.setdefault(found.group(), f"#{len(seen)}"), value)
        if isinstance(value, dict):
            return {name: known(part) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [known(part) for part in value]
        return value

    told: Facts = []
    for recorded in events:
        known(recorded.id)
        body = asdict(recorded.event)
        body.pop("given", None)
        body.pop("shown", None)
        told.append((type(recorded.event).__name__, str(known(recorded.actor)), known(body)))
    return told


class FixedDay:
    """A clock that stands still, so that the day does not change between two tellings."""

    def now(self) -> int:
        return 1_795_000_000_000


@pytest.fixture(scope="module")
def by_choice(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The story as it is told by naming each choice."""
    folder = tmp_path_factory.mktemp("choice")
    with wiring.open_kiosk(folder, clock=FixedDay()) as kiosk:
        friday.whole_story(Person(kiosk.session.join()))
    return facts(public_events(folder))


@pytest.mark.parametrize("person", [Speaking, Typing])
def test_by_words_and_by_numbers(person: type[Person], tmp_path: Path, by_choice: Facts) -> None:
    with wiring.open_kiosk(tmp_path, clock=FixedDay()) as kiosk:
        friday.whole_story(person(kiosk.session.join()))
    assert facts(public_events(tmp_path)) == by_choice


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mouse", [False, True], ids=["keys", "mouse"])
async def test_on_the_screen(mouse: bool, tmp_path: Path, by_choice: Facts) -> None:
    class Patient:
        """A clock on which nobody presses twice within half a second."""

        time = 0.0

        def __call__(self) -> float:
            self.time += 1
            return self.time

    with wiring.open_kiosk(tmp_path, clock=FixedDay()) as kiosk:
        app = KioskApp(kiosk.session.join(), texts=kiosk.session.texts, clock=Patient())
        async with app.run_test(size=(60, 20)) as pilot:
            await in_a_thread(friday.whole_story, AtTheScreen(pilot, app, mouse=mouse))
    assert facts(public_events(tmp_path)) == by_choice
