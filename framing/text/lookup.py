"""Questions that other rooms ask of layers: which sentence, quoted or not, word or punctuation.

All answers are arrays; positions are code points of the article named by its index ``i``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.text.characters import DIGIT, classify, encode

if TYPE_CHECKING:
    from framing.text.layers import Layers

_PAGE = 512  # articles whose characters are looked up at a time


def sentence_of(layers: Layers, i: int, positions: ArrayLike) -> NDArray[np.int32]:
    """Index, within article ``i``, of the sentence that each position belongs to.

    A position in the space after a sentence belongs to that sentence.

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    positions : array-like of int
        Code points of ``layers.texts[i]``; any shape.

    Returns
    -------
    array of int32, same shape
        ``-1`` before the first sentence, and everywhere in an article without one.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> sentence_of(read_layers(["It rained. We left."]), 0, [0, 9, 11]).tolist()
    [0, 0, 1]
    """
    starts, _ = layers.sentences.of(i)
    found = np.searchsorted(starts, np.asarray(positions, np.int64), "right") - 1
    return np.asarray(found, np.int32)


def in_quotes(
    layers: Layers, i: int, positions: ArrayLike, *, closed_only: bool = False
) -> NDArray[np.bool_]:
    """Whether each position of article ``i`` stands inside quotation marks (marks excluded).

    Parameters
    ----------
    layers : Layers
    i : int
        Article.
    positions : array-like of int
        Code points of ``layers.texts[i]``; any shape.
    closed_only : bool
        Count only quotations that have a closing mark.

    Returns
    -------
    array of bool, same shape

    Examples
    --------
    >>> from framing.text import read_layers
    >>> in_quotes(read_layers(['A "so-called" plan']), 0, [0, 2, 3, 13]).tolist()
    [False, False, True, False]
    """
    _, _, starts, ends, _, closed = layers.quotes.of(i)
    if closed_only:
        starts, ends = starts[closed], ends[closed]
    places = np.asarray(positions, np.int64)
    opened = np.searchsorted(np.sort(starts), places, "right")
    shut = np.searchsorted(np.sort(ends), places, "right")
    return np.asarray(opened > shut)


def is_word(layers: Layers, i: int | None = None) -> NDArray[np.bool_]:
    """Tell words from punctuation: a mask over ``layers.words``.

    A token is a word if it holds a letter or digit; the ``'s`` cut off from ``Kadlec's`` is not
    one, so that counts agree with what a reader would count.

    Parameters
    ----------
    layers : Layers
    i : int, optional
        One article; the whole batch if not given.

    Returns
    -------
    array of bool
        One a row of ``layers.words`` (of article ``i``).

    Examples
    --------
    >>> from framing.text import read_layers
    >>> layers = read_layers(["Kadlec's win, 3-0."])
    >>> is_word(layers).tolist()
    [True, False, True, False, True, False]
    """
    if i is not None:
        return is_word(layers.take(i, i + 1))
    parts = [
        _is_word(layers.take(first, min(first + _PAGE, len(layers))))
        for first in range(0, len(layers), _PAGE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.bool_)


def _is_word(layers: Layers) -> NDArray[np.bool_]:
    if not len(layers.words):
        return np.zeros(0, np.bool_)
    lengths = np.fromiter(map(len, layers.texts), np.int64, len(layers))
    bases = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    shift = np.repeat(bases, np.diff(layers.words.offsets))
    starts, ends = layers.words.starts + shift, layers.words.ends + shift
    codes = encode("".join(layers.texts))
    solid = np.concatenate([[0], np.cumsum(classify(codes) <= DIGIT)])
    is_clitic = (ends - starts == 2) & np.isin(codes[starts], (39, 0x2019, 0x2018))
    is_clitic &= (codes[ends - 1] | 32) == ord("s")
    return np.asarray((solid[ends] > solid[starts]) & ~is_clitic)


def quote_runs(layers: Layers, i: int) -> NDArray[np.int32]:
    """Number the quotations of article ``i`` so that the pieces of one quotation share a number.

    A quotation over several paragraphs is written with a mark at the head of each and a closing
    mark only at the end; it has one row a paragraph in ``layers.quotes``. A row continues the row
    before it if that one was left open at the end of its paragraph and this one begins the next
    paragraph with the same kind of mark, or without one.

    Returns
    -------
    array of int32
        One a row of ``layers.quotes.of(i)``, counted from 0.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> layers = read_layers(["“We left.\\n\\n“They stayed,” he said. “So it was.”"])
    >>> quote_runs(layers, 0).tolist()
    [0, 0, 1]
    """
    starts, ends, _, _, kinds, closed = layers.quotes.of(i)
    heads, tails = layers.paragraphs.of(i)
    owner = np.searchsorted(heads, starts, "right") - 1
    left_open = {
        (int(owner[row]), int(kinds[row])): row
        for row in np.flatnonzero(~closed)
        if ends[row] == tails[owner[row]]
    }
    runs = np.zeros(len(starts), np.int32)
    count = 0
    for row in range(len(starts)):
        earlier = None
        if starts[row] == heads[owner[row]]:
            earlier = left_open.get((int(owner[row]) - 1, int(kinds[row])))
        if earlier is None:
            runs[row], count = count, count + 1
        else:
            runs[row] = runs[earlier]
    return runs
