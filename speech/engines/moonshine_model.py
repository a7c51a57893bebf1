"""Moonshine's tiny English network, run in onnxruntime: encode a sound, decode it, score a spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.ports import Unavailable

Floats = NDArray[np.float32]

LAYERS, HEADS, HEAD_SIZE = 6, 8, 36
START, END = 1, 2
BATCH = 10
"""Spellings scored at once: 100 in one batch take 352 MB, in tens 191 MB."""


def model_folder() -> Path | None:
    """Find the folder of the tiny English model that comes with the moonshine_voice package, or None.

    The package itself is never imported: its own library and onnxruntime together hold the model twice.
    """
    found = find_spec("moonshine_voice")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "assets" / "tiny-en"
    return folder if (folder / "decoder_model_merged.ort").exists() else None


class Tokens:
    """The model's vocabulary: text to token numbers and back."""

    def __init__(self, file: Path) -> None:
        self._pieces = list(_pieces(file.read_bytes()))
        self._numbers = {piece: number for number, piece in enumerate(self._pieces) if number >= 259}

    def encode(self, text: str) -> list[int]:
        """Split `text` as the model was trained to: join the earliest-learnt pair until none is left."""
        parts = ["▁", *("▁" if letter == " " else letter for letter in text)]
        while True:
            joins = [
                (number, at)
                for at, pair in enumerate(pairwise(parts))
                if (number := self._numbers.get("".join(pair).encode())) is not None
            ]
            if not joins:
                break
            _, at = min(joins)
            parts[at : at + 2] = ["".join(parts[at : at + 2])]
        return [number for part in parts for number in self._spell(part)]

    def decode(self, numbers: Sequence[int]) -> str:
        """Join tokens to text, leaving out the marks for start, end and time."""
        wanted = (self._pieces[n] for n in numbers if n > END and not self._pieces[n].startswith(b"<<"))
        return b"".join(wanted).decode("utf-8", "replace").replace("▁", " ").strip()

    def _spell(self, part: str) -> list[int]:
        number = self._numbers.get(part.encode())
        # Bytes follow the three marks for unknown, start and end.
        return [number] if number is not None else [3 + byte for byte in part.encode()]


