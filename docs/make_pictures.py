"""Make the pictures of the docs from the real application: `python -m docs.make_pictures`."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk import wiring
from kiosk.app import KioskApp
from kiosk.session import Session
from tests.journeys import friday
from tests.journeys.driver import Person

PICTURES = Path(__file__).parent / "pictures"
SIZES = ((60, 20), (40, 11), (120, 40))
MOMENT = 1_789_988_400_000
"""21 September 2026, 11:00 UTC, the same day nearly everywhere: no picture grows old by itself."""


class StillClock:
    """A clock that stands still."""

    def now(self) -> int:
        """The moment of the pictures."""
        return MOMENT


def story(p: Person) -> dict[str, Callable[[], object]]:
    """The pages to show, in the order of the story, each with the acts that lead to it."""
    return {
        "welcome": lambda: friday.set_up(p),
        "write": lambda: _to_writing(p),
        "hand-over": lambda: _to_consent(p),
        "read": lambda: p.takes_turn("Bo"),
        "consent": lambda: p.choose("heard_it"),
        "read-back": lambda: p.choose("ok"),
        "who-hears": lambda: (p.press("back"), p.choose("problem")),
        "reason": lambda: (p.choose("everyone_here"), p.choose("by_picture")),
    }


def _to_writing(p: Person) -> None:
    p.takes_turn("Ada")
    p.choose("talk_about")
    p.choose("in_words")


def _to_consent(p: Person) -> None:
    for _ in range(3):
        p.press("back")
    friday.ada_brings_an_idea(p)
    friday.they_meet(p)
    friday.cy_presents(p)
    friday.questions_and_reactions(p)
    friday.ask_everyone(p)


async def make(folder: Path, sizes: tuple[tuple[int, int], ...] = SIZES) -> list[Path]:
    """Write one SVG a page and size into `folder`; returns their paths."""
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as data, wiring.open_kiosk(Path(data), clock=StillClock()) as kiosk:
        for name, lead_there in story(Person(kiosk.session.join())).items():
            lead_there()
            paths = [folder / f"{name}-{columns}x{rows}.svg" for columns, rows in sizes]
            await asyncio.gather(*(_take(kiosk.session, *one) for one in zip(sizes, paths, strict=True)))
            made += paths
    return made


async def _take(session: Session, size: tuple[int, int], path: Path) -> None:
    seat = session.join()
    app = KioskApp(seat, texts=session.texts)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        path.write_text(app.export_screenshot(), encoding="utf-8")
    seat.leave()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for made in asyncio.run(make(PICTURES)):
        sys.stdout.write(f"{made}\n")
