"""`kiosk plain --json`: one prompt after every line, and a reason for every line that is no answer."""

import pytest

from kiosk import plain_json
from kiosk.governance.circles import LONGEST_NAME
from kiosk.seating import LONGEST
from tests.conversation import stories
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday
from tests.ways_in.memory_lines import PROMPT, Lines


def test_a_prompt_has_exactly_these_fields(lines: Lines) -> None:
    prompt = lines.prompt
    assert set(prompt) == PROMPT
    assert prompt["page"] == "setup.welcome"
    assert prompt["kind"] == "Choose"
    assert prompt["asked_of"] is None
    assert prompt["choices"][0].keys() == {"id", "label", "phrases"}
    assert [one["id"] for one in prompt["always"]] == ["help", "again", "back", "pause", "cards", "hide"]
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
        (b'{"choose": "begin", "as": ""}\n', "not_your_turn"),
        (b'{"hear": "' + b"a" * (LONGEST + 1) + b'"}\n', "too_long"),
        (b'{"choose": "' + b"a" * 70_000 + b'"}\n', "too_long"),
    ],
    ids=lambda value: value[:40].decode("ascii", "replace") if isinstance(value, bytes) else value,
)
def test_every_reason_is_told_and_nothing_changes(lines: Lines, line: bytes, reason: str) -> None:
    page = lines.prompt["page"]
    assert lines.refused(line) == reason
    assert lines.prompt["page"] == page


def test_a_line_of_another_shape_is_told_the_right_one(lines: Lines) -> None:
    (told,) = lines.send({"answer": "yes"})
    for shape in ('{"choose": ID}', '{"write": TEXT}', '{"hear": WORDS}', '{"clip": PATH}'):
        assert shape in told["text"]


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
    write("𝄞" * LONGEST_NAME)
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
    for id in ("keep_day", "it_stops", "keep_words", "what_i_meant", "about_nobody", "our_ideas"):
        choose(id)
    pages = 0
    choose(lines.prompt["choices"][0]["id"])
    while "leave_it" not in {one["id"] for one in lines.prompt["choices"]}:
        lines.send({"choose": "more"})
        pages += 1
    assert pages >= 3


LETTERS = {
    "spaces": " ",
    "new lines": "\n",
    "wide spaces": "\u2003",
    "line signs": "\u2028",
    "notes": "𝄞",
    "faces": "😀 ",
    "marks": "e" + "\u0301" * 40 + " ",
    "quotes": '"\\',
    "hidden": "\u200b",
}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("stored_before", [False, True])
def test_a_long_talk_fits_its_lines(home: Home, name: str, stored_before: bool) -> None:
    """Three people ask, and each question is answered, at the greatest length; then all of it is read."""
    from kiosk.governance.events import QuestionAsked

    letters = LETTERS[name]
    words = f"a{letters * LONGEST}"[: LONGEST - 1] + "b"
    person = Watcher(home)
    stories.idea_on_the_table(person)
    if stored_before:
        circle = next(iter(home.desk.state.circles.values()))
        proposal = next(iter(circle.proposals.values()))
        assert proposal.round
        asked = [QuestionAsked(circle.id, proposal.round.id, "q", by, words) for by in circle.members]
        home.tell(*asked * 2)
    lines = Lines(home)
    wanted = ("keep", "ready", "that_is_right", "have_question", "answer_it", "say_something", "heard_it")
    for _ in range(400):
        ids = [one["id"] for one in lines.prompt["choices"]]
        if lines.prompt["kind"] == "Write" and not ids:
            assert lines.send({"write": words}) == []
        elif "heard_it" in ids:
            break
        else:
            lines.send({"choose": next((id for id in (*wanted, "more") if id in ids), ids[0])})
    assert lines.prompt["page"] == "consent.read"


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
