"""From the next step of the process to who is called and which page they see."""

from typing import assert_never

from kiosk.conversation.place import KEPT, Frame, Place, frame, frame_of
from kiosk.conversation.view import PAGES, View
from kiosk.governance import process as p
from kiosk.governance import sittings
from kiosk.governance.away import is_away
from kiosk.governance.cards import to_meet
from kiosk.governance.consent import to_be_heard
from kiosk.governance.membership import belongs
from kiosk.governance.state import Card, Circle, Organisation, Proposal


def resting_frame(state: Organisation, place: Place) -> Frame:
    """The page while nobody holds the turn: set-up, the welcome, a break, or who is called next."""
    circle = state.circles.get(place.circle)
    if circle is None:
        return frame("setup.welcome")
    if circle.meeting and circle.meeting.paused_by:
        # Who asked for the break is asked first; a guest, or who is gone since, is not asked to go on.
        first = circle.meeting.paused_by
        return frame("meeting.paused", person=first if first in circle.members else helper(circle))
    if cards := to_meet(circle):
        return frame("card.up", card=cards[0].id, person=_sees_to(circle, cards[0]))
    if place.aside:
        return frame("turn.back", person=place.aside.person)
    if circle.meeting is None:
        return frame("welcome")
    # Whom the meeting wanted to ask may have gone meanwhile.
    wanted = place.called if place.called in circle.here else ""
    return frame("handover", person=wanted or called(circle, place))


def _sees_to(circle: Circle, card: Card) -> str:
    """Who sees to a card: whoever helps along, or somebody else where it is their own."""
    others = [m for m in circle.members_here if m != card.person]
    return _first(circle, others) or helper(circle)


def interrupted(to: Frame) -> bool:
    """Whether a page is a part of a round, which waits while a card is up."""
    return to.page in ("present.read", "ready.read") or any(
        name in ("round", "question", "objection") for name, _ in to.args
    )


def called(circle: Circle, place: Place) -> str:
    """Who is asked to take the turn now."""
    proposal = circle.proposals.get(place.item)
    at = sittings.phase(circle)
    if not isinstance(at, sittings.Items):
        return phase_person(circle, at)
    if proposal is None:
        return helper(circle)
    person = person_for(circle, p.next_step(circle, proposal, place.later), "")
    return person if person in circle.here else helper(circle)


def phase_person(circle: Circle, at: sittings.Phase) -> str:
    """Who is asked at this point of a whole meeting."""
    return at.person if isinstance(at, sittings.AskCheck | sittings.AskList) else helper(circle)


def phase_frame(at: sittings.Phase) -> Frame:
    """The page of a point of a whole meeting."""
    match at:
        case sittings.AskReached():
            return frame("reach.asked")
        case sittings.AskCheck():
            return frame("check.ask", round=at.round.id)
        case sittings.Admin():
            return frame("admin.read")
        case sittings.MakeList():
            return frame("list.make")
        case sittings.AskList():
            return frame("list.ok")
        case sittings.FixList():
            return frame("list.fix")
        case sittings.GoHome():
            return frame("meeting.end")
        case sittings.Items():
            return frame("agenda")
        case _:
            assert_never(at)


def with_check(circle: Circle, place: Place) -> Place:
    """In a short meeting somebody's first turn begins with how they are."""
    round_ = sittings.joins(circle, place.turn) if place.turn else None
    return place.push(frame("check.ask", round=round_.id)) if round_ else place


def helper(circle: Circle) -> str:
    """Who helps along: the facilitator, or the first who is here."""
    here = circle.members_here or circle.members
    return circle.facilitator if circle.facilitator in here else here[0]


def person_for(circle: Circle, step: p.Step, holding: str) -> str:
    """The one person a step is for; for a step of the whole circle whoever holds the turn, or empty."""
    match step:
        case p.AskNext():
            return step.person
        case p.AskMeaning() | p.OfferAdvocate() | p.AskOwn():
            return step.person
        case p.Understand():
            return step.objection.person
        case p.Explore():
            return step.person
        case p.Restate() | p.Propose() | p.LookBack():
            return step.person or holding
        case p.Settle():
            others = [m for m in circle.members_here if m != step.question.person]
            return holding if holding in others else _first(circle, others)
        case p.Tie():
            others = [m for m in circle.members_here if m != step.objection.person]
            # Alone, the objector waits for somebody: this work is never theirs (R5).
            others = others or [m for m in circle.members if m != step.objection.person]
            return holding if holding in others else _first(circle, others)
        case _:
            return holding


