"""The two-stage bootstrap draws what it says, and its sums divide to the right ratios."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing.stats import bootstrap_interval, bootstrap_p, bootstrap_ratios, cluster_weights
from framing.stats.student import student_interval


@st.composite
def designs(draw):
    n = draw(st.integers(1, 30))
    events = np.unique(
        draw(st.lists(st.integers(0, 5), min_size=n, max_size=n)), return_inverse=True
    )[1]
    outlets = np.array(draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
    cells = np.unique(events * 3 + outlets, return_inverse=True)[1]
    return events, cells, np.unique(outlets, return_inverse=True)[1]


@settings(max_examples=50, deadline=None)
@given(designs(), st.integers(0, 1000))
def test_every_drawn_event_keeps_the_size_of_its_cells(design, seed):
    events, cells, _ = design
    for weights in cluster_weights(events, cells, draws=3, rng=np.random.default_rng(seed)):
        copies = np.array(
            [weights[cells == c].sum() / (cells == c).sum() for c in range(cells.max() + 1)]
        )
        assert np.allclose(copies, np.round(copies))
        by_event = [
            np.unique(copies[np.unique(cells[events == e])]) for e in range(events.max() + 1)
        ]
        assert all(len(c) == 1 for c in by_event)
        assert sum(c[0] for c in by_event) == events.max() + 1


@settings(max_examples=30, deadline=None)
@given(designs(), st.integers(0, 1000))
def test_sums_equal_a_loop_over_the_same_draws(design, seed):
    events, cells, groups = design
    rng = np.random.default_rng(3)
    below = rng.integers(0, 5, size=(len(events), 2)).astype(float)
    above = np.minimum(below, rng.integers(0, 5, size=below.shape))
    got = bootstrap_ratios(
        above,
        below,
        within=True,
        groups=groups,
        events=events,
        cells=cells,
        draws=5,
        rng=np.random.default_rng(seed),
    )
    weights = cluster_weights(events, cells, draws=5, rng=np.random.default_rng(seed))
    for b, w in enumerate(weights):
        for g in range(groups.max() + 1):
            mine = groups == g
            assert np.allclose(got.above_draws[b, g], (w[mine, None] * above[mine]).sum(axis=0))
            assert np.allclose(got.below_draws[b, g], (w[mine, None] * below[mine]).sum(axis=0))
    for e in range(events.max() + 1):
        rest = events != e
        for g in range(groups.max() + 1):
            assert np.allclose(got.above_left[e, g], above[rest & (groups == g)].sum(axis=0))


def test_whole_events_are_drawn_unless_articles_are_asked_for():
    events = np.repeat(np.arange(4), 5)
    above = np.arange(20.0)[:, None]
    got = bootstrap_ratios(
        above,
        np.ones((20, 1)),
        groups=np.zeros(20, dtype=int),
        events=events,
        cells=events,
        draws=300,
        rng=np.random.default_rng(0),
    )
    sums = above.reshape(4, 5).sum(axis=1)
    possible = {a + b + c + d for a in sums for b in sums for c in sums for d in sums}
    assert set(got.above_draws[:, 0, 0]) <= possible
    assert np.array_equal(got.below_draws, np.full((300, 1, 1), 20.0))


def test_missing_values_count_in_neither_sum():
    above, below = np.array([[1.0], [np.nan]]), np.array([[4.0], [np.nan]])
    one = np.zeros(2, dtype=int)
    got = bootstrap_ratios(
        above,
        below,
        groups=one,
        events=np.arange(2),
        cells=np.arange(2),
        draws=100,
        rng=np.random.default_rng(0),
    )
    assert got.ratios()[0].item() == 0.25
    assert np.isnan(got.ratios()[1]).any()  # draws without the article that has a value


def test_percentile_and_bca_agree_with_scipy():
    data = np.random.default_rng(5).exponential(size=40)
    every = np.arange(40)
    got = bootstrap_ratios(
        data[:, None],
        np.ones((40, 1)),
        groups=np.zeros(40, dtype=int),
        events=every,
        cells=every,
        draws=20_000,
        rng=np.random.default_rng(0),
    )
    observed, drawn, left = (x[..., 0, :] for x in got.ratios())
    for method, theirs in (("percentile", "percentile"), ("bca", "BCa")):
        low, high = bootstrap_interval(  # so many clusters that the level is not expanded
            drawn, estimate=observed, left=left, clusters=10**9, method=method
        )
        ref = stats.bootstrap(
            (data,), np.mean, n_resamples=20_000, method=theirs, rng=np.random.default_rng(1)
        ).confidence_interval
        assert low[0] == pytest.approx(ref.low, abs=0.015)
        assert high[0] == pytest.approx(ref.high, abs=0.015)


def test_expanded_interval_of_a_normal_mean_is_the_t_interval():
    data = np.random.default_rng(2).normal(size=8)
    drawn = np.random.default_rng(0).choice(data, size=(40_000, 8)).mean(axis=1)[:, None]
    low, high = bootstrap_interval(
        drawn, estimate=np.array([data.mean()]), left=np.zeros((8, 1)), clusters=8
    )
    t_low, t_high = stats.t.interval(0.95, 7, loc=data.mean(), scale=stats.sem(data))
    assert (high[0] - low[0]) == pytest.approx(t_high - t_low, rel=0.08)


def test_few_clusters_widen_bca_as_much_as_the_percentile_interval():
    data = np.random.default_rng(2).normal(size=8)
    drawn = np.random.default_rng(0).choice(data, size=(40_000, 8)).mean(axis=1)[:, None]
    left = ((data.sum() - data) / 7)[:, None]
    estimate = np.array([data.mean()])

    def width(method, clusters):
        low, high = bootstrap_interval(
            drawn, estimate=estimate, left=left, clusters=clusters, method=method
        )
        return high[0] - low[0]

    widened = width("expanded", 8) / width("percentile", 8)
    assert width("bca", 8) / width("bca", 10**9) == pytest.approx(widened, rel=0.05)


def test_t_interval_of_a_mean_is_scipys_and_a_share_stays_inside_0_and_1():
    data = np.random.default_rng(2).normal(1, 1, size=8)
    left = ((data.sum() - data) / 7)[:, None]
    one = {"estimate": np.array([data.mean()]), "left": left, "clusters": 8, "method": "t"}
    low, high = bootstrap_interval(np.zeros((100, 1)), **one)
    want = stats.t.interval(0.95, 7, loc=data.mean(), scale=stats.sem(data))
    assert (low[0], high[0]) == pytest.approx(want)
    p = bootstrap_p(np.zeros((100, 1)), null=0.5, **one)
    assert p[0] == pytest.approx(stats.ttest_1samp(data, 0.5).pvalue)
    cases = np.array([0.0, 0, 0, 1, 0, 2])
    left = ((cases.sum() - cases) / 50)[:, None]
    low, high = bootstrap_interval(
        np.zeros((100, 1)),
        estimate=np.array([3 / 60]),
        left=left,
        clusters=6,
        method="t",
        transform="logit",
    )
    assert 0 < low[0] < 3 / 60 < high[0] < 1
    assert high[0] - 3 / 60 > 3 / 60 - low[0]
    low, high = student_interval(np.array([2.0]), np.array([[1.8], [2.2]]), clusters=2, level=0.5)
    low_log, high_log = student_interval(
        np.array([2.0]), np.array([[1.8], [2.2]]), clusters=2, level=0.5, transform="log"
    )
    assert high_log[0] / 2 == pytest.approx(2 / low_log[0])
    assert high_log[0] > high[0]
    with pytest.raises(ValueError, match="transform 'probit' is not one of plain, logit, log"):
        student_interval(np.ones(1), np.ones((3, 1)), clusters=3, transform="probit")


def test_p_value_and_interval_agree_about_zero():
    rng = np.random.default_rng(0)
    for centre in (0.0, 1.0, 2.0, 2.5, 4.0):
        drawn = rng.normal(centre, 1, size=(5000, 1))
        for method in ("expanded", "percentile"):
            low, high = bootstrap_interval(
                drawn, estimate=np.array([centre]), left=np.zeros((9, 1)), clusters=9, method=method
            )
            p = bootstrap_p(
                drawn,
                estimate=np.array([centre]),
                left=np.zeros((9, 1)),
                clusters=9,
                method=method,
            )[0]
            assert (p < 0.05) == bool(low[0] > 0 or high[0] < 0)


def test_one_cluster_has_no_interval():
    low, high = bootstrap_interval(
        np.ones((100, 1)), estimate=np.ones(1), left=np.ones((1, 1)), clusters=1
    )
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_what_never_varies_has_no_interval():
    low, high = bootstrap_interval(
        np.zeros((500, 1)), estimate=np.zeros(1), left=np.zeros((9, 1)), clusters=9
    )
    assert np.isnan([low[0], high[0]]).all()


def test_wrong_options_name_what_is_allowed():
    ones = np.ones((100, 1))
    with pytest.raises(ValueError, match="'wald' is not one of expanded, percentile, bca, t"):
        bootstrap_interval(ones, estimate=ones[0], left=ones, clusters=9, method="wald")
    with pytest.raises(
        ValueError, match=r"level must lie between 0 and 1, given 95; 0\.95 is usual"
    ):
        bootstrap_interval(ones, estimate=ones[0], left=ones, clusters=9, level=95)
    with pytest.raises(ValueError, match="at least one article"):
        bootstrap_ratios(
            np.ones((0, 1)),
            np.ones((0, 1)),
            groups=np.zeros(0, dtype=int),
            events=np.zeros(0, dtype=int),
            cells=np.zeros(0, dtype=int),
            draws=5,
            rng=np.random.default_rng(0),
        )
