"""Layers: what reading a batch of articles once leaves behind.

Conventions
-----------
- Positions are code points of the article they belong to: ``texts[i][start:end]`` *is* the thing.
- A layer is flat over the batch. Article ``i`` owns rows ``offsets[i]`` to ``offsets[i + 1]``.
- Paragraphs, sentences and words each tile the non-space text: every character that is not space is
  in exactly one of each, words lie inside sentences, sentences inside paragraphs.
- Quotations are sorted by start; two of them are disjoint or one lies inside the other.
- Reading is a pure function of the single article: any batching gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.text.characters import NEWLINE, SPACE, classify, encode
from framing.text.paragraphs import paragraph_starts
from framing.text.quotes import find_quotes
from framing.text.sentences import find_ends
from framing.text.words import glue_words

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

_GAP = "\n\n"  # before, between and after articles on a page
_PAGE = 1 << 18  # characters read at a time: the work arrays stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Ragged:
    """Spans of a batch of articles, flat: article ``i`` owns rows ``offsets[i]:offsets[i + 1]``.

    Examples
    --------
    >>> words = read_layers(["Yes.", "", "No way"]).words
    >>> words.offsets.tolist()
    [0, 2, 2, 4]
    >>> starts, ends = words.of(2)
    >>> starts.tolist(), ends.tolist()
    ([0, 3], [2, 6])
    """

    starts: Ints
    ends: Ints
    offsets: Ints

    def __len__(self) -> int:
        """Number of rows over the whole batch."""
        return len(self.starts)

    def of(self, i: int) -> tuple[Ints, Ints]:
        """``(starts, ends)`` of article ``i``."""
        rows = slice(self.offsets[i], self.offsets[i + 1])
        return self.starts[rows], self.ends[rows]

    def take(self, i: int, j: int) -> Ragged:
        """Rows of articles ``i`` to ``j`` (exclusive)."""
        rows = slice(self.offsets[i], self.offsets[j])
        return Ragged(self.starts[rows], self.ends[rows], _take_offsets(self.offsets, i, j))


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotations of a batch of articles, flat like :class:`Ragged`.

    ``starts``/``ends`` include the marks, ``inner_starts``/``inner_ends`` exclude them; ``kinds``
    index ``QUOTE_KINDS``; ``closed`` is False where no closing mark was found.
    """

    starts: Ints
    ends: Ints
    inner_starts: Ints
    inner_ends: Ints
    kinds: NDArray[np.int8]
    closed: Bools
    offsets: Ints

    def __len__(self) -> int:
        """Number of rows over the whole batch."""
        return len(self.starts)

    def of(self, i: int) -> tuple[Ints, Ints, Ints, Ints, NDArray[np.int8], Bools]:
        """``(starts, ends, inner_starts, inner_ends, kinds, closed)`` of article ``i``."""
        return self._rows(slice(self.offsets[i], self.offsets[i + 1]))

    def take(self, i: int, j: int) -> Quotes:
        """Rows of articles ``i`` to ``j`` (exclusive)."""
        rows = slice(self.offsets[i], self.offsets[j])
        return Quotes(*self._rows(rows), _take_offsets(self.offsets, i, j))

    def _rows(self, rows: slice) -> tuple[Ints, Ints, Ints, Ints, NDArray[np.int8], Bools]:
        return (
            self.starts[rows],
            self.ends[rows],
            self.inner_starts[rows],
            self.inner_ends[rows],
            self.kinds[rows],
            self.closed[rows],
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """A batch of texts with their paragraphs, sentences, words and quotations."""

    texts: tuple[str, ...]
    paragraphs: Ragged
    sentences: Ragged
    words: Ragged
    quotes: Quotes

    def __len__(self) -> int:
        """Number of articles."""
        return len(self.texts)

    def take(self, i: int, j: int) -> Layers:
        """The layers of articles ``i`` to ``j`` (exclusive), as reading these alone would give.

        Raises
        ------
        IndexError
            If not ``0 <= i <= j <= len(self)``.

        Examples
        --------
        >>> read_layers(["One.", "Two.", "Three."]).take(1, 3).texts
        ('Two.', 'Three.')
        """
        if not 0 <= i <= j <= len(self.texts):
            raise IndexError(f"take({i}, {j}): need 0 <= i <= j <= {len(self.texts)}")
        return Layers(
            self.texts[i:j],
            self.paragraphs.take(i, j),
            self.sentences.take(i, j),
            self.words.take(i, j),
            self.quotes.take(i, j),
        )


def read_layers(texts: Sequence[str]) -> Layers:
    """Find paragraphs, sentences, words and quotation marks of a batch of articles.

    Parameters
    ----------
    texts : sequence of str
        One string an article; empty ones are allowed and own no rows.

    Returns
    -------
    Layers
        Flat arrays over the batch, positions in code points of each article.

    Raises
    ------
    TypeError
        If ``texts`` is one string, or an element is not a string.

    Examples
    --------
    >>> layers = read_layers(["“It is over,” said Ms. Vale. She left."])
    >>> text = layers.texts[0]
    >>> [text[a:b] for a, b in zip(*layers.sentences.of(0))]
    ['“It is over,” said Ms. Vale.', 'She left.']
    >>> [text[a:b] for a, b in zip(*layers.words.of(0))][-7:]
    ['said', 'Ms.', 'Vale', '.', 'She', 'left', '.']
    >>> _, _, inner_starts, inner_ends, _, closed = layers.quotes.of(0)
    >>> text[inner_starts[0]:inner_ends[0]], bool(closed[0])
    ('It is over,', True)
    """
    if isinstance(texts, str):
        raise TypeError("texts is one string; give a sequence of texts: read_layers([text])")
    batch = tuple(texts)
    for i, text in enumerate(batch):
        if not isinstance(text, str):
            raise TypeError(f"texts[{i}] is {type(text).__name__}, not str: {text!r:.60}")
    pages = [_read_page(page) for page in _pages(batch)]
    joined = [
        tuple(np.concatenate([page[layer][column] for page in pages]) for column in range(width))
        for layer, width in enumerate((3, 3, 3, 7))
    ]
    flat = [(*columns[:-1], _offsets(columns[-1])) for columns in joined]
    return Layers(batch, Ragged(*flat[0]), Ragged(*flat[1]), Ragged(*flat[2]), Quotes(*flat[3]))


def _take_offsets(offsets: Ints, i: int, j: int) -> Ints:
    return np.asarray(offsets[i : j + 1] - offsets[i], np.int32)


def _offsets(counts: NDArray[np.int64]) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _pages(texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Cut a batch into runs of whole articles of about ``_PAGE`` characters; at least one run."""
    first, size = 0, 0
    for i, text in enumerate(texts):
        if size and size + len(text) > _PAGE:
            yield texts[first:i]
            first, size = i, 0
        size += len(text)
    yield texts[first:]


Columns = tuple[NDArray[np.generic], ...]


def _read_page(texts: tuple[str, ...]) -> tuple[Columns, Columns, Columns, Columns]:
    """Columns of each layer for one page, the last of each the number of rows per article."""
    page = _GAP + _GAP.join(texts) + _GAP
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    bases = len(_GAP) + np.concatenate([[0], np.cumsum(lengths + len(_GAP))])
    codes = encode(page)
    classes = classify(codes)
    solid = (classes < SPACE) | (classes > NEWLINE)
    paragraphs = paragraph_starts(classes, codes, solid)
    glue = glue_words(page, codes, classes)
    ends, kept_dots = find_ends(page, classes, glue, paragraphs)
    quotes = find_quotes(page, classes, glue, paragraphs, bases)
    glue[kept_dots] = True
    glue[ends] = False

    first = solid & ~glue
    word_starts = np.flatnonzero(first)
    last = solid.copy()
    last[:-1] &= ~solid[1:] | first[1:]
    word_ends = np.flatnonzero(last) + 1
    sentence_marks = np.union1d(paragraphs, ends)

    return (
        _localise(*_group(word_starts, word_ends, paragraphs), bases),
        _localise(*_group(word_starts, word_ends, sentence_marks), bases),
        _localise(word_starts, word_ends, bases),
        _localise_quotes(quotes, bases),
    )


def _group(
    starts: NDArray[np.int64], ends: NDArray[np.int64], marks: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Spans from the first word at or after each mark to the last word before the next one."""
    if not len(starts):
        return starts, ends
    heads = np.unique(np.concatenate([[0], np.searchsorted(starts, marks)]))
    heads = heads[heads < len(starts)]
    tails = np.concatenate([heads[1:], [len(starts)]]) - 1
    return starts[heads], ends[tails]


def _localise(
    starts: NDArray[np.int64], ends: NDArray[np.int64], bases: NDArray[np.int64]
) -> Columns:
    counts = np.diff(np.searchsorted(starts, bases))
    shift = np.repeat(bases[:-1], counts)
    return (starts - shift).astype(np.int32), (ends - shift).astype(np.int32), counts


def _localise_quotes(
    rows: list[tuple[int, int, int, int, int, bool]], bases: NDArray[np.int64]
) -> Columns:
    table = np.array(rows, np.int64).reshape(-1, 6)
    counts = np.diff(np.searchsorted(table[:, 0], bases))
    shift = np.repeat(bases[:-1], counts)
    places = [(table[:, column] - shift).astype(np.int32) for column in range(4)]
    return (*places, table[:, 4].astype(np.int8), table[:, 5].astype(np.bool_), counts)
