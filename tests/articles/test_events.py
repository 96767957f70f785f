"""Events: words and time decide, labels follow dates, given labels stay."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pytest

from framing.articles import events
from framing.articles.corpus import Corpus
from framing.articles.events import find_events
from framing.types import Article

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
BASIL = ROOT.parent / "shared" / "data" / "basil" / "articles.jsonl"
FERRY = "The ferry ran aground off the harbour in fog; passengers were pulled from the water."
FERRY_2 = "Passengers pulled from water after ferry ran aground in fog off harbour, rescuers said."
BANK = "The central bank kept its interest rate while inflation rose, the governor announced."
BANK_2 = "Interest rate unchanged: central bank governor announced decision as inflation rose."


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def labels(articles: Sequence[Article], **options: object) -> list[str | None]:
    corpus = Corpus.from_articles(articles)
    found = find_events(corpus, **options)  # type: ignore[arg-type]
    assert found.texts() == corpus.texts()
    column: list[str | None] = found.table.column("event").to_pylist()
    return column


def pair_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """F1 of pairs of articles that are in one group."""

    def pairs(names: Sequence[Hashable]) -> set[tuple[int, ...]]:
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for i, name in enumerate(names):
            groups[name].append(i)
        return {pair for group in groups.values() for pair in itertools.combinations(group, 2)}

    wanted, got = pairs(gold), pairs(found)
    return 2 * len(wanted & got) / (len(wanted) + len(got))


def test_words_and_time_decide_and_labels_follow_dates() -> None:
    articles = [
        Article(id="a", text=FERRY, date="2031-03-09"),
        Article(id="b", text=BANK, date="2031-03-08"),
        Article(id="c", text=FERRY_2, date="2031-03-10T08:00:00Z"),
        Article(id="d", text=BANK_2, date="2031-03-20"),
    ]
    assert labels(articles) == ["event-002", "event-001", "event-002", "event-003"]
    assert labels(articles, days=30) == ["event-002", "event-001", "event-002", "event-001"]
    assert labels(articles, days=0)[2] == "event-003"


def test_without_a_date_words_decide_and_without_words_there_is_no_event() -> None:
    articles = [
        Article(id="a", text="", title="The ferry ran aground", date="2031-03-09"),
        Article(id="b", text=FERRY),
        Article(id="c", text=FERRY_2, date="2031-03-10"),
        Article(id="d", text="...", date="2031-03-10"),
        Article(id="e", text=BANK),
    ]
    assert labels(articles) == [None, "event-001", "event-001", None, "event-002"]
    assert labels(articles[:1]) == [None]
    assert labels([]) == []


def test_stop_words_alone_are_alone() -> None:
    articles = [Article(id=str(i), text="It was what it was.") for i in range(3)]
    assert len(set(labels(articles))) == 3


def test_given_labels_stay_and_spread_unless_overwritten() -> None:
    articles = [
        Article(id="a", text=FERRY, date="2031-03-09", event="solveig"),
        Article(id="b", text=FERRY_2, date="2031-03-10"),
        Article(id="c", text=BANK, date="2031-03-08"),
        Article(id="d", text=BANK_2, date="2031-03-08", event="event-001"),
        Article(id="e", text="Something else happened elsewhere.", date="2031-03-01"),
    ]
    assert labels(articles) == ["solveig", "solveig", "event-001", "event-001", "event-002"]
    overwritten = ["event-003", "event-003", "event-002", "event-002", "event-001"]
    assert labels(articles, overwrite=True) == overwritten
    assert labels([articles[0], articles[3]]) == ["solveig", "event-001"]


def test_blocks_and_large_parts_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(id=f"{k}-{i}", text=text, date=f"2031-03-{1 + i:02d}" if i % 5 else None)
        for i in range(12)
        for k, text in enumerate((FERRY, BANK, FERRY_2))
    ]
    whole = labels(articles)
    monkeypatch.setattr(events, "BLOCK", 5)
    assert labels(articles) == whole
    monkeypatch.setattr(events, "LARGEST", 4)
    parts = labels(articles)
    assert parts == labels(articles)
    assert None not in parts


@pytest.mark.parametrize("options", [{"days": -1}, {"days": float("nan")}, {"threshold": 0}])
def test_bad_options_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"days must not be negative|threshold must lie"):
        find_events(Corpus.from_articles([]), **options)


@pytest.mark.skipif(
    not (SAMPLE / "gold_groups.jsonl").exists(), reason="the sample corpus is not built"
)
def test_events_of_the_sample_agree_with_its_gold() -> None:
    gold = read_lines(SAMPLE / "gold_groups.jsonl")
    rows = read_lines(SAMPLE / "articles.jsonl")
    articles = [Article(**{k: r.get(k) for k in ("id", "text", "title", "date")}) for r in rows]
    assert pair_f1([row["event"] for row in gold], labels(articles)) >= 0.95


@pytest.mark.skipif(not BASIL.exists(), reason="the shared BASIL articles are not here")
def test_events_of_real_articles_agree_with_their_gold() -> None:
    rows = read_lines(BASIL)
    articles = [Article(**{k: r.get(k) for k in ("id", "text", "title", "date")}) for r in rows]
    assert pair_f1([row["event_id"] for row in rows], labels(articles)) >= 0.95
