"""From every page one press hides it, tells nothing, stores nothing, and nothing is lost."""

from kiosk.conversation.replies import Choose
from tests.conversation.memory import TEXTS
from tests.conversation.world import Seen, answer


def test_r23_one_press_hides_every_page_of_a_turn_and_nothing_is_lost(seen: Seen) -> None:
    hidden = 0
    for world in seen.prompts.values():
        place = world.place
        if not place.turn or place.circle not in world.state.circles:
            continue
        step = answer(world, Choose("hide"))
        hidden += 1
        assert step.events == ()
        assert step.world.prompt.page == "hidden"
        assert step.world.prompt.asked_of is None
        sheet = TEXTS.sheet(step.world.prompt)
        # It looks the same whoever was asked, and whatever was asked.
        assert (sheet.body, sheet.title, [tile.id for tile in sheet.tiles]) == (
            (),
            "Take your time.",
            ["go_on"],
        )
        kept = step.world.place.aside
        assert kept is not None
        assert kept.person == place.turn
        assert step.world.place.drafts == place.drafts
    assert hidden > 100


def test_r16_without_a_turn_there_is_nothing_to_hide(seen: Seen) -> None:
    for world in seen.prompts.values():
        if not world.place.turn:
            step = answer(world, Choose("hide"))
            assert (step.world.prompt, step.events) == (world.prompt, ())
