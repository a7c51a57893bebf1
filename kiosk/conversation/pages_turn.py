"""Beginning a turn: the welcome, the hand-over, what was stored in one's name, and one's own list."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, PersonRef, Prompt, line, own
from kiosk.conversation.reading import answer_line, what_line
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step, begin_turn, begun_frame, enter, to_answer
from kiosk.conversation.view import Action, Moved, Page, View, ask, back, go, page, signed, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.state import Circle, Organisation, Proposal


def _takes_turn(v: View, person: str, *, at_rest: bool) -> Action:
    return lambda place, _: Moved(begin_turn(v.state, place, person, at_rest=at_rest))


@page("welcome")
def welcome(v: View) -> Page:
    """At rest: names only, nothing that could be answered."""
    actions = {f"person.{m}": go("turn.take", person=m) for m in v.circle.members}
    choices = [Choice(f"person.{m}", own(v.name(m))) for m in v.circle.members]
    if others(v):
        actions["other_people"] = go("turn.others")
        choices.append(Choice("other_people", line("choice.other_people"), "other_people"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


def others(v: View) -> tuple[str, ...]:
    """Everyone who belongs to a circle here, but not to the one that sits at this device."""
    here = v.circle.members
    all_of = dict.fromkeys(m for circle in v.state.circles.values() for m in circle.members)
    return tuple(m for m in all_of if m not in here)


@page("turn.others")
def other_people(v: View) -> Page:
    """The people of the other circles."""
    actions: dict[str, Action] = {f"person.{m}": go("turn.take", person=m) for m in others(v)}
    choices = [Choice(f"person.{m}", own(v.name(m))) for m in others(v)]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)


@page("turn.take")
def take(v: View) -> Page:
    """A name was chosen at rest: is it you?"""
    person = v.arg("person")
    actions = {"ready": _takes_turn(v, person, at_rest=True), "somebody_else": back}
    return _hand_over(v, person, actions)


@page("handover")
def hand_over(v: View) -> Page:
    """The meeting calls somebody; nothing counts before they take the turn (R16)."""
    person = v.arg("person")
    # Taking the turn comes third: the key that somebody has just confirmed with, pressed on and on by
    # mistake, then leads to a list of names and never through the turn of the next one (R16).
    actions = {
        "somebody_else": go("turn.who"),
        "not_here": go("meeting.not_here", person=person),
        "ready": _takes_turn(v, person, at_rest=False),
    }
    return _hand_over(v, person, actions)


def _hand_over(v: View, person: str, actions: dict[str, Action]) -> Page:
    name = v.name(person)
    labels = {id: line(f"choice.{id}", name=name) for id in actions}
    choices = tuple(Choice(id, label, id) for id, label in labels.items())
    prompt = ask(v, Kind.HAND_OVER, line("handover.title", name=name), choices=choices)
    return Page(_asked(prompt, PersonRef(person, name)), actions)


def _asked(prompt: Prompt, who: PersonRef) -> Prompt:
    return replace(prompt, asked_of=who)


@page("turn.who")
def who(v: View) -> Page:
    """Somebody who is not called wants a turn."""
    actions = {f"person.{m}": go("turn.take", person=m) for m in v.circle.members}
    choices = tuple(Choice(f"person.{m}", own(v.name(m))) for m in v.circle.members)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("turn.right")
def right(v: View) -> Page:
    """What was stored in this person's name since last time: is this right? (R14)."""
    acts = v.circle.acts.get(v.me, ())
    if not acts:
        raise LookupError("nothing to read back")

    def all_right(place: Place, _: Way) -> Moved:
        command = c.SayRight(acts=tuple(act.id for act in acts))
        return Moved(place, signed(command, place), lambda _, after: after.pop())

    body = tuple(_act_line(act.event) for act in acts)
    actions: dict[str, Action] = {"that_is_right": all_right, "not_right": go("turn.not_right")}
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions), private=True), actions)


def _act_line(event: e.Event) -> Line:
    match event:
        case e.TopicRaised():
            return line("act.topic", words=event.words or "")
        case e.QuestionAsked():
            return line("act.question", words=event.words or "")
        case e.QuestionAnswered():
            return line("act.noted") if event.noted else line("act.answered", words=event.words or "")
        case e.ReactionGiven() if event.form == "picture":
            return line("act.feeling", feeling=line(f"feeling.{event.words}"))
        case e.ReactionGiven():
            return line("act.reaction", words=event.words or "")
        case e.Passed():
            return line("act.passed")
        case e.AnswerGiven():
            return line("act.answer", answer=answer_line(event.answer))
        case e.MeaningConfirmed():
            return line("act.meaning")
        case e.ObjectionExplained():
            return line("act.explained", words=event.words or "")
        case e.IdeaOffered():
            return line("act.idea", words=event.words or "")
        case _:
            raise LookupError(type(event).__name__)


@page("turn.not_right")
def not_right(v: View) -> Page:
    """Which of them is not right; it stops counting at once (R22)."""
    acts = v.circle.acts.get(v.me, ())

    def wrong(act: str) -> Action:
        def do(place: Place, _: Way) -> Moved:
            return Moved(place, signed(c.SayNotRight(act=act), place), _after_not_right)

        return do

    actions = {f"act.{at}": wrong(act.id) for at, act in enumerate(acts)}
    choices = tuple(Choice(f"act.{at}", _act_line(act.event)) for at, act in enumerate(acts))
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


