"""What a linear model goes by, and what it would lose without a feature.

- `explain_coefficients`: by how much the log-odds of a class rise with one standard deviation of a
  feature, the others held still; intervals from refits on groups drawn with replacement.
- `permutation_importance` (Breiman 2001): by how much macro-F1 on **held-out groups** falls when
  the values of one feature are shuffled among the test articles. Features that say the same share
  their importance: each alone may seem to matter little.

Both describe the model, not the world: that a feature helps to tell outlets apart does not make it
a cause of anything.

References
----------
Breiman, L. (2001). Random forests. Machine Learning, 45(1), 5-32.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.pipeline import Pipeline

from framing.models.evaluating import code_labels, cut_folds, groups_for
from framing.models.inputs import as_rows
from framing.models.predicting import seeded, take
from framing.models.splits import check_folds, group_codes
from framing.models.tables import interval

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_COLUMNS = 2000


def explain_coefficients(
    model: Pipeline,
    data: Any,
    labels: Any,
    *,
    groups: Any,
    draws: int = 200,
    top: int | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Standardised coefficients of a linear pipeline, with intervals by groups.

    The pipeline is fitted on all rows. For each draw of groups its last step is fitted again; the
    steps before it, which do not see labels, stay as they are.

    Parameters
    ----------
    model : Pipeline
        Ends in a linear classifier (``coef_``); the step before has ``get_feature_names_out``.
    data : Corpus, sequence of Article or str, DataFrame or matrix
        What the pipeline takes.
    labels : sequence
    groups : sequence
        Group of each row (`framing.models.groups_of`, or outlets).
    draws : int
        Draws of groups; those that lose a label are drawn again.
    top : int, optional
        Only so many features per class, largest first; by default all.
    level : float
    seed : int

    Returns
    -------
    DataFrame
        ``class, feature, coefficient, ci_low, ci_high, n_groups``: change of the log-odds of the
        class per standard deviation of the feature; by class, largest absolute value first. With
        two classes only the second, in order of the alphabet, has rows.

    Raises
    ------
    TypeError
        If the model is no pipeline or does not end in a linear classifier.
    ValueError
        If numbers of rows differ, a label is missing, or a label has a single group.

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.preprocessing import StandardScaler
    >>> x = np.array([[0.0, 1], [1, 0], [0, 0], [1, 1]] * 3)
    >>> model = make_pipeline(StandardScaler(), LogisticRegression())
    >>> got = explain_coefficients(model, x, ["a", "b"] * 6, groups=range(12), draws=20)
    >>> got["feature"].tolist(), bool(got["ci_low"][0] > 0)
    (['x0', 'x1'], True)
    """
    rows = as_rows(data)
    names, y = code_labels(labels, rows.shape[0])
    _pipeline(model)
    codes = group_codes(groups, len(y))
    _check_spread(y, codes, names)
    fitted = _linear(seeded(model, seed).fit(rows, np.array(names, dtype=object)[y]))
    matrix = fitted[:-1].transform(rows)
    spread = _spread(matrix)
    size = fitted[-1].coef_ * spread
    kept = np.argsort(-np.abs(size), axis=1, kind="stable")[:, :top]
    drawn = _refits(fitted[-1], matrix, y, names, codes, kept, draws, np.random.default_rng(seed))
    features = _feature_names(fitted)
    classes = names[1:] if len(names) == 2 else names
    n_groups = int(codes.max()) + 1
    out = []
    for c, name in enumerate(classes):
        for place, column in enumerate(kept[c]):
            values = drawn[:, c, place] * spread[column]
            low, high = interval(size[c, column], values, n_groups, level)
            out.append((name, features[column], size[c, column], low, high, n_groups))
    columns = ["class", "feature", "coefficient", "ci_low", "ci_high", "n_groups"]
    return pd.DataFrame(out, columns=columns)


