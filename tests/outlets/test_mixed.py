"""Mixed models: textbook answers in balanced designs, the REML optimum and coverage elsewhere."""

import builtins
import re

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

from framing.outlets import compare, fit_mixed, to_markdown
from framing.plots import draw_contrasts, drawn_on
from framing.schema import COMPARISON_COLUMNS
from framing.study.analyses import analyse

EXTRA = ("sd_event", "sd_residual", "df")


def crossed(outlets, events, *, seed, event_sd=1.0):
    """Every outlet has one article on every event: values as an events by outlets table."""
    rng = np.random.default_rng(seed)
    y = rng.normal(0, event_sd, (events, 1)) + rng.normal(0, 1, (events, outlets))
    return y + 0.5 * np.arange(outlets)


def tidy(values):
    events, outlets = values.shape
    return pd.DataFrame(
        {
            "outlet": np.tile(list("abcdef"[:outlets]), events),
            "event": [f"e{i}" for i in np.repeat(np.arange(events), outlets)],
            "value": values.ravel(),
        }
    )


def partly_crossed(rng, *, events=25, event_sd=1.0, gap=0.0):
    """Outlets miss events, some articles have none; ``b`` is ``gap`` higher."""
    rows = [(o, f"e{e}") for e in range(events) for o in "abc" for _ in range(rng.integers(0, 3))]
    table = pd.DataFrame([*rows, *(("a", None), ("b", None))], columns=["outlet", "event"])
    codes = table["event"].fillna(table.index.to_series().astype(str)).astype("category").cat.codes
    mood = rng.normal(0, event_sd, codes.max() + 1)[codes]
    noise = rng.normal(0, 1, len(table))
    return table.assign(value=mood + noise + gap * (table.outlet == "b"))


def test_two_outlets_on_the_same_events_are_a_paired_t_test():
    values = crossed(2, 12, seed=3)
    got = fit_mixed(tidy(values), "value", reference="a").iloc[0]
    want = stats.ttest_rel(values[:, 1], values[:, 0])
    interval = want.confidence_interval(0.95)
    assert got["estimate"] == pytest.approx(np.diff(values.mean(axis=0))[0], abs=1e-6)
    assert got["p_value"] == pytest.approx(want.pvalue, abs=1e-6)
    assert got["ci_low"] == pytest.approx(interval.low, abs=1e-6)
    assert got["ci_high"] == pytest.approx(interval.high, abs=1e-6)
    assert got["df"] == pytest.approx(11, abs=1e-6)


def test_balanced_design_is_the_two_way_analysis_of_variance():
    y = crossed(4, 9, seed=1)
    got = fit_mixed(tidy(y), "value", reference="a")
    assert tuple(got.columns) == (*COMPARISON_COLUMNS, *EXTRA)
    residual = y - y.mean(axis=0) - y.mean(axis=1, keepdims=True) + y.mean()
    within = (residual**2).sum() / (3 * 8)
    events = 4 * y.mean(axis=1).var(ddof=1)
    np.testing.assert_allclose(got["sd_residual"], np.sqrt(within), rtol=1e-6)
    np.testing.assert_allclose(got["sd_event"], np.sqrt((events - within) / 4), rtol=1e-6)
    np.testing.assert_allclose(got["estimate"], y.mean(axis=0)[1:] - y.mean(axis=0)[0], atol=1e-6)
    reach = stats.t.ppf(0.975, 24) * np.sqrt(2 * within / 9)
    np.testing.assert_allclose(got["ci_high"] - got["estimate"], reach, rtol=1e-6)
    assert got["n_clusters"].tolist() == [9, 9, 9]
    assert got["n_a"].tolist() == [9, 9, 9]
    assert set(got["estimand"]) == {"mixed"}


