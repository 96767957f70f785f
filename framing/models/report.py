"""The result of an evaluation: tables, nothing else.

Each table is tidy and says by a column ``model`` what it is about: the model, or a baseline on the
same folds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MODEL = "model"


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """What `framing.models.evaluate` found.

    Attributes
    ----------
    scores : DataFrame
        ``model, metric, class, estimate, ci_low, ci_high, p_value, n_articles, n_groups, level``
        (of the intervals). ``class`` is null for scores of the whole; ``p_value`` is null but for
        the model's ``macro_f1`` where permutations were asked for. `framing.models.scoring` has the
        definitions.
    gains : DataFrame
        Macro-F1 of the model minus that of each baseline, on the same draws of groups:
        ``baseline, metric, estimate, ci_low, ci_high, level``.
    calibration : DataFrame
        ``model, class, bin_low, bin_high, n, predicted, observed``: mean probability and share of
        articles that were right. With ``class`` null, of the class the model is surest of (what
        ``ece`` sums up); else of that class. Empty bins have n 0 and nulls.
    confusion : DataFrame
        ``model, true, predicted, n, share`` (of the articles that truly are of the class).
    folds : DataFrame
        ``model, fold, n_train, n_test, n_test_groups, accuracy, macro_f1``.
    predictions : DataFrame
        One row per model and article that was tested: ``model, article_id, fold, group, label,
        predicted`` and ``p_<class>`` (null where the model gives no probabilities).
    signature : mapping
        Seed, draws, permutations, level, numbers of articles, groups and folds, the model as text.
    """

    scores: pd.DataFrame
    gains: pd.DataFrame
    calibration: pd.DataFrame
    confusion: pd.DataFrame
    folds: pd.DataFrame
    predictions: pd.DataFrame
    signature: Mapping[str, Any] = field(default_factory=dict)

    def to_frame(self) -> pd.DataFrame:
        """The scores of the model and of the baselines, a row each."""
        return self.scores.copy()

    def score(
        self, metric: str = "macro_f1", *, model: str = MODEL, label: str | None = None
    ) -> float:
        """One number of the scores.

        Parameters
        ----------
        metric : str
            ``accuracy, macro_f1, precision, recall, f1, brier`` or ``ece``.
        model : str
            ``"model"`` or the name of a baseline.
        label : str, optional
            Class, for precision, recall and f1.

        Raises
        ------
        ValueError
            If there is no such score; the message lists those that are.
        """
        rows = self.scores[(self.scores["model"] == model) & (self.scores["metric"] == metric)]
        of_class = rows["class"].isna() if label is None else rows["class"] == label
        if not of_class.any():
            raise ValueError(
                f"no score {metric!r} of {model!r} for class {label!r}; models: "
                f"{', '.join(self.scores['model'].unique())}; metrics: "
                f"{', '.join(self.scores['metric'].unique())}; precision, recall, f1 need a class"
            )
        return float(rows[of_class]["estimate"].iloc[0])

    def __repr__(self) -> str:
        main = self.scores[(self.scores["metric"] == "macro_f1")]
        lines = [
            f"{row.model:<12} macro-F1 {row.estimate:.3f} [{row.ci_low:.3f}, {row.ci_high:.3f}]"
            for row in main.itertuples()
        ]
        s = self.signature
        head = f"Report({s.get('n_articles')} articles in {s.get('n_groups')} groups)"
        return "\n".join([head, *lines])
