"""What a person or a place chose about sound; sent to the sound process as it is."""

from dataclasses import dataclass

# These stand here, and not beside their engines, so that the first page never waits for numpy.
DEFAULT_RATE = 120
"""Words a minute."""
DEFAULT_PAUSE = 0.8
"""Seconds of silence that end an utterance."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """How to speak and listen.

    `rate` is words a minute, 60 to 240. `pause` is the silence that ends an utterance, in seconds, 0.5 to
    10, or None for "I press when I have finished". `engine` names a recogniser, or None for the best.
    `models` is the kiosk's folder of models. `voice_in` off never opens the microphone or loads a model.
    """

    language: str = "en"
    rate: int = DEFAULT_RATE
    pause: float | None = DEFAULT_PAUSE
    engine: str | None = None
    models: str | None = None
    earcons: bool = True
    voice_in: bool = True
