"""Which words make one text's average higher than another's: the generalised word shift.

For any average of word scores (sentiment, share of a class, surprise) with relative frequencies
``p`` and scores ``s`` in two texts, the difference of averages is a sum over words (Gallagher et
al. 2021):

    contribution_w = (p2 - p1) * ((s1 + s2) / 2 - s_ref) + (s2 - s1) * (p1 + p2) / 2

whatever the reference score ``s_ref`` is. The first part says that a word is used more or less, the
second that it is scored otherwise.

References
----------
Gallagher, R. J., et al. (2021). Generalized word shift graphs. EPJ Data Science, 10(4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shift:
    """Contributions of each word; they sum to ``average_2 - average_1``."""

    average_1: float
    average_2: float
    reference: float
    usage: Floats
    scoring: Floats

    @property
    def contribution(self) -> Floats:
        """``usage + scoring`` of each word."""
        return self.usage + self.scoring


def word_shift(
    counts_1: Floats,
    counts_2: Floats,
    scores_1: Floats,
    *,
    scores_2: Floats | None = None,
    reference: float | None = None,
) -> Shift:
    """Decompose the difference of two weighted averages into words.

    Parameters
    ----------
    counts_1, counts_2 : ndarray, shape (words,)
        How often each text uses each word.
    scores_1, scores_2 : ndarray, shape (words,)
        Scores; the same in both texts if the second is not given. A word with a missing score
        (NaN) in either is left out of both averages and contributes nothing.
    reference : float, optional
        Default: the average of the first text.

    Returns
    -------
    Shift

    Raises
    ------
    ValueError
        If a text has no scored word.

    Examples
    --------
    >>> shift = word_shift(np.array([1.0, 3.0]), np.array([3.0, 1.0]), np.array([1.0, -1.0]))
    >>> shift.average_1, shift.average_2, shift.contribution.tolist()
    (-0.5, 0.5, [0.75, 0.25])
    """
    second = scores_1 if scores_2 is None else scores_2
    scored = ~(np.isnan(scores_1) | np.isnan(second))
    n1, n2 = np.where(scored, counts_1, 0.0), np.where(scored, counts_2, 0.0)
    if n1.sum() <= 0 or n2.sum() <= 0:
        raise ValueError("each text needs at least one word with a score")
    p1, p2 = n1 / n1.sum(), n2 / n2.sum()
    s1, s2 = np.where(scored, scores_1, 0.0), np.where(scored, second, 0.0)
    average_1, average_2 = float(p1 @ s1), float(p2 @ s2)
    level = average_1 if reference is None else reference
    usage = np.where(scored, (p2 - p1) * ((s1 + s2) / 2 - level), 0.0)
    return Shift(average_1, average_2, level, usage, np.where(scored, (s2 - s1) * (p1 + p2) / 2, 0))
