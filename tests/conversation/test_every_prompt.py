"""What holds for every prompt there is, found by walking on from every story until no page is left."""

import random
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from kiosk.conversation import talk
from kiosk.conversation.hearing import NUMBERS, Understood, plain_words, understand
from kiosk.conversation.prompts import Kind
from kiosk.conversation.replies import Choose, Write
from kiosk.conversation.sheets import Sheet, Tile
from kiosk.conversation.steps import resting_frame
from kiosk.conversation.view import PAGES, Moved
from kiosk.governance.events import AnswerGiven, DecisionMade
from kiosk.governance.membership import belongs
from tests.conversation import stories
from tests.conversation.memory import TEXTS
from tests.conversation.world import Seen, World, answer, signature, wander

NEVER_REACHED: dict[str, str] = {}
"""Pages that no walk comes to, each with the reason."""


def test_every_page_is_reached(seen: Seen) -> None:
    assert set(PAGES) - seen.pages == set(NEVER_REACHED)


def test_every_kind_of_prompt_but_recording_is_in_use(seen: Seen) -> None:
    kinds = {world.prompt.kind for world in seen.prompts.values()}
    # Nothing is adjusted or recorded yet; such a page joins these contracts when it is there.
    assert set(Kind) - kinds == {Kind.ADJUST, Kind.RECORD}


def test_every_prompt_has_its_words(seen: Seen) -> None:
    for world in seen.prompts.values():
        sheet = TEXTS.sheet(world.prompt)
        assert sheet.title.strip(), sheet.page
        assert all(tile.label.strip() for tile in (*sheet.tiles, *sheet.always)), sheet.page
        assert all(sentence.strip() for sentence in sheet.body), (sheet.page, sheet.body)
        assert sheet.title in sheet.spoken
        assert all(tile.label in sheet.spoken for tile in sheet.tiles)


def test_every_prompt_has_a_way_on_and_the_constant_bar(seen: Seen) -> None:
    for world in seen.prompts.values():
        prompt = world.prompt
        assert prompt.choices or prompt.free_answer, prompt.page
        assert tuple(choice.id for choice in prompt.always) == talk.ALWAYS


def test_every_choice_is_there_once(seen: Seen) -> None:
    for world in seen.prompts.values():
        ids = [choice.id for choice in (*world.prompt.choices, *world.prompt.always)]
        assert len(set(ids)) == len(ids), (world.prompt.page, ids)


def test_nobody_is_offered_what_the_rules_refuse(seen: Seen) -> None:
    assert seen.refused == {}


def test_every_choice_that_is_shown_can_be_chosen_and_leads_to_a_prompt(seen: Seen) -> None:
    for world, said, step in seen.steps:
        assert step.offered or isinstance(said, Write), (world.prompt.page, said)
        assert all(frame.page in PAGES for frame in step.world.place.stack)
        assert step.world.prompt.title


def test_every_choice_does_something(seen: Seen) -> None:
    idle = set()
    for world, said, step in seen.steps:
        if isinstance(said, Choose) and said.id not in talk.ALWAYS and not step.events:
            before, after = world.place, step.world.place
            if said.id == f"person.{before.turn}" and world.prompt.page == "meeting.here":
                # Who holds the turn is here, and is told so.
                continue
            same = (before.turn, before.stack, before.drafts) == (after.turn, after.stack, after.drafts)
            if same and before.helper == after.helper:
                idle.add((world.prompt.page, said.id))
    assert not idle, idle


def test_pressing_pause_where_nothing_can_be_paused_says_so(seen: Seen) -> None:
    for world in seen.prompts.values():
        moved = talk.reply(world.state, world.place, "2026-09-21", Choose("pause"), "keys")
        assert isinstance(moved, Moved)
        if world.place.turn and not moved.place.turn:
            assert moved.command or moved.notice, world.prompt.page


