"""Pinned floors on gold corpora; they only rise.

Relations are matched one to one where their contents share at least half of their words (Jaccard);
full relations need the source to agree as well. PolNeAR is flat, so only outermost layers are
compared with it. The sample corpus was used while the word lists were written: its floors guard
against a loss and are no estimate for new texts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from framing.attribution import attribute, resolve_sources
from framing.text import read_layers
from framing.types import Attribution

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample" / "gold_attributions.jsonl"
POLNEAR = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl"
WORD = re.compile(r"\w+")
needs_polnear = pytest.mark.skipif(not POLNEAR.is_file(), reason="PolNeAR is not beside the repo")
Words = frozenset[int]


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if row.get("primary", True)]


def words_of(starts: list[int], spans: Iterable[tuple[int, int]]) -> Words:
    return frozenset(s for a, b in spans for s in starts if a <= s < b)


def share(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def match(text: str, gold: list[dict[str, Any]], found: list[Attribution]) -> dict[int, int]:
    """Gold index to found index, best pairs first."""
    starts = [word.start() for word in WORD.finditer(text)]
    left = [words_of(starts, item["content"]) for item in gold]
    right = [words_of(starts, item.content) for item in found]
    pairs = sorted(
        ((share(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, i, j in pairs:
        if score >= 0.5 and i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def agrees(text: str, gold: dict[str, Any], found: Attribution) -> bool:
    starts = [word.start() for word in WORD.finditer(text)]
    return share(words_of(starts, gold["source"]), words_of(starts, found.source)) >= 0.5


def f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found)


@needs_polnear
def test_polnear_dev() -> None:
    rows = read(POLNEAR)
    layers = read_layers([row["text"] for row in rows])
    began = process_time()
    found = attribute(layers, method="rules")
    seconds = process_time() - began
    count: Counter[str] = Counter()
    for row, items in zip(rows, found, strict=True):
        outer = [item for item in items if item.parent is None]
        pairs = match(row["text"], row["attributions"], outer)
        gold = row["attributions"]
        count["gold"] += len(gold)
        count["all"] += len(items)
        count["outer"] += len(outer)
        count["hit"] += len(pairs)
        count["full"] += sum(agrees(row["text"], gold[i], outer[j]) for i, j in pairs.items())
    assert f1(count["full"], count["gold"], count["outer"]) >= 0.57
    assert f1(count["hit"], count["gold"], count["outer"]) >= 0.65
    assert f1(count["full"], count["gold"], count["all"]) >= 0.52
    assert len(layers.words) / seconds > 50_000


def test_sample_gold() -> None:
    rows = read(SAMPLE)
    layers = read_layers([row["text"] for row in rows])
    count: Counter[str] = Counter()
    for row, items in zip(rows, attribute(layers, method="rules"), strict=True):
        text, gold = row["text"], row["attributions"]
        mentions = resolve_sources(text, items)
        pairs = match(text, gold, items)
        count["gold"] += len(gold)
        count["found"] += len(items)
        count["hit"] += len(pairs)
        count["nested"] += sum(item["parent"] is not None for item in gold)
        for i, j in pairs.items():
            right, item = gold[i], items[j]
            count["full"] += agrees(text, right, item)
            for label in ("stance", "source_type", "quotation"):
                count[label] += right[label] == getattr(item, label)
            count["nested found"] += right["parent"] is not None
            count["short"] += right["who"] is not None
            mention = mentions[j]
            count["resolved"] += (
                right["who"] is not None
                and bool(mention)
                and (str(mention) in right["who"] or right["who"] in str(mention))
            )
    assert f1(count["full"], count["gold"], count["found"]) >= 0.80
    assert f1(count["hit"], count["gold"], count["found"]) >= 0.82
    assert count["stance"] / count["hit"] >= 0.95
    assert count["quotation"] / count["hit"] >= 0.97
    assert count["source_type"] / count["hit"] >= 0.78
    assert count["nested found"] / count["nested"] >= 0.50
    assert count["resolved"] / count["short"] >= 0.65
