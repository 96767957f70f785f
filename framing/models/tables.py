"""The tables of a report, from tallies and predictions. See `framing.models.report` for columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.models.predicting import Fold, Predictions
from framing.models.report import MODEL
from framing.models.scoring import BINS, Tally, bin_sums, scores_of, tally
from framing.stats import bootstrap_interval, divide

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Drawn = Mapping[str, Mapping[tuple[str, int | None], Floats]]


def score_table(
    tallies: Mapping[str, Tally],
    drawn: Drawn,
    names: Sequence[str],
    *,
    size: tuple[int, int],
    level: float,
    p: float | None,
) -> pd.DataFrame:
    """Scores with intervals; ``size`` is the number of articles and of groups."""
    rows = []
    for model, sums in tallies.items():
        for (metric, code), value in scores_of(sums.total()).items():
            low, high = interval(value[0], drawn[model][metric, code], size[1], level)
            main = model == MODEL and metric == "macro_f1"
            label = None if code is None else names[code]
            rows.append(
                (model, metric, label, value[0], low, high, p if main else None, *size, level)
            )
    columns = ["model", "metric", "class", "estimate", "ci_low", "ci_high", "p_value"]
    frame = pd.DataFrame(rows, columns=[*columns, "n_articles", "n_groups", "level"])
    frame["class"] = frame["class"].astype(object).where(frame["class"].notna(), None)
    return frame.astype(dict.fromkeys(columns[3:], float))


def gain_table(
    tallies: Mapping[str, Tally], drawn: Drawn, *, n_groups: int, level: float
) -> pd.DataFrame:
    """Macro-F1 of the model minus that of each baseline, paired draw by draw."""
    key = ("macro_f1", None)
    own = scores_of(tallies[MODEL].total())[key]
    rows = []
    for name, sums in tallies.items():
        if name != MODEL:
            gain = float((own - scores_of(sums.total())[key])[0])
            low, high = interval(gain, drawn[MODEL][key] - drawn[name][key], n_groups, level)
            rows.append((name, "macro_f1", gain, low, high, level))
    columns = ["baseline", "metric", "estimate", "ci_low", "ci_high", "level"]
    return pd.DataFrame(rows, columns=columns)


def calibration_table(
    found: Mapping[str, Predictions], y: Ints, names: Sequence[str]
) -> pd.DataFrame:
    """Probability against how often it came true, over ten bins: of the top class and of each."""
    rows = []
    for model, got in found.items():
        if got.chances is None:
            continue
        true, one = y[got.rows], np.zeros(len(got.rows), dtype=np.int64)
        curves: list[tuple[str | None, Floats, NDArray[np.bool_]]] = [
            (None, got.chances.max(axis=1), got.chances.argmax(axis=1) == true)
        ]
        curves += [(name, got.chances[:, k], true == k) for k, name in enumerate(names)]
        for label, chances, right in curves:
            n, said, came = bin_sums(chances, right, one)[0]
            for b in range(BINS):
                means = divide(np.array([said[b], came[b]]), np.array([n[b], n[b]]))
                rows.append((model, label, b / BINS, (b + 1) / BINS, int(n[b]), *means.tolist()))
    columns = ["model", "class", "bin_low", "bin_high", "n", "predicted", "observed"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["class"] = frame["class"].astype(object).where(frame["class"].notna(), None)
    return frame


def confusion_table(tallies: Mapping[str, Tally], names: Sequence[str]) -> pd.DataFrame:
    """Articles by true and predicted class, with the share of those that truly are of the class."""
    rows = []
    for model, sums in tallies.items():
        counts = sums.total().confusion[0]
        shares = divide(counts, np.broadcast_to(counts.sum(axis=1, keepdims=True), counts.shape))
        rows += [
            (model, true, predicted, int(counts[i, j]), shares[i, j])
            for i, true in enumerate(names)
            for j, predicted in enumerate(names)
        ]
    return pd.DataFrame(rows, columns=["model", "true", "predicted", "n", "share"])


def fold_table(
    found: Mapping[str, Predictions],
    y: Ints,
    folds: Sequence[Fold],
    groups: NDArray[np.object_],
    n_classes: int,
) -> pd.DataFrame:
    """Size and scores of each fold."""
    rows = []
    for model, got in found.items():
        sums = tally(y[got.rows], got.predicted, None, groups=got.fold, n_classes=n_classes)
        scores = scores_of(sums)
        for i, (train, test) in enumerate(folds):
            sizes = (len(train), len(test), len(set(groups[test])))
            both = (scores[name, None][i] for name in ("accuracy", "macro_f1"))
            rows.append((model, i, *sizes, *both))
    columns = ["model", "fold", "n_train", "n_test", "n_test_groups", "accuracy", "macro_f1"]
    return pd.DataFrame(rows, columns=columns)


def prediction_table(
    found: Mapping[str, Predictions],
    y: Ints,
    groups: NDArray[np.object_],
    ids: Sequence[str],
    names: Sequence[str],
) -> pd.DataFrame:
    """What each model said of each tested article, model by model in the order of the corpus."""
    parts = [_predicted(model, got, y, groups, ids, names) for model, got in found.items()]
    return pd.concat(parts, ignore_index=True)


def _predicted(
    model: str,
    got: Predictions,
    y: Ints,
    groups: NDArray[np.object_],
    ids: Sequence[str],
    names: Sequence[str],
) -> pd.DataFrame:
    labels = np.array(list(names), dtype=object)
    frame = pd.DataFrame(
        {
            "model": model,
            "article_id": np.array(list(ids), dtype=object)[got.rows],
            "fold": got.fold,
            "group": groups[got.rows],
            "label": labels[y[got.rows]],
            "predicted": labels[got.predicted],
        }
    )
    for k, name in enumerate(names):
        frame[f"p_{name}"] = np.nan if got.chances is None else got.chances[:, k]
    return frame.iloc[np.argsort(got.rows, kind="stable")]


def interval(estimate: float, draws: Floats, n_groups: int, level: float) -> tuple[float, float]:
    """Limits from bootstrap draws of groups (expanded percentile); NaN with fewer than two groups.

    Examples
    --------
    >>> interval(0.5, np.linspace(0, 1, 1001), 1000, 0.9)[0].__round__(2)
    0.05
    """
    low, high = bootstrap_interval(
        draws[:, None],
        estimate=np.array([estimate]),
        left=np.zeros((0, 1)),
        clusters=n_groups,
        level=level,
    )
    return float(low[0]), float(high[0])