def test_going_back_always_leads_home(seen: Seen) -> None:
    for world in seen.prompts.values():
        page = world.prompt.page
        for _ in range(30):
            if not world.place.stack:
                break
            world = answer(world, Choose("back")).world
        assert not world.place.stack, page
        assert not world.place.turn, page
        assert world.prompt.page == resting_frame(world.state, world.place).page


def test_help_comes_back_to_where_it_was_asked(seen: Seen) -> None:
    for world in seen.prompts.values():
        if world.prompt.page.startswith("help"):
            continue
        helped = answer(world, Choose("help")).world
        assert helped.prompt.page == "help"
        back = answer(helped, Choose("go_on")).world
        assert signature(back) == signature(world)


def test_i_do_not_feel_safe_is_two_presses_from_everywhere_and_stores_nothing(seen: Seen) -> None:
    for world in seen.prompts.values():
        if not world.prompt.page.startswith("help"):
            step = answer(answer(world, Choose("help")).world, Choose("not_safe"))
            assert (step.world.prompt.page, step.events, step.world.state) == ("help.safe", (), world.state)


def test_pausing_by_voice_is_asked_again_first(seen: Seen) -> None:
    for world in seen.prompts.values():
        assert answer(world, Choose("pause"), "voice").events == ()


def test_what_can_be_said_on_a_page_means_one_thing(seen: Seen) -> None:
    for world in seen.prompts.values():
        sheet = TEXTS.sheet(world.prompt)
        for one, other in combinations((*sheet.tiles, *sheet.always), 2):
            if _phrases(one) & _phrases(other):
                # Two names for one act, such as "go back" and the constant bar's "back".
                assert answer(world, Choose(one.id)).world == answer(world, Choose(other.id)).world, (
                    sheet.page,
                    one.id,
                    other.id,
                )


def _phrases(tile: Tile) -> set[str]:
    return {plain_words(phrase) for phrase in tile.phrases}


def test_every_choice_can_be_said(seen: Seen, all_sheets: list[Sheet]) -> None:
    for sheet in all_sheets:
        assert all(any(_phrases(tile)) for tile in (*sheet.tiles, *sheet.always)), sheet.page


# --- binding answers -------------------------------------------------------------------------------------

READ_BACKS = {
    "consent.confirm",
    "consent.come_back_sure",
    "consent.problem_sure",
    "consent.decide",
    "decision.happened",
    "objection.confirm",
    "objection.taken_back",
    "nominate.confirm",
    "setup.store",
    "leave.confirm",
    "leave.taken_back",
    "two.confirm",
    "witness.confirm",
    "join.keep",
    "report.check",
    "own.confirm",
    "own.stop_sure",
    "objection.hand_on",
    "outside.confirm",
    "back.confirm",
    "back.problem_sure",
    "back.taken_back",
    "proxy.sure",
    "proxy.confirm",
    "paper.confirm",
    "paper.for_this",
    "consent.without_me_sure",
    "message.own_sure",
}


def test_only_the_read_backs_are_binding(seen: Seen) -> None:
    binding = {world.prompt.page for world in seen.prompts.values() if world.prompt.binding}
    assert binding == READ_BACKS


def test_a_binding_page_stores_by_its_last_choice_only(seen: Seen) -> None:
    for world, said, step in seen.steps:
        if world.prompt.binding and isinstance(said, Choose) and said.id not in talk.ALWAYS:
            assert bool(step.events) == (said.id == world.prompt.choices[-1].id), (world.prompt.page, said)


@pytest.mark.parametrize("position", range(4))
def test_r16_one_key_pressed_again_and_again_never_answers_for_anyone(seen: Seen, position: int) -> None:
    """A finger that does not stop, or somebody counting aloud: no place on the page leads to an answer."""
    for start in [w for w in seen.prompts.values() if not w.place.turn][::3]:
        world, pages = start, [start.prompt.page]
        for _ in range(40):
            choices = world.prompt.choices
            shown = choices if len(choices) <= 4 else choices[:3]
            if position >= len(shown):
                break
            step = answer(world, Choose(shown[position].id))
            assert not any(isinstance(event, AnswerGiven | DecisionMade) for event in step.events), pages
            world = step.world
            pages.append(world.prompt.page)


