"""A small care circle to store: made-up clocks, an example of every event."""

import dataclasses
import types
import typing
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.disk import Disk
from data.record import LocalRecord
from kiosk.governance.events import (
    EVENTS,
    AnswerGiven,
    AnswersShown,
    CircleFounded,
    Event,
    PersonAdded,
    ReactionGiven,
    Recorded,
)
from kiosk.governance.words import Answer, Given

NOON = 1_790_000_000_000
"""A moment in 2026, in milliseconds."""


class MadeUpClock:
    """A clock that stands still until it is moved; `now` and `steady` can be moved apart."""

    def __init__(self, now: int = NOON) -> None:
        self.time = now
        self.passed = 0

    def now(self) -> int:
        return self.time

    def steady(self) -> int:
        return self.passed

    def wait(self, milliseconds: int) -> None:
        self.time += milliseconds
        self.passed += milliseconds


class UnsyncedDisk(Disk):
    """The real disk without waiting for it: for tests that never cut the power."""

    def sync(self, fd: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


def open_record(folder: Path, clock: MadeUpClock | None = None, disk: Disk | None = None) -> LocalRecord:
    clock = clock or MadeUpClock()
    return LocalRecord.open(folder, clock=clock, org="home", steady=clock.steady, disk=disk or UnsyncedDisk())


def founding() -> tuple[Event, ...]:
    return (
        CircleFounded("hill", "Hill Street", "A good life at Hill Street"),
        PersonAdded("ada", "supported", "Ada Quill"),
    )


def answer(person: str = "ada", word: str = "problem", words: str = "", round: str = "r1") -> AnswerGiven:
    return AnswerGiven("hill", round, "v1", 0, person, Answer(word, "words", words), Given("touch"))


def shown(round: str = "r1") -> AnswersShown:
    return AnswersShown("hill", round)


def reaction(number: int) -> ReactionGiven:
    return ReactionGiven("hill", "r0", "ada", "words", f"reaction {number}")


def append(record: LocalRecord, *events: Event) -> tuple[Recorded, ...]:
    stream = "org" if events[0].scope == "org" else "hill"
    return record.append(stream, "ada", "ada", events)


def stored(folder: Path) -> list[Recorded]:
    """Everything in the record, opened afresh."""
    record = open_record(folder)
    try:
        return list(record.read())
    finally:
        record.close()


def fill(folder: Path, answers: int) -> list[Recorded]:
    """A record of a founded circle and so many answers, one entry each."""
    record = open_record(folder)
    kept = list(append(record, *founding()))
    for number in range(answers):
        kept += append(record, answer(words=f"reason {number}", round=f"r{number % 3}"))
    record.close()
    return kept


def example(cls: type[Any]) -> Any:
    """The same instance of a type each time, every field filled."""
    hints = typing.get_type_hints(cls)
    return cls(**{field.name: _example(field.name, hints[field.name]) for field in dataclasses.fields(cls)})


def _example(name: str, hint: Any) -> Any:
    if typing.get_origin(hint) is types.UnionType:
        return _example(name, typing.get_args(hint)[0])
    if dataclasses.is_dataclass(hint):
        return example(typing.cast(type[Any], hint))
    plain = {int: 3, bool: True, str: f"{name} é 1", tuple[str, ...]: (f"{name}-1", f"{name}-2")}
    return plain[hint]


def examples() -> Sequence[Event]:
    """One of every type of event."""
    return [typing.cast(Event, example(cls)) for cls in EVENTS.values()]
