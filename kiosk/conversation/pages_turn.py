"""Beginning a turn: the welcome, the hand-over, what was stored in one's name, and one's own list."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.handing import hand_over_to, people
from kiosk.conversation.pages_meeting import other_item
from kiosk.conversation.place import TALK, Frame, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import (
    answer_line,
    circle_line,
    explained_lines,
    if_open,
    topic_line,
    what_line,
)
from kiosk.conversation.reading_help import did_words
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step, begun_frame, enter, to_answer
from kiosk.conversation.view import Action, Moved, Page, Then, View, ask, back, go, page, signed, store
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.membership import belongs, has_died
from kiosk.governance.own_words import takes_problem_back
from kiosk.governance.process import Restate
from kiosk.governance.state import Circle, Organisation, Proposal
from kiosk.governance.words import Given


@page("welcome")
def welcome(v: View) -> Page:
    """At rest: names only, nothing that could be answered."""
    more = {"other_people": go("turn.others")} if others(v) else {}
    choices, actions = people(v, own_people(v), _take, **more)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


def _take(person: str) -> Action:
    return go("turn.take", person=person)


def own_people(v: View) -> tuple[str, ...]:
    """Who may take a turn in the circle that sits here: members, guests, and whoever has a part in it."""
    circle = v.circle
    asked = [p for p in v.state.people if belongs(circle, p) and not has_died(v.state, p)]
    return tuple(dict.fromkeys((*circle.members, *circle.guests, *circle.membership.invited, *asked)))


def others(v: View) -> tuple[str, ...]:
    """Everyone who belongs to a circle here, but not to the one that sits at this device."""
    here = own_people(v)
    all_of = dict.fromkeys(m for circle in v.state.circles.values() for m in circle.members)
    return tuple(m for m in all_of if m not in here)


@page("turn.others")
def other_people(v: View) -> Page:
    """The people of the other circles."""
    choices, actions = people(v, others(v), _take, leave_it=back)
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("turn.take")
def take(v: View) -> Page:
    """A name was chosen: is it you? `to` and what follows name the page that the person is called for."""
    args = dict(v.frame.args)
    person = args.pop("person")
    if not any(belongs(circle, person) for circle in v.state.circles.values()):
        raise LookupError("gone")
    to = frame(args.pop("to"), **args) if "to" in args else None
    return hand_over_to(v, person, {"somebody_else": back}, to=to)


@page("handover")
def hand_over(v: View) -> Page:
    """The meeting calls somebody; nothing counts before they take the turn (R16)."""
    person = v.arg("person")
    others: dict[str, Action] = {
        "somebody_else": go("turn.who"),
        "not_here": go("meeting.not_here", person=person),
    }
    return hand_over_to(v, person, others, body=_helps(v, person), at_rest=False)


def _helps(v: View, person: str) -> tuple[Line, ...]:
    """Why this person is called, where it is not their turn in a round but their job."""
    proposal = v.circle.proposals.get(v.place.item)
    if proposal is None or not isinstance(v.step(proposal), Restate):
        return ()
    return (line("handover.helps", name=v.name(person)),) if person == v.circle.facilitator else ()


@page("turn.who")
def who(v: View) -> Page:
    """Somebody who is not called wants a turn."""
    choices, actions = people(v, own_people(v), _take)
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

    body = tuple(_act_line(act.event, v.name) for act in acts)
    actions: dict[str, Action] = {"that_is_right": all_right, "not_right": go("turn.not_right")}
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions), private=True), actions)


ACTS: dict[type[e.Event], Callable[[e.Event], Line]] = {}
"""What else is read back to the person it was stored for; each part of the conversation adds its own."""


def _act_line(event: e.Event, name: Callable[[str], str]) -> Line:
    if saying := ACTS.get(type(event)):
        return saying(event)
    match event:
        case e.HelpGiven():
            first = event.name or name(event.helper or "")
            return line("act.helped", first=first, what=did_words(event.did))
        case e.AnswerVouched():
            return line("act.was_there", name=name(event.of))
        case e.AnswerGiven(given=Given(proxy=proxy)) if proxy:
            return line("act.for_you", first=name(proxy), answer=answer_line(event.answer))
        case e.AnswerGiven(given=Given(through=True, helper=helper, name=other)):
            return line("act.through", first=other or name(helper), answer=answer_line(event.answer))
        case e.TopicRaised():
            return line("act.topic", words=topic_line(event.form, event.words))
        case e.QuestionAsked():
            return line("act.question", words=event.words or "")
        case e.QuestionAnswered():
            return line("act.noted") if event.noted else line("act.answered", words=event.words or "")
        case e.ReactionGiven() if event.form == "picture":
            return line("act.feeling", feeling=if_open(event.words, line(f"feeling.{event.words}")))
        case e.ReactionGiven():
            return line("act.reaction", words=event.words or "")
        case e.Passed():
            return line("act.no_question" if event.about == "questions" else "act.passed")
        case e.AnswerGiven():
            return line("act.answer", answer=answer_line(event.answer))
        case e.ObjectionExplained(form="words"):
            return line("act.explained", words=event.words or "")
        case e.ObjectionExplained(form="pictures" | "help"):
            (said,) = explained_lines(event.form, event.words)
            return line("act.explained_so", what=said)
        case e.ObjectionExplained():
            return line("act.not_now")
        case e.IdeaOffered(words=""):
            return line("act.you_suggest")
        case e.IdeaOffered():
            return line("act.idea", words=event.words or "")
        case e.ObjectionTied(words=""):
            return line("act.still_counts")
        case e.ObjectionTied():
            return line("act.tied", words=event.words or "")
        case e.VersionWritten():
            words = event.wording.what or event.wording.why if event.wording else ""
            return line("act.version", words=words)
        case e.QualityNamed(form="picture"):
            return line("act.quality", words=if_open(event.words, line(f"choice.quality.{event.words}")))
        case e.QualityNamed():
            return line("act.quality", words=event.words or "")
        case e.NominationGiven() | e.NominationChanged():
            person = event.nomination.named if event.nomination else ""
            return line("act.named", name=name(person)) if person else line("act.named_nobody")
        case e.LastCheckDone():
            return line("act.last_check")
        case e.Dropped():
            return line("act.dropped")
        case e.Paused():
            return line("act.paused")
        case e.CheckSaid(form="picture"):
            return line("act.mood", feeling=if_open(event.words, line(f"choice.mood.{event.words}")))
        case e.CheckSaid():
            return line("act.reaction", words=event.words or "")
        case e.AgendaOk():
            return line("act.list_ok")
        case e.AgendaConcern():
            return line("act.list_problem", words=event.words or "")
        case e.CardShown():
            return line("act.card", words=line(f"card.{event.colour}"))
        case e.MeaningConfirmed():
            return line("act.meaning")
        case e.ObjectionWithdrawn():
            return line("act.answer", answer=line("answer.withdrawn"))
        case e.MessageNoted(kind="referred"):
            return line("act.handed_on")
        case e.MessageNoted():
            return line("act.message", words=event.words or "")
        case e.MessageCarried():
            return line("act.carried", words=event.words or "")
        case e.MessageReported():
            return line("act.reported", words=event.decided or "")
        case e.ReportAnswered():
            return line("act.report_answer", answer=line(f"choice.report_{event.answer}"))
        case e.FirstAnswered():
            return line("act.joins" if event.agreed else "act.joins_not")
        case _:
            raise LookupError(type(event).__name__)


@page("turn.not_right")
def not_right(v: View) -> Page:
    """Which of them is not right; it stops counting at once (R22)."""
    acts = v.circle.acts.get(v.me, ())
    if not acts:
        raise LookupError("nothing to read back")

    def wrong(act: str, event: e.Event) -> Action:
        def do(place: Place, way: Way) -> Moved:
            if place.helper and takes_problem_back(v.circle, v.me, act, place.helper.who):
                return go("beside.alone")(place, way)
            counts = "" if event.stays else "1"
            return Moved(place, signed(c.SayNotRight(act=act), place), _after_not_right(counts))

        return do

    actions = {f"act.{at}": wrong(act.id, act.event) for at, act in enumerate(acts)}
    lines = [_act_line(act.event, v.name) for act in acts]
    choices = tuple(
        # Two that read the same are told apart by their place.
        Choice(f"act.{at}", one if lines.count(one) == 1 else line("act.nth", number=str(at + 1), what=one))
        for at, one in enumerate(lines)
    )
    return Page(ask(v, Kind.FIND, choices=choices, private=True), actions)


def _after_not_right(counted: str) -> Then:
    def after(state: Organisation, place: Place) -> Place:
        place = place.pop()
        left = state.circles[place.circle].acts.get(place.turn)
        place = place if left else place.pop()
        return place.push(frame("turn.noted", counted=counted))

    return after


@page("turn.noted")
def noted(v: View) -> Page:
    """It stopped counting; or, where that cannot be, who to tell."""
    title = line("turn.noted.title" if v.arg("counted") else "turn.noted.tell")
    return Page(ask(v, title=title, choices=("go_on",)), {"go_on": back})


def _go_on(place: Place, begun: Frame) -> Place:
    """Back to where it was begun; a reason is part of an answer, so the words are heard first (R8)."""
    if not begun.page.startswith("objection.w"):
        return place.instead(begun)
    args = dict(begun.args)
    return place.instead(frame("consent.read", **args, then=begun.page))


@page("turn.draft")
def draft(v: View) -> Page:
    """Something was begun and not finished: it is offered back."""
    begun = begun_frame(v.arg("slot"))
    words = " ".join(v.place.draft(begun.slot))
    if not words:
        raise LookupError(begun.slot)
    actions: dict[str, Action] = {
        "go_on_with_it": lambda place, _: Moved(_go_on(place, begun)),
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
            label = line("choice.in_circle", name=circle_line(circle), what=label)
        self.offer(f"{id}.{proposal.id}", action, label)


FIRST: list[Callable[[List], None]] = []
"""What heads one's own list."""
OFFERS: list[Callable[[List], None]] = []
"""What else can stand on one's own list; each part of the conversation adds its own."""


