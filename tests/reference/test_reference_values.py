"""Values of other software, kept beside the scripts that made them, and ours.

Each ``NAME.json`` was written by ``NAME.py`` in this folder, where the version of the other
software stands. Correspondence analysis is compared with prince in ``tests/outlets``; the
log-odds are recomputed from their published definition in ``tests/stats``.

Tolerances
----------
``EXACT``
    The same formula in floating point, up to the order of sums.
``SOLVED``
    Coefficients found by iteration (reweighted least squares) to the solver's tolerance.
``DRAWN``
    In bootstrap standard errors. Ours draws 50,000 times, scipy's 200,000: a limit at a 2.5% tail
    has an error of sqrt(.025 * .975 / 50000) / .058 = .012 standard errors, up to twice that in the
    long tail of skewed data; .06 is some three times the worst.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.outlets import fit_counts
from framing.stats import (
    adjust_p,
    bootstrap_interval,
    bootstrap_ratios,
    krippendorff_alpha,
    log_odds,
    standard_error,
    word_shift,
)

FOLDER = Path(__file__).resolve().parent
EXACT, SOLVED, DRAWN = 1e-9, 1e-6, 0.06


def load(name):
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("prior", ["flat", "informative"])
def test_log_odds_of_convokit(prior):
    theirs = load("log_odds_convokit")
    counts = [np.array(theirs[name], dtype=float) for name in ("counts_a", "counts_b")]
    _, z = log_odds(*counts, np.array(theirs["priors"][prior]))
    np.testing.assert_allclose(z, theirs["z"][prior], rtol=EXACT)


@pytest.mark.parametrize("name", ["average", "fixed", "two_scores"])
def test_word_shift_of_shifterator(name):
    theirs = load("word_shift_shifterator")
    counts_1, counts_2, scores_1, scores_2 = (
        np.array(theirs[key], dtype=float)
        for key in ("counts_1", "counts_2", "scores_1", "scores_2")
    )
    shift = word_shift(
        counts_1,
        counts_2,
        scores_1,
        scores_2=scores_2 if name == "two_scores" else None,
        reference=5.0 if name == "fixed" else None,
    )
    want = theirs["shifts"][name]
    np.testing.assert_allclose([shift.average_1, shift.average_2], want["averages"], rtol=EXACT)
    np.testing.assert_allclose(shift.contribution, want["contributions"], rtol=EXACT, atol=EXACT)
    assert shift.reference == pytest.approx(want["reference"], rel=EXACT)


@pytest.mark.parametrize("case", ["published", "two_coders", "many_missing", "two_kinds"])
def test_alpha_of_krippendorff(case):
    theirs = load("alpha_krippendorff")["cases"][case]
    ratings = np.array(theirs["ratings"], dtype=float)  # None becomes NaN
    for metric, alpha in theirs["alpha"].items():
        assert krippendorff_alpha(ratings, metric=metric) == pytest.approx(alpha, rel=EXACT)


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_adjusted_p_of_statsmodels(method):
    theirs = load("models_statsmodels")
    np.testing.assert_allclose(
        adjust_p(np.array(theirs["p"]), method=method), theirs[method], rtol=EXACT
    )


@pytest.mark.parametrize("fixed", ["event", None])
@pytest.mark.parametrize("feature", ["share_stance_distancing", "rate_loaded"])
def test_regressions_and_clustered_errors_of_statsmodels(feature, fixed):
    theirs = load("models_statsmodels")
    table = pd.DataFrame(theirs["table"])
    got = fit_counts(table, feature, reference="a", fixed=fixed).set_index("group_a")
    for name, want in theirs["models"][f"{feature}, {fixed or 'none'}"].items():
        assert got.loc[name, "estimate"] == pytest.approx(want["estimate"], rel=SOLVED)
        reach = (got.loc[name, "ci_high"] - got.loc[name, "ci_low"]) / 2
        assert reach / stats.t.ppf(0.975, 7) == pytest.approx(want["error"], rel=SOLVED)


@pytest.mark.parametrize("what", ["mean", "ratio"])
def test_bootstrap_intervals_of_scipy(what):
    theirs = load("bootstrap_scipy")
    above = np.array(theirs["above"], dtype=float)[:, None]
    below = np.array(theirs["below"], dtype=float)[:, None]
    every = np.arange(len(above))
    got = bootstrap_ratios(
        above,
        below if what == "ratio" else np.ones_like(above),
        groups=np.zeros(len(above), dtype=int),
        events=every,
        cells=every,
        draws=50_000,
        rng=np.random.default_rng(1),
    )
    observed, drawn, left = (x[..., 0, :] for x in got.ratios())
    error = theirs[what]["standard_error"]
    many = np.array([10**9])  # so many clusters that neither is widened for few
    assert standard_error(drawn, clusters=many)[0] == pytest.approx(error, rel=DRAWN)
    for method, name in (("percentile", "percentile"), ("bca", "BCa")):
        low, high = bootstrap_interval(
            drawn, estimate=observed, left=left, clusters=many, method=method
        )
        assert (low[0], high[0]) == pytest.approx(theirs[what][name], abs=DRAWN * error)
