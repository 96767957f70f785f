"""Near-duplicates: what counts as one, which is the original, what is kept."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles.cleaning import clean_text
from framing.articles.corpus import Corpus
from framing.articles.duplicates import connect, find_duplicates, find_pairs, read_instant
from framing.types import Article

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
rng = random.Random(3)
WIRE = " ".join(rng.choice("abcdefghijklmnop") * 3 + str(rng.randrange(99)) for _ in range(120))
OTHER = " ".join("x" + str(rng.randrange(999)) for _ in range(120))


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def labels(articles: Sequence[Article], **options: object) -> list[str | None]:
    corpus = Corpus.from_articles(articles)
    found = find_duplicates(corpus, **options)  # type: ignore[arg-type]
    assert len(found) == len(corpus)
    assert found.texts() == corpus.texts()
    column: list[str | None] = found.table.column("duplicate_of").to_pylist()
    return column


def test_changed_words_and_containment_are_found() -> None:
    changed = WIRE.replace(WIRE.split()[60], "another")
    longer = f"{OTHER} {WIRE} {OTHER[:200]}"
    articles = [
        Article(id="wire", text=WIRE, date="2031-03-01"),
        Article(id="changed", text=changed, date="2031-03-02"),
        Article(id="longer", text=longer, date="2031-03-03"),
        Article(id="other", text="Something else entirely was said on that day in Dovrin."),
    ]
    assert labels(articles) == [None, "wire", "wire", None]


def test_short_texts_are_duplicates_only_when_they_are_alike() -> None:
    short = "It rained in the town of Merrow all day long"
    articles = [
        Article(id="a", text=short),
        Article(id="b", text=f"{short} and nobody was surprised, as {OTHER}"),
        Article(id="c", text=f"{short}."),
        Article(id="d", text=""),
        Article(id="e", text="?!"),
    ]
    assert labels(articles) == [None, None, "a", None, None]


def test_the_earliest_is_the_original() -> None:
    dates = [None, "2031-03-02T10:00:00+02:00", "2031-03-02T09:30:00Z", "2031-03-02T08:30:00"]
    articles = [Article(id=str(i), text=WIRE, date=date) for i, date in enumerate(dates)]
    assert labels(articles) == ["1", None, "1", "1"]
    assert labels([Article(id="x", text=WIRE), Article(id="y", text=WIRE)]) == [None, "x"]


def test_a_byline_that_credits_the_other_outlet_decides_within_a_day() -> None:
    articles = [
        Article(id="c", text=WIRE, date="2031-03-02", outlet="courier", byline="By Meridian"),
        Article(id="m", text=WIRE, date="2031-03-02", outlet="meridian", byline="By A. Lund"),
    ]
    assert labels(articles) == ["m", None]


def test_given_labels_stay_unless_overwritten() -> None:
    articles = [
        Article(id="a", text=WIRE, date="2031-03-01"),
        Article(id="b", text=WIRE, date="2031-03-02", duplicate_of="c"),
        Article(id="c", text=WIRE, date="2031-03-03"),
        Article(id="d", text=OTHER, duplicate_of="elsewhere"),
    ]
    assert labels(articles) == ["c", "c", None, "elsewhere"]
    assert labels(articles, overwrite=True) == [None, "a", "a", None]


@pytest.mark.parametrize("threshold", [0, -1, 1.5, float("nan")])
def test_a_bad_threshold_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match=r"threshold must lie in \(0, 1\]"):
        find_duplicates(Corpus.from_articles([]), threshold=threshold)


def test_empty_and_repeatable() -> None:
    assert labels([]) == []
    articles = [Article(id=str(i), text=WIRE[i:]) for i in range(30)]
    assert labels(articles) == labels(articles)
    assert read_instant(None) > read_instant("9998-12-31")
    with pytest.raises(ValueError, match="ISO 8601"):
        read_instant("3 March 2031")


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 8), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8))
def test_connecting_gives_a_partition(n: int, pairs: list[tuple[int, int]]) -> None:
    pairs = [(a % n, b % n) for a, b in pairs]
    groups = connect(n, pairs)
    flat = [i for group in groups for i in group]
    assert len(flat) == len(set(flat))
    where = {i: k for k, group in enumerate(groups) for i in group}
    assert all(a == b or where[a] == where[b] for a, b in pairs)
    assert connect(n, [(b, a) for a, b in reversed(pairs)]) == groups


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("ab ", max_size=30), max_size=6), st.floats(0.5, 1))
def test_pairs_are_what_a_direct_comparison_gives(texts: list[str], threshold: float) -> None:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        size = min(5, len(words))
        return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if size else set()

    groups = connect(len(texts), find_pairs(texts, threshold=threshold))
    found = {pair for group in groups for pair in itertools.combinations(group, 2)}
    sets = [shingles(text) for text in texts]
    direct = [
        (i, j)
        for i, j in itertools.combinations(range(len(texts)), 2)
        if sets[i] and sets[j] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]
    wanted = {
        pair for group in connect(len(texts), direct) for pair in itertools.combinations(group, 2)
    }
    assert found == wanted


@pytest.mark.skipif(
    not (SAMPLE / "gold_groups.jsonl").exists(), reason="the sample corpus is not built"
)
def test_the_sample_is_labelled_as_its_gold() -> None:
    gold = read_lines(SAMPLE / "gold_groups.jsonl")
    rows = read_lines(SAMPLE / "articles.jsonl")
    articles = [
        Article(**{k: r.get(k) for k in ("id", "text", "outlet", "date", "byline")}) for r in rows
    ]
    found = labels(articles)
    pairs = {frozenset((a.id, name)) for a, name in zip(articles, found, strict=True) if name}
    wanted = {frozenset((row["id"], row["duplicate_of"])) for row in gold if row["duplicate_of"]}
    assert len(wanted) == 3
    assert pairs == wanted


@pytest.mark.skipif(
    not (SAMPLE / "gold_groups.jsonl").exists(), reason="the sample corpus is not built"
)
def test_credits_of_the_raw_sample_tell_copies_from_originals() -> None:
    gold = {row["id"]: row["duplicate_of"] for row in read_lines(SAMPLE / "gold_groups.jsonl")}
    articles = []
    for path in sorted((SAMPLE / "raw").glob("*/*.txt")):
        cleaned = clean_text(path.read_text(encoding="utf-8"), heading=True)
        articles.append(
            Article(
                id=path.stem,
                text=cleaned.text,
                outlet=path.parent.name,
                byline=cleaned.byline,
                edits=cleaned.edits,
            )
        )
    found = labels(articles)
    assert {a.id: name for a, name in zip(articles, found, strict=True)} == gold
