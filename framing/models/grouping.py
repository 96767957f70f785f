"""Which articles must never be parted by a fold: one event, one text, copies of each other.

Two articles belong to one **group** when a chain of relations leads from one to the other: the same
``event``, one the ``duplicate_of`` the other, or word for word the same text. Groups are the
connected components of that graph. A model that has seen one article of a group has seen most of
the others: facts, names and often whole paragraphs.

Events that nobody labelled and no search found leave a trace: the day. On request articles of one
day are connected too, which is cautious (unrelated stories share folds) and cheap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from framing.models.inputs import as_articles
from framing.types import Article

Relation = Literal["event", "duplicate_of", "text", "day"]
RELATIONS: tuple[str, ...] = get_args(Relation)
USUAL: tuple[Relation, ...] = ("event", "duplicate_of", "text")


def groups_of(articles: Any, *, by: Collection[Relation] = USUAL) -> NDArray[np.object_]:
    """The group of each article: connected by event, duplicate, equal text or, on request, day.

    Parameters
    ----------
    articles : Corpus, Annotations, or sequence of Article or str
        Bare texts are connected only where they are equal.
    by : collection of {"event", "duplicate_of", "text", "day"}
        Relations that connect; white space and case make no difference to a text. ``"day"`` is the
        date as written, without the time; articles without a date are connected to no day.

    Returns
    -------
    ndarray of str, shape (articles,)
        ``"event:<its first event>"``, or ``"article:<id of its first article>"`` without events. An
        article that nothing connects is a group of its own.

    Raises
    ------
    ValueError
        If a relation is not one of those allowed.

    Examples
    --------
    >>> a = Article(id="a", text="It rained.", event="storm")
    >>> b = Article(id="b", text="The dam broke.", event="storm")
    >>> c = Article(id="c", text="The dam broke!", duplicate_of="b")
    >>> d = Article(id="d", text="Cup final.")
    >>> groups_of([a, b, c, d]).tolist()
    ['event:storm', 'event:storm', 'event:storm', 'article:d']
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    unknown = sorted(set(by) - set(RELATIONS))
    if unknown:
        raise ValueError(f"by={unknown[0]!r} is not one of {', '.join(RELATIONS)}")
    rows = as_articles(articles)
    numbers: dict[tuple[str, str], int] = {}
    edges = [
        (i, len(rows) + numbers.setdefault(key, len(numbers)))
        for i, article in enumerate(rows)
        for key in _keys(article, by)
    ]
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    size = len(rows) + len(numbers)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    return _named(rows, component[: len(rows)].tolist(), "event" in by)


def _keys(article: Article, by: Collection[str]) -> Iterator[tuple[str, str]]:
    """What an article shares with those it is connected to."""
    yield "id", article.id
    if "event" in by and article.event is not None:
        yield "event", article.event
    if "duplicate_of" in by and article.duplicate_of is not None:
        yield "id", article.duplicate_of
    if "day" in by and article.date is not None:
        yield "day", article.date[:10]
    text = " ".join(article.text.lower().split())
    if "text" in by and text:
        yield "text", text


def _named(rows: list[Article], component: list[int], events: bool) -> NDArray[np.object_]:
    first: dict[int, str] = {}
    event: dict[int, str] = {}
    for article, c in zip(rows, component, strict=True):
        first.setdefault(c, article.id)
        if events and article.event is not None:
            event[c] = min(event.get(c, article.event), article.event)
    names = {c: f"event:{event[c]}" if c in event else f"article:{first[c]}" for c in first}
    return np.array([names[c] for c in component], dtype=object)
