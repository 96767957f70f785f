"""Who is quoted, how, and with which verbs: counts over attributions.

Three extractors count the same attributions by three of their labels. Every label has its own
column and the sum of those judged is the denominator, so that ``share_stance_distancing`` is *among
attributions whose cue has a stance class* (Hu et al. 2023; Floyd 2000), ``share_source_anonymous``
among attributions with a source type, and ``share_quotation_direct`` among those with a content.

References
----------
Floyd, A. (2000). The reporting verbs and bias in the press. Revista Alicantina, 13, 43-52.
Hu, T., Ribeiro, M. H., West, R., & Spitz, A. (2023). Quotatives indicate decline in objectivity in
U.S. political news. ICWSM.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from framing.features.column import Column
from framing.features.counting import Spans, count_rows, first_spans, strings
from framing.notes import Annotations
from framing.types import QUOTATIONS, SOURCE_TYPES, STANCES

STANCE_TEXT = {
    "neutral": "say, tell, according to",
    "institutional": "announce, confirm, rule, promise",
    "endorsing": "point out, note, explain, show",
    "distancing": "claim, allege, insist, so-called",
    "concessive": "admit, concede, acknowledge",
    "denial": "deny, reject, dismiss",
    "attack": "slam, blast, condemn",
    "emotive": "complain, boast, fume",
    "directive": "urge, demand, call for",
    "belief": "think, believe, fear, hope",
    "prediction": "predict, forecast, expect",
    "no_comment": "declined to comment, did not respond",
}


@dataclass(frozen=True, slots=True)
class Stances:
    """Attributions by the stance of their cue.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> text = "The bridge is safe, Oresh claimed. It is not, Brandt said."
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text=text)]))
    >>> counts = Stances()(notes)
    >>> int(counts["n_stance"][0]), int(counts["n_stance_distancing"][0])
    (2, 1)
    """

    def columns(self) -> tuple[Column, ...]:
        """One per stance class, and their sum."""
        return (
            Column("n_stance", "Attributions whose cue has a stance class.", unit="attributions"),
            *(
                Column(
                    f"n_stance_{stance}",
                    f"Attributions whose cue is {stance.replace('_', ' ')}: {STANCE_TEXT[stance]}.",
                    unit="attributions",
                    reference="Floyd 2000; Hu et al. 2023",
                )
                for stance in STANCES
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        return _by_label(notes, "stance", "stance", STANCES)

    def spans(self, notes: Annotations) -> Spans:
        """The cue of each attribution that has a stance: articles, starts, ends, labels."""
        return first_spans(notes, ("cue", "content", "source"), "stance")


@dataclass(frozen=True, slots=True)
class Quotations:
    """Attributions by how they are quoted: direct, mixed, indirect.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text='"It rained," he said.')]))
    >>> int(Quotations()(notes)["n_quotation_direct"][0])
    1
    """

    def columns(self) -> tuple[Column, ...]:
        """All attributions, those with a content by kind."""
        kinds = {
            "direct": "all of the content stands in quotation marks",
            "mixed": "a part of the content stands in quotation marks",
            "indirect": "none of the content stands in quotation marks",
        }
        return (
            Column(
                "n_attributions",
                "Attributions: somebody is given a statement, belief or wish.",
                unit="attributions",
                reference="Pareti 2012; Newell et al. 2018",
                rate=True,
            ),
            Column("n_quotation", "Attributions with a content.", unit="attributions"),
            *(
                Column(
                    f"n_quotation_{kind}",
                    f"Attributions of which {kinds[kind]}.",
                    unit="attributions",
                    reference="Pareti et al. 2013",
                )
                for kind in QUOTATIONS
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        return {
            "n_attributions": count_rows(notes, notes.attribution_articles),
            **_by_label(notes, "quotation", "quotation", QUOTATIONS),
        }

    def spans(self, notes: Annotations) -> Spans:
        """The first part of each content: articles, starts, ends, kinds of quotation."""
        return first_spans(notes, ("content", "cue"), "quotation")


@dataclass(frozen=True, slots=True)
class Sources:
    """Attributions by the type of their source.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.types import Article
    >>> notes = annotate(Corpus.from_articles([Article(id="a", text="It rained, the mayor said.")]))
    >>> int(Sources()(notes)["n_source_official"][0])
    1
    """

    def columns(self) -> tuple[Column, ...]:
        """One per source type, and their sum."""
        return (
            Column("n_source", "Attributions with a source type.", unit="attributions"),
            *(
                Column(
                    f"n_source_{kind}",
                    f"Attributions whose source is of the type {kind.replace('_', ' ')}.",
                    unit="attributions",
                )
                for kind in SOURCE_TYPES
            ),
        )

    def __call__(self, notes: Annotations) -> Mapping[str, NDArray[Any]]:
        """Count in each article."""
        return _by_label(notes, "source_type", "source", SOURCE_TYPES)

    def spans(self, notes: Annotations) -> Spans:
        """The source (without one, the cue) of each attribution: articles, starts, ends, types."""
        return first_spans(notes, ("source", "cue", "content"), "source_type")


def _by_label(
    notes: Annotations, column: str, name: str, labels: tuple[str, ...]
) -> dict[str, NDArray[Any]]:
    """Rows per article with each label, and with any."""
    values, codes = strings(notes.attributions, column), notes.attribution_articles
    out = {f"n_{name}_{label}": count_rows(notes, codes, values == label) for label in labels}
    return {f"n_{name}": sum(out.values(), start=count_rows(notes, codes[:0])), **out}
