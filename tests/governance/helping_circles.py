"""A circle whose people are helped, and helped wrongly, watched by an oracle of the plain history."""

import random
from dataclasses import replace

from kiosk.governance import commands as c
from kiosk.governance.refusals import Refused
from kiosk.governance.words import OTHER, Answer, Given
from tests.governance.helping_oracle import Witnessed
from tests.governance.oracle import entries
from tests.governance.seen import demand
from tests.governance.table import Story

PEOPLE = (("Ada", "supported"), ("Bo", "worker"), ("Cy", "advocate"), ("Di", "worker"), ("Ed", "supported"))
STEPS = 40


def helped(seed: int) -> Story:
    """A circle is asked about Fridays, which change the work of Bo and Cy; people help, see and check."""
    rng = random.Random(seed)
    story = Story(*PEOPLE)
    story.up_to_consent(author=rng.choice([name for name, _ in PEOPLE]))
    oracle = again(story)
    alone = rng.sample(story.members, rng.randint(2, 4))
    for step in range(STEPS):
        if story.proposal.decision:
            break
        if step == STEPS // 4:
            for person in alone:
                story.do(story.signed(story.answer("ok"), person))
            oracle = again(story)
        person = rng.choice([m for m in story.members if m not in alone] * 3 + [*story.members])
        done = story.do(story.signed(act(story, rng, person), person))
        if not isinstance(done, Refused):
            for entry in entries(done):
                oracle.watch(entry)
            agree(story, oracle)
    return story


def again(story: Story) -> Witnessed:
    """An oracle that has watched all of it."""
    oracle = Witnessed()
    for entry in entries(story.history):
        oracle.watch(entry)
    return oracle


def agree(story: Story, oracle: Witnessed) -> None:
    """What the state says stands, and is still to be heard, is what the history says."""
    if story.proposal.decision is None:
        standing = {o.person for o in story.proposal.standing}
        demand(standing == oracle.stand, "R4", "other problems stand")


def act(story: Story, rng: random.Random, person: str) -> c.Command:
    """Something that this person, or whoever presses for them, tries to do."""
    others = [*story.members, OTHER, ""]
    beside = rng.choice(others) if rng.random() < 0.3 else ""
    pressing = rng.choice(others) if rng.random() < 0.3 else ""
    of = rng.choice(story.members)
    what = rng.random()
    made: c.Command
    if what < 0.55:
        return answer(story, rng, rng.choice(others))
    if what < 0.68:
        made = c.Vouch(round=story.round.id, of=of)
    elif what < 0.72:
        made = c.AskToCheck(round=story.round.id, of=of)
    elif what < 0.74:
        mine = [a.id for a in story.circle.acts.get(person, ())]
        made = c.SayNotRight(act=rng.choice(mine or [""]))
    elif what < 0.745:
        made = c.React(round=story.round.id, words="Good.")
    else:
        return c.ConfirmNobodyChanges(round=story.round.id)
    return replace(made, helper=beside or pressing, entered_by=pressing)


def answer(story: Story, rng: random.Random, helper: str) -> c.Command:
    """An answer, alone or helped, of one's own press or another's, truly marked or not."""
    through = bool(helper) and rng.random() < 0.4
    said = rng.choice(
        (*[Answer("ok")] * 9, Answer("problem"), Answer("withdrawn", "fixed"), Answer("come_back"))
    )
    given = Given("touch", helper, ("read_out",) if helper else (), through, "Kim" if helper == OTHER else "")
    presses = helper if through else ""
    if rng.random() < 0.1:
        presses = rng.choice([*story.members, OTHER, ""])
    command = c.GiveAnswer(
        round=story.round.id,
        answer=said,
        heard=story.round.version_id,
        facts_heard=story.round.facts,
        given=given,
    )
    return replace(command, helper=helper, entered_by=presses)
