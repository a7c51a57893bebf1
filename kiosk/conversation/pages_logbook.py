"""The book of decisions: each with who was asked, which words, and how problems were met."""

from kiosk.conversation.pages_selection import nomination_lines, quality_lines
from kiosk.conversation.prompts import Choice, Kind, Line, line
from kiosk.conversation.reading import asked_versions, day_words, objection_lines, what_line, wording_lines
from kiosk.conversation.view import Action, Page, View, ask, back, go, page
from kiosk.governance.state import Proposal


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
    return Page(ask(v, Kind.READ, body=body, choices=("go_back",)), {"go_back": back})


def decision_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Everything about one decision, in sentences."""
    made = proposal.decision
    if made is None:
        raise LookupError("not decided")
    version = proposal.version(made.version_id)
    lines: list[Line] = [*(wording_lines(v, proposal, version.wording, version) if version else ())]
    lines.append(line("decided.by", names=v.names(made.consented)))
    asked = asked_versions(proposal)
    if len(asked) > 1:
        lines.append(line("decided.version", number=str(len(asked))))
    lines += [*quality_lines(v, proposal), *nomination_lines(v, proposal)]
    for objection in proposal.objections:
        lines += objection_lines(v, objection)
        lines.append(line(f"objection.status.{objection.status}", name=v.name(objection.person)))
    lines.append(line("decided.review", day=day_words(made.review_day)))
    if v.today and made.review_day <= v.today:
        missed = version.wording.if_missed if version else ""
        past = made.review_day < v.today
        lines.append(line("decided.due_stopped" if past and missed == "stops" else "decided.due"))
    lines += [line("decided.doubted", name=v.name(person)) for person in made.doubted_by]
    lines.append(line("decided.shows"))
    return tuple(lines)
