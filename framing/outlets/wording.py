"""Which words mark an outlet, with the articles and not the words as the sample.

`compare_words` scores every word and phrase by the weighted log-odds with an informative Dirichlet
prior (`framing.stats.words`) and tests it by permuting whole articles, within events where there
are some: a word that one long article repeats is no finding, and neither is a word of an event that
one outlet covered more.

Beside every score stand the counts it is made of, the number of articles, and the dispersion: a
score that rests on two articles should be read as such.

Conventions
-----------
- Words are counted in all voices, in the outlet's own, or in what it attributes to others.
- The prior is the corpus's own distribution of terms, scaled to ``prior`` terms in all.
- **Dispersion** is Gries' DP over the articles of both groups: 0 where a term is spread as the text
  is, near 1 where it sits in few articles (Gries 2008).

References
----------
Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis, 16(4).
Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. Int. J. Corpus Ling., 13(4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.notes import Annotations, as_notes
from framing.outlets.labels import Labels, Voice, count_terms, label_articles
from framing.outlets.rows import pairs_of
from framing.stats import permute_log_odds
from framing.stats.partisanship import plug_in_partisanship
from framing.stats.partisanship_events import (
    blocks_of,
    leave_event_out_partisanship,
    permuted_event_partisanship,
)

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


def compare_words(
    corpus_or_notes: Corpus | Annotations,
    by: str = "outlet",
    *,
    reference: str | None = None,
    groups: pd.DataFrame | None = None,
    voice: Voice = "all",
    lengths: Sequence[int] = (1,),
    min_articles: int = 3,
    prior: float = 1000.0,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Words and phrases that each outlet uses more or less than others.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    by : str
        Column to group by: ``"outlet"``, ``"date"``, ``"event"``, or a column of ``groups``.
    reference : str, optional
        Compare every group with this one; default: each with all others together.
    groups : DataFrame, optional
        One row per outlet: ``outlet`` and what is believed about it.
    voice : {"all", "own", "attributed"}
        Whose words: all, those outside the content of attributions, or those inside.
    lengths : sequence of int
        Lengths of phrases in words, among 1, 2, 3.
    min_articles : int
        Terms in fewer articles are left out.
    prior : float
        Terms in the prior; more shrinks rare terms more.
    draws : int
        Permutations of the articles; 0 for none.
    seed : int

    Returns
    -------
    DataFrame
        One row per group and term, most typical of the group first: ``group_a, group_b`` (null for
        all others), ``term, n_a, n_b, rate_a, rate_b`` (per 1,000 terms), ``articles_a,
        articles_b, dispersion, log_odds, z, p_value`` (of this term alone), ``p_adjusted`` (for the
        whole list of one group, by the largest |z| of each permutation), ``total_a, total_b``
        (articles), ``method, seed``. Both p are missing with ``draws=0``. Call a term different
        only by ``p_adjusted``.

    Raises
    ------
    ValueError
        For unknown groups, voices or lengths, fewer than two groups, or no term.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{i}", outlet=o, text=f"The {w} spoke.")
    ...      for o, w in (("a", "regime"), ("b", "government")) for i in range(5)])
    >>> got = compare_words(annotate(corpus, method="rules"), draws=99)
    >>> got[["group_a", "term", "n_a", "n_b"]].values.tolist()[0]
    ['a', 'regime', 5, 0]
    """
    _check_counts(draws, prior=prior)
    notes = as_notes(corpus_or_notes)
    labels = label_articles(notes, by, groups)
    others = _against(labels, reference, by)
    found = count_terms(
        notes, labels, voice=voice, lengths=tuple(lengths), min_articles=min_articles
    )
    total = np.asarray(found.counts.sum(axis=0), dtype=float)
    pseudo = total / total.sum() * prior
    rng = np.random.default_rng(seed)
    frames = []
    for a, b in others:
        kept, is_a = labels.of(a, b)
        blocks = blocks_of(labels.events[kept])
        counts = found.counts[kept]
        got = permute_log_odds(counts, is_a, pseudo, events=blocks, draws=draws, rng=rng)
        columns: dict[str, Any] = {
            "group_a": labels.names[a],
            "group_b": None if b is None else labels.names[b],
            **describe_terms(counts, is_a, found.terms),
            "log_odds": got.delta,
            "z": got.z,
            "p_value": got.p,
            "p_adjusted": got.p_adjusted,
            "total_a": int(is_a.sum()),
            "total_b": int((~is_a).sum()),
        }
        frames.append(_sorted(columns))
    return _concatenated(frames, _method(labels, draws), seed)


def describe_terms(counts: Any, is_a: NDArray[np.bool_], terms: tuple[str, ...]) -> dict[str, Any]:
    """Counts, rates, document frequencies and dispersion of terms in two groups of articles.

    Examples
    --------
    >>> from scipy import sparse
    >>> counts = sparse.csr_array(np.array([[4, 0], [0, 4]]))
    >>> got = describe_terms(counts, np.array([True, False]), ("x", "y"))
    >>> got["n_a"].tolist(), got["dispersion"].tolist()
    ([4, 0], [0.5, 0.5])
    """
    out: dict[str, Any] = {"term": list(terms)}
    n = [np.asarray(counts[m].sum(axis=0)).astype(np.int64) for m in (is_a, ~is_a)]
    used = [np.asarray((counts[m] > 0).sum(axis=0)).astype(np.int64) for m in (is_a, ~is_a)]
    size = [max(int(k.sum()), 1) for k in n]
    out |= {"n_a": n[0], "n_b": n[1]}
    out |= {"rate_a": 1000 * n[0] / size[0], "rate_b": 1000 * n[1] / size[1]}
    out |= {"articles_a": used[0], "articles_b": used[1]}
    return out | {"dispersion": dispersion(counts)}