def _first(circle: Circle, people: list[str]) -> str:
    return circle.facilitator if circle.facilitator in people else (people[0] if people else "")


def task(circle: Circle, place: Place) -> Frame:
    """The page for what the sitting is at."""
    proposal = circle.proposals.get(place.item)
    at = sittings.phase(circle)
    if proposal is None or not isinstance(at, sittings.Items):
        return phase_frame(at)
    return _sitting_frame(circle, proposal, p.next_step(circle, proposal, place.later))


def _sitting_frame(circle: Circle, proposal: Proposal, step: p.Step) -> Frame:
    """The page of one step in this sitting; what is another person's own waits until they are here."""
    person = person_for(circle, step, "")
    if person and person not in circle.here:
        return frame("meeting.absent", proposal=proposal.id, person=person)
    return step_frame(proposal, step)


def step_frame(proposal: Proposal, step: p.Step) -> Frame:
    """The page of one step."""
    at = proposal.id
    match step:
        case p.FillIn() if proposal.matter.kind in ("charter", "taken_over") and not proposal.versions:
            # It begins with what is so already.
            return frame("draft.check", proposal=at)
        case p.FillIn():
            return frame("draft.part", proposal=at, part=step.part)
        case p.AskMeaning():
            return frame("draft.meaning", proposal=at)
        case p.PutOn():
            return frame("draft.agenda", proposal=at)
        case p.ReadAloud():
            return frame("present.read", proposal=at)
        case p.AskNext():
            return _round_frame(proposal, step)
        case p.Settle():
            return frame("question.settle", proposal=at, question=step.question.id)
        case p.Restate():
            return frame("ready.read", proposal=at)
        case p.Propose():
            return frame("selection.propose", proposal=at)
        case p.LookBack():
            return frame(LOOKS_BACK.get(proposal.matter.kind, "review.begin"), proposal=at)
        case p.ChooseWay():
            return frame("review.choose", proposal=at)
        case p.Wait():
            return frame("meeting.waiting", proposal=at)
        case p.ReadObjections():
            return frame("objections.read", proposal=at, round=step.round.id)
        case p.PickObjection():
            return frame("objections.pick", proposal=at)
        case p.Understand():
            return frame("objection.explain", proposal=at, objection=step.objection.id)
        case p.Tie():
            return frame("objection.tie", proposal=at, objection=step.objection.id)
        case p.Explore():
            return frame("objection.idea", proposal=at, objection=step.objection.id)
        case p.Amend():
            return frame("objection.amend", proposal=at, objection=step.objection.id)
        case p.LastCheck():
            return frame("consent.last_check", proposal=at, round=step.round.id)
        case p.OfferAdvocate():
            return frame("removal.advocate", proposal=at)
        case p.HearForThem():
            return frame("away.hear", proposal=at)
        case p.HeldBack():
            return frame("meeting.held_back", proposal=at)
        case p.ChooseWho():
            return frame("matter.who", proposal=at)
        case p.CharterFirst():
            return frame("charter.first", proposal=at)
        case p.WriteEasy():
            return frame("easy.need", proposal=at)
        case p.AskAbout():
            return frame("about.ask", proposal=at)
        case p.AskOwn():
            return frame("own.ask", proposal=at)
        case p.AskWitness():
            return frame("witness.ask", proposal=at, round=step.round.id, of=step.person)
        case p.AskForAnother():
            return frame("proxy.ask", proposal=at, round=step.round.id, of=step.person)
        case p.Done():
            return frame("meeting.done", proposal=at)
        case _:
            assert_never(step)


LOOKS_BACK: dict[str, str] = {}
"""By kind of matter: the page on which a looking back begins, where it is one of its own."""
PAGE_OF_ROUND = {
    "questions": "question.ask",
    "reactions": "reaction.ask",
    "consent": "consent.read",
    "qualities": "quality.ask",
    "nominate": "nominate.read",
    "change": "change.ask",
    "evaluation": "review.say",
}
"""The page on which somebody is asked in each kind of round."""


def _round_frame(proposal: Proposal, step: p.AskNext) -> Frame:
    return frame(PAGE_OF_ROUND[step.round.kind], proposal=proposal.id, round=step.round.id)


