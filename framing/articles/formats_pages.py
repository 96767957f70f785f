"""Files that are one article: plain text and HTML.

The id is the name without suffix, with the folders before it where two files have the same name.
In a text file the first paragraph is the heading (`framing.articles.clean_text` takes it off); one
into which a press database wrote several documents is refused, since read as one article it would
put many outlets and days under one name.

Of an HTML page *trafilatura* extracts the running text, title, date and author; paragraphs are
separated by a blank line, a first heading that repeats the title is left out, and links are kept in
``meta["links"]`` as ``{"text", "href"}``. Nothing is fetched. The date is what the page declares
(metadata, a ``time`` element, a line of its own kind), never one that the news or the copyright
line happens to mention, and it does not depend on the day of reading.

References
----------
Barbaresi, A. (2021). Trafilatura: A web scraping library and command-line tool for text discovery
and extraction. ACL demos.
"""

from __future__ import annotations

import re
from typing import Any

from framing.articles.encoding import decode, describe_binary
from framing.articles.files import Blob, read_bytes
from framing.articles.log import Entry, ReadError
from framing.articles.rows import Row, Rows

BLOCKS = frozenset({"p", "head", "item", "list", "quote", "cell", "row", "table", "fw", "code"})
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
DOCUMENT_MARKS = (
    re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS[ \t]*\r?$", re.M),
    re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.M),
)
CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w\-]+)""", re.I)


def read_text(blob: Blob) -> Rows:
    """Yield the one row of a text file; ReadError where it is none."""
    text, notes = _decoded(blob)
    yield from notes
    if text is not None and (found := max(len(mark.findall(text)) for mark in DOCUMENT_MARKS)) > 1:
        raise ReadError(
            f"{blob.name} holds {found} documents of a press database in one file; export each "
            "document into a file of its own, or all into a table (one row a document)"
        )
    if text is not None:
        yield Row(blob.name, None, {"text": text}, blob.stem, blob.outlet, heading=True)


def read_html(blob: Blob) -> Rows:
    """Yield the one row of a web page; ReadError where it is none."""
    text, notes = _decoded(blob)
    yield from notes
    if text is None:
        return
    try:
        values = extract_page(text)
    except ReadError as error:
        raise ReadError(f"{blob.name} is {error}") from error
    yield Row(blob.name, None, values, blob.stem, blob.outlet)


def extract_page(html: str) -> dict[str, Any]:
    """Extract the article of a web page.

    Parameters
    ----------
    html : str
        The page.

    Returns
    -------
    dict
        ``text`` (empty where the page holds no article), and where found ``title, date, author,
        url, outlet, links``.

    Raises
    ------
    ReadError
        There is not one tag in it.

    Examples
    --------
    >>> body = "<p>It rained all day on the coast, said the <b>mayor</b> of the town.</p>" * 5
    >>> page = f"<html><head><title>Rain</title></head><body><article>{body}</article></html>"
    >>> extract_page(page)["title"], extract_page(page)["text"][:30]
    ('Rain', 'It rained all day on the coast')
    """
    if not re.search(r"<\s*[a-zA-Z!/]", html):
        raise ReadError("not HTML: it has no tag")
    import trafilatura

    page: Any
    try:
        page = trafilatura.bare_extraction(
            html,
            include_links=True,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=dict(DATES),
        )
    except Exception as error:
        raise ReadError(f"no page that can be parsed: {error}") from error
    if page is None:
        return {"text": ""}
    paragraphs = _paragraphs(page.body)
    if paragraphs and _same(paragraphs[0], page.title):
        paragraphs = paragraphs[1:]
    found = {
        "title": page.title,
        "date": page.date,
        "author": page.author,
        "url": page.url,
        "outlet": page.sitename or page.hostname,
        "links": _links(page.body),
    }
    return {"text": "\n\n".join(paragraphs), **{key: v for key, v in found.items() if v}}


def _decoded(blob: Blob) -> tuple[str | None, list[Entry]]:
    data = read_bytes(blob)
    if not data.strip():
        return None, [Entry(blob.name, None, "dropped", "empty text", "the file is empty")]
    if binary := describe_binary(data):
        raise ReadError(f"{blob.name} is {binary}, not text")
    declared = CHARSET.search(data[:2048]) if blob.suffix != ".txt" else None
    text, name = decode(data)
    if name != "utf-8" and declared:
        text, name = _decode_as(data, declared[1].decode("ascii"), text, name)
    if text is None:
        return None, [Entry(blob.name, None, "dropped", "wrong encoding", name)]
    if name == "utf-8":
        return text, []
    return text, [Entry(blob.name, None, "changed", "not UTF-8", f"read as {name}")]


def _decode_as(data: bytes, name: str, text: str | None, fallback: str) -> tuple[str | None, str]:
    """A page as its own charset, where that fits."""
    try:
        return data.decode(name), name.lower()
    except (UnicodeDecodeError, LookupError):
        return text, fallback


def _paragraphs(body: Any) -> list[str]:
    """Text of each block of an extracted page, in order."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        block = element.tag in BLOCKS
        parts.append("\0" if block or element.tag == "lb" else "")
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        parts.append("\0" if block else "")

    walk(body)
    return [flat for part in "".join(parts).split("\0") if (flat := " ".join(part.split()))]


def _links(body: Any) -> list[dict[str, str]]:
    return [
        {"text": " ".join("".join(link.itertext()).split()), "href": link.get("target", "")}
        for link in body.iter("ref")
        if link.get("target")
    ]


def _same(paragraph: str, title: str | None) -> bool:
    return bool(title) and " ".join(str(title).split()).casefold() == paragraph.casefold()
