"""Looking at decisions again: what is due, how it went, and whether to keep, change or end it."""

from dataclasses import replace

from kiosk.conversation.life import (
    condition_line,
    counted_lines,
    evaluation_lines,
    is_due,
    no_way_lines,
    old_words,
    said_lines,
    way_chosen,
)
from kiosk.conversation.pages_meeting import AGENDA_FIRST
from kiosk.conversation.pages_objection import REASONS
from kiosk.conversation.pages_rounds import FEELINGS
from kiosk.conversation.pages_turn import ACTS, List, heads_home, in_circle
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, line, own
from kiosk.conversation.reading import if_open, what_line, wording_lines
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Moved, Page, Then, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance import events as e
from kiosk.governance.fold_reviews import PARTS, parts_said
from kiosk.governance.lives import (
    condition,
    doubters,
    in_force,
    open_review,
    to_look_at,
    words_now,
)
from kiosk.governance.reviews import WAYS, asked_early
from kiosk.governance.state import Organisation, Proposal
from kiosk.governance.words import Wording


def _why(v: View, proposal: Proposal) -> str:
    stopped = condition(v.circle, proposal, v.today) in ("by_number", "by_person")
    return "stopped" if stopped else "due"


def _look_again(v: View, proposal: Proposal) -> c.OpenReview:
    return c.OpenReview(proposal=proposal.id, why=_why(v, proposal), today=v.today)


def _newest(proposal: str) -> Then:
    """The review that was just opened is on the table, or waits for a meeting."""

    def after(state: Organisation, place: Place) -> Place:
        circle = state.circles[place.circle]
        review = open_review(circle, circle.proposals[proposal])
        if review is None:
            return place.start_over(frame("home"))
        if place.turn in circle.here and not place.item:
            return after_step(state, replace(place, item=review.id))
        return place.start_over(frame("home"), frame("review.opened", proposal=review.id))

    return after


# --- what is due heads the lists -------------------------------------------------------------------------


@heads_home
def due_at_home(own_list: List) -> None:
    """What is to be looked at again, in every circle of this person's."""
    v = own_list.v
    for circle in v.state.circles_of(v.me):
        for proposal in to_look_at(circle, v.today):
            look = in_circle(circle, go("decision", proposal=proposal.id))
            own_list.offer_about(circle, proposal, "look_at", look)


def due_on_agenda(v: View) -> list[tuple[Choice, Action]]:
    """What is to be looked at again comes first in a sitting."""
    offers: list[tuple[Choice, Action]] = []
    for proposal in to_look_at(v.circle, v.today):
        label = line("choice.look_at", words=what_line(v, proposal))
        one = Choice(f"look_at.{proposal.id}", label, "look_at")
        offers.append((one, store(_look_again(v, proposal), _on_table(proposal.id))))
    return offers


AGENDA_FIRST.insert(0, due_on_agenda)


def _on_table(proposal: str) -> Then:
    def after(state: Organisation, place: Place) -> Place:
        circle = state.circles[place.circle]
        review = open_review(circle, circle.proposals[proposal])
        return after_step(state, replace(place, item=review.id if review else ""))

    return after


# --- one decision ----------------------------------------------------------------------------------------


def what_can_be_done(v: View, proposal: Proposal) -> dict[str, Action]:
    """What a member can do about a decision that is in force."""
    actions: dict[str, Action] = {}
    if v.me not in v.circle.members or not in_force(proposal):
        return actions
    at = {"proposal": proposal.id}
    if is_due(v, proposal) and not open_review(v.circle, proposal):
        actions["look_again_now"] = store(_look_again(v, proposal), _newest(proposal.id))
    if words_now(v.circle, proposal).limit and not proposal.life.stopped:
        actions["it_happened"] = go("decision.happened", **at)
    actions["how_it_goes"] = go("decision.note", **at)
    if (
        not is_due(v, proposal)
        and not open_review(v.circle, proposal)
        and not asked_early(v.circle, proposal)
    ):
        actions["changed_mind"] = go("decision.changed_mind", **at)
    return actions


@page("decision.happened")
def happened(v: View) -> Page:
    """The watched worry happened: read back before it is counted, and counted once."""
    counted = len(v.proposal.life.happened)
    words = words_now(v.circle, v.proposal)
    if not words.limit or v.proposal.life.stopped or not in_force(v.proposal):
        raise LookupError("nothing is counted")
    command = c.SayItHappened(proposal=v.proposal.id, counted=counted)
    actions: dict[str, Action] = {"change_it": back, "keep_count": store(command, lambda _, p: p.pop())}
    body = (line("wording.watch", words=words.watch), *counted_lines(v, v.proposal))
    if counted + 1 >= words.limit:
        body = (*body, line("decision.happened.stops"))
    return Page(ask(v, body=body, choices=tuple(actions), binding=True), actions)


