"""From articles to the matrix that a classifier takes: shares, rates and means, none missing.

Counts grow with the length of an article, and a model fed with counts learns length; so the columns
are the derived measures of `framing.features.measure`: ``share_``, ``rate_`` (per 1,000 words) and
``mean_``. A share of nothing (no attribution, no quotation) is missing; it takes the mean of that
column **in training**, and on request a second column says that it was missing.

Attributions are found anew for whatever articles are given. Where the same articles are used in
many folds, measure once and give the rows of that table instead: counting looks at one article at a
time, so nothing leaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.articles import Corpus
from framing.attribution.attributing import Method
from framing.features import Extractor, measure
from framing.models.inputs import as_articles
from framing.notes import Annotations, as_notes

DERIVED = ("share_", "rate_", "mean_")


class FramingFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Measure articles: shares, rates and means as a dense matrix, missing values filled.

    Parameters
    ----------
    extractors : sequence of str or Extractor, optional
        As for `framing.features.measure`; all built-in ones by default. Not used on tables.
    columns : sequence of str, optional
        Columns of the feature table to use; by default all shares, rates and means.
    method : {"model", "rules"}
        How attributions are found, see `framing.annotate`; rules are many times faster and find
        less. Not used on tables and annotations.
    indicate_missing : bool
        Add a column ``missing_<column>`` (0 or 1) for each column that had missing values in
        training.

    Attributes
    ----------
    columns_ : tuple of str
        Columns used: those asked for that have a value in at least one training article.
    means_ : ndarray
        Their means in training, put where a value is missing.
    indicated_ : tuple of str
        Columns that have an indicator.

    Raises
    ------
    ValueError
        If an article is known not to be English, a column is not in the table, or none has a value.

    Examples
    --------
    >>> texts = ["It rained, the mayor said.", "Critics claimed that it snowed.", "It rained."]
    >>> features = FramingFeatures(["stance"], columns=["share_stance_distancing"])
    >>> features.fit_transform(texts).ravel().tolist()
    [0.0, 1.0, 0.5]
    >>> features.get_feature_names_out().tolist()
    ['share_stance_distancing']
    """

    def __init__(
        self,
        extractors: Sequence[str | Extractor] | None = None,
        *,
        columns: Sequence[str] | None = None,
        method: Method = "model",
        indicate_missing: bool = False,
    ) -> None:
        self.extractors = extractors
        self.columns = columns
        self.method = method
        self.indicate_missing = indicate_missing

    def fit(self, X: Any, y: Any = None) -> FramingFeatures:  # noqa: N803
        """Learn which columns have values, and their means.

        Parameters
        ----------
        X : Corpus, Annotations, sequence of Article or str, or DataFrame
            A DataFrame holds rows of a table that `framing.features.measure` made.
        y : ignored
        """
        self._learn(self._measure(X))
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Measure articles; shape ``(articles, columns)``, no value missing."""
        check_is_fitted(self)
        return self._fill(self._measure(X))

    def fit_transform(self, X: Any, y: Any = None) -> NDArray[np.float64]:  # noqa: N803
        """Fit and transform, measuring once."""
        table = self._measure(X)
        self._learn(table)
        return self._fill(table)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns: measures, then indicators."""
        check_is_fitted(self)
        names = [*self.columns_, *(f"missing_{name}" for name in self.indicated_)]
        return np.array(names, dtype=object)

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())

    def _measure(self, data: Any) -> pd.DataFrame:
        if isinstance(data, pd.DataFrame):
            return data
        notes = as_notes(_as_notes_or_corpus(data), method=self.method)
        return measure(notes, self.extractors)

    def _learn(self, table: pd.DataFrame) -> None:
        values = _values(table, _wanted(table, self.columns))
        there = values.notna()
        kept = [name for name in values if there[name].any()]
        if not kept:
            raise ValueError(f"none of the {len(values.columns)} columns has a value in training")
        self.columns_: tuple[str, ...] = tuple(str(name) for name in kept)
        self.means_ = values[kept].mean().to_numpy(dtype=float)
        partly = [name for name in kept if not there[name].all()]
        self.indicated_ = tuple(partly) if self.indicate_missing else ()

    def _fill(self, table: pd.DataFrame) -> NDArray[np.float64]:
        values = _values(table, self.columns_)
        array = values.to_numpy(dtype=float)
        filled = np.where(np.isnan(array), self.means_, array)
        missing = values[list(self.indicated_)].isna().to_numpy(dtype=float)
        return np.concatenate([filled, missing], axis=1)


def as_text_tags(tags: Any) -> Any:
    """Tags of an estimator that takes texts or articles, not a matrix of numbers."""
    tags.input_tags.two_d_array = False
    tags.input_tags.one_d_array = True
    tags.input_tags.string = True
    tags.input_tags.allow_nan = False
    tags.requires_fit = True
    return tags


def _as_notes_or_corpus(data: Any) -> Corpus | Annotations:
    """Input for ``measure``; rows drawn twice get distinct ids, and none is silently left out."""
    if isinstance(data, Annotations):
        return data
    articles = as_articles(data)
    foreign = sorted({a.lang for a in articles if a.lang not in (None, "en")} - {None}, key=str)
    if foreign:
        raise ValueError(
            f"{sum(a.lang in foreign for a in articles)} of {len(articles)} articles are not "
            f"English ({', '.join(map(str, foreign))}) and cannot be measured; "
            f"Corpus.english() leaves them out"
        )
    return Corpus.from_articles(replace(a, id=str(i)) for i, a in enumerate(articles))


def _wanted(table: pd.DataFrame, columns: Sequence[str] | None) -> list[str]:
    if columns is not None:
        return list(columns)
    found = [name for name in table.columns if str(name).startswith(DERIVED)]
    if not found:
        raise ValueError(
            f"no column starts with {', '.join(DERIVED)}; give a table that framing.measure made, "
            f"or name columns="
        )
    return found


def _values(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    lost = [name for name in columns if name not in table.columns]
    if lost:
        raise ValueError(
            f"no column {lost[0]!r} in the feature table; it has "
            f"{', '.join(str(name) for name in table.columns)}"
        )
    return table[list(columns)].astype(float)
