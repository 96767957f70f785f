"""Which column of a foreign table is the text, the outlet, the date.

Collections of news name the same things differently: ``content`` (NELA-GT), ``maintext``
(news-please), ``media_name`` (Media Cloud). Names are compared without case, with blanks and
hyphens as underscores, and the **first** name of a field's list that a row has wins. A column
serves one field only; text is chosen first, so ``story`` is the text where nothing else is, and an
event otherwise. What no field claims stays in ``Article.meta``, among it ``label``, ``country`` and
``leaning``, which belong to outlets and must not leak into features.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from framing.articles.log import ReadError

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "content", "body", "maintext", "raw_text", "article", "full_text", "story"),
        *("fulltext", "article_text", "articlebody", "body_text", "bodytext"),
    ),
    "id": ("id", "article_id", "articleid", "doc_id", "document_id", "stories_id", "guid"),
    "outlet": (
        *("outlet", "source", "publication", "newspaper", "media_name", "domain", "hostname"),
        *("source_domain", "sitename", "publisher", "pub"),
    ),
    "title": ("title", "headline", "hl"),
    "date": (
        *("date", "published", "publish_date", "date_publish", "datetime", "pubdate"),
        *("indexed_date", "published_utc", "published_at", "publishedat", "date_published"),
        *("publication_date", "pub_date", "webpublicationdate", "timestamp"),
    ),
    "byline": ("author", "authors", "author(s)", "byline"),
    "url": ("url", "link", "expanded_url", "weburl"),
    "lang": ("lang", "language"),
    "event": ("event", "event_id", "story"),
    "duplicate_of": ("duplicate_of",),
}


def fold(name: str) -> str:
    """Return a column name as it is compared.

    Examples
    --------
    >>> fold(" Publish-Date ")
    'publish_date'
    """
    return re.sub(r"[\s\-]+", "_", name.strip().lstrip("\ufeff")).lower()


def recognise(columns: Iterable[str], named: Mapping[str, str] | None = None) -> dict[str, str]:
    """Say which column holds which field.

    Parameters
    ----------
    columns : iterable of str
        The columns of a table (or the keys of a row).
    named : mapping of field to column, optional
        What the user named; nothing else is taken for that field.

    Returns
    -------
    dict
        Field to column, for the fields that were found.

    Examples
    --------
    >>> recognise(["Headline", "Content", "source", "label"])
    {'text': 'Content', 'outlet': 'source', 'title': 'Headline'}
    >>> recognise(["content", "excerpt"], {"text": "excerpt"})
    {'text': 'excerpt'}
    """
    columns = list(columns)
    named = named or {}
    free = {fold(column): column for column in reversed(columns) if column not in named.values()}
    chosen: dict[str, str] = {}
    for field, names in NAMES.items():
        if field in named:
            if named[field] in columns:
                chosen[field] = named[field]
            continue
        name = next((name for name in names if name in free), None)
        if name is not None:
            chosen[field] = free.pop(name)
    return chosen


def check_named(named: Mapping[str, str] | None) -> dict[str, str]:
    """Return `named` as a dict after checking that its keys are fields.

    Raises
    ------
    ValueError
        A key is no field, with the list of fields.
    TypeError
        Not a mapping of names to names.

    Examples
    --------
    >>> check_named({"txt": "body"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: columns={...} names fields of an article; 'txt' is none of text, id, outlet, ...
    """
    if named is None:
        return {}
    if not isinstance(named, Mapping) or not all(
        isinstance(name, str) for pair in named.items() for name in pair
    ):
        raise TypeError(f"columns takes a dict like {{'text': 'body_column'}}, got {named!r}")
    for field in named:
        if field not in NAMES:
            raise ValueError(
                f"columns={{...}} names fields of an article; {field!r} is none of "
                f"{', '.join(NAMES)}"
            )
    return dict(named)


def explain_no_text(source: str, columns: Iterable[str]) -> ReadError:
    """Return the error for a table in which no column can be the text.

    Media Cloud and GDELT export where an article stands, not what it says; that is explained, with
    the way on.

    Examples
    --------
    >>> error = explain_no_text("mc.csv", ["media_name", "publish_date", "title", "url"])
    >>> print(str(error)[:65])
    mc.csv holds titles and addresses of articles but not their texts
    """
    columns = list(columns)
    folded = {fold(column): column for column in columns}
    address = next(
        (folded[n] for n in (*NAMES["url"], "documentidentifier", *GDELT) if n in folded), None
    )
    if address is not None:
        kind = _exporter(set(folded))
        title = next((folded[name] for name in NAMES["title"] if name in folded), None)
        held = "titles and addresses of articles" if title else "addresses of articles"
        way = f"; or study the headlines with columns={{'text': {title!r}}}" if title else ""
        return ReadError(
            f"{source} holds {held} but not their texts{kind}. Collect the texts, join them on "
            f"{address!r} (pandas: metadata.merge(texts, on={address!r})) and read the joined table"
            f"{way}."
        )
    shown = ", ".join(repr(column) for column in columns[:20]) or "none"
    return ReadError(
        f"{source} has no column of article text. Its columns: {shown}. Recognised names: "
        f"{', '.join(NAMES['text'])}. Name yours with columns={{'text': ...}} "
        "(--columns text=... on the command line)."
    )


GDELT = ("v2documentidentifier", "sourceurl", "documentidentifier", "mobileurl")


def _exporter(folded: set[str]) -> str:
    if folded & {"media_name", "media_url", "indexed_date", "stories_id"}:
        return " (it looks like a Media Cloud export)"
    if folded & {*GDELT, "gkgrecordid", "globaleventid", "v2tone", "mobileurl"}:
        return " (it looks like a GDELT export)"
    return ""
