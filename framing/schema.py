"""Column names and Arrow types of every table that passes between rooms.

A table is a contract: readers write ``ARTICLES``, annotating writes ``ATTRIBUTIONS`` and
``CITATIONS``, comparing writes ``COMPARISONS``. ``VERSION`` goes up when a column changes meaning,
and stands in every manifest.
"""

from __future__ import annotations

from functools import cache
from typing import Any

VERSION = 1

COMPARISON_COLUMNS: tuple[str, ...] = (
    "feature",
    "kind",
    "group_a",
    "group_b",
    "estimand",
    "scale",
    "estimate",
    "ci_low",
    "ci_high",
    "p_value",
    "p_adjusted",
    "mde",
    "n_a",
    "n_b",
    "n_clusters",
    "method",
    "level",
    "seed",
)
KEY_COLUMNS: tuple[str, ...] = ("article_id", "outlet", "date", "event")


@cache
def articles_schema() -> Any:
    """Arrow schema of a corpus: one row an article, in reading order."""
    import pyarrow as pa

    edit = pa.struct(
        [
            ("kind", pa.string()),
            ("raw_start", pa.int32()),
            ("raw_text", pa.string()),
            ("start", pa.int32()),
            ("new_text", pa.string()),
        ]
    )
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("outlet", pa.string()),
            pa.field("date", pa.string()),
            pa.field("title", pa.string()),
            pa.field("text", pa.string(), nullable=False),
            pa.field("url", pa.string()),
            pa.field("byline", pa.string()),
            pa.field("lang", pa.string()),
            pa.field("event", pa.string()),
            pa.field("duplicate_of", pa.string()),
            pa.field("meta", pa.string()),  # JSON object
            pa.field("edits", pa.list_(edit)),
        ]
    )


@cache
def spans_type() -> Any:
    """Arrow type of a list of ``[start, end]`` pairs."""
    import pyarrow as pa

    return pa.list_(pa.list_(pa.int32(), 2))


@cache
def attributions_schema() -> Any:
    """Arrow schema of attributions: one row each, in order of article and text."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("outlet", pa.string()),
            pa.field("attribution", pa.int32(), nullable=False),  # 0, 1, ... within its article
            pa.field("sentence", pa.int32()),  # of the first cue (else content) character
            pa.field("source", pa.string()),
            pa.field("source_resolved", pa.string()),  # its fullest earlier mention, else itself
            pa.field("cue", pa.string()),
            pa.field("content", pa.string()),
            pa.field("source_spans", spans_type()),
            pa.field("cue_spans", spans_type()),
            pa.field("content_spans", spans_type()),
            pa.field("quotation", pa.string()),
            pa.field("source_type", pa.string()),
            pa.field("stance", pa.string()),
            pa.field("parent", pa.int32()),  # ``attribution`` of the enclosing one
            pa.field("confidence", pa.float64()),
        ]
    )


@cache
def citations_schema() -> Any:
    """Arrow schema of citations: credits, links, cited media and documents, one row each.

    ``start``/``end`` index the corpus text; they are null for a record that cleaning took out of
    the running text, and then ``raw_start``/``raw_end`` index the raw text. Both are set where both
    exist.
    """
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("outlet", pa.string()),
            pa.field("kind", pa.string(), nullable=False),
            pa.field("name", pa.string()),  # normalised: "Reuters", "state media", "example.org"
            pa.field("text", pa.string(), nullable=False),  # as written
            pa.field("start", pa.int32()),
            pa.field("end", pa.int32()),
            pa.field("raw_start", pa.int32()),
            pa.field("raw_end", pa.int32()),
            pa.field("sentence", pa.int32()),
            pa.field("domain", pa.string()),  # registered domain of a link
        ]
    )
