"""Who helped whom, and how, in sentences (R15)."""

from collections.abc import Iterable

from kiosk.conversation.prompts import Line, line
from kiosk.conversation.view import View
from kiosk.governance.state import AGAIN, Round
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
    """Each answer of a decided round that was given with help, as far as the person's key is here."""
    lines: list[Line] = []
    for person in round_.roster:
        standing = round_.answers.get(person)
        given = standing.given if standing else None
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
