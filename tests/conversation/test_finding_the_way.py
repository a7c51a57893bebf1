"""R18: from anywhere, people who want to decide and keep choosing the next step get to a decision."""

from kiosk.conversation.prompts import Kind, Prompt
from kiosk.conversation.replies import Choose, Said, Write
from tests.conversation.world import Seen, World, answer

ON_PAGE: dict[str, tuple[str, ...]] = {
    "turn.draft": ("throw_away",),
    "meeting.here": ("that_is_everyone",),
    "meeting.form": ("just_begin",),
    "meeting.absent": ("who_is_here",),
    "meeting.waiting": ("who_is_here",),
    "meeting.held_back": ("end_meeting",),
    "leave.ask": ("stay_here",),
    "removal.advocate": ("want_nobody",),
    "removal.whom": ("person.",),
    "people": ("go_back",),
    "people.about": ("go_back",),
    "leave.taken_back": ("keep_taken_back",),
    "two.confirm": ("keep_word",),
    "leave.problem": ("go_back",),
    "leave.stays": ("back",),
    "meeting.done": ("another_item",),
    "agenda": ("item.", "proposal-", "topic-", "talk_about", "change_list"),
    "list.fix": ("change_list",),
    "list.make": ("that_is_list",),
    "item.talk": ("make_idea",),
    "meeting.end": ("end_now",),
    "topic.form": ("just_something",),
    "topic.raised": ("make_idea",),
    "draft.check": ("fill_in", "keep_words", "leave_it"),
    "draft.read": ("leave_it",),
    "objection.amend": ("other_person", "change_words"),
    "logbook": ("go_back",),
    "roles": ("go_back",),
    "selection.propose": ("person.",),
    "nominate.who": ("person.",),
    "role.look": ("go_back",),
    "ideas": ("leave_it",),
    "consent.still": ("take_back",),
    "objection.withdraw": ("is_away", "fixed"),
    "witness.ask": ("person.", "ask_again"),
    "proxy.answer": ("ok_for", "problem_for"),
    "proxy.ask": ("person.", "ask_again"),
    "matter.who": ("person.",),
    "charter.first": ("charter",),
    "easy.need": ("write_easy",),
    "about.not_ours": ("another_item", "leave_it"),
    "about.what": ("none_of_these",),
    "draft.take_up": ("leave_it",),
    "own.ask": ("own_ok", "leave_it"),
    "reach.person": ("i_tried", "we_wait"),
    "reach.how": ("how.telephone",),
    "reach.result": ("result.reached",),
    "reach.there": ("go_on",),
    "card.meet": ("card_met.",),
    "card.mine": ("put_card_away",),
    "card.listed": ("card_met.", "put_card_away"),
}
"""What is chosen on these pages, the first that is there."""

ANYWHERE = (
    "is_away",
    "was_there",
    "keep_witness",
    "keep_through",
    "keep_for",
    "did_ask",
    "cannot_say",
    "keep_decision",
    "keep_own_ok",
    "about_nobody",
    "keep_answer",
    "keep_problem",
    "keep_taken_back",
    "keep_nomination",
    "keep_mine",
    "choose_day",
    "that_is_right",
    "ready",
    "go_on_meeting",
    "back_to_meeting",
    "answer.",
    "meet",
    "a_group",
    "keep_it",
    "it_is_right",
    "heard_it",
    "ok",
    "nobody_changes",
    "no_question",
    "nothing_to_say",
    "one_idea",
    "everyone_heard",
    "ask_everyone",
    "ask_others",
    "look_at_away",
    "note_it",
    "what_i_meant",
    "keep_day",
    "it_stops",
    "everyone_here",
    "by_picture",
    "not_now",
    "still_counts",
    "you_suggest",
    "fill_in",
    "keep",
    "enough",
    "begin",
    "go_on",
    "go_back",
    "leave_it",
)
"""What is chosen on any other page."""
MOST_ACTS = 400
STARTS = 400
"""From how many of all the prompts people set out."""


def decisions(world: World) -> int:
    return sum(bool(p.decision) for c in world.state.circles.values() for p in c.proposals.values())


def next_act(world: World, number: int) -> Said:
    prompt = world.prompt
    # Where words from before stand there, other ones are written now and then.
    if prompt.kind is Kind.WRITE and ("Words number" not in prompt.text or number % 7 == 0):
        return Write(f"Words number {number}")
    if prompt.kind is Kind.DAY and number % 2 and any(c.id == "month_later" for c in prompt.choices):
        # What meets a problem is another day than before.
        return Choose("month_later")
    for wanted in (*_first_of_all(world, prompt), *ON_PAGE.get(prompt.page, ()), *ANYWHERE):
        for choice in prompt.choices:
            if choice.id == wanted or (wanted[-1] in ".-" and choice.id.startswith(wanted)):
                return Choose(choice.id)
    return Choose(prompt.choices[number % len(prompt.choices)].id)


def _first_of_all(world: World, prompt: Prompt) -> tuple[str, ...]:
    if prompt.page == "meeting.here":
        return tuple(choice.id for choice in prompt.choices if not choice.marked)[:-1]
    if prompt.page == "list.make":
        could = [choice for choice in prompt.choices if choice.id.startswith("item.")]
        return tuple(choice.id for choice in could if not choice.marked) if could else ("talk_about",)
    if prompt.page == "turn.others":
        # Somebody else each time: whose circles have all ended decides nothing.
        others = [choice.id for choice in prompt.choices if choice.id.startswith("person.")]
        return (others[world.stored % len(others)],) if others else ()
    if prompt.page == "home":
        circle = world.state.circles[world.place.circle]
        if circle.charter.closed or world.place.turn not in circle.members:
            return ("finish",)
        if circle.meeting and (circle.meeting.paused_by or world.place.turn not in circle.here):
            return ("finish",)
        on_the_table = [p for p in circle.proposals.values() if not p.decision and not p.dropped]
        if not on_the_table and all(topic.proposal for topic in circle.topics.values()):
            return ("talk_about",)
    return ()


def test_r18_from_anywhere_there_is_a_way_to_a_decision(seen: Seen) -> None:
    longest = 0
    starts = list(seen.prompts.values())
    for start in starts[:: max(1, len(starts) // STARTS)]:
        world, before, trail = start, decisions(start), [start.prompt.page]
        for number in range(MOST_ACTS):
            step = answer(world, next_act(world, number))
            assert step.refused is None, (trail[-3:], step.refused)
            world = step.world
            trail.append(world.prompt.page)
            if decisions(world) > before:
                break
        else:
            raise AssertionError(f"no decision after {MOST_ACTS} acts: {trail[:3]} … {trail[-8:]}")
        longest = max(longest, len(trail))
    assert longest > 40
