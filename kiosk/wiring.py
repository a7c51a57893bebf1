"""The only module that names concrete adapters: it builds the world and passes it in."""

import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import ModuleType

from data import export as record_export
from data import health, shipped
from data.place import PlaceStore
from data.reading import Reading
from data.record import LocalRecord
from kiosk.decisions import every_decision, page
from kiosk.demo import seed
from kiosk.desk import Desk, today
from kiosk.doctor import ASK, Check, device_checks, sound
from kiosk.minutes import readable_page
from kiosk.ports import Clock, RecordFault, Voice
from kiosk.script import ScriptFault, read_script
from kiosk.session import LOG, Session
from kiosk.texts import Texts
from speech.settings import SoundSettings
from speech.voice import SoundProcess

LANGUAGE = "en"
FAULTS = "faults.log"


class SystemClock:
    """The device's clock."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Kiosk:
    """A session on an open record."""

    session: Session
    record: LocalRecord
    desk: Desk


def default_folder() -> Path:
    """Where the record is kept unless said otherwise: $XDG_DATA_HOME/in-the-round. Raises RecordFault."""
    base = Path(os.environ.get("XDG_DATA_HOME") or "")
    # The rule of that folder: what is not a whole path is as if it were not there.
    if base.is_absolute():
        return base / "in-the-round"
    try:
        return Path.home() / ".local" / "share" / "in-the-round"
    except RuntimeError as error:
        raise RecordFault("I do not know where the record is kept. Please say where, with --data.") from error


def open_texts(language: str = LANGUAGE) -> Texts:
    """The shipped words and phrases."""
    return Texts(shipped.texts(language), shipped.phrases(language))


@contextlib.contextmanager
def open_kiosk(folder: Path, *, demo: bool = False, clock: Clock | None = None) -> Iterator[Kiosk]:
    """Open the record and take up the conversation where it was; `clock` is made up for a story.

    Raises RecordFault.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise RecordFault(f"I cannot use the folder {folder}. {error.strerror}. Nothing was lost.") from error
    if clock is None:
        clock = SystemClock()
        record = LocalRecord.open(folder, clock=clock)
    else:
        record = LocalRecord.open(folder, clock=clock, steady=clock.now)
    try:
        desk = Desk(record, clock)
        desk.follow_up()
        if demo:
            seed(desk)
        session = Session(desk, PlaceStore(folder, record.keyring), open_texts())
        with _faults_noted(folder):
            yield Kiosk(session, record, desk)
    finally:
        record.close()


@contextlib.contextmanager
def _faults_noted(folder: Path) -> Iterator[None]:
    """Note what breaks unforeseen in a small file, for who looks after the device; made at the first fault.

    It says where in the program and of what kind, never what anybody said, and not at which time of day.
    """
    noted = RotatingFileHandler(
        folder / FAULTS, maxBytes=100_000, backupCount=1, delay=True, encoding="utf-8"
    )
    noted.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d"))
    # A disk that is full must not break the kiosk twice.
    noted.handleError = lambda _: None  # type: ignore[method-assign,assignment]
    LOG.addHandler(noted)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(noted)
        LOG.propagate = True
        noted.close()


def open_voice(folder: Path, *, engine: str | None = None) -> Voice:
    """The voice; it loads behind the first page and says so itself when something is missing."""
    return SoundProcess(SoundSettings(language=LANGUAGE, engine=engine, models=str(models_folder(folder))))


def models_folder(folder: Path) -> Path:
    """Where models are installed, those of Vosk in `vosk`."""
    return folder / "models"


def stories() -> tuple[tuple[str, str], ...]:
    """The shipped meetings: name and title."""
    return tuple((name, read_script(shipped.story(name)).title) for name in shipped.stories())


def story(wanted: str) -> str:
    """The text of a written meeting, by its file or by the name of a shipped one. Raises ScriptFault."""
    if wanted in shipped.stories():
        return shipped.story(wanted)
    try:
        return Path(wanted).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ScriptFault(f"I cannot read {wanted}. `kiosk play` alone lists what is shipped.") from error


def verify(folder: Path) -> int:
    """Check the record; returns the exit code."""
    return record_export.verify(folder, sys.stdout, sys.stderr)


def export(folder: Path, *, as_json: bool) -> int:
    """Write out the record as JSON lines or as a readable page; returns the exit code."""
    if as_json:
        return record_export.export_json(folder, sys.stdout)
    with Reading(folder) as reading:
        sys.stdout.write(readable_page(reading.events(), open_texts(), today(SystemClock())))
        if reading.problems:
            raise RecordFault(" ".join(reading.problems))
    return 0


def decisions(folder: Path, *, as_json: bool, to: Path | None) -> int:
    """Write out every decision, as a page or as a line of JSON each; into files of `to` where it is given."""
    texts = open_texts()
    with Reading(folder) as reading:
        told = every_decision(reading.events(), texts, today(SystemClock()))
        for number, one in enumerate(told, start=1):
            text = json.dumps(one.facts, ensure_ascii=False) + "\n" if as_json else page(one, texts)
            if to is None:
                sys.stdout.write(text)
                continue
            to.mkdir(parents=True, exist_ok=True)
            name = f"decision-{number:03}.{'json' if as_json else 'md'}"
            (to / name).write_text(text, encoding="utf-8")
        if reading.problems:
            raise RecordFault(" ".join(reading.problems))
    return 0


def speech_commands() -> ModuleType:
    """What `kiosk speech` does; loaded only when asked for."""
    from speech import commands

    return commands


def add_model(source: str, models: Path) -> int:
    """Install a Vosk model; returns the exit code."""
    from speech import add_model

    return add_model.add_model(source, models, sys.stdout, sys.stderr)


def checks(folder: Path) -> list[Check]:
    """What works on this device, for `kiosk doctor`."""
    return [*device_checks(folder), *_record_checks(folder), *_sound_checks(folder)]


def _record_checks(folder: Path) -> list[Check]:
    return [
        sound("Entries", "What is stored fits together.", health.record_problems(folder)),
        sound("Keys", "Every key that is here can be read.", health.key_problems(folder)),
        sound("Lock", "One kiosk at a time can store.", health.lock_problems(folder)),
    ]


def _sound_checks(folder: Path) -> list[Check]:
    from speech import commands

    try:
        return [Check(*found, needed=False) for found in commands.check(models_folder(folder))]
    except OSError as error:
        return [Check("voice", False, f"I cannot look at it: {error.strerror or error}.", ASK, needed=False)]
