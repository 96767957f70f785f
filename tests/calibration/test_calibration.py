"""The simulations of ``benchmarks.calibration``, small: gross errors show, chance does not.

A share seen in ``n`` runs of corpora in which the truth is known has a binomial error; every bound
below is the claim (.95 covered, .05 false alarms) give or take what chance does to it once in a
thousand such tests.
"""

import numpy as np
import pytest
from scipy import stats

from benchmarks.calibration import intervals, language
from benchmarks.calibration.power import power
from benchmarks.calibration.worlds import make_table, measure_name, true_values

CHANCE = 0.001


def least(n, share):
    """The smallest share that chance still gives ``n`` runs of a true ``share``."""
    return stats.binom.ppf(CHANCE, n, share) / n


def most(n, share):
    return stats.binom.ppf(1 - CHANCE, n, share) / n


@pytest.fixture(scope="module")
def runs():
    return intervals.simulate(25, 9, draws=300)


def test_intervals_hold_the_truth(runs):
    got = intervals.coverage(runs)
    usual = got[got["cue"] == "usual share"]
    assert len(usual) == 15
    for method in ("t (default)", "expanded", "BCa"):
        # within a run the outlets share their events: count runs, not rows
        assert usual[method].mean() > least(75, 0.94)
        assert (usual[method] >= least(25, 0.92)).all(), method
    assert (got["two-stage, expanded"] >= got["expanded"] - 0.06).all()


def test_percentile_intervals_are_the_narrowest_over_few_events(runs):
    few = intervals.coverage(runs[runs["events"] == 10])
    assert few["percentile"].mean() < few["expanded"].mean() - 0.01
    assert few["percentile"].mean() < few["t (default)"].mean() - 0.02


def test_contrasts_without_a_difference_are_seldom_called_one(runs):
    got = intervals.false_positives(runs)
    assert len(got) == 27
    for method in ("t (default)", "expanded"):
        assert (got[method] <= most(25, 0.06)).all()


def test_tests_of_words_keep_their_level_where_the_naive_one_does_not():
    got = language.word_tests(20, 3).set_index(["corpus", "test"])["single words"]
    for corpus in language.CORPORA:
        assert got[corpus, "naive z (Bonferroni for the list)"] > 0.2
        assert got[corpus, "permuted articles"] <= 0.055
    assert got["40 events, both outlets on each", "permuted within events"] <= 0.055


def test_partisanship_is_a_half_under_no_difference():
    got = language.partisanship_under_no_difference(6, 3).set_index("corpus")
    for corpus in language.CORPORA:
        assert abs(got.loc[corpus, "leaving out the event"] - 0.5) < 0.005
        assert got.loc[corpus, "plug-in"] > 0.53
    shared = got.loc["40 events, both outlets on each"]
    assert shared["leaving out the article"] < 0.49


@pytest.mark.slow
def test_power_rises_with_the_difference_and_with_events():
    got = power(50, 5).pivot(index="gap", columns="events", values="pooled")
    assert (got.loc[0.0] <= most(50, 0.06)).all()
    assert got.loc[1.0, 80] > 0.95
    assert (got.loc[1.0] > got.loc[0.2] + 0.2).all()
    assert (np.diff(got.loc[0.6]) > -0.1).all()


def test_the_world_has_the_difference_that_is_written_into_it():
    truth = true_values(0.5, events=4000)
    assert truth["distancing", "pooled", "contrast", "b"] > 0.07
    assert abs(truth["distancing", "pooled", "contrast", "c"]) < 0.01
    table = make_table(12, 0.5, np.random.default_rng(0), corpora=3)
    assert table.groupby("outlet")["event"].nunique().min() >= 2
    assert measure_name("loaded", 2) == "rate_loaded2"
    assert (table["n_stance2_distancing"] <= table["n_stance2"]).all()
    assert not table["n_stance1"].equals(table["n_stance2"])
