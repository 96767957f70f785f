"""Comparisons: right numbers, honest intervals, clear refusals."""

import numpy as np
import pandas as pd
import pytest

from framing.outlets import compare, to_latex, to_markdown
from framing.schema import COMPARISON_COLUMNS

SCALES = ("difference", "ratio", "log_odds")
DISTANCING = "share_stance_distancing"


def simulate(gap, *, events=10, articles=2, seed=0, event_sd=0.5):
    """Three outlets on the same events; b has ``gap`` more log-odds of distancing."""
    rng = np.random.default_rng(seed)
    rows = []
    for e in range(events):
        mood = rng.normal(0, event_sd)
        for outlet in "abc":
            for _ in range(articles):
                p = 1 / (1 + np.exp(-(-1 + mood + gap * (outlet == "b"))))
                n = int(rng.integers(6, 15))
                rows.append((outlet, f"e{e}", n, rng.binomial(n, p), 20 * n))
    return pd.DataFrame(
        rows, columns=["outlet", "event", "n_stance", "n_stance_distancing", "n_words"]
    ).assign(article_id=lambda t: [f"x{i}" for i in range(len(t))])


def test_columns_types_and_repeatability():
    table = simulate(1.0)
    result = compare(table, features=[DISTANCING, "rate_stance"], seed=3, match="event")
    assert tuple(result.columns) == COMPARISON_COLUMNS
    pd.testing.assert_frame_equal(
        result, compare(table, features=[DISTANCING, "rate_stance"], seed=3, match="event")
    )
    assert set(result["estimand"]) == {"pooled", "articles", "matched"}
    inside = result.dropna(subset=["ci_low"])
    assert (inside["ci_low"] <= inside["estimate"]).all()
    assert (inside["estimate"] <= inside["ci_high"]).all()


def test_estimates_are_the_plain_ratios():
    table = simulate(0.5)
    result = compare(table, features=DISTANCING)
    for outlet, part in table.groupby("outlet"):
        mine = result[(result.kind == "estimate") & (result.group_a == outlet)].set_index(
            "estimand"
        )
        pooled = part.n_stance_distancing.sum() / part.n_stance.sum()
        assert mine.loc["pooled", "estimate"] == pytest.approx(pooled)
        mean = (part.n_stance_distancing / part.n_stance).mean()
        assert mine.loc["articles", "estimate"] == pytest.approx(mean)
        assert mine.loc["pooled", "n_a"] == len(part)
        assert mine.loc["pooled", "n_clusters"] == 10


def test_a_difference_is_found_and_no_difference_is_not():
    result = compare(simulate(1.5), features=DISTANCING, match="event")
    contrasts = result[result.kind == "contrast"].set_index(["estimand", "group_a", "group_b"])
    for estimand in ("pooled", "articles", "matched"):
        assert contrasts.loc[(estimand, "a", "b"), "ci_high"] < 0
        assert contrasts.loc[(estimand, "a", "b"), "p_adjusted"] < 0.05
        assert np.isnan(contrasts.loc[(estimand, "a", "b"), "mde"])
        assert contrasts.loc[(estimand, "a", "c"), "p_adjusted"] > 0.05
        assert contrasts.loc[(estimand, "a", "c"), "mde"] > 0


def test_matched_contrast_uses_shared_events_only():
    table = simulate(0.0)
    table = table[~((table.outlet == "a") & table.event.isin(["e0", "e1"]))]
    result = compare(table, features=DISTANCING, match="event", reference="c")
    row = result[(result.estimand == "matched") & (result.group_a == "a")].iloc[0]
    assert row.n_clusters == 8
    shared = table[table.event.isin(set(table[table.outlet == "a"].event))]
    share = shared.groupby(["outlet", "event"])[["n_stance_distancing", "n_stance"]].sum()
    share = share.n_stance_distancing / share.n_stance
    assert row.estimate == pytest.approx((share["a"] - share["c"]).mean())


def test_events_shared_make_contrasts_sharper_than_articles_alone():
    table = simulate(0.5, event_sd=1.5, articles=1, events=12)
    by_event = compare(table, features=DISTANCING)
    alone = compare(table.drop(columns="event"), features=DISTANCING)
    pick = {"kind": "contrast", "estimand": "pooled", "group_a": "a", "group_b": "b"}

    def width(result):
        row = result.loc[(result[list(pick)] == pd.Series(pick)).all(axis=1)].iloc[0]
        return row.ci_high - row.ci_low

    assert width(by_event) < width(alone)


def test_scales_agree_in_sign_and_share_their_p_value():
    result = compare(
        simulate(1.0),
        features=DISTANCING,
        scales=("difference", "ratio", "log_odds"),
        reference="a",
    )
    rows = result[
        (result.kind == "contrast") & (result.group_a == "b") & (result.estimand == "pooled")
    ]
    by_scale = rows.set_index("scale")
    assert by_scale.loc["difference", "estimate"] > 0
    assert by_scale.loc["ratio", "estimate"] > 1
    assert by_scale.loc["log_odds", "estimate"] > 0
    assert rows["p_value"].nunique() == 1
    assert rows["p_adjusted"].nunique() == 1


