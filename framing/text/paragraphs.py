"""Paragraphs: where a newline ends one, and where it is only a wrapped line.

A blank line always ends a paragraph. A single newline ends one too (news sites and wire copy write
a paragraph a line), unless it looks wrapped: the next line goes on in lower case or this one stops
at a comma, and this one does not end in a full stop. A heading therefore stands alone even though
it has no stop.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.text.characters import DOT, LOWER, NEWLINE, STOP, Classes, Codes


def paragraph_starts(classes: Classes, codes: Codes, solid: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Positions of the first character of each paragraph.

    Parameters
    ----------
    classes, codes : array
        Classes and code points of a page.
    solid : array of bool
        True where the character is not space.

    Returns
    -------
    array of int
        Sorted; empty for a page of space.

    Examples
    --------
    >>> from framing.text.characters import classify, encode
    >>> codes = encode("\\n\\nA heading\\nA line\\nwrapped.\\n\\n")
    >>> classes = classify(codes)
    >>> paragraph_starts(classes, codes, (classes < 5) | (classes > 6)).tolist()
    [2, 12]
    """
    heads = np.flatnonzero(solid[1:] & ~solid[:-1]) + 1  # of runs without space
    tails = np.flatnonzero(solid[:-1] & ~solid[1:])
    newline = np.flatnonzero(classes == NEWLINE)
    is_pair = (codes[newline] == 13) & (codes[np.minimum(newline + 1, len(codes) - 1)] == 10)
    newline = newline[~is_pair]
    breaks = np.bincount(np.searchsorted(heads, newline), minlength=len(heads) + 1)[:-1]
    breaks[:1] = 2
    single = np.flatnonzero(breaks == 1)
    before, after = tails[single - 1], heads[single]
    goes_on = (classes[after] == LOWER) | (codes[before] == ord(","))
    stopped = (classes[before] == DOT) | (classes[before] == STOP)
    breaks[single[goes_on & ~stopped]] = 0
    return heads[breaks > 0]
