"""What a model must beat: scores reached without reading how anything is said.

=============  =================================================================================
majority       the most frequent label in training
length         number of words and paragraphs, length of words
date           when it was published: twenty spans of time with equal numbers of articles, weekday
topic          what it is about: twenty dimensions of the words of title and lead
boilerplate    what masking takes out (credits, datelines, addresses, names), byline, paragraphs
               that several training articles share word for word, kinds of quotation mark and dash
=============  =================================================================================

Each is a pipeline from articles to a label; all but the first end in the same logistic regression.
A high score of *boilerplate* says that the label can be read off the page furniture; of *date* or
*topic*, that the classes were sampled at other times or about other things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import TruncatedSVD
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.validation import check_is_fitted

from framing.models.inputs import as_articles
from framing.models.masking import MaskedText, hidden, name_pattern, variants
from framing.models.matrix import as_text_tags
from framing.types import Article

Baseline = Literal["majority", "length", "date", "topic", "boilerplate"]
BASELINES: tuple[str, ...] = get_args(Baseline)
SPANS = 20
TOPICS = 20
LEAD_WORDS = 60
SHARED = 3
MARKS = re.compile("''|``|--|[\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014\u2026]")


def baselines(names: Sequence[Baseline] = BASELINES, *, seed: int = 0) -> dict[str, Pipeline]:  # type: ignore[assignment]
    """Pipelines from articles to labels that know nothing of how a text is written.

    Parameters
    ----------
    names : sequence of {"majority", "length", "date", "topic", "boilerplate"}
    seed : int
        For the decomposition into topics.

    Returns
    -------
    dict of str to Pipeline
        Not fitted.

    Raises
    ------
    ValueError
        For a name that is not there.

    Examples
    --------
    >>> model = baselines(["length"])["length"]
    >>> texts = ["Rain.", "Sun.", "It rained for days on end.", "It was dry for weeks on end."]
    >>> model.fit(texts, ["short", "short", "long", "long"]).predict(["Hail."]).tolist()
    ['short']
    """
    unknown = [name for name in names if name not in BASELINES]
    if unknown:
        raise ValueError(f"no baseline {unknown[0]!r}; there are {', '.join(BASELINES)}")
    made = {
        "majority": make_pipeline(Lengths(), DummyClassifier(strategy="prior")),
        "length": make_pipeline(Lengths(), StandardScaler(), _classifier()),
        "date": make_pipeline(Dates(), _classifier()),
        "topic": make_pipeline(Topics(seed=seed), StandardScaler(), _classifier()),
        "boilerplate": make_pipeline(Boilerplate(), _words(), _classifier()),
    }
    return {name: made[name] for name in names}


class Lengths(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Length of articles: log words, log paragraphs, mean letters a word.

    Examples
    --------
    >>> Lengths().fit_transform(["It rained.", "It rained.\\n\\nIt rained."]).round(2).tolist()
    [[1.1, 0.69, 4.5], [1.61, 1.1, 4.5]]
    """

    def fit(self, X: Any, y: Any = None) -> Lengths:  # noqa: N803
        """Learn nothing; the input is checked."""
        as_articles(X)
        self.n_columns_ = 3
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Lengths, shape ``(articles, 3)``."""
        check_is_fitted(self)
        rows = [_lengths(article.text) for article in as_articles(X)]
        return np.array(rows, dtype=float).reshape(-1, 3)

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())


class Dates(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Dates of articles: span of time (equal numbers of training articles), weekday, no date.

    Examples
    --------
    >>> days = [Article(id=d, text="", date=d) for d in ("2031-03-03", "2031-03-04")]
    >>> Dates().fit_transform(days).sum(axis=1).tolist()
    [2.0, 2.0]
    """

    def fit(self, X: Any, y: Any = None) -> Dates:  # noqa: N803
        """Learn the limits of the spans."""
        days = [day for article in as_articles(X) if (day := _day(article)) is not None]
        shares = np.linspace(0, 1, SPANS + 1)[1:-1]
        self.limits_ = np.unique(np.quantile(days, shares)) if days else np.empty(0)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Dummies, shape ``(articles, spans + 7 + 1)``."""
        check_is_fitted(self)
        articles = as_articles(X)
        spans = len(self.limits_) + 1
        out = np.zeros((len(articles), spans + 8))
        for row, article in zip(out, articles, strict=True):
            day = _day(article)
            if day is None:
                row[-1] = 1.0
            else:
                row[np.searchsorted(self.limits_, day, "right")] = 1.0
                row[spans + date.fromordinal(day).weekday()] = 1.0
        return out

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())


class Topics(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """What articles are about: latent dimensions of the masked words of title and lead.

    Parameters
    ----------
    seed : int

    Examples
    --------
    >>> texts = ["Rain flooded fields.", "Rain and floods.", "Cup final tonight.", "Final won."]
    >>> Topics().fit_transform(texts).shape
    (4, 3)
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, X: Any, y: Any = None) -> Topics:  # noqa: N803
        """Learn words and dimensions."""
        articles = as_articles(X)
        self.mask_ = MaskedText().fit(articles)
        self.words_ = _words(stop_words="english")
        counts = self.words_.fit_transform(_leads(articles, self.mask_))
        n = min(TOPICS, len(articles) - 1, counts.shape[1] - 1)
        if n < 1:
            raise ValueError(f"{len(articles)} articles and {counts.shape[1]} words give no topic")
        self.svd_ = TruncatedSVD(n, random_state=self.seed).fit(counts)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Places on the dimensions, shape ``(articles, topics)``."""
        check_is_fitted(self)
        leads = _leads(as_articles(X), self.mask_)
        return np.asarray(self.svd_.transform(self.words_.transform(leads)), dtype=float)

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())


class Boilerplate(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts made of nothing but boilerplate, an object array of ``str``.

    Examples
    --------
    >>> article = Article(id="a", text='"Rain", he said (AP).', byline="By Ida Berg")
    >>> Boilerplate().fit_transform([article]).tolist()
    ['By Ida Berg (AP) mark_0022']
    """

    def fit(self, X: Any, y: Any = None) -> Boilerplate:  # noqa: N803
        """Learn outlets' names, and paragraphs that at least three training articles share."""
        articles = as_articles(X)
        self.names_ = tuple(sorted({a.outlet for a in articles if a.outlet is not None}))
        counts = Counter(p for article in articles for p in set(_paragraphs(article.text)))
        self.shared_ = frozenset(p for p, n in counts.items() if n >= SHARED)
        return self

    def transform(self, X: Any) -> NDArray[np.object_]:  # noqa: N803
        """The boilerplate of each article."""
        check_is_fitted(self)
        names = name_pattern(variants(self.names_))
        texts = []
        for article in as_articles(X):
            shared = [p for p in _paragraphs(article.text) if p in self.shared_]
            marks = [_mark_name(mark) for mark in sorted(set(MARKS.findall(article.text)))]
            parts = [article.byline or "", *hidden(article, names), *shared, *marks]
            texts.append(" ".join(part for part in parts if part))
        out = np.empty(len(texts), dtype=object)
        out[:] = texts
        return out

    def __sklearn_tags__(self) -> Any:
        return as_text_tags(super().__sklearn_tags__())


