"""Find attributions with a shipped model: label scores, best labels, links, confidence.

Two models, one trade-off. ``small`` is a convolutional tagger over whole words, ``base`` a
six-layer transformer over word pieces: better at noun cues and at long contents, and several
times slower. Both run on one CPU core without a download, and both give a text the same relations
in whatever company it comes. What each scores on which articles is in
``framing/encoders/weights/MODEL_CARD.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.attribution.confidence import confidence_of, relation_features
from framing.attribution.linking import Link, Piece, link_spans, spans_of
from framing.attribution.model_lines import clear_noise, label_signed_quotations
from framing.attribution.tagger import Chain, decode_paragraphs
from framing.encoders.session import Encoder, ModelName, load_encoder, model_folder, score_texts
from framing.encoders.words import Words
from framing.types import Attribution, Spans

TEXTS_AT_ONCE = 32


def tag_relations(
    texts: Sequence[str], *, model: ModelName = "base", folder: Path | None = None
) -> list[list[Attribution]]:
    """Find who says what in each text.

    Parameters
    ----------
    texts : sequence of str
        Any texts; an empty one has no relations.
    model : {"base", "small"}
        ``base`` finds more, ``small`` is several times faster.
    folder : Path, optional
        A model folder of one's own training instead (``training/attribution``).

    Returns
    -------
    list of list of Attribution
        One list per text, by first cue character. ``source``, ``cue``, ``content`` and
        ``confidence`` are filled: the probability that content and source are right, calibrated on
        held-out articles. ``source`` is empty where none is named.

    Raises
    ------
    ValueError
        If ``model`` is not a known name.
    FileNotFoundError
        If the weights are missing.

    Examples
    --------
    >>> text = "The mayor said on Monday that the bridge would be closed."
    >>> (found,) = tag_relations([text], model="small")[0]
    >>> [text[a:b] for a, b in found.source + found.cue]
    ['The mayor', 'said']
    """
    encoder = load_encoder(folder or model_folder(model))
    chain = chain_of(encoder)
    coefficients = encoder.info["calibration"]
    found: list[list[Attribution]] = []
    for words, labels, marginals in label_texts(texts, encoder, chain):
        links = link_spans(spans_of(labels.tolist()), words)
        found.append([_attribution(link, words, marginals, coefficients) for link in links])
    return found


def label_texts(
    texts: Sequence[str], encoder: Encoder, chain: Chain
) -> Iterator[tuple[Words, NDArray[np.int8], NDArray[np.float32]]]:
    """Yield each text's words, their best labels and their label probabilities.

    A label that a line's layout settles (:mod:`framing.attribution.model_lines`) has probability 1.
    """
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        some = texts[start : start + TEXTS_AT_ONCE]
        read = list(score_texts(some, encoder))
        labels, marginals = decode_paragraphs(
            [scores for _, scores in read], [words.paragraphs for words, _ in read], chain
        )
        for text, (words, _), best, sure in zip(some, read, labels, marginals, strict=True):
            settled = clear_noise(words, label_signed_quotations(words, best), text)
            rows = np.flatnonzero(settled != best)
            if len(rows):
                lines = np.isin(words.paragraphs, words.paragraphs[rows])
                sure = np.where(
                    lines[:, None], np.eye(sure.shape[1], dtype=np.float32)[settled], sure
                )
            yield words, settled, sure


def chain_of(encoder: Encoder) -> Chain:
    """Return the chain that was trained with an encoder."""
    tables = encoder.info["chain"]
    return Chain(
        np.array(tables["transitions"], np.float32),
        np.array(tables["first"], np.float32),
        np.array(tables["last"], np.float32),
    )


def _attribution(
    link: Link, words: Words, marginals: NDArray[np.float32], coefficients: list[float] | None
) -> Attribution:
    """Return a link in characters of its text."""
    return Attribution(
        source=_spans([link.source] if link.source else [], words),
        cue=_spans([link.cue] if link.cue else [], words),
        content=_spans(link.contents, words),
        confidence=confidence_of(relation_features(link, marginals, words), coefficients),
    )


def _spans(pieces: Sequence[Piece], words: Words) -> Spans:
    return tuple((int(words.starts[p.first]), int(words.ends[p.last - 1])) for p in pieces)
