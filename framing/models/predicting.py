"""Predictions on held-out folds: fit on training, predict test, keep what is needed to score.

The model is cloned for every fold, so that nothing learnt in one reaches another, and every
``random_state`` that was left open is set from the seed, so that two runs agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Fold = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class Predictions:
    """What a model said of every row that was tested.

    Attributes
    ----------
    rows : ndarray of int, shape (tested,)
        Positions, fold by fold.
    fold : ndarray of int, shape (tested,)
    predicted : ndarray of int, shape (tested,)
        Codes of classes.
    chances : ndarray, shape (tested, classes), optional
        Probabilities; 0 for a class that training did not know.
    """

    rows: Ints
    fold: Ints
    predicted: Ints
    chances: Floats | None


def predict_folds(
    model: Any, data: Any, y: Ints, *, folds: Sequence[Fold], names: Sequence[str], seed: int
) -> Predictions:
    """Fit on each training part and predict its test part.

    Parameters
    ----------
    model : scikit-learn classifier or Pipeline
    data : ndarray, sparse matrix or DataFrame
        Rows that the model takes.
    y : ndarray of int, shape (rows,)
        Codes of labels.
    folds : sequence of (train, test)
    names : sequence of str
        Labels by code; the model is given these.
    seed : int

    Returns
    -------
    Predictions

    Examples
    --------
    >>> from sklearn.dummy import DummyClassifier
    >>> folds = [(np.array([0, 1, 2]), np.array([3]))]
    >>> got = predict_folds(DummyClassifier(), np.zeros((4, 1)), np.array([1, 1, 0, 0]),
    ...                     folds=folds, names=["a", "b"], seed=0)
    >>> got.predicted.tolist()
    [1]
    """
    labels = np.array(list(names), dtype=object)
    code = {name: i for i, name in enumerate(names)}
    predicted, chances = [], []
    for train, test in folds:
        fitted = seeded(model, seed).fit(take(data, train), labels[y[train]])
        part = take(data, test)
        predicted.append(np.array([code[str(name)] for name in fitted.predict(part)], dtype=int))
        if hasattr(fitted, "predict_proba"):
            full = np.zeros((len(test), len(names)))
            full[:, [code[str(name)] for name in fitted.classes_]] = fitted.predict_proba(part)
            chances.append(full)
    return Predictions(
        np.concatenate([test for _, test in folds]).astype(np.int64),
        np.repeat(np.arange(len(folds)), [len(test) for _, test in folds]),
        np.concatenate(predicted).astype(np.int64),
        np.concatenate(chances) if len(chances) == len(folds) else None,
    )


def seeded(model: Any, seed: int) -> Any:
    """A fresh copy of a model in which every open ``random_state`` is set.

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> seeded(LogisticRegression(), 7).random_state
    7
    """
    fresh = clone(model)
    found = fresh.get_params(deep=True)
    open_ones = [n for n, v in found.items() if n.endswith("random_state") and v is None]
    return fresh.set_params(**dict.fromkeys(sorted(open_ones), seed))


def take(data: Any, rows: Ints) -> Any:
    """Rows by position, of an array, a sparse matrix or a DataFrame."""
    return data.iloc[rows] if hasattr(data, "iloc") else data[rows]


def permute_labels(y: Ints, groups: Ints, rng: np.random.Generator) -> Ints:
    """Labels permuted by group: what could as well have been, if texts said nothing of labels.

    Groups of one label pass it round among themselves, whole; within a group of several labels its
    articles do. Articles of a group thus never count as independent (Winkler et al. 2015).

    Parameters
    ----------
    y, groups : ndarray of int, shape (rows,)
        Codes of labels and of groups.
    rng : numpy.random.Generator

    References
    ----------
    Winkler, A. M., et al. (2015). Multi-level block permutation. NeuroImage, 123, 253-268.

    Examples
    --------
    >>> y = np.array([0, 0, 1, 1]); groups = np.array([0, 0, 1, 1])
    >>> got = permute_labels(y, groups, np.random.default_rng(0))
    >>> bool(got[0] == got[1] and got[2] == got[3])
    True
    """
    k = int(groups.max()) + 1
    low, high = np.full(k, y.max()), np.zeros(k, dtype=y.dtype)
    np.minimum.at(low, groups, y)
    np.maximum.at(high, groups, y)
    whole = np.flatnonzero((low == high) & (np.bincount(groups, minlength=k) > 0))
    moved = low.copy()
    moved[whole] = low[rng.permutation(whole)]
    out = np.where(np.isin(groups, whole), moved[groups], y)
    for group in np.flatnonzero(low != high):
        rows = np.flatnonzero(groups == group)
        out[rows] = y[rng.permutation(rows)]
    return out
