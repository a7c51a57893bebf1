"""`kiosk plain --json`: one prompt after every line, and a reason for every line that is no answer."""

import json
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import joining, plain_json
from kiosk.conversation.prompts import Kind
from kiosk.session import LONGEST
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday

PROMPT = {
    "type",
    "id",
    "page",
    "kind",
    "asked_of",
    "title",
    "body",
    "choices",
    "always",
    "free_answer",
    "binding",
    "spoken",
}


class Lines:
    """A conversation in JSON lines with a kiosk in memory."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.waiting: list[bytes] = []
        seat = home.seat(plain_json.ROOM)
        self.out = plain_json.converse(seat, self._coming(), home.session.turned)
        self.prompt = self._until_prompt()[-1]

    def _coming(self) -> Iterable[bytes]:
        while self.waiting:
            yield self.waiting.pop(0)

    def _until_prompt(self) -> list[dict[str, Any]]:
        got: list[dict[str, Any]] = []
        while not got or got[-1]["type"] != "prompt":
            line = next(self.out)
            assert line.endswith("\n")
            assert "\n" not in line[:-1]
            assert len(line.encode()) <= plain_json.MOST_BYTES
            got.append(json.loads(line))
        return got

    def send(self, value: object) -> list[dict[str, Any]]:
        """What came before the prompt."""
        self.waiting.append(value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n")
        got = self._until_prompt()
        self.prompt = got[-1]
        return got[:-1]

    def refused(self, value: object) -> str:
        before = len(self.home.record.kept)
        (told,) = self.send(value)
        assert set(told) == {"type", "reason", "text"}
        assert told["type"] == "refused"
        assert told["text"].strip()
        assert len(self.home.record.kept) == before
        return str(told["reason"])


@pytest.fixture
def lines(home: Home) -> Lines:
    return Lines(home)


@pytest.fixture
def asked(home: Home) -> Lines:
    """Somebody has heard the idea and is asked for their answer."""
    person = Watcher(home)
    stories.idea_on_the_table(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)
    person.takes_turn(person.sheet.asked_of.name if person.sheet.asked_of else "")
    person.choose("heard_it")
    person.seat.leave()  # type: ignore[attr-defined]
    return Lines(home)


def test_a_prompt_has_exactly_these_fields(lines: Lines) -> None:
    prompt = lines.prompt
    assert set(prompt) == PROMPT
    assert prompt["page"] == "setup.welcome"
    assert prompt["kind"] == "Choose"
    assert prompt["asked_of"] is None
    assert prompt["choices"][0].keys() == {"id", "label", "phrases"}
    assert [one["id"] for one in prompt["always"]][:4] == ["help", "again", "back", "pause"]
    assert (prompt["free_answer"], prompt["binding"]) == (False, False)
    assert prompt["title"] in prompt["spoken"]


def test_who_is_asked_is_an_id_and_a_name(asked: Lines) -> None:
    assert asked.prompt["page"] == "consent.answer"
    assert set(asked.prompt["asked_of"]) == {"id", "name"}


def test_only_the_read_back_is_binding_and_what_is_stored_is_told(asked: Lines) -> None:
    assert not asked.prompt["binding"]
    assert asked.send({"choose": "ok"}) == []
    assert asked.prompt["binding"]
    (stored,) = asked.send({"choose": "keep_answer"})
    assert set(stored) == {"type", "events"}
    assert stored["type"] == "stored"
    assert [set(event) for event in stored["events"]] == [{"id", "type"}]
    assert stored["events"][0]["type"] == "AnswerGiven"
    assert stored["events"][0]["id"] == asked.home.record.kept[-1].id


def test_at_most_four_choices_on_a_page_and_a_way_to_the_next(lines: Lines) -> None:
    friday.set_up(Watcher(lines.home))
    lines.send({"choose": "again"})
    seen: set[str] = set()
    while True:
        choices = [one["id"] for one in lines.prompt["choices"]]
        assert len(choices) <= 4
        if seen >= set(choices):
            break
        seen |= set(choices)
        if "more" not in choices:
            break
        lines.send({"choose": "more"})
    assert len([id for id in seen if id.startswith("person.")]) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json\n", "not_json"),
        (b'{"choose": "begin"\n', "not_json"),
        (b"\xff\xfe{}\n", "not_json"),
        (b'{"choose": "\xc3("}\n', "not_json"),
        (b"\xef\xbb\xbf{}\n", "not_json"),
        (b"[" * 20_000 + b"\n", "not_json"),
        (b'{"choose": NaN}\n', "not_json"),
        (b"9" * 6000 + b"\n", "not_json"),
        (b"[]\n", "not_a_reply"),
        (b"null\n", "not_a_reply"),
        (b'"begin"\n', "not_a_reply"),
        (b"{}\n", "not_a_reply"),
        (b'{"choose": 1}\n', "not_a_reply"),
        (b'{"choose": null}\n', "not_a_reply"),
        (b'{"choose": ["begin"]}\n', "not_a_reply"),
        (b'{"choose": "begin", "write": "words"}\n', "not_a_reply"),
        (b'{"choose": "begin", "colour": "red"}\n', "not_a_reply"),
        (b'{"choose": "begin", "to": 7}\n', "not_a_reply"),
        (b'{"choose": "begin", "as": null}\n', "not_a_reply"),
        (b'{"to": "x"}\n', "not_a_reply"),
        (b'{"choose": "help", "choose": "begin"}\n', "not_a_reply"),
        (b'{"write": "\\ud800"}\n', "not_a_reply"),
        (b'{"choose": "begin", "to": "\\ud800"}\n', "not_a_reply"),
        (b'{"choose": "nothing here"}\n', "not_offered"),
        (b'{"choose": ""}\n', "not_offered"),
        (b'{"write": "no words fit here"}\n', "not_offered"),
        (b'{"clip": "/nowhere.wav"}\n', "not_offered"),
        (b'{"choose": "begin", "to": "another"}\n', "stale"),
        (b'{"choose": "begin", "to": ""}\n', "stale"),
        (b'{"choose": "begin", "as": "somebody"}\n', "not_your_turn"),
        (b'{"hear": "' + b"a" * (LONGEST + 1) + b'"}\n', "too_long"),
        (b'{"choose": "' + b"a" * 70_000 + b'"}\n', "too_long"),
    ],
    ids=lambda value: value[:40].decode("ascii", "replace") if isinstance(value, bytes) else value,
)
def test_every_reason_is_told_and_nothing_changes(lines: Lines, line: bytes, reason: str) -> None:
    page = lines.prompt["page"]
    assert lines.refused(line) == reason
    assert lines.prompt["page"] == page


def test_a_line_of_64_kib_is_read_and_one_letter_more_is_not(lines: Lines) -> None:
    room = plain_json.MOST_BYTES - len(b'{"choose":"begin"}')
    assert lines.refused(b'{"choose":"begin"}' + b" " * (room + 1) + b"\n") == "too_long"
    assert lines.send(b'{"choose":"begin"}' + b" " * room + b"\n") == []
    assert lines.prompt["page"] == "setup.name"


def test_words_may_grow_to_a_limit_and_then_are_refused_in_words(lines: Lines) -> None:
    lines.send({"choose": "begin"})
    for letter in "ab":
        assert lines.send({"write": letter * 1900}) == []
    assert lines.refused({"write": "c" * 1900}) == "too_long"
    assert lines.send({"choose": "undo"}) == []
    assert lines.send({"write": "c"}) == []


def test_no_line_out_is_ever_too_long(home: Home) -> None:
    """The longest idea there can be, in the widest letters there are."""
    lines = Lines(home)
    long = "𝄞" * LONGEST

    def choose(id: str) -> None:
        for _ in range(40):
            if id in {one["id"] for one in lines.prompt["choices"]}:
                break
            assert lines.send({"choose": "more"}) == []
        told = lines.send({"choose": id})
        assert not {one["type"] for one in told} & {"refused", "fault"}

    def write(words: str) -> None:
        assert lines.send({"write": words}) == []
        choose("keep")

    choose("begin")
    write(long)
    write(long)
    for name in ("Ada", "Bo"):
        write(name)
        choose("kind.worker")
    for id in ("enough", "it_is_right", "person.0", "keep_it"):
        choose(id)
    choose(f"person.{next(iter(home.desk.state.people))}")
    for id in ("ready", "talk_about", "in_words"):
        choose(id)
    write(long)
    choose("make_idea")
    for _ in range(4):
        write(long)
    for id in ("keep_day", "it_stops", "keep_words", "what_i_meant", "our_ideas"):
        choose(id)
    pages = 0
    choose(lines.prompt["choices"][0]["id"])
    while "leave_it" not in {one["id"] for one in lines.prompt["choices"]}:
        lines.send({"choose": "more"})
        pages += 1
    assert pages >= 3


def test_blank_lines_are_passed_over(home: Home) -> None:
    seat = home.seat()
    out = list(plain_json.converse(seat, [b"\n", b"  \r\n", b"\t\n"], home.session.turned))
    assert len(out) == 1


def test_a_reply_without_to_is_to_the_prompt_last_shown_on_this_line(lines: Lines) -> None:
    other = lines.home.seat()
    lines.home.seat()
    from kiosk.conversation.replies import Choose, Reply

    other.reply(Reply(Choose("begin"), "keys", other.prompt_id))
    assert lines.refused({"choose": "begin"}) == "stale"
    assert lines.prompt["page"] == "setup.name"


def test_as_is_the_one_who_holds_the_turn(asked: Lines) -> None:
    me = asked.prompt["asked_of"]["id"]
    assert asked.refused({"choose": "ok", "as": me + "x"}) == "not_your_turn"
    assert asked.send({"choose": "ok", "as": me, "to": asked.prompt["id"]}) == []
    assert asked.prompt["page"] == "consent.confirm"


def test_the_rules_name_their_number(home: Home) -> None:
    """A reply whose page has become wrong through the rules themselves is refused by rule."""
    from dataclasses import replace

    from kiosk.governance.commands import GiveAnswer
    from kiosk.governance.refusals import Refused
    from kiosk.governance.words import Answer

    person = Watcher(home)
    stories.answers_are_coming_in(person)
    circle = next(iter(home.desk.state.circles.values()))
    round_ = next(iter(circle.proposals.values())).rounds[-1]
    me = round_.roster[-1]
    command = GiveAnswer(
        circle=circle.id, by=me, turn=me, round=round_.id, answer=Answer("ok"), heard="", facts_heard=0
    )
    refused = home.desk.handle(replace(command))
    assert isinstance(refused, Refused)
    told = plain_json.outcome_line(home.session._refusal(refused))
    assert told["reason"] == "rule:R8"
    assert told["text"]


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
