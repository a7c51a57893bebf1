"""Speech: how right, safe and fast; `python -m benchmarks.speech [FOLDER OF RECORDED WORDS] [--rates]`."""

import argparse
import hashlib
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.ports import Heard, Recogniser, Unavailable
from speech.endpoint import Endpointer
from speech.engines.choice import engine_names, open_recogniser
from speech.engines.espeak import RATES, Speaker, open_speaker
from speech.engines.sound_alikes import plain_words, spellings
from speech.settings import SoundSettings
from speech.sound import HEARING_RATE, Sound, as_floats, as_samples, at_rate, read_for_hearing, without_tail
from speech.voice import SoundProcess

SAMPLES = Path(__file__).parents[2] / "shared" / "speech_samples"

FOUR = ("yes", "no", "stop", "go")

ALWAYS = ["help", "say it again", "go back", "stop", "slower", "louder"]

PAGES = (
    ["It is OK to try", "I see a problem", "I am not sure yet", *ALWAYS],
    ["Tell me more", "Come back to me", "Ask me another day", *ALWAYS],
    ["I consent", "I object", "I have a question", "pass", *ALWAYS],
    ["Yes, store my answer", "No, change it", *ALWAYS],
)

Row = dict[str, Any]

FIXED_TEXT = (
    "We would like to try a new way of having breakfast together on Sunday mornings. Everyone who lives"
    " here can help to choose the food. We will look at it again in three months. If you see a problem with"
    " this idea, please say so now. Your reason helps us to make it better. You can take all the time that"
    " you need to think about it, and you may ask a question first."
)


def row(what: str, measured: object, target: str, beside: str = "", note: str = "") -> Row:
    """One line of the table."""
    return {"what": what, "measured": measured, "target": target, "beside": beside, "note": note}


def rows(samples: Path = SAMPLES) -> list[Row]:
    """Measure all that can be measured here; without the recorded words, all the rest."""
    speaker = open_speaker()
    table: list[Row] = []
    for name in engine_names("en", None):
        recogniser = open_recogniser("en", name)
        if isinstance(recogniser, Unavailable):
            continue
        if samples.is_dir():
            table += recorded_words(recogniser, samples)
        if not isinstance(speaker, Unavailable):
            table += latency(recogniser, speaker)
        table += synthetic_voices(recogniser)
        table += other_peoples_speech(recogniser)
    if not isinstance(speaker, Unavailable):
        table += [speaking_latency(speaker), memory(speaker)]
    return table


def recorded_words(recogniser: Recogniser, samples: Path) -> list[Row]:
    """How single words of real people fare, for all speakers, each half of them, and with hiss."""
    clean = {path: recogniser.hear(padded(read(path)), FOUR) for path in sorted(samples.glob("*/*.wav"))}
    noisy = {
        path: recogniser.hear(with_noise(read(path)), FOUR)
        for path in clean
        if path.parent.name != "background"
    }
    table = accuracy(f"{recogniser.name}, all speakers", clean, "≥ 90 %")
    for second, name in ((False, "first half"), (True, "second half")):
        half = {path: heard for path, heard in clean.items() if second_half(path) == second}
        table += accuracy(f"{recogniser.name}, {name}", half, "≥ 90 %")
    return table + accuracy(f"{recogniser.name}, all at 10 dB", noisy, "≥ 80 %")


