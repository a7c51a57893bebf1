"""Writes docs/invariants.md from the tests and mistakes: `python -m tests.governance.invariants`."""

import re
from pathlib import Path

from tests.governance.mistakes import MISTAKES

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "invariants.md"
RULES = {
    "R1": "Everyone is asked; passing, absence and not-yet are different; who was away is caught up.",
    "R2": "Nobody abstains; “come back to me” has to be cleared.",
    "R3": "Silence, time and absence are never consent.",
    "R4": "Nobody closes a round while an objection stands.",
    "R5": "Any reason in any form blocks as much; all are heard, then worked on one at a time.",
    "R6": "Only the objector ends an objection, and not by being tired or pressed.",
    "R7": "Every member may object in every consent round.",
    "R8": "Answers belong to exact words, heard in full; old ones are kept and never counted.",
    "R9": "A review day, and what happens if it is missed, before anyone is asked.",
    "R10": "Leader and delegate are two people, and both belong to both circles.",
    "R11": "A decision is made by the rules, in the same entry as the last check, once.",
    "R12": "Facilitating never decides who is heard, and is seen by all; anyone may pause.",
    "R13": "Names for a role are given in private and shown together; reasons count, never numbers.",
    "R14": "The record only grows, is open to all of it, and reads back to each what is in their name.",
    "R15": "An answer is the person's own; whoever helps is named, and where they press another was there. "
    "Who answers for another was named for it; the person is asked first, and their own answer alone counts.",
    "R16": "A turn is taken before anything counts.",
    "R17": "What was carried to another circle is done only when all who asked have heard the answer.",
    "R18": "There is always a next step, and it can be taken.",
    "R19": "Who cannot be reached is left out only by the consent of all the others; never by a clock.",
    "R20": "Nobody’s own life is decided by others: they say first, and their stop ends it. "
    "Whose team it is belongs to it by right.",
    "R21": "No way off a roster answers for anyone or ends an objection; nobody who is gone is called.",
    "R22": "“That is not right” stops an answer counting at once.",
    "R23": "Answers are hidden until all are in; what is added later is heard by all, who answer again.",
}
"""The rules a single circle at one device needs, in short words."""
HEAD = """# Rules and what holds them

Written by `python -m tests.governance.invariants` from the tests themselves; a test fails when this page is
out of date. The numbers are those of the rules of the game.

Every rule here is also watched all the time: an oracle (`tests/governance/oracle.py`) reads the plain
history of circles of three to six people who decide, object, wander off and cheat, and says when a rule was
broken. It uses none of the functions it checks. `make test` watches 200 circles, `make prove` 5,000. From
wherever such a circle got to, people who are willing come to a decision by doing only what the kiosk offers.

A mistake is one function of the rules replaced by a wrong one. Each has to be found by the oracle.
Circles whose people join, visit, leave, die, are removed and set aside are watched in the same way
(`tests/governance/membership_oracle.py`), and so is the life of a decision
(`tests/governance/reviews_oracle.py`), and so are ideas about one person
(`tests/governance/own_oracle.py`). A whole organisation of several circles is watched by an oracle of
its own (`tests/governance/commons.py`): `make prove` watches 2,000 of them. Circles whose people are helped,
truly and falsely, have one too (`tests/governance/helping_oracle.py`), and so have circles in which some
answer for another (`tests/governance/standing_in_circles.py`).
"""


def held_by() -> dict[str, list[str]]:
    """The tests of each rule, by the number in their names."""
    found: dict[str, list[str]] = {rule: [] for rule in RULES}
    for path in sorted(HERE.glob("test_*.py")):
        for rule, name in re.findall(r"^def test_r(\d+)_(\w+)\(", path.read_text("utf-8"), re.MULTILINE):
            if f"R{rule}" in found and not name.startswith("to_r"):
                found[f"R{rule}"].append(name.replace("_", " "))
    return found


def page() -> str:
    """The page as it should be."""
    lines = [HEAD, "| rule | in short | tests | mistakes found |", "| --- | --- | --- | --- |"]
    held = held_by()
    for rule, words in RULES.items():
        mistakes = [m.name for m in MISTAKES if m.rule == rule]
        lines.append(f"| {rule} | {words} | {'; '.join(held[rule])} | {'; '.join(mistakes)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