def dispersion(counts: Any) -> Floats:
    """Gries' DP of each term over articles: half the distance of its spread from the text's.

    Parameters
    ----------
    counts : sparse array, shape (articles, terms)

    Returns
    -------
    ndarray, shape (terms,)
        From 0 (as the text is spread) towards 1 (in few articles); NaN for a term never used.

    Examples
    --------
    >>> from scipy import sparse
    >>> dispersion(sparse.csr_array(np.array([[2, 1, 0], [2, 0, 3]]))).round(3).tolist()
    [0.125, 0.625, 0.375]
    """
    from scipy import sparse

    matrix = sparse.coo_array(counts).astype(float)
    rows, words = matrix.coords
    size = np.bincount(rows, weights=matrix.data, minlength=matrix.shape[0])
    share = size / max(size.sum(), 1.0)
    total = np.bincount(words, weights=matrix.data, minlength=matrix.shape[1])
    spread = matrix.data / total[words]
    apart = np.bincount(words, np.abs(spread - share[rows]), minlength=matrix.shape[1])
    covered = np.bincount(words, share[rows], minlength=matrix.shape[1])
    return np.where(total > 0, (apart + 1 - covered) / 2, np.nan)


def partisanship(
    corpus_or_notes: Corpus | Annotations,
    by: str = "outlet",
    *,
    reference: str | None = None,
    groups: pd.DataFrame | None = None,
    voice: Voice = "all",
    lengths: Sequence[int] = (1, 2),
    min_articles: int = 3,
    draws: int = 199,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """How well one phrase gives away which of two outlets wrote it: leave-out partisanship.

    Parameters
    ----------
    corpus_or_notes, by, groups, voice, lengths, min_articles, seed
        See `compare_words`.
    reference : str, optional
        Pair every group with this one; default all pairs.
    draws : int
        Permutations for the band of no difference.
    level : float
        Width of the band.

    Returns
    -------
    DataFrame
        One row per pair: ``group_a, group_b, partisanship`` (0.5: alike, 1: no phrase shared; each
        article judged by other events only), ``plug_in`` (the biased estimate, for comparison),
        ``null_mean, null_low, null_high`` (labels permuted within events), ``p_value`` (one-sided),
        ``n_a, n_b`` (articles), ``n_clusters, n_terms, method, level`` (of the band) and ``seed``.
        Missing where a group has fewer than two events.

    Raises
    ------
    ValueError
        As `compare_words`.

    Examples
    --------
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{i}", outlet=o, text=f"The {w} spoke.")
    ...      for o, w in (("a", "regime"), ("b", "government")) for i in range(5)])
    >>> got = partisanship(annotate(corpus, method="rules"), lengths=[1], draws=99)
    >>> got[["group_a", "group_b", "partisanship"]].values.tolist()
    [['a', 'b', 0.6666666666666666]]
    """
    _check_counts(draws, prior=1.0)
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, given {level}; 0.95 is usual")
    notes = as_notes(corpus_or_notes)
    labels = label_articles(notes, by, groups)
    pairs = pairs_of(labels.names, reference, by)
    found = count_terms(
        notes, labels, voice=voice, lengths=tuple(lengths), min_articles=min_articles
    )
    rng = np.random.default_rng(seed)
    tails = [(1 - level) / 2, (1 + level) / 2]
    rows = []
    for a, b in pairs:
        kept, is_a = labels.of(a, b)
        counts, events = found.counts[kept], labels.events[kept]
        value = leave_event_out_partisanship(counts, is_a, events)
        band = permuted_event_partisanship(counts, is_a, events, draws=draws, rng=rng)
        band = band[~np.isnan(band)]
        low, high = np.quantile(band, tails) if len(band) else (np.nan, np.nan)
        ok = len(band) > 0 and not np.isnan(value)
        rows.append(
            {
                "group_a": labels.names[a],
                "group_b": labels.names[b],
                "partisanship": value,
                "plug_in": plug_in_partisanship(counts, is_a),
                "null_mean": band.mean() if len(band) else np.nan,
                "null_low": low,
                "null_high": high,
                "p_value": ((band >= value).sum() + 1) / (len(band) + 1) if ok else np.nan,
                "n_a": int(is_a.sum()),
                "n_b": int((~is_a).sum()),
                "n_clusters": len(np.unique(events)),
                "n_terms": len(found.terms),
                "method": _method(labels, draws),
                "level": level,
                "seed": seed,
            }
        )
    import pandas as pd

    return pd.DataFrame(rows)


def _check_counts(draws: int, *, prior: float) -> None:
    if draws < 0 or not prior > 0:
        raise ValueError(f"draws must be at least 0 and prior above 0; given {draws} and {prior}")


def _against(labels: Labels, reference: str | None, by: str) -> list[tuple[int, int | None]]:
    if reference is not None:
        return [(a, b) for a, b in pairs_of(labels.names, reference, by)]
    return [(a, None) for a in range(len(labels.names))]


def _method(labels: Labels, draws: int) -> str:
    if not draws:
        return "no permutation"
    shared = len(np.unique(labels.events)) < len(labels.events)
    return f"{draws} permutations of articles" + (" within events" if shared else "")


def _sorted(columns: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(columns)
    frame["group_b"] = frame["group_b"].astype(object)
    return frame.sort_values(["z", "term"], ascending=[False, True], kind="stable")


def _concatenated(frames: list[pd.DataFrame], method: str, seed: int) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(frames, ignore_index=True).assign(method=method, seed=seed)
