"""Links: web addresses that stand in a text, and those its page had, with their registered domain.

Conventions
-----------
- The registered domain is what was bought: ``bbc.co.uk`` of ``news.bbc.co.uk``. It follows the
  snapshot of the Public Suffix List that ``tldextract`` brings along; nothing is fetched.
- An address in the text has its place. A link of the page (``meta["links"]``) has none: the words
  it stood on may occur elsewhere. Each address counts once.
- Links within the site that are written without a host are no citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from framing.types import Article, Citation

ADDRESS = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"“”«»{}|\\^`\x00-\x1f]{3,2000}", re.I)
TAIL = ".,;:!?'’…*_"
LONGEST = 2000


def find_links(article: Article) -> Iterator[Citation]:
    """Links of an article.

    Parameters
    ----------
    article : Article

    Yields
    ------
    Citation
        Of kind ``link``; ``name`` and ``domain`` are the registered domain, None where there is
        none (an IP address).

    Examples
    --------
    >>> article = Article(id="a", text="See https://news.bbc.co.uk/1/hi.html.")
    >>> [(c.text, c.domain) for c in find_links(article)]
    [('https://news.bbc.co.uk/1/hi.html', 'bbc.co.uk')]
    """
    seen: set[str] = set()
    text = article.text
    if "://" in text or "www." in text.lower():
        for found in ADDRESS.finditer(text):
            address = _trim(found[0])
            if len(address) < 8 and "." not in address[4:]:
                continue
            domain = registered_domain(address)
            start, end = found.start(), found.start() + len(address)
            seen.add(address)
            yield Citation("link", address, start=start, end=end, name=domain, domain=domain)
    for address in _page_links(article.meta):
        if address not in seen:
            seen.add(address)
            domain = registered_domain(address)
            yield Citation("link", address, name=domain, domain=domain)


def registered_domain(address: str) -> str | None:
    """The registered domain of a web address, in lower case.

    Returns
    -------
    str or None
        None when there is none: an IP address, a bare host, not an address at all.

    Examples
    --------
    >>> registered_domain("https://www.example.co.uk:8080/a?b=http://c.com")
    'example.co.uk'
    >>> registered_domain("http://127.0.0.1/") is None
    True
    """
    try:
        found = _extractor()(address)
    except (ValueError, UnicodeError):
        return None
    domain: str = found.top_domain_under_public_suffix
    return domain.lower() or None


@cache
def _extractor() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _trim(address: str) -> str:
    """Without the punctuation of the sentence around it; brackets it opened itself stay closed."""
    spare = {
        ")": address.count(")") - address.count("("),
        "]": address.count("]") - address.count("["),
    }
    end = len(address)
    while end and (address[end - 1] in TAIL or spare.get(address[end - 1], 0) > 0):
        if address[end - 1] in spare:
            spare[address[end - 1]] -= 1
        end -= 1
    return address[:end]


def _page_links(meta: Mapping[str, Any]) -> Iterator[str]:
    links = meta.get("links")
    if not isinstance(links, Sequence) or isinstance(links, str):
        return
    for link in links:
        address = link.get("href") if isinstance(link, Mapping) else link
        if isinstance(address, str) and len(address) <= LONGEST:
            address = address.strip()
            if re.match(r"(?i)(?:https?:)?//[^\s/]", address):
                yield address
