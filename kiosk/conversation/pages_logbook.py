"""The book of decisions: each with who was asked, which words, and how problems were met."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.absence_lines import decided_by, later_lines
from kiosk.conversation.easy_words import as_read, other_words
from kiosk.conversation.life import life_lines, moment
from kiosk.conversation.lists import MOST
from kiosk.conversation.minutes_lines import sitting_lines
from kiosk.conversation.pages_reviews import what_can_be_done
from kiosk.conversation.pages_selection import nomination_lines, quality_lines
from kiosk.conversation.pages_splitting import split_lines
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import asked_versions, day_words, what_line, wording_lines
from kiosk.conversation.reading_help import help_lines
from kiosk.conversation.searching import NOW, day_of, decisions, has_words, is_now, months, on_day
from kiosk.conversation.view import Action, Page, View, ask, back, go, instead, page, write_page
from kiosk.conversation.way_here import asked_lines, problem_lines, way_lines
from kiosk.governance.lives import review_day, stands_alone, words_now
from kiosk.governance.state import Proposal, Version
from kiosk.governance.words import Wording

ABOUT_DECISION: list[Callable[[View, Proposal], tuple[str, Action] | None]] = []
"""What can be done about a decision; each part of the conversation adds its own."""


@page("logbook")
def logbook(v: View) -> Page:
    """Every decision, the newest first, and what else is kept."""
    more: dict[str, Action] = {"our_meetings": go("logbook.meetings")} if _sittings(v) else {}
    made = decisions(v)
    finding: dict[str, Action] = {"find_decision": go("logbook.find")} if made else {}
    # Nobody has to turn many pages before they can look for something.
    first, last = (finding, more) if len(made) > MOST else ({}, finding | more)
    return _listed(v, made, first, last, () if made else (line("logbook.empty"),))


def _listed(
    v: View,
    found: list[Proposal],
    first: dict[str, Action],
    more: dict[str, Action],
    body: tuple[Line, ...] = (),
) -> Page:
    listed = {f"decision.{p.id}": go("decision", proposal=p.id) for p in found}
    actions = {**first, **listed, **more, "go_back": back}
    words = {f"decision.{p.id}": what_line(v, p) for p in found}
    choices = tuple(Choice(id, words.get(id, line(f"choice.{id}")), id.split(".")[0]) for id in actions)
    return Page(ask(v, Kind.FIND, body=body, choices=choices), actions)


# --- finding -----------------------------------------------------------------------------------------------


@page("logbook.find")
def find(v: View) -> Page:
    """By words or a day, by month, or by what it is now."""
    actions: dict[str, Action] = {
        "find_words": go("logbook.words"),
        "find_month": go("logbook.months"),
        **{f"find_now.{what}": go("logbook.found", now=what) for what in NOW},
        "go_back": back,
    }
    return Page(ask(v, Kind.FIND, choices=tuple(actions)), actions)


@page("logbook.words")
def find_words(v: View) -> Page:
    """Some words of it, a name, or a day."""
    body = (line("logbook.words.why"),)
    return write_page(v, lambda text: instead("logbook.found", words=text), body=body)


@page("logbook.months")
def find_month(v: View) -> Page:
    """The months in which something was decided."""
    actions: dict[str, Action] = {f"month.{at}": go("logbook.found", month=at) for at in months(v)}
    choices = [Choice(f"month.{at}", _month(at), "month") for at in months(v)]
    actions["go_back"] = back
    return Page(ask(v, Kind.FIND, choices=(*choices, "go_back")), actions)


def _month(at: str) -> Line:
    year, _, month = at.partition("-")
    return line("logbook.month", month=line(f"month.{int(month)}"), year=year)


@page("logbook.found")
def found(v: View) -> Page:
    """What was found, the newest first."""
    hits = [p for p in decisions(v) if _fits(v, p)]
    body: tuple[Line, ...] = (line("logbook.looked_for", words=v.arg("words")),) if v.arg("words") else ()
    return _listed(v, hits, {}, {}, body if hits else (*body, line("logbook.nothing")))


def _fits(v: View, proposal: Proposal) -> bool:
    if words := v.arg("words"):
        read = (*decision_lines(v, proposal), *way_lines(v, proposal))
        return on_day(proposal, words) or has_words(read, words)
    if month := v.arg("month"):
        return day_of(proposal).startswith(month)
    return is_now(v, proposal, v.arg("now"))


# --- one decision ------------------------------------------------------------------------------------------


@page("decision")
def decision(v: View) -> Page:
    """One decision, so that an outsider can tell who was asked and on which words."""
    body = decision_lines(v, v.proposal)
    offered = [offer for more in ABOUT_DECISION if (offer := more(v, v.proposal))]
    version = _decided(v.proposal)
    actions: dict[str, Action] = {
        **what_can_be_done(v, v.proposal),
        **dict(offered),
        "how_it_came": go("decision.way", proposal=v.proposal.id),
        **(other_words(v, version) if version else {}),
        "go_back": back,
    }
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


@page("decision.way")
def way(v: View) -> Page:
    """How it came to be: every version and what changed, every round, each answer and how it was given."""
    if v.proposal.decision is None:
        raise LookupError("not decided")
    body = (*way_lines(v, v.proposal), *asked_lines(v, v.proposal), line("decided.shows"))
    return Page(ask(v, Kind.READ, body=body, choices=("go_back",)), {"go_back": back})


def _decided(proposal: Proposal) -> Version | None:
    return proposal.version(proposal.decision.version_id) if proposal.decision else None


def decision_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Everything about one decision, in sentences."""
    made = proposal.decision
    if made is None:
        raise LookupError("not decided")
    version = _decided(proposal)
    lines: list[Line] = [*_words(v, proposal, version), *split_lines(v, proposal)]
    lines += [line("decided.on", day=moment(made.when)), *asked_lines(v, proposal)]
    lines += [*decided_by(v, proposal), *later_lines(v, proposal)]
    if decided := proposal.find_round(made.round):
        lines += help_lines(v, decided)
    asked = asked_versions(proposal)
    if len(asked) > 1 and version:
        lines.append(line("decided.version", number=str(version.number)))
    lines += [*quality_lines(v, proposal), *nomination_lines(v, proposal)]
    for objection in proposal.objections:
        lines += problem_lines(v, objection)
    day = day_words(review_day(proposal))
    if review_day(proposal) and line("wording.review_day", day=day) not in lines:
        lines.append(line("decided.review", day=day))
    if not stands_alone(proposal):
        lines += [line("decided.doubted", name=v.name(person)) for person in made.doubted_by]
    lines += life_lines(v, proposal)
    lines.append(line("decided.shows"))
    return tuple(lines)


