"""What a model may be given: articles, or bare texts that become articles.

Every estimator here takes the same inputs, so that they can stand in one pipeline:

- a `Corpus`, or a list or one-dimensional array of `Article`;
- a list, array or Series of ``str``: articles of which nothing but the text is known;
- `Annotations`, of which the articles are taken.

Cutting folds needs rows that can be picked one by one, so folds are cut from an object array of
articles (`pack`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.articles import Corpus
from framing.notes import Annotations
from framing.types import Article


def as_articles(data: Any) -> list[Article]:
    """Articles in the order given; a bare text gets its position as id.

    Parameters
    ----------
    data : Corpus, Annotations, or sequence of Article or str

    Returns
    -------
    list of Article

    Raises
    ------
    TypeError
        If an element is neither an article nor a text; the message names its position.

    Examples
    --------
    >>> [article.id for article in as_articles(["It rained.", "It snowed."])]
    ['0', '1']
    """
    if isinstance(data, Annotations):
        data = data.corpus
    if isinstance(data, str | Article) or not hasattr(data, "__iter__"):
        raise TypeError(
            f"need a Corpus or a sequence of articles or texts, given one {type(data).__name__}; "
            f"put it in a list"
        )
    if np.ndim(data) != 1 and not isinstance(data, Corpus | list | tuple):
        raise TypeError(
            f"need a one-dimensional sequence of articles or texts, given {np.ndim(data)} "
            f"dimensions; pass the column that holds the text"
        )
    return [_as_article(item, i) for i, item in enumerate(data)]


def pack(articles: Sequence[Article]) -> NDArray[np.object_]:
    """An object array of articles, from which folds can be taken by position.

    Examples
    --------
    >>> pack([Article(id="a", text="Rain."), Article(id="b", text="Sun.")]).shape
    (2,)
    """
    out = np.empty(len(articles), dtype=object)
    out[:] = list(articles)
    return out


def as_rows(data: Any) -> Any:
    """Rows that can be taken by position: a table or matrix as it is, articles packed.

    Examples
    --------
    >>> as_rows(np.ones((2, 3))).shape, as_rows(["Rain."]).shape
    ((2, 3), (1,))
    """
    if hasattr(data, "iloc") or (hasattr(data, "shape") and len(data.shape) == 2):
        return data
    return pack(as_articles(data))


def texts_of(data: Any) -> NDArray[np.object_]:
    """The bare texts of articles, in the order given: an object array of ``str``.

    Examples
    --------
    >>> texts_of([Article(id="a", text="Rain."), Article(id="b", text="Sun.")]).tolist()
    ['Rain.', 'Sun.']
    """
    articles = as_articles(data)
    out = np.empty(len(articles), dtype=object)
    out[:] = [article.text for article in articles]
    return out


def are_texts(data: Any) -> bool:
    """Whether the elements are bare texts, of which no event, outlet or date is known."""
    if isinstance(data, Corpus | Annotations):
        return False
    return len(data) > 0 and all(isinstance(item, str) for item in data)


def _as_article(item: Any, position: int) -> Article:
    if isinstance(item, Article):
        return item
    if isinstance(item, str):
        return Article(id=str(position), text=str(item))
    raise TypeError(
        f"element {position} is {type(item).__name__}, need an Article or a text (str); a missing "
        f"text must be dropped together with its label"
    )
