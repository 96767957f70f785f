"""What an article rests on: counts of credits, links, cited media and documents by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import Spans, count_rows, strings
from framing.notes import Annotations
from framing.types import CITATION_KINDS

KIND_TEXT = {
    "wire_credit": "credits of a news agency for the text",
    "photo_credit": "credits of a picture",
    "byline_agency": "bylines that name a news agency",
    "source_line": "lines that name the source of the article",
    "media": "media cited in the text",
    "document": "documents and reports cited in the text",
    "link": "hyperlinks",
}


@dataclass(frozen=True, slots=True)
class Citations:
    """Citations by kind; those that cleaning took out of the text count too.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "The bridge is closed, state television reported."
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text=text)]))
    >>> int(Citations()(notes)["n_citation_media"][0])
    1
    """

    def columns(self) -> tuple[Column, ...]:
        """All citations, and one column per kind."""
        return (
            Column(
                "n_citation",
                "Citations: credits, links, media and documents.",
                unit="citations",
                rate=True,
            ),
            *(
                Column(f"n_citation_{kind}", f"Citations: {KIND_TEXT[kind]}.", unit="citations")
                for kind in CITATION_KINDS
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        kinds, codes = strings(notes.citations, "kind"), notes.citation_articles
        by_kind = {
            f"n_citation_{kind}": count_rows(notes, codes, kinds == kind) for kind in CITATION_KINDS
        }
        return {"n_citation": count_rows(notes, codes), **by_kind}

    def spans(self, notes: Annotations) -> Spans:
        """Where citations stand in the running text: articles, starts, ends, kinds.

        Those that cleaning took out of the text have no place in it and are left out.
        """
        starts = notes.citations.column("start").to_numpy(zero_copy_only=False).astype(float)
        ends = notes.citations.column("end").to_numpy(zero_copy_only=False).astype(float)
        kept = ~(np.isnan(starts) | np.isnan(ends))
        return (
            notes.citation_articles[kept],
            starts[kept].astype(np.int64),
            ends[kept].astype(np.int64),
            strings(notes.citations, "kind")[kept],
        )
