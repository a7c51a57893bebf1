"""A decision without objection, five people: how many acts and hand-overs each has from the beginning on."""

from collections import Counter

import pytest

from kiosk.conversation.outcomes import Outcome
from tests.conversation.memory import Home
from tests.conversation.world import Watcher
from tests.journeys import friday

NAMES = (("Ada", "supported"), ("Bo", "supported"), ("Cy", "worker"), ("Di", "worker"), ("Ed", "advocate"))
MOST_ACTS, MOST_HANDOVERS = 12, 5


class Counting(Watcher):
    """Counts what each person presses, and how often each takes the device."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.done: Counter[str] = Counter()
        self.handed: Counter[str] = Counter()
        self.counting = False

    def press(self, id: str) -> tuple[Outcome, ...]:
        asked = self.sheet.asked_of.name if self.sheet.asked_of else ""
        if self.counting:
            self.done[asked] += 1
            self.handed[asked] += id == "ready"
        return super().press(id)  # type: ignore[return-value]


def five_decide(p: Counting, begin: str) -> None:
    p.choose("begin")
    p.write("Friday circle")
    p.write("We live well together")
    for name, kind in NAMES:
        p.write(name)
        p.choose(f"kind.{kind}")
    p.choose("enough")
    p.choose("it_is_right")
    p.choose_label("Cy")
    p.choose("a_group")
    p.choose("keep_it")
    friday.ada_brings_an_idea(p)
    p.choose("meet")
    for name in ("Bo", "Cy", "Di", "Ed"):
        p.choose_label(name)
    p.everyone_is_here(begin)
    p.counting = True
    while p.sheet.page != "meeting.done":
        one_act(p)


def one_act(p: Counting) -> None:
    """What anyone does who has no question, nothing to add, and no problem."""
    usual = {
        "turn.right": "that_is_right",
        "check.ask": "pass_list_ok",
        "about.ask": "about_nobody",
        "draft.agenda": "one_idea",
        "present.read": "everyone_heard",
        "question.ask": "no_question",
        "reaction.ask": "nothing_to_say",
        "ready.read": "ask_everyone",
        "consent.read": "heard_it",
        "consent.answer": "ok",
        "consent.confirm": "keep_answer",
        "consent.last_check": "nobody_changes",
        "consent.decide": "keep_decision",
    }
    p.choose("ready" if p.sheet.kind == "HandOver" else usual[p.sheet.page])


@pytest.mark.parametrize("begin", ["just_begin", "short_meeting"])
def test_a_quick_decision_takes_few_acts_and_few_hand_overs(begin: str) -> None:
    """Who brought it presents it and asks once more at the end, and who helps asks everyone."""
    p = Counting(Home())
    five_decide(p, begin)
    assert set(p.done) == {name for name, _ in NAMES}
    assert max(p.handed.values()) <= MOST_HANDOVERS
    assert sum(p.done.values()) <= MOST_ACTS * len(NAMES)
    assert max(p.done.values()) <= MOST_ACTS + 2
    assert all(p.done[name] < MOST_ACTS for name in ("Bo", "Di", "Ed"))


def test_a_short_meeting_takes_one_act_more_of_each_and_no_hand_over() -> None:
    quick, short = Counting(Home()), Counting(Home())
    five_decide(quick, "just_begin")
    five_decide(short, "short_meeting")
    assert short.handed == quick.handed
    assert all(short.done[name] == quick.done[name] + 1 for name, _ in NAMES)
