"""Decode label scores into the best label sequence, and say how sure each word is.

An encoder gives every word a score for each of seven labels; a linear chain adds a score for each
pair of neighbouring labels. Two questions are asked of the chain: which whole sequence scores best
(Viterbi), and how likely each label of each word is over all sequences (forward-backward). The
first makes the spans, the second their confidence.

Texts are decoded side by side, padded to the longest: each row is computed by itself, so a result
does not depend on its neighbours.

References
----------
Lafferty, J., McCallum, A., & Pereira, F. (2001). Conditional random fields. ICML.
Rabiner, L. R. (1989). A tutorial on hidden Markov models. Proceedings of the IEEE, 77(2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of label pairs, of first labels and of last labels; impossible ones are very low."""

    transitions: Floats
    first: Floats
    last: Floats


def decode(
    emissions: Sequence[Floats], chain: Chain
) -> tuple[list[NDArray[np.int8]], list[Floats]]:
    """Return the best labels of each text and each word's label probabilities.

    Parameters
    ----------
    emissions : sequence of float32 arrays
        (words, labels) scores of each text; a text may have no words.
    chain : Chain
        The chain trained with the encoder.

    Returns
    -------
    labels : list of int8 arrays
        The best sequence of each text.
    marginals : list of float32 arrays
        (words, labels) probabilities of each text.

    Examples
    --------
    >>> free = Chain(np.zeros((2, 2), "f4"), np.zeros(2, "f4"), np.zeros(2, "f4"))
    >>> labels, marginals = decode([np.array([[1, 0], [0, 1]], "f4")], free)
    >>> labels[0].tolist(), marginals[0].round(2).tolist()
    ([0, 1], [[0.7300000190734863, 0.27000001072883606], [0.27000001072883606, 0.7300000190734863]])
    """
    order = sorted(range(len(emissions)), key=lambda row: (len(emissions[row]), row))
    labels: list[NDArray[np.int8]] = [np.zeros(0, np.int8)] * len(emissions)
    marginals: list[Floats] = [np.zeros((0, len(chain.first)), np.float32)] * len(emissions)
    for start in range(0, len(order), ROWS_AT_ONCE):
        rows = [row for row in order[start : start + ROWS_AT_ONCE] if len(emissions[row])]
        if not rows:
            continue
        lengths = np.array([len(emissions[row]) for row in rows])
        padded = np.zeros((lengths.max(), len(rows), len(chain.first)), np.float32)
        for column, row in enumerate(rows):
            padded[: lengths[column], column] = emissions[row]
        best = _viterbi(padded, lengths, chain)
        sure = _marginals(padded, lengths, chain)
        for column, row in enumerate(rows):
            labels[row] = best[: lengths[column], column]
            marginals[row] = sure[: lengths[column], column]
    return labels, marginals


def decode_paragraphs(
    emissions: Sequence[Floats], paragraphs: Sequence[NDArray[np.int32]], chain: Chain
) -> tuple[list[NDArray[np.int8]], list[Floats]]:
    """Return labels and label probabilities of texts whose paragraphs are decoded one by one.

    A span does not cross a paragraph (one of 42,000 does in the training data), and an encoder's
    window starts with one, where the chain's score of a first label belongs.

    Parameters
    ----------
    emissions : sequence of float32 arrays
        (words, labels) scores of each text.
    paragraphs : sequence of int32 arrays
        Paragraph number of each word of each text, never falling.
    chain : Chain
        The chain trained with the encoder.
    """
    parts: list[Floats] = []
    counts = []
    for scores, numbers in zip(emissions, paragraphs, strict=True):
        cuts = np.flatnonzero(np.diff(numbers)) + 1
        split = np.split(scores, cuts)
        counts.append(len(split))
        parts += split
    labels, marginals = decode(parts, chain)
    ends = np.cumsum(counts).tolist()
    bounds = list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []
    return (
        [np.concatenate(labels[a:b]) for a, b in bounds],
        [np.concatenate(marginals[a:b]) for a, b in bounds],
    )


def _viterbi(scores: Floats, lengths: NDArray[np.int_], chain: Chain) -> NDArray[np.int8]:
    """Return (words, texts) best labels; ``scores`` is (words, texts, labels)."""
    n_words, n_texts, n_labels = scores.shape
    back = np.zeros((n_words, n_texts, n_labels), np.int8)
    texts = np.arange(n_texts)
    into = np.ascontiguousarray(chain.transitions.T)  # (to, from)
    best = chain.first + scores[0]
    ending = np.zeros((n_texts, n_labels), np.float32)
    ending[lengths == 1] = best[lengths == 1]
    for t in range(1, n_words):
        paths = best[:, None, :] + into
        back[t] = chosen = paths.argmax(axis=2)
        best = np.take_along_axis(paths, chosen[:, :, None], axis=2)[:, :, 0] + scores[t]
        ended = lengths == t + 1
        if ended.any():
            ending[ended] = best[ended]
    labels = np.zeros((n_words, n_texts), np.int8)
    now = (ending + chain.last).argmax(axis=1)
    for t in range(n_words - 1, -1, -1):
        inside = t < lengths
        labels[t, inside] = now[inside]
        if t:
            now = np.where(inside, back[t, texts, now], now)
    return labels


def _marginals(scores: Floats, lengths: NDArray[np.int_], chain: Chain) -> Floats:
    """Return (words, texts, labels) probabilities by the scaled forward-backward algorithm."""
    n_words = len(scores)
    local = np.exp(scores - scores.max(axis=2, keepdims=True))
    into = np.exp(np.ascontiguousarray(chain.transitions.T))
    outof = np.exp(chain.transitions)
    forward = np.zeros_like(local)
    backward = np.zeros_like(local)
    forward[0] = _scaled(np.exp(chain.first) * local[0])
    for t in range(1, n_words):
        forward[t] = _scaled((forward[t - 1][:, None, :] * into).sum(axis=2) * local[t])
    ends = np.exp(chain.last)
    for t in range(n_words - 1, -1, -1):
        if t + 1 < n_words:
            after = backward[t + 1] * local[t + 1]
            backward[t] = _scaled((after[:, None, :] * outof).sum(axis=2))
        backward[t, lengths == t + 1] = ends
    product = forward * backward
    shares: Floats = product / np.maximum(product.sum(axis=2, keepdims=True), np.float32(1e-30))
    return shares


def _scaled(values: Floats) -> Floats:
    """Return the values divided by their largest of each text."""
    scaled: Floats = values / np.maximum(values.max(axis=1, keepdims=True), np.float32(1e-30))
    return scaled
