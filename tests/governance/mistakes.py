"""Mistakes to plant in the rules, one function replaced each time: each part brings its own."""

import importlib
import pkgutil

import tests.governance
from tests.governance.planted import MISTAKES, Mistake

__all__ = ["MISTAKES", "Mistake"]

for _module in pkgutil.iter_modules(tests.governance.__path__, "tests.governance."):
    if _module.name.startswith("tests.governance.mistakes_"):
        importlib.import_module(_module.name)
