"""Regressions: equal to statsmodels, right in simulation, missing where undetermined."""

import builtins
import re

import numpy as np
import pandas as pd
import pytest

from framing.outlets import compare, fit_counts
from framing.schema import COMPARISON_COLUMNS

SHARE, RATE = "share_stance_distancing", "rate_loaded"


def simulate(gap, *, events=40, seed=0, confound=False):
    """``b`` has ``gap`` more log-odds and log-rate; with ``confound`` it covers hotter events."""
    rng = np.random.default_rng(seed)
    rows = []
    for e in range(events):
        mood = rng.normal(0, 0.8)
        for outlet in "abc":
            copies = 3 if confound and (outlet == "b") == (mood > 0) else 1
            for _ in range(copies):
                p = 1 / (1 + np.exp(-(-1 + mood + gap * (outlet == "b"))))
                n, words = int(rng.integers(8, 20)), int(rng.integers(200, 500))
                loaded = rng.poisson(words * np.exp(-4.5 + 0.5 * mood + gap * (outlet == "b")))
                rows.append((outlet, f"e{e}", n, rng.binomial(n, p), words, loaded, e % 2))
    columns = ["outlet", "event", "n_stance", "n_stance_distancing", "n_words", "n_loaded", "odd"]
    return pd.DataFrame(rows, columns=columns)


def test_equal_to_the_formula_interface_of_statsmodels():
    import statsmodels.api as sm
    import statsmodels.formula.api as smf

    table = simulate(0.7, events=15)
    got = fit_counts(table, [RATE, SHARE], reference="a", fixed=None, controls=["odd"])
    assert tuple(got.columns) == COMPARISON_COLUMNS
    codes = {"groups": table["event"].astype("category").cat.codes.to_numpy()}
    poisson = smf.glm(
        "n_loaded ~ outlet + odd", table, family=sm.families.Poisson(), offset=np.log(table.n_words)
    ).fit(cov_type="cluster", cov_kwds=codes)
    part = table.assign(rest=table.n_stance - table.n_stance_distancing)
    binomial = smf.glm(
        "n_stance_distancing + rest ~ outlet + odd", part, family=sm.families.Binomial()
    ).fit(cov_type="cluster", cov_kwds=codes)
    for feature, theirs in ((RATE, poisson), (SHARE, binomial)):
        mine = got[got.feature == feature].set_index("group_a")
        for name in "bc":
            assert mine.loc[name, "estimate"] == pytest.approx(theirs.params[f"outlet[T.{name}]"])
            reach = (mine.loc[name, "ci_high"] - mine.loc[name, "ci_low"]) / 2
            from scipy.stats import t

            error = theirs.bse[f"outlet[T.{name}]"]
            assert reach == pytest.approx(t.ppf(0.975, 14) * error, rel=1e-6)


def test_fixed_effects_take_out_what_events_bring():
    table = simulate(0.0, events=60, confound=True, seed=2)
    raw = fit_counts(table, RATE, reference="a", fixed=None).set_index("group_a")
    within = fit_counts(table, RATE, reference="a").set_index("group_a")
    assert raw.loc["b", "ci_low"] > 0.1
    assert within.loc["b", "p_value"] > 0.05
    real = fit_counts(simulate(0.6, events=60, confound=True), [RATE, SHARE], reference="a")
    real = real[real.group_a == "b"]
    assert (real["ci_low"] < 0.6).all()
    assert (real["ci_high"] > 0.6).all()
    assert (real["ci_low"] > 0).all()
    assert set(real["scale"]) == {"log_ratio", "log_odds"}


def test_level_under_no_difference():
    rejected = [
        fit_counts(simulate(0.0, events=25, seed=s), SHARE, reference="a")["p_value"].iloc[0] < 0.05
        for s in range(60)
    ]
    assert np.mean(rejected) < 0.15


def test_uninformative_events_are_left_out_and_counted():
    table = simulate(0.5, events=10)
    alone = pd.DataFrame({"outlet": ["a"], "event": ["x"], "n_stance": [9], "n_words": [100]})
    none = pd.DataFrame({"outlet": ["a", "b"], "event": ["y", "y"], "n_stance": [9, 9]})
    more = pd.concat([table, alone, none]).fillna({"n_stance_distancing": 0})
    got = fit_counts(more, SHARE, reference="a")
    want = fit_counts(table, SHARE, reference="a")
    np.testing.assert_allclose(got["estimate"], want["estimate"])
    assert got["n_clusters"].tolist() == [10, 10]


def test_an_outlet_without_any_is_missing_not_minus_infinity():
    table = simulate(0.5, events=10)
    table.loc[table.outlet == "c", "n_stance_distancing"] = 0
    got = fit_counts(table, SHARE, reference="a").set_index("group_a")
    assert np.isnan(got.loc["c", "estimate"])
    assert np.isnan(got.loc["c", "p_value"])
    assert np.isfinite(got.loc["b", "estimate"])


def test_same_sign_as_compare_on_the_sample(table):
    features = ["share_stance_distancing", "rate_attributions"]
    got = fit_counts(table, features, reference="meridian").set_index(["feature", "group_a"])
    theirs = compare(table, features=features, reference="meridian")
    theirs = theirs[(theirs.kind == "contrast") & (theirs.estimand == "pooled")]
    theirs = theirs.set_index(["feature", "group_a"])
    for outlet in ("kestria-today", "open-kestria", "flare"):
        key = (features[0], outlet)
        assert got.loc[key, "ci_low"] > 0
        assert theirs.loc[key, "estimate"] > 0
    assert (got["n_clusters"] <= 10).all()


def test_groups_and_categories():
    outlets = pd.DataFrame({"outlet": list("abc"), "leaning": ["l", "r", "l"]})
    table = simulate(0.8, events=30).assign(section=lambda t: np.where(t.odd, "x", "y"))
    got = fit_counts(
        table, RATE, reference="l", by="leaning", groups=outlets, fixed=None, controls=["section"]
    )
    assert got[["group_a", "group_b"]].values.tolist() == [["r", "l"]]
    assert got["ci_low"].iloc[0] > 0
    assert "controls section" in got["method"].iloc[0]


def test_missing_extra_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.split(".")[0] == "statsmodels":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModuleNotFoundError, match=re.escape('pip install "framing[stats]"')):
        fit_counts(simulate(0), SHARE, reference="a")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reference": "z"}, "reference='z' is not a value of 'outlet'; there are a, b, c"),
        ({"reference": "a", "controls": ["section"]}, "no column 'section'"),
        ({"reference": "a", "by": "place"}, "no column 'place'"),
        ({"reference": "a", "fixed": "day"}, "fixed='day' is not one of None, event"),
        ({"reference": "a", "features": "n_nothing"}, "no measure 'n_nothing'"),
    ],
)
def test_refusals(options, message):
    options = {"features": SHARE, **options}
    with pytest.raises(ValueError, match=re.escape(message)):
        fit_counts(simulate(0, events=4), **options)
