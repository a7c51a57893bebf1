"""Mistakes to plant in the rules, one function replaced each time: the oracle has to find every one."""

from tests.governance import (
    mistakes_in_answers,
    mistakes_in_meetings,
    mistakes_in_process,
    mistakes_in_selection,
    mistakes_membership,
)
from tests.governance.planted import MISTAKES, Mistake

__all__ = [
    "MISTAKES",
    "Mistake",
    "mistakes_in_answers",
    "mistakes_in_meetings",
    "mistakes_in_process",
    "mistakes_in_selection",
    "mistakes_membership",
]
