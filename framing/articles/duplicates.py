"""Near-duplicates: which articles print the same text.

Definition
----------
The **shingles** of an article are its distinct runs of 5 words. Two articles are near-duplicates
when their shingles overlap enough:

- Jaccard ``|A & B| / |A | B|`` is at least the threshold: the same story, a few words changed; or
- containment ``|A & B| / min(|A|, |B|)`` is: agency copy printed inside a longer story. This needs
  at least `FEWEST_CONTAINED` shingles, as short texts are contained by chance.

Candidates come from MinHash signatures in 64 bands of 2 rows (Broder 1997): a pair with Jaccard 0.2
is found with probability .93, one with 0.4 or more nearly always. Each candidate is then compared
exactly. A cluster is what such pairs connect; its original is its earliest article, and the others
are ``duplicate_of`` it. Nicholls (2019) discusses what copying of this kind means in news.

Conventions
-----------
- The earliest is the one with the earliest date; of those with the same date one whose byline and
  credits name no other outlet of the cluster ("By Agency", "Agency contributed to this report");
  then the first in the corpus. Articles without a date come last.
- Nothing is dropped: what is to happen with duplicates is the user's choice.

References
----------
Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
Sequences.
Nicholls, T. (2019). Detecting textual reuse in news stories, at scale. International Journal of
Communication 13.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from framing.articles.corpus import Corpus

SHINGLE = 5
FEWEST_CONTAINED = 20
PERMUTATIONS, BANDS, ROWS = 128, 64, 2
SEED = 1
CREDITS = frozenset(["byline", "dateline", "source_line", "wire_credit"])
WORD = re.compile(r"\w+")
LAST = datetime.max.replace(tzinfo=UTC)


def find_duplicates(corpus: Corpus, *, threshold: float = 0.8, overwrite: bool = False) -> Corpus:
    """Set ``duplicate_of`` of near-duplicates to the id of the earliest of them.

    Parameters
    ----------
    corpus : Corpus
    threshold : float
        Least Jaccard similarity or containment of word 5-grams, in (0, 1].
    overwrite : bool
        Replace labels that are already there. Otherwise they stay, and an article that they name as
        the original is preferred as one.

    Returns
    -------
    Corpus
        The same articles; ``duplicate_of`` is null for originals and for articles without a
        duplicate.

    Raises
    ------
    ValueError
        The threshold is outside (0, 1].

    Examples
    --------
    >>> from framing.types import Article
    >>> wire = "Kestria closed the main bridge over the river overnight."
    >>> corpus = Corpus.from_articles([
    ...     Article(id="copy", text=wire, date="2031-03-04"),
    ...     Article(id="wire", text=wire, date="2031-03-03"),
    ... ])
    >>> [article.duplicate_of for article in find_duplicates(corpus)]
    ['wire', None]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must lie in (0, 1], got {threshold!r}")
    ids: list[str] = corpus.table.column("id").to_pylist()
    dates: list[str | None] = corpus.table.column("date").to_pylist()
    given: list[str | None] = corpus.table.column("duplicate_of").to_pylist()
    if overwrite:
        given = [None] * len(ids)
    pairs = find_pairs(corpus.texts(), threshold=threshold)
    place = {name: i for i, name in enumerate(ids)}
    pairs += [(i, place[name]) for i, name in enumerate(given) if name in place]
    instants = [read_instant(date) for date in dates]
    labels = list(given)
    for members in connect(len(ids), pairs):
        named = Counter(place[n] for i in members if (n := given[i]) is not None and n in place)
        roots = [i for i in named if given[i] is None]
        free = [i for i in members if given[i] is None]
        if not free:
            continue
        copied = _credited(corpus, members)
        original = min(roots or free, key=lambda i: (instants[i], i in copied, i))
        for i in free:
            labels[i] = None if i == original else ids[original]
    return corpus.with_columns(duplicate_of=labels)


