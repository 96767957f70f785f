"""Who is quoted, by outlet: the sources given most attributions, and how much room they get.

Sources are counted under their fullest mention in the article ("she" and "Brandt" count for
"Varland Foreign Minister Lena Brandt" where that is what came before), then joined over articles by
the name itself. Shares are of all attributions of the outlet; ``n_articles`` guards against one
article that quotes somebody twelve times.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from framing.articles import Corpus
from framing.attribution import resolve_sources
from framing.notes import Annotations, as_notes, attributions_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("source", "source_type", "n_attributions", "share", "n_articles", "n_words", "n_direct")
LEADING = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['\u2019]s?$")
NAME = re.compile(
    r"[^\W\d_][\w.\u2019'-]*(?:\s+(?:(?:de|van|von|der|den|al|bin|du|la|le|di)\s+)*[A-Z][\w.\u2019'-]*)*"
)


def top_sources(
    corpus_or_notes: Corpus | Annotations, *, by: str = "outlet", n: int = 10
) -> pd.DataFrame:
    """The sources with most attributions in each outlet.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.
    by : {"outlet", "event", "date"}
        Column of the corpus to group by; articles without a value form a group of their own (null).
    n : int
        Sources per group.

    Returns
    -------
    DataFrame
        ``<by>, source, source_type, n_attributions, share`` (of the group's attributions with a
        source), ``n_articles, n_words`` (in the contents), ``n_direct`` (direct quotations); most
        attributions first, ties by name.

    Raises
    ------
    ValueError
        If ``by`` is not a column of the corpus or ``n`` is below 1.

    Examples
    --------
    >>> from framing.types import Article
    >>> text = "The dam is safe, Mayor Peter Haugan said. It will hold, he said."
    >>> corpus = Corpus.from_articles([Article(id="a", text=text, outlet="courier")])
    >>> top_sources(corpus)[["source", "n_attributions"]].to_dict("records")
    [{'source': 'Mayor Peter Haugan', 'n_attributions': 2}]
    """
    import pandas as pd

    notes = as_notes(corpus_or_notes)
    if by not in ("outlet", "event", "date") or n < 1:
        raise ValueError(
            f"by must be outlet, event or date and n at least 1; given by={by!r}, n={n}"
        )
    rows = _rows(notes, by)
    out = []
    for group in sorted({row[0] for row in rows}, key=lambda g: (g is None, str(g))):
        out += _group(group, [row[1:] for row in rows if row[0] == group], n)
    return pd.DataFrame(out, columns=[by, *COLUMNS])


def _rows(
    notes: Annotations, by: str
) -> list[tuple[str | None, str, str, str, str | None, int, bool]]:
    """Per attribution with a source: group, article, key, mention, type, words, direct."""
    found = attributions_of(notes.attributions)
    rows = []
    for article in notes.corpus:
        attributions = found.get(article.id, [])
        mentions = resolve_sources(article.text, attributions)
        for attribution, mention in zip(attributions, mentions, strict=True):
            if not mention:
                continue
            words = sum(len(article.text[s:e].split()) for s, e in attribution.content)
            direct = attribution.quotation == "direct"
            kind = attribution.source_type
            clean = POSSESSIVE.sub("", " ".join(mention.split()))
            rows.append((getattr(article, by), article.id, _key(clean), clean, kind, words, direct))
    return rows


def _key(mention: str) -> str:
    """What joins mentions over articles: the capitalised name if there is one, else the phrase."""
    bare = LEADING.sub("", mention)
    names = [m for m in NAME.findall(bare) if m[0].isupper() and " " in m]
    return (names[-1] if names else bare).casefold()


def _group(
    group: str | None, rows: list[tuple[str, str, str, str | None, int, bool]], n: int
) -> list[tuple[object, ...]]:
    by_key = defaultdict(list)
    for row in rows:
        by_key[row[1]].append(row)
    order = sorted(by_key, key=lambda k: (-len(by_key[k]), k))[:n]
    out: list[tuple[object, ...]] = []
    for key in order:
        mine = by_key[key]
        name = min(Counter(r[2] for r in mine).items(), key=lambda c: (-c[1], len(c[0]), c[0]))[0]
        kinds = Counter(r[3] for r in mine if r[3])
        kind = min(kinds.items(), key=lambda c: (-c[1], c[0]))[0] if kinds else None
        articles = len({r[0] for r in mine})
        words, direct = sum(r[4] for r in mine), sum(r[5] for r in mine)
        out.append((group, name, kind, len(mine), len(mine) / len(rows), articles, words, direct))
    return out
