"""Attributions and citations as Arrow tables: one row each, text beside the offsets.

A table is what users filter and what goes to disk; the objects of `framing.types` are what the
rules produce. These functions go from one to the other and check the one thing that must never
fail: that every span lies inside the text it claims to be of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from framing.attribution import resolve_sources
from framing.schema import attributions_schema, citations_schema
from framing.text import Layers, sentence_of
from framing.types import Article, Attribution, Citation, Spans

GAP = " ... "  # between the parts of an interrupted span


def attribution_table(
    articles: Sequence[Article], layers: Layers, found: Sequence[Sequence[Attribution]]
) -> Any:
    """Attributions of a batch of articles as an Arrow table with `attributions_schema`.

    Parameters
    ----------
    articles : sequence of Article
    layers : Layers
        Of the same articles' texts.
    found : sequence of sequences of Attribution
        One sequence per article.

    Returns
    -------
    pyarrow.Table

    Raises
    ------
    ValueError
        If a span lies outside its text; it names the article.
    """
    import pyarrow as pa

    rows: list[dict[str, Any]] = []
    for i, (article, attributions) in enumerate(zip(articles, found, strict=True)):
        starts = [_first(a.cue or a.content or a.source) for a in attributions]
        mentions = resolve_sources(article.text, attributions)
        sentences = sentence_of(layers, i, np.array(starts, dtype=np.int64)).tolist()
        rows_here = zip(attributions, sentences, mentions, strict=True)
        for number, (attribution, sentence, mention) in enumerate(rows_here):
            rows.append(
                {
                    "article_id": article.id,
                    "outlet": article.outlet,
                    "attribution": number,
                    "sentence": None if sentence < 0 else sentence,
                    **_texts(article, attribution),
                    "source_resolved": mention,
                    "quotation": attribution.quotation,
                    "source_type": attribution.source_type,
                    "stance": attribution.stance,
                    "parent": attribution.parent,
                    "confidence": attribution.confidence,
                }
            )
    return pa.Table.from_pylist(rows, schema=attributions_schema())


def citation_table(
    articles: Sequence[Article], layers: Layers, found: Sequence[Sequence[Citation]]
) -> Any:
    """Citations of a batch of articles as an Arrow table with `citations_schema`.

    Parameters
    ----------
    articles : sequence of Article
    layers : Layers
    found : sequence of sequences of Citation

    Returns
    -------
    pyarrow.Table
    """
    import pyarrow as pa

    rows: list[dict[str, Any]] = []
    for i, (article, citations) in enumerate(zip(articles, found, strict=True)):
        for c in citations:
            sentence = None
            if c.start is not None:
                at = int(sentence_of(layers, i, np.array([c.start], dtype=np.int64))[0])
                sentence = None if at < 0 else at
            rows.append(
                {
                    "article_id": article.id,
                    "outlet": article.outlet,
                    "kind": c.kind,
                    "name": c.name,
                    "text": c.text,
                    "start": c.start,
                    "end": c.end,
                    "raw_start": c.raw_start,
                    "raw_end": c.raw_end,
                    "sentence": sentence,
                    "domain": c.domain,
                }
            )
    return pa.Table.from_pylist(rows, schema=citations_schema())


def attributions_of(table: Any) -> dict[str, list[Attribution]]:
    """The rows of an attribution table as objects, by article id, in order of ``attribution``."""
    out: dict[str, list[Attribution]] = {}
    for row in sorted(table.to_pylist(), key=lambda r: (r["article_id"], r["attribution"])):
        out.setdefault(row["article_id"], []).append(
            Attribution(
                source=_spans(row["source_spans"]),
                cue=_spans(row["cue_spans"]),
                content=_spans(row["content_spans"]),
                quotation=row["quotation"],
                source_type=row["source_type"],
                stance=row["stance"],
                parent=row["parent"],
                confidence=row["confidence"],
            )
        )
    return out


def _texts(article: Article, attribution: Attribution) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for role in ("source", "cue", "content"):
        spans: Spans = getattr(attribution, role)
        for start, end in spans:
            if not 0 <= start < end <= len(article.text):
                raise ValueError(
                    f"article {article.id!r}: {role} span [{start}, {end}] does not lie in its "
                    f"text of "
                    f"{len(article.text)} characters"
                )
        out[role] = GAP.join(article.text[s:e] for s, e in spans) if spans else None
        out[f"{role}_spans"] = [list(span) for span in spans]
    return out


def _first(spans: Spans) -> int:
    return min((start for start, _ in spans), default=-1)


def _spans(value: Any) -> Spans:
    return tuple((int(s), int(e)) for s, e in value or ())
