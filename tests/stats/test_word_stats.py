"""Word statistics: published formulas recomputed, sums that hold, levels under no difference."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from framing.stats import (
    effective_number,
    expected_kinds,
    leave_out_partisanship,
    log_odds,
    permute_log_odds,
    permuted_partisanship,
    plug_in_partisanship,
    shannon,
    simpson,
    standardised_entropy,
    variation,
    word_shift,
)

counts_of = st.lists(st.integers(0, 40), min_size=3, max_size=8)


def bursty(rng, articles, words, *, difference=0.0):
    """Articles that repeat their own words: a shared vocabulary, redrawn by each article."""
    base = rng.dirichlet(np.full(words, 0.3))
    rows = []
    for i in range(articles):
        own = rng.dirichlet(base * 40 + 1e-3)
        if difference and i < articles // 2:
            own = (1 - difference) * own + difference * (np.arange(words) == 0)
        rows.append(rng.multinomial(150, own))
    return sparse.csr_array(np.array(rows))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_log_odds_equal_the_published_formula(seed):
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 50, 6).astype(float), rng.integers(0, 50, 6).astype(float)
    prior = rng.uniform(0.1, 5, 6)
    delta, z = log_odds(a, b, prior)
    n_a, n_b, alpha_0 = a.sum(), b.sum(), prior.sum()
    for w in range(6):
        one = math.log((a[w] + prior[w]) / (n_a + alpha_0 - a[w] - prior[w]))
        two = math.log((b[w] + prior[w]) / (n_b + alpha_0 - b[w] - prior[w]))
        variance = 1 / (a[w] + prior[w]) + 1 / (b[w] + prior[w])
        assert delta[w] == pytest.approx(one - two)
        assert z[w] == pytest.approx((one - two) / math.sqrt(variance))


def test_permuted_articles_hold_the_level_where_tokens_do_not():
    rng = np.random.default_rng(2)
    naive, permuted = [], []
    for _ in range(60):
        counts = bursty(rng, 40, 60)
        is_a = np.arange(40) < 20
        got = permute_log_odds(counts, is_a, np.full(60, 0.5), draws=99, rng=rng)
        naive.append((2 * stats.norm.sf(np.abs(got.z)) < 0.05).mean())
        permuted.append((got.p < 0.05).mean())
        assert (got.p_adjusted >= got.p - 1e-12).all()
    assert np.mean(naive) > 0.2
    assert np.mean(permuted) < 0.06


def test_a_real_word_difference_is_found_whole_list():
    counts = bursty(np.random.default_rng(1), 40, 60, difference=0.1)
    got = permute_log_odds(
        counts, np.arange(40) < 20, np.full(60, 0.5), draws=199, rng=np.random.default_rng(0)
    )
    assert got.p_adjusted[0] < 0.05
    assert got.z[0] > 0


def test_permutation_within_events_keeps_events_apart():
    counts = sparse.csr_array(np.array([[5, 1], [5, 1], [1, 5], [1, 5]]))
    is_a = np.array([True, False, True, False])
    events = np.array([0, 0, 1, 1])
    got = permute_log_odds(
        counts, is_a, np.ones(2), events=events, draws=200, rng=np.random.default_rng(0)
    )
    assert np.allclose(got.z, 0)
    assert np.allclose(got.p, 1)
    with pytest.raises(ValueError, match="both groups need at least one article"):
        permute_log_odds(counts, np.ones(4, dtype=bool), np.ones(2), rng=np.random.default_rng(0))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.one_of(st.none(), st.floats(-3, 3)))
def test_word_shift_contributions_sum_to_the_difference(seed, reference):
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(0, 9, 7) + 0.0, rng.integers(0, 9, 7) + 0.0
    n1[0], n2[0] = 1, 1
    s1, s2 = rng.normal(size=7), rng.normal(size=7)
    s1[3] = np.nan
    shift = word_shift(n1, n2, s1, scores_2=s2, reference=reference)
    assert shift.contribution.sum() == pytest.approx(shift.average_2 - shift.average_1)
    assert shift.contribution[3] == 0


def test_word_shift_without_any_score_is_refused():
    with pytest.raises(ValueError, match="each text needs at least one word with a score"):
        word_shift(np.ones(2), np.ones(2), np.array([np.nan, np.nan]))


def test_partisanship_leave_out_is_unbiased_where_plug_in_is_not():
    rng = np.random.default_rng(0)
    q = rng.dirichlet(np.full(3000, 0.1))
    counts = sparse.csr_array(rng.multinomial(150, q, size=100))
    is_a = np.arange(100) < 50
    assert leave_out_partisanship(counts, is_a) == pytest.approx(0.5, abs=0.01)
    assert plug_in_partisanship(counts, is_a) > 0.52
    band = permuted_partisanship(counts, is_a, draws=30, rng=rng)
    assert abs(band.mean() - 0.5) < 0.01
    assert np.isnan(leave_out_partisanship(counts[:1], is_a[:1]))


def test_partisanship_equals_a_loop():
    rng = np.random.default_rng(3)
    dense = rng.poisson(1.0, size=(8, 5)).astype(float)
    dense[:, 0] += 1
    is_a = np.arange(8) < 4
    sides = []
    for mine in (is_a, ~is_a):
        values = []
        for i in np.flatnonzero(mine):
            rest = mine.copy()
            rest[i] = False
            q_own = dense[rest].sum(axis=0) / dense[rest].sum()
            q_other = dense[~mine].sum(axis=0) / dense[~mine].sum()
            rho = np.where(q_own + q_other > 0, q_own / np.maximum(q_own + q_other, 1e-300), 0.5)
            values.append(dense[i] / dense[i].sum() @ rho)
        sides.append(np.mean(values))
    assert leave_out_partisanship(sparse.csr_array(dense), is_a) == pytest.approx(np.mean(sides))


@settings(max_examples=50, deadline=None)
@given(counts_of)
def test_diversity_against_scipy_and_definitions(counts):
    f = np.array(counts, dtype=float)
    if f.sum() < 2:
        assert np.isnan(simpson(f))
        return
    assert float(shannon(f)) == pytest.approx(stats.entropy(f / f.sum()))
    assert 1 - 1e-9 <= float(effective_number(f, order=2)) <= len(f) + 1e-9
    assert float(effective_number(f, order=2)) <= float(effective_number(f)) + 1e-9
    assert -1e-9 <= float(variation(f)) <= 1 + 1e-9
    assert expected_kinds(f, int(f.sum())) == pytest.approx((f > 0).sum())
    assert expected_kinds(f, 1) == pytest.approx(1)


def test_unequal_samples_of_one_population_look_alike_only_when_standardised():
    rng = np.random.default_rng(0)
    q = rng.dirichlet(np.ones(15))
    small, large = rng.multinomial(25, q, size=400), rng.multinomial(400, q, size=400)
    raw_gap = shannon(large.astype(float)).mean() - shannon(small.astype(float)).mean()
    same = np.mean([standardised_entropy(x, 25, draws=20, rng=rng) for x in large])
    assert raw_gap > 0.1
    assert abs(same - shannon(small.astype(float)).mean()) < 0.03
    with pytest.raises(ValueError, match="size must lie between 1 and the 25 attributions"):
        standardised_entropy(small[0], 26, rng=rng)
