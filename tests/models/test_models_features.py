"""Transformers take articles or texts and behave as scikit-learn estimators."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from framing.articles import Corpus, read
from framing.features import measure
from framing.models import FramingFeatures, GroupSplit, MaskedText
from framing.models.baselines import Boilerplate, Dates, Lengths, Topics
from framing.notes import annotate
from framing.types import Article

TEXTS = [
    "It rained all day, the mayor said.",
    "Critics claimed that the dam would break.",
    "It rained.",
    '"We were not told," she said. Officials insisted that all was well.',
]
TRANSFORMERS = [
    FramingFeatures(["stance"]),
    MaskedText(["Courier"]),
    Lengths(),
    Dates(),
    Topics(),
    Boilerplate(),
]


@pytest.mark.parametrize("estimator", TRANSFORMERS, ids=lambda e: type(e).__name__)
class TestTextEstimators:
    """What scikit-learn checks on matrices, on texts."""

    def test_fit_twice_gives_the_same_and_leaves_parameters(self, estimator):
        one = clone(estimator)
        before = repr(one.get_params())
        first = one.fit(TEXTS).transform(TEXTS)
        again = one.fit(TEXTS).transform(TEXTS)
        assert np.array_equal(first, again)
        assert np.array_equal(first, clone(estimator).fit_transform(TEXTS))
        assert repr(one.get_params()) == before

    def test_rows_are_independent_and_in_order(self, estimator):
        one = clone(estimator).fit(TEXTS)
        whole = one.transform(TEXTS)
        assert len(whole) == len(TEXTS)
        for i in (3, 0):
            assert np.allclose(_num(one.transform(TEXTS[i : i + 1])), _num(whole[i : i + 1]))

    def test_survives_pickling(self, estimator):
        one = clone(estimator).fit(TEXTS)
        other = pickle.loads(pickle.dumps(one))
        assert np.array_equal(one.transform(TEXTS), other.transform(TEXTS))

    def test_unfitted_and_wrong_input(self, estimator):
        with pytest.raises(NotFittedError):
            clone(estimator).transform(TEXTS)
        with pytest.raises(TypeError, match="element 1 is float, need an Article or a text"):
            clone(estimator).fit(["Rain.", float("nan")])
        with pytest.raises(TypeError, match="given one str; put it in a list"):
            clone(estimator).fit("Rain.")

    def test_inputs_of_every_kind_agree(self, estimator):
        articles = [Article(id=str(i), text=text) for i, text in enumerate(TEXTS)]
        wanted = clone(estimator).fit_transform(TEXTS)
        for data in (articles, np.array(TEXTS), pd.Series(TEXTS), Corpus.from_articles(articles)):
            assert np.array_equal(clone(estimator).fit_transform(data), wanted)


def _num(values):
    if values.dtype == object:
        return np.array([[hash(v) for v in values.ravel()]], dtype=float)
    return values


def test_matrix_holds_shares_rates_and_means_and_nothing_missing():
    features = FramingFeatures().fit(TEXTS)
    matrix = features.transform(TEXTS)
    names = features.get_feature_names_out()
    table = measure(Corpus.from_articles(Article(id=str(i), text=t) for i, t in enumerate(TEXTS)))
    assert matrix.shape == (4, len(names))
    assert not np.isnan(matrix).any()
    assert {n.partition("_")[0] for n in names} == {"share", "rate", "mean"}
    for j, name in enumerate(names):
        there = table[name].notna().to_numpy()
        assert np.allclose(matrix[there, j], table.loc[there, name])
        assert np.allclose(matrix[~there, j], table[name].mean())


def test_means_come_from_training_and_indicators_on_request():
    features = FramingFeatures(
        ["stance"], columns=["share_stance_distancing", "n_words"], indicate_missing=True
    )
    features.fit(TEXTS[:3])
    assert features.get_feature_names_out().tolist() == [
        "share_stance_distancing",
        "n_words",
        "missing_share_stance_distancing",
    ]
    got = features.transform(["It rained.", TEXTS[1]])
    assert got[:, 0].tolist() == [0.5, 1.0]
    assert got[:, 2].tolist() == [1.0, 0.0]


def test_columns_without_any_value_are_left_out():
    features = FramingFeatures(["stance", "loaded"]).fit(["It rained.", "It snowed."])
    names = features.get_feature_names_out().tolist()
    assert "share_stance_distancing" not in names
    assert "rate_loaded" in names


def test_a_measured_table_gives_the_same_matrix():
    corpus = Corpus.from_articles(Article(id=str(i), text=t) for i, t in enumerate(TEXTS))
    notes = annotate(corpus)
    wanted = FramingFeatures(["stance"]).fit_transform(corpus)
    assert np.array_equal(FramingFeatures(["stance"]).fit_transform(notes), wanted)
    assert np.array_equal(FramingFeatures().fit_transform(measure(notes, ["stance"])), wanted)


def test_attributions_may_be_found_by_rules():
    corpus = Corpus.from_articles(Article(id=str(i), text=t) for i, t in enumerate(TEXTS))
    wanted = FramingFeatures(["stance"]).fit_transform(annotate(corpus, method="rules"))
    assert np.array_equal(FramingFeatures(["stance"], method="rules").fit_transform(TEXTS), wanted)
    with pytest.raises(ValueError, match="magic"):
        FramingFeatures(method="magic").fit(TEXTS)


def test_features_refuse():
    german = Article(id="a", text="Es regnet.", lang="de")
    with pytest.raises(ValueError, match=r"1 of 2 articles are not English \(de\)"):
        FramingFeatures().fit([german, Article(id="b", text="Rain.")])
    with pytest.raises(ValueError, match="no column 'share_nothing' in the feature table; it has"):
        FramingFeatures(["stance"], columns=["share_nothing"]).fit(TEXTS)
    with pytest.raises(ValueError, match="no column starts with share_, rate_, mean_"):
        FramingFeatures().fit(pd.DataFrame({"x": [1.0]}))
    with pytest.raises(ValueError, match="none of the 1 columns has a value"):
        FramingFeatures(["stance"], columns=["share_stance_distancing"]).fit(["It rained."])


def test_the_same_article_twice_is_measured_twice():
    article = Article(id="a", text=TEXTS[1])
    assert FramingFeatures(["stance"]).fit_transform([article, article]).shape[0] == 2


def test_pipeline_and_grid_search_on_articles_of_the_sample(root):
    corpus = read(root / "data" / "sample" / "articles.jsonl")[:24]
    labels = ["long" if len(article.text) > 1680 else "short" for article in corpus]
    model = make_pipeline(FramingFeatures(["voice"]), StandardScaler(), LogisticRegression())
    search = GridSearchCV(model, {"logisticregression__C": [0.1]}, cv=GroupSplit(2))
    search.fit(corpus, labels)
    assert 0 <= search.best_score_ <= 1
    assert len(search.predict(corpus)) == 24


def test_grid_search_on_the_measured_table():
    corpus = Corpus.from_articles(Article(id=str(i), text=TEXTS[i % 4]) for i in range(16))
    table = measure(corpus, ["stance", "voice"])
    model = make_pipeline(FramingFeatures(), StandardScaler(), LogisticRegression())
    grid = {"framingfeatures__indicate_missing": [False, True]}
    search = GridSearchCV(model, grid, cv=GroupSplit(2))
    search.fit(table, ["plain", "claims", "plain", "claims"] * 4, groups=range(16))
    assert search.best_score_ == 1.0


def test_pandas_output():
    frame = FramingFeatures(["stance"]).set_output(transform="pandas").fit_transform(TEXTS)
    assert "share_stance_distancing" in frame.columns


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Courier reported it.", "The  reported it."),
        ("THE COURIER'S view", "THE 'S view"),
        ("couriers carried it", "couriers carried it"),
        ("Write to a.b@c.example or @handle_9.", "Write to  or ."),
        ("See https://x.example/y?z=1 and news.example.com/path now", "See  and  now"),
        ("Rain (Reuters) fell.", "Rain  fell."),
        ("MERROW, March 3 (Reuters) - Rain fell.", "Rain fell."),
        ("Rain in the U.S. and at 9 a.m. fell", "Rain in the U.S. and at 9 a.m. fell"),
        ("", ""),
        ("\U0001f600 @ ", "\U0001f600 @"),
    ],
)
def test_masking(text, left):
    assert MaskedText(["Courier"]).fit_transform([text]).tolist() == [left]


def test_masking_learns_outlets_and_hides_own_names():
    train = [Article(id="a", text="x", outlet="CNN (Web News)")]
    masked = MaskedText().fit(train)
    assert masked.names_ == ("CNN (Web News)",)
    article = Article(
        id="b",
        text="CNN and the Northern Herald sent Ida Berg and Ole Moe.",
        outlet="The Northern Herald",
        byline="By Ida Berg and Ole Moe, staff",
    )
    assert masked.transform([article]).tolist() == [" and the  sent  and ."]


def test_names_must_be_a_sequence():
    with pytest.raises(TypeError, match="names must be a sequence of names"):
        MaskedText("Courier").fit(["x"])


def test_masked_text_feeds_tfidf():
    model = make_pipeline(MaskedText(["Courier"]), TfidfVectorizer())
    model.fit(["Courier rain", "Courier sun"])
    assert model[-1].get_feature_names_out().tolist() == ["rain", "sun"]
