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
    (MOONSHINE, "en"): Verdict(True, "python -m benchmarks.speech FOLDER_OF_RECORDED_WORDS"),
    # With its second opinion a Vosk model refuses other words; shown with the one model that can be had.
    ("vosk", "ko"): Verdict(True, "pytest tests/speech/test_recognisers.py"),
}
UNMEASURED = Verdict(False, "not measured yet: a person may choose it, the kiosk does not by itself")


def engine_names(language: str, models: Path | None) -> list[str]:
    """Name the engines for `language` that are installed and safe, the most accurate first."""
    from speech.engines.moonshine_model import model_folder
    from speech.engines.vosk_models import installed_models

    names = [MOONSHINE] if language == "en" and model_folder() is not None else []
    found = [model.name for model in installed_models(models) if model.language == language]
    return [name for name in [*names, *found] if verdict(name, language).safe]


def verdict(name: str, language: str) -> Verdict:
    """The measured verdict on an engine for a language; every Vosk model of a language shares one."""
    return VERDICTS.get((name if name == MOONSHINE else "vosk", language), UNMEASURED)


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
