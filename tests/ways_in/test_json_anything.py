"""JSON lines: heard words, clips, and anything at all."""

import json
import wave
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import joining, plain_json
from kiosk.conversation.prompts import Kind
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.ways_in.memory_lines import PROMPT, Lines

# --- hearing -----------------------------------------------------------------------------------------------


def test_heard_words_choose(asked: Lines) -> None:
    assert asked.send({"hear": "it is OK to try"}) == []
    assert asked.prompt["page"] == "consent.confirm"
    (stored,) = asked.send({"hear": "that is my answer"})
    assert stored["type"] == "stored"


def test_a_problem_heard_is_read_back_before_it_is_stored(asked: Lines) -> None:
    assert asked.send({"hear": "I object"}) == []
    assert (asked.prompt["page"], asked.prompt["binding"]) == ("consent.problem_sure", True)
    (stored,) = asked.send({"hear": "I do see a problem"})
    assert stored["type"] == "stored"


def test_misheard_words_give_a_notice_and_the_same_page(asked: Lines) -> None:
    (told,) = asked.send({"hear": "the weather tomorrow"})
    assert set(told) == {"type", "text"}
    assert told["type"] == "notice"
    assert asked.prompt["page"] == "consent.answer"


def test_unsure_words_give_did_you_mean(asked: Lines) -> None:
    before = len(asked.home.record.kept)
    assert asked.send({"hear": "I see the problem"}) == []
    assert asked.prompt["page"] == "did_you_mean"
    assert "I see a problem" in asked.prompt["title"]
    assert not asked.prompt["binding"]
    assert asked.send({"hear": "no"}) == []
    assert asked.prompt["page"] == "consent.answer"
    assert len(asked.home.record.kept) == before


def test_a_clip_does_not_fit_where_nothing_is_recorded(asked: Lines, tmp_path: Path) -> None:
    path = tmp_path / "yes.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\0\0" * 16_000)
    (tmp_path / "text.wav").write_text("no sound")
    for name in ("yes.wav", "text.wav", "nothing.wav"):
        assert asked.refused({"clip": str(tmp_path / name)}) == "not_offered"


# --- anything at all ---------------------------------------------------------------------------------------

anything = st.one_of(
    st.binary(max_size=200).map(lambda raw: raw.replace(b"\n", b" ")),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode()),
    st.dictionaries(
        st.sampled_from(["choose", "write", "hear", "clip", "to", "as", "else"]),
        st.text(max_size=30) | st.integers(),
        max_size=3,
    ).map(lambda value: json.dumps(value).encode()),
)
acts = st.one_of(
    anything,
    st.integers(0, 7),
    st.sampled_from([{"write": "Some words"}, {"hear": "go on"}, {"hear": "one"}, {"hear": "bo"}]),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(stories.STORIES)), st.integers(0, 400), st.lists(acts, min_size=1, max_size=25))
def test_whatever_is_sent_there_is_one_prompt_after_each_line(
    story: str, cut_at: int, sent: list[bytes | int | dict[str, str]]
) -> None:
    home = Home()
    person = Watcher(home)
    stories.STORIES[story](person)
    lines = Lines(home)
    ids = {lines.prompt["id"]}
    for one in sent:
        if isinstance(one, int):
            tiles = [*lines.prompt["choices"], *lines.prompt["always"]]
            one = {"choose": tiles[one % len(tiles)]["id"]}
        raw = one if isinstance(one, bytes) else json.dumps(one).encode()
        if not raw.strip():
            continue
        told = lines.send(raw + b"\n")
        assert {line["type"] for line in told} <= {"stored", "notice", "refused", "fault"}
        assert set(lines.prompt) == PROMPT
        assert lines.prompt["kind"] in set(Kind)
        assert len(lines.prompt["choices"]) <= 4
        assert lines.prompt["choices"] or lines.prompt["free_answer"]
        assert lines.prompt["id"] not in ids
        ids.add(lines.prompt["id"])


def test_an_overlong_line_is_held_in_little_memory() -> None:
    import io

    stream = io.BytesIO(b"a" * 1_000_000 + b"\n" + b"short\n" + b"b" * 70_000)
    got = list(joining.bounded_lines(stream))
    assert [len(line) <= plain_json.MOST_BYTES + 2 for line in got] == [True, True, True]
    assert got[1] == b"short\n"
