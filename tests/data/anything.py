"""Any event at all, for hypothesis."""

import dataclasses
import types
import typing
from typing import Any

from hypothesis import strategies as st

from kiosk.governance.events import EVENTS, Event


def _any_value(hint: Any) -> st.SearchStrategy[Any]:
    if typing.get_origin(hint) is types.UnionType:
        return st.one_of([_any_value(inner) for inner in typing.get_args(hint)])
    if dataclasses.is_dataclass(hint):
        return anything(typing.cast(type[Any], hint))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(-(2**53), 2**53),
        bool: st.booleans(),
        str: st.text(max_size=40),
        tuple[str, ...]: st.lists(st.text(max_size=10), max_size=3).map(tuple),
        type(None): st.none(),
    }
    return plain[hint]


def anything(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass."""
    hints = typing.get_type_hints(cls)
    return st.builds(cls, **{field.name: _any_value(hints[field.name]) for field in dataclasses.fields(cls)})


def any_event() -> st.SearchStrategy[Event]:
    """Any event of any type."""
    return st.one_of([anything(cls) for cls in EVENTS.values()])
