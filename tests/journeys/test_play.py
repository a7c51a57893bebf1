"""Written meetings play through the real application; what is not one is said plainly."""

import json
from pathlib import Path

import pytest

from data import shipped
from kiosk import cli
from kiosk.play import Stage, play
from kiosk.played import PlayedApp
from kiosk.script import ScriptFault, read_script

SHIPPED = shipped.stories()
BOARD = {
    "name": "Board",
    "aim": "All homes do well",
    "people": [{"name": "Dee", "kind": "advocate"}],
    "leader": "Dee",
    "delegate": "Ada",
}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_meeting_plays_line_by_line(name: str) -> None:
    written: list[str] = []
    assert play(read_script(shipped.story(name)), written.append) > 10
    assert any(text.startswith("> ") for text in written)


@pytest.mark.parametrize("name", SHIPPED)
async def test_every_shipped_meeting_plays_on_the_smallest_screen(name: str) -> None:
    with Stage(read_script(shipped.story(name))) as stage:
        app = PlayedApp(stage, pause=0.0)
        async with app.run_test(size=(40, 11)) as pilot:
            for _ in range(100_000):
                if not app.is_running or app._exit:
                    break
                await pilot.pause()
        assert app.went_wrong == ""
        assert app.played > 10


def written(**changes: object) -> str:
    """A meeting in which Ada brings a topic."""
    acts = changes.get("act", [{"who": "Ada", "does": ["talk_about", "just_something"]}])
    table = {
        "title": "t",
        "circle": "Home",
        "aim": "We live well",
        "helps": "Bo",
        "people": [{"name": "Ada", "kind": "supported"}, {"name": "Bo", "kind": "worker"}],
        **changes,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in table.items() if key != "act"]
    assert isinstance(acts, list)
    return "\n".join(lines) + "".join(
        "\n[[act]]\n" + "\n".join(f"{key} = {_toml(value)}" for key, value in act.items()) for act in acts
    )


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return json.dumps(value)


def test_a_power_cut_and_another_day_are_part_of_a_story() -> None:
    does = ["talk_about", "in_words", {"write": "Plants"}, {"off": "1"}]
    acts = [
        {"who": "Ada", "does": does},
        {"does": [{"expect": "Choose your name"}, {"day": "2027-03-01"}]},
        {"who": "Bo", "does": ["our_ideas", {"expect": "Plants"}]},
    ]
    assert play(read_script(written(act=acts)), lambda _: None) > 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "This is not a written meeting"),
        ('title = "x"', "is not complete"),
        (written(people=[]), "cannot begin|not one of the people"),
        (written(helps="Zoe"), "Zoe helps"),
        (written(wider={"name": "Board"}), "is not complete"),
        (written(wider={**BOARD, "delegate": "Dee"}), "the delegate one of this circle's"),
        (written(wider={**BOARD, "leader": "Ada"}), "the leader is one of its people"),
        (written(day="someday"), "is not complete"),
        (written(act=[{"who": "Ada", "does": [{"sing": "x"}]}]), "is not complete"),
        (written(act=[{"who": "Ada", "does": ["fly"]}]), '"fly" is not offered'),
        (written(act=[{"who": "Zoe", "does": ["meet"]}]), "not offered|cannot take"),
        (written(act=[{"who": "Ada", "does": [{"expect": "blue"}]}]), '"blue" is not on the page'),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(ScriptFault, match=says):
        play(read_script(text), lambda _: None)


def test_it_never_touches_a_real_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["play", SHIPPED[0], "--data", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "record of its own" in capsys.readouterr().err


def test_the_command_lists_plays_and_says_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["play"]) == 0
    assert SHIPPED[0] in capsys.readouterr().out
    own = tmp_path / "own.toml"
    own.write_text(written(), encoding="utf-8")
    assert cli.main(["play", "--lines", str(own)]) == 0
    assert "Ada, it is your turn" in capsys.readouterr().out
    assert cli.main(["play", str(tmp_path / "none.toml")]) == 1
    assert "I cannot read" in capsys.readouterr().err
