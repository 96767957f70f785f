"""Folds that do not leak: whole groups are held out, and a group that straddles is refused.

Random folds put one article about an event into training and its neighbour into test; a model then
scores by recognising names and borrowed paragraphs. Where a label belongs to the outlet (leaning,
country, owner), articles of one outlet in both parts let it score by recognising the outlet: on
AllSides articles BERT falls from 79.8% to 36.8% accuracy when whole media are held out (Baly et al.
2020). So:

- `GroupSplit` holds out whole events and clusters of duplicates;
- `LeaveOutletsOut` holds out whole outlets;
- `check_folds` refuses any folds that part a group, and names it.

Both splitters work wherever scikit-learn takes ``cv=``, and cut the same folds for the same seed.

References
----------
Baly, R., Da San Martino, G., Glass, J., & Nakov, P. (2020). We can detect your bias. EMNLP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.models.grouping import groups_of
from framing.models.inputs import are_texts, as_articles
from framing.types import Article

Ints = NDArray[np.int64]
Fold = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class GroupSplit:
    """Cross-validation that holds out whole groups, with the labels spread evenly over the folds.

    Parameters
    ----------
    n_splits : int
        Folds, at least 2.
    seed : int
        Shuffles groups of the same size.

    Examples
    --------
    >>> texts = ["Rain fell.", "Rain again.", "Sun shone.", "Sun again."]
    >>> folds = GroupSplit(2).split(texts, ["wet", "wet", "dry", "dry"], ["a", "b", "a", "b"])
    >>> [(train.tolist(), test.tolist()) for train, test in folds]
    [([1, 3], [0, 2]), ([0, 2], [1, 3])]
    """

    n_splits: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        _check_n(self.n_splits)

    def get_n_splits(self, X: Any = None, y: Any = None, groups: Any = None) -> int:  # noqa: N803
        """Number of folds."""
        return self.n_splits

    def group(self, X: Any, groups: Any = None) -> NDArray[np.object_]:  # noqa: N803
        """The groups that are kept whole: those given, else events and duplicates of the articles.

        Raises
        ------
        ValueError
            If none are given and the articles have neither an event nor a duplicate, so that
            nothing would be kept together.
        """
        if groups is not None:
            return named_groups(groups, count_rows(X), "groups")
        articles = [] if are_texts(X) else _maybe_articles(X)
        if not any(a.event is not None or a.duplicate_of is not None for a in articles):
            raise ValueError(
                "no groups to keep whole: give groups=, or articles with an event or duplicate_of "
                "(framing.find_events and framing.find_duplicates find them)"
            )
        return groups_of(articles)

    def split(self, X: Any, y: Any = None, groups: Any = None) -> Iterator[Fold]:  # noqa: N803
        """Yield positions of training and test rows, fold by fold.

        Parameters
        ----------
        X : sequence
            Rows; articles carry their groups, see `group`.
        y : sequence, optional
            Labels to spread evenly.
        groups : sequence, optional
            Group of each row; null is a group of its own.

        Raises
        ------
        ValueError
            If there are fewer groups than folds, or a label is unknown to some training part.
        """
        yield from _folds(self.group(X, groups), y, self.n_splits, self.seed, "group")


@dataclass(frozen=True, slots=True)
class LeaveOutletsOut:
    """Cross-validation that holds out whole outlets, for labels that belong to outlets.

    Near-duplicates (``duplicate_of``, equal texts) of test articles leave the training part: wire
    copy that two outlets print would tell one from the other.

    Parameters
    ----------
    n_splits : int, optional
        Folds, outlets spread over them with their labels as even as can be. By default one outlet a
        fold.
    seed : int
        Shuffles outlets of the same size.

    Examples
    --------
    >>> rows = [Article(id=str(i), text=f"Day {i}.", outlet="abcd"[i]) for i in range(4)]
    >>> folds = list(LeaveOutletsOut().split(rows, ["left", "left", "right", "right"]))
    >>> [test.tolist() for _, test in folds]
    [[0], [1], [2], [3]]
    """

    n_splits: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.n_splits is not None:
            _check_n(self.n_splits)

    def get_n_splits(self, X: Any = None, y: Any = None, groups: Any = None) -> int:  # noqa: N803
        """Number of folds; without ``n_splits`` it needs the articles or the outlets.

        Raises
        ------
        ValueError
            If neither is given.
        """
        if self.n_splits is not None:
            return self.n_splits
        if X is None and groups is None:
            raise ValueError("one fold an outlet: give X or groups, or set n_splits")
        return len(set(self.group(groups if X is None else X, groups)))

    def group(self, X: Any, groups: Any = None) -> NDArray[np.object_]:  # noqa: N803
        """The outlets: those given, else those of the articles.

        Raises
        ------
        ValueError
            If an outlet is missing.
        """
        if groups is not None:
            outlets = list(groups)
        else:
            outlets = [article.outlet for article in _maybe_articles(X)]
        missing = [i for i, outlet in enumerate(outlets) if is_missing(outlet)]
        if missing or not outlets:
            raise ValueError(
                f"{len(missing)} of {count_rows(X)} rows have no outlet (the first is row "
                f"{missing[0] if missing else 0}): give articles with outlets, or the outlets as "
                f"groups="
            )
        return named_groups(outlets, count_rows(X), "groups")

    def split(self, X: Any, y: Any = None, groups: Any = None) -> Iterator[Fold]:  # noqa: N803
        """Yield positions of training and test rows, fold by fold.

        Parameters
        ----------
        X : sequence
            Rows; articles carry their outlet.
        y : sequence, optional
            Labels.
        groups : sequence, optional
            Outlet of each row, for example with sibling outlets under one name.

        Raises
        ------
        ValueError
            If an outlet is missing, there are fewer outlets than folds, or a label has so few
            outlets that a training part does not know it.
        """
        outlets = self.group(X, groups)
        n = len(set(outlets)) if self.n_splits is None else self.n_splits
        copies = groups_of(_maybe_articles(X), by=("duplicate_of", "text"))
        for train, test in _folds(outlets, y, n, self.seed, "outlet"):
            if len(copies):
                train = train[~np.isin(copies[train].astype(str), copies[test].astype(str))]
            yield train, test


def check_folds(folds: Iterable[tuple[Any, Any]], groups: Any) -> None:
    """Refuse folds of which one has a group in both its training and its test part.

    Parameters
    ----------
    folds : iterable of (train, test)
        Positions of rows.
    groups : sequence
        Group of each row (event, cluster of duplicates, outlet); null is a group of its own.

    Raises
    ------
    ValueError
        If a group straddles; the message names the fold, the group and how many articles.

    Examples
    --------
    >>> check_folds([([0, 1], [2])], ["a", "a", "b"])
    >>> check_folds([([0, 1], [2])], ["a", "b", "b"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: fold 0: group 'b' straddles: 1 of its articles in training, 1 in test ...
    """
    groups = list(groups)
    names = named_groups(groups, len(groups), "groups")
    for i, (train, test) in enumerate(folds):
        trained, tested = names[np.asarray(train, dtype=int)], names[np.asarray(test, dtype=int)]
        both = set(trained) & set(tested)
        if both:
            name = min(both, key=str)
            raise ValueError(
                f"fold {i}: group {name!r} straddles: {(trained == name).sum()} of its articles in "
                f"training, {(tested == name).sum()} in test ({len(both)} such groups in this "
                f"fold). A model would be tested on what it has seen; split with GroupSplit or "
                f"LeaveOutletsOut"
            )


def _folds(
    groups: NDArray[np.object_], y: Any, n_splits: int, seed: int, unit: str
) -> Iterator[Fold]:
    """Whole groups into folds: large ones first, each where its label is scarcest."""
    names, codes = np.unique(groups.astype(str), return_inverse=True)
    if len(names) < n_splits:
        raise ValueError(
            f"{n_splits} folds need at least {n_splits} {unit}s, given {len(names)}: "
            f"{', '.join(names[:5])}"
        )
    labels, y_codes = _label_codes(y, len(groups))
    counts = np.zeros((len(names), len(labels)), dtype=np.int64)
    np.add.at(counts, (codes, y_codes), 1)
    fold = _assign(counts, n_splits, np.random.default_rng(seed))[codes]
    for i in range(n_splits):
        train = np.flatnonzero(fold != i)
        lost = np.setdiff1d(np.arange(len(labels)), y_codes[train])
        if len(lost):
            raise ValueError(
                f"fold {i}: its training part has no article labelled {labels[lost[0]]!r}: too few "
                f"{unit}s have that label for {n_splits} folds; use fewer folds, another seed, or "
                f"leave the label out"
            )
        yield train, np.flatnonzero(fold == i)


def _assign(counts: Ints, n_splits: int, rng: np.random.Generator) -> Ints:
    """Fold of each group, from how many articles of each label it has, ``(groups, labels)``."""
    if len(counts) == n_splits:
        return np.arange(n_splits)
    order = rng.permutation(len(counts))
    order = order[np.argsort(-counts[order].sum(axis=1), kind="stable")]
    held = np.zeros((n_splits, counts.shape[1]), dtype=np.int64)
    fold = np.zeros(len(counts), dtype=np.int64)
    for group in order:
        main = int(counts[group].argmax())
        fold[group] = np.lexsort((held.sum(axis=1), held[:, main]))[0]
        held[fold[group]] += counts[group]
    return fold


def _label_codes(y: Any, n: int) -> tuple[list[str], Ints]:
    if y is None:
        return ["any"], np.zeros(n, dtype=np.int64)
    names, codes = np.unique([str(label) for label in named_groups(y, n, "y")], return_inverse=True)
    return names.tolist(), codes.astype(np.int64)


def named_groups(values: Any, n: int, what: str) -> NDArray[np.object_]:
    """Values as an object array of strings; a null becomes a name that no other row has."""
    values = list(values)
    if len(values) != n:
        raise ValueError(f"{what} has {len(values)} values for {n} rows")
    out = np.empty(n, dtype=object)
    out[:] = [f"(row {i})" if is_missing(v) else str(v) for i, v in enumerate(values)]
    return out


def group_codes(values: Any, n: int) -> Ints:
    """Groups of n rows as numbers from 0; a null is a group of its own.

    Examples
    --------
    >>> group_codes(["x", None, "x", None], 4).tolist()
    [2, 0, 2, 1]
    """
    names = named_groups(values, n, "groups").astype(str)
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def count_rows(X: Any) -> int:  # noqa: N803
    """Number of rows of a sequence, a table or a matrix, sparse ones too."""
    return int(X.shape[0]) if hasattr(X, "shape") else len(X)


def is_missing(value: Any) -> bool:
    """Whether a label or group is null: None, NaN or NA."""
    return value is None or value != value or str(value) == "<NA>"


def _check_n(n_splits: int) -> None:
    if n_splits < 2:
        raise ValueError(f"n_splits must be at least 2, given {n_splits}")


def _maybe_articles(X: Any) -> Sequence[Article]:  # noqa: N803
    """The rows as articles, or none where they are something else (a feature matrix)."""
    try:
        return as_articles(X)
    except TypeError:
        return []
