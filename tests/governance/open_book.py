"""What a circle can see of how it decides, watched: by what was stored, and by what is read out of it."""

import random
from dataclasses import dataclass, field

from kiosk.conversation import pages_heard, pages_logbook, searching, way_here
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Line
from kiosk.conversation.view import View
from kiosk.governance import commands as c
from kiosk.governance import events as e
from tests.conversation.memory import TEXTS
from tests.governance.seen import demand
from tests.governance.table import FRIDAYS, Story
from tests.governance.watching import watched

PEOPLE = (("Zoe", "supported"), ("Ada", "supported"), ("bo", "worker"), ("Cy", "advocate"), ("Di", "worker"))
SECRET = "the loft stairs frighten me"
LATELY = 3


@dataclass
class Ear:
    """Who said something in which meeting, as the plain history tells."""

    meetings: int = 0
    over: int = 0
    heard: dict[str, int] = field(default_factory=dict)

    def listen(self, history: list[e.Recorded]) -> None:
        for recorded in history:
            event = recorded.event
            match event:
                case e.MemberJoined(person=person):
                    self.heard[person] = self.meetings
                case e.MeetingBegun():
                    self.meetings += 1
                case e.MeetingEnded():
                    self.over = self.meetings
                case e.TopicRaised(person=person) | e.QuestionAsked(person=person):
                    self.heard[person] = self.meetings
                case e.ReactionGiven(person=person):
                    self.heard[person] = self.meetings

    def quiet(self) -> set[str]:
        return {person for person, at in self.heard.items() if self.over - at >= LATELY}


def view(story: Story, name: str, page: str, **args: str) -> View:
    """What this person would be shown on this page."""
    place = Place(circle=story.circle.id, turn=story.id(name))
    return View(story.org, place, frame(page, **args), "2026-09-21")


def read(lines: tuple[Line, ...]) -> str:
    return "\n".join(TEXTS.say(one) for one in lines)


# --- who was not heard lately ----------------------------------------------------------------------------


@watched("who was heard")
def who_was_heard() -> None:
    for seed in range(40):
        meet_some_times(random.Random(seed))


def meet_some_times(rng: random.Random) -> None:
    story = Story(*PEOPLE)
    for _ in range(rng.randint(3, 8)):
        story.meet()
        story.draft("Cy")
        story.present()
        while story.round.open and story.round.kind in ("questions", "reactions"):
            speaks(story, rng)
        story.restate()
        if rng.random() < 0.5:
            name = rng.choice(story.names(story.round.roster))
            story.objects(name, "words", words=SECRET)
        story.go_home()
        listened(story)


def speaks(story: Story, rng: random.Random) -> None:
    round_ = story.round
    person = next(p for p in round_.roster if p not in round_.said)
    words = rng.random() < 0.15
    if words and round_.kind == "reactions":
        story.by(story.name(person), c.React(round=round_.id, words="Good."))
    else:
        story.by(story.name(person), c.Pass(round=round_.id))


def listened(story: Story) -> None:
    ear = Ear()
    ear.listen(story.history)
    lines = pages_heard.heard_lines(view(story, "Ada", "heard.lately"))
    listed = (value for one in lines for key, value in one.args if key == "names")
    named = [name for names in listed if isinstance(names, tuple) for name in names]
    if ear.over < LATELY:
        demand(not named, "R12", "somebody is named after too few meetings")
        return
    quiet = {story.name(person) for person in ear.quiet()}
    demand(quiet <= set(named), "R12", "somebody who was not heard is not named")
    demand(set(named) <= quiet, "R12", "somebody is named who was heard")
    demand(named == sorted(named, key=str.casefold), "R12", "somebody is ranked")
    demand(not any(sign.isdigit() for sign in read(lines)), "R12", "there is a number beside a name")


# --- what can be read of a decision ----------------------------------------------------------------------


@watched("the open book")
def the_open_book() -> None:
    """A round that was stopped unshown, one that is open, a removal, a doubt: what is read of each."""
    story = Story(*PEOPLE)
    story.up_to_consent(author="Cy")
    story.objects("Ada", "words", words=SECRET)
    at = {"proposal": story.proposal.id}
    nothing_is_told(story, at)
    story.by("Di", c.LeaveCircle())
    demand(story.proposal.rounds[-2].why == "roster", "R21", "the round went on without a new start")
    nothing_is_told(story, at)
    story.objects("Ada", "private", words=SECRET)
    story.ok("Zoe", "bo", "Cy")
    demand(SECRET not in the_way(story, "bo", at), "R23", "a private reason can be read")
    story.hear_objections()
    story.amend("Cy", what="At six.")
    story.restate()
    story.ok()
    story.last_check()
    told = the_way(story, "bo", at)
    demand(SECRET not in told, "R23", "a private reason can be read")
    for words in ("Ada: I see a problem.", "It is OK to try. Given by touch.", "Version 2", "At six."):
        demand(words in told, "R14", f"{words} cannot be read")
    for words in (FRIDAYS.what, "All were asked anew.", "The idea was changed."):
        demand(words in told, "R14", f"{words} cannot be read")
    finds(story)
    who_was_left_out(story)


def the_way(story: Story, name: str, at: dict[str, str]) -> str:
    return read(way_here.way_lines(view(story, name, "decision.way", **at), story.proposal))


def nothing_is_told(story: Story, at: dict[str, str]) -> None:
    for name in story.names(story.circle.members):
        told = the_way(story, name, at)
        demand("see a problem" not in told, "R23", "an answer can be read before all are in")
        demand("sees a problem" not in told, "R23", "a problem can be read before all are in")
        demand(SECRET not in told, "R23", "a reason can be read before all are in")


def finds(story: Story) -> None:
    """Words that somebody may read find it; others do not, nor do the kiosk's own."""
    for words, there in (
        ("FRIENDS ada", True),
        ("six", True),
        (SECRET, False),
        ("loft", False),
        ("consent", False),
    ):
        v = view(story, "bo", "logbook.found", words=words)
        found = [c.id for c in pages_logbook.found(v).prompt.choices if c.id.startswith("decision.")]
        demand(bool(found) == there, "R14", f"{words} found {found}")
    made = story.proposal
    demand(searching.is_now(v, made, "in_force"), "R14", "a decision in force is not found so")
    demand(not searching.is_now(v, made, "ended"), "R14", "a decision in force is found as ended")


def who_was_left_out(story: Story) -> None:
    """A decision of those here: who was not here was not asked, and that is said."""
    story.meet("Zoe", "bo")
    story.by("Zoe", c.AskAboutProcess(wish="slower", review_day="2026-12-01"))
    story.by("bo", c.Present(proposal=story.proposal.id, version_id=story.version, how="aloud"))
    story.everyone_passes()
    story.restate("bo")
    story.ok()
    story.last_check("Zoe")
    lines = pages_logbook.decision_lines(
        view(story, "Ada", "decision", proposal=story.proposal.id), story.proposal
    )
    told = read(lines)
    for name in ("Ada", "Cy"):
        demand(
            f"{name} was not asked. {name} was not here." in told,
            "R14",
            f"it is hidden that {name} was not asked",
        )
    demand(
        "was not asked" not in told.replace("Ada was not asked", "").replace("Cy was not asked", ""),
        "R14",
        "more",
    )
    demand(told.endswith(TEXTS.text("decided.shows")), "R14", "it does not say what it shows")
