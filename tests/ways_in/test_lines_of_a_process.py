"""`kiosk plain` as a process: through pipes, until end of input, with nothing else on standard output."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys import friday
from tests.journeys.driver import Person
from tests.ways_in.ways import ByJson, Kiosk


def test_the_sample_circle_by_json_lines_until_end_of_input() -> None:
    with Kiosk("plain", "--demo", "--json") as kiosk:
        seat = ByJson(kiosk)
        assert seat.prompt["page"] == "welcome"
        # Each line is answered before the next one is sent: a flush a line.
        for line in ({"choose": "help"}, {"choose": "go_on"}, {"hear": "ada"}, {"choose": "ready"}):
            seat.send(line)
        assert seat.sheet.asked_of
        assert seat.sheet.asked_of.name == "Ada"
        assert kiosk.end() == (0, b"", b"")


def test_input_that_ends_at_once_is_fine() -> None:
    with Kiosk("plain", "--demo", "--json") as kiosk:
        code, out, err = kiosk.end()
    assert (code, err) == (0, b"")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["prompt"]


def test_a_last_line_without_its_end_still_counts() -> None:
    with Kiosk("plain", "--demo", "--json") as kiosk:
        kiosk.send(b'{"choose": "help"}')
        code, out, _ = kiosk.end()
    assert code == 0
    assert [json.loads(line)["page"] for line in out.splitlines()] == ["welcome", "help"]


def test_nonsense_in_every_encoding_ends_nothing() -> None:
    with Kiosk("plain", "--demo", "--json") as kiosk:
        seat = ByJson(kiosk)
        for raw in (b"\xff\xfe\x00", b"\x00" * 50, b"{" * 5000, b"a" * 300_000, b'{"hear": "\\u0000"}'):
            told = seat.send(raw)
            assert [one["type"] for one in told] in (["refused", "prompt"], ["notice", "prompt"])
        assert kiosk.end() == (0, b"", b"")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at /proc")
def test_no_sound_engine_is_started() -> None:
    with Kiosk("plain", "--demo", "--json") as kiosk:
        seat = ByJson(kiosk)
        seat.send({"hear": "help"})
        seat.send({"clip": "/nowhere.wav"})
        of = Path(f"/proc/{kiosk.process.pid}")
        children = [(task / "children").read_text() for task in (of / "task").iterdir()]
        maps = (of / "maps").read_text()
        assert not any(children)
        for engine in ("espeak", "vosk", "onnxruntime", "miniaudio", "moonshine"):
            assert engine not in maps
        assert kiosk.end()[0] == 0


def test_no_module_of_sound_or_screen_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from kiosk.cli import main; main(['plain', '--demo', '--json']);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "('textual', 'pyttsx3', 'vosk', 'onnxruntime', 'miniaudio') or m == 'speech.child'),"
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == "[]"


def test_a_whole_decision_in_plain_lines_through_a_pipe(tmp_path: Path) -> None:
    """The story again in another process, and what is stored is there afterwards."""
    with Kiosk("plain", "--json", "--data", str(tmp_path)) as kiosk:
        person = Person(ByJson(kiosk))
        friday.set_up(person)
        kiosk.end()
    with Kiosk("plain", env={"KIOSK_DATA": str(tmp_path)}) as kiosk:
        code, out, err = kiosk.end()
    assert (code, err) == (0, b"")
    text = out.decode()
    assert "Welcome. Choose your name to begin." in text
    assert [f"  {n}. {name}" in text for n, name in ((1, "Ada"), (2, "Bo"), (3, "Cy"))] == [True] * 3


def test_plain_text_with_numbers_letters_and_own_words(tmp_path: Path) -> None:
    typed = ["1", "Friday circle", "1", "b", "h", "1", "x", "", "?", "b", "a"]
    with Kiosk("plain", "--data", str(tmp_path)) as kiosk:
        kiosk.send("".join(f"{line}\n" for line in typed).encode())
        code, out, err = kiosk.end()
    assert (code, err) == (0, b"")
    text = out.decode()
    assert "So far: Friday circle" in text
    assert "  1. Keep this" in text
    assert "What is your circle here to do?" in text
    assert "\x1b" not in text
    assert text.count("h help, a say it again, b back, p pause") == len(typed)


def test_letters_that_are_no_letters_are_read_anyway() -> None:
    with Kiosk("plain", "--demo") as kiosk:
        kiosk.send(b"\xff\xfe\n\x00\n\xe2\x82\n")
        code, out, _ = kiosk.end()
    assert code == 0
    assert out.decode().count("Welcome. Choose your name to begin.") == 4


def test_own_words_cannot_move_the_cursor(tmp_path: Path) -> None:
    with Kiosk("plain", "--data", str(tmp_path)) as kiosk:
        kiosk.send(b"1\nred \x1b[31m circle\x07\n")
        _, out, _ = kiosk.end()
    assert b"\x1b" not in out
    assert b"\x07" not in out
    assert b"So far: red [31m circle" in out


def test_where_letters_are_ascii_only_nothing_breaks(tmp_path: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    with Kiosk("plain", "--data", str(tmp_path), env=env) as kiosk:
        kiosk.send("1\nÉquipe — Zoë\n".encode())
        code, out, err = kiosk.end()
    assert (code, err) == (0, b"")
    assert "So far: Équipe — Zoë".encode() in out


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "plain", "--demo"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with process:
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b"h\nb\n" * 20)
            process.stdin.close()
        err = process.stderr.read()
        assert process.wait(60) == 1
    assert err == b""


def test_the_sample_circle_leaves_nothing_behind(tmp_path: Path) -> None:
    with Kiosk("plain", "--demo", "--json", env={"TMPDIR": str(tmp_path), "HOME": str(tmp_path)}) as kiosk:
        ByJson(kiosk)
        assert [p.name.startswith("in-the-round-") for p in tmp_path.iterdir()] == [True]
        kiosk.end()
    assert os.listdir(tmp_path) == []