@pytest.mark.parametrize("interval", ["percentile", "bca", "t"])
def test_other_intervals_tell_the_same_story(interval):
    table = simulate(1.0, events=30)
    options = {"features": DISTANCING, "match": "event", "margin": 0.5, "scales": SCALES}
    usual, other = compare(table, **options), compare(table, interval=interval, **options)
    keys = ["kind", "estimand", "scale", "group_a", "group_b"]
    both = usual.merge(other.drop(columns="feature"), on=keys, suffixes=("", "_other"))
    assert len(both) == len(usual)
    assert np.allclose(both["estimate"], both["estimate_other"])
    width = both["ci_high"] - both["ci_low"]
    width_other = both["ci_high_other"] - both["ci_low_other"]
    assert (width.isna() == width_other.isna()).all()
    assert ((width_other / width).dropna().between(0.8, 1.25)).all()
    assert np.allclose(both["p_value"], both["p_value_other"], atol=0.08, equal_nan=True)
    assert other["method"].str.contains(interval).all()


def test_t_intervals_of_rare_shares_stay_above_zero():
    table = simulate(-4.0, events=8).query("outlet == 'b'")
    rows = {i: compare(table, features=DISTANCING, interval=i).iloc[0] for i in ("expanded", "t")}
    assert 0 < rows["expanded"].estimate < 0.05
    assert 0 < rows["t"].ci_low < rows["t"].estimate
    assert rows["t"].ci_high > rows["expanded"].ci_high


def test_every_scale_has_its_detectable_effect_and_equivalence_needs_no_difference_row():
    table, options = simulate(0.0), {"features": DISTANCING, "reference": "a", "margin": 0.3}
    both = compare(table, scales=("difference", "ratio"), **options)
    ratio = compare(table, scales=("ratio",), **options)
    rows = ratio[(ratio["kind"] == "contrast") & (ratio["p_adjusted"] > 0.05)]
    assert len(rows) == 4
    assert (rows["mde"] > 0).all()
    columns = ["estimand", "group_a", "estimate", "ci_low", "p_value", "p_adjusted"]
    tests = [t[t["kind"] == "equivalence"][columns].reset_index(drop=True) for t in (both, ratio)]
    assert len(tests[0]) == 4
    pd.testing.assert_frame_equal(*tests)


def test_equivalence_is_shown_only_where_the_interval_is_inside_the_margin():
    result = compare(simulate(0.0, events=30), features=DISTANCING, margin=0.15)
    rows = result[(result.kind == "equivalence") & (result.estimand == "pooled")]
    assert (rows["p_value"] < 0.05).all()
    tight = compare(simulate(0.0, events=30), features=DISTANCING, margin=0.001)
    assert (tight[tight.kind == "equivalence"]["p_value"] > 0.05).all()


def test_outlet_table_joins_by_groups_and_names_what_it_lacks():
    table = simulate(1.0)
    groups = pd.DataFrame({"outlet": ["a", "b"], "country": ["X", "Y"]})
    with pytest.warns(UserWarning, match=r"20 of 60 articles have no 'country'.*outlets: c"):
        result = compare(table, by="country", features=DISTANCING, groups=groups)
    assert list(result[result.kind == "estimate"].group_a.unique()) == ["X", "Y"]


def test_weights_multiply_articles():
    table = simulate(0.0).assign(copies=lambda t: np.where(t.outlet == "a", 2, 1))
    doubled = pd.concat([table, table[table.outlet == "a"]])
    weighted = compare(table, features=DISTANCING, weights="copies")
    assert np.allclose(
        weighted[weighted.kind == "estimate"].estimate,
        compare(doubled, features=DISTANCING).query("kind == 'estimate'").estimate,
    )


def test_outlet_without_any_value_is_missing_not_zero():
    table = simulate(0.0)
    table.loc[table.outlet == "c", ["n_stance", "n_stance_distancing"]] = 0
    result = compare(table, features=DISTANCING)
    rows = result[(result.group_a == "c") | (result.group_b == "c")]
    assert rows["estimate"].isna().all()
    assert rows["p_value"].isna().all()
    assert (rows["ci_low"].isna()).all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"features": None}, "name the measures to compare"),
        ({"features": "share_nothing"}, "no measure 'share_nothing'"),
        ({"by": "leaning"}, "the table has no column 'leaning'"),
        ({"reference": "z"}, "reference='z' is not a value of 'outlet'; there are a, b, c"),
        ({"interval": "wald"}, "interval='wald' is not one of expanded, percentile, bca, t"),
        ({"adjust": "tukey"}, "adjust='tukey' is not one of holm, bh, none"),
        ({"match": "topic"}, "match='topic' is not one of None, event"),
        ({"draws": 1}, "draws must be at least 100"),
        ({"weights": "w"}, "no column 'w' for weights="),
    ],
)
def test_wrong_input_says_what_is_allowed(options, message):
    with pytest.raises(ValueError, match=message):
        compare(simulate(0.0), **({"features": DISTANCING} | options))


def test_exports_print_percentages_intervals_and_the_method():
    result = compare(simulate(1.5), features=DISTANCING, seed=5).query("estimand == 'pooled'")
    markdown, latex = to_markdown(result), to_latex(result)
    assert markdown.count("\n| share_stance_distancing |") == 6
    assert "a - b" in markdown
    assert "Seed 5" in markdown
    assert r"share\_stance\_distancing" in latex
    assert latex.count(r"\%") >= 6
    with pytest.raises(ValueError, match="this is not a comparison table"):
        to_markdown(pd.DataFrame({"a": [1]}))


def test_two_stages_need_draws():
    with pytest.raises(ValueError, match=r"interval='t' leaves out whole events and draws nothing"):
        compare(simulate(1.0), features=[DISTANCING], resample="events_articles")