def _words(v: View, proposal: Proposal, version: Version | None) -> tuple[Line, ...]:
    """The words; where it was kept, the day is the new one. Easy words first for who uses them."""
    wording: Wording | None = version.wording if version else None
    if stands_alone(proposal):
        wording = words_now(v.circle, proposal)
    if wording is None:
        return ()
    if proposal.decision and proposal.decision.away and wording.review_day:
        wording = replace(wording, review_day=review_day(proposal))
    if version:
        wording = as_read(v, version, wording)
    return wording_lines(v, proposal, wording, version)


# --- the meetings ------------------------------------------------------------------------------------------


def _sittings(v: View) -> dict[str, Line]:
    """The meetings that are over, by id, the newest first, and what each is called."""
    past = v.circle.course.past
    named = (
        line("logbook.sitting", number=str(n), day=moment(one.when)) for n, one in enumerate(past, start=1)
    )
    return dict(reversed([(one.id, name) for one, name in zip(past, named, strict=True)]))


@page("logbook.meetings")
def meetings(v: View) -> Page:
    """Every meeting that is over, the newest first."""
    known = _sittings(v)
    actions: dict[str, Action] = {f"meeting.{id}": go("logbook.meeting", meeting=id) for id in known}
    choices = [Choice(f"meeting.{id}", name) for id, name in known.items()]
    actions["go_back"] = back
    return Page(ask(v, Kind.FIND, choices=(*choices, "go_back")), actions)


@page("logbook.meeting")
def meeting(v: View) -> Page:
    """One meeting: who was here, what was said and decided, and who chose what (R12)."""
    past = {sitting.id: sitting for sitting in v.circle.course.past}
    sitting = past[v.arg("meeting")]
    body = sitting_lines(v, sitting)
    return Page(ask(v, Kind.READ, _sittings(v)[sitting.id], body, ("go_back",)), {"go_back": back})