def permutation_importance(
    model: Pipeline,
    data: Any,
    labels: Any,
    *,
    splits: Any,
    groups: Any = None,
    features: Sequence[str] | None = None,
    repeats: int = 10,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Loss of macro-F1 on held-out groups when a feature is shuffled.

    Parameters
    ----------
    model : Pipeline
        The step before its last has ``get_feature_names_out``; what that puts out is shuffled.
    data : Corpus, sequence of Article or str, DataFrame or matrix
    labels : sequence
    splits : splitter, or iterable of (train, test)
    groups : sequence, optional
        As for `framing.models.evaluate`; needed where rows are not articles.
    features : sequence of str, optional
        Only these; by default all, which tf-idf has too many of.
    repeats : int
        Shuffles of each feature in each fold.
    draws : int
        Bootstrap draws of groups, for the interval.
    level : float
    seed : int

    Returns
    -------
    DataFrame
        ``feature, importance, ci_low, ci_high, n_articles, n_groups``, largest first. The interval
        speaks of other groups, given the fitted models.

    Raises
    ------
    TypeError
        If the model is no pipeline.
    ValueError
        If a feature is unknown, there are too many, or a group straddles a fold.

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.preprocessing import StandardScaler
    >>> from framing.models import GroupSplit
    >>> x = np.array([[0.0, 1], [1, 0], [0, 0], [1, 1]] * 6)
    >>> model = make_pipeline(StandardScaler(), LogisticRegression())
    >>> got = permutation_importance(model, x, ["a", "b"] * 12, splits=GroupSplit(3),
    ...                              groups=range(24), draws=50)
    >>> got["feature"].tolist(), bool(got["importance"][0] > 0.2)
    (['x0', 'x1'], True)
    """
    rows = as_rows(data)
    names, y = code_labels(labels, rows.shape[0])
    kept = groups_for(splits, rows, groups)
    folds = cut_folds(splits, rows, [names[code] for code in y], kept)
    check_folds(folds, kept)
    tested = np.concatenate([test for _, test in folds])
    codes = group_codes(kept[tested], len(tested))
    rng = np.random.default_rng(seed)
    base, shuffled = _shuffled(
        _pipeline(model), rows, y, names, folds, codes, features, repeats, rng
    )
    weights = rng.multinomial(len(base), np.full(len(base), 1 / len(base)), size=draws)
    whole = np.ones((1, len(base)))
    out = []
    for feature, confusion in shuffled.items():
        loss = float((_macro_f1(base, whole) - _macro_f1(confusion, whole))[0])
        drawn = _macro_f1(base, weights) - _macro_f1(confusion, weights)
        low, high = interval(loss, drawn, len(base), level)
        out.append((feature, loss, low, high, len(tested), len(base)))
    columns = ["feature", "importance", "ci_low", "ci_high", "n_articles", "n_groups"]
    frame = pd.DataFrame(out, columns=columns)
    return frame.sort_values(["importance", "feature"], ascending=[False, True], ignore_index=True)


def _shuffled(
    model: Pipeline,
    rows: Any,
    y: Ints,
    names: list[str],
    folds: list[tuple[Ints, Ints]],
    codes: Ints,
    features: Sequence[str] | None,
    repeats: int,
    rng: np.random.Generator,
) -> tuple[Floats, dict[str, Floats]]:
    """Confusion per group as predicted, and on average over shuffles of each feature."""
    labels = np.array(names, dtype=object)
    k = len(names)
    base = np.zeros((int(codes.max()) + 1, k, k))
    change: dict[str, Floats] = {}
    first = 0
    for train, test in folds:
        fitted = seeded(model, 0).fit(take(rows, train), labels[y[train]])
        matrix = fitted[:-1].transform(take(rows, test))
        columns = _columns(_feature_names(fitted), features)
        group = codes[first : first + len(test)]
        first += len(test)
        usual = _confusion(fitted[-1], matrix, y[test], names, group, len(base))
        base += usual
        for name, column in columns.items():
            total = change.setdefault(name, np.zeros_like(base))
            for _ in range(repeats):
                other = _with_shuffled(matrix, column, rng)
                got = _confusion(fitted[-1], other, y[test], names, group, len(base))
                total += (got - usual) / repeats
    if features is not None and set(features) - set(change):
        lost = sorted(set(features) - set(change))
        raise ValueError(f"no feature {lost[0]!r} in the model")
    return base, {name: base + total for name, total in change.items()}


def _confusion(
    last: Any, matrix: Any, true: Ints, names: list[str], group: Ints, n_groups: int
) -> Floats:
    code = {name: i for i, name in enumerate(names)}
    predicted = np.array([code[str(name)] for name in last.predict(matrix)], dtype=np.int64)
    out = np.zeros((n_groups, len(names), len(names)))
    np.add.at(out, (group, true, predicted), 1.0)
    return out


def _with_shuffled(matrix: Any, column: int, rng: np.random.Generator) -> Any:
    order = rng.permutation(matrix.shape[0])
    if not hasattr(matrix, "tocsc"):
        other = np.array(matrix)
        other[:, column] = other[order, column]
        return other
    from scipy import sparse

    csc = matrix.tocsc()
    parts = [csc[:, :column], csc[:, [column]].tocsr()[order], csc[:, column + 1 :]]
    return sparse.hstack(parts, format="csr")


def _columns(names: Any, features: Sequence[str] | None) -> dict[str, int]:
    place = {str(name): i for i, name in enumerate(names)}
    if features is not None:
        return {name: place[name] for name in features if name in place}
    if len(place) > MOST_COLUMNS:
        raise ValueError(
            f"{len(place)} features, each shuffled anew, are too many; name at most "
            f"{MOST_COLUMNS} with features="
        )
    return place


def _refits(
    last: Any,
    matrix: Any,
    y: Ints,
    names: list[str],
    codes: Ints,
    kept: Ints,
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Coefficients of the kept columns, refitted on drawn groups; ``(draws, classes, kept)``."""
    labels = np.array(names, dtype=object)
    n_groups = int(codes.max()) + 1
    members = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes))[:-1])
    out = np.empty((draws, *kept.shape))
    for i in range(draws):
        rows = np.empty(0, dtype=np.int64)
        while len(np.unique(y[rows])) < len(names):
            rows = np.concatenate([members[g] for g in rng.integers(n_groups, size=n_groups)])
        coefficients = clone(last).fit(matrix[rows], labels[y[rows]]).coef_
        out[i] = np.take_along_axis(coefficients, kept, axis=1)
    return out