def _after_not_right(state: Organisation, place: Place) -> Place:
    place = place.pop()
    left = state.circles[place.circle].acts.get(place.turn)
    place = place if left else place.pop()
    return place.push(frame("turn.noted"))


@page("turn.noted")
def noted(v: View) -> Page:
    """It stopped counting; you will be asked again."""
    return Page(ask(v, choices=("go_on",)), {"go_on": back})


@page("turn.draft")
def draft(v: View) -> Page:
    """Something was begun and not finished: it is offered back."""
    begun = begun_frame(v.arg("slot"))
    words = " ".join(v.place.draft(begun.slot))
    if not words:
        raise LookupError(begun.slot)
    actions: dict[str, Action] = {
        "go_on_with_it": lambda place, _: Moved(place.instead(begun)),
        "throw_away": lambda place, _: Moved(place.pop().keep(begun.slot, ())),
        "leave_it": back,
    }
    body = (line("turn.draft.words", words=words),)
    return Page(ask(v, body=body, choices=tuple(actions), private=True), actions)


def _meet_about(circle: str, proposal: str) -> Action:
    """Everyone has answered: the next step needs the people together (R18)."""
    return lambda place, _: Moved(replace(place.enter(circle), item=proposal).push(frame("meeting.here")))


class List:
    """The choices of one's own list, in their order."""

    def __init__(self, v: View) -> None:
        self.v = v
        self.actions: dict[str, Action] = {}
        self.choices: list[Choice] = []

    def offer(self, id: str, action: Action, label: Line | None = None) -> None:
        """Offer one thing more; its words and phrases are found under the first part of its id."""
        self.actions[id] = action
        self.choices.append(Choice(id, label or line(f"choice.{id}"), id.split(".")[0]))

    def offer_about(self, circle: Circle, proposal: Proposal, id: str, action: Action) -> None:
        """Offer something about a proposal, and say in which circle where the person is in several."""
        words = what_line(self.v.within(circle), proposal)
        label = line(f"choice.{id}", words=words)
        if len(self.v.state.circles_of(self.v.me)) > 1:
            label = line("choice.in_circle", name=circle.name or "", what=label)
        self.offer(f"{id}.{proposal.id}", action, label)


OFFERS: list[Callable[[List], None]] = []
"""What else can stand on one's own list; each part of the conversation adds its own."""


def on_home(offers: Callable[[List], None]) -> Callable[[List], None]:
    """Keep something to offer on one's own list."""
    OFFERS.append(offers)
    return offers


@page("home")
def home(v: View) -> Page:
    """A person's own list over everything that is theirs to do, in every circle of theirs."""
    own_list = List(v)
    circles = v.state.circles_of(v.me)
    for circle in circles:
        _to_answer(own_list, circle)
    for circle in circles:
        _to_meet(own_list, circle)
    for offers in OFFERS:
        offers(own_list)
    own_list.offer("talk_about", go("topic.form"))
    own_list.offer("our_ideas", go("ideas"))
    own_list.offer("logbook", go("logbook"))
    if len(circles) > 1:
        own_list.offer("another_circle", go("circles.mine"))
    own_list.offer("finish", lambda place, _: Moved(place.end_turn()))
    wanted = tuple(dict.fromkeys(frm for frm, to in v.circle.talks if to == v.me))
    for person in wanted:
        label = line("choice.talked", name=v.name(person))
        own_list.offer(f"talked.{person}", store(c.SayTalked(other=person), lambda _, after: after), label)
    body = tuple(line("home.talk", name=v.name(person)) for person in wanted)
    if len(circles) > 1:
        body = (line("home.circle", name=v.circle.name or ""), *body)
    return Page(ask(v, body=body, choices=tuple(own_list.choices)), own_list.actions)


def _to_answer(own_list: List, circle: Circle) -> None:
    me = own_list.v.me
    waiting = to_answer(circle, me)
    asking = [circle.proposals[id] for id in circle.live]
    for pr in asking:
        if round_ := pr.consent_round:
            read = _in(circle, go("consent.read", proposal=pr.id, round=round_.id))
            if pr in waiting:
                own_list.offer_about(circle, pr, "answer", read)
            elif me in round_.answers:
                own_list.offer_about(circle, pr, "look_again", read)


def _to_meet(own_list: List, circle: Circle) -> None:
    v, meeting = own_list.v, circle.meeting
    if circle.id == v.circle.id:
        if meeting is None:
            own_list.offer("meet", go("meeting.here"))
        elif not meeting.paused_by:
            own_list.offer("back_to_meeting", lambda place, _: Moved(after_step(v.state, place)))
            if v.place.item and v.me in circle.here:
                # However stuck one item is, the sitting can go on with another.
                own_list.offer("another_item", other_item)
    for pr in (circle.proposals[id] for id in circle.live):
        if pr.consent_round and pr.consent_round.shown and meeting is None:
            own_list.offer_about(circle, pr, "all_in", _meet_about(circle.id, pr.id))


def _in(circle: Circle, action: Action) -> Action:
    return lambda place, way: action(place.enter(circle.id), way)


@page("circles.mine")
def mine(v: View) -> Page:
    """The circles of the one who holds the turn; choosing one shows its things."""

    def look_at(circle: Circle) -> Action:
        return lambda place, _: Moved(enter(v.state, place, circle.id))

    circles = v.state.circles_of(v.me)
    actions = {circle.id: look_at(circle) for circle in circles}
    choices = [Choice(circle.id, own(circle.name or "")) for circle in circles]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)
