"""Score again what was predicted: a part of the tested articles, other groups, two reports.

An evaluation costs fits; its predictions can be scored as often as there are questions:

- `score_part`: how does the model do on *these* test articles (outlets that have a sibling in
  training, one topic, one year), and how wide is the interval if outlets are drawn, not articles?
- `score_change`: on the same test articles, how much is lost from one report to another (random
  folds, outlets held out; with the names of outlets, without)? Draws are paired: both reports lose
  or win the same groups, so that what they share cancels out.

Intervals by article ask how the model would do on other articles of these outlets; intervals by
outlet, how on other outlets. The second are wider, and for labels that belong to outlets they are
the ones that matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.models.report import Report
from framing.models.scoring import Tally, draw_scores, scores_of, tally
from framing.models.splits import group_codes
from framing.models.tables import interval, score_table

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
WHOLE = ("accuracy", "macro_f1", "brier", "ece")


def score_part(
    report: Report,
    article_ids: Any = None,
    *,
    groups: Mapping[str, Any] | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Scores of some of the tested articles, with intervals by any groups.

    Parameters
    ----------
    report : Report
    article_ids : iterable of str, optional
        Articles to score; by default all that were tested.
    groups : mapping of str to str, optional
        Group of each article by id, drawn for the intervals; null is a group of its own. By default
        the groups of the report.
    draws : int
    level : float
    seed : int

    Returns
    -------
    DataFrame
        As ``Report.scores``, for the model and all baselines; no p-value.

    Raises
    ------
    ValueError
        If there is no article, one was not tested, ids repeat, or one has no entry in ``groups``.

    Examples
    --------
    >>> from framing.models import GroupSplit, evaluate, words_model
    >>> texts = [["Grim rain.", "Fine sun."][i % 2] + f" {i}" for i in range(12)]
    >>> report = evaluate(words_model(min_articles=1), texts, ["dark", "bright"] * 6,
    ...                   splits=GroupSplit(3), groups=range(12), compared=["majority"])
    >>> part = score_part(report, ["0", "1", "2"], draws=100)
    >>> part[["model", "metric", "estimate", "n_articles"]].head(1).values.tolist()
    [['model', 'accuracy', 1.0, 3]]
    """
    tallies, names, n, k = _tallies(report, article_ids, groups)
    drawn = draw_scores(tallies, draws=draws, rng=np.random.default_rng(seed))
    return score_table(tallies, drawn, names, size=(n, k), level=level, p=None)


