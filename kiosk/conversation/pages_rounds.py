"""Presenting, questions, reactions, and the final wording restated."""

from kiosk.conversation.absence_lines import day_lines, will_not_lines
from kiosk.conversation.easy_words import other_words, read_lines
from kiosk.conversation.own_lives import about_oneself
from kiosk.conversation.prompts import Choice, Kind, Line, choice, line
from kiosk.conversation.reading import question_lines, talk_lines, version_lines, what_if_lines
from kiosk.conversation.steps import after_step
from kiosk.conversation.view import Action, Page, View, ask, back, go, page, store, write_page
from kiosk.governance import commands as c
from kiosk.governance.away import review_day
from kiosk.governance.consent import not_asked
from kiosk.governance.easy import needs_easy
from kiosk.governance.splitting import may_split
from kiosk.governance.words import IDEA

FEELINGS = ("good", "worried", "all_the_same")
"""Reactions that can be chosen as a picture."""


@page("present.read")
def present(v: View) -> Page:
    """The whole text, read aloud to those here, with what happens if we do, do not, or wait."""
    current = v.proposal.current
    if current is None:
        raise LookupError("no words yet")
    heard = c.Present(proposal=v.proposal.id, version_id=current.id, how="shown and read aloud")
    actions = {
        "everyone_heard": store(heard, after_step),
        "change_words": go("draft.check", proposal=v.proposal.id),
    }
    body = version_lines(v, v.proposal, current)
    if v.proposal.matter == IDEA:
        body = (*body, *what_if_lines())
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("idea.read")
def idea(v: View) -> Page:
    """The idea once more."""
    current = v.proposal.current
    body = read_lines(v, v.proposal, current) if current else ()
    if current and v.proposal.matter == IDEA:
        body = (*body, *what_if_lines())
    body = (*body, *talk_lines(v, v.proposal))
    actions: dict[str, Action] = {"go_on": back, **(other_words(v, current) if current else {})}
    actions |= about_oneself(v)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _open_round(v: View) -> str:
    round_ = v.round
    if not round_.open:
        raise LookupError("round over")
    return round_.id


@page("question.ask")
def question(v: View) -> Page:
    """Is anything unclear?"""
    round_id = _open_round(v)
    at = {"proposal": v.proposal.id, "round": round_id}
    actions: dict[str, Action] = {
        "no_question": store(c.Pass(round=round_id), after_step),
        "have_question": go("question.words", **at),
        "read_again": go("idea.read", proposal=v.proposal.id),
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("question.words")
def question_words(v: View) -> Page:
    """The question in one's own words."""
    round_id = _open_round(v)
    return write_page(v, lambda text: store(c.AskQuestion(round=round_id, words=text), after_step))


@page("question.settle")
def settle(v: View) -> Page:
    """Somebody asked something: answer it, or note it for later."""
    asked = next((q for q in v.proposal.questions if q.id == v.arg("question") and not q.settled), None)
    if asked is None:
        raise LookupError("settled")
    noted = c.AnswerQuestion(round="", question=asked.id, noted=True)
    actions = {
        "answer_it": go("question.answer", proposal=v.proposal.id, question=asked.id),
        "note_it": store(_about(v, noted), after_step),
    }
    body = (line("talk.question", name=v.name(asked.person), words=asked.words or ""),)
    return Page(ask(v, body=body, choices=tuple(actions)), actions)


def _about(v: View, command: c.AnswerQuestion) -> c.AnswerQuestion:
    round_id = v.proposal.round.id if v.proposal.round else ""
    return c.AnswerQuestion(
        round=round_id, question=command.question, words=command.words, noted=command.noted
    )


@page("question.answer")
def answer(v: View) -> Page:
    """The answer in one's own words."""
    asked = next((q for q in v.proposal.questions if q.id == v.arg("question") and not q.settled), None)
    if asked is None:
        raise LookupError("settled")
    body = (line("talk.question", name=v.name(asked.person), words=asked.words or ""),)

    def keep(text: str) -> Action:
        return store(_about(v, c.AnswerQuestion(round="", question=asked.id, words=text)), after_step)

    return write_page(v, keep, body=body)


@page("reaction.ask")
def reaction(v: View) -> Page:
    """What do you think or feel about it?"""
    round_id = _open_round(v)
    at = {"proposal": v.proposal.id, "round": round_id}
    # Where somebody speaks beside the person, it is asked which of the two it is.
    beside = v.me in v.circle.beside.advocates
    actions: dict[str, Action] = {
        "say_something": go("advocate.asks" if beside else "reaction.words", **at),
        "show_feeling": go("reaction.feeling", **at),
        "nothing_to_say": store(c.Pass(round=round_id), after_step),
        "read_again": go("idea.read", proposal=v.proposal.id),
    }
    # What was asked, and the answer, is heard before anybody says what they think.
    return Page(ask(v, body=question_lines(v, v.proposal), choices=tuple(actions)), actions)


@page("reaction.words")
def reaction_words(v: View) -> Page:
    """A reaction in one's own words."""
    round_id = _open_round(v)
    return write_page(v, lambda text: store(c.React(round=round_id, words=text), after_step))


@page("reaction.feeling")
def feeling(v: View) -> Page:
    """A reaction as a feeling."""
    round_id = _open_round(v)
    actions = {
        f"feeling.{what}": store(c.React(round=round_id, words=what, form="picture"), after_step)
        for what in FEELINGS
    }
    return Page(ask(v, choices=tuple(actions)), actions)


@page("ready.read")
def ready(v: View) -> Page:
    """The final wording restated; then everyone is asked for their consent."""
    current = v.proposal.current
    if current is None or v.proposal.consent_round or needs_easy(v.circle, v.proposal):
        raise LookupError("not now")
    make = c.MakeReady(proposal=v.proposal.id, version_id=current.id)
    actions = {
        "ask_everyone": store(make, after_step),
        "change_words": go("draft.check", proposal=v.proposal.id),
    }
    if may_split(v.proposal):
        actions["two_ideas"] = go("split.sure", proposal=v.proposal.id)
    body = version_lines(v, v.proposal, current)
    if current.wording.review_day and current.wording.review_day <= v.today:
        # A decision is never born with its day behind it (R9): the circle chooses another one.
        actions = {"choose_day": go("draft.part", proposal=v.proposal.id, part="review_day", only="1")}
        body = (line("ready.day_passed"), *body)
    if away := not_asked(v.state, v.circle, v.proposal):
        # Never "everyone", where somebody is not asked (R19).
        return _without(v, away, body, actions)
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def _without(v: View, away: tuple[str, ...], body: tuple[Line, ...], actions: dict[str, Action]) -> Page:
    day = review_day(v.circle, v.proposal, away)
    if "ask_everyone" in actions and day and day <= v.today:
        # First the circle looks again at who is away.
        actions = {"look_at_away": go("reach.person", person=away[0]), **actions}
        del actions["ask_everyone"]
        body = (line("ready.away_day_passed"), *body)
    label = line("choice.ask_others")
    choices = tuple(Choice(id, label, "ask_others") if id == "ask_everyone" else choice(id) for id in actions)
    body = (*will_not_lines(v, away), *day_lines(v, v.proposal), *body)
    return Page(ask(v, Kind.READ, line("ready.read.others"), body, choices), actions)
