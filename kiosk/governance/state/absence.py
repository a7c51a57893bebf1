"""Who cannot be reached, what was tried, what they said of it before, and what they say later."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants when they cannot be reached: wait, ask (somebody, `to`), or go_on without them."""

    word: str = "wait"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """One try to reach somebody. `sitting` is the one it belongs to, empty where they were in it."""

    by: str
    how: str
    result: str
    sitting: str
    act: str


@dataclass(frozen=True, slots=True)
class Away:
    """Since which decision somebody is not asked, and the day that is looked at again."""

    decision: str
    proposal: str
    review_day: str


@dataclass(frozen=True, slots=True)
class HeardFor:
    """What somebody said for one who is not there; `form` is words, or nothing."""

    person: str
    of: str
    form: str
    words: str | None
    act: str


@dataclass(frozen=True, slots=True)
class Later:
    """What somebody says of a decision made without them: ok, problem, tell_more, or withdrawn."""

    person: str
    word: str
    form: str
    words: str | None
    act: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Everything about absence in one circle."""

    words: Mapping[str, Wish] = field(default_factory=dict)
    spoken: Mapping[str, Wish] = field(default_factory=dict)
    """By person: what the one they named (`to`) said when asked: wait or go_on."""
    tries: Mapping[str, tuple[Try, ...]] = field(default_factory=dict)
    """By person, the tries since they were last there themselves."""
    time: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By person: the proposals for which they were reached and want time."""
    heard_for: Mapping[str, tuple[HeardFor, ...]] = field(default_factory=dict)
    """By proposal: what was said for those it is about."""
    away: Mapping[str, Away] = field(default_factory=dict)
    asked_in: str = ""
    """The sitting in which it was asked whether anyone has reached them."""
    outsider: str = ""
    """Who from outside is asked, where there is no wider circle."""
    outside: Mapping[str, bool] = field(default_factory=dict)
    """By decision: whether the one from outside said that it is OK."""
    wider: frozenset[str] = frozenset()
    """The decisions to which the wider circle consented too."""
    later: Mapping[str, tuple[Later, ...]] = field(default_factory=dict)
    """By proposal: what those said of it who were away when it was decided."""