def accuracy(name: str, heard: dict[Path, Heard], target: str) -> list[Row]:
    """Understood, asked, mistaken, noise."""
    words = {path: one for path, one in heard.items() if path.parent.name in FOUR}
    noise = [one for path, one in heard.items() if path.parent.name == "background"]
    others = [one for path, one in heard.items() if path not in words and path.parent.name != "background"]
    right = sum(one.outcome == "understood" and one.choice == path.parent.name for path, one in words.items())
    wrong = sum(one.outcome == "understood" and one.choice != path.parent.name for path, one in words.items())
    asked = sum(one.outcome == "unsure" and one.choice == path.parent.name for path, one in words.items())
    exact = sum(plain_words(one.text) == [path.parent.name] for path, one in words.items())
    each = Counter(
        p.parent.name
        for p, one in words.items()
        if one.outcome == "understood" and one.choice == p.parent.name
    )
    total = Counter(path.parent.name for path in words)
    note = ", ".join(f"{word} {each[word] / total[word]:.0%}" for word in FOUR) + f"; wrong {wrong}"
    beside = f"exact text {exact / len(words):.1%}"
    table = [
        row(f"{name}: understood and right", f"{right / len(words):.1%}", target, beside, note),
        row(f"{name}: or asked with the right guess", f"{(right + asked) / len(words):.1%}", "≥ 96 %"),
        row(f"{name}: other words taken for one of the four", mistaken(others), "≤ 0.2 %"),
    ]
    return [*table, row(f"{name}: noise understood", mistaken(noise), "0")] if noise else table


def mistaken(heard: Sequence[Heard]) -> str:
    """How many were understood as anything, and asked about."""
    understood, asked = (sum(one.outcome == kind for one in heard) for kind in ("understood", "unsure"))
    return f"{understood} of {len(heard)} (asked about {asked})"


def second_half(path: Path) -> bool:
    """Which half a speaker belongs to; the same on every machine."""
    person = path.name.split("_nohash")[0].split("_")[-1]
    return hashlib.sha256(person.encode()).digest()[0] % 2 == 1


def read(path: Path) -> bytes:
    """The samples of a clip."""
    return read_for_hearing(path).samples


def padded(samples: bytes) -> bytes:
    """A clip with the silence round it that a microphone would give."""
    return bytes(9600) + samples + bytes(9600)


def with_noise(samples: bytes, ratio: float = 10.0) -> bytes:
    """A clip in a room with hiss at a signal-to-noise ratio in decibels."""
    values = as_floats(samples)
    level = float(np.sqrt(np.mean(values**2))) * 10 ** (-ratio / 20)
    room = as_floats(padded(samples))
    return as_samples(room + np.random.default_rng(len(samples)).normal(0, level, len(room)))


def latency(recogniser: Recogniser, speaker: Speaker) -> list[Row]:
    """The time from samples to outcome."""
    sound = at_rate(without_tail(speaker.speak("I see a problem.", 180), 0.1), HEARING_RATE).samples[:32000]
    small = ["It is OK to try", "I see a problem", "I am not sure yet", "help", "stop"]
    table = []
    for what, phrases, target in (
        ("a 1 s phrase, ≤ 40 spellings", small, "≤ 150 ms"),
        ("a full page", [*PAGES[0], *PAGES[1]], "≤ 250 ms"),
    ):
        recogniser.hear(sound, phrases)
        times = [recogniser.hear(sound, phrases).seconds * 1000 for _ in range(20)]
        count = sum(len(spellings(phrase)) for phrase in phrases)
        table.append(row(f"{recogniser.name}: {what}", spread(times), target, note=f"{count} spellings"))
    return table


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms"


def speaking_latency(speaker: Speaker) -> Row:
    """The time from text to samples; the card adds its own buffer of 60 ms at most."""
    import time

    speaker.speak("One.")
    times = []
    for number in range(30):
        began = time.perf_counter()
        speaker.speak(f"Bo, are you ready for question {number}?")
        times.append((time.perf_counter() - began) * 1000)
    return row("text to first audio sample", spread(times), "≤ 100 ms", note="without the card's own buffer")


def memory(speaker: Speaker) -> Row:
    """The sound process with speaker and recogniser loaded, after it spoke."""
    spoke = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        voice = SoundProcess(SoundSettings())
        voice.start(lambda event: spoke.set() if event.kind == "silent" else None)
        voice.write("Hello.", Path(folder) / "hello.wav")
        spoke.wait(30)
        voice.loaded.wait(30)
        size = voice.memory()
        voice.close()
    return row("the sound process, loaded", f"{size:.0f} MB", "≤ 400 MB with the kiosk", note=speaker.name)


