"""Attributions corrected by hand, checked before they enter any number.

People correct what they see: rows are deleted, spans are moved in a spreadsheet, a stance is
changed. Whatever comes back must still be true of the text, so the texts of source, cue and content
are made anew from the spans, parents are checked, and classes must be ones that exist.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from framing.articles import Corpus
from framing.notes.tables import attribution_table
from framing.text import Layers
from framing.types import QUOTATIONS, SOURCE_TYPES, STANCES, Attribution, Spans

if TYPE_CHECKING:
    import pandas as pd

SPAN_COLUMNS = ("source_spans", "cue_spans", "content_spans")
CLASSES = {"quotation": QUOTATIONS, "source_type": SOURCE_TYPES, "stance": STANCES}


def corrected_table(corpus: Corpus, layers: Layers, frame: pd.DataFrame) -> Any:
    """A corrected frame of attributions as a checked Arrow table.

    Parameters
    ----------
    corpus : Corpus
    layers : Layers
        Of the corpus's texts.
    frame : DataFrame
        See `framing.notes.Annotations.replace`.

    Returns
    -------
    pyarrow.Table

    Raises
    ------
    ValueError
        With the row and what is wrong with it.
    """
    missing = {"article_id", *SPAN_COLUMNS} - set(frame.columns)
    if missing:
        raise ValueError(
            f"corrected attributions lack {', '.join(sorted(missing))}; start from what "
            f"framing.find_attributions returned and keep its columns"
        )
    articles = list(corpus)
    place = {article.id: i for i, article in enumerate(articles)}
    found: list[list[tuple[Any, Attribution]]] = [[] for _ in articles]
    for row in frame.to_dict("records"):
        if row["article_id"] not in place:
            raise ValueError(
                f"attribution of article {row['article_id']!r}, which is not in the corpus"
            )
        entry = (row.get("attribution"), _attribution({str(k): v for k, v in row.items()}))
        found[place[row["article_id"]]].append(entry)
    return attribution_table(articles, layers, [_renumbered(rows) for rows in found])


def _renumbered(rows: list[tuple[Any, Attribution]]) -> list[Attribution]:
    """In text order; parents that were deleted become null, others follow their row."""
    from dataclasses import replace

    order = sorted(range(len(rows)), key=lambda i: (_start(rows[i][1]), i))
    new = {rows[i][0]: n for n, i in enumerate(order) if not _null(rows[i][0])}
    return [replace(rows[i][1], parent=new.get(rows[i][1].parent)) for i in order]


def _start(attribution: Attribution) -> int:
    spans = attribution.cue or attribution.content or attribution.source
    return spans[0][0] if spans else -1


def _attribution(row: dict[str, Any]) -> Attribution:
    for column, allowed in CLASSES.items():
        if not _null(row.get(column)) and row[column] not in allowed:
            raise ValueError(
                f"article {row['article_id']!r}: {column} {row[column]!r} is not one of "
                f"{', '.join(allowed)}"
            )
    source, cue, content = (_spans(row, column) for column in SPAN_COLUMNS)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        quotation=_or_none(row.get("quotation")),
        source_type=_or_none(row.get("source_type")),
        stance=_or_none(row.get("stance")),
        parent=None if _null(row.get("parent")) else int(row["parent"]),
        confidence=None if _null(row.get("confidence")) else float(row["confidence"]),
    )


def _spans(row: dict[str, Any], column: str) -> Spans:
    value = row[column]
    try:
        if isinstance(value, str):
            value = json.loads(value or "[]")
        if value is None or (isinstance(value, float) and value != value):
            value = []
        return tuple((int(s), int(e)) for s, e in value)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"article {row['article_id']!r}: {column} {value!r} is not a list of [start, end] pairs"
        ) from error


def _null(value: Any) -> bool:
    return value is None or value != value or str(value) == "<NA>"


def _or_none(value: Any) -> str | None:
    return None if _null(value) else str(value)