def on_home(offers: Callable[[List], None]) -> Callable[[List], None]:
    """Keep something to offer on one's own list."""
    OFFERS.append(offers)
    return offers


BELOW: list[Callable[[List], None]] = []
"""What stands below what is always there."""


def below_home(offers: Callable[[List], None]) -> Callable[[List], None]:
    """Keep something to offer below what is always there: nobody waits for it."""
    BELOW.append(offers)
    return offers


ROOMS: list[Callable[[List], None]] = []
"""What can be looked at and done about the circle itself: its people, its roles …"""


def in_our_circle(offers: Callable[[List], None]) -> Callable[[List], None]:
    """Keep something to offer on the page about the circle."""
    ROOMS.append(offers)
    return offers


def heads_home(offers: Callable[[List], None]) -> Callable[[List], None]:
    """Keep something to offer at the head of one's own list."""
    FIRST.append(offers)
    return offers


@page("circle.about")
def about_circle(v: View) -> Page:
    """What can be looked at and done about the circle itself."""
    own_list = List(v)
    for offers in ROOMS:
        offers(own_list)
    own_list.offer("go_back", back)
    body = (line("circle.about.aim", words=v.circle.aim),) if v.circle.aim else ()
    return Page(ask(v, Kind.FIND, body=body, choices=tuple(own_list.choices)), own_list.actions)