def _macro_f1(confusion: Floats, weights: Any) -> Floats:
    sums = np.tensordot(np.asarray(weights, dtype=float), confusion, axes=1)
    hits = np.diagonal(sums, axis1=1, axis2=2)
    both = sums.sum(axis=1) + sums.sum(axis=2)
    f1 = np.divide(2 * hits, both, out=np.full(hits.shape, np.nan), where=both > 0)
    return np.asarray(np.nanmean(f1, axis=1), dtype=float)


def _check_spread(y: Ints, codes: Ints, names: list[str]) -> None:
    for code, name in enumerate(names):
        if len(np.unique(codes[y == code])) < 2:
            raise ValueError(f"label {name!r} is in one group only; no interval can be drawn")


def _spread(matrix: Any) -> Floats:
    """Standard deviation of each column, dense or sparse."""
    if not hasattr(matrix, "tocsc"):
        spread: Floats = np.asarray(matrix, dtype=float).std(axis=0)
        return spread
    mean: Floats = np.asarray(matrix.mean(axis=0), dtype=float).ravel()
    squares: Floats = np.asarray(matrix.multiply(matrix).mean(axis=0), dtype=float).ravel()
    return np.asarray(np.sqrt(np.maximum(squares - mean**2, 0.0)), dtype=float)


def _pipeline(model: Any) -> Pipeline:
    if not isinstance(model, Pipeline) or len(model.steps) < 2:
        raise TypeError(
            f"need a scikit-learn Pipeline of at least two steps, given {type(model).__name__}; "
            f"make_pipeline(FramingFeatures(), StandardScaler(), LogisticRegression()) is one"
        )
    return model


def _feature_names(fitted: Pipeline) -> list[str]:
    """Names of what the last step is given; first steps that name nothing are passed over."""
    for first in range(len(fitted.steps) - 1):
        try:
            return [str(name) for name in fitted[first:-1].get_feature_names_out()]
        except AttributeError:
            continue
    raise TypeError(
        f"{type(fitted[-2]).__name__} has no get_feature_names_out, so features have no names"
    )


def _linear(fitted: Any) -> Pipeline:
    if not hasattr(_pipeline(fitted)[-1], "coef_"):
        raise TypeError(f"{type(fitted[-1]).__name__} has no coef_; use a linear classifier")
    return fitted
