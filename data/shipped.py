"""The words and phrases that are shipped: the only module that opens shipped files."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any


def texts(language: str) -> dict[str, str]:
    """The sentences of a language by dotted key. Raises FileNotFoundError and ValueError."""
    found = dict(_flat(_read("texts", language)))
    for key, value in found.items():
        if not isinstance(value, str):
            raise ValueError(f"{language}: {key} is not a sentence")
    return found


def phrases(language: str) -> dict[str, tuple[str, ...]]:
    """What can be said for each choice of a language, by dotted key.

    Raises FileNotFoundError and ValueError.
    """
    return {key: _phrases(language, key, value) for key, value in _flat(_read("phrases", language))}


def languages() -> tuple[str, ...]:
    """The languages whose sentences are shipped, in order."""
    names = (item.name for item in files("data").joinpath("texts").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def stories() -> tuple[str, ...]:
    """The names of the written meetings that are shipped, in order."""
    names = (item.name for item in files("data").joinpath("stories").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def story(name: str) -> str:
    """The text of a shipped meeting. Raises FileNotFoundError."""
    return files("data").joinpath("stories", f"{name}.toml").read_text(encoding="utf-8")


def _phrases(language: str, key: str, value: object) -> tuple[str, ...]:
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(phrase, str) for phrase in several):
        raise ValueError(f"{language}: {key} is not a list of phrases")
    return tuple(several)


def _read(kind: str, language: str) -> Mapping[str, Any]:
    if not language.replace("-", "").replace("_", "").isalnum():
        raise FileNotFoundError(f"no {kind} for {language!r}")
    return tomllib.loads(files("data").joinpath(kind, f"{language}.toml").read_text(encoding="utf-8"))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