@page("home")
def home(v: View) -> Page:
    """A person's own list over everything that is theirs to do, in every circle of theirs."""
    if v.me not in v.circle.members:
        return visitor(v)
    own_list = List(v)
    circles = v.state.circles_of(v.me)
    for offers in FIRST:
        offers(own_list)
    for circle in circles:
        _to_answer(own_list, circle)
    for circle in circles:
        _to_meet(own_list, circle)
    for offers in OFFERS:
        offers(own_list)
    if not v.circle.charter.closed:
        own_list.offer("talk_about", go("topic.form"))
        own_list.offer("our_ideas", go("ideas"))
    own_list.offer("logbook", go("logbook"))
    own_list.offer("our_circle", go("circle.about"))
    own_list.offer("about_me", go("me"))
    for offers in BELOW:
        offers(own_list)
    if any(circle.id != v.circle.id for circle in circles):
        own_list.offer("another_circle", go("circles.mine"))
    own_list.offer("finish", lambda place, _: Moved(place.end_turn()))
    # Somebody who has died is not named here any more.
    talks = (p for p in v.place.draft(TALK) if p in v.state.people)
    wanted = tuple(p for p in talks if not has_died(v.state, p))
    for person in wanted:
        label = line("choice.talked", name=v.name(person))
        own_list.offer(f"talked.{person}", _talked(person), label)
    body = tuple(line("home.talk", name=v.name(person)) for person in wanted)
    if len(circles) > 1:
        body = (line("home.circle", name=circle_line(v.circle)), *body)
    # Who wants to talk to whom is told to nobody else.
    prompt = ask(v, body=body, choices=tuple(own_list.choices), private=bool(wanted))
    return Page(prompt, own_list.actions)


