"""Who has not been heard lately: counted in sittings, never in days, and nobody is ranked."""

from kiosk.governance.state import Circle

LATELY = 3
"""After so many sittings without a word, somebody has not been heard lately [ours]."""


def sittings_done(circle: Circle) -> int:
    """How many sittings are over."""
    return circle.sittings - (1 if circle.meeting else 0)


def not_heard_lately(circle: Circle) -> frozenset[str]:
    """The members of whom nobody has heard a word in the last sittings; who joined since counts from then."""
    heard, done = circle.openness.heard, sittings_done(circle)
    return frozenset(m for m in circle.members if done - heard.get(m, 0) >= LATELY)


def own_figures(circle: Circle, person: str) -> tuple[tuple[str, int], ...]:
    """What this person did here and how often, for themselves only."""
    return tuple(circle.openness.figures.get(person, {}).items())