def _pieces(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        size = data[at]
        at += 1
        if size >= 128:
            size = (size - 128) + data[at] * 128
            at += 1
        yield data[at : at + size]
        at += size


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder made of a sound, the likelihood of every first token, and the decoder's memory."""

    states: Floats
    first: Floats
    past: dict[str, Floats]


class MoonshineModel:
    """The two networks and the vocabulary."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The arena never gives memory back; without it the process stays about 100 MB smaller.
        options.enable_cpu_mem_arena = False
        # Spinning threads would burn a core between utterances.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.use_ort_model_bytes_directly", "1")
        self._encoder: Any = onnxruntime.InferenceSession(str(folder / "encoder_model.ort"), options)
        self._decoder: Any = onnxruntime.InferenceSession(str(folder / "decoder_model_merged.ort"), options)
        self._outputs = [output.name for output in self._decoder.get_outputs()]
        self.tokens = Tokens(folder / "tokenizer.bin")

    def states(self, sound: Floats) -> Floats:
        """Encode samples (16 kHz, -1 to 1, at least 0.1 s): one 288-number vector for each 24 ms."""
        batch = sound[None].astype(np.float32)
        feed = {"input_values": batch, "attention_mask": np.ones(batch.shape, np.int64)}
        (states,) = self._encoder.run(None, feed)
        return np.asarray(states, np.float32)

    def encode(self, sound: Floats) -> Encoded:
        """Encode samples and weigh every first token."""
        states = self.states(sound)
        logits, *present = self._run(states, np.array([[START]]), None, None)
        return Encoded(states, log_softmax(logits)[0, 0], self._keep(None, present))

    def decode(self, encoded: Encoded, most: int = 200) -> tuple[str, float]:
        """Decode freely, always taking the likeliest token: the text and its log likelihood."""
        seconds = encoded.states.shape[1] * 0.024
        limit = min(most, int(seconds * 6.5) + 4)  # more tokens a second than speech has is a stutter
        token = int(encoded.first.argmax())
        total = float(encoded.first[token])
        taken: list[int] = []
        past = encoded.past
        while token != END and len(taken) < limit:
            taken.append(token)
            logits, *present = self._run(encoded.states, np.array([[token]]), past, None)
            past = self._keep(past, present)
            chances = log_softmax(logits)[0, -1]
            token = int(chances.argmax())
            total += float(chances[token])
        return self.tokens.decode(taken), total

    def score(self, encoded: Encoded, spellings: Sequence[Sequence[int]]) -> list[float]:
        """Weigh each spelling (tokens without marks): its log likelihood to the end mark."""
        order = sorted(range(len(spellings)), key=lambda n: len(spellings[n]))
        scores = [0.0] * len(spellings)
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            weights = self._score_batch(encoded, [spellings[n] for n in chosen])
            for n, weight in zip(chosen, weights, strict=True):
                scores[n] = weight
        return scores

    def _score_batch(self, encoded: Encoded, spellings: Sequence[Sequence[int]]) -> list[float]:
        rows = len(spellings)
        ids = np.full((rows, max(map(len, spellings))), END, np.int64)
        for row, spelling in enumerate(spellings):
            ids[row, : len(spelling)] = spelling
        # What the decoder made of the sound and the start mark is the same for every row.
        past = {name: np.repeat(value, rows, axis=0) for name, value in encoded.past.items()}
        (logits,) = self._run(np.repeat(encoded.states, rows, axis=0), ids, past, ["logits"])
        totals = _log_totals(logits)
        return [
            float(encoded.first[spelling[0]])
            + sum(
                float(logits[row, at, token] - totals[row, at])
                for at, token in enumerate([*spelling[1:], END])
            )
            for row, spelling in enumerate(spellings)
        ]

    def _run(
        self, states: Floats, ids: NDArray[Any], past: dict[str, Floats] | None, want: list[str] | None
    ) -> list[Floats]:
        feed: dict[str, Any] = {
            # The decoder keeps every 384th mark of a mask over samples; one mark serves for all of them.
            "encoder_attention_mask": np.ones((states.shape[0], 1), np.int64),
            "encoder_hidden_states": states,
            "input_ids": ids.astype(np.int64),
            "use_cache_branch": np.array([past is not None]),
        }
        if past is None:
            empty = np.zeros((states.shape[0], HEADS, 0, HEAD_SIZE), np.float32)
            past = {name: empty for name in _past_names()}
        return list(self._decoder.run(want, feed | past))

    def _keep(self, past: dict[str, Floats] | None, present: Sequence[Floats]) -> dict[str, Floats]:
        fresh = {
            name.replace("present", "past_key_values"): value
            for name, value in zip(self._outputs[1:], present, strict=True)
        }
        if past is None:
            return fresh
        # With a cache the encoder's part comes back empty: keep the first.
        return {name: past[name] if ".encoder." in name else value for name, value in fresh.items()}


def _past_names() -> Iterator[str]:
    for layer in range(LAYERS):
        for side in ("decoder", "encoder"):
            for part in ("key", "value"):
                yield f"past_key_values.{layer}.{side}.{part}"


def log_softmax(logits: Floats) -> Floats:
    """Turn the last axis into log likelihoods."""
    return np.asarray(logits - _log_totals(logits)[..., None], np.float32)


def _log_totals(logits: Floats) -> Floats:
    highest = logits.max(axis=-1)
    return np.asarray(highest + np.log(np.exp(logits - highest[..., None]).sum(axis=-1)), np.float32)


def open_model(threads: int = 2) -> "MoonshineModel | Unavailable":
    """Load the model that comes with the moonshine_voice package (about 0.3 s), or say what is missing."""
    folder = model_folder()
    if folder is None:
        return Unavailable(
            "The English listening model is not here.", "Run: pip install moonshine-voice==0.0.73"
        )
    if find_spec("onnxruntime") is None:
        return Unavailable("The part that runs the model is not here.", "Run: pip install onnxruntime")
    return MoonshineModel(folder, threads)