def synthetic_voices(recogniser: Recogniser) -> list[Row]:
    """Every phrase of four pages by every synthetic voice on this machine."""
    counts: Counter[str] = Counter()
    voices = list(programs())
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(PAGES):
            # The constant words are on every page and need one try.
            for phrase in page if number == 0 else page[: -len(ALWAYS)]:
                for voice in voices:
                    heard = recogniser.hear(padded(spoken(voice, phrase, Path(folder))), page)
                    good = "right" if heard.choice == phrase else "wrong"
                    counts[f"{heard.outcome} {good}" if heard.choice else heard.outcome] += 1
    total = sum(counts.values())
    if not total:
        return []
    right, asked = counts["understood right"] / total, counts["unsure right"] / total
    note = f"{len(voices)} voices; {counts['understood wrong']} wrong; asked with the right guess {asked:.1%}"
    return [
        row(f"{recogniser.name}: phrases by synthetic voices", f"{right:.1%}", "≥ 97 %, 0 wrong", note=note)
    ]


def programs() -> Iterator[list[str]]:
    """Commands that speak, up to the text; a place for the file is marked {}."""
    if shutil.which("espeak-ng"):
        for voice in ("en-gb", "en-us", "en-gb+f3", "en-gb-scotland"):
            yield ["espeak-ng", "-v", voice, "-s", "150", "-w", "{}"]
    if shutil.which("flite"):
        for voice in ("slt", "rms", "awb", "kal16"):
            yield ["flite", "-voice", voice, "-o", "{}", "-t"]
    if shutil.which("text2wave"):
        yield ["text2wave", "-o", "{}"]


def spoken(command: list[str], phrase: str, folder: Path) -> bytes:
    """Samples of a phrase said by one of the programs."""
    file = folder / "said.wav"
    words = [str(file) if word == "{}" else word for word in command]
    by_pipe = command[0] == "text2wave"
    subprocess.run(
        words if by_pipe else [*words, phrase], input=phrase.encode() if by_pipe else None, check=True
    )
    return read(file)


def other_peoples_speech(recogniser: Recogniser) -> list[Row]:
    """The recordings inside the moonshine_voice package, cut as the microphone would, against every page."""
    found = find_spec("moonshine_voice")
    folders = list(found.submodule_search_locations or []) if found else []
    files = sorted(Path(folders[0], "assets").glob("*.wav")) if folders else []
    sound = b"".join(read(file) + bytes(32000) for file in files)
    answers = [recogniser.hear(said, page) for said in utterances(sound) for page in PAGES]
    long = f"{len(sound) / 32000:.0f} s, {len(PAGES)} pages"
    return (
        [row(f"{recogniser.name}: other people's speech", mistaken(answers), "0", note=long)]
        if answers
        else []
    )


def utterances(samples: bytes) -> Iterator[bytes]:
    """Cut a stream into utterances."""
    ears = Endpointer(0.5)
    for at in range(0, len(samples), 960):
        said = ears.feed(samples[at : at + 960])
        if said:
            yield said


def rates(speaker: Speaker) -> list[Row]:
    """Words a minute of the fixed text at each of the seven rates."""
    count = len(FIXED_TEXT.split())
    made: dict[int, Sound] = {rate: speaker.speak(FIXED_TEXT, rate) for rate in RATES}
    return [
        row(f"rate {rate}", f"{count / one.seconds * 60:.0f}", f"{rate} ± 5 %") for rate, one in made.items()
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--rates", action="store_true", help="only the rates of speech out")
    asked = parser.parse_args()
    speaker = open_speaker() if asked.rates else None
    table = rates(speaker) if isinstance(speaker, Speaker) else rows(asked.samples)
    for one in table:
        tail = "; ".join(part for part in (one["beside"], one["note"]) if part)
        print(f"{one['what']:<62} {one['measured']:<28} {one['target']:<24} {tail}")


if __name__ == "__main__":
    main()
