"""An article as it is stored: a row of an Arrow table, a line of JSON, a row of CSV; and back.

What is written is read back without loss, edits and ``meta`` included. In a table ``meta`` is a
JSON object as text; in CSV ``edits`` is JSON as text too, and every cell stands in quotation marks:
Python before 3.13 leaves a cell with a lone carriage return bare, which others take for the end of
the row. A row that has ``edits``, ``meta`` and
``duplicate_of`` in this form was written here, and is not cleaned a second time when read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from framing.schema import articles_schema
from framing.types import Article, Edit

STRINGS = (
    "id",
    "outlet",
    "date",
    "title",
    "text",
    "url",
    "byline",
    "lang",
    "event",
    "duplicate_of",
)
CHUNK = 512


def to_batch(articles: list[Article]) -> Any:
    """Arrow record batch of articles."""
    import pyarrow as pa

    columns: dict[str, list[Any]] = {
        name: [getattr(article, name) for article in articles] for name in STRINGS
    }
    columns["meta"] = [_dump_meta(article.meta) for article in articles]
    columns["edits"] = [[asdict(edit) for edit in article.edits] for article in articles]
    try:
        arrays = [pa.array(columns[column.name], column.type) for column in articles_schema()]
    except (UnicodeEncodeError, pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise ValueError(f"{_culprit(articles)}: {error}") from error
    batch = pa.RecordBatch.from_arrays(arrays, schema=articles_schema())
    if batch.column("id").null_count or batch.column("text").null_count:
        raise ValueError(f"{_culprit(articles)}: id and text must be strings, not None")
    return batch


def _culprit(articles: list[Article]) -> str:
    """Say which article cannot be stored, and why."""
    for article in articles:
        for name in STRINGS:
            value: object = getattr(article, name)
            if not isinstance(value, str | None) or (value is None and name in ("id", "text")):
                return f"article {article.id!r}: {name} must be a string, got {value!r}"
            if value is not None and any("\ud800" <= c <= "\udfff" for c in value):
                return f"article {article.id!r}: {name} has a lone surrogate; framing.read mends it"
    return "articles cannot be stored"


def _dump_meta(meta: Any) -> str | None:
    """JSON object of an article's ``meta``; null when empty."""
    return json.dumps(dict(meta), ensure_ascii=True) if meta else None


def to_article(row: Mapping[str, Any]) -> Article:
    """Article of one Arrow row."""
    values = {name: row[name] for name in STRINGS}
    meta = json.loads(row["meta"]) if row["meta"] else {}
    edits = tuple(Edit(**edit) for edit in row["edits"] or ())
    return Article(**values, meta=meta, edits=edits)


def iterate(table: Any) -> Iterator[Article]:
    """Yield the articles of an Arrow table."""
    for batch in table.to_batches(max_chunksize=CHUNK):
        yield from map(to_article, batch.to_pylist())


def parse_edits(values: Mapping[str, Any]) -> tuple[Edit, ...] | None:
    """Return the edits of a row that was written here; None of a row that others wrote.

    Examples
    --------
    >>> parse_edits({"text": "x", "edits": "[]", "meta": None, "duplicate_of": None})
    ()
    >>> parse_edits({"text": "x", "edits": 5}) is None
    True
    """
    if not {"edits", "meta", "duplicate_of"} <= values.keys():
        return None
    edits = _from_json(values["edits"])
    if not isinstance(edits, list):
        return None
    try:
        return tuple(Edit(**edit) for edit in edits)
    except TypeError:
        return None


def parse_meta(cell: Any) -> dict[str, Any]:
    """Return ``meta`` of a row that was written here.

    Examples
    --------
    >>> parse_meta('{"section": "weather"}')
    {'section': 'weather'}
    """
    meta = _from_json(cell)
    return meta if isinstance(meta, dict) else {}


def _from_json(value: Any) -> Any:
    """A cell that may hold JSON as text (CSV, Parquet) or as it is; None where it holds neither."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value.tolist() if hasattr(value, "tolist") else value


def _write_parquet(table: Any, path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")


def _write_jsonl(table: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for article in iterate(table):
            file.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")


def _write_csv(table: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [*STRINGS, "meta", "edits"]
        writer = csv.DictWriter(file, columns, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for article in iterate(table):
            row = asdict(article)
            row["meta"] = json.dumps(row["meta"]) if row["meta"] else ""
            row["edits"] = json.dumps(row["edits"])
            writer.writerow(row)


WRITERS: Mapping[str, Callable[[Any, Path], None]] = {
    ".parquet": _write_parquet,
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
}