def test_the_ways_of_a_binding_page_do_not_sound_alike(all_sheets: list[Sheet]) -> None:
    for sheet in (s for s in all_sheets if s.binding):
        for one, other in combinations(sheet.tiles, 2):
            alike = max(SequenceMatcher(None, a, b).ratio() for a in _phrases(one) for b in _phrases(other))
            assert alike < 0.6, (sheet.page, one.label, other.label)


def test_one_word_heard_wrongly_confirms_nothing(all_sheets: list[Sheet]) -> None:
    every = {word for sheet in all_sheets for tile in (*sheet.tiles, *sheet.always) for word in _words(tile)}
    every |= {*NUMBERS, *"abcdefghijklmnopqrstuvwxyz0123456789", "yes", "ok", "okay", "ja", "first", "keep"}
    for sheet in (s for s in all_sheets if s.binding):
        confirming = {tile.id for tile in sheet.tiles}
        for word in every:
            meaning = understand(word, sheet.tiles, sheet.always, binding=sheet.binding)
            assert not (isinstance(meaning, Understood) and meaning.id in confirming), (sheet.page, word)


def _words(tile: Tile) -> set[str]:
    return {word for phrase in _phrases(tile) for word in phrase.split()}


def test_what_binds_can_be_said_in_a_phrase(all_sheets: list[Sheet]) -> None:
    for sheet in (s for s in all_sheets if s.binding):
        for tile in sheet.tiles:
            heard = understand(tile.phrases[0], sheet.tiles, sheet.always, binding=True)
            assert heard == Understood(tile.id), sheet.page


def test_nothing_is_chosen_beforehand(seen: Seen) -> None:
    for world in seen.prompts.values():
        if world.prompt.kind is not Kind.CHOOSE_MANY:
            assert not any(choice.marked for choice in world.prompt.choices), world.prompt.page


def test_the_consent_page_has_three_tiles_and_nothing_else(seen: Seen) -> None:
    pages = [w.prompt for w in seen.prompts.values() if w.prompt.page == "consent.answer"]
    assert pages
    for prompt in pages:
        assert [choice.id for choice in prompt.choices] == ["ok", "problem", "not_sure"]
        assert not prompt.free_answer
        assert not prompt.binding


def test_not_sure_has_its_four(seen: Seen) -> None:
    four = ["tell_me_more", "come_back", "another_day", "go_back"]
    for world in seen.prompts.values():
        if world.prompt.page == "consent.not_sure":
            ids = [choice.id for choice in world.prompt.choices]
            # What would help is asked only from the second sitting on.
            assert [id for id in ids if id != "what_helps"] == four


def test_none_of_these_is_on_every_page_of_reasons(seen: Seen) -> None:
    pages = [w.prompt for w in seen.prompts.values() if w.prompt.page == "objection.pictures"]
    assert {choice.id for prompt in pages for choice in prompt.choices} >= {
        f"reason.{what}" for what in ("me", "others", "time", "money", "place", "body", "feeling", "before")
    }
    for prompt in pages:
        assert prompt.choices[-1].id == "none_of_these"
        assert len(prompt.choices) <= 4


# --- long walks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_whoever_wanders_about_always_finds_a_prompt(seed: int) -> None:
    luck = random.Random(seed)
    start = luck.choice(stories.worlds())
    for world in wander(start, luck, 250):
        _holds(world)


def _holds(world: World) -> None:
    prompt = world.prompt
    assert prompt.choices or prompt.free_answer
    TEXTS.sheet(prompt)
    circle = world.state.circles.get(world.place.circle)
    if world.place.turn and circle:
        assert belongs(circle, world.place.turn)
        assert prompt.kind is Kind.HAND_OVER or prompt.asked_of
