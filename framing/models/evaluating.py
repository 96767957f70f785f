"""Evaluate a classifier so that a reviewer believes it: held-out groups, baselines, intervals.

`evaluate` fits a model on every training part, predicts the test part, does the same with baselines
that know nothing of how the text is written, and gives all scores with intervals from a bootstrap
that draws whole groups. It refuses folds that part a group. The model says nothing about causes:
that outlets of a leaning can be told apart by a word does not make the word biased.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.models.baselines import BASELINES, Baseline, baselines
from framing.models.grouping import groups_of
from framing.models.inputs import are_texts, as_articles, pack
from framing.models.predicting import Predictions, permute_labels, predict_folds
from framing.models.report import MODEL, Report
from framing.models.scoring import Tally, draw_scores, scores_of, tally
from framing.models.splits import check_folds, count_rows, is_missing, named_groups
from framing.models.tables import (
    calibration_table,
    confusion_table,
    fold_table,
    gain_table,
    prediction_table,
    score_table,
)
from framing.notes import Annotations
from framing.types import Article

Ints = NDArray[np.int64]
TELLING = 0.9  # share of known outlets' test articles whose label the outlet tells,
MORE = 0.1  # and by how much that must exceed the share that have the most frequent label


def evaluate(
    model: Any,
    articles: Any,
    labels: Any,
    *,
    splits: Any,
    groups: Any = None,
    inputs: Any = None,
    compared: Sequence[Baseline] | None = None,
    draws: int = 2000,
    permutations: int = 0,
    level: float = 0.95,
    seed: int = 0,
) -> Report:
    """Score a classifier on held-out groups, beside baselines on the same folds.

    Parameters
    ----------
    model : scikit-learn classifier or Pipeline
        From articles or texts, as given (or, with ``inputs``, from those) to labels. It is cloned,
        never changed.
    articles : Corpus, or sequence of Article or str
    labels : sequence
        One label per article; they are compared as text.
    splits : splitter, or iterable of (train, test)
        `GroupSplit`, `LeaveOutletsOut`, any scikit-learn splitter, or positions. No article may be
        tested twice.
    groups : sequence, optional
        What must not straddle, and what the bootstrap draws. By default what the splitter keeps
        whole, else events and duplicates (`groups_of`).
    inputs : DataFrame, matrix or sequence, optional
        One row per article, in order; given to the model instead of the articles: a feature table
        from ``framing.measure``, so that attributions are found once or as corrected by hand, or
        bare texts. Baselines still read the articles.
    compared : sequence of str, optional
        Baselines; by default all of which the articles know enough (a date; a text).
    draws : int
        Bootstrap draws of groups.
    permutations : int
        Refits with labels permuted by group, for the p-value of macro-F1; none by default, since
        each costs as much as the evaluation itself. p is at least ``1 / (permutations + 1)``.
    level : float
        Of the intervals.
    seed : int
        For draws, permutations and every ``random_state`` left open.

    Returns
    -------
    Report

    Raises
    ------
    ValueError
        If a group straddles a fold, an article is tested twice, a label is missing, numbers of rows
        differ, or there are fewer than two labels.

    Warns
    -----
    UserWarning
        If outlets are both in training and in test, and the outlet alone tells the label of at
        least 90% of those test articles: the model may have learnt outlets.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> from framing.models import GroupSplit, MaskedText
    >>> rows = [Article(id=str(i), text=["Grim rain.", "Fine sun."][i % 2] + f" {i}",
    ...                 event=str(i // 2)) for i in range(12)]
    >>> labels = ["dark", "bright"] * 6
    >>> model = make_pipeline(MaskedText(), TfidfVectorizer(), LogisticRegression())
    >>> report = evaluate(model, rows, labels, splits=GroupSplit(3), compared=["majority"])
    >>> report.score("macro_f1"), round(report.score("macro_f1", model="majority"), 3)
    (1.0, 0.333)
    """
    rows = _rows(articles)
    names, y = code_labels(labels, len(rows))
    packed = pack(rows)
    data = _inputs(articles, packed, inputs)
    kept = groups_for(splits, packed, groups)
    folds = cut_folds(splits, packed, [names[code] for code in y], kept)
    check_folds(folds, kept)
    _warn_of_outlets(rows, y, folds)
    models = {MODEL: model, **baselines(_possible(rows, compared), seed=seed)}
    found = {
        name: predict_folds(
            one, data if name == MODEL else packed, y, folds=folds, names=names, seed=seed
        )
        for name, one in models.items()
    }
    tested = found[MODEL].rows
    group_names, codes = np.unique(kept[tested].astype(str), return_inverse=True)
    tallies = {name: _tally(one, y, codes, len(names)) for name, one in found.items()}
    root = np.random.SeedSequence(seed).spawn(2)
    drawn = draw_scores(tallies, draws=draws, rng=np.random.default_rng(root[0]))
    p = _permutation_p(
        model, data, y, kept, folds, names, permutations, seed, np.random.default_rng(root[1])
    )
    signature = {
        "model": " ".join(repr(model).split()),
        "splits": repr(splits) if hasattr(splits, "split") else "positions",
        "n_articles": len(tested),
        "n_groups": len(group_names),
        "n_folds": len(folds),
        "draws": draws,
        "permutations": permutations,
        "level": level,
        "seed": seed,
    }
    size = (len(tested), len(group_names))
    return Report(
        scores=score_table(tallies, drawn, names, size=size, level=level, p=p),
        gains=gain_table(tallies, drawn, n_groups=len(group_names), level=level),
        calibration=calibration_table(found, y, names),
        confusion=confusion_table(tallies, names),
        folds=fold_table(found, y, folds, kept, len(names)),
        predictions=prediction_table(found, y, kept, [a.id for a in rows], names),
        signature=signature,
    )


def _inputs(articles: Any, packed: NDArray[np.object_], inputs: Any) -> Any:
    """What the model reads, in a form of which rows can be taken by position."""
    if inputs is None and not are_texts(articles):
        return packed
    data = list(articles) if inputs is None else inputs
    if count_rows(data) != len(packed):
        raise ValueError(f"inputs has {count_rows(data)} rows for {len(packed)} articles")
    return np.array(data, dtype=object) if isinstance(data, list | tuple) else data


def _rows(articles: Any) -> list[Article]:
    if isinstance(articles, Annotations):
        raise TypeError(
            "folds are cut from articles, and a part of annotations would lose its corrections: "
            "give notes.corpus, and inputs=framing.measure(notes) for a model of features"
        )
    return as_articles(articles)


def code_labels(labels: Any, n: int) -> tuple[list[str], Ints]:
    """Distinct labels, sorted, and their codes."""
    values = list(labels)
    if len(values) != n:
        raise ValueError(f"{len(values)} labels for {n} articles")
    missing = [i for i, value in enumerate(values) if is_missing(value)]
    if missing:
        raise ValueError(
            f"{len(missing)} of {n} labels are missing (the first at position {missing[0]}); leave "
            f"those articles out"
        )
    names, codes = np.unique([str(value) for value in values], return_inverse=True)
    if len(names) < 2:
        raise ValueError(f"need at least two labels to tell apart, given {', '.join(names)}")
    return [str(name) for name in names], codes.astype(np.int64)


def groups_for(splits: Any, articles: Any, groups: Any) -> NDArray[np.object_]:
    if groups is None and hasattr(splits, "group"):
        groups = splits.group(articles)
    if groups is None:
        groups = groups_of(articles)
    return named_groups(groups, count_rows(articles), "groups")


def cut_folds(
    splits: Any, articles: Any, labels: list[str], groups: Any
) -> list[tuple[Ints, Ints]]:
    """Folds as arrays of positions; no article tested twice, none both trained and tested."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The groups parameter is ignored")
        cut = splits.split(articles, labels, groups) if hasattr(splits, "split") else splits
        folds = [(np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)) for a, b in cut]
    if not folds or any(len(a) == 0 or len(b) == 0 for a, b in folds):
        raise ValueError("every fold needs articles to train on and articles to test on")
    times = np.bincount(np.concatenate([test for _, test in folds]), minlength=1)
    if times.max() > 1:
        raise ValueError(
            f"the article at position {times.argmax()} is tested {times.max()} times; repeated "
            f"cross-validation would count it as so many articles"
        )
    for i, (train, test) in enumerate(folds):
        if np.intersect1d(train, test).size:
            raise ValueError(f"fold {i} tests articles that it was trained on")
    return folds


def _warn_of_outlets(rows: list[Article], y: Ints, folds: list[tuple[Ints, Ints]]) -> None:
    """Say so where knowing the outlet is knowing the label, and test outlets are in training."""
    known, right, usual, tested = 0, 0, 0, 0
    for train, test in folds:
        labels: dict[str, Counter[int]] = {}
        for i in train:
            labels.setdefault(rows[i].outlet or "", Counter())[int(y[i])] += 1
        labels.pop("", None)
        common = Counter(y[train].tolist()).most_common(1)[0][0]
        seen = [i for i in test if rows[i].outlet in labels]
        tested += len(test)
        known += len(seen)
        right += sum(labels[str(rows[i].outlet)].most_common(1)[0][0] == y[i] for i in seen)
        usual += sum(y[i] == common for i in seen)
    if known and right >= TELLING * known and right - usual > MORE * known:
        warnings.warn(
            f"{known} of {tested} test articles are of outlets that are in training too, and the "
            f"outlet alone tells the label of {100 * right / known:.0f}% of them: the model may "
            f"score by recognising outlets; see LeaveOutletsOut",
            stacklevel=3,
        )


def _possible(rows: list[Article], compared: Sequence[Baseline] | None) -> Sequence[Baseline]:
    dated = any(article.date is not None for article in rows)
    if compared is None:
        return [name for name in BASELINES if dated or name != "date"]  # type: ignore[misc]
    if "date" in compared and not dated:
        raise ValueError("baseline 'date' needs articles with dates; none has one")
    return compared


def _tally(found: Predictions, y: Ints, codes: Ints, n_classes: int) -> Tally:
    return tally(y[found.rows], found.predicted, found.chances, groups=codes, n_classes=n_classes)


def _permutation_p(
    model: Any,
    data: Any,
    y: Ints,
    groups: NDArray[np.object_],
    folds: list[tuple[Ints, Ints]],
    names: list[str],
    permutations: int,
    seed: int,
    rng: np.random.Generator,
) -> float | None:
    """Share of permuted labellings that score at least as well, counting the true one."""
    if permutations == 0:
        return None
    _, codes = np.unique(groups.astype(str), return_inverse=True)

    def score(labels: Ints) -> float:
        got = predict_folds(model, data, labels, folds=folds, names=names, seed=seed)
        one = _tally(got, labels, np.zeros(len(got.rows), dtype=np.int64), len(names))
        return float(scores_of(one)["macro_f1", None][0])

    observed = score(y)
    beaten = [score(permute_labels(y, codes, rng)) >= observed - 1e-12 for _ in range(permutations)]
    return (sum(beaten) + 1) / (permutations + 1)