def _talked(person: str) -> Action:
    return lambda place, _: Moved(place.has_talked(person))


VISITORS: list[Callable[[List], tuple[Line, ...]]] = []
"""What stands on the list of somebody who is no member, with the sentences that say so."""


def visitor(v: View) -> Page:
    """The list of a guest, or of somebody who was invited: only what is theirs."""
    own_list = List(v)
    body = tuple(sentence for offers in VISITORS for sentence in offers(own_list))
    own_list.offer("about_me", go("me"))
    if v.state.circles_of(v.me):
        own_list.offer("another_circle", go("circles.mine"))
    own_list.offer("finish", lambda place, _: Moved(place.end_turn()))
    return Page(ask(v, body=body, choices=tuple(own_list.choices)), own_list.actions)


def _to_answer(own_list: List, circle: Circle) -> None:
    me = own_list.v.me
    waiting = to_answer(circle, me)
    asking = [circle.proposals[id] for id in circle.live]
    for pr in asking:
        if round_ := pr.consent_round:
            read = in_circle(circle, go("consent.read", proposal=pr.id, round=round_.id))
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
            if v.me not in circle.here:
                # Who comes late is asked from now on too (R1).
                here = c.ChangeHere(here=(*circle.here, v.me))
                own_list.offer("here_now", store(here, after_step))
            own_list.offer("back_to_meeting", lambda place, _: Moved(after_step(v.state, place)))
            if v.place.item and v.me in circle.here:
                # However stuck one item is, the sitting can go on with another.
                own_list.offer("another_item", other_item)
    for pr in (circle.proposals[id] for id in circle.live):
        if pr.consent_round and pr.consent_round.shown and meeting is None:
            own_list.offer_about(circle, pr, "all_in", _meet_about(circle.id, pr.id))


def in_circle(circle: Circle, action: Action) -> Action:
    """Do it in this circle."""
    return lambda place, way: action(place.enter(circle.id), way)


@page("circles.mine")
def mine(v: View) -> Page:
    """The circles of the one who holds the turn; choosing one shows its things."""

    def look_at(circle: Circle) -> Action:
        return lambda place, _: Moved(enter(v.state, place, circle.id))

    circles = v.state.circles_of(v.me)
    actions = {circle.id: look_at(circle) for circle in circles}
    choices = [Choice(circle.id, circle_line(circle)) for circle in circles]
    actions["leave_it"] = back
    choices.append(Choice("leave_it", line("choice.leave_it"), "leave_it"))
    return Page(ask(v, Kind.FIND, choices=tuple(choices)), actions)
