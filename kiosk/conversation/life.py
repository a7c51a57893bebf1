"""The sentences of a decision's life: in force, stopped, looked at again, and what was said of it."""

from datetime import UTC, datetime

from kiosk.conversation.prompts import Line, line, own
from kiosk.conversation.reading import day_words, says, says_more, seen_lines, times_line
from kiosk.conversation.view import View
from kiosk.governance.lives import (
    LOOK_AGAIN,
    REVIEW,
    condition,
    decided,
    doubts,
    open_review,
    stands_alone,
    stopped_by,
    words_now,
)
from kiosk.governance.reviews import EARLY, no_way_on
from kiosk.governance.state import TAKEN_BACK, Evaluation, Note, Proposal, Version


def old_words(v: View, proposal: Proposal) -> str:
    """The words of the decision that a matter is about."""
    about = v.circle.proposals.get(proposal.matter.about)
    return words_now(v.circle, about).what if about else ""


@says(REVIEW)
def review_line(v: View, proposal: Proposal, version: Version | None) -> Line:
    """A review in one sentence: what becomes of the decision, or that it is looked at again."""
    way = version.choice if version else ""
    if version and way == "change" and version.wording.what.strip():
        return own(version.wording.what)
    return line(f"review.says.{way or 'open'}", words=old_words(v, proposal))


@says_more(REVIEW)
def review_details(v: View, proposal: Proposal, version: Version | None) -> tuple[Line, ...]:
    """New words say which words they take the place of."""
    if version is None or version.choice != "change":
        return ()
    return (line("review.says.in_place_of", words=old_words(v, proposal)),)


@says(EARLY)
def early_line(v: View, proposal: Proposal, _: Version | None) -> Line:
    """The question whether to look at a decision before its day."""
    return line("review.says.early", words=old_words(v, proposal))


def moment(when: int) -> Line:
    """The day of a moment, as people say it."""
    return day_words(datetime.fromtimestamp(when / 1000, UTC).date().isoformat())


def said_lines(v: View, said: tuple[Note | Evaluation, ...]) -> tuple[Line, ...]:
    """What people said of a decision, each in the form they chose."""
    return tuple(_said(v, one) for one in said)


def _said(v: View, one: Note | Evaluation) -> Line:
    name, words = v.name(one.person), one.words or ""
    match one.form:
        case form if form == TAKEN_BACK:
            return line("talk.taken_back", name=name)
        case "pass":
            return line("review.passed", name=name)
        case _ if not words:
            # It cannot be read here.
            return line("talk.reaction", name=name, words="")
        case "picture" if words in ("good", "worried", "all_the_same"):
            return line("talk.feels", name=name, feeling=line(f"feeling.{words}"))
        case "picture":
            return line("review.about", name=name, what=line(f"reason.{words}"))
        case _:
            return line("talk.reaction", name=name, words=words)


def evaluation_lines(v: View, review: Proposal) -> tuple[Line, ...]:
    """What each said when a decision was looked at again, part by part."""
    lines: tuple[Line, ...] = ()
    for part in ("helped", "stop", "better"):
        if said := tuple(one for one in review.evaluation if one.part == part):
            lines += (line(f"review.part.{part}"), *said_lines(v, said))
    return lines


def counted_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """How often the worry happened in this term, and who said so."""
    words, happened = words_now(v.circle, proposal), proposal.life.happened
    if not words.limit:
        return ()
    told = tuple(line("life.counted_by", name=v.name(h.person), day=moment(h.when)) for h in happened)
    return (*told, times_line("life.counted", len(happened)) if happened else line("life.counted.none"))


def condition_line(v: View, proposal: Proposal) -> Line:
    """What the decision is now, in one sentence."""
    what = condition(v.circle, proposal, v.today)
    match what:
        case "by_person":
            return line("life.by_person", name=v.name(stopped_by(v.circle, proposal)))
        case "ended":
            term = proposal.life.last
            return line("life.ended", day=moment(term.when if term else 0))
        case "replaced":
            after = v.circle.proposals[proposal.life.replaced_by]
            version = decided(after)
            return line("life.replaced", words=version.wording.what if version else "")
        case _:
            return line(f"life.{what}")


def life_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Everything about a decision since it was made."""
    if not stands_alone(proposal):
        return ()
    going_on = open_review(v.circle, proposal)
    lines = [condition_line(v, proposal), *counted_lines(v, proposal)]
    doubted = dict.fromkeys(person for _, person in doubts(v.circle, proposal))
    lines += [line("decided.doubted", name=v.name(person)) for person in doubted]
    if proposal.life.referred:
        lines.append(line("life.referred"))
    lines += said_lines(v, proposal.life.notes)
    for term in proposal.life.terms:
        lines.append(line(f"life.term.{term.choice}", day=moment(term.when)))
        lines += evaluation_lines(v, v.circle.proposals[term.review])
    if going_on:
        lines += [line("life.review_open"), *evaluation_lines(v, going_on), *no_way_lines(v, going_on)]
    return tuple(lines)


def no_way_lines(v: View, review: Proposal) -> tuple[Line, ...]:
    """Keeping, changing and ending all met problems: what happens now, and whose problems they are."""
    if not no_way_on(review):
        return ()
    about = v.circle.proposals[review.matter.about]
    words = words_now(v.circle, about)
    problems = tuple(s for o in review.standing for s in seen_lines(v, o))
    # What it says about a missed day may be closed to whoever reads it.
    then = (line(f"review.no_way.{words.if_missed}"),) if words.if_missed else ()
    return (line("review.no_way"), *then, *problems)


def is_due(v: View, proposal: Proposal) -> bool:
    """Whether the decision is to be looked at again now."""
    return condition(v.circle, proposal, v.today) in LOOK_AGAIN


def way_chosen(proposal: Proposal) -> str:
    """Keep, change or end: what the newest words of a review choose."""
    return proposal.current.choice if proposal.current else ""
