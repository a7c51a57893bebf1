"""How a decision came to be: its versions, its rounds, each answer, each problem (R8, R14)."""

from kiosk.conversation.pages_splitting import split_lines
from kiosk.conversation.prompts import Line, line, own
from kiosk.conversation.reading import USUAL, day_words, objection_lines, talk_lines, wording_lines
from kiosk.conversation.view import View
from kiosk.governance.sequences import SPEAKING
from kiosk.governance.state import NotAsked, Objection, Proposal, Round, Standing, Version
from kiosk.governance.words import WORDING_PARTS, Wording

SAID_WHY = {"removal", "process", "early_review", "away", "without_me", "role_review"}
"""The rules of which it is said in words why somebody was not asked."""


def way_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Everything on the way to a decision, or so far, in the order of its versions."""
    lines = [line("way.brought", name=v.name(proposal.author)), *split_lines(v, proposal)]
    known = {version.id for version in proposal.versions}
    for round_ in (r for r in proposal.rounds if r.version_id not in known):
        lines += round_lines(v, proposal, round_)
    before: Version | None = None
    for version in proposal.versions:
        lines += version_said(v, proposal, before, version)
        for round_ in (r for r in proposal.rounds if r.version_id == version.id):
            lines += round_lines(v, proposal, round_)
        before = version
    lines += talk_lines(v, proposal)
    for objection in proposal.objections:
        lines += problem_lines(v, objection)
    return tuple(lines)


def problem_lines(v: View, objection: Objection) -> tuple[Line, ...]:
    """A problem, and how it was met or ended."""
    ended = line(f"objection.status.{objection.status}", name=v.name(objection.person))
    return (*objection_lines(v, objection), ended)


# --- versions ----------------------------------------------------------------------------------------------


def version_said(v: View, proposal: Proposal, before: Version | None, version: Version) -> tuple[Line, ...]:
    """Who wrote a version, and its words; of a later one, what is other than before."""
    number, name = str(version.number), v.name(version.person)
    head = line("way.version", number=number, name=name)
    if before is None:
        return (head, *wording_lines(v, proposal, version.wording, version))
    changed = changed_lines(before.wording, version.wording)
    if version.choice != before.choice and (chosen := _choice(v, version)):
        changed = (*changed, line("way.now", what=line("way.choice"), words=chosen))
    met = tuple(line("way.meets", name=v.name(id.split("/")[-1])) for id in version.meets)
    return (head, *met, *changed)


def _choice(v: View, version: Version) -> Line | None:
    if version.choice in v.state.people:
        return line("name.only", name=v.name(version.choice))
    return line(f"choice.way.{version.choice}") if version.choice else None


def changed_parts(before: Wording, now: Wording) -> tuple[str, ...]:
    """The parts that are other than before."""
    return tuple(part for part in WORDING_PARTS if getattr(before, part) != getattr(now, part))


def changed_lines(before: Wording, now: Wording) -> tuple[Line, ...]:
    """What was said before and what is said now, a part at a time."""
    lines: list[Line] = []
    for part in changed_parts(before, now):
        what = line(f"choice.part.{part}")
        if was := _said(part, getattr(before, part)):
            lines.append(line("way.was", what=what, words=was))
        words = _said(part, getattr(now, part))
        lines.append(line("way.now", what=what, words=words) if words else line("way.gone", what=what))
    return tuple(lines)


def _said(part: str, words: str) -> Line | None:
    if not words.strip():
        return None
    if part == "review_day":
        return day_words(words)
    if part == "if_missed":
        return line(f"choice.{'it_stops' if words == 'stops' else 'it_goes_on'}")
    return (
        line("choice.usual_steps") if part == "absence" and words == USUAL else own(" ".join(words.split()))
    )


# --- rounds ------------------------------------------------------------------------------------------------


def round_lines(v: View, proposal: Proposal, round_: Round) -> tuple[Line, ...]:
    """Who was asked in a round and what came of it, without a word that is hidden (R23)."""
    head = line(f"way.round.{round_.kind}", names=v.names(round_.roster))
    if round_.kind == "consent":
        return (head, *consent_lines(v, round_))
    if round_.kind not in SPEAKING:
        return (head,)
    lines = [head]
    for what in ("not_here", "not_asked"):
        if people := tuple(p for p in round_.roster if did(round_, p) == what):
            lines.append(line(f"way.{what}", names=v.names(people)))
    return tuple(lines)


def did(round_: Round, person: str) -> str:
    """What somebody did in a round: spoke, passed, not_here and not_asked are different (R1)."""
    what = round_.said.get(person, "not_asked")
    return what if what in ("not_here", "not_asked", "spoke") else "spoke" if what == "asked" else "passed"


def consent_lines(v: View, round_: Round) -> tuple[Line, ...]:
    """Each answer with how it was given, once all are in."""
    if not round_.shown:
        return (line("way.hidden" if round_.open else f"way.ended.{_ended(round_)}"),)
    lines = [_answer(v, person, round_.answers.get(person)) for person in round_.roster]
    if not round_.open and round_.why != "decided":
        lines.append(line(f"way.ended.{_ended(round_)}"))
    return tuple(lines)


def _ended(round_: Round) -> str:
    return round_.why if round_.why in ("new_version", "roster", "overtaken") else "stopped"


def _answer(v: View, person: str, standing: Standing | None) -> Line:
    name = v.name(person)
    if standing is None:
        return line("way.no_answer", name=name)
    if standing.void:
        return line("decided.doubted", name=name)
    word = standing.answer.word if standing.answer else "closed"
    how = line(f"way.by.{standing.way}" if standing.way else "way.by.closed")
    proxy = standing.given.proxy if standing.given else ""
    who = line("way.for", first=v.name(proxy), name=name) if proxy else name
    return line(f"way.answer.{word}", name=who, what=how)


# --- who was not asked -------------------------------------------------------------------------------------


def not_asked(v: View, proposal: Proposal) -> tuple[NotAsked, ...]:
    """The members whose consent was not asked for this decision."""
    made = proposal.decision
    return v.circle.openness.not_asked.get(made.id, ()) if made else ()


def not_asked_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who was not asked, and why."""
    return tuple(
        line(f"decided.not_asked.{one.why if one.why in SAID_WHY else 'other'}", name=v.name(one.person))
        for one in not_asked(v, proposal)
    )


def asked_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who was asked about the words that were decided, and who was not and why."""
    made = proposal.decision
    round_ = proposal.find_round(made.round) if made else None
    asked = (line("decided.asked", names=v.names(round_.roster)),) if round_ else ()
    return (*asked, *not_asked_lines(v, proposal))
