"""R23: until everyone has answered, no answer and no reason can be met by anyone else, anywhere."""

import io
from pathlib import Path

import pytest

from data.export import export_json
from kiosk import wiring
from kiosk.conversation.replies import Choose, Reply, Write
from kiosk.conversation.sheets import Sheet
from kiosk.governance.state import Round
from kiosk.seat import Seat
from tests.conversation import stories, stories_selection
from tests.conversation.memory import TEXTS, Home
from tests.conversation.world import SECRET, Watcher, World, explore
from tests.journeys import friday
from tests.journeys.driver import Person


def open_round(world: World) -> Round:
    circle = next(iter(world.state.circles.values()))
    return next(iter(circle.proposals.values())).rounds[-1]


def words_of(sheet: Sheet) -> str:
    tiles = [(tile.label, *tile.phrases) for tile in (*sheet.tiles, *sheet.always)]
    return " ".join([sheet.title, *sheet.body, sheet.text, sheet.spoken, *(p for ps in tiles for p in ps)])


@pytest.fixture(scope="module")
def with_a_secret() -> World:
    person = Watcher(Home())
    stories.answers_are_coming_in(person)
    return person.worlds[-1]


def test_r23_no_page_of_anyone_else_tells_an_answer(with_a_secret: World) -> None:
    objector = next(iter(open_round(with_a_secret).answers))
    name = with_a_secret.state.name(objector)
    seen = explore([with_a_secret], most=1200)
    looked_at = 0
    for world in seen.prompts.values():
        if open_round(world).shown or world.place.turn == objector:
            continue
        looked_at += 1
        words = words_of(TEXTS.sheet(world.prompt))
        assert SECRET not in words, world.prompt.page
        assert f"{name} sees a problem" not in words, world.prompt.page
        assert "problem stands" not in words, world.prompt.page
    assert looked_at > 300


def test_r23_the_one_who_answered_can_read_their_own_words(with_a_secret: World) -> None:
    objector = next(iter(open_round(with_a_secret).answers))
    seen = explore([with_a_secret], most=3000)
    pages = {
        world.prompt.page
        for world in seen.prompts.values()
        if world.place.turn == objector and SECRET in words_of(TEXTS.sheet(world.prompt))
    }
    # It was said in their name, and they may look at it when they are asked: is this right?
    assert pages == {"turn.right", "turn.not_right"}


def test_r23_once_all_have_answered_everyone_hears_the_reason() -> None:
    person = Watcher(Home())
    stories.two_see_a_problem(person)
    read = [w.prompt for w in person.worlds if w.prompt.page == "objections.read"]
    assert any(SECRET in words_of(TEXTS.sheet(prompt)) for prompt in read)


def test_r23_answers_from_a_restart_are_as_hidden_as_before(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        _until_the_first_answer(Person(kiosk.session.join()))
    with wiring.open_kiosk(tmp_path) as kiosk:
        place, state = kiosk.session.place, kiosk.desk.state
        objector = next(iter(open_round(World(state, place)).answers))
        seen = explore([World(state, place, 100_000)], most=300)
        for world in seen.prompts.values():
            if world.place.turn != objector and not open_round(world).shown:
                assert SECRET not in words_of(TEXTS.sheet(world.prompt))


def test_r23_no_export_tells_it_and_no_byte_on_disk(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        _until_the_first_answer(Person(kiosk.session.join()))
        out, err = io.StringIO(), io.StringIO()
        assert export_json(tmp_path, out, err) == 0
        page = _page(tmp_path)
        for file in (f for f in tmp_path.rglob("*") if f.is_file()):
            assert SECRET.encode() not in file.read_bytes(), file.name
        for text in (out.getvalue(), page):
            assert SECRET not in text
            assert '"word": "problem"' not in text
            assert "sees a problem." not in text
        assert "Still to be heard:" in page


def test_a_draft_of_a_reason_is_on_disk_only_sealed(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        person = Person(kiosk.session.join())
        _to_the_round(person)
        person.takes_turn(person.sheet.asked_of.name if person.sheet.asked_of else "")
        for id in ("heard_it", "problem", "everyone_here", "in_words"):
            person.choose(id)
        _reply(person.seat, SECRET)
        assert person.sheet.text == SECRET
        for file in (f for f in tmp_path.rglob("*") if f.is_file()):
            assert SECRET.encode() not in file.read_bytes(), file.name


def test_r23_the_order_in_which_people_are_called_tells_nothing() -> None:
    """Whether the first one consents or objects, the same people are called after them."""
    orders = []
    for act in (friday.consents, stories.objects_in_secret_words):
        person = Watcher(Home())
        stories.idea_on_the_table(person)
        friday.questions_and_reactions(person)
        friday.ask_everyone(person)
        person.takes_turn(person.sheet.asked_of.name if person.sheet.asked_of else "")
        act(person)
        order = []
        for _ in range(2):
            assert person.sheet.asked_of
            order.append(person.sheet.asked_of.name)
            person.takes_turn(order[-1])
            friday.consents(person)
        orders.append(order)
    assert orders[0] == orders[1]


def _reply(seat: Seat, words: str) -> None:
    seat.reply(Reply(Write(words), "keys", seat.prompt_id))


def _to_the_round(person: Person) -> None:
    friday.set_up(person)
    friday.ada_brings_an_idea(person)
    friday.they_meet(person)
    friday.cy_presents(person)
    friday.questions_and_reactions(person)
    friday.ask_everyone(person)


def _until_the_first_answer(person: Person) -> None:
    _to_the_round(person)
    person.takes_turn(person.sheet.asked_of.name if person.sheet.asked_of else "")
    for id in ("heard_it", "problem", "everyone_here", "in_words"):
        person.choose(id)
    _reply(person.seat, SECRET)
    person.seat.reply(Reply(Choose("keep"), "keys", person.seat.prompt_id))


def _page(folder: Path) -> str:
    from data.export import public_events
    from kiosk.minutes import readable_page

    return readable_page(public_events(folder), wiring.open_texts())


def test_r13_no_page_of_anyone_else_tells_whom_somebody_named_before_all_have() -> None:
    person = Watcher(Home())
    stories_selection.they_meet_about_a_role(person)
    stories_selection.up_to_the_names(person)
    namer = stories_selection.names_in_secret(person, SECRET)
    start = person.worlds[-1]
    looked_at = 0
    for world in explore([start], most=600).prompts.values():
        proposal = next(iter(next(iter(world.state.circles.values())).proposals.values()))
        if proposal.nominations or world.place.turn == namer:
            continue
        looked_at += 1
        words = words_of(TEXTS.sheet(world.prompt))
        assert SECRET not in words, world.prompt.page
        assert " names " not in words, world.prompt.page
    assert looked_at > 150


def test_r13_no_export_tells_whom_somebody_named_before_all_have(tmp_path: Path) -> None:
    with wiring.open_kiosk(tmp_path) as kiosk:
        person = Person(kiosk.session.join())
        stories_selection.they_meet_about_a_role(person)
        stories_selection.up_to_the_names(person)
        stories_selection.names_in_secret(person, SECRET)
        out, err = io.StringIO(), io.StringIO()
        assert export_json(tmp_path, out, err) == 0
        for text in (out.getvalue(), _page(tmp_path)):
            assert SECRET not in text
            assert '"named"' not in text
        for file in (f for f in tmp_path.rglob("*") if f.is_file()):
            assert SECRET.encode() not in file.read_bytes(), file.name
