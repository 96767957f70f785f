"""Scores agree with scikit-learn, outlets held out tell the truth, leaks are refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from framing.articles import read
from framing.features import measure
from framing.models import (
    FramingFeatures,
    GroupSplit,
    LeaveOutletsOut,
    MaskedText,
    baselines,
    evaluate,
    explain_coefficients,
    permutation_importance,
)
from framing.models.predicting import permute_labels, seeded
from framing.models.scoring import draw_scores, scores_of, tally
from framing.notes import annotate
from framing.types import Article


def words_model(**options):
    return make_pipeline(
        MaskedText(), TfidfVectorizer(), LogisticRegression(C=10.0, max_iter=500, **options)
    )


def random_folds(n, k=5):
    return list(KFold(k, shuffle=True, random_state=0).split(range(n)))


@pytest.fixture(scope="module")
def held_out(marked, leaning):
    return evaluate(
        words_model(), marked, leaning, splits=LeaveOutletsOut(), compared=["majority"], draws=200
    )


def test_random_folds_look_good_and_outlets_held_out_fall_to_chance(marked, leaning, held_out):
    with pytest.warns(UserWarning, match="120 of 120 test articles are of outlets that are in"):
        mixed = evaluate(
            words_model(),
            marked,
            leaning,
            splits=random_folds(len(marked)),
            groups=[a.id for a in marked],
            compared=[],
            draws=200,
        )
    assert mixed.score("accuracy") > 0.9
    assert held_out.score("accuracy") < 0.65
    low = held_out.scores.set_index("metric").loc["accuracy", "ci_low"].iloc[0]
    assert low < 0.5


def test_events_that_straddle_random_folds_are_refused(marked, leaning):
    with pytest.raises(ValueError, match="fold 0: group 'event:e00' straddles: "):
        evaluate(words_model(), marked, leaning, splits=KFold(5, shuffle=True, random_state=0))


def test_the_report_has_the_tables_it_promises(marked, leaning, held_out):
    scores = held_out.to_frame()
    assert list(scores.columns) == [
        "model", "metric", "class", "estimate", "ci_low", "ci_high", "p_value", "n_articles",
        "n_groups", "level",
    ]  # fmt: skip
    assert set(scores["model"]) == {"model", "majority"}
    assert set(scores["metric"]) == {
        "accuracy", "macro_f1", "precision", "recall", "f1", "brier", "ece"
    }  # fmt: skip
    assert (scores["n_groups"] == 8).all()
    assert scores["p_value"].isna().all()
    known = scores.dropna(subset=["ci_low", "estimate"])
    assert (known["ci_low"] <= known["ci_high"]).all()
    n = len(marked)
    assert held_out.confusion.groupby("model")["n"].sum().tolist() == [n, n]
    assert held_out.calibration.groupby(["model", "class"], dropna=False)["n"].sum().eq(n).all()
    assert held_out.predictions["model"].tolist() == ["model"] * n + ["majority"] * n
    own = held_out.predictions[held_out.predictions["model"] == "model"]
    assert own["article_id"].tolist() == [a.id for a in marked]
    assert own["group"].tolist() == [a.outlet for a in marked]
    chances = held_out.predictions[["p_left", "p_right"]].to_numpy()
    assert np.allclose(chances.sum(axis=1), 1)
    assert len(held_out.folds) == 16
    assert held_out.signature["n_folds"] == 8
    assert "macro-F1" in repr(held_out)
    with pytest.raises(ValueError, match="no score 'kappa' of 'model' for class None; models: "):
        held_out.score("kappa")


def test_two_runs_are_identical(marked, leaning):
    def run():
        return evaluate(
            make_pipeline(MaskedText(), TfidfVectorizer(), Perceptron()),
            marked,
            leaning,
            splits=GroupSplit(3, seed=2),
            draws=50,
            permutations=2,
            seed=5,
        )

    with pytest.warns(UserWarning, match="outlet alone tells the label of 100% of them"):
        one = run()
    with pytest.warns(UserWarning, match="outlet alone tells the label of 100% of them"):
        two = run()
    for name in ("scores", "gains", "calibration", "confusion", "folds", "predictions"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name), check_exact=True)
    assert one.signature == two.signature


def test_models_without_probabilities_have_no_brier(marked, leaning):
    model = make_pipeline(MaskedText(), TfidfVectorizer(), Perceptron())
    report = evaluate(
        model, marked, leaning, splits=LeaveOutletsOut(4), compared=[], draws=20
    )  # fmt: skip
    assert np.isnan(report.score("brier"))
    assert np.isnan(report.score("ece"))
    assert report.calibration.empty
    assert report.predictions["p_left"].isna().all()


def test_every_baseline_scores_on_the_same_folds(marked, leaning):
    report = evaluate(words_model(), marked, leaning, splits=LeaveOutletsOut(4), draws=100)
    assert set(report.scores["model"]) == {
        "model", "majority", "length", "date", "topic", "boilerplate"
    }  # fmt: skip
    by = report.folds.pivot(index="fold", columns="model", values="n_test")
    assert (by.nunique(axis=1) == 1).all()
    gain = report.gains.set_index("baseline").loc["majority"]
    wanted = report.score() - report.score(model="majority")
    assert gain["estimate"] == pytest.approx(wanted)
    assert gain["ci_low"] <= gain["estimate"] <= gain["ci_high"]


def test_baselines_find_what_is_theirs_alone():
    rng = np.random.default_rng(1)
    rows, labels = [], []
    for i in range(60):
        late = i % 2 == 1
        rows.append(
            Article(
                id=str(i),
                text=" ".join(rng.choice(["rain", "sun", "snow"], size=5 + 20 * late)) + ".",
                byline="By the Night Desk" if late else "By the Day Desk",
                date=f"20{31 + late}-01-{1 + i % 28:02d}",
                event=str(i // 3),
            )
        )
        labels.append("late" if late else "early")
    report = evaluate(
        baselines(["majority"])["majority"], rows, labels, splits=GroupSplit(3), draws=20
    )
    assert report.score("accuracy", model="length") == 1.0
    assert report.score("accuracy", model="date") == 1.0
    assert report.score("accuracy", model="boilerplate") == 1.0
    assert report.score("accuracy", model="majority") == pytest.approx(0.5, abs=0.05)


def test_baselines_that_cannot_be_had():
    texts = ["Rain fell.", "Sun shone.", "Snow fell.", "Fog rose."]
    folds = [([0, 1], [2, 3])]
    report = evaluate(words_model(), texts, ["a", "b", "a", "b"], splits=folds, draws=10)
    assert "date" not in set(report.scores["model"])
    with pytest.raises(ValueError, match="baseline 'date' needs articles with dates; none has one"):
        evaluate(words_model(), texts, list("abab"), splits=folds, compared=["date"])
    with pytest.raises(ValueError, match="no baseline 'luck'; there are majority, length, date"):
        baselines(["luck"])


def test_a_table_may_be_given_to_the_model(root):
    corpus = read(root / "data" / "sample" / "articles.jsonl")[:30]
    notes = annotate(corpus)
    labels = ["long" if len(article.text) > 1680 else "short" for article in corpus]
    model = make_pipeline(FramingFeatures(), StandardScaler(), LogisticRegression())
    options = {"splits": GroupSplit(2), "compared": ["majority", "length"], "draws": 50}
    report = evaluate(model, corpus, labels, inputs=measure(notes, ["voice"]), **options)
    assert report.score("accuracy", model="length") > 0.8
    with pytest.raises(
        TypeError, match=r"give notes\.corpus, and inputs=framing\.measure\(notes\)"
    ):
        evaluate(model, notes, labels, **options)
    with pytest.raises(ValueError, match="inputs has 29 rows for 30 articles"):
        evaluate(model, corpus, labels, inputs=measure(notes, ["voice"]).iloc[1:], **options)


@pytest.mark.parametrize(
    ("labels", "folds", "message"),
    [
        (["a", "b", "a"], [([0], [1])], "3 labels for 4 articles"),
        (["a", "b", None, "a"], [([0], [1])], r"1 of 4 labels are missing \(the first at position"),
        (["a"] * 4, [([0], [1])], "need at least two labels to tell apart, given a"),
        (list("abab"), [], "every fold needs articles"),
        (list("abab"), [([0, 1], [])], "every fold needs articles"),
        (list("abab"), [([0, 1], [2]), ([0, 1], [2])], "the article at position 2 is tested 2"),
        (list("abab"), [([0, 1, 2], [2])], "group 'article:2' straddles|fold 0 tests articles"),
    ],
)
def test_evaluate_refuses(labels, folds, message):
    texts = ["Rain fell.", "Sun shone.", "Snow fell.", "Fog rose."]
    with pytest.raises(ValueError, match=message):
        evaluate(words_model(), texts, labels, splits=folds, compared=[], draws=5)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), k=st.integers(2, 4), n=st.integers(5, 40))
def test_scores_agree_with_scikit_learn(data, k, n):
    codes = st.lists(st.integers(0, k - 1), min_size=n, max_size=n)
    true = np.array([*range(k), *data.draw(codes)])
    predicted = np.array([*range(k), *data.draw(codes)])
    chances = np.random.default_rng(n).dirichlet(np.ones(k), size=len(true))
    groups = np.arange(len(true)) % 3
    sums = tally(true, predicted, chances, groups=groups, n_classes=k).total()
    got = {key: float(value[0]) for key, value in scores_of(sums).items()}
    assert got["accuracy", None] == pytest.approx(metrics.accuracy_score(true, predicted))
    f1 = metrics.f1_score(true, predicted, average="macro")
    assert got["macro_f1", None] == pytest.approx(f1)
    precision, recall, f1s, _ = metrics.precision_recall_fscore_support(true, predicted)
    for c in range(k):
        assert got["precision", c] == pytest.approx(precision[c])
        assert got["recall", c] == pytest.approx(recall[c])
        assert got["f1", c] == pytest.approx(f1s[c])
    squares = ((chances - np.eye(k)[true]) ** 2).sum(axis=1).mean() / (2 if k == 2 else 1)
    assert got["brier", None] == pytest.approx(squares)
    if k == 2:
        loss = metrics.brier_score_loss(true, chances[:, 1])
        assert got["brier", None] == pytest.approx(loss)


def test_calibration_error_by_hand():
    chances = np.array([[0.95, 0.05], [0.95, 0.05], [0.35, 0.65], [1.0, 0.0]])
    true = np.array([0, 1, 1, 0])
    sums = tally(true, chances.argmax(1), chances, groups=np.zeros(4, int), n_classes=2).total()
    # bin .9-1: 3 articles, confidence 2.90, right 2; bin .6-.7: 1 article, .65, right 1
    assert float(scores_of(sums)["ece", None][0]) == pytest.approx((0.90 + 0.35) / 4)


def test_precision_of_a_class_never_predicted_is_missing():
    sums = tally(np.array([0, 1]), np.array([0, 0]), None, groups=np.zeros(2, int), n_classes=3)
    got = scores_of(sums.total())
    assert np.isnan(got["precision", 1][0])
    assert np.isnan(got["f1", 2][0])
    assert got["f1", 1][0] == 0.0


def test_the_bootstrap_draws_groups():
    """With two groups, one all right and one all wrong, accuracy is 0, a half or 1."""
    true = np.zeros(20, int)
    predicted = np.repeat([0, 1], 10)
    sums = tally(true, predicted, None, groups=np.repeat([0, 1], 10), n_classes=2)
    drawn = draw_scores({"m": sums}, draws=300, rng=np.random.default_rng(0))
    assert set(drawn["m"]["accuracy", None]) == {0.0, 0.5, 1.0}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), min_size=1, max_size=40))
def test_permuted_labels_keep_to_their_groups(pairs):
    groups = np.unique([g for g, _ in pairs], return_inverse=True)[1]
    y = np.array([label for _, label in pairs])
    got = permute_labels(y, groups, np.random.default_rng(0))
    for g in set(groups):
        before, after = y[groups == g], got[groups == g]
        if len(set(before)) > 1:
            assert sorted(before) == sorted(after)
        else:
            assert len(set(after)) == 1


def test_permutation_p_knows_a_real_label_from_none(marked):
    real = ["rain" if " rain" in a.text else "dry" for a in marked]
    none = [("x", "y")[int(a.id.split("-")[1]) % 2] for a in marked]
    options = {"splits": GroupSplit(3), "compared": [], "draws": 20, "permutations": 19}
    options["inputs"] = [a.text for a in marked]
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=50.0))
    found = evaluate(model, marked, real, **options).scores.set_index("metric")
    assert found.loc["macro_f1", "p_value"] == pytest.approx(0.05)
    noise = evaluate(model, marked, none, **options).scores.set_index("metric")
    assert noise.loc["macro_f1", "p_value"] > 0.05


def test_open_random_states_are_set_and_the_model_is_left_alone():
    model = make_pipeline(TfidfVectorizer(), Perceptron())
    assert seeded(model, 3).get_params()["perceptron__random_state"] in (0, 3)
    fresh = make_pipeline(TfidfVectorizer(), LogisticRegression())
    assert seeded(fresh, 3)[-1].random_state == 3
    assert fresh[-1].random_state is None


def test_bare_texts_go_to_the_model_as_texts():
    texts = ["Rain fell.", "Sun shone.", "Rain again.", "Sun again."]
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=100.0))
    folds = [([0, 1], [2, 3])]
    report = evaluate(model, texts, list("abab"), splits=folds, compared=[], draws=5)
    assert report.score() == 1.0


def test_coefficients_name_the_planted_words(marked):
    labels = ["rain" if " rain" in a.text else "dry" for a in marked]
    model = make_pipeline(MaskedText(), TfidfVectorizer(), LogisticRegression(C=10.0))
    groups = [a.event for a in marked]
    got = explain_coefficients(model, marked, labels, groups=groups, draws=30, top=3)
    assert got["feature"][0] == "rain"
    assert got["class"].unique().tolist() == ["rain"]
    assert got["ci_low"][0] > 0
    again = explain_coefficients(model, marked, labels, groups=groups, draws=30, top=3)
    pd.testing.assert_frame_equal(got, again)


def test_coefficients_do_not_depend_on_units():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(80, 2))
    labels = np.where(x[:, 0] + 0.3 * rng.normal(size=80) > 0, "b", "a")
    model = make_pipeline(StandardScaler(), LogisticRegression())
    one = explain_coefficients(model, x, labels, groups=range(80), draws=20)
    two = explain_coefficients(model, x * [1000.0, 1.0], labels, groups=range(80), draws=20)
    assert np.allclose(one["coefficient"], two["coefficient"])


def test_coefficients_refuse():
    x = np.arange(8.0).reshape(4, 2)
    with pytest.raises(TypeError, match="need a scikit-learn Pipeline of at least two steps"):
        explain_coefficients(LogisticRegression(), x, list("abab"), groups=range(4))
    model = make_pipeline(StandardScaler(), LogisticRegression())
    with pytest.raises(ValueError, match="label 'b' is in one group only"):
        explain_coefficients(model, x, list("aabb"), groups=["1", "2", "3", "3"])


def test_importance_on_held_out_groups(marked):
    labels = ["rain" if " rain" in a.text else "dry" for a in marked]
    model = make_pipeline(MaskedText(), TfidfVectorizer(), LogisticRegression(C=50.0))
    got = permutation_importance(
        model, marked, labels, splits=GroupSplit(3), features=["rain", "farm"], repeats=3, draws=100
    )
    assert got["feature"].tolist() == ["rain", "farm"]
    assert got["ci_low"][0] > 0.1
    assert abs(got["importance"][1]) < 0.1
    assert got["n_groups"].tolist() == [15, 15]
    with pytest.raises(ValueError, match="no feature 'hail' in the model"):
        permutation_importance(model, marked, labels, splits=GroupSplit(3), features=["hail"])
    with pytest.raises(ValueError, match="straddles"):
        permutation_importance(model, marked, labels, splits=KFold(4))
