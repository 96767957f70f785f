"""Seven outlets told apart: by how they attribute, and by their words, masked and as printed.

    python -m benchmarks.models.outlets ARTICLES.jsonl [MORE.jsonl] [--method model|rules]

``ARTICLES.jsonl`` is PolNeAR (Newell et al. 2018) as one JSON object per line: ``id, outlet, date,
title, text``; seven US outlets, 132 articles each, all on the campaign of 2016. Articles are
connected by found events, duplicates and the day they were printed, and such groups are never
parted: five folds. Three classifiers guess the outlet (chance is one in seven):

- **features**: every share, rate and mean of `framing.measure`, standardised;
- **words**: tf-idf of words and pairs of words, as printed;
- **masked words**: the same after names, addresses and boilerplate are hidden.

Beside them the baselines; then the features that tell most: loss of macro-F1 on held-out groups
when one is shuffled. Nothing is chosen: all settings are the defaults of `framing.models`.

That outlets can be told apart is no finding about bias: it says how much a classifier of anything
that belongs to outlets could score by recognising them.

References
----------
Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news.
LREC.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from framing import annotate, find_duplicates, find_events, measure
from framing.articles import Corpus
from framing.models import (
    GroupSplit,
    Report,
    evaluate,
    features_model,
    groups_of,
    permutation_importance,
    score_change,
    words_model,
)
from framing.types import Article

FOLDS = 5
MASTHEADS = (
    *("Breitbart", "Breitbart News", "HuffPost", "Huffington Post", "New York Times", "NYT"),
    *("The Times", "Politico", "USA TODAY", "Washington Post", "WashPost", "The Post"),
    *("Wall Street Journal", "WSJ", "The Journal"),
)


def load(paths: Sequence[Path]) -> Corpus:
    """Return the articles, with duplicates and events found."""
    articles = []
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                fields = {key: row[key] for key in ("id", "outlet", "date", "title", "text")}
                articles.append(Article(**fields))
    return find_events(find_duplicates(Corpus.from_articles(articles)))


def run(
    paths: Sequence[Path],
    *,
    method: Literal["model", "rules"] = "model",
    baselines: bool = True,
    importance: bool = True,
) -> dict[str, Any]:
    """Score all three and print them; return reports and tables by name."""
    corpus = load(paths)
    outlets = [str(article.outlet) for article in corpus]
    groups = groups_of(corpus, by=("event", "duplicate_of", "text", "day"))
    print(f"{len(corpus)} articles of {len(set(outlets))} outlets in {len(set(groups))} groups")
    table = measure(annotate(corpus, method=method))
    options: dict[str, Any] = {"splits": GroupSplit(FOLDS), "groups": groups}
    found: dict[str, Any] = {}
    with warnings.catch_warnings():
        # The outlet is the label: that it tells the label is what is measured here.
        warnings.filterwarnings("ignore", message=".*the outlet alone tells the label")
        for name, model, inputs, compared in (
            ("features", features_model(), table, None if baselines else ["majority"]),
            ("words", words_model(masked=False), None, []),
            ("masked words", words_model(names=MASTHEADS), None, []),
        ):
            found[name] = evaluate(
                model, corpus, outlets, inputs=inputs, compared=compared, **options
            )
            print_scores(found[name], name)
    found["unmasking"] = score_change(found["masked words"], found["words"])
    row = found["unmasking"].set_index("metric").loc["macro_f1"]
    print(
        f"macro-F1, masked words -> words: {row['change']:+.3f} "
        f"[{row['ci_low']:+.3f}, {row['ci_high']:+.3f}]"
    )
    if importance:
        found["importance"] = permutation_importance(features_model(), table, outlets, **options)
        print("\nloss of macro-F1 when a feature is shuffled, ten largest")
        for row in found["importance"].head(10).itertuples():
            print(f"  {row.feature:<40} {row.importance:.3f} [{row.ci_low:.3f}, {row.ci_high:.3f}]")
    return found


def print_scores(report: Report, name: str) -> None:
    """Print accuracy, macro-F1, Brier score and calibration error of the model and baselines."""
    for model, rows in report.scores[report.scores["class"].isna()].groupby("model", sort=False):
        cells = [
            f"{row.metric} {row.estimate:.3f} [{row.ci_low:.3f}, {row.ci_high:.3f}]"
            for row in rows.itertuples()
        ]
        print(f"{name if model == 'model' else model:<13} {'  '.join(cells)}")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--method", choices=["model", "rules"], default="model")
    given = parser.parse_args()
    for path in given.articles:
        if not path.is_file():
            parser.error(f"no file {path}; give the articles of PolNeAR")
    run(given.articles, method=given.method)
    return 0


if __name__ == "__main__":
    sys.exit(main())
