"""Leaning of articles: what random folds promise, and what is left when outlets are held out.

    python -m benchmarks.models.leaning [--data FOLDER] [--limit N] [--baselines]

Reads ``abp/articles.jsonl`` (Article-Bias-Prediction, Baly et al. 2020: AllSides articles labelled
left, center or right, with the authors' random and media splits) from ``--data`` and classifies
leaning by tf-idf of words and pairs of words with logistic regression, three times:

- **random**: the random split; outlets are in both parts, and labels belong to outlets;
- **media**: the media split as published. It holds out hosts, but two of the thirteen have
  *siblings* in training (another host of the outlet, or a few articles of the same);
- **outlets**: the media split without siblings: no test outlet is in training.

Prints accuracy and macro-F1 with 95% intervals (by article, the last also by outlet), what
`framing.models.check_folds` says of the published split, and the drop. Without the data it says so
and ends with status 0.

``--limit N`` takes the N articles of each part whose ids have the smallest SHA-256. ``--baselines``
adds majority, length, date, topic and boilerplate.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from framing.models import Report, check_folds, evaluate
from framing.types import Article

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SPLITS = ("random", "media", "outlets")


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the classification task."""
    with path.open(encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["in_task"]]


def split_rows(
    rows: list[dict[str, Any]], split: str, limit: int | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the training and test rows of a split; a fixed part of each with a limit."""
    named = "random" if split == "random" else "media"
    train, test = (
        _smallest([r for r in rows if (r["split"] or {}).get(named) == part], limit)
        for part in ("train", "test")
    )
    if split == "outlets":
        test = [row for row in test if not row.get("sibling_outlet_in_media_train")]
    return train, test


def score_split(
    train: list[dict[str, Any]],
    test: list[dict[str, Any]],
    *,
    by_outlet: bool,
    baselines: bool = False,
) -> tuple[Report, list[str]]:
    """Evaluate on one split; also return the warnings given."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows = [*train, *test]
    articles = [
        Article(id=r["id"], text=r["text"], outlet=r["host"], date=r["date"], title=r["title"])
        for r in rows
    ]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, max_features=100_000, sublinear_tf=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = evaluate(
            make_pipeline(words, LogisticRegression(C=10.0, max_iter=300, tol=1e-3)),
            articles,
            [r["labels"]["leaning"] for r in rows],
            inputs=[f"{r['title']}\n{r['text']}" for r in rows],
            splits=[(np.arange(len(train)), np.arange(len(train), len(rows)))],
            groups=[r["host"] if by_outlet else r["id"] for r in rows],
            compared=None if baselines else ["majority"],
        )
    return report, [str(warning.message) for warning in caught]


def run(data: Path, *, limit: int | None = None, baselines: bool = False) -> dict[str, float]:
    """Score both splits, print them, and return the accuracies."""
    rows = load_rows(data / "abp" / "articles.jsonl")
    found: dict[str, float] = {}
    for split in SPLITS:
        train, test = split_rows(rows, split, limit)
        print(f"\n{split}: {len(train)} articles to train on, {len(test)} to test")
        if split != "random":
            print(f"  {straddling(train, test)}")
        for unit in ("article", "outlet") if split == "outlets" else ("article",):
            by_outlet = unit == "outlet"
            report, warned = score_split(train, test, by_outlet=by_outlet, baselines=baselines)
            _print_scores(report, unit)
            for message in warned:
                print(f"  warning: {message}")
        found[split] = report.score("accuracy")
    for split in SPLITS[1:]:
        before, after = found["random"], found[split]
        print(f"\naccuracy, random -> {split}: {before:.3f} -> {after:.3f} ({after - before:+.3f})")
    return found


def straddling(train: list[dict[str, Any]], test: list[dict[str, Any]]) -> str:
    """Return what `check_folds` says of hosts in this split."""
    hosts = [row["host"] for row in (*train, *test)]
    try:
        check_folds([(range(len(train)), range(len(train), len(hosts)))], hosts)
    except ValueError as refusal:
        return f"refused: {refusal}"
    return "no host is in both parts"


def _print_scores(report: Report, unit: str) -> None:
    scores = report.to_frame()
    for row in scores[scores["metric"].isin(["accuracy", "macro_f1"])].itertuples():
        print(
            f"  {row.model:<12} {row.metric:<9} {row.estimate:.3f} "
            f"[{row.ci_low:.3f}, {row.ci_high:.3f}] by {unit}"
        )


def _smallest(rows: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    def key(row: dict[str, Any]) -> str:
        return hashlib.sha256(row["id"].encode()).hexdigest()

    return rows if limit is None else sorted(rows, key=key)[:limit]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--baselines", action="store_true")
    given = parser.parse_args()
    if not (given.data / "abp" / "articles.jsonl").is_file():
        print("skipped: no abp/articles.jsonl; name the folder that has it with --data")
        return 0
    run(given.data, limit=given.limit, baselines=given.baselines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
