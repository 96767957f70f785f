"""Words: scores as published, articles as the sample, no finding where there is none."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.articles import Corpus
from framing.lexicons import read_lexicon
from framing.notes import annotate
from framing.outlets import compare_words, partisanship, shift_words
from framing.outlets.wording import dispersion
from framing.stats import leave_out_partisanship, plug_in_partisanship
from framing.stats.partisanship_events import (
    blocks_of,
    leave_event_out_partisanship,
    permuted_event_partisanship,
)
from framing.types import Article


def corpus_of(texts, *, events=None):
    """``texts``: outlet -> list of texts; articles of the same position share an event."""
    corpus = Corpus.from_articles(
        Article(id=f"{o}-{i}", outlet=o, text=t, event=events and f"e{i}")
        for o, mine in texts.items()
        for i, t in enumerate(mine)
    )
    return annotate(corpus, method="rules")


def random_corpus(seed, *, outlets="ab", n=12, words=60, marked=()):
    """Articles drawn from one distribution; events have words of their own; ``a`` adds marked."""
    rng = np.random.default_rng(seed)
    vocabulary = np.array([f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(words)])
    texts = {}
    for outlet in outlets:
        texts[outlet] = []
        for e in range(n):
            p = np.ones(words)
            p[(np.arange(4) + 4 * e) % words] = 12
            drawn = rng.choice(vocabulary, size=80, p=p / p.sum())
            extra = list(marked) * 3 if outlet == "a" else []
            texts[outlet].append(" ".join([*drawn, *extra]) + ".")
    return corpus_of(texts, events=True)


def test_scores_are_those_of_the_published_formula():
    texts = {"a": ["the regime fell the end"] * 3, "b": ["the state held the line"] * 2}
    got = compare_words(corpus_of(texts), min_articles=1, prior=50.0, draws=0)
    got = got[got.group_a == "a"].set_index("term")
    counts = {"a": {}, "b": {}}
    for outlet, mine in texts.items():
        for word in " ".join(mine).split():
            counts[outlet][word] = counts[outlet].get(word, 0) + 1
    n = {o: sum(c.values()) for o, c in counts.items()}
    everything = {w: counts["a"].get(w, 0) + counts["b"].get(w, 0) for w in got.index}
    for word, row in got.iterrows():
        alpha = 50.0 * everything[word] / (n["a"] + n["b"])
        parts = []
        for o in "ab":
            y = counts[o].get(word, 0)
            parts.append(math.log((y + alpha) / (n[o] + 50.0 - y - alpha)))
            assert row[f"n_{o}"] == y
            assert row[f"rate_{o}"] == pytest.approx(1000 * y / n[o])
        delta = parts[0] - parts[1]
        variance = sum(1 / (counts[o].get(word, 0) + alpha) for o in "ab")
        assert row["log_odds"] == pytest.approx(delta)
        assert row["z"] == pytest.approx(delta / math.sqrt(variance))
    assert got["p_value"].isna().all()


def test_a_written_in_word_is_found_and_nothing_else():
    got = compare_words(random_corpus(1, marked=("regime",)), draws=499, seed=2)
    found = got[got.p_adjusted < 0.05]
    assert set(found["term"]) == {"regime"}
    assert set(found["group_a"]) == {"a", "b"}
    a = found[found.group_a == "a"].iloc[0]
    assert (a.articles_a, a.articles_b, a.n_a, a.n_b, a.total_a) == (12, 0, 36, 0, 12)
    assert a.z > 0 > found[found.group_a == "b"].iloc[0].z
    pd.testing.assert_frame_equal(
        got, compare_words(random_corpus(1, marked=("regime",)), draws=499, seed=2)
    )


def test_one_long_article_is_no_finding():
    texts = {"a": ["rain fell here"] * 7 + ["dam " * 60], "b": ["rain fell here"] * 7 + ["dam"]}
    got = compare_words(corpus_of(texts), min_articles=1, prior=10.0, draws=499)
    dam = got[(got.term == "dam") & (got.group_a == "a")].iloc[0]
    assert dam.z > 2
    assert dam.p_value > 0.2
    assert dam.dispersion > 0.4


def test_reference_and_groups():
    corpus = random_corpus(0, outlets="abc")
    got = compare_words(corpus, reference="c", draws=0)
    assert set(zip(got.group_a, got.group_b, strict=True)) == {("a", "c"), ("b", "c")}
    outlets = pd.DataFrame({"outlet": list("abc"), "leaning": ["left", "right", "right"]})
    got = compare_words(corpus, by="leaning", groups=outlets, draws=0)
    assert set(got.group_a) == {"left", "right"}
    assert got.group_b.isna().all()
    assert got.groupby("group_a")[["total_a", "total_b"]].first().values.tolist() == [
        [12, 24],
        [24, 12],
    ]
    with pytest.warns(UserWarning, match="12 of 36 articles have no 'leaning'"):
        compare_words(corpus, by="leaning", groups=outlets.iloc[:2], draws=0)


def test_voices_part_the_text():
    texts = {o: ['Crowds cheered. "The regime lied," the mayor said.'] * 3 for o in "ab"}
    notes = corpus_of(texts)
    terms = {
        v: set(compare_words(notes, voice=v, draws=0)["term"]) for v in ("own", "attributed", "all")
    }
    assert terms["attributed"] == {"the", "regime", "lied"}
    assert terms["own"] == {"crowds", "cheered", "the", "mayor", "said"}
    assert terms["all"] == terms["own"] | terms["attributed"]


def test_phrases_up_to_three_words(notes):
    got = compare_words(notes, lengths=(1, 2, 3), draws=0)
    assert {term.count(" ") for term in got.term} == {0, 1, 2}
    assert (got[["articles_a", "articles_b"]].sum(axis=1) >= 3).all()


def test_written_in_words_of_the_sample(notes):
    got = compare_words(notes, draws=299, seed=7)
    first = got.groupby("group_a")["term"].apply(lambda t: set(t.head(12)))
    assert "said" in first["meridian"]
    assert "pointed" in first["kestria-today"]
    assert "regime" in first["open-kestria"]
    said = got[(got.group_a == "meridian") & (got.term == "said")].iloc[0]
    assert said.p_adjusted < 0.05


def test_dispersion_by_its_definition():
    rng = np.random.default_rng(0)
    counts = rng.poisson(0.7, size=(9, 20))
    counts[0, 0] += 1
    size = counts.sum(axis=1) / counts.sum()
    got = dispersion(sparse.csr_array(counts))
    for w in range(20):
        if counts[:, w].sum():
            spread = counts[:, w] / counts[:, w].sum()
            assert got[w] == pytest.approx(np.abs(spread - size).sum() / 2)


def test_leave_event_out_is_leave_out_where_events_are_articles():
    rng = np.random.default_rng(5)
    counts = sparse.csr_array(rng.poisson(0.4, size=(30, 80)))
    is_a = np.arange(30) % 3 == 0
    got = leave_event_out_partisanship(counts, is_a, np.arange(30))
    assert got == pytest.approx(leave_out_partisanship(counts, is_a), abs=1e-12)


def test_leave_event_out_is_half_under_no_difference_where_leave_out_is_below():
    rng = np.random.default_rng(0)
    values = []
    for _ in range(12):
        events = np.repeat(np.arange(20), 2)
        topics = rng.dirichlet(np.full(400, 0.05), size=20)
        counts = sparse.csr_array(
            np.array([rng.multinomial(150, topics[e]) for e in events], dtype=float)
        )
        is_a = np.arange(40) % 2 == 0
        values.append(
            (
                leave_event_out_partisanship(counts, is_a, events),
                leave_out_partisanship(counts, is_a),
                plug_in_partisanship(counts, is_a),
            )
        )
    by_event, by_article, plug_in = np.mean(values, axis=0)
    assert abs(by_event - 0.5) < 0.01
    assert by_article < 0.45
    assert plug_in > 0.52


def test_leave_event_out_by_slow_reading():
    rng = np.random.default_rng(2)
    counts = rng.poisson(0.8, size=(12, 15)).astype(float)
    events = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6])
    is_a = np.array([True, False] * 6)
    sides = []
    for mine in (True, False):
        values = []
        for i in np.flatnonzero(is_a == mine):
            away = events != events[i]
            q = [counts[away & (is_a == s)].sum(axis=0) for s in (mine, not mine)]
            q = [v / v.sum() for v in q]
            both = q[0] + q[1]
            rho = np.where(both > 0, q[0] / np.where(both > 0, both, 1), 0.5)
            values.append(counts[i] / counts[i].sum() @ rho)
        sides.append(np.mean(values))
    got = leave_event_out_partisanship(sparse.csr_array(counts), is_a, events)
    assert got == pytest.approx(np.mean(sides))


def test_permutation_keeps_the_number_of_each_label_in_an_event():
    assert blocks_of(np.array([3, 1, 3, 2])).tolist() == [3, -1, 3, -1]
    counts = sparse.csr_array(np.eye(6))
    is_a = np.array([True, False] * 3)
    events = np.array([0, 0, 1, 1, 2, 2])
    band = permuted_event_partisanship(counts, is_a, events, draws=9, rng=np.random.default_rng(0))
    np.testing.assert_allclose(band, 0.5)


def test_partisanship_rows(notes):
    same = partisanship(random_corpus(4), draws=99).iloc[0]
    assert same.null_low < same.partisanship < same.null_high
    assert same.plug_in > same.partisanship
    apart = partisanship(random_corpus(4, marked=("regime", "junta")), draws=99).iloc[0]
    assert apart.partisanship > apart.null_high
    assert apart.p_value == pytest.approx(0.01)
    got = partisanship(notes, reference="meridian", draws=19, lengths=[1])
    assert len(got) == 5
    assert (got.n_clusters == 10).all()


def test_shift_adds_up_and_agrees_with_the_formula():
    texts = {"a": ["good good bad day"] * 2, "b": ["bad day bad fine"] * 3}
    scores = {"good": 2.0, "bad": -1.0, "fine": 1.0}
    got = shift_words(corpus_of(texts), "a", "b", scores=scores).set_index("term")
    p_a = {"good": 2 / 3, "bad": 1 / 3, "fine": 0.0}
    p_b = {"good": 0.0, "bad": 2 / 3, "fine": 1 / 3}
    level = sum(p_b[w] * s for w, s in scores.items())
    for word, score in scores.items():
        want = (p_a[word] - p_b[word]) * (score - level)
        assert got.loc[word, "contribution"] == pytest.approx(want)
    assert got["contribution"].sum() == pytest.approx(
        got["average_a"].iloc[0] - got["average_b"].iloc[0]
    )
    assert got["percent"].sum() == pytest.approx(100)
    assert "day" not in got.index


def test_shift_of_a_share_of_listed_words(notes):
    got = shift_words(notes, "flare", "meridian", scores="loaded", voice="own", seed=1)
    assert got["contribution"].sum() == pytest.approx(
        got["average_a"].iloc[0] - got["average_b"].iloc[0]
    )
    assert got["average_a"].iloc[0] > 3 * got["average_b"].iloc[0]
    inside = got.dropna(subset=["ci_low"])
    assert (inside["ci_low"] <= inside["contribution"] + 1e-4).all()
    own = shift_words(notes, "flare", "meridian", scores=read_lexicon(["slammed", "blast*"]))
    assert set(own[own.score == 1.0].term) >= {"slammed", "blasted"}
    vader = shift_words(notes, "flare", "meridian", scores="vader", draws=100)
    assert vader["score"].notna().all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: compare_words(c, voice="quoted"), "voice='quoted' is not one of all, own"),
        (lambda c: compare_words(c, "place"), "no 'place' to group by"),
        (lambda c: compare_words(c, prior=0.0), "prior above 0"),
        (lambda c: compare_words(c, reference="z"), "there are a, b"),
        (lambda c: compare_words(c, lengths=(4,)), "lengths must be among 1, 2, 3"),
        (lambda c: compare_words(c, min_articles=99), "no term is in 99 articles"),
        (lambda c: compare_words(c, "event"), "comparing needs two groups of 'event'"),
        (lambda c: partisanship(c, level=1.0), "level must lie"),
        (lambda c: shift_words(c, "a", "z", scores="loaded"), "'z' is not a value"),
        (lambda c: shift_words(c, "a", "b", scores="moods"), "not one of vader, boosters"),
        (lambda c: shift_words(c, "a", "b", scores={"x": 1.0}), "uses no word that has a score"),
    ],
)
def test_refusals_say_what_is_allowed(call, message):
    corpus = corpus_of({"a": ["It rained."] * 3, "b": ["It rained."] * 3})
    if "event" in message:
        corpus = corpus_of({"a": ["It rained."]}, events=True)
    with pytest.raises(ValueError, match=re.escape(message)):
        call(corpus)
