"""Fit the confidence of a model on articles it was not trained on.

    python -m training.attribution.calibrate MODEL_FOLDER DEV.jsonl

Every relation that the model finds is right (content and source agree with gold at 0.5) or wrong; a
logistic regression predicts which from the features of ``framing.attribution.confidence``. Its
coefficients go into ``model.json``. Printed: the reliability table of predictions for articles left
out of the fit (5 folds over articles), their expected calibration error and area under the curve.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.scoring import in_tokens, overlap, pair_up
from framing.attribution.confidence import FEATURES, relation_features
from framing.attribution.linking import Link, link_spans, spans_of
from framing.attribution.model import chain_of, label_texts
from framing.encoders.session import load_encoder
from framing.encoders.words import Words
from training.attribution.gold import read_rows

FOLDS = 5
BINS = 10


def as_relation(link: Link, words: Words) -> dict[str, list[tuple[int, int]]]:
    """Return a link in characters."""
    parts = {
        "content": link.contents,
        "cue": (link.cue,) if link.cue else (),
        "source": (link.source,) if link.source else (),
    }
    return {
        role: [(int(words.starts[p.first]), int(words.ends[p.last - 1])) for p in pieces]
        for role, pieces in parts.items()
    }


def collect(
    folder: Path, gold: Path
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return the features of each relation found, whether it is right, and its article."""
    encoder = load_encoder(folder)
    chain = chain_of(encoder)
    features, right, article = [], [], []
    for number, row in enumerate(read_rows(gold)):
        ((words, labels, marginals),) = label_texts([row["text"]], encoder, chain)
        links = link_spans(spans_of(labels.tolist()), words)
        known = in_tokens(row["text"], row["attributions"])
        tokens = [in_tokens(row["text"], [as_relation(link, words)]) for link in links]
        kept = [(link, t[0]) for link, t in zip(links, tokens, strict=True) if t]
        pairs = {j: i for i, j in pair_up(known, [t for _, t in kept])}
        for j, (link, found) in enumerate(kept):
            features.append(relation_features(link, marginals, words))
            right.append(j in pairs and overlap(known[pairs[j]].source, found.source) >= 0.5)
            article.append(number)
    return np.array(features), np.array(right), np.array(article)


def fit(features: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return logistic coefficients, lightly regularised, by Newton's method."""
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], 0.05)
    penalty[0] = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (p - right) + penalty * weights
        curvature = (features.T * (p * (1 - p))) @ features + np.diag(penalty)
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def left_out(
    features: NDArray[np.float64], right: NDArray[np.bool_], article: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return each relation's probability from a fit on other articles."""
    predicted = np.zeros(len(right))
    for fold in range(FOLDS):
        held = article % FOLDS == fold
        predicted[held] = 1 / (1 + np.exp(-features[held] @ fit(features[~held], right[~held])))
    return predicted


def reliability(
    predicted: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[list[tuple[float, float, float, int]], float]:
    """Return rows (from, mean confidence, share right, relations), and the calibration error."""
    rows, error = [], 0.0
    place = np.minimum((predicted * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        inside = place == number
        n = int(inside.sum())
        if n:
            sure, share = float(predicted[inside].mean()), float(right[inside].mean())
            rows.append((number / BINS, sure, share, n))
            error += abs(sure - share) * n / len(right)
    return rows, error


def area(predicted: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the probability that a right relation is surer than a wrong one."""
    ranks = np.argsort(np.argsort(predicted)) + 1.0
    n, m = right.sum(), (~right).sum()
    return float((ranks[right].sum() - n * (n + 1) / 2) / (n * m))


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("dev", type=Path)
    args = parser.parse_args()
    features, right, article = collect(args.model, args.dev)
    predicted = left_out(features, right, article)
    rows, error = reliability(predicted, right)
    print("from  confidence  right  relations")
    for start, sure, share, n in rows:
        print(f"{start:.1f}   {sure:.3f}       {share:.3f}  {n}")
    print(
        f"expected calibration error {error:.3f}, area under the curve {area(predicted, right):.3f}"
    )
    weights = fit(features, right)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"  {name:<15} {weight:+.3f}")
    path = args.model / "model.json"
    info = json.loads(path.read_text(encoding="utf-8"))
    info["calibration"] = [round(float(weight), 5) for weight in weights]
    path.write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