@page("decision.note")
def note(v: View) -> Page:
    """How is it going? At any time, in any form."""
    if not in_force(v.proposal):
        raise LookupError("not in force")
    at = {"proposal": v.proposal.id}
    actions = {
        "say_something": go("decision.note_words", **at),
        "show_feeling": go("decision.note_feeling", **at),
        "leave_it": back,
    }
    body = (line("wording.what", words=words_now(v.circle, v.proposal).what),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _noted(_: Organisation, place: Place) -> Place:
    return place.pop().pop()


@page("decision.note_words")
def note_words(v: View) -> Page:
    """How it is going, in one's own words."""
    at = v.proposal.id
    return write_page(v, lambda text: store(c.LeaveNote(proposal=at, words=text), _noted))


@page("decision.note_feeling")
def note_feeling(v: View) -> Page:
    """How it is going, as a feeling."""
    actions = {
        f"feeling.{what}": store(c.LeaveNote(proposal=v.proposal.id, words=what, form="picture"), _noted)
        for what in FEELINGS
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("decision.changed_mind")
def changed_mind(v: View) -> Page:
    """Once in a term anyone may have it looked at again; after that those here say whether to (R22)."""
    proposal = v.proposal
    if not in_force(proposal) or open_review(v.circle, proposal) or asked_early(v.circle, proposal):
        raise LookupError("looked at already")
    body: tuple[Line, ...] = (line("wording.what", words=words_now(v.circle, proposal).what),)
    actions: dict[str, Action] = {}
    if v.me not in proposal.life.changed:
        command = c.OpenReview(proposal=proposal.id, why="changed_mind")
        actions["look_again_please"] = store(command, _newest(proposal.id))
        body = (*body, line("decision.changed_mind.right"))
    elif v.me in v.circle.here:
        actions["ask_those_here"] = go("decision.ask_early", proposal=proposal.id)
        body = (*body, line("decision.changed_mind.again"))
    else:
        body = (*body, line("decision.changed_mind.again"), line("decision.changed_mind.meet"))
    actions["leave_it"] = back
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


@page("decision.ask_early")
def ask_early(v: View) -> Page:
    """Why those here should look at it before its day."""
    proposal = v.proposal
    if v.me not in v.circle.here or open_review(v.circle, proposal) or asked_early(v.circle, proposal):
        raise LookupError("not now")

    def asked(state: Organisation, place: Place) -> Place:
        newest = list(state.circles[place.circle].proposals)[-1]
        return after_step(state, replace(place, item=newest))

    return write_page(v, lambda text: store(c.AskEarlyReview(proposal=proposal.id, words=text), asked))


@page("review.opened")
def opened(v: View) -> Page:
    """It is on the list; it needs the people together."""
    if v.proposal.decision:
        raise LookupError("decided")
    at = v.proposal.id

    def meet(place: Place, _: Way) -> Moved:
        return Moved(replace(place, item=at).push(frame("meeting.here")))

    actions: dict[str, Action] = {} if v.circle.meeting else {"meet": meet}
    actions["leave_it"] = back
    body = (what_line(v, v.proposal),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


# --- the review ------------------------------------------------------------------------------------------


@page("review.begin")
def begin(v: View) -> Page:
    """The decision is read with all that was noted on the way; then everyone here is asked."""
    if v.proposal.rounds:
        raise LookupError("begun")
    about = v.circle.proposals[v.proposal.matter.about]
    actions = {"go_round": store(c.BeginEvaluation(proposal=v.proposal.id), after_step)}
    return Page(ask(v, Kind.READ, body=_so_far(v, about), choices=tuple(actions)), actions)


def _so_far(v: View, about: Proposal) -> tuple[Line, ...]:
    doubt = tuple(line("decided.doubted", name=v.name(p)) for p in doubters(v.circle, about))
    words = wording_lines(v, about, words_now(v.circle, about))
    return (
        *words,
        condition_line(v, about),
        *counted_lines(v, about),
        *doubt,
        *said_lines(v, about.life.notes),
    )


@page("review.say")
def say(v: View) -> Page:
    """One of three small pages: how it has helped, a reason to stop, how to make it better."""
    part = _part(v)
    at = {"proposal": v.proposal.id, "round": v.round.id, "part": part}
    passed = c.Evaluate(round=v.round.id, part=part, form="pass")
    actions: dict[str, Action] = {
        "say_something": go("review.words", **at),
        "by_picture": go("review.picture", **at),
        "nothing_to_say": store(passed, after_step),
    }
    body = (line("wording.what", words=old_words(v, v.proposal)),)
    return Page(ask(v, title=line(f"review.say.{part}"), body=body, choices=tuple(actions)), actions)


def _part(v: View) -> str:
    if not v.round.open:
        raise LookupError("round over")
    said = parts_said(v.proposal, v.me)
    left = [part for part in PARTS if part not in said]
    if not left or v.arg("part") not in ("", left[0]):
        raise LookupError("said")
    return left[0]


@page("review.words")
def words(v: View) -> Page:
    """One part, in one's own words."""
    part = _part(v)

    def keep(text: str) -> Action:
        return store(c.Evaluate(round=v.round.id, part=part, words=text), after_step)

    return write_page(v, keep, title=line(f"review.say.{part}"))


@page("review.picture")
def picture(v: View) -> Page:
    """One part, as a feeling or as a picture of what it is about."""
    part = _part(v)
    names = {f"feeling.{what}": what for what in FEELINGS}
    if part != "helped":
        names = {f"reason.{what}": what for group in REASONS for what in group}
    actions = {
        id: store(c.Evaluate(round=v.round.id, part=part, words=what, form="picture"), after_step)
        for id, what in names.items()
    }
    return Page(ask(v, Kind.FIND, line(f"review.say.{part}"), choices=tuple(actions)), actions)


@page("review.choose")
def choose(v: View) -> Page:
    """What was said, and what becomes of it: keep, change or end, each asked of everyone."""
    proposal = v.proposal
    if proposal.decision or not any(not r.open for r in proposal.rounds):
        raise LookupError("not now")
    round_ = proposal.consent_round
    if round_ and (not round_.was_shown or not round_.objections_heard):
        raise LookupError("being asked")
    ways = [way for way in WAYS if way != way_chosen(proposal)]
    actions: dict[str, Action] = {f"way.{way}": _takes_way(v, way) for way in ways}
    body = (*evaluation_lines(v, proposal), *no_way_lines(v, proposal))
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _takes_way(v: View, way: str) -> Action:
    proposal = v.proposal
    before = words_now(v.circle, v.circle.proposals[proposal.matter.about])
    match way:
        case "keep":
            wording = replace(before, what="", review_day="")
        case "change":
            wording = replace(before, review_day="")
        case _:
            wording = Wording()
    after = proposal.current.id if proposal.current else ""
    how = "amend" if proposal.standing else "draft"
    command = c.WriteVersion(proposal=proposal.id, wording=wording, after=after, way=how, choice=way)

    def then(state: Organisation, place: Place) -> Place:
        place = after_step(state, place)
        if way == "change" and place.turn:
            return place.push(frame("draft.part", proposal=proposal.id, part="what"))
        return place

    return store(command, then)


# --- what is read back -----------------------------------------------------------------------------------


def _note_act(event: e.Event) -> Line:
    assert isinstance(event, e.NoteLeft)
    if event.form == "picture":
        return line("act.feeling", feeling=if_open(event.words, line(f"feeling.{event.words}")))
    return line("act.note", words=event.words or "")


EVALUATED = {"helped": "feeling"}
"""By part of a review: of what kind its pictures are, where they do not show what it is about."""


def _evaluated_act(event: e.Event) -> Line:
    assert isinstance(event, e.Evaluated)
    match event.form:
        case "pass":
            words: Line = line("act.nothing_to_add")
        case "picture":
            kind = EVALUATED.get(event.part, "reason")
            words = if_open(event.words, line(f"{kind}.{event.words}"))
        case _:
            words = own(event.words or "")
    return line(f"act.evaluated.{event.part}", words=words)


def _opened_act(event: e.Event) -> Line:
    assert isinstance(event, e.ReviewOpened)
    return line("act.changed_mind" if event.why == "changed_mind" else "act.looked_again")


ACTS[e.NoteLeft] = _note_act
ACTS[e.Evaluated] = _evaluated_act
ACTS[e.ReviewOpened] = _opened_act
ACTS[e.WorryHappened] = lambda _: line("act.it_happened")
