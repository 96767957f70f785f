"""Citing: find everything an article rests on.

Each kind has its own module; here they are put together: records that cleaning took out
(`framing.citations.records`), the same records where they still stand in the text
(`framing.citations.standing`), media, documents and links in the running text.

Conventions
-----------
- In the text no two citations overlap: the longer wins, then the order credit, link, media,
  document.
- Sorted: first those in the running text, by place; then those outside it, by their place in the
  raw text; then those with none (a byline that came as a column, a link of the page).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from framing.citations.documents import find_documents
from framing.citations.lexicon import document_nouns, media_names
from framing.citations.links import find_links
from framing.citations.media import FORMS, HEADS, find_media
from framing.citations.records import read_edits
from framing.citations.standing import find_standing
from framing.text import Layers
from framing.types import CITATION_KINDS, Article, Citation

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")


def cite(articles: Sequence[Article], layers: Layers) -> list[list[Citation]]:
    """Find the citations of each article.

    Parameters
    ----------
    articles : sequence of Article
    layers : Layers
        Of the same articles' texts.

    Returns
    -------
    list of list of Citation
        One list per article. ``text[start:end]`` is the citation where it stands in the running
        text; records that cleaning took out have ``raw_start`` and ``raw_end`` instead.

    Raises
    ------
    ValueError
        The layers are not those of the articles.

    Examples
    --------
    >>> from framing.text import read_layers
    >>> text = "It rained, state media reported, citing a report by the UN."
    >>> article = Article(id="a", text=text)
    >>> found = cite([article], read_layers([article.text]))
    >>> [(c.kind, c.text) for c in found[0]]
    [('media', 'state media'), ('document', 'a report by the UN')]
    """
    if len(articles) != len(layers.texts):
        raise ValueError(
            f"cite needs the layers of the same articles: {len(articles)} articles and layers of "
            f"{len(layers.texts)} texts were given; use read_layers([a.text for a in articles])"
        )
    return [_cite_one(article, layers, i) for i, article in enumerate(articles)]


def _cite_one(article: Article, layers: Layers, i: int) -> list[Citation]:
    text = article.text
    if layers.texts[i] != text:
        raise ValueError(f"the layers at {i} are not of the text of article {article.id!r}")
    triggers = _triggers()
    words = [word for word in WORD.finditer(text) if word[0] in triggers]
    starts, ends = layers.sentences.of(i)
    sentences = (starts.tolist(), ends.tolist())
    records = [*read_edits(article), *find_standing(text)]
    credited = [record.name for record in records if record.name and record.kind != "photo_credit"]
    credited += [
        r.name for r in records if r.name and r.kind == "photo_credit" and r.name.isupper()
    ]
    found = [
        *records,
        *find_links(article),
        *find_media(text, words, sentences, outlet=article.outlet, credited=credited),
        *find_documents(text, words, sentences, _quoted(layers, i)),
    ]
    return _settle(found)


@cache
def _triggers() -> frozenset[str]:
    """Words at which a name or a head noun may stand."""
    nouns = [form for noun in document_nouns() for form in (noun, noun.capitalize(), noun.upper())]
    heads = [form for head in HEADS for form in (head, head.capitalize())]
    return frozenset([*nouns, *heads, *FORMS, *media_names().patterns])


def _quoted(layers: Layers, i: int) -> tuple[list[int], list[int]]:
    """Outermost closed quotations of more than a few words: somebody's voice."""
    starts, ends, _, _, _, closed = layers.quotes.of(i)
    text = layers.texts[i]
    merged: tuple[list[int], list[int]] = ([], [])
    for start, end, shut in zip(starts.tolist(), ends.tolist(), closed.tolist(), strict=True):
        if shut and text.count(" ", start, end) > 2 and (not merged[1] or start >= merged[1][-1]):
            merged[0].append(start)
            merged[1].append(end)
    return merged


def _settle(found: Iterable[Citation]) -> list[Citation]:
    """Without overlaps in the text and repetitions outside it, in order."""
    order = {kind: n for n, kind in enumerate(CITATION_KINDS)}
    order["link"] = order["media"]
    inside = [c for c in found if c.start is not None and c.end is not None]
    inside.sort(
        key=lambda c: (
            order[c.kind] >= order["media"],
            _low(c) - _high(c),
            _low(c),
            order[c.kind],
            c.name or "",
        )
    )
    kept: list[Citation] = []
    starts: list[int] = []
    ends: list[int] = []
    for c in inside:
        at = bisect_left(starts, _high(c))
        if at == 0 or ends[at - 1] <= _low(c):
            starts.insert(at, _low(c))
            ends.insert(at, _high(c))
            kept.append(c)
    kept.sort(key=_low)
    outside = {(c.kind, c.raw_start, c.raw_end, c.text): c for c in found if c.start is None}
    raw = [c for c in outside.values() if c.raw_start is not None]
    nowhere = [c for c in outside.values() if c.raw_start is None]
    raw.sort(key=lambda c: (c.raw_start or 0, c.raw_end or 0, order[c.kind]))
    return kept + raw + nowhere


def _low(citation: Citation) -> int:
    return citation.start or 0


def _high(citation: Citation) -> int:
    return citation.end or 0
