"""Each decision for somebody from outside: who was asked, who was not and why, on which words (R14).

The page and the facts tell the same; answers of a round that is not shown are in neither (R23).
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.conversation.pages_logbook import decision_lines
from kiosk.conversation.place import Place, frame
from kiosk.conversation.prompts import Line
from kiosk.conversation.reading import what_line
from kiosk.conversation.searching import day_of
from kiosk.conversation.view import View
from kiosk.conversation.way_here import changed_parts, did, not_asked, way_lines
from kiosk.governance import decide  # noqa: F401 (all the rules: they say who was not asked, and why)
from kiosk.governance.events import Recorded
from kiosk.governance.fold import fold
from kiosk.governance.lives import condition, review_day, stands_alone
from kiosk.governance.sequences import SPEAKING
from kiosk.governance.state import EMPTY, Circle, Decision, Objection, Organisation, Proposal, Round, Version
from kiosk.governance.words import Wording
from kiosk.texts import Texts

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One decision: its title, what it says, and how it came about, in sentences; and the same as facts."""

    id: str
    title: str
    says: tuple[str, ...]
    way: tuple[str, ...]
    facts: Facts


def every_decision(events: Iterable[Recorded], texts: Texts, today: str = "") -> Iterator[Told]:
    """Every decision of a record, the oldest first; `today` is YYYY-MM-DD."""
    state = fold(events, EMPTY)
    for circle in state.circles.values():
        for proposal in circle.proposals.values():
            if proposal.decision:
                yield told(state, circle, proposal, texts, today)


def told(state: Organisation, circle: Circle, proposal: Proposal, texts: Texts, today: str) -> Told:
    """One decision."""
    view = View(state, Place(circle=circle.id), frame("decision", proposal=proposal.id), today)
    made = proposal.decision
    assert made

    def said(lines: tuple[Line, ...]) -> tuple[str, ...]:
        return tuple(one_line(texts.say(one)) for one in lines)

    title = one_line(texts.say(what_line(view, proposal)))
    says, way = said(decision_lines(view, proposal)), said(way_lines(view, proposal))
    facts = {
        "type": "decision",
        "id": made.id,
        "circle": circle.name,
        "title": title,
        **_facts(view, proposal, made),
        "sentences": list(says),
        "how_it_came": list(way),
    }
    return Told(made.id, title, says, way, facts)


def page(one: Told, texts: Texts) -> str:
    """One decision as a page of plain text with headings (Markdown)."""
    return "\n".join([f"# {one.title}", "", *body(one, texts, "##")]) + "\n"


def body(one: Told, texts: Texts, head: str) -> list[str]:
    """What stands under the title of a decision."""
    lines = [f"- {sentence}" for sentence in one.says]
    lines += ["", f"{head} {texts.text('page.how_it_came')}", ""]
    return [*lines, *(f"- {sentence}" for sentence in one.way), ""]


def one_line(words: str) -> str:
    """Somebody's own words on one line, so that they are never taken for a part of the page."""
    return " ".join(words.split())


# --- the same as facts -------------------------------------------------------------------------------------


def _facts(v: View, proposal: Proposal, made: Decision) -> Facts:
    version = proposal.version(made.version_id)
    round_ = proposal.find_round(made.round)
    alone = stands_alone(proposal)
    return {
        "matter": proposal.matter.kind,
        "author": v.name(proposal.author),
        "decided_on": day_of(proposal),
        "words": _words(version.wording) if version else None,
        "version": version.number if version else None,
        "asked": _names(v, round_.roster if round_ else ()),
        "consented": _names(v, made.consented),
        "not_asked": [{"name": v.name(one.person), "why": one.why} for one in not_asked(v, proposal)],
        "review_day": review_day(proposal),
        "if_missed": version.wording.if_missed if version else "",
        "now": condition(v.circle, proposal, v.today) if alone else "",
        "doubted_by": _names(v, made.doubted_by),
        "reviews": [{"choice": term.choice, "review_day": term.review_day} for term in proposal.life.terms],
        "versions": _versions(v, proposal.versions),
        "rounds": [_round(v, one) for one in proposal.rounds],
        "objections": [_objection(v, one) for one in proposal.objections],
    }


def _names(v: View, people: Iterable[str]) -> list[str]:
    return [v.name(person) for person in people]


def _words(wording: Wording) -> dict[str, str]:
    return {part: words for part, words in asdict(wording).items() if words}


def _versions(v: View, versions: tuple[Version, ...]) -> list[Facts]:
    found: list[Facts] = []
    before = Wording()
    for one in versions:
        changed = list(changed_parts(before, one.wording))
        meets = _names(v, (id.split("/")[-1] for id in one.meets))
        words = _words(one.wording)
        name = v.name(one.person)
        found.append({"number": one.number, "by": name, "meets": meets, "changed": changed, "words": words})
        before = one.wording
    return found


def _round(v: View, round_: Round) -> Facts:
    found: Facts = {"kind": round_.kind, "asked": _names(v, round_.roster), "ended": round_.why}
    if round_.kind in SPEAKING:
        found["did"] = [{"name": v.name(p), "what": did(round_, p)} for p in round_.roster]
    if round_.kind == "consent":
        found["answers"] = [_answer(v, round_, person) for person in round_.roster] if round_.shown else None
    return found


def _answer(v: View, round_: Round, person: str) -> Facts:
    standing = round_.answers.get(person)
    answer = standing.answer if standing and not standing.void else None
    way = standing.way if standing else ""
    return {"name": v.name(person), "answer": answer.word if answer else None, "way": way}


def _objection(v: View, objection: Objection) -> Facts:
    reason = objection.reason
    told_in_words = reason.words if reason and reason.form == "words" else ""
    return {
        "name": v.name(objection.person),
        "form": reason.form if reason else None,
        "words": told_in_words,
        "pictures": list(reason.pictures) if reason and reason.form == "pictures" else [],
        "ended": objection.status,
    }
