"""The consent round, turn by turn: heard in full, three tiles, read back, confirmed."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.absence_lines import day_lines, round_lines, will_not_lines
from kiosk.conversation.alone import own_press
from kiosk.conversation.easy_words import other_words, read_lines, without_easy
from kiosk.conversation.handing import call, people
from kiosk.conversation.own_lives import about_oneself
from kiosk.conversation.pages_pressure import chooses
from kiosk.conversation.place import LATER, Place, frame
from kiosk.conversation.prompts import Choice, Kind, Line, choice, line
from kiosk.conversation.reading import talk_lines, what_line
from kiosk.conversation.replies import Way
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import (
    Action,
    Moved,
    Page,
    Then,
    View,
    ask,
    back,
    go,
    page,
    signed,
    store,
)
from kiosk.governance import commands as c
from kiosk.governance.consent import all_in, caught_up, held_back, own_problem, unmet
from kiosk.governance.state import Organisation
from kiosk.governance.words import Answer, Given


def at_round(v: View) -> dict[str, str]:
    """The arguments of a page about the round that is open."""
    if not v.round.open or v.proposal.decision:
        raise LookupError("round over")
    return {"proposal": v.arg("proposal"), "round": v.arg("round")}


def give(v: View, answer: Answer, place: Place, way: Way) -> c.Command:
    """The command that gives this answer, by this way in."""
    command = c.GiveAnswer(
        round=v.round.id,
        answer=answer,
        heard=place.heard,
        facts_heard=place.heard_facts,
        given=given(place, way),
    )
    return signed(command, place)


def given(place: Place, way: Way) -> Given:
    """How an answer comes in during this turn, and who helps (R15)."""
    helper = place.helper
    if helper is None:
        return Given(way)
    return Given(way, helper.who, helper.did, helper.presses, helper.name)


UNSURE: list[Callable[[View, dict[str, Action]], dict[str, Action]]] = []
"""What becomes of the choices of somebody who is not sure; other parts of the conversation add to it."""
INSTEAD: list[Callable[[View], dict[str, Action]]] = []
"""What there is instead of an answer of one's own; other parts of the conversation add it."""


@page("consent.read")
def read(v: View) -> Page:
    """Every page of this wording, and what was said about it, before any answer (R8, R23)."""
    at, round_ = at_round(v), v.round
    version = v.proposal.version(round_.version_id)
    if version is None:
        raise LookupError(round_.version_id)
    body = (
        *without_easy(v, version),
        *read_lines(v, v.proposal, version),
        *talk_lines(v, v.proposal),
    )
    body = (*round_lines(v, v.proposal), *body)
    if round_.facts and v.me in round_.answers:
        body = (line("consent.new_since"), *body)
    if v.me in round_.answers and round_.answers[v.me].rests:
        body = (line("consent.checked"), *body)
    to = "consent.answer"
    if not caught_up(v.proposal, v.me):
        to = "consent.catch_up"
    elif own_problem(v.proposal, round_, v.me):
        to = "consent.still"

    def on(place: Place, way: Way) -> Moved:
        heard = replace(place, heard=version.id, heard_facts=round_.facts)
        return go(v.arg("then") or to, **at)(heard, way)

    # The easy words and the full ones are one version: whichever was heard, it was heard (R8).
    actions: dict[str, Action] = {"heard_it": on, **other_words(v, version), **about_oneself(v)}
    for offers in INSTEAD:
        actions |= offers(v)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("consent.catch_up")
