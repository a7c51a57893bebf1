"""Which recogniser listens to which language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.ports import Recogniser, Unavailable

MOONSHINE = "moonshine"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an engine kept to the safety rows (other words, noise), and how that was measured."""

    safe: bool
    source: str


VERDICTS = {
    MOONSHINE: Verdict(True, "python -m benchmarks.speech ../shared/speech_samples"),
    # With its second opinion a Vosk model refuses other words; shown with the one model that can be had.
    "vosk": Verdict(True, "pytest tests/speech/test_recognisers.py"),
}


def engine_names(language: str, models: Path | None) -> list[str]:
    """Name the engines for `language` that are installed and safe, the most accurate first."""
    from speech.engines.moonshine_model import model_folder
    from speech.engines.vosk_models import installed_models

    names = [MOONSHINE] if language == "en" and model_folder() is not None else []
    found = [model.name for model in installed_models(models) if model.language == language]
    return [name for name in [*names, *found] if verdict(name).safe]


def verdict(name: str) -> Verdict:
    """The measured verdict on an engine; every Vosk model shares one."""
    return VERDICTS[name if name in VERDICTS else "vosk"]


def open_recogniser(
    language: str = "en", name: str | None = None, models: Path | None = None, threads: int = 1
) -> Recogniser | Unavailable:
    """Load the engine called `name`, or the best for `language`; or say what is missing."""
    from speech.engines.moonshine import open_moonshine
    from speech.engines.vosk_engine import open_vosk
    from speech.engines.vosk_models import installed_models

    names: Sequence[str] = [name] if name else engine_names(language, models)
    if MOONSHINE in names[:1]:
        return open_moonshine(threads)
    for model in installed_models(models):
        if model.name in names or (name == "vosk" and model.language == language):
            return open_vosk(model)
    if language == "en" and not name:
        return open_moonshine(threads)
    if name:
        return Unavailable("That listening engine is not here.", "Run: kiosk speech engines")
    return Unavailable("I cannot listen in this language yet.", "Run: kiosk speech add-model FILE")