def score_change(
    before: Report,
    after: Report,
    article_ids: Any = None,
    *,
    groups: Mapping[str, Any] | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """What is gained or lost from one report to another on the same test articles.

    Parameters
    ----------
    before, after : Report
        With the same labels; models that are in both are compared.
    article_ids : iterable of str, optional
        By default all articles that both tested.
    groups : mapping of str to str, optional
        Group of each article by id; by default the groups of ``before``.
    draws : int
    level : float
    seed : int

    Returns
    -------
    DataFrame
        ``model, metric, before, after, change, ci_low, ci_high, n_articles, n_groups`` for
        accuracy, macro-F1, Brier score and ECE. The interval is that of the change, by groups drawn
        for both at once.

    Raises
    ------
    ValueError
        If the reports share no article, or give one article two labels, or classes differ.

    Examples
    --------
    >>> from framing.models import GroupSplit, baselines, evaluate, words_model
    >>> texts = [["Grim rain.", "Fine sun."][i % 2] + f" {i}" for i in range(12)]
    >>> options = {"splits": GroupSplit(3), "groups": range(12), "compared": []}
    >>> labels = ["dark", "bright"] * 6
    >>> words = evaluate(words_model(min_articles=1), texts, labels, **options)
    >>> nothing = evaluate(baselines(["majority"])["majority"], texts, labels, **options)
    >>> score_change(words, nothing, draws=100)[["before", "after", "change"]].values[0].tolist()
    [1.0, 0.5, -0.5]
    """
    import pandas as pd

    if article_ids is None:
        tested = set(after.predictions["article_id"])
        first = dict.fromkeys(before.predictions["article_id"])
        article_ids = [one for one in first if one in tested]
    if groups is None:
        groups = dict(
            zip(before.predictions["article_id"], before.predictions["group"], strict=True)
        )
    ids = list(article_ids)
    one, names, n, k = _tallies(before, ids, groups)
    two, others, _, _ = _tallies(after, ids, groups)
    if names != others:
        raise ValueError(f"the reports tell other classes apart: {names} and {others}")
    _check_same_labels(before, after, ids)
    # A generator of the same seed draws the same groups for either report.
    old = draw_scores(one, draws=draws, rng=np.random.default_rng(seed))
    new = draw_scores(two, draws=draws, rng=np.random.default_rng(seed))
    rows = []
    for model in one:
        if model in two:
            was, now = scores_of(one[model].total()), scores_of(two[model].total())
            for metric in WHOLE:
                key = (metric, None)
                change = float((now[key] - was[key])[0])
                low, high = interval(change, new[model][key] - old[model][key], k, level)
                rows.append(
                    (model, metric, float(was[key][0]), float(now[key][0]), change, low, high, n, k)
                )
    columns = ["model", "metric", "before", "after", "change", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=[*columns, "n_articles", "n_groups"])


def _tallies(
    report: Report, article_ids: Any, groups: Mapping[str, Any] | None
) -> tuple[dict[str, Tally], list[str], int, int]:
    """Sums per group of the chosen articles, by model; classes, articles, groups."""
    frame = report.predictions
    names = [name.removeprefix("p_") for name in frame.columns if name.startswith("p_")]
    code = {name: i for i, name in enumerate(names)}
    first = frame[frame["model"] == frame["model"].iloc[0]]
    place = {one: i for i, one in enumerate(first["article_id"])}
    if len(place) < len(first):
        raise ValueError(
            f"{len(first)} articles were tested but have only {len(place)} ids: articles need ids "
            f"of their own to be picked by them"
        )
    ids = list(dict.fromkeys(place if article_ids is None else article_ids))
    lost = [one for one in ids if one not in place]
    if lost or not ids:
        what = f"article {lost[0]!r} was not tested" if lost else "no article to score"
        raise ValueError(f"{what}; the report tested {len(place)} articles")
    rows = np.array([place[one] for one in ids])
    codes = _codes(ids, first["group"].to_numpy()[rows] if groups is None else groups)
    tallies = {}
    for model, part in frame.groupby("model", sort=False):
        chosen = part.iloc[rows]
        true = np.array([code[v] for v in chosen["label"]])
        predicted = np.array([code[v] for v in chosen["predicted"]])
        chances = chosen[[f"p_{name}" for name in names]].to_numpy(dtype=float)
        given = None if np.isnan(chances).any() else chances
        tallies[str(model)] = tally(true, predicted, given, groups=codes, n_classes=len(names))
    return tallies, names, len(ids), int(codes.max()) + 1


def _codes(ids: list[str], groups: Any) -> Ints:
    if isinstance(groups, Mapping):
        lost = [one for one in ids if one not in groups]
        if lost:
            raise ValueError(
                f"groups= has no entry for {len(lost)} of {len(ids)} articles (the first is "
                f"{lost[0]!r}); give each a group, or None for one of its own"
            )
        groups = [groups[one] for one in ids]
    return group_codes(groups, len(ids))


def _check_same_labels(before: Report, after: Report, ids: list[str]) -> None:
    labels = [
        dict(zip(report.predictions["article_id"], report.predictions["label"], strict=True))
        for report in (before, after)
    ]
    other = [one for one in ids if labels[0][one] != labels[1][one]]
    if other:
        raise ValueError(
            f"{len(other)} of {len(ids)} articles have another label in the second report (the "
            f"first is {other[0]!r}); scores of two tasks cannot be subtracted"
        )
