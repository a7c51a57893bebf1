"""What the record tells of somebody who cannot be reached: tries, their own word, who remains (R19).

Everything here is counted; no day and no clock is read.
"""

from kiosk.governance.state import Circle, Organisation, Proposal, Try

AWAY, AWAY_WIDER = "away", "away_wider"
"""The matter of going on without somebody for now; and the same, asked of the wider circle."""
TRIES, WAYS, PEOPLE, SITTINGS = 3, 2, 2, 3
"""How many tries, in how many ways, by how many people, over how many sittings there have to be."""
FEWEST = 2
"""How many members have to remain."""


def recent(circle: Circle, person: str) -> tuple[Try, ...]:
    """The tries in vain since somebody was last reached, or was there."""
    found: list[Try] = []
    for one in circle.absence.tries.get(person, ()):
        found = [*found, one] if one.result == "not_reached" else []
    return tuple(found)


def lacking(circle: Circle, person: str) -> tuple[tuple[str, int], ...]:
    """What is still to be done before the circle may be asked: each with how many more it takes."""
    tries = recent(circle, person)
    counted = {
        "tries": (TRIES, len(tries)),
        "ways": (WAYS, len({one.how for one in tries})),
        "people": (PEOPLE, len({one.by for one in tries})),
        "sittings": (SITTINGS, len({one.sitting for one in tries if one.sitting})),
    }
    return tuple((what, most - so_far) for what, (most, so_far) in counted.items() if so_far < most)


def out_of_reach(circle: Circle, person: str) -> bool:
    """Whether enough was tried in vain."""
    return person in circle.members and not lacking(circle, person)


def word_of(circle: Circle, person: str) -> str:
    """What somebody wants: wait, or go_on; whom they named says it for them, and until then it is wait."""
    own = circle.absence.words.get(person)
    if own is None:
        return "wait"
    if own.word != "ask":
        return own.word
    said = circle.absence.spoken.get(person)
    return said.word if said and said.to == own.to else "wait"


def asks_me(circle: Circle, me: str) -> tuple[str, ...]:
    """Those who cannot be reached, who named this person, and about whom this person has not spoken yet."""
    named = ((p, own) for p, own in circle.absence.words.items() if own.word == "ask" and own.to == me)
    return tuple(
        p
        for p, own in named
        if p in circle.members
        and recent(circle, p)
        and not ((said := circle.absence.spoken.get(p)) and said.to == own.to)
    )


def enough_remain(org: Organisation, circle: Circle, off: frozenset[str]) -> bool:
    """Whether two members, half of the circle, and one who receives support (if it has any) remain."""
    left = [m for m in circle.members if m not in off]

    def supported(people: list[str]) -> bool:
        return any(p in org.people and org.people[p].kind == "supported" for p in people)

    half = 2 * len(left) >= len(circle.members)
    return len(left) >= FEWEST and half and (supported(left) or not supported(list(circle.members)))


def away_now(org: Organisation, circle: Circle) -> tuple[str, ...]:
    """Who is away by the consent of all the others; nobody, while too few would remain to decide."""
    away = tuple(m for m in circle.members if m in circle.absence.away and m != circle.owner)
    return away if enough_remain(org, circle, frozenset(away)) else ()


def is_away(org: Organisation, person: str) -> bool:
    """Whether somebody is away in some circle of theirs."""
    return any(person in circle.absence.away for circle in org.circles.values())


def rests(org: Organisation, circle: Circle) -> tuple[str, ...]:
    """Those for whom the circle rests: too few others can be reached. Empty where it does not rest."""
    gone = tuple(m for m in circle.members if m in circle.absence.away or out_of_reach(circle, m))
    return gone if gone and not enough_remain(org, circle, frozenset(gone)) else ()


def named_in(circle: Circle, person: str) -> Proposal | None:
    """The away round about this person that is going on, or whose decision has not come about yet."""
    live = (circle.proposals[id] for id in circle.live)
    return next((p for p in live if p.matter.kind == AWAY and person in p.matter.people), None)


def heard_for_all(circle: Circle, proposal: Proposal) -> bool:
    """Whether somebody was heard for each one it is about."""
    said = {one.of for one in circle.absence.heard_for.get(proposal.id, ())}
    return set(proposal.matter.people) <= said


def pending(circle: Circle) -> tuple[Proposal, ...]:
    """The away rounds that were decided, and need another word before they come about."""
    live = (circle.proposals[id] for id in circle.live)
    return tuple(p for p in live if p.matter.kind == AWAY and p.decision)


def wants_waiting(circle: Circle, proposal: Proposal) -> tuple[str, ...]:
    """Those it is about who wanted to be waited for, or said nothing."""
    return tuple(p for p in proposal.matter.people if word_of(circle, p) == "wait")


def wider(org: Organisation, circle: Circle) -> Circle | None:
    """The wider circle, where there is one."""
    found = org.circles.get(circle.charter.parent)
    return found if found and not found.charter.closed else None


def asked_outside(circle: Circle) -> tuple[Proposal, ...]:
    """The away rounds about which the one from outside is asked; with a wider circle it is that circle."""
    if not circle.absence.outsider or circle.charter.parent:
        return ()
    return tuple(
        p
        for p in pending(circle)
        if p.decision and p.decision.id not in circle.absence.outside and wants_waiting(circle, p)
    )


def has_part(circle: Circle, person: str) -> bool:
    """Whether somebody who is no member is asked here now about one who is away."""
    outside = person == circle.absence.outsider and bool(asked_outside(circle))
    return outside or bool(asks_me(circle, person))


def earliest_day(circle: Circle, proposal: Proposal, away: tuple[str, ...]) -> str:
    """The day after which a decision without these people may not run: when that is looked at again."""
    if proposal.matter.kind in (AWAY, AWAY_WIDER):
        return ""
    days = [circle.absence.away[p].review_day for p in away if p in circle.absence.away]
    return min(days, default="")


def review_day(circle: Circle, proposal: Proposal, away: tuple[str, ...]) -> str:
    """The day a decision is looked at again, never later than the day of those who are away."""
    own, most = proposal.wording.review_day, earliest_day(circle, proposal, away)
    return min(own, most) if own and most else own


def to_ask_about(circle: Circle) -> tuple[str, ...]:
    """About whom the sitting has still to be asked whether anyone has reached them."""
    now = circle.course.now
    if now is None or circle.absence.asked_in == now.id:
        return ()
    return tuple(m for m in circle.members if m in circle.absence.away)
