"""Score distancing without a verb against the sample corpus, by kind.

    python -m benchmarks.quality.distancing [--method rules]

Gold are the marks ``distancing``, ``verification`` and ``scare`` of
``data/sample/gold_citations.jsonl``; a span found is right if it shares a character with one of the
same kind (*marker, ascription* and *control* are all ``distancing`` in gold). Prints precision and
recall with their counts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from framing.attribution import attribute, find_distancing
from framing.text import read_layers

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
KINDS = ("distancing", "verification", "scare")
Method = Literal["model", "rules"]


def count(method: Method) -> Counter[tuple[str, str]]:
    """Return counts by kind: ``gold``, of these ``found``; ``predicted``, of these ``right``."""
    articles = _read(SAMPLE / "articles.jsonl")
    marks = {row["id"]: row["citations"] for row in _read(SAMPLE / "gold_citations.jsonl")}
    layers = read_layers([article["text"] for article in articles])
    counts: Counter[tuple[str, str]] = Counter()
    found = find_distancing(layers, attribute(layers, method=method))
    for article, ours in zip(articles, found, strict=True):
        gold = [
            (mark["kind"], mark["start"], mark["end"])
            for mark in marks[article["id"]]
            if mark["kind"] in KINDS and mark["start"] is not None
        ]
        pred = [(d.kind if d.kind in KINDS else "distancing", d.start, d.end) for d in ours]
        for one, other, total, hit in (
            (gold, pred, "gold", "found"),
            (pred, gold, "predicted", "right"),
        ):
            for kind, start, end in one:
                counts[kind, total] += 1
                counts[kind, hit] += any(k == kind and a < end and start < b for k, a, b in other)
    return counts


def _read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--method", choices=("model", "rules"), default="model")
    counts = count(parser.parse_args(arguments).method)
    for kind in KINDS:
        right, predicted = counts[kind, "right"], counts[kind, "predicted"]
        found, gold = counts[kind, "found"], counts[kind, "gold"]
        print(f"{kind:<13} precision {right} of {predicted}, recall {found} of {gold}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
