"""Which words make one outlet's average higher than another's: a word shift with intervals.

Any mean of word scores can be taken apart: sentiment with a scored lexicon, the share of loaded
words with a list (score 1 in it, 0 outside), or scores of your own. `framing.stats.shift` has the
formula; the contributions of the words sum exactly to the difference of the two averages.

Conventions
-----------
- A mapping scores the words it names; all others are left out of both averages.
- A lexicon gives 1 to the words it matches and 0 to every other word, so that the average is the
  share of its words. Terms of several words are not matched here.
- ``"vader"`` stands for the valences of the VADER lexicon, without its rules of context.

References
----------
Gallagher, R. J., et al. (2021). Generalized word shift graphs. EPJ Data Science, 10(4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.features.vader import load_analyzer
from framing.lexicons import Lexicon, find_terms, list_lexicons, load_lexicon
from framing.notes import Annotations, as_notes
from framing.outlets.labels import Voice, count_terms, label_articles
from framing.outlets.rows import check_options
from framing.stats import Shift, word_shift
from framing.text import read_layers

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Scores: TypeAlias = "Mapping[str, float] | Lexicon | str"


def shift_words(
    corpus_or_notes: Corpus | Annotations,
    a: str,
    b: str,
    *,
    scores: Scores,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    voice: Voice = "all",
    reference: float | None = None,
    min_articles: int = 1,
    level: float = 0.95,
    draws: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Contributions of words to the difference of average scores, ``a`` minus ``b``.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
    a, b : str
        Two groups of ``by``.
    scores : mapping, Lexicon or str
        Word (lower case) -> score; a lexicon, or the name of one that comes with the package; or
        ``"vader"``.
    by, groups, voice, min_articles, seed
        See `compare_words`.
    reference : float, optional
        Score against which usage is judged; default the average of ``b``.
    level, draws
        Percentile intervals of the contributions, events drawn with replacement.

    Returns
    -------
    DataFrame
        Largest contribution first (by size): ``group_a, group_b, term, score, n_a, n_b,
        share_a, share_b`` (of the scored words), ``contribution, ci_low, ci_high``,
        ``percent`` (of the difference; missing where that is 0), ``average_a, average_b,
        articles_a, articles_b, method, level, seed``. ``contribution`` sums to
        ``average_a - average_b``.

    Raises
    ------
    ValueError
        If a group is not there, a group uses no scored word, or the lexicon is not known.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([
    ...     Article(id="1", outlet="a", text="A good, good day."),
    ...     Article(id="2", outlet="b", text="A bad, good day.")])
    >>> notes = annotate(corpus, method="rules")
    >>> got = shift_words(notes, "a", "b", scores={"good": 1.0, "bad": -1.0})
    >>> got[["term", "contribution"]].values.tolist()
    [['bad', 0.5], ['good', 0.5]]
    """
    check_options([], draws=draws, level=level)
    notes = as_notes(corpus_or_notes)
    labels = label_articles(notes, by, groups)
    for name in (a, b):
        if name not in labels.names:
            raise ValueError(
                f"{name!r} is not a value of {by!r}; there are {', '.join(labels.names)}"
            )
    kept, is_a = labels.of(labels.names.index(a), labels.names.index(b))
    found = count_terms(notes, labels, voice=voice, lengths=(1,), min_articles=min_articles)
    counts, values = found.counts[kept], score_terms(found.terms, scores)
    scored = np.flatnonzero(~np.isnan(values))
    counts, values = counts[:, scored], values[scored]
    n_a, n_b = (np.asarray(counts[m].sum(axis=0), dtype=float) for m in (is_a, ~is_a))
    for name, n in ((a, n_a), (b, n_b)):
        if not n.sum():
            raise ValueError(f"{name!r} uses no word that has a score")
    shift = word_shift(n_b, n_a, values, reference=reference)
    drawn = _drawn(counts, is_a, labels.events[kept], values, reference, draws, seed)
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, tails, axis=0)
    return _frame(
        {
            "term": [found.terms[i] for i in scored],
            "score": values,
            "n_a": n_a.astype(np.int64),
            "n_b": n_b.astype(np.int64),
            "share_a": n_a / n_a.sum(),
            "share_b": n_b / n_b.sum(),
            "contribution": shift.contribution,
            "ci_low": low,
            "ci_high": high,
            "articles_a": np.asarray((counts[is_a] > 0).sum(axis=0), dtype=np.int64),
            "articles_b": np.asarray((counts[~is_a] > 0).sum(axis=0), dtype=np.int64),
        },
        shift,
        (a, b),
    ).assign(level=level, seed=seed)


def score_terms(terms: tuple[str, ...], scores: Scores) -> Floats:
    """Scores of words, NaN for those without one.

    Examples
    --------
    >>> score_terms(("good", "day"), {"good": 2.0}).tolist()
    [2.0, nan]
    >>> score_terms(("slammed", "day"), "loaded").tolist()
    [1.0, 0.0]
    """
    chosen = _named(scores) if isinstance(scores, str) else scores
    if isinstance(chosen, Lexicon):
        out = np.zeros(len(terms))
        out[find_terms(read_layers(terms), chosen).articles] = 1.0
        return out
    given = {str(k).lower(): float(v) for k, v in chosen.items()}
    return np.array([given.get(term, np.nan) for term in terms])


def _named(name: str) -> Mapping[str, float] | Lexicon:
    if name == "vader":
        valences: Mapping[str, float] = load_analyzer().lexicon
        return valences
    if name in list_lexicons():
        return load_lexicon(name)
    raise ValueError(
        f"scores={name!r} is not one of vader, {', '.join(list_lexicons())}; give a mapping or a "
        f"Lexicon of your own"
    )


def _drawn(
    counts: Any,
    is_a: NDArray[np.bool_],
    events: NDArray[np.int64],
    values: Floats,
    reference: float | None,
    draws: int,
    seed: int,
) -> Floats:
    """Contributions when events are drawn with replacement; draws without a group are left out."""
    rng = np.random.default_rng(seed)
    _, codes = np.unique(events, return_inverse=True)
    n = int(codes.max()) + 1
    out = []
    for _ in range(draws):
        weight = np.bincount(rng.integers(n, size=n), minlength=n)[codes].astype(float)
        n_a, n_b = (counts.T @ np.where(mask, weight, 0.0) for mask in (is_a, ~is_a))
        if n_a.sum() and n_b.sum():
            out.append(word_shift(n_b, n_a, values, reference=reference).contribution)
    if len(out) < draws / 2:
        return np.full((1, len(values)), np.nan)
    return np.array(out)


def _frame(columns: dict[str, Any], shift: Shift, pair: tuple[str, str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(columns)
    gap = shift.average_2 - shift.average_1
    frame.insert(0, "group_a", pair[0])
    frame.insert(1, "group_b", pair[1])
    frame["percent"] = 100 * frame["contribution"] / gap if gap else np.nan
    frame["average_a"], frame["average_b"] = shift.average_2, shift.average_1
    frame["method"] = "word shift, percentile bootstrap over events"
    size = -frame["contribution"].abs()
    order = frame.assign(size=size).sort_values(["size", "term"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)
