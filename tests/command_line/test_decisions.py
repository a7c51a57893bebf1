"""`kiosk record decisions`: a page and the facts of each, from which an outsider can tell who was asked."""

import json
from pathlib import Path

import pytest

from data.export import public_events
from kiosk import wiring
from kiosk.conversation.replies import Choose, Reply, Write
from kiosk.decisions import every_decision
from tests.command_line.conftest import Run
from tests.conversation.memory import TEXTS
from tests.journeys import friday
from tests.journeys.driver import Person, everyone

SHOWS = TEXTS.text("decided.shows")
SECRET = "the loft stairs frighten me"


def test_each_decision_is_a_page(run: Run, decided: Path) -> None:
    done = run("record", "decisions", "--data", decided)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# On Fridays, dinner moves to half past five\n")
    for words in (
        "- These were asked: Bo, Cy and Ada.",
        "- Before. The idea: On Fridays, dinner moves to six",
        "- Bo: I see a problem. Given with keys.",
        "- The idea was changed. Then it was OK to try for Bo.",
        f"- {SHOWS}",
    ):
        assert words in done.out.splitlines(), done.out


def test_the_facts_are_the_same(run: Run, decided: Path) -> None:
    page = run("record", "decisions", "--data", decided).out
    done = run("record", "decisions", "--json", "--data", decided)
    assert (done.code, done.err) == (0, "")
    (facts,) = [json.loads(line) for line in done.out.splitlines()]
    assert facts["title"] in page
    assert [f"- {one}" for one in (*facts["sentences"], *facts["how_it_came"])] == [
        one for one in page.splitlines() if one.startswith("- ")
    ]
    assert facts["asked"] == facts["consented"] == ["Bo", "Cy", "Ada"]
    assert facts["not_asked"] == []
    assert [one["changed"] for one in facts["versions"]][1:] == [["what"]]
    first, last = [one for one in facts["rounds"] if one["kind"] == "consent"]
    assert [one["answer"] for one in first["answers"]] == ["problem", "ok", "ok"]
    assert {one["answer"] for one in last["answers"]} == {"ok"}
    assert {one["way"] for one in last["answers"]} == {"keys"}
    questions = facts["rounds"][0]
    assert {one["what"] for one in questions["did"]} == {"passed"}
    assert [(one["name"], one["pictures"], one["ended"]) for one in facts["objections"]] == [
        ("Bo", ["time"], "met")
    ]
    assert facts["if_missed"] == "stops"


def test_each_goes_into_a_file_of_its_own(run: Run, decided: Path, tmp_path: Path) -> None:
    for more, name in ((), "decision-001.md"), (("--json",), "decision-001.json"):
        done = run("record", "decisions", *more, "--to", tmp_path / "pages", "--data", decided)
        assert (done.code, done.out, done.err) == (0, "", "")
        assert SHOWS in (tmp_path / "pages" / name).read_text(encoding="utf-8")


# --- no byte of a private reason anywhere ------------------------------------------------------------------


def keeps_it_private(p: Person, way: str) -> None:
    """Bo sees a problem, begins to write the reason, and then tells it in private."""
    for id in ("heard_it", "problem", "everyone_here", "in_words"):
        p.choose(id)
    p.seat.reply(Reply(Write(SECRET), "keys", p.seat.prompt_id))
    for _ in range(2):
        p.seat.reply(Reply(Choose("back"), "keys", p.seat.prompt_id))
    assert p.sheet.page == "objection.who_hears", p.describe()
    p.choose(way)
    if way == "one_person":
        p.choose_label("Cy")
    while p.sheet.page.startswith("objection."):
        p.press(p.sheet.tiles[-1].id)


@pytest.mark.parametrize("way", ["one_person", "tell_myself"])
def test_r5_no_byte_of_a_private_reason_is_in_any_file_page_or_export(
    way: str, run: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "home"
    with wiring.open_kiosk(home) as kiosk:
        p = Person(kiosk.session.join())
        friday.set_up(p)
        friday.ada_brings_an_idea(p)
        friday.they_meet(p)
        friday.cy_presents(p)
        friday.questions_and_reactions(p)
        friday.ask_everyone(p)
        everyone(
            p,
            "consent.read",
            lambda who: (
                keeps_it_private(who, way)
                if who.sheet.asked_of and who.sheet.asked_of.name == "Bo"
                else friday.consents(who)
            ),
            3,
        )
        friday.they_work_on_it(p)
        friday.ask_everyone(p)
        friday.consent_round(p)
        friday.last_check(p)
        assert SECRET not in caplog.text
    pages = tmp_path / "pages"
    for more in ((), ("--json",)):
        run("record", "decisions", *more, "--to", pages, "--data", home)
        for what in ("export", "decisions"):
            done = run("record", what, *more, "--data", home)
            assert done.code == 0
            assert SECRET not in done.out + done.err
            assert "Bo" in done.out
    told = list(every_decision(public_events(home), TEXTS))
    assert [one["form"] for one in told[0].facts["objections"]] == ["private"]
    for file in (f for f in tmp_path.rglob("*") if f.is_file()):
        for piece in (SECRET, "loft stairs"):
            assert piece.encode() not in file.read_bytes(), file
