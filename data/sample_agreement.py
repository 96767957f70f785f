"""How well a second annotator, with the codebook and the plain text alone, agrees with the gold.

A fifth of the sample corpus (two articles of every outlet) was annotated a second time
(``data/sample/second/*.txt``, the marks of the codebook). This script prints

- precision, recall and F1 of the second annotation against the first (`framing.coding`), and
- Krippendorff's alpha: over words (in a source, cue, content?) and, for attributions that both
  found, over the labels quotation, stance and source type.

Run: ``python data/sample_agreement.py`` (``--check`` only compares the texts).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from build_sample import SAMPLE, attributions_of, parse_table, unmark

from framing.coding import score_attributions
from framing.coding.scoring import matched_relations
from framing.stats import krippendorff_alpha

WORD = re.compile(r"\w+")
ROLES = ("source", "cue", "content")
LABELS = ("quotation", "stance", "source_type")


def read_second(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """Text and attributions of a file of the second annotator."""
    marked, _, table = path.read_text(encoding="utf-8").rpartition("\n---\n")
    text, spans = unmark(marked.strip("\n"))
    rows = parse_table([line for line in table.strip().splitlines() if line.strip()])
    return text, attributions_of(spans, rows)


def word_alpha(articles: list[tuple[str, list[Any], list[Any]]], role: str) -> float:
    """Alpha over all words: does this word lie in a span of the role?"""
    inside: list[list[bool]] = [[], []]
    for text, *both in articles:
        words = [m.span() for m in WORD.finditer(text)]
        for coder, attributions in enumerate(both):
            spans = [tuple(s) for a in attributions for s in a[role]]
            inside[coder] += [any(s <= a and b <= e for s, e in spans) for a, b in words]
    return krippendorff_alpha(np.array(inside, dtype=float))


def label_alpha(articles: list[tuple[str, list[Any], list[Any]]], label: str) -> tuple[float, int]:
    """Alpha over the attributions that both found, and how many these are."""
    pairs = [
        (first[label], second[label])
        for text, one, two in articles
        for first, second in matched_relations(text, one, two)
    ]
    codes = {name: float(i) for i, name in enumerate(sorted({n for pair in pairs for n in pair}))}
    ratings = np.array([[codes[n] for n in side] for side in zip(*pairs, strict=True)])
    return krippendorff_alpha(ratings), len(pairs)


def main() -> int:
    """Print the agreement; returns 1 where a text was changed by the annotator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare the texts")
    args = parser.parse_args()
    lines = (SAMPLE / "gold_attributions.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    second: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((SAMPLE / "second").glob("*.txt")):
        text, attributions = read_second(path)
        if text != gold[path.stem]["text"]:
            print(f"{path.name}: the text differs from the article's", file=sys.stderr)
            return 1
        second[path.stem] = attributions
    if args.check:
        return 0
    both = [(gold[i]["text"], gold[i]["attributions"], second[i]) for i in sorted(second)]
    report(gold, second, both, print)
    return 0


def report(
    gold: Mapping[str, Any],
    second: Mapping[str, Any],
    both: list[tuple[str, list[Any], list[Any]]],
    say: Callable[[str], None],
) -> None:
    """Print scores and alphas."""
    ours, theirs = (sum(len(pair[k]) for pair in both) for k in (1, 2))
    say(f"{len(both)} articles; attributions: first annotator {ours}, second {theirs}\n")
    scores = score_attributions([gold[i] for i in sorted(second)], second)
    say(scores.round(3).to_string(index=False) + "\n")
    for role in ROLES:
        say(f"alpha, words in a {role}: {word_alpha(both, role):.3f}")
    for label in LABELS:
        alpha, n = label_alpha(both, label)
        say(f"alpha, {label} of {n} attributions both found: {alpha:.3f}")


if __name__ == "__main__":
    sys.exit(main())
