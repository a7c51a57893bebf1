"""Playing a written meeting through the real application, in a record of its own that is thrown away."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from kiosk import wiring
from kiosk.conversation.outcomes import Fault, Turned
from kiosk.conversation.replies import Reply, Said
from kiosk.conversation.sheets import PLAIN, Sheet
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.refusals import Refused
from kiosk.governance.state import Organisation
from kiosk.plain import outcome_text, page_text
from kiosk.script import Deed, Director, Script, ScriptFault, Wider
from kiosk.seat import Seat

STEP = 1_000
"""Milliseconds of the story's clock for each reply."""


class StoryClock:
    """A clock that goes on with the story."""

    def __init__(self, day: str) -> None:
        self._now = _noon(day)

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return self._now

    def step(self) -> None:
        """One reply later."""
        self._now += STEP

    def go_on_to(self, day: str) -> None:
        """Noon of a later day; the past stays where it is."""
        self._now = max(self._now, _noon(day))


def _noon(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp() * 1000)


class Stage:
    """A kiosk in a temporary folder that can lose its power in the middle of a story."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.clock = StoryClock(script.day)
        self._rooms = ExitStack()
        self.folder = Path(self._rooms.enter_context(tempfile.TemporaryDirectory(prefix="in-the-round-")))
        self._power = ExitStack()
        try:
            self.switch_on()
            self._found()
        except BaseException:
            self.close()
            raise

    def switch_on(self) -> None:
        """Open the record as a start of the kiosk does."""
        self.kiosk = self._power.enter_context(wiring.open_kiosk(self.folder, clock=self.clock))
        self.seat: Seat = self.kiosk.session.join(PLAIN)

    def switch_off(self) -> None:
        """The power fails: nothing is said, nothing is saved that was not saved."""
        self._power.close()
        self._power = ExitStack()

    def _found(self) -> None:
        names = [name for name, _ in self.script.people]
        if self.script.helps not in names:
            raise ScriptFault(f"{self.script.helps} helps, and is not one of the people.")
        review = f"{int(self.script.day[:4]) + 1}{self.script.day[4:]}".replace("02-29", "02-28")
        founding = c.FoundCircle(
            name=self.script.circle,
            aim=self.script.aim,
            people=tuple(c.NewPerson(name, kind) for name, kind in self.script.people),
            facilitator=names.index(self.script.helps),
            review_day=review,
        )
        made = self.kiosk.desk.handle(founding)
        if isinstance(made, Refused):
            raise ScriptFault(f"The circle of this meeting cannot begin: {made.key}.")
        if self.script.wider:
            self.kiosk.desk.take_in(*_from_elsewhere(self.kiosk.desk.state, self.script.wider, review))
        self.switch_off()
        self.switch_on()

    def sheet(self) -> Sheet:
        """The page that is shown now."""
        return self.seat.sheet

    def replies(self) -> Iterator[Said]:
        """Each reply of the story, to be carried out before the next; days and power cuts are done here."""
        for deed in Director(self.script, self.sheet).replies():
            self.clock.step()
            if not isinstance(deed, Deed):
                yield deed
            elif deed.what == "day":
                self.clock.go_on_to(deed.words)
                self.seat.show_again()
            else:
                self.switch_off()
                self.switch_on()

    def close(self) -> None:
        """Throw the record of the story away."""
        self.switch_off()
        self._rooms.close()

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _from_elsewhere(state: Organisation, wider: Wider, until: str) -> Iterator[e.Event]:
    """The wider circle and both links to it, as they come from its own kiosk."""
    (here,) = state.circles
    ids = {name: f"wider-{number}" for number, (name, _) in enumerate(wider.people)}
    delegate = next(one.id for one in state.people.values() if one.name == wider.delegate)
    leader = ids[wider.leader]
    yield e.CircleFounded("wider", wider.name, wider.aim)
    yield from (e.PersonAdded(ids[name], kind, name) for name, kind in wider.people)
    yield from (e.MemberJoined("wider", id) for id in ids.values())
    yield e.CircleBelongs("wider", here, "wider", "elsewhere", "")
    yield e.MemberJoined(here, leader)
    yield e.MemberJoined("wider", delegate)
    yield e.RoleFilled(here, "leader", leader, until, False)
    yield e.RoleFilled(here, "delegate", delegate, until, False)


def play(script: Script, write: Callable[[str], object], *, pause: float = 0.0) -> int:
    """Play a meeting line by line; gives how many replies there were. Raises ScriptFault.

    `pause` is seconds between two replies, so that people can follow.
    """
    with Stage(script) as stage:
        say = stage.kiosk.session.texts.say
        write(f"# {script.title}\n{script.about}\n")
        write(page_text(stage.seat.sheet, say))
        many = 0
        for said in stage.replies():
            many += 1
            write(f"> {_words(said, stage.seat.sheet)}\n")
            for outcome in stage.seat.reply(Reply(said, "script", stage.seat.prompt_id)):
                write(outcome_text(outcome, say))
                if isinstance(outcome, Turned | Fault):
                    raise ScriptFault(f"The kiosk said no: {outcome.text}")
            write(page_text(stage.seat.sheet, say))
            if pause:
                time.sleep(pause)
        return many


def _words(said: Said, sheet: Sheet) -> str:
    wanted = getattr(said, "id", "")
    labels = {tile.id: tile.label for tile in (*sheet.tiles, *sheet.always)}
    return labels.get(wanted) or str(getattr(said, "text", "") or getattr(said, "words", "") or wanted)
