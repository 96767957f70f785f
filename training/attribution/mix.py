"""Give a model a companion: find on dev how much of its scores to mix in.

    python -m training.attribution.mix OUT/base OUT/small DEV.jsonl

Both folders have the same parent. Each is run once over dev; for every share of the companion from
0 to a half the mixed scores are decoded, linked and scored, and the share with the best sum of full
relation and exact content is written into the first folder's ``model.json``. Calibrate again
afterwards.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.attribution import HELD, SLACK, load_gold
from benchmarks.quality.scoring import MEASURES, count, f1
from framing.attribution.linking import link_spans, spans_of
from framing.attribution.model_lines import label_signed_quotations
from framing.attribution.tagger import Chain, decode_paragraphs
from framing.encoders.mixed import TABLES, mix_chains
from framing.encoders.session import load_alone
from framing.encoders.words import Words, read_words
from training.attribution.calibrate import as_relation
from training.attribution.gold import read_rows

SHARES = tuple(round(0.02 * step, 2) for step in range(26))
FEW = 20


def count_mixed(
    rows: Sequence[dict[str, Any]],
    words: Sequence[Words],
    emissions: Sequence[NDArray[np.float32]],
    chain: Chain,
) -> NDArray[np.int64]:
    """Return the counts of each article: (articles, measures, 3)."""
    labels, _ = decode_paragraphs(emissions, [each.paragraphs for each in words], chain)
    counts = []
    for row, each, best in zip(rows, words, labels, strict=True):
        settled = label_signed_quotations(each, best)
        links = link_spans(spans_of(settled.tolist()), each)
        found = [as_relation(link, each) for link in links]
        counts.append(count(row["text"], row["attributions"], found))
    return np.stack(counts)


def main() -> None:
    """Print the figures of every share, and write the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("companion", type=Path)
    parser.add_argument("dev", type=Path)
    args = parser.parse_args()
    path = args.model / "model.json"
    info = json.loads(path.read_text(encoding="utf-8"))
    info.pop("companion", None)
    path.write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")
    rows = read_rows(args.dev)
    words = [read_words(row["text"]) for row in rows]
    own, other = load_alone(args.model), load_alone(args.companion)
    ours, theirs = [own.score(each) for each in words], [other.score(each) for each in words]
    judged = [MEASURES.index(name) for name in HELD]
    few = {row["id"] for row in load_gold(args.dev, FEW)}
    chosen = np.array([row["id"] in few for row in rows])
    best, best_share, alone = -1.0, 0.0, np.zeros(2 * len(judged))
    for share in SHARES:
        tables = mix_chains(own.info["chain"], other.info["chain"], share)
        chain = Chain(*(np.array(tables[name], np.float32) for name in TABLES))
        weight = np.float32(share)
        mixed = [(1 - weight) * a + weight * b for a, b in zip(ours, theirs, strict=True)]
        counts = count_mixed(rows, words, mixed, chain)
        figures = f1(counts.sum(axis=0))
        shown = "  ".join(f"{name} {x:.3f}" for name, x in zip(MEASURES, figures, strict=True))
        print(f"{share:.2f}  {shown}", flush=True)
        total = float(figures[judged].sum())
        held = np.concatenate((figures[judged], f1(counts[chosen].sum(axis=0))[judged]))
        if share == 0:
            alone = held
        if (held >= alone - SLACK).all() and total > best:
            best, best_share = total, share
    if best_share > 0:
        info["companion"] = {
            "model": args.companion.name,
            "weight": best_share,
            "sha256": other.info["sha256"],
        }
        path.write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")
    print(f"companion's share: {best_share}")


if __name__ == "__main__":
    main()