def catch_up(v: View) -> Page:
    """Who was not here is asked for their own questions and reactions first (R1)."""
    at = at_round(v)

    def nothing(place: Place, _: Way) -> Moved:
        command = signed(c.Pass(round=v.round.id), place)
        # A problem can be theirs already: seen in their place, or before they had heard everything.
        to = "consent.still" if own_problem(v.proposal, v.round, v.me) else "consent.answer"
        return Moved(place, command, lambda _, after: after.instead(frame(to, **at)))

    actions: dict[str, Action] = {
        "have_question": go("question.words", **at),
        "say_something": go("reaction.words", **at),
        "nothing_to_say": nothing,
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("consent.answer")
def answer(v: View) -> Page:
    """It is OK to try, I see a problem, I am not sure yet: three, and nothing chosen beforehand."""
    at = at_round(v)
    if v.place.heard != v.round.version_id or v.place.heard_facts != v.round.facts:
        raise LookupError("not heard in this turn")

    def problem(place: Place, way: Way) -> Moved:
        if way == "voice":
            # A voice can be misheard, so it holds the round and is read back first.
            return go("consent.problem_sure", **at)(place, way)
        return Moved(place, give(v, Answer("problem"), place, way), _raised(at))

    actions: dict[str, Action] = {
        "ok": chooses("consent.confirm", at),
        "problem": problem,
        "not_sure": chooses("consent.not_sure", at),
    }
    body = (line("wording.what", words=what_line(v, v.proposal)),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _raised(at: dict[str, str]) -> Then:
    # In the same turn the words need not be heard again for the reason to be added.
    return lambda _, place: replace(place, stack=(frame("objection.who_hears", **at),))


@page("consent.confirm")
def confirm(v: View) -> Page:
    """The answer read back in full; only this confirmation stores it."""
    at_round(v)

    def keep(place: Place, way: Way) -> Moved:
        return Moved(place, give(v, Answer("ok"), place, way), after_answer)

    who, actions, choices = who_presses(v, keep, "keep_answer", line("consent.confirm.witness"))
    body = (line("consent.confirm.what", words=what_line(v, v.proposal)), *who)
    return Page(ask(v, body=body, choices=choices, binding=True, private=True), actions)


def who_presses(
    v: View, keep: Action, id: str, *through: Line
) -> tuple[tuple[Line, ...], dict[str, Action], tuple[Choice, ...]]:
    """Whose press confirms it: the person's own, unless they have no way to press (R15).

    `through` are further sentences for where the helper presses.
    """
    helper, names = v.place.helper, {"first": v.helper_name, "name": v.name(v.me)}

    def pressing(presses: bool) -> Action:
        return lambda place, _: Moved(replace(place, helper=helper and replace(helper, presses=presses)))

    actions: dict[str, Action] = {"change_it": back, id: keep}
    said: tuple[Line, ...] = ()
    if helper and helper.presses:
        said = (line("consent.confirm.through", **names), *through)
        actions = {"change_it": back, "presses_now": pressing(False), "keep_through": keep}
    elif helper:
        said = (line("consent.confirm.press", **names),)
        actions = {"change_it": back, "cannot_press": pressing(True), id: keep}
    return said, actions, tuple(choice(id, line(f"choice.{id}", **names)) for id in actions)


@page("consent.problem_sure")
def problem_sure(v: View) -> Page:
    """A problem raised by voice, read back before it is stored."""
    at = at_round(v)

    def keep(place: Place, way: Way) -> Moved:
        return Moved(place, give(v, Answer("problem"), place, way), _raised(at))

    actions: dict[str, Action] = {"change_it": back, "keep_problem": keep}
    return Page(ask(v, choices=tuple(actions), binding=True, private=True), actions)


@page("consent.not_sure")
def not_sure(v: View) -> Page:
    """Tell me more, come back to me, ask me another day, go back."""
    at = at_round(v)

    def come_back(place: Place, way: Way) -> Moved:
        if way == "voice":
            return go("consent.come_back_sure", **at)(place, way)
        return _comes_back(v, place, way)

    actions: dict[str, Action] = {
        "tell_me_more": go("question.words", **at),
        "come_back": come_back,
        "another_day": asked_later(v),
        "go_back": back,
    }
    for more in UNSURE:
        actions = more(v, actions)
    return Page(ask(v, choices=tuple(actions), private=True), actions)


def asked_later(v: View) -> Action:
    """Another day: nothing is stored, and they are still to be heard."""
    return lambda place, _: Moved(after_answer(v.state, place.keep(LATER, ("later",))))


def _comes_back(v: View, place: Place, way: Way) -> Moved:
    return Moved(place, give(v, Answer("come_back"), place, way), after_answer)


@page("consent.come_back_sure")
def come_back_sure(v: View) -> Page:
    """Asked for by voice, which can be misheard: read back before it is stored."""
    at_round(v)
    actions: dict[str, Action] = {
        "change_it": back,
        "keep_come_back": lambda place, way: _comes_back(v, place, way),
    }
    return Page(ask(v, choices=tuple(actions), binding=True, private=True), actions)


@page("consent.still")
def still(v: View) -> Page:
    """This person saw a problem with these words: do they still?"""
    at = at_round(v)
    reason = None
    if standing := v.round.answers.get(v.me):
        reason = standing.answer

    def keep(place: Place, way: Way) -> Moved:
        same = reason if reason and reason.word == "problem" else Answer("problem")
        return Moved(place, give(v, same, place, way), after_answer)

    actions: dict[str, Action] = {
        "still_problem": keep,
        "say_why": go("objection.who_hears", **at),
        "take_back": go("objection.withdraw", **at),
    }
    return Page(ask(v, choices=tuple(actions), private=True), actions)


@page("consent.last_check")
def last_check(v: View) -> Page:
    """Everyone has answered and nobody sees a problem: does anyone want to change? (R11)."""
    at = _checked(v)
    actions = {
        "nobody_changes": go("consent.decide", **at),
        "somebody_changes": go("consent.who_changes", **at),
    }
    gone = tuple(line("consent.last_check.gone", name=v.name(o.person)) for o in v.proposal.standing)
    return Page(ask(v, body=gone, choices=tuple(actions)), actions)


def _checked(v: View) -> dict[str, str]:
    at = at_round(v)
    open_ = unmet(v.circle, v.proposal) or held_back(v.circle, v.proposal)
    if not v.round.shown or open_ or not all_in(v.proposal, v.round):
        raise LookupError("not now")
    return at


@page("consent.who_changes")
def who_changes(v: View) -> Page:
    """Whoever wants to change is called."""
    at = at_round(v)
    choices, actions = people(v, v.round.roster, lambda m: call(m, frame("consent.read", **at)))
    return Page(ask(v, Kind.FIND, choices=choices), actions)


@page("consent.decide")
@own_press
def decide(v: View) -> Page:
    """The read-back of the last check: confirming it makes the decision (R11)."""
    _checked(v)
    actions = {
        "change_it": back,
        "keep_decision": store(c.ConfirmNobodyChanges(round=v.round.id), after_step),
    }
    names = v.names(v.round.roster)
    here = v.circle.here or (v.me,)
    body = (
        line("consent.decide.words", words=what_line(v, v.proposal)),
        line("consent.decide.who", names=names),
        line("consent.decide.here", names=v.names(here)),
        *will_not_lines(v, v.round.away),
        *day_lines(v, v.proposal),
    )
    return Page(ask(v, body=body, choices=tuple(actions), binding=True), actions)


def after_answer(state: Organisation, place: Place) -> Place:
    """After an answer: in a sitting the next is called; alone, back to one's own list."""
    circle = state.circles[place.circle]
    if circle.meeting and not circle.meeting.paused_by:
        return after_step(state, place)
    return place.start_over(frame("home"))
