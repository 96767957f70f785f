"""Predictions are scored again: parts, other groups, two reports on the same articles."""

import numpy as np
import pytest
from sklearn import metrics
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline

from framing.models import (
    LeaveOutletsOut,
    MaskedText,
    evaluate,
    features_model,
    score_change,
    score_part,
    words_model,
)
from framing.types import Article


def quick():
    return make_pipeline(MaskedText(), TfidfVectorizer(), LogisticRegression(C=10.0))


@pytest.fixture(scope="module")
def reports(marked, leaning):
    options = {"compared": ["majority"], "draws": 20}
    with pytest.warns(UserWarning, match="are of outlets that are in training too"):
        mixed = evaluate(
            quick(),
            marked,
            leaning,
            splits=list(KFold(4, shuffle=True, random_state=0).split(range(len(marked)))),
            groups=[a.id for a in marked],
            **options,
        )
    return mixed, evaluate(quick(), marked, leaning, splits=LeaveOutletsOut(4), **options)


def by_metric(frame, model="model"):
    return frame[(frame["model"] == model)].set_index("metric")


def test_all_articles_give_the_scores_of_the_report(reports):
    for report in reports:
        again = score_part(report, draws=20)
        wanted = report.scores
        for column in ("model", "metric", "class", "n_articles", "n_groups"):
            assert again[column].tolist() == wanted[column].tolist()
        assert np.allclose(again["estimate"], wanted["estimate"], equal_nan=True)


def test_a_part_is_scored_as_scikit_learn_scores_it(reports, marked):
    ids = [a.id for a in marked if a.outlet in ("Paper A", "Paper D", "Paper F")]
    got = by_metric(score_part(reports[0], ids, draws=20))
    own = reports[0].predictions[reports[0].predictions["model"] == "model"]
    rows = own[own["article_id"].isin(ids)]
    assert got.loc["accuracy", "n_articles"] == 45
    accuracy = metrics.accuracy_score(rows["label"], rows["predicted"])
    assert got.loc["accuracy", "estimate"] == pytest.approx(accuracy)
    brier = metrics.brier_score_loss(rows["label"] == "right", rows["p_right"])
    assert got.loc["brier", "estimate"] == pytest.approx(brier)


def test_groups_change_the_interval_and_not_the_estimate(reports, marked):
    outlets = {a.id: a.outlet for a in marked}
    one, two = (by_metric(score_part(reports[1], groups=g)) for g in (None, dict(zip(
        outlets, outlets, strict=True))))  # fmt: skip
    assert one.loc["accuracy", "n_groups"] == 8
    assert two.loc["accuracy", "n_groups"] == 120
    assert one.loc["accuracy", "estimate"] == two.loc["accuracy", "estimate"]
    width = {name: f.loc["accuracy", "ci_high"] - f.loc["accuracy", "ci_low"] for name, f in (
        ("outlet", one), ("article", two))}  # fmt: skip
    assert width["outlet"] != width["article"]


def test_change_is_paired(reports, marked):
    outlets = {a.id: a.outlet for a in marked}
    change = score_change(*reports, groups=outlets)
    row = by_metric(change).loc["accuracy"]
    assert row["before"] == pytest.approx(reports[0].score("accuracy"))
    assert row["after"] == pytest.approx(reports[1].score("accuracy"))
    assert row["change"] == pytest.approx(row["after"] - row["before"])
    assert row["ci_low"] < row["change"] < row["ci_high"] < 0
    assert (row["n_articles"], row["n_groups"]) == (120, 8)
    same = by_metric(score_change(reports[0], reports[0])).loc["accuracy"]
    assert same["change"] == 0
    assert np.isnan(same["ci_low"])


def test_pairing_draws_the_same_groups():
    """Right on one half, wrong on the other, both times: nothing changes in any draw."""
    texts = [["Rain", "Sun"][i % 2] + f" {i}" for i in range(12)]
    options = {"splits": [(range(6), range(6, 12))], "compared": [], "draws": 5}
    reports = [
        evaluate(words_model(min_articles=1, c=c), texts, list("ab") * 6, **options)
        for c in (1.0, 2.0)
    ]
    row = by_metric(score_change(*reports)).loc["accuracy"]
    assert row["change"] == 0
    assert np.isnan(row["ci_low"])
    brier = by_metric(score_change(*reports)).loc["brier"]
    assert brier["ci_high"] < 0


def test_refusals(reports, marked, leaning):
    with pytest.raises(ValueError, match="article 'x' was not tested; the report tested 120"):
        score_part(reports[0], ["x"])
    with pytest.raises(ValueError, match="no article to score"):
        score_part(reports[0], [])
    with pytest.raises(ValueError, match=r"groups= has no entry for 119 of 120 articles \(the fi"):
        score_part(reports[0], groups={"0-0": "Paper A"})
    other = ["left" if label == "right" else "right" for label in leaning]
    turned = evaluate(quick(), marked, other, splits=LeaveOutletsOut(4), compared=[], draws=5)
    with pytest.raises(ValueError, match="120 of 120 articles have another label in the second"):
        score_change(reports[1], turned)
    named = [label.upper() for label in leaning]
    capitals = evaluate(quick(), marked, named, splits=LeaveOutletsOut(4), compared=[], draws=5)
    with pytest.raises(ValueError, match="tell other classes apart"):
        score_change(reports[1], capitals)
    twins = [Article(id="same", text=a.text, outlet=a.outlet) for a in marked]
    folds = [(range(60), range(60, 120)), (range(60, 120), range(60))]
    twin = evaluate(
        quick(), twins, leaning, splits=folds, groups=range(120), compared=[], draws=5
    )  # fmt: skip
    with pytest.raises(ValueError, match="120 articles were tested but have only 1 ids"):
        score_part(twin)


def test_pipelines_name_their_features_and_their_steps(marked, leaning):
    model = words_model().fit(marked, leaning)
    assert list(model.named_steps) == ["maskedtext", "tfidfvectorizer", "logisticregression"]
    plain = words_model(masked=False).fit(marked, leaning)
    assert next(iter(plain.named_steps)) == "functiontransformer"
    assert "market" in plain[-2].get_feature_names_out()
    assert list(features_model(["voice"]).named_steps) == [
        "framingfeatures",
        "standardscaler",
        "logisticregression",
    ]


def test_words_model_hides_names_only_where_it_masks(marked):
    texts = ["Courier rain", "Courier sun"]
    hidden = words_model(names=["Courier"], min_articles=1).fit(texts, ["a", "b"])
    assert "courier" not in hidden[1].get_feature_names_out()
    shown = words_model(masked=False, min_articles=1).fit(texts, ["a", "b"])
    assert "courier" in shown[1].get_feature_names_out()
    with pytest.raises(ValueError, match="masked=False hides none"):
        words_model(names=["Courier"], masked=False)