def find_pairs(texts: Sequence[str], *, threshold: float) -> list[tuple[int, int]]:
    """Pairs of near-duplicates among texts, by exact overlap of shingles.

    Examples
    --------
    >>> find_pairs(["It rained all day here.", "Sun.", "it rained all day HERE"], threshold=1)
    [(0, 2)]
    """
    shingles = _shingles(texts)
    same: dict[bytes, list[int]] = defaultdict(list)
    for i, own in enumerate(shingles):
        if own.size:
            same[own.tobytes()].append(i)
    pairs = [(group[0], i) for group in same.values() for i in group[1:]]
    firsts = [group[0] for group in same.values()]
    for a, b in _candidates({i: shingles[i] for i in firsts}):
        if _overlap(shingles[a], shingles[b]) >= threshold:
            pairs.append((a, b))
    return sorted(pairs)


def connect(n: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of at least two that pairs connect, each sorted, in order of their first member.

    Examples
    --------
    >>> connect(5, [(3, 1), (4, 3)])
    [[1, 3, 4]]
    """
    root = list(range(n))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        groups[find(i)].append(i)
    return [group for group in groups.values() if len(group) > 1]


def read_instant(date: str | None) -> datetime:
    """A date as a point in time (UTC where no zone is given); the end of time without one.

    Examples
    --------
    >>> read_instant("2031-03-03") < read_instant("2031-03-03T09:00:00+01:00") < read_instant(None)
    True
    """
    if date is None:
        return LAST
    try:
        instant = datetime.fromisoformat(date)
    except ValueError as error:
        raise ValueError(
            f"date must be ISO 8601 (YYYY-MM-DD or with a time), got {date!r}"
        ) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _credited(corpus: Corpus, members: Sequence[int]) -> set[int]:
    """Members whose byline or removed credits name the outlet of another member."""
    articles = {i: corpus[i] for i in members}
    outlets = {_words(article.outlet) for article in articles.values()} - {""}
    copied: set[int] = set()
    for i, article in articles.items():
        printed = [edit.raw_text for edit in article.edits if edit.kind in CREDITS]
        named = f" {_words(' '.join([article.byline or '', *printed]))} "
        others = outlets - {_words(article.outlet)}
        if any(f" {outlet} " in named for outlet in others):
            copied.add(i)
    return copied


def _words(text: str | None) -> str:
    return " ".join(WORD.findall((text or "").lower()))


def _shingles(texts: Sequence[str]) -> list[NDArray[np.uint64]]:
    """Sorted distinct 64-bit hashes of word 5-grams; one hash of all words in shorter texts."""
    vocabulary: dict[str, int] = {}
    found: list[NDArray[np.uint64]] = []
    factor = np.uint64(0x9E3779B97F4A7C15)
    shift = np.uint64(29)
    for text in texts:
        words = [vocabulary.setdefault(w, len(vocabulary) + 1) for w in WORD.findall(text.lower())]
        numbers = np.array(words, np.uint64)
        length = min(SHINGLE, len(words))
        hashes = np.zeros(max(0, len(words) - length + 1) if length else 0, np.uint64)
        for k in range(length):
            hashes = (hashes ^ numbers[k : k + hashes.size]) * factor
            hashes ^= hashes >> shift
        found.append(np.unique(hashes))
    return found


def _candidates(shingles: dict[int, NDArray[np.uint64]]) -> list[tuple[int, int]]:
    """Pairs that share a band of their MinHash signatures."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    empty = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
    pairs: list[tuple[int, int]] = []
    for i, own in shingles.items():
        signature = empty.copy()
        signature.update_batch((own >> np.uint64(32)).tolist())
        pairs += sorted((other, i) for other in index.query(signature))
        index.insert(i, signature, check_duplication=False)
    return pairs


def _overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> float:
    """Jaccard similarity, or containment where the shorter text is long enough for it."""
    shared = np.intersect1d(a, b, assume_unique=True).size
    smaller = min(a.size, b.size)
    if smaller >= FEWEST_CONTAINED:
        return float(shared / smaller)
    return float(shared / (a.size + b.size - shared))