def test_unbalanced_events_reach_the_restricted_likelihood_s_optimum():
    table = partly_crossed(np.random.default_rng(5))
    got = fit_mixed(table, "value", reference="a")
    x = np.column_stack([table.outlet == "b", table.outlet == "c", np.ones(len(table))]) * 1.0
    keys = table["event"].fillna(table.index.to_series().astype(str)).to_numpy()
    same, y = keys[:, None] == keys, table["value"].to_numpy()

    def solve(ratio):
        inverse = np.linalg.inv(np.eye(len(y)) + ratio * same)
        inside = x.T @ inverse @ x
        b = np.linalg.solve(inside, x.T @ inverse @ y)
        scale = (y - x @ b) @ inverse @ (y - x @ b) / (len(y) - 3)
        deviance = (len(y) - 3) * np.log(scale) - np.linalg.slogdet(inverse)[1]
        return deviance + np.linalg.slogdet(inside)[1], b, scale, scale * np.linalg.inv(inside)

    best = optimize.minimize_scalar(
        lambda t: solve(t)[0], bounds=(0, 20), method="bounded", options={"xatol": 1e-10}
    ).x
    _, b, scale, covariance = solve(best)
    np.testing.assert_allclose(got["estimate"], b[:2], atol=1e-5)
    np.testing.assert_allclose(got["sd_residual"], np.sqrt(scale), rtol=1e-5)
    np.testing.assert_allclose(got["sd_event"], np.sqrt(best * scale), rtol=1e-5)
    error = (got["ci_high"] - got["estimate"]) / stats.t.ppf(0.975, got["df"])
    np.testing.assert_allclose(error, np.sqrt(np.diag(covariance)[:2]), rtol=1e-5)
    assert got["n_clusters"].iloc[0] == len(set(keys))


@pytest.mark.parametrize("event_sd", [0.0, 1.0])
def test_intervals_hold_the_truth(event_sd):
    rng = np.random.default_rng(8)
    inside = []
    for _ in range(40):
        table = partly_crossed(rng, events=10, event_sd=event_sd, gap=0.7)
        got = fit_mixed(table, "value", reference="a").set_index("group_a")
        truth = pd.Series({"b": 0.7, "c": 0.0})
        inside += list((got["ci_low"] < truth) & (truth < got["ci_high"]))
    assert 0.90 <= np.mean(inside) <= 0.99


def test_an_event_variance_of_zero_is_least_squares_and_says_so():
    import statsmodels.api as sm

    values = crossed(3, 8, seed=0, event_sd=0)
    values -= values.mean(axis=1, keepdims=True)  # events vary less than chance would have it
    table = tidy(values)
    got = fit_mixed(table, "value", reference="a")
    want = sm.OLS(
        table["value"], sm.add_constant(pd.get_dummies(table["outlet"])[["b", "c"]] * 1.0)
    ).fit()
    np.testing.assert_allclose(got["estimate"], want.params[["b", "c"]], atol=1e-9)
    np.testing.assert_allclose(got["p_value"], want.pvalues[["b", "c"]], rtol=1e-6)
    assert (got["sd_event"] == 0).all()
    assert got["method"].iloc[0].startswith("least squares, the linear mixed model with an event v")


@pytest.mark.parametrize("column", [["event"], []])
def test_without_events_of_two_articles_it_is_least_squares(column):
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"outlet": ["a", "b"] * 8, "value": rng.normal(size=16), "event": None})
    got = fit_mixed(table[["outlet", "value", *column]], "value", reference="a").iloc[0]
    a, b = (table["value"][table["outlet"] == o] for o in "ab")
    assert got["p_value"] == pytest.approx(stats.ttest_ind(a, b).pvalue, rel=1e-9)
    assert np.isnan(got["sd_event"])
    assert "no event holds two articles" in got["method"]
    assert got["n_clusters"] == 16


@pytest.mark.parametrize("failure", ["diverges", "is singular"])
def test_a_fit_that_fails_gives_clustered_errors_and_says_so(monkeypatch, failure):
    import statsmodels.api as sm
    from statsmodels.regression.mixed_linear_model import MixedLM

    real = MixedLM.fit

    def fit(self, **options):
        if failure == "is singular":
            raise np.linalg.LinAlgError("Singular matrix")
        return real(self, **(options | {"maxiter": 0, "method": "bfgs"}))

    monkeypatch.setattr(MixedLM, "fit", fit)
    table = partly_crossed(np.random.default_rng(5)).dropna()
    got = fit_mixed(table, "value", reference="a")
    assert got["method"].str.contains("did not converge").all()
    want = sm.OLS(
        table["value"], sm.add_constant(pd.get_dummies(table["outlet"])[["b", "c"]] * 1.0)
    ).fit(cov_type="cluster", cov_kwds={"groups": table["event"].astype("category").cat.codes})
    reach = stats.t.ppf(0.975, table["event"].nunique() - 1) * want.bse[["b", "c"]]
    np.testing.assert_allclose(got["ci_high"] - got["estimate"], reach, rtol=1e-9)


