"""Who helped whom, and how, in sentences (R15)."""

from collections.abc import Iterable

from kiosk.conversation.prompts import Line, line
from kiosk.conversation.reading import day_words, what_line
from kiosk.conversation.view import View
from kiosk.governance.state import AGAIN, Round, StandIn
from kiosk.governance.words import Given


def did_words(did: Iterable[str] | None) -> Line:
    """What a helper did: read out, typed and interpreted."""
    words = [line(f"did.{what}") for what in did or ()]
    if not words:
        return line("did.closed")
    whole = words[-1]
    for one in reversed(words[:-1]):
        whole = line("list.and", first=one, last=whole)
    return whole


def given_lines(v: View, person: str, given: Given | None) -> tuple[Line, ...]:
    """Who helped with an answer, and what they did; nothing where nobody did."""
    if given is None or not given.helper:
        return ()
    names = {"first": given.name or v.name(given.helper), "name": v.name(person)}
    helped = line("decided.helped", **names, what=did_words(given.did))
    return (helped, line("decided.through", **names)) if given.through else (helped,)


def help_lines(v: View, round_: Round) -> tuple[Line, ...]:
    """Each answer of a decided round given with help, or for another, as far as the person's key is here."""
    lines: list[Line] = []
    for person in round_.roster:
        standing = round_.answers.get(person)
        given = standing.given if standing else None
        if standing and given and given.proxy:
            names = {"first": v.name(given.proxy), "name": v.name(person)}
            lines += [line("decided.for", **names), line("decided.for_asked", **names)]
        if standing is None or given is None or not given.helper:
            continue
        names = {"first": given.name or v.name(given.helper), "name": v.name(person)}
        lines += given_lines(v, person, given)
        if standing.vouched == AGAIN:
            lines.append(line("decided.asked_again", **names))
        elif standing.vouched:
            lines.append(line("decided.was_there", first=v.name(standing.vouched)))
        if given.helper in round_.roster:
            lines.append(line("decided.both_answers", **names))
    return tuple(lines)


# --- beside somebody, and for somebody ---------------------------------------------------------------------


def advocate_name(v: View, person: str) -> str:
    """Who speaks beside this person."""
    who, other = v.circle.beside.advocates[person]
    return other or v.name(who)


def beside_lines(v: View) -> tuple[Line, ...]:
    """Who speaks beside whom, and who may answer for whom: all can see it (R14)."""
    lines = [
        line("stand_in.beside", first=advocate_name(v, person), name=v.name(person))
        for person in v.circle.beside.advocates
        if person in v.circle.members
    ]
    known = (one for one in v.circle.stand_ins if one.person in v.circle.members)
    return (*lines, *(stand_in_line(v, one) for one in known if len(one.seen_by) != 1))


def stand_in_line(v: View, one: StandIn) -> Line:
    """Who answers for whom, about what, and until when."""
    names = {"first": v.name(one.who), "name": v.name(one.person)}
    if one.is_paper:
        return line("stand_in.paper", **names, words=one.covers)
    if one.until:
        return line("stand_in.until", **names, day=day_words(one.until))
    return line("stand_in.about", **names, words=what_line(v, v.circle.proposals[one.about]))
