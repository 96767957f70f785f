"""Citations against the sample's gold, on a real article, on hostile text, and their speed.

The rules were tuned on the articles of events 1 to 6, 8 and 10. Of events 7 and 9 only the scores
were seen.
A citation matches when its kind is that of a gold one and their places overlap; of a record, when
one text holds the other. Floors lie a little below what was measured when they were set.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import read
from framing.citations import cite
from framing.text import read_layers
from framing.types import CITATION_KINDS, Article, Citation, Edit

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
SEED = ROOT.parent / "shared" / "seed" / "article.txt"
RECORDS = ("wire_credit", "photo_credit", "source_line", "byline_agency")
IN_TEXT = ("media", "document", "link")
UNSEEN = ("e07", "e09")
FLOORS = {  # all 60 articles: (precision, recall)
    "wire_credit": (0.95, 0.95),
    "photo_credit": (0.95, 0.95),
    "source_line": (0.95, 0.95),
    "byline_agency": (0.95, 0.95),
    "media": (0.90, 0.80),
    "document": (0.85, 0.85),
    "link": (0.95, 0.95),
}
UNSEEN_FLOORS = {"media": (0.90, 0.45), "document": (0.80, 0.80)}
WORDS_PER_SECOND = 40_000  # a fifth of what one core does: machines in use are slower
PIECES = st.sampled_from(
    [
        "told Reuters",
        "state media",
        "a report by",
        "The New York Times",
        "https://a.co.uk/(x",
        "Photo: ",
        "(AP) - ",
        "Source: X and agencies",
        "said in a statement",
        "seen by KNA",
        "news agency ",
        "quoted a",
        '"',
        "“",
        "''",
        "\n\n",
        "\x00",
        "\ud800",
        ". ",
        ", ",
        " the ",
        "’s",
        "(Reporting by",
    ]
)


def one(article: Article) -> list[Citation]:
    return cite([article], read_layers([article.text]))[0]


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def plain(text: str) -> str:
    return " ".join(text.split())


def sample_pairs() -> list[tuple[str, list[tuple[str, bool]], list[tuple[str, bool]]]]:
    """By article: its event, found citations (kind, right), gold citations (kind, found)."""
    gold = {row["id"]: row for row in lines(SAMPLE / "gold_citations.jsonl")}
    raw = {article.id.split("/")[-1]: article for article in read(SAMPLE / "raw")}
    pairs = []
    for row in lines(SAMPLE / "articles.jsonl"):
        article = Article(
            id=row["id"], text=row["text"], outlet=row["outlet"], edits=raw[row["id"]].edits
        )
        got = one(article)
        inside = [c for c in got if c.start is not None and c.kind in IN_TEXT]
        records = [c for c in got if c.kind in RECORDS]
        wanted = [g for g in gold[row["id"]]["citations"] if g["kind"] in IN_TEXT]
        noted = {
            (g["kind"], plain(g["text"])) for g in gold[row["id"]]["noise"] if g["kind"] in RECORDS
        }

        def overlaps(c: Citation, g: dict) -> bool:
            return c.kind == g["kind"] and c.start < g["end"] and g["start"] < c.end

        def matches(c: Citation, g: tuple[str, str]) -> bool:
            return c.kind == g[0] and (plain(c.text) in g[1] or g[1] in plain(c.text))

        found = [(c.kind, any(overlaps(c, g) for g in wanted)) for c in inside]
        found += [(c.kind, any(matches(c, g) for g in noted)) for c in records]
        hit = [(g["kind"], any(overlaps(c, g) for c in inside)) for g in wanted]
        hit += [(g[0], any(matches(c, g) for c in records)) for g in sorted(noted)]
        pairs.append((row["event"], found, hit))
    return pairs


def rates(pairs, kind: str) -> tuple[float, float]:
    right = [ok for _, found, _ in pairs for k, ok in found if k == kind]
    hit = [ok for _, _, gold in pairs for k, ok in gold if k == kind]
    return sum(right) / len(right), sum(hit) / len(hit)


@pytest.fixture(scope="module")
def pairs():
    return sample_pairs()


@pytest.mark.parametrize("kind", FLOORS)
def test_the_gold_of_the_sample_is_found(pairs, kind):
    precision, recall = rates(pairs, kind)
    assert precision >= FLOORS[kind][0], (precision, recall)
    assert recall >= FLOORS[kind][1], (precision, recall)


@pytest.mark.parametrize("kind", UNSEEN_FLOORS)
def test_it_is_found_where_the_rules_were_not_tuned(pairs, kind):
    unseen = [pair for pair in pairs if pair[0] in UNSEEN]
    assert len(unseen) == 12
    precision, recall = rates(unseen, kind)
    assert precision >= UNSEEN_FLOORS[kind][0], (precision, recall)
    assert recall >= UNSEEN_FLOORS[kind][1], (precision, recall)


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seed/article.txt is not there")
@pytest.mark.parametrize("clean", [True, False])
def test_a_real_article_cites_state_media_and_its_credits(clean):
    raw = SEED.read_text(encoding="utf-8")
    (article,) = read(SEED, clean=clean)
    got = one(article)
    names = {(c.kind, c.name) for c in got}
    assert ("media", "state media") in names
    assert ("source_line", "TRT") in names
    assert ("source_line", "news agencies") in names
    assert {name for kind, name in names if kind.endswith("credit")} == {"Reuters"}
    for c in got:
        text, start, end = (
            (article.text, c.start, c.end) if c.start is not None else (raw, c.raw_start, c.raw_end)
        )
        assert text[start:end] == c.text


def check(article: Article) -> None:
    got = one(article)
    assert got == one(article)
    taken = -1
    for c in got:
        assert c.kind in CITATION_KINDS
        assert c.text
        if c.start is not None:
            assert article.text[c.start : c.end] == c.text
            assert c.start >= taken
            taken = c.end
    places = [(c.kind, c.start, c.raw_start, c.raw_end, c.text) for c in got]
    assert len(places) == len(set(places))


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_no_text_raises_and_offsets_are_exact(text):
    check(Article(id="a", text=text, byline=text[:30], outlet=text[:5]))


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(
        ["photo_credit", "wire_credit", "source_line", "dateline", "byline", "caption"]
    ),
    st.lists(PIECES | st.text(max_size=8), max_size=8).map("".join),
)
def test_no_record_raises_and_raw_offsets_are_exact(kind, raw):
    article = Article(id="a", text="It rained.", edits=(Edit(kind, 0, raw, 0),))
    check(article)
    for c in one(article):
        assert raw[c.raw_start : c.raw_end] == c.text


@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        "told Reuters " * 20_000,
        "A/" * 200_000,
        '"' * 10_000,
        "https://" + ")" * 300_000,
        "state media, " * 5_000,
        "news agency Q" * 8_000,
        "a report by the " * 8_000,
        " ".join(f"Name{i} quoted a man." for i in range(10_000)),
        "(" * 100_000,
        "A/" * 100 + "(AP",
    ],
    ids=range(11),
)
def test_long_and_odd_texts_take_seconds_at_most(text):
    started = time.process_time()
    one(Article(id="a", text=text))
    assert time.process_time() - started < 5


def test_reading_is_fast():
    rows = lines(SAMPLE / "articles.jsonl") * 3
    articles = [Article(id=str(i), text=row["text"]) for i, row in enumerate(rows)]
    layers = read_layers([article.text for article in articles])
    words = sum(len(article.text.split()) for article in articles)
    cite(articles[:2], layers.take(0, 2))
    started = time.process_time()
    cite(articles, layers)
    assert words / (time.process_time() - started) > WORDS_PER_SECOND


def test_articles_are_read_one_by_one():
    rows = lines(SAMPLE / "articles.jsonl")[:12]
    articles = [Article(id=row["id"], text=row["text"], outlet=row["outlet"]) for row in rows]
    together = cite(articles, read_layers([article.text for article in articles]))
    assert together == [one(article) for article in articles]
