"""The book of decisions: each with who was asked, which words, and how problems were met."""

from collections.abc import Callable

from kiosk.conversation.life import life_lines
from kiosk.conversation.pages_reviews import what_can_be_done
from kiosk.conversation.pages_selection import nomination_lines, quality_lines
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import asked_versions, day_words, objection_lines, what_line, wording_lines
from kiosk.conversation.view import Action, Page, View, ask, back, go, page
from kiosk.governance.lives import review_day, stands_alone, words_now
from kiosk.governance.state import Proposal

ABOUT_DECISION: list[Callable[[View, Proposal], tuple[str, Action] | None]] = []
"""What can be done about a decision; each part of the conversation adds its own."""


@page("logbook")
def logbook(v: View) -> Page:
    """Every decision, the newest first."""
    decided = [p for p in reversed(list(v.circle.proposals.values())) if p.decision]
    actions: dict[str, Action] = {f"decision.{p.id}": go("decision", proposal=p.id) for p in decided}
    choices = [Choice(f"decision.{p.id}", what_line(v, p)) for p in decided]
    actions["go_back"] = back
    choices.append(Choice("go_back", line("choice.go_back"), "go_back"))
    body = () if decided else (line("logbook.empty"),)
    return Page(ask(v, Kind.FIND, body=body, choices=tuple(choices)), actions)


@page("decision")
def decision(v: View) -> Page:
    """One decision, so that an outsider can tell who was asked and on which words."""
    body = decision_lines(v, v.proposal)
    offered = [offer for more in ABOUT_DECISION if (offer := more(v, v.proposal))]
    actions: dict[str, Action] = {**what_can_be_done(v, v.proposal), **dict(offered), "go_back": back}
    return Page(ask(v, Kind.READ, body=body, choices=tuple(actions)), actions)


def decision_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Everything about one decision, in sentences."""
    made = proposal.decision
    if made is None:
        raise LookupError("not decided")
    version = proposal.version(made.version_id)
    # Where it was kept, the day is the new one.
    wording = (
        words_now(v.circle, proposal) if stands_alone(proposal) else version.wording if version else None
    )
    lines: list[Line] = [*(wording_lines(v, proposal, wording, version) if wording else ())]
    lines.append(line("decided.by", names=v.names(made.consented)))
    asked = asked_versions(proposal)
    if len(asked) > 1:
        lines.append(line("decided.version", number=str(len(asked))))
    lines += [*quality_lines(v, proposal), *nomination_lines(v, proposal)]
    for objection in proposal.objections:
        lines += objection_lines(v, objection)
        lines.append(line(f"objection.status.{objection.status}", name=v.name(objection.person)))
    if day := review_day(proposal):
        lines.append(line("decided.review", day=day_words(day)))
    if not stands_alone(proposal):
        lines += [line("decided.doubted", name=v.name(person)) for person in made.doubted_by]
    lines += life_lines(v, proposal)
    lines.append(line("decided.shows"))
    return tuple(lines)
