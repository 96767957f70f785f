"""Two plain pipelines to begin with: words, and measured features. Linear, so that they explain.

=========  ========================================================================================
words      masked text; tf-idf of words and pairs of words (log counts); logistic regression
features   shares, rates and means of `framing.features.measure`; standardised; logistic regression
=========  ========================================================================================

A bag of words is hard to beat on a few thousand articles, and its score is mostly about what a text
is about. A model of features reads only how things are said; that it scores lower is no fault. Both
are ordinary scikit-learn pipelines: ``model.set_params``, `GridSearchCV` and every other step work.
"""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from framing.attribution.attributing import Method
from framing.features import Extractor
from framing.models.inputs import texts_of
from framing.models.masking import MaskedText
from framing.models.matrix import FramingFeatures

MOST_WORDS = 100_000


def words_model(
    *, names: Sequence[str] = (), masked: bool = True, min_articles: int = 3, c: float = 10.0
) -> Pipeline:
    """Logistic regression on tf-idf of words and pairs of words.

    Parameters
    ----------
    names : sequence of str
        Further names to hide, as for `framing.models.MaskedText`.
    masked : bool
        Hide names, addresses and boilerplate. Without it the score shows how much they give away.
    min_articles : int
        Leave out words and pairs found in fewer training articles.
    c : float
        Inverse strength of the penalty. To choose it, pass the pipeline to ``GridSearchCV`` with
        the same splitter, and never on articles that are scored afterwards.

    Returns
    -------
    Pipeline
        Not fitted. Steps ``maskedtext`` (or ``functiontransformer``), ``tfidfvectorizer``,
        ``logisticregression``.

    Raises
    ------
    ValueError
        If names are given but nothing is masked.

    Examples
    --------
    >>> texts = ["Rain fell.", "Rain again.", "Sun shone.", "Sun again."]
    >>> model = words_model(min_articles=1).fit(texts, ["wet", "wet", "dry", "dry"])
    >>> model.predict(["More rain."]).tolist()
    ['wet']
    """
    if names and not masked:
        raise ValueError("names= are names to hide, but masked=False hides none; drop one of them")
    read = MaskedText(names) if masked else FunctionTransformer(texts_of)
    words = TfidfVectorizer(
        ngram_range=(1, 2), min_df=min_articles, max_features=MOST_WORDS, sublinear_tf=True
    )
    return make_pipeline(read, words, LogisticRegression(C=c, max_iter=300, tol=1e-3))


def features_model(
    extractors: Sequence[str | Extractor] | None = None,
    *,
    columns: Sequence[str] | None = None,
    method: Method = "model",
    indicate_missing: bool = False,
    c: float = 1.0,
) -> Pipeline:
    """Logistic regression on standardised measures of articles.

    Parameters
    ----------
    extractors, columns, method, indicate_missing
        As for `framing.models.FramingFeatures`.
    c : float
        Inverse strength of the penalty.

    Returns
    -------
    Pipeline
        Not fitted. Steps ``framingfeatures``, ``standardscaler``, ``logisticregression``.

    Examples
    --------
    >>> texts = ["It rained, she said.", "It snowed, she said.", "It rained.", "It snowed."]
    >>> model = features_model(["voice"]).fit(texts, ["voices", "voices", "none", "none"])
    >>> model.predict(["It hailed, he said."]).tolist()
    ['voices']
    """
    features = FramingFeatures(
        extractors, columns=columns, method=method, indicate_missing=indicate_missing
    )
    return make_pipeline(features, StandardScaler(), LogisticRegression(C=c, max_iter=2000))