def begin_turn(
    state: Organisation, place: Place, person: str, *, at_rest: bool = True, to: Frame | None = None
) -> Place:
    """Give a person the turn: first what was stored in their name (R14), then a draft, then the task.

    There is no other way into a turn. `to` is the page that the person was called for.
    """
    circle = state.circles[place.circle]
    elsewhere = not belongs(circle, person) or circle.charter.closed
    # Whose circles have all ended still reads their books.
    ended = tuple(one for one in state.circles.values() if person in one.members)
    if elsewhere and (theirs := state.circles_of(person) or ended):
        circle = theirs[0]
        place = place.enter(circle.id)
    if to is None and place.aside and place.aside.person == person:
        place = _not_to_bind(state, place.come_back())
        return _read_back(state, state.circles[place.circle], place)
    taken = place.take_turn(person, frame("home"))
    if to is not None:
        return _read_back(state, circle, place.take_turn(person, to))
    if not at_rest and called(circle, place) == person:
        taken = with_check(circle, taken.start_over(task(circle, place)))
    for slot in reversed(list(taken.drafts.get(person, {}))):
        if slot in {f.slot for f in taken.stack} or slot.startswith(KEPT) or not any(taken.draft(slot)):
            continue
        if there(state, taken, frame_of(slot)):
            taken = taken.push(frame("turn.draft", slot=slot.replace("|", ";")))
            break
        # What it was about is over.
        taken = taken.keep(slot, ())
    return _read_back(state, circle, taken)


ANSWERING = ("consent", "objection", "own")
"""The groups of pages on which one press may be an answer."""


def _not_to_bind(state: Organisation, place: Place) -> Place:
    """A key pressed on and on at the hand-over is no answer on the page somebody comes back to (R16)."""
    top = place.top
    if top is None or not there(state, place, top):
        return place
    binding = PAGES[top.page](View(state, place, top, "")).prompt.binding
    return place.push(frame("turn.again")) if binding or top.page.split(".")[0] in ANSWERING else place


def _read_back(state: Organisation, circle: Circle, place: Place) -> Place:
    place = place.push(frame("turn.right")) if circle.acts.get(place.turn) else place
    # Who was away and takes a turn is back (R19).
    return place.push(frame("back.hello")) if is_away(state, place.turn) else place


def enter(state: Organisation, place: Place, circle: str) -> Place:
    """Look at another circle of one's own: first what is stored there in one's name (R14)."""
    entered = place.enter(circle).start_over(frame("home"))
    return _read_back(state, state.circles[circle], entered)


def there(state: Organisation, place: Place, to: Frame) -> bool:
    """Whether a page still has something to ask."""
    try:
        PAGES[to.page](View(state, place, to, ""))
    except LookupError:
        return False
    return True


def begun_frame(arg: str) -> Frame:
    """The page of a draft, from the argument that names it."""
    return frame_of(arg.replace(";", "|"))


def after_step(state: Organisation, place: Place) -> Place:
    """Once something is stored: the same person goes on if the next step is theirs, else the turn ends."""
    circle = state.circles[place.circle]
    proposal = circle.proposals.get(place.item)
    if circle.meeting is None or circle.meeting.paused_by or place.turn not in circle.here:
        return place.end_turn()
    at = sittings.phase(circle)
    if not isinstance(at, sittings.Items):
        mine = phase_person(circle, at) == place.turn
        return place.start_over(phase_frame(at)) if mine else place.end_turn()
    if proposal is None:
        return place.start_over(frame("agenda")) if place.turn == helper(circle) else place.end_turn()
    step = p.next_step(circle, proposal, place.later)
    person = person_for(circle, step, place.turn)
    if person != place.turn and (person in circle.here or place.turn not in circle.members):
        return place.end_turn()
    if place.helper and place.helper.presses and person_for(circle, step, "") != place.turn:
        # What is the whole circle's needs somebody who can press it themselves (R15).
        return place.end_turn()
    if place.turn not in circle.members and not isinstance(step, p.AskNext):
        # A guest is asked, and does nothing of the circle's own.
        return place.end_turn()
    return place.start_over(_sitting_frame(circle, proposal, step))


def to_answer(circle: Circle, person: str) -> tuple[Proposal, ...]:
    """The proposals whose consent round still waits for this person, and not only for who was there."""
    return tuple(
        pr
        for pr in (circle.proposals[id] for id in circle.live)
        if pr.consent_round
        and person in to_be_heard(pr.consent_round)
        and not p.waits_for_witness(pr.consent_round, person)
    )
