"""Distancing without a reporting verb: "so-called", "what it calls", scare quotes.

An outlet can keep away from a word without "claimed": by a marker before it, by saying whose word
it is, by noting that nothing was verified, or by quotation marks that quote nobody. Each kind has
its own column, and every count is the number of spans that `framing.attribution.find_distancing`
gives. Scare quotes are the least certain of them: code a sample by hand before counting on them.

References
----------
Martin, J. R., & White, P. R. R. (2005). The language of evaluation: appraisal in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.attribution import find_distancing
from framing.features.column import Column
from framing.features.counting import Spans, count_rows
from framing.notes import Annotations, attributions_of

KINDS = {
    "marker": "so-called, alleged, purported",
    "ascription": "what it calls, what Dovrin describes as",
    "control": "-backed, -run, -aligned after a name",
    "verification": "without providing evidence, could not be verified",
    "scare": "one to four words in quotation marks that quote nobody",
}


@dataclass(frozen=True, slots=True)
class Distancing:
    """Distancing expressions by kind.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "The so-called repairs went on. Nobody was told."
    >>> counts = Distancing()(annotate(Corpus.from_articles([Article(id="a", text=text)])))
    >>> int(counts["n_distancing"][0]), int(counts["n_distancing_marker"][0])
    (1, 1)
    """

    def columns(self) -> tuple[Column, ...]:
        """All of them, and one column per kind."""
        return (
            Column(
                "n_distancing",
                "Distancing without a reporting verb.",
                unit="expressions",
                reference="Martin & White 2005",
                rate=True,
            ),
            *(
                Column(
                    f"n_distancing_{kind}",
                    f"Distancing expressions: {text}.",
                    unit="expressions",
                )
                for kind, text in KINDS.items()
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        articles, _, _, labels = self.spans(notes)
        by_kind = {
            f"n_distancing_{kind}": count_rows(notes, articles, labels == kind) for kind in KINDS
        }
        return {"n_distancing": count_rows(notes, articles), **by_kind}

    def spans(self, notes: Annotations) -> Spans:
        """Where they stand: articles, starts, ends, kinds."""
        ids = notes.corpus.table.column("id").to_pylist()
        known = attributions_of(notes.attributions)
        found = find_distancing(notes.layers, [known.get(name, []) for name in ids])
        rows = [(i, d.start, d.end, d.kind) for i, one in enumerate(found) for d in one]
        numbers = np.array([row[:3] for row in rows], dtype=np.int64).reshape(len(rows), 3)
        labels = np.array([row[3] for row in rows], dtype=object)
        return numbers[:, 0], numbers[:, 1], numbers[:, 2], labels
