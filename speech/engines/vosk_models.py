"""Where Vosk models are: in the kiosk's models folder, and inside installed Python packages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class VoskModel:
    """One model: its name, the language it hears, its folder."""

    name: str
    language: str
    folder: Path


def installed_models(models: Path | None) -> list[VoskModel]:
    """Every Vosk model there is, those in `<models>/vosk` first, each name once."""
    found: dict[str, VoskModel] = {}
    for model in [*_in_folder(models), *_in_packages()]:
        found.setdefault(model.name, model)
    return list(found.values())


def is_model(folder: Path) -> bool:
    """Whether a folder holds a Vosk model of either layout."""
    return (folder / "am" / "final.mdl").is_file() or (folder / "final.mdl").is_file()


def language_of(name: str) -> str:
    """Read the language from a model's name: "vosk-model-small-en-us-0.15" is "en"."""
    match = re.match(r"vosk[-_]model[-_](?:small[-_]|spk[-_])?([a-z]{2,3})(?:[-_.]|$)", name.lower())
    # The project's own names for Korean and Japanese differ from the language codes only in older models.
    return {"cn": "zh", "ua": "uk", "kz": "kk", "ph": "tl"}.get(match[1], match[1]) if match else ""


def _in_folder(models: Path | None) -> Iterator[VoskModel]:
    folder = models / "vosk" if models is not None else None
    if folder is None or not folder.is_dir():
        return
    for one in sorted(folder.iterdir()):
        if is_model(one):
            yield VoskModel(one.name, language_of(one.name), one)


def _in_packages() -> Iterator[VoskModel]:
    names = {str(one.metadata["Name"] or "").lower().replace("_", "-") for one in distributions()}
    for name in sorted(names):
        if not name.startswith("vosk-model-"):
            continue
        spec = find_spec(name.replace("-", "_"))
        for place in (spec.submodule_search_locations or []) if spec else []:
            root = Path(place)
            for folder in (root, *sorted(path for path in root.iterdir() if path.is_dir())):
                if is_model(folder):
                    yield VoskModel(name, language_of(name), folder)
                    break
