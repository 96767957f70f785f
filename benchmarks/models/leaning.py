"""Leaning of articles: what random folds promise, and what is left when outlets are held out.

    python -m benchmarks.models.leaning ARTICLES.jsonl [--limit N] [--no-baselines]

``ARTICLES.jsonl`` is the corpus of Article-Bias-Prediction (Baly et al. 2020: AllSides articles
labelled left, center or right) with the authors' two splits, as one JSON object per line: ``id,
host, date, title, text, authors, labels.leaning, split.random, split.media, in_task,
sibling_outlet_in_media_train``. The same articles are tested twice:

- **random**: training has other articles of the same outlets, and labels belong to outlets;
- **outlets**: the media split; the hosts of test articles are not in training. Two of the thirteen
  hosts do have a *sibling* there (another host of the same outlet, or stray articles of the same):
  their articles are told apart, and the drop is that of the rest.

The strength of the penalty is chosen on the validation part of each split, never on test. Printed
for words (tf-idf, logistic regression), as printed and with names and boilerplate masked, and for
baselines: accuracy and macro-F1 with 95% intervals by article and by host, of all test rows, of
those without and of those with a sibling; and the drop from random to outlets, paired by article.

``--limit N`` trains on the N training articles whose ids have the smallest SHA-256; all test
articles stay. Recognising an outlet takes articles of it. Of 400 training articles 62 are of the
thirteen tested hosts, under five each, so that the random score is far below that of all.

References
----------
Baly, R., Da San Martino, G., Glass, J., & Nakov, P. (2020). We can detect your bias. EMNLP.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from framing.models import Report, check_folds, evaluate, score_change, score_part, words_model
from framing.types import Article

Split = Literal["random", "outlets"]
SPLITS: tuple[Split, ...] = ("random", "outlets")
STRENGTHS = (1.0, 10.0, 100.0)
Row = dict[str, Any]


@dataclass(frozen=True)
class Parts:
    """The rows of one split."""

    train: list[Row]
    valid: list[Row]
    test: list[Row]


def load_rows(path: Path) -> list[Row]:
    """Return the rows of the classification task."""
    with path.open(encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["in_task"]]


def split_rows(rows: list[Row], split: Split, limit: int | None = None) -> Parts:
    """Return the parts of a split; with a limit, a fixed choice of the training rows."""
    named = "random" if split == "random" else "media"
    train, valid, test = (
        [row for row in rows if (row["split"] or {}).get(named) == part]
        for part in ("train", "valid", "test")
    )
    return Parts(_smallest(train, limit), valid, test)


def choose_strength(parts: Parts) -> float:
    """Return the strength with the best accuracy on the validation rows, trained on training."""
    if not parts.valid:
        return STRENGTHS[1]
    right = {}
    for c in STRENGTHS:
        model = words_model(masked=False, c=c).fit(_articles(parts.train), _labels(parts.train))
        right[c] = float(np.mean(model.predict(_articles(parts.valid)) == _labels(parts.valid)))
    return max(right, key=right.__getitem__)


def score_split(
    parts: Parts, *, c: float, masked: bool, baselines: bool
) -> tuple[Report, list[str]]:
    """Evaluate words on one split; also return the warnings given."""
    rows = [*parts.train, *parts.test]
    n = len(parts.train)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = evaluate(
            words_model(masked=masked, c=c),
            _articles(rows),
            _labels(rows),
            splits=[(np.arange(n), np.arange(n, len(rows)))],
            groups=[row["id"] for row in rows],
            compared=None if baselines else ["majority"],
        )
    return report, [str(warning.message) for warning in caught]


def run(path: Path, *, limit: int | None = None, baselines: bool = False) -> dict[str, Any]:
    """Score both splits and print them; return reports and changes by name."""
    rows = load_rows(path)
    found: dict[str, Any] = {}
    for split in SPLITS:
        parts = split_rows(rows, split, limit)
        c = choose_strength(parts)
        print(f"\n{split}: {len(parts.train)} articles to train on, {len(parts.test)} to test")
        print(f"  C = {c:g}, chosen on {len(parts.valid)} validation articles")
        print(f"  hosts: {straddling(parts)}")
        for masked in (False, True):
            report, warned = score_split(
                parts, c=c, masked=masked, baselines=baselines and not masked
            )
            found[_name(split, masked)] = report
            print_parts(report, parts.test, "masked words" if masked else "words", first=not masked)
        for message in warned:
            print(f"  warning: {message}")
    unrelated, hosts = unrelated_hosts(split_rows(rows, "outlets").test)
    for masked in (False, True):
        before, after = (found[_name(split, masked)] for split in SPLITS)
        for unit, groups in (("article", None), ("host", hosts)):
            change = score_change(before, after, unrelated, groups=groups)
            found[f"change{' masked' if masked else ''} by {unit}"] = change
            print_change(change, "masked words" if masked else "words", unit)
    return found


def unrelated_hosts(test: list[Row]) -> tuple[list[str], dict[str, str]]:
    """Ids of test rows whose outlet has no sibling in training, and the host of every test row."""
    alone = [row["id"] for row in test if not row.get("sibling_outlet_in_media_train")]
    return alone, {row["id"]: row["host"] for row in test}


def straddling(parts: Parts) -> str:
    """Return what `check_folds` says of hosts in this split."""
    hosts = [row["host"] for row in (*parts.train, *parts.test)]
    try:
        check_folds([(range(len(parts.train)), range(len(parts.train), len(hosts)))], hosts)
    except ValueError as refusal:
        return f"refused: {refusal}"
    return "no host is in both parts"


def print_parts(report: Report, test: list[Row], name: str, *, first: bool) -> None:
    """Print scores of all test rows, of those without and of those with a sibling in training."""
    alone, hosts = unrelated_hosts(test)
    siblings = sorted(set(hosts) - set(alone))
    for what, ids in (("all", list(hosts)), ("no sibling", alone), ("sibling", siblings)):
        for unit, groups in (("article", None), ("host", hosts)):
            # Two hosts have siblings: too few to draw from.
            if ids and (unit == "article" or what != "sibling"):
                print_scores(score_part(report, ids, groups=groups), name, what, unit, first)


def print_scores(scores: Any, name: str, what: str, unit: str, baselines: bool) -> None:
    """Print accuracy and macro-F1 of the model and, where asked for, of the baselines."""
    if not baselines:
        scores = scores[scores["model"] == "model"]
    wide = scores[scores["metric"].isin(["accuracy", "macro_f1"])]
    for model, rows in wide.groupby("model", sort=False):
        cells = [
            f"{row.metric} {row.estimate:.3f} [{row.ci_low:.3f}, {row.ci_high:.3f}]"
            for row in rows.itertuples()
        ]
        label = name if model == "model" else str(model)
        n = f"{rows['n_articles'].iloc[0]} articles"
        print(f"  {label:<13} {what:<10} {n:<13} {'  '.join(cells)}  by {unit}")


def print_change(change: Any, name: str, unit: str) -> None:
    """Print the change of the model's accuracy from random to outlets held out."""
    chosen = (change["metric"] == "accuracy") & (change["model"] == "model")
    for row in change[chosen].itertuples():
        print(
            f"accuracy of {name}, random -> outlets: {row.before:.3f} -> {row.after:.3f}, change "
            f"{row.change:+.3f} [{row.ci_low:+.3f}, {row.ci_high:+.3f}] by {unit} "
            f"({row.n_articles} articles, {row.n_groups} {unit}s)"
        )


def _articles(rows: list[Row]) -> list[Article]:
    return [
        Article(
            id=row["id"],
            text=f"{row['title']}\n\n{row['text']}",
            outlet=row["host"],
            date=row["date"],
            title=row["title"],
            byline=row.get("authors"),
        )
        for row in rows
    ]


def _labels(rows: list[Row]) -> list[str]:
    return [row["labels"]["leaning"] for row in rows]


def _name(split: Split, masked: bool) -> str:
    return f"{split} masked" if masked else split


def _smallest(rows: list[Row], limit: int | None) -> list[Row]:
    def key(row: Row) -> str:
        return hashlib.sha256(row["id"].encode()).hexdigest()

    return rows if limit is None else sorted(rows, key=key)[:limit]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--no-baselines", action="store_true")
    given = parser.parse_args()
    if not given.articles.is_file():
        parser.error(f"no file {given.articles}; give the articles of Article-Bias-Prediction")
    run(given.articles, limit=given.limit, baselines=not given.no_baselines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
