"""Counting rows and words per article, on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from framing.notes import Annotations
from framing.text import Layers, Ragged

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Spans: TypeAlias = tuple[Ints, Ints, Ints, NDArray[Any]]  # articles, starts, ends, labels


def strings(table: Any, column: str) -> NDArray[Any]:
    """A string column as an object array; null is ``None``."""
    return np.array(table.column(column).to_pylist(), dtype=object)


def count_rows(notes: Annotations, codes: Ints, mask: NDArray[np.bool_] | None = None) -> Ints:
    """Rows per article, those of ``mask`` only if given.

    Parameters
    ----------
    notes : Annotations
    codes : ndarray of int
        Position of each row's article.
    mask : ndarray of bool, optional

    Returns
    -------
    ndarray of int, shape (articles,)

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It rained, he said.")]))
    >>> count_rows(notes, notes.attribution_articles)
    array([1])
    """
    kept = codes if mask is None else codes[mask]
    return np.bincount(kept, minlength=len(notes)).astype(np.int64)


def words_per_article(notes: Annotations, inside: NDArray[np.bool_] | None = None) -> Ints:
    """Words (no punctuation marks) per article, those of ``inside`` only if given.

    Parameters
    ----------
    notes : Annotations
    inside : ndarray of bool, optional
        One value per token of ``notes.layers.words``.

    Returns
    -------
    ndarray of int, shape (articles,)
    """
    mask = notes.word_mask if inside is None else notes.word_mask & inside
    running = np.concatenate(([0], np.cumsum(mask)))
    return np.diff(running[notes.layers.words.offsets]).astype(np.int64)


def spans_of(table: Any, column: str, codes: Ints) -> tuple[Ints, Ints, Ints]:
    """All spans of a column of span lists, flat.

    Parameters
    ----------
    table : pyarrow.Table
        Attributions; ``column`` is one of its ``..._spans``.
    column : str
    codes : ndarray of int
        Position of each row's article.

    Returns
    -------
    articles, starts, ends : ndarray of int
        One value per span, in order of the rows.
    """
    import pyarrow.compute as pc

    lists = table.column(column).combine_chunks()
    rows = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    flat = pc.list_flatten(pc.list_flatten(lists)).to_numpy(zero_copy_only=False)
    pairs = flat.astype(np.int64).reshape(-1, 2)
    return codes[rows], pairs[:, 0], pairs[:, 1]


def places_of(layers: Layers, rows: Ragged) -> tuple[Ints, int]:
    """Starts of rows as places in the whole batch, and the width that each article takes there.

    Position ``p`` of article ``i`` is the place ``i * width + p``, so that places of all articles
    are sorted and can be searched at once.
    """
    width = max(map(len, layers.texts), default=0) + 1
    return np.repeat(np.arange(len(layers)) * width, np.diff(rows.offsets)) + rows.starts, width


def tokens_inside(notes: Annotations, articles: Ints, starts: Ints, ends: Ints) -> Bools:
    """Which tokens begin inside any of the given spans, for all articles of the batch.

    Parameters
    ----------
    notes : Annotations
    articles, starts, ends : ndarray of int
        Spans, flat: position of the article, code points of its text. They may overlap.

    Returns
    -------
    ndarray of bool, one value per token of ``notes.layers.words``

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It rained a lot.")]))
    >>> tokens_inside(notes, np.array([0]), np.array([3]), np.array([11])).tolist()
    [False, True, True, False, False]
    """
    places, wide = places_of(notes.layers, notes.layers.words)
    change = np.zeros(len(places) + 1, dtype=np.int64)
    np.add.at(change, np.searchsorted(places, articles * wide + starts), 1)
    np.add.at(change, np.searchsorted(places, articles * wide + ends), -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)


def attributed_tokens(notes: Annotations) -> Bools:
    """Which tokens stand inside the content of an attribution: others' voice, not the outlet's."""
    codes = notes.attribution_articles
    return tokens_inside(notes, *spans_of(notes.attributions, "content_spans", codes))


def quoted_tokens(notes: Annotations) -> Bools:
    """Which tokens stand inside quotation marks, the marks themselves excluded."""
    quotes = notes.layers.quotes
    articles = np.repeat(np.arange(len(notes)), np.diff(quotes.offsets))
    starts, ends = quotes.inner_starts.astype(np.int64), quotes.inner_ends.astype(np.int64)
    return tokens_inside(notes, articles, starts, ends)


def first_spans(notes: Annotations, roles: Sequence[str], label: str) -> Spans:
    """One span per attribution that has a label: the first of the first role that is there.

    Parameters
    ----------
    notes : Annotations
    roles : sequence of str
        ``"source"``, ``"cue"``, ``"content"`` in the order to try.
    label : str
        Column with the label; rows without one are left out.

    Returns
    -------
    articles, starts, ends : ndarray of int
    labels : ndarray of str
    """
    rows: list[tuple[int, int, int, str]] = []
    parts = [notes.attributions.column(f"{role}_spans").to_pylist() for role in roles]
    labels = notes.attributions.column(label).to_pylist()
    for code, name, *spans in zip(notes.attribution_articles.tolist(), labels, *parts, strict=True):
        first = next((span[0] for span in spans if span), None)
        if name is not None and first is not None:
            rows.append((code, first[0], first[1], name))
    places = np.array([row[:3] for row in rows], dtype=np.int64).reshape(-1, 3)
    names = np.array([row[3] for row in rows], dtype=object)
    return places[:, 0], places[:, 1], places[:, 2], names
