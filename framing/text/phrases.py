"""Words and phrases counted per article: integers and sorting, no strings until the end.

Every distinct lower-cased word gets a number; a phrase of two or three words is a number made of
those numbers; counting is sorting. Phrases do not run over punctuation marks or sentence ends, so
"White House. President" holds no phrase "house president". Counts come per article, because the
article, not the word, is what was sampled.

Conventions
-----------
- A term is written as it is counted: lower case, words joined by one space.
- ``counts`` is a sparse matrix, articles x terms, terms in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.text.layers import Layers
from framing.text.lookup import is_word

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Phrases:
    """Terms and how often each article uses them.

    Attributes
    ----------
    terms : tuple of str
        Sorted.
    counts : scipy.sparse.csr_array, shape (articles, terms), int64
    """

    terms: tuple[str, ...]
    counts: Any


def count_phrases(
    layers: Layers,
    *,
    lengths: Collection[int] = (1, 2, 3),
    inside: NDArray[np.bool_] | None = None,
    min_articles: int = 2,
) -> Phrases:
    """Count words and phrases in each article.

    Parameters
    ----------
    layers : Layers
    lengths : collection of int
        Phrase lengths in words, each 1, 2 or 3.
    inside : ndarray of bool, optional
        One value per token of ``layers.words``: only phrases that lie wholly inside are counted
        (the journalist's own voice, or contents).
    min_articles : int
        Terms in fewer articles are left out: they say who wrote about what, not how.

    Returns
    -------
    Phrases

    Raises
    ------
    ValueError
        If a length is not 1, 2 or 3, or ``min_articles`` is below 1.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> got = count_phrases(read_layers(["The dam broke.", "The dam held."]), lengths=(1, 2))
    >>> got.terms
    ('dam', 'the', 'the dam')
    >>> got.counts.toarray().tolist()
    [[1, 1, 1], [1, 1, 1]]
    """
    from scipy import sparse

    if not lengths or not set(lengths) <= {1, 2, 3} or min_articles < 1:
        raise ValueError(
            f"lengths must be among 1, 2, 3 and min_articles at least 1; given lengths="
            f"{tuple(lengths)}, min_articles={min_articles}"
        )
    kept = is_word(layers) if inside is None else is_word(layers) & inside
    vocabulary, ids = _word_ids(layers, kept)
    article = np.repeat(np.arange(len(layers)), np.diff(layers.words.offsets))
    sentence = _sentence_ids(layers)
    terms: list[str] = []
    parts = []
    for length in sorted(set(lengths)):
        words, places = _runs(ids, kept, sentence, length)
        codes, names = _named(words, article[places], vocabulary, min_articles)
        ok = codes >= 0
        shape = (len(layers), len(names))
        ones = np.ones(int(ok.sum()), dtype=np.int64)
        parts.append(sparse.csr_array((ones, (article[places][ok], codes[ok])), shape=shape))
        terms += names
    counts = sparse.csr_array(sparse.hstack(parts, format="csc")) if parts else None
    order = np.array(sorted(range(len(terms)), key=terms.__getitem__), dtype=np.int64)
    assert counts is not None
    return Phrases(tuple(terms[i] for i in order), sparse.csr_array(counts[:, order]))


def _word_ids(layers: Layers, kept: NDArray[np.bool_]) -> tuple[list[str], Ints]:
    """Distinct lower-cased words in order of first use, and the number of every kept token."""
    numbers: dict[str, int] = {}
    ids = np.full(len(kept), -1, dtype=np.int64)
    for i, text in enumerate(layers.texts):
        first, last = int(layers.words.offsets[i]), int(layers.words.offsets[i + 1])
        starts, ends = layers.words.of(i)
        low = text.lower()
        if len(low) != len(text):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        mask = kept[first:last]
        ids[first:last][mask] = [
            numbers.setdefault(low[s:e], len(numbers))
            for s, e in zip(starts[mask].tolist(), ends[mask].tolist(), strict=True)
        ]
    return list(numbers), ids


def _sentence_ids(layers: Layers) -> Ints:
    """Number of the sentence of each token, over the whole batch."""
    out = np.zeros(len(layers.words), dtype=np.int64)
    base = 0
    for i in range(len(layers)):
        starts, _ = layers.words.of(i)
        first = int(layers.words.offsets[i])
        begin, _ = layers.sentences.of(i)
        out[first : first + len(starts)] = base + np.searchsorted(begin, starts, "right")
        base += len(begin) + 1
    return out


def _runs(ids: Ints, kept: NDArray[np.bool_], sentence: Ints, length: int) -> tuple[Ints, Ints]:
    """Word numbers of all runs of this many neighbouring words, and where each run starts."""
    n = len(ids) - length + 1
    if n <= 0:
        return np.zeros((0, length), dtype=np.int64), np.zeros(0, dtype=np.int64)
    ok = sentence[:n] == sentence[length - 1 : length - 1 + n]
    for k in range(length):
        ok = ok & kept[k : k + n]
    places = np.flatnonzero(ok)
    return np.stack([ids[places + k] for k in range(length)], axis=1), places


def _named(
    words: Ints, article: Ints, vocabulary: list[str], min_articles: int
) -> tuple[Ints, list[str]]:
    """Dense codes of the runs used in enough articles (-1 for others), and their names."""
    if len(words) == 0:
        return np.zeros(0, dtype=np.int64), []
    key = words[:, 0]
    for k in range(1, words.shape[1]):
        _, key = np.unique(key, return_inverse=True)
        key = key.astype(np.int64) * (len(vocabulary) + 1) + words[:, k]
    _, first, code = np.unique(key, return_index=True, return_inverse=True)
    pairs = np.unique(code.astype(np.int64) * (int(article.max()) + 1) + article)
    in_articles = np.bincount(pairs // (int(article.max()) + 1), minlength=len(first))
    enough = in_articles >= min_articles
    dense = np.where(enough, np.cumsum(enough) - 1, -1)
    names = [" ".join(vocabulary[w] for w in words[p].tolist()) for p in first[enough].tolist()]
    return dense[code].astype(np.int64), names
