"""Events: which articles report the same happening.

Definition
----------
Articles of one event are close in time and in words.

1. Each article is a vector of TF-IDF weights (Salton & Buckley 1988) of the words and word pairs of
   its title and its first `LEAD` words, where news says what happened.
2. Two articles may belong together when their dates are at most `days` apart. One without a date
   may belong with any, by its words alone.
3. Clusters are merged as long as the *average* cosine over all pairs between them is at least the
   threshold (pairs too far apart in time count 0), so that a topic of weeks does not become one
   event, as it does when single links suffice.

Conventions
-----------
- Events are named ``event-001``, ``event-002``, ... in order of their earliest article.
- An article that is like no other has an event of its own; one without any word has none (null).
- Only pairs within the window are compared, in blocks; no full matrix is made.

References
----------
Salton, G., & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information
Processing & Management 24(5).
Welbers, K., van Atteveldt, W., & Kleinnijenhuis, J. (2021). Extracting semantic relations using
syntax / RNewsflow: computing document similarity over time. Computational Communication Research.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.articles.corpus import Corpus
from framing.articles.duplicates import LAST, connect, read_instant

LEAD = 400
BLOCK = 512
LARGEST = 2_000
STEP = 0.05
LEAST = 0.25
WORD = re.compile(r"\w+")
SECONDS = 86_400.0


def find_events(
    corpus: Corpus, *, days: float = 3, threshold: float = 0.18, overwrite: bool = False
) -> Corpus:
    """Set ``event``: the same label for articles about the same happening.

    Parameters
    ----------
    corpus : Corpus
    days : float
        Most calendar days (UTC) between two articles that are compared.
    threshold : float
        Least average cosine between the parts of an event, in (0, 1].
    overwrite : bool
        Replace labels that are already there. Otherwise they stay, and articles without one that
        fall together with labelled ones take the commonest of their labels.

    Returns
    -------
    Corpus
        The same articles with ``event`` set; null only for an article without words.

    Raises
    ------
    ValueError
        `days` is negative or the threshold outside (0, 1].

    Examples
    --------
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([
    ...     Article(id="a", text="A ferry ran aground off Lowmoor harbour.", date="2031-03-09"),
    ...     Article(id="b", text="Ferry aground off Lowmoor: three dead.", date="2031-03-10"),
    ...     Article(id="c", text="The central bank keeps its rate.", date="2031-03-08"),
    ... ])
    >>> [article.event for article in find_events(corpus)]
    ['event-002', 'event-002', 'event-001']
    """
    if not days >= 0:
        raise ValueError(f"days must not be negative, got {days!r}")
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must lie in (0, 1], got {threshold!r}")
    table = corpus.table
    given: list[str | None] = [None] * len(corpus)
    if not overwrite:
        given = table.column("event").to_pylist()
    leads = _leads(corpus.texts(), table.column("title").to_pylist())
    rows = [i for i, lead in enumerate(leads) if lead]
    if not rows or all(given[i] is not None for i in rows):
        return corpus.with_columns(event=given)
    instants = [read_instant(date) for date in table.column("date").to_pylist()]
    order = {i: (instants[i], i) for i in rows}
    rows.sort(key=order.__getitem__)
    times = np.array(
        [np.inf if instants[i] is LAST else instants[i].timestamp() // SECONDS for i in rows]
    )
    similar = _similarities([leads[i] for i in rows], times, days=days, threshold=threshold)
    groups = [[rows[k] for k in group] for group in _cluster(similar, threshold)]
    return corpus.with_columns(event=_name(groups, given))


def _leads(texts: Sequence[str], titles: Sequence[str | None]) -> list[str]:
    """What an article says first, in lower case; empty without a word in its text."""
    leads: list[str] = []
    for text, title in zip(texts, titles, strict=True):
        words: list[str] = []
        for found in WORD.finditer(text):
            words.append(found[0])
            if len(words) == LEAD:
                break
        own = WORD.findall(title or "") if words else []
        leads.append(" ".join([*own, *words]).lower())
    return leads


def _similarities(
    leads: Sequence[str], times: NDArray[np.float64], *, days: float, threshold: float
) -> Any:
    """Sparse cosines of articles within the window, each pair once, in order of time.

    Those below a quarter of the threshold count as 0: hardly an average rests on them, and they are
    most of all pairs.
    """
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer

    n = len(leads)
    vectorizer = TfidfVectorizer(
        analyzer="word",
        token_pattern=r"\w+",
        stop_words="english",
        lowercase=False,
        sublinear_tf=True,
        max_df=0.5 if n >= 20 else 1.0,
        dtype=np.float64,
    )
    try:
        vectors = vectorizer.fit_transform(leads)
    except ValueError:  # every word is a stop word
        return sparse.csr_matrix((n, n))
    dated = int(np.isfinite(times).sum())
    transposed = vectors.T.tocsc()
    parts: list[Any] = []
    for start in range(0, n, BLOCK):
        stop = min(start + BLOCK, n)
        low = int(np.searchsorted(times[:dated], times[start] - days)) if start < dated else 0
        product = (vectors[start:stop] @ transposed[:, low:]).tocoo()
        left, right = product.row + start, product.col + low
        both = (left < dated) & (right < dated)
        gap = np.zeros(left.size)
        gap[both] = np.abs(times[left[both]] - times[right[both]])
        keep = (product.data >= threshold * LEAST) & (gap <= days) & (left > right)
        found = (product.data[keep], (left[keep] - start, right[keep]))
        parts.append(sparse.csr_matrix(found, shape=(stop - start, n)))
    return sparse.vstack(parts, format="csr")


def _cluster(similar: Any, threshold: float) -> list[list[int]]:
    """Groups of rows by average linkage, in order of their first member, singletons too."""
    n = similar.shape[0]
    pairs = similar.tocoo()
    groups: list[list[int]] = []
    waiting = [(list(range(n)), threshold)]
    while waiting:
        members, least = waiting.pop()
        place = {row: k for k, row in enumerate(members)}
        strong = pairs.data >= least
        ends = zip(pairs.row[strong].tolist(), pairs.col[strong].tolist(), strict=True)
        links = [(place[a], place[b]) for a, b in ends if a in place and b in place]
        connected = connect(len(members), links)
        for component in connected:
            rows = [members[k] for k in component]
            if len(rows) > LARGEST and least + STEP < 1:
                waiting.append((rows, least + STEP))
            else:
                groups += _merge(similar, rows, threshold)
        groups += [[members[k]] for k in set(place.values()).difference(*connected)]
    return sorted(groups)


def _merge(similar: Any, rows: list[int], threshold: float) -> list[list[int]]:
    """Average linkage within one connected part; what is not similar at all has distance 1."""
    from sklearn.cluster import AgglomerativeClustering

    near = similar[rows][:, rows].toarray()
    distance = 1.0 - np.minimum(near + near.T, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
    ).fit_predict(distance)
    groups: dict[int, list[int]] = {}
    for row, label in zip(rows, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(row)
    return list(groups.values())


def _name(groups: Sequence[Sequence[int]], given: Sequence[str | None]) -> list[str | None]:
    """Labels in order of the groups; a group with labelled articles takes the commonest."""
    labels = list(given)
    taken = {label for label in given if label is not None}
    width = max(3, len(str(len(groups))))
    number = 0
    for group in groups:
        known = Counter(label for i in sorted(group) if (label := given[i]) is not None)
        if known:
            name = known.most_common(1)[0][0]
        else:
            number += 1
            while (name := f"event-{number:0{width}d}") in taken:
                number += 1
        for i in group:
            labels[i] = labels[i] if labels[i] is not None else name
    return labels