@pytest.mark.parametrize("values", [[1, 1, 1, 1, 1, 1], [1, 2, 4, 5, 0, 1], [1, 2]])
def test_nothing_left_to_vary_has_an_estimate_but_no_limits(values):
    pairs = len(values) // 2
    table = tidy(np.array(values, dtype=float).reshape(pairs, 2))
    got = fit_mixed(table, "value", reference="a").iloc[0]
    assert got["estimate"] == pytest.approx(np.mean(values[1::2]) - np.mean(values[::2]))
    assert np.isnan([got["ci_low"], got["ci_high"], got["p_value"], got["mde"]]).all()
    assert "no limits" in got["method"]


def test_units_do_not_matter():
    table = partly_crossed(np.random.default_rng(2))
    one = fit_mixed(table, "value", reference="a")
    small = fit_mixed(table.assign(value=table["value"] / 1e4 + 3), "value", reference="a")
    columns = ["estimate", "ci_low", "sd_event", "sd_residual"]
    np.testing.assert_allclose(small[columns] * 1e4, one[columns], rtol=1e-4, atol=1e-6)


def test_controls_and_groups_of_outlets():
    rng = np.random.default_rng(4)
    outlets = pd.DataFrame({"outlet": list("abc"), "leaning": ["l", "r", "l"]})
    table = partly_crossed(rng, events=60, gap=1.0)
    longer = rng.integers(200, 900, len(table)) + 400 * (table["outlet"] == "b")
    table = table.assign(
        n_words=longer,
        section=np.where(rng.random(len(table)) < 0.5, "x", "y"),
        value=table["value"] + longer / 200,
    )
    options = {"reference": "l", "by": "leaning", "groups": outlets}
    raw = fit_mixed(table, "value", **options).iloc[0]
    got = fit_mixed(table, "value", controls=["n_words", "section"], **options).iloc[0]
    assert raw["ci_low"] > 1.5
    assert got["ci_low"] < 1.0 < got["ci_high"]
    assert got["method"].startswith("controls n_words, section; linear mixed model")


def test_on_the_sample_it_agrees_with_compare_and_can_be_drawn(table):
    features = ["share_stance_distancing", "rate_attributions"]
    options = {"features": features, "reference": "meridian"}
    got = analyse("mixed", options, notes=None, features=table, outlets=None, seed=0)
    theirs = compare(table, **options)
    theirs = theirs[(theirs.kind == "contrast") & (theirs.estimand == "articles")]
    both = got.merge(theirs, on=["feature", "group_a"])
    assert len(both) == 10
    both = both[(both["p_value_x"] < 0.01) & (both["feature"] == features[0])]
    assert len(both) >= 3
    assert (np.sign(both["estimate_x"]) == np.sign(both["estimate_y"])).all()
    ax = draw_contrasts(got, features[0], estimand="mixed")
    drawn = drawn_on(ax)
    assert len(drawn.numbers) == 5
    assert "linear mixed model" in drawn.caption
    assert "random intercept per event" in to_markdown(got)


def test_missing_extra_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.split(".")[0] == "statsmodels":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModuleNotFoundError, match=re.escape('pip install "framing[stats]"')):
        fit_mixed(tidy(crossed(2, 4, seed=0)), "value", reference="a")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reference": "z"}, "reference='z' is not a value of 'outlet'; there are a, b"),
        ({"controls": ["section"]}, "the table has no column 'section'"),
        ({"by": "place"}, "the table has no column 'place'"),
        ({"adjust": "sidak"}, "adjust='sidak' is not one of holm, bh, none"),
        ({"level": 1.5}, "level between 0 and 1"),
        ({"features": "share_nothing"}, "no measure 'share_nothing'"),
        (
            {"controls": ["twin"]},
            "value: the controls twin cannot be told from the groups or from each other in the 8 "
            "articles with a value; leave one of them out",
        ),
        ({"features": "empty"}, "empty: no article is left that tells 'a' from another group"),
    ],
)
def test_refusals(options, message):
    table = tidy(crossed(2, 4, seed=0)).assign(empty=np.nan)
    table["twin"] = (table["outlet"] == "b") * 2.0
    with pytest.raises(ValueError, match=re.escape(message)):
        fit_mixed(table, **{"features": "value", "reference": "a", **options})
