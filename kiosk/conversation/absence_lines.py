"""The sentences about who cannot be reached: what was tried, who was not asked, what they said later."""

from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import circle_line, day_words, reason_lines, says, says_more, times_line
from kiosk.conversation.view import View
from kiosk.governance.absence import matter_of_wider
from kiosk.governance.away import (
    AWAY,
    AWAY_WIDER,
    lacking,
    recent,
    rests,
    review_day,
    wants_waiting,
    wider,
    word_of,
)
from kiosk.governance.consent import not_asked
from kiosk.governance.later import asked_later, said_later
from kiosk.governance.state import Circle, HeardFor, Later, Proposal, Version
from kiosk.governance.words import Answer

# --- who is, will be and was not asked ---------------------------------------------------------------------


def will_not_lines(v: View, people: tuple[str, ...]) -> tuple[Line, ...]:
    """Who will not be asked, and why."""
    return tuple(line("absence.will_not", name=v.name(p)) for p in people)


def round_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Whether these words were asked about before, and who is not asked."""
    stopped = [r for r in proposal.rounds if r.kind == "consent" and r.why == "roster"]
    now = proposal.consent_round
    away = now.away if now else not_asked(v.state, v.circle, proposal)
    again = any(now and r.version_id == now.version_id and r.away != now.away for r in stopped)
    return ((line("absence.again"),) if again else ()) + will_not_lines(v, away)


def day_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """That it is looked at again earlier than its words say, where somebody is not asked."""
    away = not_asked(v.state, v.circle, proposal)
    day = review_day(v.circle, proposal, away)
    if day == proposal.wording.review_day:
        return ()
    return (line("absence.earlier", day=day_words(day), names=v.names(away)),)


def decided_by(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who decided it."""
    made = proposal.decision
    if made is None:
        return ()
    return (line("decided.without" if made.away else "decided.by", names=v.names(made.consented)),)


def decided_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who decided it, and who was not asked: never more than that."""
    return (*decided_by(v, proposal), *was_not_lines(v, proposal))


def was_not_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """Who was not asked, being away."""
    away = proposal.decision.away if proposal.decision else ()
    return tuple(line("decided.not_asked.away", name=v.name(p)) for p in away)


def later_lines(v: View, proposal: Proposal) -> tuple[Line, ...]:
    """What those say who were away: no answer stays no answer."""
    lines: list[Line] = []
    asked = asked_later(v.circle, proposal)
    away = proposal.decision.away if proposal.decision else ()
    for person in away:
        said = said_later(v.circle, proposal, person)
        if said:
            lines += said_lines(v.name(person), said)
        elif person in asked:
            lines.append(line("later.not_answered", name=v.name(person)))
    return tuple(lines)


def said_lines(name: str, said: Later) -> tuple[Line, ...]:
    """One later answer in sentences."""
    words = said.words or ""
    match said.word:
        case "problem":
            pictures = (words,) if said.form == "pictures" and words else ()
            reason = Answer("problem", said.form, words if said.form == "words" else "", pictures)
            return (line("later.asked", name=name), *reason_lines(name, reason))
        case "tell_more":
            return (line("later.tell_more", name=name, words=words),)
        case _:
            return (line("later.asked", name=name), line(f"later.{said.word}", name=name))


# --- reaching somebody -------------------------------------------------------------------------------------


def word_line(v: View, circle: Circle, person: str) -> Line:
    """What somebody wants when they cannot be reached."""
    own = circle.absence.words.get(person)
    name = v.name(person)
    if own and own.word == "ask":
        said = circle.absence.spoken.get(person)
        if said and said.to == own.to:
            return line(f"absence.word.asked_{said.word}", name=name, other=v.name(own.to))
        return line("absence.word.ask", name=name, other=v.name(own.to))
    return line(f"absence.word.{own.word if own else 'none'}", name=name)


def reach_lines(v: View, person: str) -> tuple[Line, ...]:
    """How far it is: their own word, what was tried, and what it still takes."""
    circle, name = v.circle, v.name(person)
    tries = recent(circle, person)
    lines = [word_line(v, circle, person)]
    if person in circle.absence.away:
        day = day_words(circle.absence.away[person].review_day)
        lines.append(line("absence.is_away", name=name, day=day))
    if circle.absence.time.get(person):
        lines.append(line("absence.wants_time", name=name))
    lines += [line(f"absence.tried.{one.how}", name=v.name(one.by)) for one in tries]
    if person == circle.owner:
        return (
            *lines,
            line("absence.owner", name=name),
            line("absence.owner.care"),
            line("absence.owner.not_that"),
        )
    if tries:
        lines += [times_line(f"absence.lacks.{what}", more) for what, more in lacking(circle, person)]
    return (*lines, line("absence.decided_stay"), line("absence.smaller"))


def more_words_lines(v: View, people: tuple[str, ...]) -> tuple[Line, ...]:
    """Whose word it takes beside the circle's, where somebody wanted to be waited for."""
    if not any(word_of(v.circle, p) == "wait" for p in people):
        return ()
    if parent := wider(v.state, v.circle):
        return (line("absence.wider_too", name=circle_line(parent)),)
    return (line("absence.outsider_too", name=v.name(v.circle.absence.outsider)),)


def rests_lines(v: View, circle: Circle) -> tuple[Line, ...]:
    """That the circle rests, as too few can be reached."""
    gone = rests(v.state, circle)
    return (line("absence.rests", name=circle_line(circle), names=v.names(gone)),) if gone else ()


# --- the matter itself -------------------------------------------------------------------------------------


@says(AWAY)
def _without(v: View, proposal: Proposal, _: Version | None) -> Line:
    return line("matter.away", names=v.names(proposal.matter.people))


@says(AWAY_WIDER)
def _wider(v: View, proposal: Proposal, _: Version | None) -> Line:
    of = matter_of_wider(v.state, proposal.matter.about)[0]
    return line("matter.away_wider", name=circle_line(of), names=v.names(proposal.matter.people))


@says_more(AWAY)
def _details(v: View, proposal: Proposal, _: Version | None) -> tuple[Line, ...]:
    """What was tried, what was said for them, and whose word it takes too."""
    people, circle = proposal.matter.people, v.circle
    lines = [
        line(f"absence.tried_for.{one.how}", name=v.name(one.by), other=v.name(p))
        for p in people
        for one in recent(circle, p)
    ]
    lines += [_heard(v, one) for one in circle.absence.heard_for.get(proposal.id, ())]
    over = proposal.decision is not None and proposal.decision.id in circle.carried
    waits = wants_waiting(circle, proposal) and not over
    return (*lines, *(more_words_lines(v, people) if waits else ()))


def _heard(v: View, said: HeardFor) -> Line:
    name, other = v.name(said.person), v.name(said.of)
    if said.form == "nothing":
        return line("absence.heard_nothing", name=name, other=other)
    return line("absence.heard", name=name, other=other, words=said.words or "")
