"""Events as they are stored: every type comes back as it was, and goes on doing so."""

import base64
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.canonical import canonical, parse
from data.codec import StoredEvent, read_line
from data.shapes import UPCASTERS, UnknownEvent, is_unknown, kind_and_body, restore, store
from kiosk.governance.events import EVENTS, Event, MemberJoined
from tests.data.anything import any_event
from tests.data.circle import answer, example, reaction
from tests.data.make_samples import SAMPLES, key_of, sample_path


class SomeKeys:
    """Keys that can be taken away."""

    def __init__(self, *, without: str = "none", erased: str = "none") -> None:
        self._without = without
        self._erased = erased

    def get(self, name: str) -> bytes | None:
        gone = name.startswith((self._without, self._erased))
        return None if gone else key_of(unicodedata.normalize("NFC", name))

    def erased(self, name: str) -> bool:
        return name.startswith(self._erased)


def composed(event: Event) -> Any:
    """The fields of an event as text that is spelled in one way."""
    return parse(canonical(kind_and_body(event)))


def on_disk(event: Event) -> StoredEvent:
    """An event as it lies in the journal."""
    stored = store(event, "hill", lambda name: key_of(unicodedata.normalize("NFC", name)))
    return StoredEvent(stored.type, stored.version, parse(canonical(stored.body)), stored.sealed)


@settings(deadline=None)
@given(any_event())
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    opened = restore(on_disk(event), "hill", SomeKeys())
    assert type(opened.event) is type(event)
    assert composed(opened.event) == composed(event)
    assert opened.closed == ""
    assert not is_unknown(on_disk(event))


@settings(deadline=None)
@given(any_event())
def test_without_any_key_what_is_sealed_reads_as_none(event: Event) -> None:
    opened = restore(on_disk(event), "hill", SomeKeys(without=""))
    assert type(opened.event) is type(event)
    sealed = event.keys()
    assert [getattr(opened.event, name) for name in sealed] == [None] * len(sealed)
    assert opened.closed == ("locked" if sealed else "")


def test_it_says_whether_words_are_erased_or_only_locked() -> None:
    stored = on_disk(answer(words="it is too loud"))
    assert restore(stored, "hill", SomeKeys(without="round:")).closed == "locked"
    assert restore(stored, "hill", SomeKeys(erased="person:")).closed == "erased"
    assert restore(stored, "hill", SomeKeys(without="round:", erased="person:")).closed == "erased"


def test_what_was_said_can_still_be_read_when_only_another_key_is_gone() -> None:
    event = restore(on_disk(answer()), "hill", SomeKeys(without="round:")).event
    assert event == type(answer())("hill", "r1", "v1", 0, "ada", None, answer().given)


@pytest.mark.parametrize(("stream", "kind"), [("valley", "ReactionGiven"), ("hill", "QuestionAsked")])
def test_a_box_that_was_put_elsewhere_does_not_open(stream: str, kind: str) -> None:
    stored = on_disk(reaction(1))
    moved = StoredEvent(kind, 1, {**stored.body, "question": "q", "round": "r"}, stored.sealed)
    assert restore(moved, stream, SomeKeys()).closed == "locked"


def test_a_short_answer_and_a_long_reason_look_the_same() -> None:
    short = on_disk(answer(word="ok"))
    long = on_disk(answer(word="problem", words="it is too loud at night, " * 10))
    sizes = [[len(box) for keys, box in event.sealed if len(keys) == 2] for event in (short, long)]
    assert sizes[0] == sizes[1] == [2048 + 2 * 28]


# --- growing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVENTS)
def test_there_is_a_sample_of_every_version_ever_released(kind: str) -> None:
    """If this fails for a new type: `python -m tests.data.make_samples`."""
    for version in range(1, EVENTS[kind].version + 1):
        assert sample_path(kind, version).exists()


RENAMED: dict[tuple[str, int], dict[str, tuple[str, Callable[[object], object]]]] = {
    ("AnswersShown", 1): {"key": ("shown", lambda key: [key])},
}
"""What a part of an older version is called now, and how it is written now."""


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_still_means_the_same(path: Path) -> None:
    """If this fails, records that exist would be read wrongly: add a version and its step, or undo."""
    sample = json.loads(path.read_text(encoding="utf-8"))
    signed = read_line(sample["line"].encode())
    (stored,) = signed.entry.events
    keys = {name: base64.b64decode(key) for name, key in sample["keys"].items()}
    cls = EVENTS[sample["type"]]
    opened = restore(stored, signed.entry.stream, _Given(keys))
    assert (type(opened.event), opened.closed) == (cls, "")
    _, body = kind_and_body(opened.event)
    renamed = RENAMED.get((sample["type"], sample["version"]), {})
    means = {name: value for name, value in sample["means"].items() if name not in renamed}
    for old, (new, step) in renamed.items():
        means[new] = step(sample["means"][old])
    assert _as_far_as(body, means) == means
    if sample["version"] == cls.version:
        today = store(example(cls), "sample", key_of)
        assert [names for names, _ in stored.sealed] == [names for names, _ in today.sealed]


def _as_far_as(now: Any, then: Any) -> Any:
    """What is read today, without the fields that came later."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: _as_far_as(now[name], then[name]) for name in then}
    return now


class _Given:
    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys = keys

    def get(self, name: str) -> bytes | None:
        return self._keys.get(name)

    def erased(self, name: str) -> bool:
        return False


def test_an_older_version_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    class Joined(MemberJoined):
        version = 3

    monkeypatch.setitem(EVENTS, "MemberJoined", Joined)
    steps = {
        ("MemberJoined", 1): lambda body: {"circle": body["circle"], "who": body["name"]},
        ("MemberJoined", 2): lambda body: {"circle": body["circle"], "person": body["who"]},
    }
    old = StoredEvent("MemberJoined", 1, {"circle": "hill", "name": "ada"})
    assert restore(old, "org", SomeKeys(), steps).event == Joined("hill", "ada")
    assert isinstance(restore(old, "org", SomeKeys(), UPCASTERS).event, UnknownEvent)


@pytest.mark.parametrize(
    "stored",
    [
        StoredEvent("NeverHeardOf", 1, {"a": [1, {"b": None}]}),
        StoredEvent("MemberJoined", 2, {"circle": "hill", "person": "ada"}),
        StoredEvent("MemberJoined", 1, {"circle": "hill"}),
        StoredEvent("MemberJoined", 1, {"circle": "hill", "person": 7}),
        StoredEvent("HereChanged", 1, {"circle": "hill", "meeting": "m", "here": ["ada", None]}),
        StoredEvent("Paused", 1, {"circle": "hill", "meeting": True, "person": "ada"}),
    ],
)
def test_what_this_kiosk_is_too_old_for_is_kept_whole(stored: StoredEvent) -> None:
    assert is_unknown(stored)
    opened = restore(stored, "org", SomeKeys()).event
    assert opened == UnknownEvent(stored)
    assert store(opened, "org", key_of) is stored


def test_a_field_that_came_later_is_no_new_version() -> None:
    stored = StoredEvent("MemberJoined", 1, {"circle": "hill", "person": "ada", "later": 1})
    assert restore(stored, "org", SomeKeys()).event == MemberJoined("hill", "ada")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_a_box_of_noise_stays_closed(noise: bytes) -> None:
    stored = on_disk(reaction(1))
    noisy = StoredEvent(stored.type, 1, stored.body, ((("person:ada",), noise),))
    assert restore(noisy, "hill", SomeKeys()).closed == "locked"
