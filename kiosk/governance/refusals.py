"""A refusal is a value: the rules said no, and the person is told why in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """`rule` is like R4, or empty for bad sense; `key` names the sentence, `names` its people."""

    rule: str
    key: str
    names: tuple[str, ...] = ()


UNKNOWN = Refused("", "unknown")
"""The command speaks of something that is not there."""
