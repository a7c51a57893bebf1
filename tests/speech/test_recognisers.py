"""What every recogniser must do, whoever made it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kiosk.ports import Recogniser
from speech.engines.moonshine import Weighed, judge
from tests.speech.conftest import Utter, hum, noise


@dataclass(frozen=True)
class Bench:
    """A recogniser with a voice of its language, phrases it must understand and words it must refuse."""

    recogniser: Recogniser
    utter: Utter
    phrases: list[str]
    others: list[str]


@pytest.fixture(params=["moonshine", "vosk"])
def bench(request: pytest.FixtureRequest) -> Bench:
    if request.param == "moonshine":
        return Bench(
            request.getfixturevalue("moonshine"),
            request.getfixturevalue("utter"),
            ["I see a problem", "come back to me", "I am not sure yet"],
            ["The weather is lovely in the garden today", "telephone", "I bought some apples"],
        )
    return Bench(
        request.getfixturevalue("korean"),
        request.getfixturevalue("utter_korean"),
        ["아니요", "좋아요", "아버지", "아이"],
        ["냉장고", "텔레비전을 봅니다", "강아지"],
    )


def test_a_phrase_of_the_page_is_understood_as_given(bench: Bench) -> None:
    for phrase in bench.phrases:
        heard = bench.recogniser.hear(bench.utter(phrase), bench.phrases)
        assert (heard.outcome, heard.choice) == ("understood", phrase)
        assert heard.seconds > 0
        assert heard.text


def test_other_words_are_not_understood(bench: Bench) -> None:
    for words in bench.others:
        heard = bench.recogniser.hear(bench.utter(words), bench.phrases)
        assert (heard.outcome, heard.choice) == ("not_understood", None), (words, heard)


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(lambda: bytes(32000), id="silence"),
        pytest.param(lambda: noise(1.5, 0.002), id="faint hiss"),
        pytest.param(lambda: noise(1.5, 0.1), id="loud hiss"),
        pytest.param(lambda: hum(1.5, 50), id="mains hum"),
        pytest.param(lambda: hum(1.5, 440), id="tone"),
        pytest.param(lambda: noise(0.03, 0.5).ljust(32000, b"\0"), id="click"),
        pytest.param(lambda: b"", id="nothing"),
        pytest.param(lambda: b"\1", id="half a sample"),
    ],
)
def test_noise_is_never_understood(bench: Bench, sound: Callable[[], bytes]) -> None:
    heard = bench.recogniser.hear(sound(), bench.phrases)
    assert heard.outcome != "understood"


def test_without_phrases_it_takes_dictation(bench: Bench) -> None:
    heard = bench.recogniser.hear(bench.utter(bench.phrases[0]), [])
    assert (heard.outcome, heard.choice) == ("not_understood", None)
    assert heard.text


def test_phrases_no_model_knows_are_never_understood(bench: Bench) -> None:
    heard = bench.recogniser.hear(bench.utter(bench.others[0]), ["ꙮꙮ", "..."])
    assert heard.outcome == "not_understood"


def test_it_says_its_name_and_language(bench: Bench) -> None:
    assert bench.recogniser.name
    assert bench.recogniser.language in ("en", "ko")


# English only from here on.

PAGE = ["It is OK to try", "I see a problem", "I am not sure yet", "help", "say it again", "go back", "stop"]


def test_long_dictation_is_cut_where_it_is_quiet_and_kept_whole(moonshine: Recogniser, utter: Utter) -> None:
    sentence = "We would like to have breakfast together in the garden every Sunday morning. "
    text = moonshine.hear(utter(sentence * 5), []).text.lower()
    assert text.count("breakfast") == 5
    assert text.count("sunday") == 5


def test_a_long_story_is_never_an_answer(moonshine: Recogniser, utter: Utter) -> None:
    story = "Yesterday I said to my sister that I see a problem with the bus and then we went home for tea."
    assert moonshine.hear(utter(story), PAGE).outcome != "understood"


@pytest.mark.parametrize("said", ["I do not consent", "I don't consent", "I can't consent"])
def test_a_denial_is_never_taken_for_consent(moonshine: Recogniser, utter: Utter, said: str) -> None:
    heard = moonshine.hear(utter(said), ["I consent", "I have a question", "come back to me"])
    assert heard.choice != "I consent"


def test_quiet_speech_is_brought_up_to_level(moonshine: Recogniser, utter: Utter) -> None:
    import numpy as np

    quiet = (np.frombuffer(utter("I see a problem"), "<i2") / 10).astype("<i2").tobytes()
    assert moonshine.hear(quiet, PAGE).choice == "I see a problem"


@pytest.mark.parametrize(
    ("margin", "gap", "text", "outcome"),
    [
        (3.0, 0.0, "Stop.", "understood"),
        (-1.0, 1.0, "Step.", "unsure"),
        (3.0, 3.0, "Stomper.", "unsure"),
        (-6.0, 1.0, "Step.", "not_understood"),
        (3.0, 0.0, "Don't stop.", "not_understood"),
        (3.0, 0.0, "Stop the bus right there.", "unsure"),
    ],
)
def test_three_outcomes(margin: float, gap: float, text: str, outcome: str) -> None:
    assert judge(Weighed("stop", margin, gap), text, ["stop", "go"])[0] == outcome