class _Words(TfidfVectorizer):  # type: ignore[misc]
    """Tf-idf that has one more word, in no text, so that articles without words are no error."""

    def fit(self, raw_documents: Any, y: Any = None) -> _Words:
        super().fit([*raw_documents, "nothingatall"], y)
        return self

    def fit_transform(self, raw_documents: Any, y: Any = None) -> Any:
        return self.fit(raw_documents, y).transform(raw_documents)


def _words(stop_words: str | None = None) -> _Words:
    return _Words(sublinear_tf=True, max_features=20_000, stop_words=stop_words)


def _classifier() -> LogisticRegression:
    return LogisticRegression(max_iter=2000)


def _lengths(text: str) -> tuple[float, float, float]:
    words = text.split()
    letters = sum(map(len, words)) / len(words) if words else 0.0
    return float(np.log1p(len(words))), float(np.log1p(len(_paragraphs(text)))), letters


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def _leads(articles: Sequence[Article], masking: MaskedText) -> list[str]:
    texts = masking.transform(articles)
    titles = (article.title or "" for article in articles)
    return [f"{t} {' '.join(x.split()[:LEAD_WORDS])}" for t, x in zip(titles, texts, strict=True)]


def _day(article: Article) -> int | None:
    return None if article.date is None else date.fromisoformat(article.date[:10]).toordinal()


def _mark_name(mark: str) -> str:
    return "mark_" + "".join(f"{ord(c):04x}" for c in mark)
