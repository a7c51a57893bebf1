"""The conversation: the next prompt and a reply, beside an empty function; acts a decision takes."""

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from kiosk import wiring
from kiosk.conversation import talk
from tests.journeys import friday
from tests.journeys.driver import Person

TIMES = 300


def _per_call(call: Any) -> float:
    """Median milliseconds of one call."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def rows() -> list[dict[str, Any]]:
    """What the conversation takes."""
    with tempfile.TemporaryDirectory() as folder, wiring.open_kiosk(Path(folder)) as kiosk:
        person = Person(kiosk.session.join())
        friday.whole_story(person)
        session, desk = kiosk.session, kiosk.desk
        prompt = _per_call(lambda: talk.next_prompt(desk.state, session.place, desk.today))
        sheet = _per_call(session.whole_sheet)
        floor = _per_call(lambda: None)
        return [
            _row("next prompt (ms)", prompt, f"empty call {floor:.4f}"),
            _row("prompt in words (ms)", sheet, f"empty call {floor:.4f}"),
            _row("acts of the whole story with an objection, set-up included", person.acts, ""),
        ]


def _row(what: str, measured: float, beside: str) -> dict[str, Any]:
    return {"what": what, "measured": round(measured, 3), "target": "", "beside": beside, "note": "median"}
