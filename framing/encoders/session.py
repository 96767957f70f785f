"""Run shipped weights on a CPU: a text goes in, a row of label scores per word comes out.

A model is a folder of three files: ``model.onnx`` (the graph, weights as 8-bit integers),
``vocabulary.txt`` (one piece or word per line) and ``model.json`` (what it is, the digest of the
other two, and whatever the room above needs to read the scores). A model may name a *companion*
beside its folder, whose scores are mixed with its own (:mod:`framing.encoders.mixed`). Nothing is
downloaded, and nothing is loaded before the first text.

Quantised weights multiply activations that are quantised on the fly, with one scale per call. So
that no text's scores depend on the texts beside it, every call holds one window of one text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from framing.encoders.forms import WordForms
from framing.encoders.mixed import MixedEncoder
from framing.encoders.pieces import WordPieces
from framing.encoders.windows import pack_windows
from framing.encoders.words import Words, read_words

if TYPE_CHECKING:
    import onnxruntime

ModelName = Literal["base", "small"]
MODELS: tuple[str, ...] = get_args(ModelName)
WEIGHTS = Path(__file__).parent / "weights"
FILES = ("model.onnx", "vocabulary.txt")
PROVIDERS = ("CUDAExecutionProvider", "CPUExecutionProvider")


class Encoder(Protocol):
    """Anything that scores the words of one text."""

    @property
    def info(self) -> dict[str, Any]:
        """What ``model.json`` says."""
        ...

    def score(self, words: Words) -> NDArray[np.float32]:
        """Return (words, labels) scores."""
        ...


@lru_cache(maxsize=8)
def load_encoder(folder: Path) -> Encoder:
    """Return the encoder of a model folder; it is read once per process.

    Raises
    ------
    FileNotFoundError
        If a file of the model is missing.
    ValueError
        If a file's digest is not the one in ``model.json``, the companion's included.
    """
    own = load_alone(folder)
    companion = own.info.get("companion")
    if companion is None:
        return own
    other = load_alone(folder.parent / companion["model"])
    if other.info["sha256"] != companion["sha256"]:
        raise ValueError(
            f"{folder.parent / companion['model']} is not the companion that "
            f"{folder / 'model.json'} names; reinstall"
        )
    return MixedEncoder(own, other, companion["weight"])


def load_alone(folder: Path) -> Encoder:
    """Return the encoder of a folder without its companion."""
    info = read_info(folder)
    tokens = (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    session = _open(folder / "model.onnx")
    if info["reads"] == "pieces":
        return PieceEncoder(session, WordPieces(tokens), info)
    return FormEncoder(session, WordForms(tokens), info)


def read_info(folder: Path) -> dict[str, Any]:
    """Return ``model.json``, having checked that the other files are the ones it names."""
    described = folder / "model.json"
    if not described.is_file():
        raise FileNotFoundError(f"no model in {folder}: model.json is missing; reinstall framing")
    info: dict[str, Any] = json.loads(described.read_text(encoding="utf-8"))
    for name in FILES:
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != info["sha256"][name]:
            raise ValueError(f"{folder / name} is not the file that model.json names; reinstall")
    return info


def model_digest(name: str) -> str:
    """Return the sha256 of a shipped model's description, which names the digests of its files.

    Examples
    --------
    >>> len(model_digest("small"))
    64
    """
    described = model_folder(name) / "model.json"
    return hashlib.sha256(described.read_bytes()).hexdigest()


def model_folder(name: str) -> Path:
    """Return the folder of a shipped model.

    Examples
    --------
    >>> model_folder("small").name
    'small'
    """
    if name not in MODELS:
        raise ValueError(f"no model {name!r}; choose one of {', '.join(MODELS)}")
    return WEIGHTS / name


def score_texts(
    texts: Sequence[str], encoder: Encoder
) -> Iterator[tuple[Words, NDArray[np.float32]]]:
    """Yield the words of each text and their label scores, text by text."""
    for text in texts:
        words = read_words(text)
        yield words, encoder.score(words)


class PieceEncoder:
    """A transformer over word pieces, one window at a time."""

    def __init__(
        self, session: onnxruntime.InferenceSession, pieces: WordPieces, info: dict[str, Any]
    ) -> None:
        self.info = info
        self._session = session
        self._pieces = pieces

    def score(self, words: Words) -> NDArray[np.float32]:
        """Return (words, labels) scores, each word's from the window whose core it is in."""
        cut = [self._pieces.cut(form) for form in words.forms]
        sizes = [min(len(numbers), self.info["limit"]) for numbers in cut]
        scores = np.zeros((len(words), len(self.info["labels"])), np.float32)
        windows = pack_windows(
            sizes,
            words.paragraphs.tolist(),
            words.forms,
            limit=self.info["limit"],
            context=self.info["context"],
            cut_context=self.info["cut_context"],
        )
        for window in windows:
            inside = slice(window.start, window.end)
            counts = np.array(sizes[inside])
            flat = [n for numbers in cut[inside] for n in numbers[: self.info["limit"]]]
            pieces = np.array([self._pieces.first, *flat, self._pieces.last], np.int64)
            looks = np.concatenate(([0], np.repeat(words.looks[inside], counts), [0]))
            firsts = np.cumsum(np.concatenate(([1], counts[:-1])))[window.core - window.start :]
            fed = {"pieces": pieces[None], "looks": looks.astype(np.int64)[None]}
            (found,) = self._session.run(["scores"], fed)
            scores[window.core : window.end] = found[0, firsts]
        return scores * np.float32(self.info["scale"])


class FormEncoder:
    """Convolutions over whole words, a long chunk at a time with a margin on both sides."""

    def __init__(
        self, session: onnxruntime.InferenceSession, forms: WordForms, info: dict[str, Any]
    ) -> None:
        self.info = info
        self._session = session
        self._forms = forms

    def score(self, words: Words) -> NDArray[np.float32]:
        """Return (words, labels) scores."""
        numbers = self._forms.number(words.forms)
        looks = words.looks.astype(np.int64)
        scores = np.zeros((len(words), len(self.info["labels"])), np.float32)
        step, margin = self.info["limit"], self.info["context"]
        for core in range(0, len(words), step):
            start, end = max(0, core - margin), min(len(words), core + step + margin)
            fed = {"forms": numbers[None, start:end], "looks": looks[None, start:end]}
            (found,) = self._session.run(["scores"], fed)
            stop = min(len(words), core + step)
            scores[core:stop] = found[0, core - start : stop - start]
        return scores * np.float32(self.info["scale"])


def _open(path: Path) -> onnxruntime.InferenceSession:
    """Return a session on one thread: parallel work belongs to whoever runs many texts.

    A graphics card is used where a build of ONNX Runtime that can use one is installed.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    there = onnxruntime.get_available_providers()
    providers = [name for name in PROVIDERS if name in there]
    return onnxruntime.InferenceSession(str(path), sess_options=options, providers=providers)
