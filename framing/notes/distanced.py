"""Distancing without a verb as a table: "so-called", "what it calls", scare quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.articles import Corpus
from framing.attribution import find_distancing as find_spans
from framing.notes.annotating import as_notes
from framing.notes.annotations import Annotations
from framing.notes.tables import attributions_of

if TYPE_CHECKING:
    import pandas as pd


def find_distancing(corpus_or_notes: Corpus | Annotations) -> pd.DataFrame:
    """Expressions that keep the writer away from a word of somebody else, one row each.

    Parameters
    ----------
    corpus_or_notes : Corpus or Annotations
        A corpus is annotated first.

    Returns
    -------
    DataFrame
        ``article_id, outlet, kind, text, start, end``; kinds are ``marker`` (so-called, alleged),
        ``ascription`` (what it calls), ``control`` (-backed, -run), ``verification`` (without
        providing evidence) and ``scare`` (quotation marks that quote nobody; the least certain).

    References
    ----------
    Martin, J. R., & White, P. R. R. (2005). The language of evaluation: appraisal in English.

    Examples
    --------
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles([Article(id="a", text="The so-called repairs went on.")])
    >>> find_distancing(corpus)[["kind", "text"]].to_dict("records")
    [{'kind': 'marker', 'text': 'so-called'}]
    """
    import pandas as pd

    notes = as_notes(corpus_or_notes)
    articles = list(notes.corpus)
    known = attributions_of(notes.attributions)
    found = find_spans(notes.layers, [known.get(a.id, []) for a in articles])
    rows = [
        (a.id, a.outlet, d.kind, a.text[d.start : d.end], d.start, d.end)
        for a, one in zip(articles, found, strict=True)
        for d in one
    ]
    columns = ["article_id", "outlet", "kind", "text", "start", "end"]
    return pd.DataFrame(rows, columns=columns)
