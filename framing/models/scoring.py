"""Scores of a classifier from counts per group, so that groups can be drawn again and again.

Every score here is a function of sums over articles: the confusion table, squared errors of the
probabilities, and per bin of confidence how many articles, how sure, how often right. `tally` makes
the sums per group; a bootstrap draw weights the groups and adds up; predictions are never touched
again.

Definitions
-----------
- ``precision, recall, f1`` of a class from true positives, predicted and actual articles; null
  where the denominator is 0. ``macro_f1`` is the plain mean over classes that occur.
- ``brier`` (Brier 1950): mean squared error of the probabilities, summed over classes; for two
  classes half of that, which is the usual mean of ``(p - y)**2``. 0 is best.
- ``ece`` (Guo et al. 2017): expected calibration error, the mean gap between how sure the model is
  of the class it is surest of and how often that class is right, over ten bins of equal width
  weighted by articles. 0 is best.

References
----------
Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. MWR, 78(1), 1-3.
Guo, C., Pleiss, G., Sun, Y., & Weinberger, K. Q. (2017). On calibration of modern neural networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.stats import divide

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BINS = 10
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums per group of articles; the first axis is the group, or the bootstrap draw.

    Attributes
    ----------
    confusion : ndarray, shape (groups, classes, classes)
        Articles by true and predicted class.
    squares : ndarray, shape (groups,)
        Squared errors of the probabilities; NaN where the model gives none.
    bins : ndarray, shape (groups, 3, bins)
        Articles, sum of the highest probability, articles where that class is right.
    """

    confusion: Floats
    squares: Floats
    bins: Floats

    def total(self) -> Tally:
        """Sums over all groups, with one row."""
        return self.weighted(np.ones((1, len(self.confusion))))

    def weighted(self, weights: Floats) -> Tally:
        """Sums with weights, shape ``(draws, groups)``; one row a draw."""
        return Tally(
            np.tensordot(weights, self.confusion, axes=1),
            weights @ self.squares,
            np.tensordot(weights, self.bins, axes=1),
        )


def tally(
    true: Ints, predicted: Ints, chances: Floats | None, *, groups: Ints, n_classes: int
) -> Tally:
    """Sums per group, from which all scores follow.

    Parameters
    ----------
    true, predicted : ndarray of int, shape (articles,)
        Codes of classes.
    chances : ndarray, shape (articles, classes), optional
        Probabilities, if the model gives any.
    groups : ndarray of int, shape (articles,)
        Codes of groups, ``0..k-1``.
    n_classes : int

    Returns
    -------
    Tally

    Examples
    --------
    >>> got = tally(np.array([0, 1]), np.array([0, 0]), None, groups=np.array([0, 0]), n_classes=2)
    >>> got.confusion[0].tolist()
    [[1.0, 0.0], [1.0, 0.0]]
    """
    k = int(groups.max()) + 1
    confusion = np.zeros((k, n_classes, n_classes))
    np.add.at(confusion, (groups, true, predicted), 1.0)
    if chances is None:
        return Tally(confusion, np.full(k, np.nan), np.full((k, 3, BINS), np.nan))
    errors = ((chances - np.eye(n_classes)[true]) ** 2).sum(axis=1)
    squares = np.bincount(groups, errors / (2.0 if n_classes == 2 else 1.0), minlength=k)
    return Tally(
        confusion,
        squares.astype(float),
        bin_sums(chances.max(axis=1), chances.argmax(axis=1) == true, groups),
    )


def bin_sums(chances: Floats, right: NDArray[np.bool_], groups: Ints) -> Floats:
    """Articles, summed probability, articles that were right, by group and bin of probability."""
    out = np.zeros((int(groups.max()) + 1, 3, BINS))
    place = np.minimum((chances * BINS).astype(np.int64), BINS - 1)
    for row, values in enumerate((np.ones(len(chances)), chances, right.astype(float))):
        np.add.at(out[:, row], (groups, place), values)
    return out


def scores_of(sums: Tally) -> dict[tuple[str, int | None], Floats]:
    """All scores by metric and class (``None`` for the whole), one value per row of the sums.

    Examples
    --------
    >>> true = np.array([0, 0, 1]); got = np.array([0, 1, 1])
    >>> sums = tally(true, got, None, groups=np.array([0, 1, 2]), n_classes=2).total()
    >>> round(float(scores_of(sums)["macro_f1", None][0]), 4)
    0.6667
    """
    hits = np.diagonal(sums.confusion, axis1=1, axis2=2)
    actual, called = sums.confusion.sum(axis=2), sums.confusion.sum(axis=1)
    n = actual.sum(axis=1)
    f1 = divide(2 * hits, actual + called)
    out: dict[tuple[str, int | None], Floats] = {
        ("accuracy", None): divide(hits.sum(axis=1), n),
        ("macro_f1", None): divide(
            np.nansum(f1, axis=1), (~np.isnan(f1)).sum(axis=1).astype(float)
        ),
    }
    for k in range(hits.shape[1]):
        out["precision", k] = divide(hits[:, k], called[:, k])
        out["recall", k] = divide(hits[:, k], actual[:, k])
        out["f1", k] = f1[:, k]
    out["brier", None] = divide(sums.squares, n)
    gap = np.abs(sums.bins[:, 2] - sums.bins[:, 1]).sum(axis=1)
    out["ece", None] = divide(gap, n)
    return out


def draw_scores(
    tallies: Mapping[str, Tally], *, draws: int, rng: np.random.Generator
) -> dict[str, dict[tuple[str, int | None], Floats]]:
    """Bootstrap scores of several models; every draw takes the same groups for all of them.

    Parameters
    ----------
    tallies : mapping of str to Tally
        With the same groups.
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    dict
        By model, then as `scores_of`, one value per draw.

    Examples
    --------
    >>> one = tally(np.array([0, 1]), np.array([0, 1]), None, groups=np.array([0, 1]), n_classes=2)
    >>> got = draw_scores({"m": one}, draws=3, rng=np.random.default_rng(0))
    >>> got["m"]["accuracy", None].tolist()
    [1.0, 1.0, 1.0]
    """
    k = len(next(iter(tallies.values())).confusion)
    parts: dict[str, list[dict[tuple[str, int | None], Floats]]] = {name: [] for name in tallies}
    for first in range(0, draws, CHUNK):
        size = min(CHUNK, draws - first)
        weights = np.stack([np.bincount(rng.integers(k, size=k), minlength=k) for _ in range(size)])
        for name, sums in tallies.items():
            parts[name].append(scores_of(sums.weighted(weights.astype(float))))
    return {
        name: {key: np.concatenate([chunk[key] for chunk in chunks]) for key in chunks[0]}
        for name, chunks in parts.items()
    }
